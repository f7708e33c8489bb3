//! The kernels against `crypto-bigint`, with limbs of every pattern, and full ones at the largest size.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, ConcatenatingMul, NonZero, Odd, Resize};
use proptest::prelude::*;

use super::super::column::{Columns, WIDEST};
use super::super::limbs::{BITS, Limbs, MASK};
use super::super::modulus::Modulus;

fn integer(limbs: &[u32]) -> BoxedUint {
    let bits = u32::try_from(limbs.len() * BITS).unwrap().next_multiple_of(64);
    let mut sum = BoxedUint::zero_with_precision(bits);
    for limb in limbs.iter().rev() {
        sum = sum.shl_vartime(BITS as u32).unwrap() | BoxedUint::from(*limb).resize(bits);
    }
    sum
}

fn limbs(number: &BoxedUint, count: usize) -> Limbs {
    Limbs::from_be_bytes(&number.to_be_bytes_trimmed_vartime(), count).unwrap()
}

fn exactly(words: &[u32]) -> Limbs {
    let mut limbs = Limbs::zero(words.len());
    limbs.copy_from_slice(words);
    limbs
}

fn rest(number: &BoxedUint, m: &BoxedUint) -> BoxedUint {
    let m = NonZero::new(m.clone()).unwrap();
    number.rem_vartime(&m)
}

/// A limb of the kinds that carries and overflows depend on.
fn limb() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(1), Just(MASK), Just(MASK - 1), Just(1 << 27), 0..=MASK]
}

fn number(count: usize) -> impl Strategy<Value = Vec<u32>> {
    proptest::collection::vec(limb(), count)
}

/// An odd modulus that leaves room in its limbs, and a number below it.
fn modulus_and_number() -> impl Strategy<Value = (Modulus, Limbs)> {
    (4_usize..60).prop_flat_map(|count| (number(count), number(count))).prop_map(|(mut m, a)| {
        let last = m.len() - 1;
        m[0] |= 1;
        m[last] = m[last] >> 2 | 1;
        let below = rest(&integer(&a), &integer(&m));
        let m_limbs = limbs(&integer(&m), m.len());
        (Modulus::new(m_limbs).unwrap(), limbs(&below, m.len()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn products_and_squares_are_right(a in (4_usize..80).prop_flat_map(number), b in (4_usize..80).prop_flat_map(number)) {
        let mut columns = Columns::new(a.len() + b.len());
        let mut product = Limbs::zero(a.len() + b.len());
        columns.multiply(&a, &exactly(&b));
        columns.carried(&mut product);
        let expected = integer(&a).concatenating_mul(&integer(&b));
        prop_assert_eq!(&product, &limbs(&expected, a.len() + b.len()));

        let mut columns = Columns::new(2 * a.len());
        let mut square = Limbs::zero(2 * a.len());
        columns.square(&exactly(&a));
        columns.carried(&mut square);
        let expected = integer(&a).concatenating_mul(&integer(&a));
        prop_assert_eq!(&square, &limbs(&expected, 2 * a.len()));
    }

    #[test]
    fn reductions_are_right((modulus, a) in modulus_and_number(), b in number(60)) {
        let (m, count) = (integer(modulus.limbs()), modulus.len());
        let mut columns = modulus.columns();
        let b = limbs(&rest(&integer(&b[..count]), &m), count);
        // (a·R)·(b·R)/R = a·b·R, and out of the form again.
        let (in_a, in_b) = (modulus.enter(&a, &mut columns), modulus.enter(&b, &mut columns));
        let product = modulus.multiply(&in_a, &in_b, &mut columns);
        let expected = rest(&integer(&a).concatenating_mul(&integer(&b)), &m);
        prop_assert_eq!(modulus.leave(&product, &mut columns), limbs(&expected, count));
        prop_assert_eq!(modulus.leave(&in_a, &mut columns), a.clone());
        let difference = modulus.subtract(&a, &b);
        let sum = rest(&(integer(&difference).resize(6400) + integer(&b).resize(6400)), &m);
        prop_assert_eq!(limbs(&sum, count), a);
    }

    #[test]
    fn powers_are_right((modulus, a) in modulus_and_number(), exponent in number(6), e in 1_u64..1 << 33) {
        let (m, count) = (integer(modulus.limbs()), modulus.len());
        let mut columns = modulus.columns();
        let in_a = modulus.enter(&a, &mut columns);
        let params = BoxedMontyParams::new(Odd::new(m.clone()).unwrap());
        let base = BoxedMontyForm::new(integer(&a).resize(m.bits_precision()), &params);
        let power = modulus.secret_power(&in_a, &exponent, 6 * BITS, &mut columns);
        let expected = base.pow(&integer(&exponent)).retrieve();
        prop_assert_eq!(modulus.leave(&power, &mut columns), limbs(&expected, count));
        let power = modulus.public_power(&in_a, e, &mut columns);
        let expected = base.pow(&BoxedUint::from(e)).retrieve();
        prop_assert_eq!(modulus.leave(&power, &mut columns), limbs(&expected, count));
    }
}

/// Columns as full as a product of two numbers of so many limbs can make any of them, such that every quotient of a
/// reduction by the largest modulus is the largest too.
fn fullest(count: usize) -> Vec<u64> {
    let most = u128::from(MASK) * u128::from(MASK);
    let mut columns = vec![count as u128 * most; 2 * count];
    let mut first = columns.clone();
    let mut carried = 0;
    for from in 0..count {
        // With the lowest limb of the modulus at -1, the quotient is what the column ends in.
        let column = columns[from] + carried;
        let above = (column + 1) & u128::from(MASK);
        first[from] -= above;
        carried = (column - above + most) >> BITS;
        for column in &mut columns[from + 1..from + count] {
            *column += most;
        }
    }
    first.into_iter().map(|column| u64::try_from(column).unwrap()).collect()
}

/// The debug build checks every addition for overflow.
#[test]
fn no_column_overflows() {
    // A modulus of 4096 bits has 147 limbs, and settles its columns.
    for count in [WIDEST, Modulus::limbs_for(4096)] {
        let mut columns = Columns::full(&fullest(count));
        let mut out = Limbs::zero(count);
        columns.reduce(&mut out, &exactly(&vec![MASK; count]), 1);
    }
    let full = exactly(&[MASK; 255]);
    Columns::new(510).multiply(&full, &full);
    Columns::new(510).square(&full);
}
