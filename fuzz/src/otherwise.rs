//! A JSON text with one thing in it made another: random bytes seldom get past the first bracket.

use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use serde_json::{Value, json};
use std::mem;

/// The same seed makes the same text of a text. Of several lines that are no text together one is changed; none where
/// there is no JSON in it.
pub fn otherwise(text: &[u8], seed: u64) -> Option<Vec<u8>> {
    let mut chance = Chance(ChaCha20Rng::seed_from_u64(seed));
    if let Ok(whole) = serde_json::from_slice(text) {
        return Some(chance.changed(whole).to_string().into_bytes());
    }
    let mut lines: Vec<&[u8]> = text.split(|byte| *byte == b'\n').collect();
    let at = chance.below(lines.len());
    let line = chance.changed(serde_json::from_slice(lines[at]).ok()?).to_string();
    lines[at] = line.as_bytes();
    Some(lines.join(&b'\n'))
}

/// The same in place, for every other seed, where there is room: how many bytes it has then. What is left is for libFuzzer,
/// which knows nothing of JSON and everything of what the program compares.
pub fn rewrite(bytes: &mut [u8], size: usize, seed: u32) -> Option<usize> {
    let text = otherwise(&bytes[..size], seed.into()).filter(|_| seed.is_multiple_of(2))?;
    bytes.get_mut(..text.len())?.copy_from_slice(&text);
    Some(text.len())
}

struct Chance(ChaCha20Rng);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0.next_u32() as usize % most.max(1)
    }

    fn changed(&mut self, mut whole: Value) -> Value {
        let count = count(&whole);
        let (at, other) = (self.below(count), self.below(count));
        let other = node(&mut whole, &mut { other }).map(|found| found.clone()).unwrap_or_default();
        if let Some(found) = node(&mut whole, &mut { at }) {
            self.change(found, other);
        }
        whole
    }

    fn change(&mut self, value: &mut Value, other: Value) {
        let pick = self.below(4);
        match (pick, &mut *value) {
            // Some texts hold another one.
            (0..3, Value::String(text)) if text.starts_with('{') => {
                if let Ok(inner) = serde_json::from_str(text) {
                    *text = self.changed(inner).to_string();
                }
            }
            (0, Value::Array(items)) if !items.is_empty() => drop(items.remove(self.below(items.len()))),
            (1, Value::Array(items)) if !items.is_empty() => {
                let again = items[self.below(items.len())].clone();
                items.insert(self.below(items.len()), again);
            }
            (2, Value::Array(items)) if !items.is_empty() => {
                let (one, another) = (self.below(items.len()), self.below(items.len()));
                items.swap(one, another);
            }
            (0 | 1, Value::Object(members)) if !members.is_empty() => {
                let name = members.keys().nth(self.below(members.len())).cloned().unwrap_or_default();
                let taken = members.remove(&name);
                // Under another name, or under none.
                if pick == 1
                    && let (Value::String(name), Some(taken)) = (other, taken)
                {
                    members.insert(name, taken);
                }
            }
            (0, Value::Number(number)) => {
                let next = number.as_i64().map(|n| n.saturating_add(1)).unwrap_or_default();
                *value = next.into();
            }
            (1, Value::Number(number)) => {
                let next = number.as_i64().map(|n| n.saturating_sub(1)).unwrap_or_default();
                *value = next.into();
            }
            (0, Value::Bool(flag)) => *flag = !*flag,
            (2, _) => {
                let mut edges = [
                    json!(null),
                    json!(true),
                    json!(0),
                    json!(-1),
                    json!(101),
                    json!(u64::MAX),
                    json!(1.5),
                    json!(""),
                    json!("\u{0}\u{202e}好"),
                    json!("字".repeat(241)),
                    json!([]),
                    json!({}),
                ];
                *value = mem::take(&mut edges[self.below(12)]);
            }
            _ => *value = other,
        }
    }
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// The value at this place, counted from the outside in.
fn node<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| node(item, left)),
        Value::Object(members) => members.values_mut().find_map(|member| node(member, left)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_made_another_in_every_place() {
        let text = br#"{"a":[1,{"b":"x"}],"c":"{\"d\":2}"}"#;
        let made: std::collections::BTreeSet<_> = (0..400).filter_map(|seed| otherwise(text, seed)).collect();
        assert!(made.len() > 60, "{}", made.len());
        assert!(made.iter().all(|text| serde_json::from_slice::<Value>(text).is_ok()));
        assert!(made.contains(&br#"{"a":[1,{"b":"x"}],"c":"{\"d\":3}"}"#[..]), "within a text in a text");
        assert_eq!(otherwise(b"{\n[1]\n}", 7), otherwise(b"{\n[1]\n}", 7));
        assert_eq!(otherwise(b"from=2026-11-01", 1), None);
    }
}
