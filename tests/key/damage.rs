//! Keys that are cut, altered, or put together from two.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use docusign_jwt::{Code, ErrorKind, PrivateKey};
use serde_json::Value;

use crate::{assert_refused, body, file, pem, text, thumbprint};

#[test]
fn a_pem_without_its_end_is_truncated() {
    let pem = pem();
    assert_refused(pem.split_once("-----END").unwrap().0, Code::KeyTruncated, "last line");
    assert_refused(pem.lines().next().unwrap(), Code::KeyTruncated, "last line");
    assert_refused("-----BEGIN", Code::KeyTruncated, "first space");
    assert_refused("-----BEGIN RSA", Code::KeyTruncated, "first");
    assert_refused(pem.trim_end().trim_end_matches("KEY-----"), Code::KeyTruncated, "last line");
    let half: String = pem.chars().take(pem.len() / 2).collect();
    assert_refused(half, Code::KeyTruncated, "last line");
}

#[test]
fn a_pem_without_its_first_line_is_truncated() {
    let pem = pem();
    let (_, rest) = pem.split_once("KEY-----\n").unwrap();
    assert_refused(rest, Code::KeyTruncated, "first line");
}

#[test]
fn a_pem_with_missing_lines_is_truncated() {
    let pem = pem();
    let lines: Vec<&str> = pem.lines().collect();
    for gone in 2..lines.len() - 2 {
        let rest: Vec<&str> =
            lines.iter().enumerate().filter(|(n, _)| *n != gone).map(|(_, line)| *line).collect();
        assert_refused(rest.join("\n"), Code::KeyTruncated, "incomplete");
    }
    let empty = "-----BEGIN RSA PRIVATE KEY-----\n-----END RSA PRIVATE KEY-----";
    assert_refused(empty, Code::KeyTruncated, "is empty");
}

#[test]
fn a_body_with_missing_characters_is_truncated() {
    let body = body(&pem()).replace('\n', "");
    let around = |body: &str| {
        format!("-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----\n")
    };
    for count in 1..=8 {
        let cut = body.get(..body.len() - count - 2).unwrap();
        assert_refused(around(cut), Code::KeyTruncated, "incomplete");
        assert_refused(cut, Code::KeyTruncated, "incomplete");
    }
}

#[test]
fn der_without_its_end_is_truncated() {
    for name in ["rsa2048.pkcs1.der", "rsa2048.pkcs8.der"] {
        let der = file(name);
        for length in (4..der.len()).step_by(13) {
            let cut = der.get(..length).unwrap();
            assert_refused(cut, Code::KeyTruncated, "incomplete");
            if length > 100 {
                assert_refused(STANDARD.encode(cut), Code::KeyTruncated, "incomplete");
            }
        }
    }
}

#[test]
fn a_jwk_without_its_end_is_truncated() {
    let jwk = text("rsa2048.jwk.json");
    let jwk = jwk.trim();
    for length in (1..jwk.len()).step_by(31) {
        assert_refused(jwk.get(..length).unwrap(), Code::KeyTruncated, "incomplete");
    }
}

#[test]
fn characters_outside_of_base64_are_refused() {
    let pem = pem();
    let start = pem.find('\n').unwrap() + 1;
    for letter in ['!', '*', 'ä', '.', '%'] {
        let mut damaged = pem.clone();
        damaged.replace_range(start + 10..=start + 10, &letter.to_string());
        assert_refused(damaged, Code::KeyMalformed, "not base64");
    }
    let jwk = text("rsa2048.jwk.json").replacen("\"d\": \"", "\"d\": \"!", 1);
    assert_refused(jwk, Code::KeyMalformed, "base64url");
}

#[test]
fn data_after_the_end_of_der_is_refused() {
    let mut der = file("rsa2048.pkcs1.der");
    der.extend([1, 2, 3]);
    assert_refused(der, Code::KeyMalformed, "extra data after the end");
}

fn jwk(name: &str) -> Value {
    serde_json::from_slice(&file(name)).unwrap()
}

fn member(jwk: &Value, name: &str) -> Vec<u8> {
    URL_SAFE_NO_PAD.decode(jwk[name].as_str().unwrap()).unwrap()
}

