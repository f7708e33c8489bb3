//! The arithmetic against `crypto-bigint`, with limbs of every pattern, in sizes from 1024 to 3072 bits.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, ConcatenatingMul, NonZero, Odd, Resize};
use proptest::prelude::*;

use crate::columns::Columns;
use crate::lanes::Lanes;
use crate::moduli::{Moduli, threes_for};
use crate::number::{BITS, CORE_BITS, MOST, Number};
use crate::operation::{WORDS, halves};
use crate::probe;

const CORE_MASK: u32 = (1 << CORE_BITS) - 1;
/// Room for every number of the tests.
const PRECISION: u32 = 7680;

fn integer(limbs: &[u32]) -> BoxedUint {
    let mut sum = BoxedUint::zero_with_precision(PRECISION);
    for limb in limbs.iter().rev() {
        sum = sum.shl_vartime(CORE_BITS as u32).unwrap() | BoxedUint::from(*limb).resize(PRECISION);
    }
    sum
}

fn core_limbs(number: &BoxedUint, count: usize) -> Vec<u32> {
    let bit = |at: usize| u32::from(bool::from(number.bit(at as u32)));
    let limb =
        |limb: usize| (0..CORE_BITS).fold(0, |sum, at| sum | bit(limb * CORE_BITS + at) << at);
    (0..count).map(limb).collect()
}

fn rest(number: &BoxedUint, m: &BoxedUint) -> BoxedUint {
    number.rem_vartime(&NonZero::new(m.clone()).unwrap()).resize(PRECISION)
}

fn product(a: &BoxedUint, b: &BoxedUint, m: &BoxedUint) -> BoxedUint {
    rest(&a.concatenating_mul(b), m)
}

fn power(base: &BoxedUint, exponent: &BoxedUint, m: &BoxedUint) -> BoxedUint {
    let params = BoxedMontyParams::new(Odd::new(m.clone()).unwrap());
    BoxedMontyForm::new(rest(base, m), &params).pow(exponent).retrieve()
}

/// A lane's number, modulo `m`, out of limbs with signs.
fn lane(number: &[[Lanes; 3]], which: usize, m: &BoxedUint) -> BoxedUint {
    let mut sum = BoxedUint::zero_with_precision(PRECISION);
    let radix = BoxedUint::from(1_u64 << BITS).resize(PRECISION);
    for limb in number.as_flattened().iter().rev() {
        let limb = f64::from_bits(limb.words()[which]);
        assert!(limb.fract() == 0.0 && limb.abs() <= (1_u64 << 51) as f64, "{limb}");
        let size = rest(&BoxedUint::from(limb.abs() as u64).resize(PRECISION), m);
        let size = if limb < 0.0 { rest(&(m.clone() - size), m) } else { size };
        sum = rest(&(product(&sum, &radix, m) + size), m);
    }
    sum
}

/// A limb of the kinds that carries depend on.
fn limb() -> impl Strategy<Value = u32> {
    prop_oneof![
        Just(0),
        Just(1),
        Just(CORE_MASK),
        Just(CORE_MASK - 1),
        Just(1 << 27),
        0..=CORE_MASK
    ]
}

fn number(count: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(limb(), count)
}

/// Odd, with room in its limbs as the core wants it.
fn modulus(count: usize) -> impl Strategy<Value = Vec<u32>> {
    number(count).prop_map(move |mut m| {
        m[0] |= 1;
        m[count - 1] = m[count - 1] >> 2 | 1;
        m
    })
}

/// R² of the core modulo `m`.
fn core_r2(m: &[u32]) -> Vec<u32> {
    let square = BoxedUint::one_with_precision(PRECISION);
    let square = square.shl_vartime((2 * CORE_BITS * m.len()) as u32).unwrap();
    core_limbs(&rest(&square, &integer(m)), m.len())
}

/// The limbs of a core's prime, with two moduli of so many.
fn two_moduli() -> impl Strategy<Value = [Vec<u32>; 2]> {
    prop_oneof![Just(37), Just(38), 37_usize..=110]
        .prop_flat_map(|count| (modulus(count), modulus(count)).prop_map(|(p, q)| [p, q]))
}

fn moduli_of([p, q]: &[Vec<u32>; 2]) -> Moduli {
    Moduli::new([p, q], [&core_r2(p), &core_r2(q)]).unwrap()
}

/// Limbs in ±2^50, where they matter most, and a highest one below a quarter of that.
fn balanced(threes: usize) -> impl Strategy<Value = Vec<[i64; 2]>> {
    let half = 1_i64 << (BITS - 1);
    let limb =
        move || prop_oneof![Just(-half), Just(half - 1), Just(0), Just(1), Just(-1), -half..half,];
    proptest::collection::vec([limb(), limb()], 3 * threes)
}

