//! Numbers as limbs of 28 bits in words of 32, the lowest first. No branch and no index here depends on
//! what a number is, only on how many limbs it has.

use std::hint::black_box;
use std::ops::{Deref, DerefMut};

use zeroize::{Zeroize, ZeroizeOnDrop};

/// The bits of a limb.
pub(super) const BITS: usize = 28;
/// The largest limb.
pub(super) const MASK: u32 = (1 << BITS) - 1;

/// The limbs of a number in fours, and the last one, which may be zero.
pub(super) type Fours<'a> = (&'a [[u32; 4]], u32);

/// A number of a fixed count of limbs. Its memory is wiped when it is dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct Limbs {
    /// The limbs, and zeros after them. In the last group of four, only the first limb can be non-zero.
    fours: Vec<[u32; 4]>,
    count: usize,
}

impl Limbs {
    pub(super) fn zero(count: usize) -> Self {
        Self { fours: vec![[0; 4]; (count + 2) / 4 + 1], count }
    }

    /// The limbs in fours, and the last one, after which there are only zeros: what the kernels go through.
    pub(super) fn fours(&self) -> Fours<'_> {
        match self.fours.as_slice() {
            [fours @ .., [last, ..]] => (fours, *last),
            [] => (&[], 0),
        }
    }

    /// The limbs two by two, and the zeros after them.
    pub(super) fn pairs(&self) -> &[[u32; 2]] {
        let (pairs, _) = self.fours.as_flattened().as_chunks();
        pairs
    }

    /// The same, to be written.
    pub(super) fn pairs_mut(&mut self) -> &mut [[u32; 2]] {
        let (pairs, _) = self.fours.as_flattened_mut().as_chunks_mut();
        pairs
    }

    pub(super) fn one(count: usize) -> Self {
        let mut one = Self::zero(count);
        if let Some(low) = one.first_mut() {
            *low = 1;
        }
        one
    }

    /// Reads a big-endian number; nothing if it has more bits than the limbs.
    pub(super) fn from_be_bytes(bytes: &[u8], count: usize) -> Option<Self> {
        let mut limbs = Self::zero(count);
        let mut beyond = 0;
        for (at, byte) in bytes.iter().rev().enumerate() {
            let (limb, shift) = (at * 8 / BITS, at * 8 % BITS);
            let shifted = u64::from(*byte) << shift;
            let halves = [shifted as u32 & MASK, (shifted >> BITS) as u32];
            for (n, half) in halves.into_iter().enumerate() {
                match limbs.get_mut(limb + n) {
                    Some(limb) => *limb |= half,
                    None => beyond |= half,
                }
            }
        }
        (beyond == 0).then_some(limbs)
    }

    /// The lowest `length` bytes, big-endian.
    pub(super) fn to_be_bytes(&self, length: usize) -> Vec<u8> {
        let byte = |at: usize| {
            let (limb, shift) = (at * 8 / BITS, at * 8 % BITS);
            let low = self.get(limb).copied().unwrap_or_default();
            let high = self.get(limb + 1).copied().unwrap_or_default();
            ((u64::from(low) | u64::from(high) << BITS) >> shift) as u8
        };
        (0..length).rev().map(byte).collect()
    }

    /// The same number with another count of limbs; what is beyond them is cut off.
    pub(super) fn resized(&self, count: usize) -> Self {
        let mut other = Self::zero(count);
        for (to, from) in other.iter_mut().zip(self.iter()) {
            *to = *from;
        }
        other
    }
}

impl Deref for Limbs {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        self.fours.as_flattened().get(..self.count).unwrap_or_default()
    }
}

impl DerefMut for Limbs {
    fn deref_mut(&mut self) -> &mut [u32] {
        self.fours.as_flattened_mut().get_mut(..self.count).unwrap_or_default()
    }
}

/// All ones if `a` is less than `b`, else zero. Both have the same count of limbs.
pub(super) fn less_mask(a: &[u32], b: &[u32]) -> u32 {
    let mut borrow = 0;
    for (a, b) in a.iter().zip(b) {
        borrow = a.wrapping_sub(*b).wrapping_sub(borrow) >> 31;
    }
    // Without this a compiler sees that the mask is one of two, and may branch on it; it has done so.
    black_box(borrow.wrapping_neg())
}