#[test]
fn a_flipped_bit_in_any_number_is_found() {
    for name in ["n", "d", "p", "q", "dp", "dq", "qi"] {
        for position in [1, 40, 127] {
            let mut jwk = jwk("rsa2048.jwk.json");
            let mut bytes = member(&jwk, name);
            bytes[position] ^= 2;
            jwk[name] = URL_SAFE_NO_PAD.encode(&bytes).into();
            assert_refused(jwk.to_string(), Code::KeyInconsistent, "do not match each other");
        }
    }
    for name in ["n", "d", "p", "q"] {
        let mut jwk = jwk("rsa2048-without-crt.jwk.json");
        let mut bytes = member(&jwk, name);
        *bytes.last_mut().unwrap() ^= 2;
        jwk[name] = URL_SAFE_NO_PAD.encode(&bytes).into();
        assert_refused(jwk.to_string(), Code::KeyInconsistent, "do not match each other");
    }
}

#[test]
fn a_flipped_bit_anywhere_in_der_is_refused() {
    let der = file("rsa2048.pkcs1.der");
    for position in (0..der.len()).step_by(17) {
        let mut damaged = der.clone();
        damaged[position] ^= 1;
        let error = PrivateKey::parse(&damaged).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Key, "{position}");
    }
}

#[test]
fn numbers_of_two_keys_are_refused() {
    let vector: Value = serde_json::from_str(include_str!("../vectors/rfc7515-a2.json")).unwrap();
    for name in ["n", "d", "p", "q", "dp", "dq", "qi"] {
        let mut jwk = jwk("rsa2048.jwk.json");
        jwk[name] = vector["key"][name].clone();
        assert_refused(jwk.to_string(), Code::KeyInconsistent, "do not match each other");
    }
}

#[test]
fn numbers_out_of_range_are_refused() {
    for name in ["d", "p", "q", "dp", "dq", "qi"] {
        for value in [vec![0], vec![1], vec![0xff; 256], vec![0xff; 4096]] {
            let mut jwk = jwk("rsa2048.jwk.json");
            jwk[name] = URL_SAFE_NO_PAD.encode(value).into();
            assert_refused(jwk.to_string(), Code::KeyInconsistent, "do not match each other");
        }
    }
    for exponent in [vec![0], vec![1], vec![2], vec![1, 0, 0], vec![0xff; 9], vec![0xff; 256]] {
        let mut jwk = jwk("rsa2048.jwk.json");
        jwk["e"] = URL_SAFE_NO_PAD.encode(exponent).into();
        assert_refused(jwk.to_string(), Code::KeyUnsupported, "exponent");
    }
    let mut even = jwk("rsa2048.jwk.json");
    let mut modulus = member(&even, "n");
    *modulus.last_mut().unwrap() &= 0xfe;
    even["n"] = URL_SAFE_NO_PAD.encode(modulus).into();
    assert_refused(even.to_string(), Code::KeyInconsistent, "do not match each other");
    let mut huge = jwk("rsa2048.jwk.json");
    huge["n"] = URL_SAFE_NO_PAD.encode(vec![0xff; 40_000]).into();
    assert_refused(huge.to_string(), Code::KeyUnsupported, "320000 bits");
}

#[test]
fn primes_in_the_other_order_are_the_same_key() {
    let mut swapped = jwk("rsa2048-without-crt.jwk.json");
    let (p, q) = (swapped["p"].take(), swapped["q"].take());
    (swapped["p"], swapped["q"]) = (q, p);
    let key = PrivateKey::parse(swapped.to_string()).unwrap();
    assert_eq!(key.thumbprint(), thumbprint());
    let usual = PrivateKey::parse(pem()).unwrap();
    assert_eq!(key.sign(b"data").unwrap(), usual.sign(b"data").unwrap());
    // With the old dp, dq and qi they do not belong together any more.
    let mut mixed = jwk("rsa2048.jwk.json");
    let (p, q) = (mixed["p"].take(), mixed["q"].take());
    (mixed["p"], mixed["q"]) = (q, p);
    assert_refused(mixed.to_string(), Code::KeyInconsistent, "do not match each other");
}

#[test]
fn leading_zeros_do_not_matter() {
    let mut jwk = jwk("rsa2048.jwk.json");
    for name in ["n", "e", "d", "p", "q", "dp", "dq", "qi"] {
        let mut padded = vec![0, 0, 0];
        padded.extend(member(&jwk, name));
        jwk[name] = URL_SAFE_NO_PAD.encode(padded).into();
    }
    let key = PrivateKey::parse(jwk.to_string()).unwrap();
    assert_eq!(key.thumbprint(), thumbprint());
    assert_eq!(*key.to_pkcs1_der().unwrap(), file("rsa2048.pkcs1.der"));
}
