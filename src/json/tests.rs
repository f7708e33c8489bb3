//! Against `serde_json`.

use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// The same value, as `serde_json` has it.
fn value(json: &Json<'_>) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Flag(flag) => (*flag).into(),
        Json::Number(number) => serde_json::from_str(number).unwrap(),
        Json::Text(text) => text.as_ref().into(),
        Json::List(items) => items.iter().map(value).collect(),
        Json::Object(members) => {
            members.iter().map(|(name, item)| (name.to_string(), value(item))).collect()
        }
    }
}

fn agree(text: &str) {
    match (Json::parse(text), serde_json::from_str::<Value>(text)) {
        (Ok(ours), theirs) => assert_eq!(value(&ours), theirs.unwrap(), "{text}"),
        // The words of serde_json for a number that no f64 can hold, which we read.
        (Err(_), Err(theirs)) if theirs.to_string().contains("out of range") => panic!("{text}"),
        (Err(ours), theirs) => {
            let theirs = theirs.expect_err(text);
            // Of a wrong escape and an early end, each reports the one it comes upon first.
            let same = (ours == Syntax::EndsEarly) == theirs.is_eof() || text.contains('\\');
            assert!(same, "{text}: {ours:?}, {theirs}");
        }
    }
}

#[test]
fn reads_what_is_json_and_nothing_else() {
    for text in [
        "",
        " ",
        "null",
        "nul",
        "nulL",
        "true",
        "false",
        "\t\r\n 1 ",
        "1 2",
        "\u{feff}1",
        "01",
        "-",
        "-0",
        "-01",
        "1.",
        "1.5",
        ".5",
        "+1",
        "1e5",
        "1E+05",
        "1e",
        "1e-",
        "--1",
        "0x1",
        "NaN",
        "[]",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,2]",
        "{}",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{a:1}",
        "{\"a\" : [ { } , 0 ] }",
        "{\"a\":1}}",
        "\"",
        "\"a",
        "\"a\"",
        "'a'",
        "\"\\\"",
        "\"\\\"\"",
        "\"\\n\\t\\b\\f\\r\\/\\\\\"",
        "\"\\x\"",
        "\"\\u0041\"",
        "\"\\u00e9é\"",
        "\"\\u12\"",
        "\"\\u00g0\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83d\"",
        "\"\\ud83dx\"",
        "\"\\ud83d\\u0041\"",
        "\"\\ude00\"",
        "\"\n\"",
        "\"\u{7f}\"",
        "\"😀\"",
        "\"\\😀\"",
        "//",
        "[1]/**/",
    ] {
        agree(text);
    }
}

#[test]
fn nests_so_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::parse(&nested(128)).is_ok());
    assert_eq!(Json::parse(&nested(129)), Err(Syntax::Unexpected));
    assert_eq!(Json::parse(&"[{\"a\":".repeat(1_000_000)), Err(Syntax::Unexpected));
}

#[test]
fn reads_a_value_at_the_start() {
    assert_eq!(Json::parse_start("{} and more"), Ok(Json::Object(Vec::new())));
    assert_eq!(Json::parse("{} and more"), Err(Syntax::Unexpected));
}

#[test]
fn copies_nothing_without_an_escape() {
    let json = Json::parse(r#"["plain","\u0065scaped"]"#).unwrap();
    let Json::List(items) = json else { panic!() };
    assert!(matches!(&items[0], Json::Text(Cow::Borrowed("plain"))));
    assert_eq!(items[1].as_text(), Some("escaped"));
}

#[test]
fn numbers_that_count() {
    for (text, whole, thousandths) in [
        ("0", Some(0), 0),
        ("-0", Some(0), 0),
        ("3600", Some(3600), 3_600_000),
        ("-5", None, -5000),
        ("1.5", None, 1500),
        ("1.0", Some(1), 1000),
        ("0.0005", None, 0),
        ("12e2", Some(1200), 1_200_000),
        ("1200e-2", Some(12), 12_000),
        ("1.25e1", None, 12_500),
        ("9007199254740991", Some(9_007_199_254_740_991), 9_007_199_254_740_991_000),
        ("9007199254740992", None, 9_007_199_254_740_992_000),
        ("99999999999999999999", None, i64::MAX),
        ("1e300", None, i64::MAX),
        ("1e99999999999999999999", None, i64::MAX),
        ("0e99999999999999999999", Some(0), 0),
        ("1e-99999999999999999999", None, 0),
    ] {
        let json = Json::parse(text).unwrap();
        assert_eq!((json.whole(), json.thousandths()), (whole, Some(thousandths)), "{text}");
    }
    for text in ["", "-", "x", "1.", ".5", "1e", "1e+", "1 ", "+1", "0x10", "1e1.5"] {
        assert_eq!(thousandths(text), None, "{text}");
    }
}

#[test]
fn a_member_is_of_its_type_and_there_once() {
    let json = Json::parse(r#"{"a":"x","b":7,"c":null,"d":["y"],"e":1,"e":2}"#).unwrap();
    assert_eq!(json.text("a"), Ok(Some("x".to_owned())));
    assert_eq!(json.text("b"), Err(Misshapen));
    assert_eq!((json.text("c"), json.text("z")), (Ok(None), Ok(None)));
    assert_eq!((json.needed_text("c"), json.needed_whole("b")), (Err(Misshapen), Ok(7)));
    assert_eq!(json.items("d").unwrap().len(), 1);
    assert_eq!(json.items("a"), Err(Misshapen));
    assert_eq!(json.member("e"), Err(Misshapen));
    assert_eq!(json.get("e").and_then(Json::whole), Some(2));
    assert_eq!(Json::Null.text("a"), Err(Misshapen));
    assert_eq!(json.get("d").unwrap().texts(), Ok(vec!["y".to_owned()]));
}

#[test]
fn writes_each_kind_of_field() {
    let mut object = Object::new();
    object.text("a", "1");
    object.text_or_null("b", None);
    object.optional_text("c", None);
    object.number("d", u64::MAX);
    object.optional_number("e", None);
    object.number_or_null("E", None);
    object.flag("f", true);
    object.texts("g", &mut ["x", "y"].into_iter());
    object.json("h", &list(&mut ["1".to_owned(), Object::new().finish()].into_iter()));
    let expected =
        r#"{"a":"1","b":null,"d":18446744073709551615,"E":null,"f":true,"g":["x","y"],"h":[1,{}]}"#;
    assert_eq!(object.finish(), expected);
}

proptest! {
    #[test]
    fn reads_what_serde_json_writes(text in any::<String>(), number in any::<f64>(), deep in 0_usize..5) {
        let number = serde_json::Number::from_f64(number).map_or(Value::Null, Value::Number);
        let mut value = serde_json::json!({ text.clone(): [text, number, true] });
        for _ in 0..deep {
            value = serde_json::json!([value, {"a": value}]);
        }
        agree(&value.to_string());
        agree(&serde_json::to_string_pretty(&value).unwrap());
    }

    #[test]
    fn agrees_about_anything(text in r#"[\[\]{}:,"\\untrefalsx0-9.eE+ -]{0,12}"#) {
        agree(&text);
    }

    #[test]
    fn serde_json_reads_what_we_write(name in any::<String>(), text in any::<String>()) {
        let mut object = Object::new();
        object.text(&name, &text);
        let read: Value = serde_json::from_str(&object.finish()).unwrap();
        prop_assert_eq!(read, serde_json::json!({ name: text }));
    }
}
