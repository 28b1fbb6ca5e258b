//! Our own reader of JSON against the one everybody uses: the same texts are JSON, and they say the same.

use crate::support::SHORT;
use handover_domain::json::{Json, parse};
use handover_domain::questionnaire::Package;
use proptest::prelude::*;
use serde_json::Value;

/// Whether a tree is that of serde; of a member given twice serde keeps the last.
fn same(ours: &Json, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(a), Value::Bool(b)) => a == b,
        (Json::Number(a), Value::Number(_)) => serde_json::from_str::<Value>(a).is_ok_and(|a| a == *theirs),
        (Json::String(a), Value::String(b)) => a == b,
        (Json::List(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Value::Object(b)) => {
            a.iter().all(|(name, _)| b.contains_key(&**name))
                && b.iter().all(|(name, theirs)| {
                    a.iter().rfind(|(ours, _)| ours == name).is_some_and(|(_, ours)| same(ours, theirs))
                })
        }
        _ => false,
    }
}

fn compare(bytes: &[u8]) -> Result<(), TestCaseError> {
    let shown = String::from_utf8_lossy(bytes);
    match (parse(bytes), serde_json::from_slice::<Value>(bytes)) {
        (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, &theirs), "{}: {:?}", shown, ours),
        (Err(_), Err(_)) => {}
        // Ours keeps numbers as they are written, so none is too large for it.
        (Ok(_), Err(theirs)) if theirs.to_string().contains("out of range") => {}
        (ours, theirs) => prop_assert!(false, "{}: {:?}, but {:?}", shown, ours, theirs),
    }
    Ok(())
}

const TOKENS: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"b\"",
    "\"\"",
    "\"字\"",
    r#""\u00e9""#,
    r#""\ud83d\ude00""#,
    r#""\ud800""#,
    r#""\udc00""#,
    r#""\ud800\u0041""#,
    r#""\ud83d\n""#,
    r#""\x""#,
    r#""\/\b\f\r\t\"\\""#,
    "\"\u{7f}\"",
    "\"\n\"",
    "\"",
    "\\",
    "0",
    "-0",
    "01",
    "-1",
    "1.5",
    "1.",
    ".5",
    "1e5",
    "1E+05",
    "-",
    "true",
    "null",
    "nul",
    " ",
    "\r\n\t",
    "\u{b}",
    "\u{feff}",
    "\u{0}",
];

/// Texts that are JSON as often as not.
fn nearly() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(&TOKENS[6..35]).prop_map(str::to_owned);
    leaf.prop_recursive(4, 24, 4, |inner| {
        let list =
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[ {}]", items.join(",")));
        let names = prop::sample::select(&["\"a\"", "\"b\"", "\"\\u0061\"", "a"][..]);
        let object = prop::collection::vec((names, inner), 0..4).prop_map(|members| {
            let members: Vec<String> =
                members.into_iter().map(|(name, value)| format!("{name} :{value}")).collect();
            format!("{{{} }}", members.join(", "))
        });
        prop_oneof![list, object]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_row_of_tokens_is_judged_alike(tokens in prop::collection::vec(prop::sample::select(&TOKENS[..]), 0..8)) {
        compare(tokens.concat().as_bytes())?;
    }

    #[test]
    fn what_is_nearly_json_is_judged_alike(text in nearly()) {
        compare(text.as_bytes())?;
    }

    #[test]
    fn any_string_comes_out_as_it_went_in(words in any::<String>()) {
        let text = serde_json::to_string(&words).unwrap();
        prop_assert_eq!(parse(text.as_bytes()).unwrap(), Json::String(words));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_package_with_a_byte_spoilt_is_judged_alike(at in 0..SHORT.len(), byte in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = SHORT.as_bytes().to_vec();
        if cut {
            bytes.truncate(at);
        } else {
            bytes[at] = byte;
        }
        compare(&bytes)?;
        // Whether it is still a package or not, saying so is all that happens.
        if let Err(flaws) = Package::load(&bytes) {
            prop_assert!(flaws.iter().all(|flaw| flaw.path.starts_with('$')));
        }
    }
}

#[test]
fn nesting_ends_before_the_stack_does() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    assert!(parse(nested(100).as_bytes()).is_ok());
    for levels in [200, 1_000_000] {
        assert!(parse(nested(levels).as_bytes()).is_err());
        assert!(parse("[".repeat(levels).as_bytes()).is_err());
        assert!(parse("{\"a\":".repeat(levels).as_bytes()).is_err());
    }
}

#[test]
fn a_fault_names_the_line() {
    let fault = parse(b"{\n  \"a\": 1,\n  oops\n}").unwrap_err();
    assert_eq!(fault.path, "$");
    assert!(fault.problem.contains("line 3"), "{fault}");
}
