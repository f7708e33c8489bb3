//! A bit that flips anywhere never yields a signature: a wrong one would give the key away.
//!
//! Every 13th bit is flipped; every one with `DOCUSIGN_JWT_LONG` set, as `cargo xtask test --long` does.

use std::ops::Range;

use super::super::limbs::BITS;
use super::super::private_operation::Stage;
use super::*;

fn signed(numbers: &Numbers, look: impl FnMut(Stage, &mut [u32])) -> Option<Vec<u8>> {
    let message = encoded(b"data", 256);
    let mut drawn = 0;
    numbers.private_operation(&message, counting(&mut drawn), look).ok()
}

fn flip(number: &mut [u32], bit: usize) {
    number[bit / BITS] ^= 1 << (bit % BITS);
}

fn flipped_bits(of: usize) -> impl Iterator<Item = usize> {
    let step = if std::env::var_os("DOCUSIGN_JWT_LONG").is_some() { 1 } else { 13 };
    let all: Range<usize> = 0..of;
    all.step_by(step)
}

fn numbers() -> Numbers {
    SigningKey::new(&parts()).unwrap().numbers
}

#[test]
fn without_a_fault_the_key_signs() {
    assert_eq!(signed(&numbers(), |_, _| {}).unwrap().len(), 256);
}

#[test]
fn a_flipped_bit_in_a_number_of_the_key_yields_no_signature() {
    type Number = fn(&mut Numbers) -> &mut [u32];
    let of_the_key: [(&str, Number); 5] = [
        ("p", |numbers| numbers.p.limbs_mut()),
        ("q", |numbers| numbers.q.limbs_mut()),
        ("dp", |numbers| &mut numbers.dp),
        ("dq", |numbers| &mut numbers.dq),
        ("qinv", |numbers| &mut numbers.qinv),
    ];
    let mut numbers = numbers();
    for (name, number) in of_the_key {
        for bit in flipped_bits(1024) {
            flip(number(&mut numbers), bit);
            assert_eq!(signed(&numbers, |_, _| {}), None, "bit {bit} of {name}");
            flip(number(&mut numbers), bit);
        }
    }
    assert!(signed(&numbers, |_, _| {}).is_some());
}

#[test]
fn a_flipped_bit_in_an_intermediate_number_yields_no_signature() {
    let numbers = numbers();
    for (stage, bits) in [
        (Stage::Unblinding, 2040),
        (Stage::Blinded, 2040),
        (Stage::ModuloP, 1024),
        (Stage::ModuloQ, 1024),
        (Stage::Combined, 2048),
        (Stage::Signature, 2048),
    ] {
        for bit in flipped_bits(bits) {
            let mut hit = false;
            let damaged = signed(&numbers, |at, number| {
                if at == stage {
                    flip(number, bit);
                    hit = true;
                }
            });
            assert!(hit);
            assert_eq!(damaged, None, "bit {bit} at {stage:?}");
        }
    }
}
