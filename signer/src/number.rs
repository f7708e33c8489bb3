//! Numbers as limbs of 51 bits, the lowest first: whole numbers in floating-point words, which are exact up to 2^53.
//!
//! Limbs of a modulus are in [0, 2^51), those of all else in ±2^50, but for the highest, which carries the sign.

use crate::lanes::Lanes;

/// The bits of a limb.
pub(crate) const BITS: usize = 51;
pub(crate) const MASK: u64 = (1 << BITS) - 1;
/// The most limbs of a number, in threes: room for a prime of 3072 bits in the limbs of the core.
pub(crate) const MOST: usize = 21;
/// The bits of a limb of the core (`src/crypto/rs256/limbs.rs`).
pub(crate) const CORE_BITS: usize = 28;
const CORE_MASK: u64 = (1 << CORE_BITS) - 1;

/// The limbs of a number in threes, as the kernels go through them.
pub(crate) type Number = [[Lanes; 3]; MOST];

/// A whole number up to 2^51 on either side of zero becomes a word that is 3·2^51 more.
const ORIGIN: f64 = 3.0 * (1_u64 << BITS) as f64;

/// Whole numbers between -2^51 and 2^51, as floating-point numbers.
fn floats([p, q]: [i64; 2]) -> Lanes {
    let origin = Lanes::both_float(ORIGIN);
    origin.add(Lanes::new(p as u64, q as u64)).minus(origin)
}

/// The inverse of [`floats`].
fn integers(limb: Lanes) -> [i64; 2] {
    let origin = Lanes::both_float(ORIGIN);
    limb.plus(origin).words().map(|word| word.wrapping_sub(ORIGIN.to_bits()) as i64)
}

/// The limb at `at` of a number of the core.
#[inline(never)]
fn limb(number: &[u32], at: usize) -> u64 {
    let limb = |at: usize| u64::from(number.get(at).copied().unwrap_or_default());
    let (from, shift) = (at * BITS / CORE_BITS, at * BITS % CORE_BITS);
    let low = (limb(from) | limb(from + 1) << CORE_BITS) >> shift;
    (low | limb(from + 2) << (2 * CORE_BITS - shift)) & MASK
}

/// Reads a modulus for each lane, into so many threes.
#[inline(never)]
pub(crate) fn modulus([p, q]: [&[u32]; 2], threes: &mut [[Lanes; 3]]) {
    for (at, to) in threes.as_flattened_mut().iter_mut().enumerate() {
        *to = floats([limb(p, at), limb(q, at)].map(|limb| limb as i64));
    }
}

/// Reads the limbs of two numbers from the one at `first` on. What is above them is cut off.
#[inline(never)]
pub(crate) fn balanced([p, q]: [&[u32]; 2], first: usize, threes: &mut [[Lanes; 3]]) {
    let limbs = threes.as_flattened_mut();
    let highest = limbs.len().saturating_sub(1);
    let mut carries = [0; 2];
    for (at, to) in limbs.iter_mut().enumerate() {
        let [p, q] = [limb(p, first + at), limb(q, first + at)];
        let [carry_p, carry_q] = carries;
        let whole = [p as i64 + carry_p, q as i64 + carry_q];
        if at == highest {
            *to = floats(whole);
        } else {
            carries = whole.map(|limb| (limb + (1 << (BITS - 1))) >> BITS);
            let [carry_p, carry_q] = carries;
            let [p, q] = whole;
            *to = floats([p - (carry_p << BITS), q - (carry_q << BITS)]);
        }
    }
}

/// Writes a number plus its modulus, which is not below zero, into numbers of the core.
#[inline(never)]
pub(crate) fn plus_modulus(number: &[[Lanes; 3]], modulus: &[[Lanes; 3]], [p, q]: [&mut [u32]; 2]) {
    let mut plain = [[0_u64; 3 * MOST + 1]; 2];
    let [plain_p, plain_q] = &mut plain;
    let mut carries = [0_i64; 2];
    let limbs = number.as_flattened().iter().zip(modulus.as_flattened());
    for ((limb, of_modulus), (to_p, to_q)) in limbs.zip(plain_p.iter_mut().zip(plain_q)) {
        let ([p, q], [more_p, more_q]) = (integers(*limb), integers(*of_modulus));
        let [carry_p, carry_q] = carries;
        let sums = [p + more_p + carry_p, q + more_q + carry_q];
        carries = sums.map(|sum| sum >> BITS);
        [*to_p, *to_q] = sums.map(|sum| sum as u64 & MASK);
    }
    for (plain, to) in plain.iter().zip([p, q]) {
        let limb = |at: usize| plain.get(at).copied().unwrap_or_default();
        for (at, to) in to.iter_mut().enumerate() {
            let (from, shift) = (at * CORE_BITS / BITS, at * CORE_BITS % BITS);
            *to = ((limb(from) >> shift | limb(from + 1) << (BITS - shift)) & CORE_MASK) as u32;
        }
    }
}

/// `2^exponent` in both lanes.
#[inline(never)]
pub(crate) fn power_of_two(exponent: usize, threes: &mut [[Lanes; 3]]) {
    for (at, limb) in threes.as_flattened_mut().iter_mut().enumerate() {
        *limb = Lanes::ZERO;
        if at == exponent / BITS {
            *limb = floats([1 << (exponent % BITS); 2]);
        }
    }
}

/// Adds a number. The limbs of the sum are up to 2^51 on either side of zero.
pub(crate) fn add(to: &mut [[Lanes; 3]], other: &[[Lanes; 3]]) {
    for (to, limb) in to.as_flattened_mut().iter_mut().zip(other.as_flattened()) {
        *to = to.plus(*limb);
    }
}
