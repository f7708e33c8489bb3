//! What becomes of JSON in our one type: all that `serde_json` reads, as the same values, and written so that it reads it.
#![no_main]

use docusign_jwt::fuzzing;
use docusign_jwt_fuzz::{bounded, of_text};
use serde_json::Value;

of_text!(input => {
    let ours = bounded(input.as_bytes(), || fuzzing::json(input));
    match (&ours, serde_json::from_str::<Value>(input)) {
        (Some(again), Ok(value)) => {
            assert!(same(&serde_json::from_str(again).unwrap(), &value), "{again}");
        }
        (None, Err(_)) => {}
        (ours, theirs) => panic!("{ours:?} {theirs:?}"),
    }
});

/// Numbers are those of JavaScript, and `serde_json` reads one of many digits to within its last bits.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| {
                one == other || (one - other).abs() <= one.abs() * 8.0 * f64::EPSILON
            })
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(name, one)| other.get(name).is_some_and(|other| same(one, other)))
        }
        _ => one == other,
    }
}
