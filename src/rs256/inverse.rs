//! The inverse modulo an odd number, in a time that depends only on its size: D. Bernstein and B.-Y. Yang, "Fast
//! constant-time gcd computation and modular inversion" (2019), with P. Wuille's start at one half.
//!
//! `f` begins as the modulus and `g` as the number, and each step either halves `g` or replaces the pair by one
//! that is nearer to (±gcd, 0). What 28 steps do to a pair depends only on its lowest 28 bits, and
//! is a matrix of small numbers: so they are found out on words, and then applied at once to `f` and `g` and
//! to the two numbers `d` and `e` that say how `f` and `g` come of the number that is inverted.

use zeroize::Zeroize;

use super::limbs::{BITS, Limbs, MASK};
use super::modulus::Modulus;

/// The low bits of a signed limb.
const LOW: i64 = MASK as i64;

/// The inverse of a number below the modulus. If it has none, the result is no inverse.
pub(super) fn inverse(number: &[u32], modulus: &Modulus) -> Limbs {
    let m = signed(modulus.limbs(), modulus.len());
    let inverse_of_m = -i64::from(modulus.negative_inverse());
    let (mut f, mut g) = (m.clone(), signed(number, modulus.len()));
    let (mut d, mut e) = (signed(&[], modulus.len()), signed(&[1], modulus.len()));
    // The count that decides between the steps, as -(δ + 1/2) with δ at one half.
    let mut zeta = -1;
    for _ in 0..rounds(modulus.len() * BITS) {
        let steps = Steps::of(&mut zeta, low(&f), low(&g));
        steps.apply(&mut f, &mut g);
        steps.apply_modulo(&mut d, &mut e, &m, inverse_of_m);
    }
    // f is 1 or -1 now, and d, which lies above -2m and below m, is the inverse or its negative.
    let negative = top(&f) >> 63;
    add_if_negative(&mut d, &m);
    for limb in &mut d {
        *limb = (*limb ^ negative) - negative;
    }
    carry(&mut d);
    add_if_negative(&mut d, &m);
    let mut result = Limbs::zero(modulus.len());
    for (to, from) in result.iter_mut().zip(&d) {
        *to = *from as u32;
    }
    for secret in [&mut f, &mut g, &mut d, &mut e] {
        secret.zeroize();
    }
    result
}

/// Rounds of 28 steps that suffice for numbers of so many bits.
///
/// The bound on steps is `(45907·b + 26313) / 19929` from 46 bits up, by P. Wuille's analysis for the start at one
/// half (<https://github.com/sipa/safegcd-bounds>).
fn rounds(bits: usize) -> usize {
    ((45_907 * bits + 26_313) / 19_929).div_ceil(BITS)
}

/// A number as limbs of which the highest carries the sign.
fn signed(number: &[u32], count: usize) -> Vec<i64> {
    let mut limbs = Vec::with_capacity(count);
    limbs.extend(number.iter().map(|limb| i64::from(*limb)));
    limbs.resize(count, 0);
    limbs
}

fn low(number: &[i64]) -> u32 {
    number.first().map_or(0, |limb| *limb as u32)
}

fn top(number: &[i64]) -> i64 {
    number.last().copied().unwrap_or_default()
}

/// Makes all limbs but the highest numbers of 28 bits without sign.
fn carry(number: &mut [i64]) {
    let mut carried = 0;
    let Some((top, rest)) = number.split_last_mut() else { return };
    for limb in rest {
        let sum = *limb + carried;
        carried = sum >> BITS;
        *limb = sum & LOW;
    }
    *top += carried;
}

fn add_if_negative(number: &mut [i64], m: &[i64]) {
    let negative = top(number) >> 63;
    for (limb, m) in number.iter_mut().zip(m) {
        *limb += m & negative;
    }
    carry(number);
}

/// What 28 steps do, times 2^28: `f` becomes `u·f + v·g`, and `g` becomes `q·f + r·g`.
struct Steps {
    u: i64,
    v: i64,
    q: i64,
    r: i64,
}

impl Steps {
    fn of(zeta: &mut i32, mut f: u32, mut g: u32) -> Self {
        let (mut u, mut v, mut q, mut r) = (1_u32, 0_u32, 0_u32, 1_u32);
        for _ in 0..BITS {
            let negative = (*zeta >> 31) as u32;
            let odd = (g & 1).wrapping_neg();
            let with_sign = |number: u32| (number ^ negative).wrapping_sub(negative);
            g = g.wrapping_add(with_sign(f) & odd);
            q = q.wrapping_add(with_sign(u) & odd);
            r = r.wrapping_add(with_sign(v) & odd);
            let swap = negative & odd;
            *zeta = (*zeta ^ swap as i32).wrapping_sub(1);
            f = f.wrapping_add(g & swap);
            u = u.wrapping_add(q & swap);
            v = v.wrapping_add(r & swap);
            g >>= 1;
            u <<= 1;
            v <<= 1;
        }
        let [u, v, q, r] = [u, v, q, r].map(|number| i64::from(number as i32));
        Self { u, v, q, r }
    }

    /// The division by 2^28 leaves no rest.
    fn apply(&self, f: &mut [i64], g: &mut [i64]) {
        let Self { u, v, q, r } = self;
        let (mut of_f, mut of_g) = (0, 0);
        let (mut last_f, mut last_g) = (&mut 0, &mut 0);
        for (f, g) in f.iter_mut().zip(g) {
            of_f += u * *f + v * *g;
            of_g += q * *f + r * *g;
            (*last_f, *last_g) = (of_f & LOW, of_g & LOW);
            (of_f, of_g) = (of_f >> BITS, of_g >> BITS);
            (last_f, last_g) = (f, g);
        }
        (*last_f, *last_g) = (of_f, of_g);
    }

    /// The same, with multiples of `m` added so that the division leaves no rest.
    fn apply_modulo(&self, d: &mut [i64], e: &mut [i64], m: &[i64], inverse_of_m: i64) {
        let Self { u, v, q, r } = self;
        let (negative_d, negative_e) = (top(d) >> 63, top(e) >> 63);
        let first = |limbs: &[i64]| limbs.first().copied().unwrap_or_default();
        let (d0, e0) = (first(d), first(e));
        let multiple = |a: i64, b: i64| {
            let least = (a & negative_d) + (b & negative_e);
            let rest = (a * d0 + b * e0) & LOW;
            least - ((inverse_of_m * rest + least) & LOW)
        };
        let (times_d, times_e) = (multiple(*u, *v), multiple(*q, *r));
        let (mut of_d, mut of_e) = (0, 0);
        let (mut last_d, mut last_e) = (&mut 0, &mut 0);
        for ((d, e), m) in d.iter_mut().zip(e).zip(m) {
            of_d += u * *d + v * *e + m * times_d;
            of_e += q * *d + r * *e + m * times_e;
            (*last_d, *last_e) = (of_d & LOW, of_e & LOW);
            (of_d, of_e) = (of_d >> BITS, of_e >> BITS);
            (last_d, last_e) = (d, e);
        }
        (*last_d, *last_e) = (of_d, of_e);
    }
}
