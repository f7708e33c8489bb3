//! Compares reader and writer with `serde_json`.

use proptest::prelude::*;
use serde_json::Value;

use super::object::list;
use super::*;

#[test]
fn tells_an_early_end_from_what_is_no_json() {
    for early in ["", " ", "[", "[1,", "{\"a\"", "{\"a\":", "\"a", "nul"] {
        assert_eq!(Json::parse(early), Err(Syntax::EndsEarly), "{early}");
    }
    for odd in ["x", "[1 2]", "{a:1}", "01", "1 2", "\u{feff}1", "'a'", "\"\n\"", "\"\\ud83dx\""] {
        assert_eq!(Json::parse(odd), Err(Syntax::Unexpected), "{odd}");
    }
}

#[test]
fn nests_so_deep_and_no_deeper() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(Json::parse(&nested(127)).is_ok());
    assert_eq!(Json::parse(&nested(128)), Err(Syntax::Unexpected));
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
        ("9007199254740991", Some(9_007_199_254_740_991), 9_007_199_254_740_990_976),
        ("9007199254740992", None, 9_007_199_254_740_992_000),
        ("99999999999999999999", None, i64::MAX),
        ("1e300", None, i64::MAX),
        ("1e-99999999999999999999", Some(0), 0),
    ] {
        let json = Json::parse(text).unwrap();
        assert_eq!((json.whole(), json.thousandths()), (whole, Some(thousandths)), "{text}");
    }
    for text in
        ["-", "x", "1e", "1e+", "0x10", "1e1.5", "inf", "NaN", "1e999", "1e99999999999999999999"]
    {
        assert!(Json::parse(text).is_err(), "{text}");
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
    object.optional_text("c", None);
    object.number("d", u64::MAX);
    object.flag("f", true);
    object.texts("g", &mut ["x", "y"].into_iter());
    object.json("h", &list(&mut ["1".to_owned(), Object::new().finish()].into_iter()));
    let expected = r#"{"a":"1","d":18446744073709551615,"f":true,"g":["x","y"],"h":[1,{}]}"#;
    assert_eq!(object.finish(), expected);
}

/// Whether both are the same value; `serde_json` and we read a number of many digits to within its last bits.
fn same(ours: &Json<'_>, theirs: &Value) -> bool {
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Flag(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::Text(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => {
            let theirs = theirs.as_f64().unwrap();
            *ours == theirs || (ours - theirs).abs() <= theirs.abs() * 8.0 * f64::EPSILON
        }
        (Json::List(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().zip(theirs).all(|(one, other)| same(one, other))
        }
        (Json::Object(_), Value::Object(theirs)) => {
            theirs.iter().all(|(name, theirs)| match theirs {
                Value::Null => ours.has(name),
                theirs => ours.get(name).is_some_and(|ours| same(ours, theirs)),
            })
        }
        _ => false,
    }
}

/// The grammar's corners, which random texts seldom have.
const CORNERS: &[&str] = &[
    "[1,]",
    "[,1]",
    "[]",
    "{}",
    "{,}",
    "{\"a\":1,}",
    "{\"a\" 1}",
    "{\"a\":}",
    "{1:2}",
    "[1}",
    "-",
    "-0",
    "-01",
    "00",
    "0.",
    ".5",
    "1.e1",
    "1e",
    "1E+5",
    "1e-5",
    "1e+",
    "0e0",
    "-0.0e-0",
    "1e308",
    "1e309",
    "5e-324",
    "1e-400",
    "0e999",
    "123456789012345678901234567890",
    "0.000000000000000000000000000000001234567890123456789",
    "123456789e-330",
    "\"\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ude00\"",
    "\"\\ud83d\\u0041\"",
    "\"\\u00g0\"",
    "\"\\u+041\"",
    "\"\\x\"",
    "\"\\",
    "\"\\\"",
    "\"\t\"",
    "\"\u{7f}\"",
    "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"",
    "truex",
    "tru",
    "nulll",
    "[true,false,null]",
    " \t\r\n1 ",
    "\u{a0}1",
    "\u{c}1",
    "{\"a\":{\"b\":[{\"c\":[[]]}]}}",
    "\"é€😀\"",
    "\"\\é\"",
    "1 ]",
    "[[1]",
];

#[test]
fn serde_json_agrees_at_the_corners() {
    for text in CORNERS {
        let theirs = serde_json::from_str::<Value>(text);
        match (Json::parse(text), &theirs) {
            (Ok(ours), Ok(theirs)) => assert!(same(&ours, theirs), "{text}: {ours:?} {theirs:?}"),
            (Err(syntax), Err(theirs)) if theirs.is_eof() => {
                assert_eq!(syntax, Syntax::EndsEarly, "{text}");
            }
            (Err(_), Err(_)) => {}
            (ours, theirs) => panic!("{text}: {ours:?} {theirs:?}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn serde_json_agrees(
        text in "([\\[\\]{}:, ]|\"[a-b\\\\\"nu0-9]{0,4}\"|-?[0-9]{1,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{1,3})?|true|null|.){0,8}"
    ) {
        let theirs = serde_json::from_str::<Value>(&text);
        match (Json::parse(&text), &theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, theirs), "{ours:?} {theirs:?}"),
            (Err(_), Err(_)) => {}
            (ours, theirs) => prop_assert!(false, "{ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn serde_json_agrees_on_numbers(digits in "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?") {
        let theirs = serde_json::from_str::<Value>(&digits);
        match (Json::parse(&digits), &theirs) {
            (Ok(ours), Ok(theirs)) => prop_assert!(same(&ours, theirs), "{ours:?} {theirs:?}"),
            (Err(_), Err(_)) => {}
            (ours, theirs) => prop_assert!(false, "{ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn serde_json_reads_what_we_write(name in any::<String>(), text in any::<String>()) {
        let mut object = Object::new();
        object.text(&name, &text);
        let json = object.finish();
        let read: Value = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(read, serde_json::json!({ name.clone(): text.clone() }));
        let ours = Json::parse(&json).unwrap();
        prop_assert_eq!(ours.get(&name).and_then(Json::as_text), Some(text.as_str()));
    }
}
