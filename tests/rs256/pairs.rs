//! Our signer against the `rsa` crate's, over keys of every shape from 2048 to 4096 bits.
//!
//! `DOCUSIGN_JWT_PAIRS` says how many pairs of key and message; `cargo xtask test --long` takes 100,000.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crypto_bigint::{ConcatenatingMul, Resize};
use docusign_jwt::PrivateKey;
use rsa::pkcs1v15::SigningKey;
use rsa::signature::{SignatureEncoding, Signer};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, PrivateKey as Oracle};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const E: u64 = 65_537;

fn number(hex: &Value) -> BoxedUint {
    let hex = hex.as_str().unwrap();
    let hex = format!("{hex:0>width$}", width = hex.len().next_multiple_of(16));
    BoxedUint::from_str_radix_vartime(&hex, 16).unwrap()
}

/// Every pair of primes whose product is of a size that we sign with: the larger first and last.
fn oracles() -> Vec<Oracle> {
    let primes: Value = serde_json::from_str(include_str!("../vectors/primes.json")).unwrap();
    let lists = ["random", "ones", "sparse"].map(|name| primes[name].as_array().unwrap());
    let primes: Vec<BoxedUint> = lists.into_iter().flatten().map(number).collect();
    let mut oracles = Vec::new();
    for p in &primes {
        for q in &primes {
            if p == q {
                continue;
            }
            let n = p.concatenating_mul(q);
            if (2048..=4096).contains(&n.bit_width_vartime()) {
                oracles.push(oracle(p, q, n));
            }
        }
    }
    oracles
}

/// The key of two primes. Its private exponent is `(1 + k·φ)/e` for the one `k` below `e` that leaves no rest.
fn oracle(p: &BoxedUint, q: &BoxedUint, n: BoxedUint) -> Oracle {
    let one = BoxedUint::one_with_precision(p.bits_precision().max(q.bits_precision()));
    let phi = (p - &one).concatenating_mul(&(q - &one));
    let e = BoxedUint::from(E).to_nz().unwrap();
    let rest = phi.rem_vartime(&e).to_limbs()[0].0;
    let k = (1..E).find(|k| (k * rest + 1).is_multiple_of(E)).unwrap();
    let more = phi.concatenating_mul(&BoxedUint::from(k)) + BoxedUint::from(1_u64);
    let d = more.div_rem(&e).0.resize(n.bits_precision());
    let primes = vec![p.clone(), q.clone()];
    Oracle::from_components_with_wide_primes(n, BoxedUint::from(E), d, primes).unwrap()
}

fn jwk(key: &Oracle, whole: bool) -> String {
    let text = |number: &BoxedUint| URL_SAFE_NO_PAD.encode(number.to_be_bytes_trimmed_vartime());
    let mut jwk = json!({
        "kty": "RSA",
        "n": text(key.n()),
        "e": text(key.e()),
        "d": text(key.d()),
        "p": text(&key.primes()[0]),
        "q": text(&key.primes()[1]),
    });
    if whole {
        jwk["dp"] = text(key.dp().unwrap()).into();
        jwk["dq"] = text(key.dq().unwrap()).into();
        jwk["qi"] = text(&key.qinv().unwrap().retrieve()).into();
    }
    jwk.to_string()
}

/// Signs so many messages with each key, by both, and returns how many signatures were the same.
fn compare(keys: &[(usize, Oracle)], each: usize) -> usize {
    for (at, oracle) in keys {
        let key = PrivateKey::parse(jwk(oracle, at % 2 == 0)).unwrap();
        let bits = oracle.n().bit_width() as usize;
        assert_eq!(key.bits(), bits);
        let oracle = SigningKey::<Sha256>::new(oracle.clone());
        for number in 0..each {
            let message = Sha256::digest(format!("message {number} of key {at}"));
            let expected = oracle.sign(&message).to_vec();
            assert_eq!(key.sign(&message).unwrap(), expected, "{bits} bits, key {at}");
        }
    }
    keys.len() * each
}

#[test]
fn pairs_of_key_and_message_are_signed_as_rsa_signs_them() {
    let pairs = std::env::var("DOCUSIGN_JWT_PAIRS");
    let pairs: usize = pairs.map_or(60, |text| text.parse().unwrap());
    let oracles = oracles();
    assert!(oracles.len() > 200, "{}", oracles.len());
    // Far apart in the list, so that a few pairs are of every kind too.
    let step = (oracles.len() / 60).max(1);
    let chosen: Vec<Oracle> = oracles.iter().step_by(step).cloned().collect();
    let chosen = if pairs > chosen.len() * 2 { oracles } else { chosen };
    let each = pairs.div_ceil(chosen.len());
    let keys: Vec<(usize, Oracle)> = chosen.into_iter().enumerate().collect();
    let threads = std::thread::available_parallelism().map_or(1, Into::into);
    let signed: usize = std::thread::scope(|scope| {
        let parts = keys.chunks(keys.len().div_ceil(threads));
        let parts: Vec<_> = parts.map(|part| scope.spawn(move || compare(part, each))).collect();
        parts.into_iter().map(|part| part.join().unwrap()).sum()
    });
    println!("{signed} pairs");
    assert!(signed >= pairs);
}
