//! What only the inside of the signer can show: randomness, faults, and kernels against another implementation.

#[cfg(constant_time)]
mod constant_time;
#[cfg(not(any(target_arch = "wasm32", feature = "rsa")))]
mod coprocessor;
mod fault;
mod kernel;

use std::convert::Infallible;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::*;

/// The key of RFC 7515, appendix A.2.
pub(super) fn parts() -> KeyParts {
    let vector = include_str!("../../../tests/vectors/rfc7515-a2.json");
    let vector: serde_json::Value = serde_json::from_str(vector).unwrap();
    let number =
        |name: &str| URL_SAFE_NO_PAD.decode(vector["key"][name].as_str().unwrap()).unwrap();
    KeyParts {
        n: number("n"),
        e: number("e"),
        d: number("d"),
        p: number("p"),
        q: number("q"),
        dp: number("dp"),
        dq: number("dq"),
        qinv: number("qi"),
    }
}

/// Fills bytes with numbers that look random, and counts them.
pub(super) fn counting(
    count: &mut u64,
) -> impl FnMut(&mut [u8]) -> std::result::Result<(), Infallible> {
    move |bytes| {
        for byte in bytes {
            *count += 1;
            *byte = (count.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8;
        }
        Ok(())
    }
}

#[test]
fn every_signature_takes_randomness_for_blinding() {
    let key = SigningKey::new(&parts()).unwrap();
    let mut drawn = 0;
    let first = key.sign_with(counting(&mut drawn), b"data", None).unwrap();
    let once = drawn;
    assert!(once >= 255, "{once}");
    let second = key.sign_with(counting(&mut drawn), b"data", None).unwrap();
    assert!(drawn >= once + 255, "{drawn}");
    assert_eq!(first, second);
}

#[test]
fn without_randomness_nothing_is_signed() {
    let key = SigningKey::new(&parts()).unwrap();
    let error = key.sign_with(|_| Err(()), b"data", None).unwrap_err();
    assert_eq!(error.code(), Code::SigningFailed);
}

#[test]
fn missing_numbers_are_computed() {
    let (whole, mut without) = (parts(), parts());
    without.dp.clear();
    without.dq.clear();
    without.qinv.clear();
    let computed = SigningKey::new(&without).unwrap().parts();
    assert_eq!(computed.dp, whole.dp);
    assert_eq!(computed.dq, whole.dq);
    assert_eq!(computed.qinv, whole.qinv);
}
