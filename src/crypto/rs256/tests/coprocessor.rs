//! How the core uses a coprocessor: a correct, a wrong, a broken or a missing one.

use std::cell::Cell;

use super::super::coprocessor::Coprocessor;
use super::*;

thread_local! {
    /// How often a coprocessor of this test was asked.
    static ASKED: Cell<usize> = const { Cell::new(0) };
    /// The bit that the damaging ones flip.
    static BIT: Cell<usize> = const { Cell::new(0) };
}

fn asked() -> usize {
    ASKED.with(Cell::get)
}

fn right(words: &mut [u32]) -> bool {
    if words.is_empty() {
        return docusign_jwt_signer::fused();
    }
    ASKED.with(|asked| asked.set(asked.get() + 1));
    docusign_jwt_signer::halves(words)
}

/// Flips a bit of a number of words.
fn flip(words: &mut [u32]) {
    let bit = BIT.with(Cell::get);
    words[bit / 32] ^= 1 << (bit % 32);
}

fn damages_what_it_is_given(words: &mut [u32]) -> bool {
    if !words.is_empty() {
        flip(words);
    }
    right(words)
}

fn damages_what_it_makes(words: &mut [u32]) -> bool {
    let done = right(words);
    if !words.is_empty() {
        flip(words);
    }
    done
}

fn never_can(words: &mut [u32]) -> bool {
    !right(words) || words.is_empty()
}

fn is_not_there(words: &mut [u32]) -> bool {
    assert!(words.is_empty());
    false
}

/// Larger than anything that comes out of arithmetic.
fn makes_full_words(words: &mut [u32]) -> bool {
    right(&mut words.to_vec());
    words.fill(u32::MAX);
    true
}

fn sign(key: &SigningKey, coprocessor: &Coprocessor, data: &[u8]) -> Vec<u8> {
    key.sign_with(getrandom::fill, data, Some(coprocessor)).unwrap()
}

#[test]
fn a_right_one_makes_every_signature() {
    let key = SigningKey::new(&parts()).unwrap();
    let coprocessor = Coprocessor::new(right);
    for number in 1..=5 {
        let data = [number as u8];
        assert_eq!(sign(&key, &coprocessor, &data), key.sign(&data).unwrap());
        assert_eq!(asked(), number);
    }
}

#[test]
fn one_that_fails_is_not_asked_again_and_no_signature_is_lost() {
    let key = SigningKey::new(&parts()).unwrap();
    let expected = key.sign(b"data").unwrap();
    BIT.with(|bit| bit.set(40 * 32));
    for compute in [damages_what_it_makes, damages_what_it_is_given, never_can, makes_full_words] {
        ASKED.with(|asked| asked.set(0));
        let coprocessor = Coprocessor::new(compute);
        for _ in 0..3 {
            assert_eq!(sign(&key, &coprocessor, b"data"), expected);
        }
        assert_eq!(asked(), 1);
    }
    assert_eq!(sign(&key, &Coprocessor::new(is_not_there), b"data"), expected);
}

#[test]
fn without_randomness_nothing_is_signed_by_it() {
    let key = SigningKey::new(&parts()).unwrap();
    let coprocessor = Coprocessor::new(right);
    let error = key.sign_with(|_| Err(()), b"data", Some(&coprocessor)).unwrap_err();
    assert_eq!((error.code(), asked()), (Code::SigningFailed, 0));
}

#[test]
fn a_flipped_bit_yields_no_wrong_signature_and_loses_none() {
    let key = SigningKey::new(&parts()).unwrap();
    let expected = key.sign(b"data").unwrap();
    let step = if std::env::var_os("DOCUSIGN_JWT_LONG").is_some() { 1 } else { 101 };
    // 6 words, 4 numbers of 37 limbs, 2 of 40, 2 of 74.
    for bit in (0..(6 + 4 * 37 + 2 * 40 + 2 * 74) * 32).step_by(step) {
        BIT.with(|place| place.set(bit));
        assert_eq!(
            sign(&key, &Coprocessor::new(damages_what_it_is_given), b"data"),
            expected,
            "{bit}"
        );
    }
    for bit in (0..2 * 37 * 32).step_by(step) {
        BIT.with(|place| place.set(bit));
        assert_eq!(
            sign(&key, &Coprocessor::new(damages_what_it_makes), b"data"),
            expected,
            "{bit}"
        );
    }
}
