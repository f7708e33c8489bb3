//! Montgomery's form modulo two odd numbers at once (P. Montgomery, "Modular Multiplication Without Trial Division",
//! 1985): `a` is kept as `a·R`, where R is 2^51 to the count of limbs and at least four times each modulus.
//!
//! Numbers have a sign, and a product stays between minus the modulus and the modulus without a subtraction.

use crate::columns::Columns;
use crate::lanes::Lanes;
use crate::number::{BITS, CORE_BITS, MASK, MOST, Number, balanced, modulus, power_of_two};

/// The bits of a window of the exponent.
const WINDOW: usize = 5;
/// The powers in the table.
const POWERS: usize = 1 << WINDOW;

/// Two moduli, with what arithmetic modulo them needs.
#[derive(Debug)]
pub(crate) struct Moduli {
    m: Number,
    /// Those of `-m` modulo 2^51.
    inverse: Lanes,
    /// R² modulo m, which takes a number into Montgomery's form.
    r2: Number,
    threes: usize,
    columns: Columns,
}

/// The threes of limbs for a count of the core's limbs: as many bits at least, and seven threes at least, which the
/// reduction needs. Nothing if there are too many.
pub(crate) fn threes_for(count: usize) -> Option<usize> {
    let threes = (count * CORE_BITS).div_ceil(3 * BITS).max(7);
    (threes <= MOST).then_some(threes)
}

impl Moduli {
    /// Two odd numbers of the core, of the same count of limbs, and its R² modulo each, where R is 2^28 to that count.
    pub(crate) fn new(numbers: [&[u32]; 2], core_r2: [&[u32]; 2]) -> Option<Self> {
        let [count, _] = numbers.map(<[u32]>::len);
        let threes = threes_for(count)?;
        let mut moduli = Self {
            m: [[Lanes::ZERO; 3]; MOST],
            inverse: inverses(numbers),
            r2: [[Lanes::ZERO; 3]; MOST],
            threes,
            columns: Columns::new(threes),
        };
        modulus(numbers, moduli.m.get_mut(..threes)?);
        // The core's R² is 2^(2·28·count). Its square divided by R, times a power of two divided by R, is R².
        let mut r2 = [[Lanes::ZERO; 3]; MOST];
        balanced(core_r2, 0, r2.get_mut(..threes)?);
        moduli.square(&mut r2);
        let missing = 4 * (3 * threes * BITS - count * CORE_BITS);
        let mut power = [[Lanes::ZERO; 3]; MOST];
        power_of_two(missing, power.get_mut(..threes)?);
        moduli.multiply(&mut r2, &power);
        moduli.r2 = r2;
        Some(moduli)
    }

