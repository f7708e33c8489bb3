//! Arithmetic modulo an odd number in Montgomery's form (P. Montgomery, "Modular Multiplication Without Trial
//! Division", 1985): `a` is kept as `a·R`, where R is 2^28 to the count of limbs.
//!
//! Numbers are kept below `2·m` and not brought below `m` until the end. The product of two of them, reduced, is
//! less than `4·m²/R + m`, and that is below `2·m` again because R is more than `4·m`.

use std::hint::black_box;

use zeroize::Zeroizing;

use super::column::Columns;
use super::limbs::{
    BITS, Limbs, MASK, add_masked, double, less_mask, reduce_once, subtract_masked,
};

/// The bits of a window of the exponent.
const WINDOW: usize = 5;
/// The powers in the table.
const POWERS: usize = 1 << WINDOW;
/// Two limbs of each power, eight powers to a group.
type Groups = [[u64; 8]; POWERS / 8];

/// An odd modulus with what arithmetic modulo it needs.
#[derive(Clone)]
#[cfg_attr(test, derive(Debug))]
pub(super) struct Modulus {
    m: Limbs,
    /// Its length, which is no secret.
    bits: usize,
    /// That of `-m` modulo 2^56.
    inverse: u64,
    /// R modulo m, which is the number one.
    one: Limbs,
    /// R² modulo m, which takes a number into Montgomery's form.
    r2: Limbs,
}

impl Modulus {
    /// The limbs that a modulus of so many bits needs, so that R is more than four times as large.
    pub(super) fn limbs_for(bits: usize) -> usize {
        (bits + 2).div_ceil(BITS)
    }

    /// An odd number; nothing for an even one, and for one that leaves no room in its limbs.
    pub(super) fn new(m: Limbs) -> Option<Self> {
        let odd = m.first().is_some_and(|low| low & 1 == 1);
        let room = m.last().is_some_and(|high| *high <= MASK >> 2);
        if !odd || !room || m.len() < 4 {
            return None;
        }
        let (bits, inverse) = (bits(&m), negative_inverse(&m));
        let (one, r2) = (Limbs::zero(m.len()), Limbs::zero(m.len()));
        let mut modulus = Self { m, bits, inverse, one, r2 };
        modulus.powers_of_r();
        Some(modulus)
    }

    /// R and R²: from the highest power of two below the modulus, by doubling up to R, then on to a power
    /// R·2^k, whose squares in Montgomery's form double the k, up to R·R.
    fn powers_of_r(&mut self) {
        let below = self.bits - 1;
        let mut power = Limbs::zero(self.len());
        if let Some(limb) = power.get_mut(below / BITS) {
            *limb = 1 << (below % BITS);
        }
        for _ in below..self.len() * BITS {
            self.double(&mut power);
        }
        self.one.copy_from_slice(&power);
        let exponent = self.len() * BITS;
        let mut columns = self.columns();
        let mut reached = 1;
        self.double(&mut power);
        for bit in (0..exponent.ilog2()).rev() {
            self.square(&mut power, &mut columns);
            reduce_once(&mut power, &self.m);
            reached *= 2;
            if exponent >> bit & 1 == 1 {
                self.double(&mut power);
                reached += 1;
            }
        }
        debug_assert_eq!(reached, exponent);
        self.r2 = power;
    }

    fn double(&self, a: &mut Limbs) {
        double(a);
        reduce_once(a, &self.m);
    }

    /// The count of its limbs.
    pub(super) fn len(&self) -> usize {
        self.m.len()
    }

    /// Its length in bits.
    pub(super) fn bits(&self) -> usize {
        self.bits
    }

    /// The modulus itself.
    pub(super) fn limbs(&self) -> &Limbs {
        &self.m
    }

    /// R² modulo this.
    pub(super) fn r2(&self) -> &Limbs {
        &self.r2
    }

    /// For tests that damage it.
    #[cfg(test)]
    pub(super) fn limbs_mut(&mut self) -> &mut [u32] {
        &mut self.m
    }

    /// Everything that tells about it, for the test of constant time.
    #[cfg(all(test, constant_time))]
    pub(super) fn each_part(
        &mut self,
        mut see: impl FnMut(&mut [u32]),
        see_inverse: impl FnOnce(&mut [u64]),
    ) {
        see(&mut self.m);
        see(&mut self.one);
        see(&mut self.r2);
        see_inverse(std::slice::from_mut(&mut self.inverse));
    }

    /// Columns of the size that arithmetic modulo this needs.
    pub(super) fn columns(&self) -> Columns {
        Columns::new(2 * self.len())
    }

    /// `a·b/R`.
    pub(super) fn multiply(&self, a: &[u32], b: &Limbs, columns: &mut Columns) -> Limbs {
        let mut product = Limbs::zero(self.len());
        columns.multiply(a, b);
        columns.reduce(&mut product, &self.m, self.inverse);
        product
    }

    /// `a` becomes `a²/R`.
    fn square(&self, a: &mut Limbs, columns: &mut Columns) {
        columns.square(a);
        columns.reduce(a, &self.m, self.inverse);
    }

    /// `a` becomes `a·b/R`.
    fn multiply_by(&self, a: &mut Limbs, b: &Limbs, columns: &mut Columns) {
        columns.multiply(a, b);
        columns.reduce(a, &self.m, self.inverse);
    }

    /// `a·R`, for any `a` that the limbs can hold.
    pub(super) fn enter(&self, a: &[u32], columns: &mut Columns) -> Limbs {
        self.multiply(a, &self.r2, columns)
    }