/// Subtracts from `a` those bits of `b` that are in `mask`, and cuts off what is below zero.
pub(super) fn subtract_masked(a: &mut [u32], b: &[u32], mask: u32) {
    let mut borrow = 0;
    for (a, b) in a.iter_mut().zip(b) {
        let difference = a.wrapping_sub(b & mask).wrapping_sub(borrow);
        borrow = difference >> 31;
        *a = difference & MASK;
    }
}

/// Adds to `a` those bits of `b` that are in `mask`, and cuts off what is beyond the limbs.
pub(super) fn add_masked(a: &mut [u32], b: &[u32], mask: u32) {
    let mut carry = 0;
    for (a, b) in a.iter_mut().zip(b) {
        let sum = *a + (b & mask) + carry;
        carry = sum >> BITS;
        *a = sum & MASK;
    }
}

/// Doubles a number that has room for it.
pub(super) fn double(a: &mut [u32]) {
    let mut carry = 0;
    for limb in a {
        let sum = *limb << 1 | carry;
        carry = sum >> BITS;
        *limb = sum & MASK;
    }
}

/// Subtracts `b` once, unless that leaves less than zero.
pub(super) fn reduce_once(a: &mut [u32], b: &[u32]) {
    let less = less_mask(a, b);
    subtract_masked(a, b, !less);
}

/// All ones if the numbers are equal, else zero.
pub(super) fn equal_mask(a: &[u32], b: &[u32]) -> u32 {
    let differs = a.iter().zip(b).fold(0, |differs, (a, b)| differs | (a ^ b));
    (differs.wrapping_sub(1) >> 31 & !differs >> 31).wrapping_neg()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let count = (bytes.len() * 8).div_ceil(BITS);
            let limbs = Limbs::from_be_bytes(&bytes, count).unwrap();
            prop_assert!(limbs.iter().all(|limb| *limb <= MASK));
            prop_assert_eq!(limbs.to_be_bytes(bytes.len()), bytes);
        }

        #[test]
        fn what_does_not_fit_is_refused(count in 1_usize..9, above in 0_usize..4, bit in 0_u8..8) {
            let at = (count * BITS).div_ceil(8) + above;
            let mut bytes = vec![0; at + 1];
            bytes[0] = 1 << bit;
            prop_assert!(Limbs::from_be_bytes(&bytes, count).is_none());
        }

        #[test]
        fn compares_and_reduces_as_integers_do(a in 0_u128..1 << 112, b in 0_u128..1 << 112) {
            let limbs = |number: u128| Limbs::from_be_bytes(&number.to_be_bytes(), 4).unwrap();
            let number = |limbs: &Limbs| {
                limbs.iter().rev().fold(0_u128, |sum, limb| sum << BITS | u128::from(*limb))
            };
            prop_assert_eq!(less_mask(&limbs(a), &limbs(b)) == u32::MAX, a < b);
            prop_assert_eq!(less_mask(&limbs(a), &limbs(a)), 0);
            prop_assert_eq!(equal_mask(&limbs(a), &limbs(b)) == u32::MAX, a == b);
            prop_assert_eq!(equal_mask(&limbs(a), &limbs(a)), u32::MAX);
            let mut reduced = limbs(a);
            reduce_once(&mut reduced, &limbs(b));
            prop_assert_eq!(number(&reduced), if a < b { a } else { a - b });
            let mut doubled = limbs(a);
            double(&mut doubled);
            prop_assert_eq!(number(&doubled), (a << 1) % (1 << 112));
            let mut sum = limbs(a);
            add_masked(&mut sum, &limbs(b), u32::MAX);
            prop_assert_eq!(number(&sum), (a + b) % (1 << 112));
            add_masked(&mut sum, &limbs(b), 0);
            prop_assert_eq!(number(&sum), (a + b) % (1 << 112));
        }
    }
}
