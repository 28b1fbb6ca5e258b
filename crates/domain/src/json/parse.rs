//! From text to tree (RFC 8259).

use super::{Fault, Json, Path};

/// Deeper than anything of ours; the stack is safe from what is nested beyond.
const MAX_DEPTH: usize = 128;

/// Parses a whole text.
pub fn parse(bytes: &[u8]) -> Result<Json<'_>, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| fault("the text is not UTF-8".into()))?;
    let mut reader = Reader { text, at: 0, depth: 0 };
    let read = reader.value().and_then(|value| {
        reader.space();
        if reader.at == text.len() { Ok(value) } else { Err("the end") }
    });
    read.map_err(|expected| {
        if !cfg!(feature = "sentences") {
            return fault(expected.into());
        }
        let before = &text.as_bytes()[..reader.at];
        let line = before.split(|b| *b == b'\n').count();
        let column = 1 + before.iter().rev().take_while(|b| **b != b'\n').count();
        fault(format!("expected {expected} at line {line} column {column}"))
    })
}

fn fault(problem: String) -> Fault {
    Fault { path: Path::ROOT.to_string(), problem }
}

/// What would have had to come next.
type Expected = &'static str;

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> u8 {
        // A NUL is valid nowhere in JSON, so it can stand for the end.
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn take(&mut self, byte: u8) -> bool {
        let here = self.peek() == byte;
        self.at += usize::from(here);
        here
    }

    fn space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self) -> Result<Json<'a>, Expected> {
        self.space();
        match self.peek() {
            b'"' => self.string().map(Json::String),
            b'{' => self.within(Self::object),
            b'[' => self.within(Self::list),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.literal(),
        }
    }

    fn within(&mut self, read: fn(&mut Self) -> Result<Json<'a>, Expected>) -> Result<Json<'a>, Expected> {
        if self.depth == MAX_DEPTH {
            return Err("fewer levels");
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn object(&mut self) -> Result<Json<'a>, Expected> {
        let mut members = Vec::new();
        self.space();
        if self.take(b'}') {
            return Ok(Json::Object(members));
        }
        loop {
            self.space();
            let name = self.string()?;
            self.space();
            if !self.take(b':') {
                return Err("`:`");
            }
            members.push((name, self.value()?));
            self.space();
            if self.take(b'}') {
                return Ok(Json::Object(members));
            }
            if !self.take(b',') {
                return Err("`,` or `}`");
            }
        }
    }

    fn list(&mut self) -> Result<Json<'a>, Expected> {
        let mut items = Vec::new();
        self.space();
        if self.take(b']') {
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value()?);
            self.space();
            if self.take(b']') {
                return Ok(Json::List(items));
            }
            if !self.take(b',') {
                return Err("`,` or `]`");
            }
        }
    }

    fn literal(&mut self) -> Result<Json<'a>, Expected> {
        for (word, value) in [("null", Json::Null), ("true", Json::Bool(true)), ("false", Json::Bool(false))]
        {
            if self.text.as_bytes()[self.at..].starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(value);
            }
        }
        Err("a value")
    }

    fn number(&mut self) -> Result<Json<'a>, Expected> {
        let from = self.at;
        self.take(b'-');
        if !self.take(b'0') {
            self.digits()?;
        }
        if self.take(b'.') {
            self.digits()?;
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            self.digits()?;
        }
        // Always within the text; indexing would bring a panic with tables of characters into the kiosk.
        Ok(Json::Number(self.text.get(from..self.at).unwrap_or_default()))
    }

    fn digits(&mut self) -> Result<(), Expected> {
        let from = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == from { Err("a digit") } else { Ok(()) }
    }

    fn string(&mut self) -> Result<String, Expected> {
        if !self.take(b'"') {
            return Err("`\"`");
        }
        let mut whole = String::new();
        loop {
            let from = self.at;
            while !matches!(self.peek(), b'"' | b'\\' | 0..=0x1f) {
                self.at += 1;
            }
            whole.push_str(self.text.get(from..self.at).unwrap_or_default());
            if self.take(b'"') {
                return Ok(whole);
            }
            if !self.take(b'\\') {
                return Err("`\"`, and no control character within");
            }
            whole.push(self.escape()?);
        }
    }

    fn escape(&mut self) -> Result<char, Expected> {
        let letter = self.peek();
        self.at += 1;
        Ok(match letter {
            b'"' | b'\\' | b'/' => char::from(letter),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => return self.escaped_utf16(),
            _ => {
                self.at -= 1;
                return Err("an escape");
            }
        })
    }

    fn escaped_utf16(&mut self) -> Result<char, Expected> {
        let mut code = self.hex()?;
        if code & 0xfc00 == 0xd800 && self.take(b'\\') && self.take(b'u') {
            let low = self.hex()?;
            // Anything but the second half of a pair makes a code that is no character.
            code =
                if low & 0xfc00 == 0xdc00 { 0x1_0000 + ((code & 0x3ff) << 10 | low & 0x3ff) } else { code };
        }
        char::from_u32(code).ok_or("a whole surrogate pair")
    }

    fn hex(&mut self) -> Result<u32, Expected> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = char::from(self.peek()).to_digit(16).ok_or("a hex digit")?;
            code = code << 4 | digit;
            self.at += 1;
        }
        Ok(code)
    }
}