    /// `a/R`, below the modulus, for any `a` below `R·m` of up to twice the limbs.
    pub(super) fn leave(&self, a: &[u32], columns: &mut Columns) -> Limbs {
        let mut left = Limbs::zero(self.len());
        columns.add(a);
        columns.reduce(&mut left, &self.m, self.inverse);
        self.settled(left)
    }

    /// A number below `2·m`, brought below the modulus.
    pub(super) fn settled(&self, mut a: Limbs) -> Limbs {
        reduce_once(&mut a, &self.m);
        a
    }

    /// `a - b`, where both are below the modulus, as is the result.
    pub(super) fn subtract(&self, a: &Limbs, b: &Limbs) -> Limbs {
        let mut difference = a.clone();
        let less = less_mask(a, b);
        subtract_masked(&mut difference, b, MASK);
        add_masked(&mut difference, &self.m, less);
        difference
    }

    /// `a` to the power of a public exponent, which must not be zero; both in Montgomery's form.
    pub(super) fn public_power(&self, a: &Limbs, exponent: u64, columns: &mut Columns) -> Limbs {
        let mut power = a.clone();
        for bit in (0..exponent.checked_ilog2().unwrap_or_default()).rev() {
            self.square(&mut power, columns);
            if exponent >> bit & 1 == 1 {
                self.multiply_by(&mut power, a, columns);
            }
        }
        power
    }

    /// `a` to the power of a secret exponent, of at most so many bits; in Montgomery's form.
    ///
    /// It goes through the exponent by windows of five bits, makes the same steps for each whatever its
    /// bits, and reads the whole table for each.
    pub(super) fn secret_power(
        &self,
        a: &Limbs,
        exponent: &[u32],
        bits: usize,
        columns: &mut Columns,
    ) -> Limbs {
        let table = self.table(a, columns);
        let limb = |at: usize| u64::from(exponent.get(at).copied().unwrap_or_default());
        let window = |at: usize| {
            let (from, shift) = (at * WINDOW / BITS, at * WINDOW % BITS);
            (limb(from) | limb(from + 1) << BITS) >> shift & (POWERS as u64 - 1)
        };
        let mut windows = (0..bits.div_ceil(WINDOW)).rev();
        let mut power = Limbs::zero(self.len());
        let mut next = Limbs::zero(self.len());
        pick(&mut power, &table, windows.next().map(window).unwrap_or_default());
        for at in windows {
            for _ in 0..WINDOW {
                self.square(&mut power, columns);
            }
            pick(&mut next, &table, window(at));
            self.multiply_by(&mut power, &next, columns);
        }
        power
    }

    /// The powers of `a` from 0 up: the lowest two limbs of all of them, then the next two.
    fn table(&self, a: &Limbs, columns: &mut Columns) -> Zeroizing<Vec<Groups>> {
        let mut table = Zeroizing::new(vec![Groups::default(); self.len().div_ceil(2)]);
        let mut power = self.one.clone();
        for exponent in 0..POWERS {
            for (groups, [low, high]) in table.iter_mut().zip(power.pairs()) {
                if let Some(place) = groups.as_flattened_mut().get_mut(exponent) {
                    *place = u64::from(*low) | u64::from(*high) << 32;
                }
            }
            self.multiply_by(&mut power, a, columns);
        }
        table
    }
}

/// Copies the power of this index out of the table, and reads all others too.
#[inline(never)]
fn pick(out: &mut Limbs, table: &[Groups], index: u64) {
    let mut masks = Groups::default();
    for (mask, power) in masks.as_flattened_mut().iter_mut().zip(0..) {
        *mask = ((index ^ power).wrapping_sub(1) >> 63).wrapping_neg();
    }
    // As in less_mask: at level 3 a compiler once branched on whether it is the power that is wanted.
    let [for_0, for_8, for_16, for_24] = *black_box(&mut masks);
    for ([low, high], [from_0, from_8, from_16, from_24]) in out.pairs_mut().iter_mut().zip(table) {
        let picked = (masked(from_0, &for_0) | masked(from_8, &for_8))
            | (masked(from_16, &for_16) | masked(from_24, &for_24));
        (*low, *high) = (picked as u32, (picked >> 32) as u32);
    }
}

/// Eight powers, with masks. At most one mask lets its power through.
#[inline(always)]
fn masked(powers: &[u64; 8], masks: &[u64; 8]) -> u64 {
    let [p0, p1, p2, p3, p4, p5, p6, p7] = powers;
    let [m0, m1, m2, m3, m4, m5, m6, m7] = masks;
    (p0 & m0 | p1 & m1 | p2 & m2 | p3 & m3) | (p4 & m4 | p5 & m5 | p6 & m6 | p7 & m7)
}

/// The inverse of `-m` modulo 2^56, by Newton's iteration.
pub(super) fn negative_inverse(m: &[u32]) -> u64 {
    let limb = |at: usize| u64::from(m.get(at).copied().unwrap_or_default());
    let low = limb(0) | limb(1) << BITS;
    let mut inverse = low;
    for _ in 0..5 {
        inverse = inverse.wrapping_mul(2_u64.wrapping_sub(low.wrapping_mul(inverse)));
    }
    inverse.wrapping_neg() & ((1 << (2 * BITS)) - 1)
}

/// The length in bits of a number that is not zero.
fn bits(number: &[u32]) -> usize {
    let highest = number.iter().rposition(|limb| *limb != 0).unwrap_or_default();
    let top = number.get(highest).copied().unwrap_or_default() | 1;
    highest * BITS + top.ilog2() as usize + 1
}