fn lanes_of(limbs: &[[i64; 2]]) -> Number {
    let mut number = [[Lanes::ZERO; 3]; MOST];
    for (to, [p, q]) in number.as_flattened_mut().iter_mut().zip(limbs) {
        *to = Lanes::new((*p as f64).to_bits(), (*q as f64).to_bits());
    }
    number
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn products_and_squares_of_balanced_limbs(
        both in two_moduli(),
        a in balanced(MOST),
        b in balanced(MOST),
    ) {
        let mut moduli = moduli_of(&both);
        let threes = moduli.limbs().len();
        let below = |mut limbs: Vec<[i64; 2]>| {
            limbs.truncate(3 * threes);
            // As large as a number may be: less than the smallest modulus of the tests, up to the sign.
            for limb in limbs.iter_mut().skip((both[0].len() * CORE_BITS - 30) / BITS) {
                *limb = [0; 2];
            }
            lanes_of(&limbs)
        };
        let (a, b) = (below(a), below(b));
        let (mut multiplied, mut squared) = (a, a);
        moduli.multiply(&mut multiplied, &b);
        moduli.square(&mut squared);
        for (which, m) in both.iter().enumerate() {
            let m = integer(m);
            let r = BoxedUint::one_with_precision(PRECISION).shl_vartime((3 * threes * BITS) as u32).unwrap();
            let of = |number: &Number| lane(&number[..threes], which, &m);
            let r = rest(&r, &m);
            prop_assert_eq!(product(&of(&multiplied), &r, &m), product(&of(&a), &of(&b), &m));
            prop_assert_eq!(product(&of(&squared), &r, &m), product(&of(&a), &of(&a), &m));
        }
    }

    #[test]
    fn numbers_enter_and_leave(both in two_moduli(), a in number(110)) {
        let mut moduli = moduli_of(&both);
        let count = both[0].len();
        let mut entered = [[Lanes::ZERO; 3]; MOST];
        crate::number::balanced([&a[..count], &a[..count]], 0, moduli.used_mut(&mut entered));
        moduli.enter(&mut entered);
        moduli.leave(&mut entered);
        for (which, m) in both.iter().enumerate() {
            let m = integer(m);
            prop_assert_eq!(lane(moduli.used(&entered), which, &m), rest(&integer(&a[..count]), &m));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn halves_of_signatures(
        both in two_moduli(),
        (message, r) in (number(147), number(147)),
        exponents in [number(113), number(113)],
        e in 1_u64..1 << 33,
        used in 1_usize..300,
    ) {
        let e = e | 1;
        let count = both[0].len();
        // What the core has for a modulus of these primes, at most.
        let of_modulus = (2 * count - 1).min(147);
        let exponent = |at: usize| {
            let mut exponent = exponents[at][..count + 3].to_vec();
            exponent.iter_mut().skip(used / CORE_BITS).for_each(|limb| *limb = 0);
            exponent
        };
        let exponents = [exponent(0), exponent(1)];
        let (message, r) = (&message[..of_modulus], &r[..of_modulus]);
        let head = [count, count + 3, of_modulus, used, e as u32 as usize, (e >> 32) as usize];
        let mut words: Vec<u32> = head.iter().map(|word| *word as u32).collect();
        let [p, q] = &both;
        for part in [p, q, &core_r2(p), &core_r2(q), &exponents[0], &exponents[1]] {
            words.extend_from_slice(part);
        }
        words.extend_from_slice(message);
        words.extend_from_slice(r);
        prop_assert!(words.len() <= WORDS);
        halves(&mut words).unwrap();
        for (which, m) in both.iter().enumerate() {
            let half = integer(&words[which * count..(which + 1) * count]);
            let m = integer(m);
            let unblinding = power(&integer(r), &BoxedUint::from(e - 1), &m);
            let unblinding = product(&unblinding, &integer(message), &m);
            let blinded = product(&unblinding, &integer(r), &m);
            let expected = product(&power(&blinded, &integer(&exponents[which]), &m), &unblinding, &m);
            prop_assert!(half < m.clone() + m.clone());
            prop_assert_eq!(rest(&half, &m), expected);
        }
    }
}

/// The largest limbs that any step meets, in every place: a column that overflowed would not come out.
#[test]
fn full_limbs() {
    for count in [37, 55, 74, 110] {
        let threes = threes_for(count).unwrap();
        let full = 1_i64 << (BITS - 1);
        // Full limbs; the highest leaves the modulus a quarter of R. Its lowest limb is -1, which is its own inverse.
        let mut m = lanes_of(&vec![[(1 << BITS) - 1; 2]; 3 * threes]);
        if let Some(top) = m[..threes].as_flattened_mut().last_mut() {
            *top = Lanes::both_float((1_u64 << 49) as f64);
        }
        let one = BoxedUint::one_with_precision(PRECISION);
        let two_to = |bits: usize| one.shl_vartime(bits as u32).unwrap();
        let below = BITS * (3 * threes - 1);
        let modulus = two_to(below + 49) + two_to(below) - &one;
        let r = rest(&two_to(3 * threes * BITS), &modulus);
        for signs in [[full, full], [-full, full], [-full, -full]] {
            let number = lanes_of(&vec![signs; 3 * threes]);
            let number = &number[..threes];
            let mut columns = Columns::new(threes);
            for squares in [false, true] {
                let mut out = number.to_vec();
                if squares {
                    columns.square(number);
                } else {
                    columns.multiply(number, number);
                }
                columns.reduce(&mut out, &m[..threes], Lanes::both_float(1.0));
                for which in [0, 1] {
                    let of = |number: &[[Lanes; 3]]| lane(number, which, &modulus);
                    let expected = product(&of(number), &of(number), &modulus);
                    assert_eq!(product(&of(&out), &r, &modulus), expected, "{count} {signs:?}");
                }
            }
        }
    }
}

#[test]
fn this_machine_rounds_once() {
    assert!(probe::rounds_once());
}

#[test]
fn words_of_another_form_are_refused() {
    assert!(halves(&mut []).is_none());
    assert!(halves(&mut [0; WORDS]).is_none());
    let mut words = [u32::MAX; WORDS];
    assert!(halves(&mut words).is_none());
    let mut too_many = [0; 4000];
    too_many[..6].copy_from_slice(&[200, 203, 300, 1000, 3, 0]);
    assert!(halves(&mut too_many).is_none());
}