    /// The limbs of a number that are used.
    pub(crate) fn used<'a>(&self, number: &'a Number) -> &'a [[Lanes; 3]] {
        number.get(..self.threes).unwrap_or_default()
    }

    pub(crate) fn used_mut<'a>(&self, number: &'a mut Number) -> &'a mut [[Lanes; 3]] {
        number.get_mut(..self.threes).unwrap_or_default()
    }

    /// The moduli themselves.
    pub(crate) fn limbs(&self) -> &[[Lanes; 3]] {
        self.used(&self.m)
    }

    /// `a` becomes `a·b/R`.
    #[inline(never)]
    pub(crate) fn multiply(&mut self, a: &mut Number, b: &Number) {
        let threes = self.threes;
        let Some(a) = a.get_mut(..threes) else { return };
        self.columns.multiply(a, b.get(..threes).unwrap_or_default());
        self.reduce(a);
    }

    /// `a` becomes `a²/R`.
    #[inline(never)]
    pub(crate) fn square(&mut self, a: &mut Number) {
        let threes = self.threes;
        let Some(a) = a.get_mut(..threes) else { return };
        self.columns.square(a);
        self.reduce(a);
    }

    #[inline(never)]
    fn reduce(&mut self, out: &mut [[Lanes; 3]]) {
        let m = self.m.get(..self.threes).unwrap_or_default();
        self.columns.reduce(out, m, self.inverse);
    }

    /// `a·R`.
    #[inline(never)]
    pub(crate) fn enter(&mut self, a: &mut Number) {
        let r2 = self.r2;
        self.multiply(a, &r2);
    }

    /// `a/R`.
    #[inline(never)]
    pub(crate) fn leave(&mut self, a: &mut Number) {
        let mut one = [[Lanes::ZERO; 3]; MOST];
        power_of_two(0, &mut one);
        self.multiply(a, &one);
    }

    /// `a` to the power of a public exponent that is not zero; both in Montgomery's form.
    #[inline(never)]
    pub(crate) fn public_power(&mut self, a: &mut Number, exponent: u64) {
        let base = *a;
        for bit in (0..exponent.checked_ilog2().unwrap_or_default()).rev() {
            self.square(a);
            if exponent >> bit & 1 == 1 {
                self.multiply(a, &base);
            }
        }
    }

    /// `a` to the power of a secret exponent for each lane, of so many bits at most; in Montgomery's form.
    ///
    /// It makes the same steps for all exponents, and reads the whole table for each window.
    #[inline(never)]
    pub(crate) fn secret_power(&mut self, a: &mut Number, exponents: [&[u32]; 2], bits: usize) {
        let mut table = [[Lanes::ZERO; 3]; POWERS * MOST];
        let mut power = [[Lanes::ZERO; 3]; MOST];
        power_of_two(0, &mut power);
        self.enter(&mut power);
        let threes = self.threes;
        for exponent in 0..POWERS {
            let place = table.get_mut(exponent * threes..).unwrap_or_default();
            for (place, three) in place.iter_mut().zip(self.used(&power)) {
                *place = *three;
            }
            self.multiply(&mut power, a);
        }
        let mut windows = (0..bits.div_ceil(WINDOW)).rev().map(|at| {
            let [p, q] = exponents.map(|exponent| window(exponent, at));
            Lanes::new(p, q)
        });
        pick(self.used_mut(a), &table, windows.next().unwrap_or(Lanes::ZERO));
        for index in windows {
            for _ in 0..WINDOW {
                self.square(a);
            }
            pick(self.used_mut(&mut power), &table, index);
            self.multiply(a, &power);
        }
    }
}

/// The window at `at` of an exponent, a number of the core.
#[inline(never)]
fn window(exponent: &[u32], at: usize) -> u64 {
    let limb = |at: usize| u64::from(exponent.get(at).copied().unwrap_or_default());
    let (from, shift) = (at * WINDOW / CORE_BITS, at * WINDOW % CORE_BITS);
    (limb(from) | limb(from + 1) << CORE_BITS) >> shift & (POWERS as u64 - 1)
}

/// Copies the power of an index for each lane out of the table, and reads all others too.
#[inline(never)]
fn pick(out: &mut [[Lanes; 3]], table: &[[Lanes; 3]], index: Lanes) {
    let threes = out.len();
    for (at, out) in out.iter_mut().enumerate() {
        let [mut a, mut b, mut c] = [Lanes::ZERO; 3];
        let mut distance = index;
        for power in 0..POWERS {
            let Some([x, y, z]) = table.get(power * threes + at) else { return };
            let mask = distance.is_zero();
            (a, b, c) = (a.or(x.and(mask)), b.or(y.and(mask)), c.or(z.and(mask)));
            distance = distance.add(Lanes::both(u64::MAX));
        }
        *out = [a, b, c];
    }
}

/// The inverses of `-m` modulo 2^51, by Newton's iteration.
fn inverses(numbers: [&[u32]; 2]) -> Lanes {
    let [p, q] = numbers.map(|number| {
        let limb = |at: usize| u64::from(number.get(at).copied().unwrap_or_default());
        let low = limb(0) | limb(1) << CORE_BITS;
        let mut inverse = low;
        for _ in 0..5 {
            inverse = inverse.wrapping_mul(2_u64.wrapping_sub(low.wrapping_mul(inverse)));
        }
        inverse.wrapping_neg() & MASK
    });
    let e52 = Lanes::both_float((1_u64 << 52) as f64);
    Lanes::new(p, q).or(e52).minus(e52)
}
