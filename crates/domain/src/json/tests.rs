use super::{Json, Node, parse, read};
use proptest::prelude::*;

/// The same value as `serde_json` reads it. Numbers are compared where both are whole.
fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    match (ours, theirs) {
        (Json::Null, serde_json::Value::Null) => true,
        (Json::Bool(a), serde_json::Value::Bool(b)) => a == b,
        (Json::Number(a), serde_json::Value::Number(b)) => {
            serde_json::from_str::<serde_json::Number>(a).unwrap() == *b
        }
        (Json::String(a), serde_json::Value::String(b)) => a == b,
        (Json::List(a), serde_json::Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Json::Object(a), serde_json::Value::Object(b)) => {
            // Of two members of one name, serde_json's tree keeps the last.
            b.iter().all(|(name, b)| a.iter().rfind(|(key, _)| key == name).is_some_and(|(_, a)| same(a, b)))
                && a.iter().all(|(key, _)| b.contains_key(&**key))
        }
        _ => false,
    }
}

fn agree(text: &str) {
    let theirs = serde_json::from_str::<serde_json::Value>(text);
    match (parse(text.as_bytes()), &theirs) {
        (Ok(ours), Ok(theirs)) => assert!(same(&ours, theirs), "{text}: {ours:?} is not {theirs:?}"),
        (Err(_), Err(_)) => {}
        // What does not fit a float is a number to us, as it is to RFC 8259.
        (Ok(_), Err(error)) if error.to_string().contains("out of range") => {}
        (ours, _) => panic!("{text:?}: {ours:?} and {theirs:?}"),
    }
}

#[test]
fn the_corners_of_json_are_read_as_serde_json_reads_them() {
    for text in [
        "",
        " ",
        "nul",
        "null",
        " true ",
        "false,",
        "0",
        "-0",
        "01",
        "-",
        "1.",
        "1.5e+3",
        "1e",
        "1E-2",
        ".5",
        "+1",
        "\"\"",
        "\"a",
        "\"\u{1}\"",
        "\"\\u00e9\\n\\/\"",
        r#""\ud83d\ude00""#,
        r#""\ud83d""#,
        r#""\ud83d\u0041""#,
        r#""\ude00""#,
        r#""\x""#,
        r#""\u12g4""#,
        r#""\"#,
        "\"\\\u{e9}\"",
        "[",
        "[]",
        "[1,]",
        "[1 2]",
        "[,1]",
        "{",
        "{}",
        r#"{"a":1,}"#,
        r#"{"a" : [ {} , "好" ] }"#,
        r#"{"a"}"#,
        "{1:2}",
        r#"{"a":1 "b":2}"#,
        r#"{"a":1,"a":2}"#,
        "[]]",
        "1 2",
        "\u{feff}1",
        "\0",
        "1\0",
    ] {
        agree(text);
    }
}

#[test]
fn what_nests_without_end_is_refused() {
    assert!(parse("[".repeat(100_000).as_bytes()).is_err());
    assert!(parse(&[b'"', 0xff, b'"']).is_err());
}

#[test]
fn an_error_says_where_it_is() {
    let said = |text: &str| parse(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(said("{\n  \"a\": 1\n  \"b\": 2}"), "$: expected `,` or `}` at line 3 column 3");
    let told = |text: &str, of: fn(&Node<'_>)| read(text.as_bytes(), of).unwrap_err().to_string();
    let each = |root: &Node<'_>| root.field("a").items().for_each(|item| _ = item.field("b").u32());
    assert_eq!(told(r#"{"a":[{"b":1.5}]}"#, each), "$.a[0].b: expected a whole number from 0");
    assert_eq!(told(r#"{"a":[{"b":1},{"b":1,"b":2}]}"#, each), "$.a[1]: duplicate field `b`");
    assert_eq!(told(r#"{"a":[]}"#, |root| root.field("a").only(&[])), "$.a: expected an object");
}

#[test]
fn of_many_faults_the_first_is_told() {
    let each = |root: &Node<'_>| (root.field("a").field("b").text().len(), root.field("c").u32());
    let fault = read(br#"{"a":7}"#, each).unwrap_err();
    assert_eq!(fault.to_string(), "$.a: expected an object");
    assert_eq!(read(br#"{"a":{"b":"x"},"c":1}"#, each), Ok((1, 1)));
}

#[test]
fn whole_numbers_are_read_to_their_bounds_and_no_further() {
    let object = |text: &str| format!(r#"{{"n":{text}}}"#).into_bytes();
    let signed = |text: &str| read(&object(text), |root| root.field("n").i64()).ok();
    for whole in [0, -1, i64::MAX, i64::MIN] {
        assert_eq!(signed(&whole.to_string()), Some(whole));
    }
    assert_eq!(signed("-0"), Some(0));
    for none in ["9223372036854775808", "-9223372036854775809", "1.0", "1e3", "\"1\"", "null"] {
        assert_eq!(signed(none), None, "{none}");
    }
    let unsigned = |text: &str| read(&object(text), |root| root.field("n").u64()).ok();
    assert_eq!(unsigned("18446744073709551615"), Some(u64::MAX));
    assert_eq!(unsigned("18446744073709551616"), None);
    assert_eq!(unsigned("-1"), None);
    assert!(read(&object("65536"), |root| root.field("n").u16()).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_as_serde_json_reads_it(text in r#"([\[\]{}:,"\\ ]|null|true|-?[0-9]{1,3}(\.[0-9])?|"a\\n"|"[ -~é😀]{0,4}"){0,12}"#) {
        agree(&text);
    }

    #[test]
    fn any_string_is_read_as_it_was_written(text in any::<String>()) {
        agree(&serde_json::to_string(&text).unwrap());
    }
}
