//! The three kernels in which nearly all the time of a signature is spent: product, square, and Montgomery's
//! reduction. They work on *columns*: words of 64 bits, of which the one at `k` collects what belongs
//! to the limb `k`, without any carry until the end.
//!
//! **No column overflows.** A product of two limbs is less than 2^56. In the product of two numbers of `n` limbs a
//! column collects at most `n` of them, and in the reduction at most `n` more, and the carry out of the
//! column before it, which is less than 2^36. `2·n·2^56 + 2^36 < 2^64` holds for `n ≤ 127`
//! ([`WIDEST`]), that is up to 3556 bits. A wider modulus, which only a public operation has, settles its
//! columns between product and reduction, and then `n·2^56 + 2^36 + 2^28 < 2^64` holds for `n ≤ 255`.
//! The debug build checks every addition, and a test fills every limb.
//!
//! Each kernel is a function of its own that is not inlined, and goes through four rows of the multiplier at once:
//! so engines compile them with their optimising compiler within the first signature, and a column is
//! loaded and stored once for four products. `docs/rs256.md` has the figures.

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::limbs::{BITS, MASK};

/// The most limbs of a modulus whose columns need not be settled between product and reduction.
pub(super) const WIDEST: usize = 127;

/// Columns to work on. Wiped when they are dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Columns(Vec<u64>);

impl Columns {
    /// Columns for products of numbers that together have `count` limbs.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![0; count])
    }

    /// Columns of this content, for tests.
    #[cfg(test)]
    pub(super) fn full(columns: Vec<u64>) -> Self {
        Self(columns)
    }

    /// Puts a number into the columns.
    pub(super) fn set(&mut self, number: &[u32]) {
        self.0.fill(0);
        for (column, limb) in self.0.iter_mut().zip(number) {
            *column = u64::from(*limb);
        }
    }

    /// The product of two numbers.
    pub(super) fn multiply(&mut self, a: &[u32], b: &[u32]) {
        multiply(&mut self.0, a, b);
    }

    /// The square of a number.
    pub(super) fn square(&mut self, a: &[u32]) {
        square(&mut self.0, a);
    }

    /// Adds a number.
    pub(super) fn add(&mut self, number: &[u32]) {
        for (column, limb) in self.0.iter_mut().zip(number) {
            *column += u64::from(*limb);
        }
    }

    /// Divides by R modulo `m`, where R is 2^28 to the count of limbs of `m`. What the columns hold must be less than
    /// `R·m·c`; then the result is less than `m·(c+1)`.
    pub(super) fn reduce(&mut self, out: &mut [u32], m: &[u32], inverse: u32) {
        if m.len() > WIDEST {
            self.settle();
        }
        reduce(out, &mut self.0, m, inverse);
    }

    /// The number that the columns stand for, as far as `out` has limbs for it.
    pub(super) fn carried(&self, out: &mut [u32]) {
        carry(out, &self.0, 0);
    }

    fn settle(&mut self) {
        let mut carry = 0;
        let last = self.0.len().saturating_sub(1);
        for (at, column) in self.0.iter_mut().enumerate() {
            let sum = *column + carry;
            carry = if at == last { 0 } else { sum >> BITS };
            *column = if at == last { sum } else { sum & u64::from(MASK) };
        }
    }
}

/// Adds `b` times each of four rows; `before` are the limbs of `b` before its first.
#[inline(always)]
fn add_rows(columns: &mut [u64], b: &[u32], rows: [u64; 4], before: [u64; 3]) {
    let [r0, r1, r2, r3] = rows;
    let [mut b1, mut b2, mut b3] = before;
    let count = b.len().min(columns.len());
    let (fours, rest) = b[..count].as_chunks::<4>();
    let (column_fours, _) = columns.as_chunks_mut::<4>();
    for ([c0, c1, c2, c3], [x0, x1, x2, x3]) in column_fours.iter_mut().zip(fours) {
        let (x0, x1, x2, x3) = (u64::from(*x0), u64::from(*x1), u64::from(*x2), u64::from(*x3));
        *c0 += r0 * x0 + r1 * b1 + r2 * b2 + r3 * b3;
        *c1 += r0 * x1 + r1 * x0 + r2 * b1 + r3 * b2;
        *c2 += r0 * x2 + r1 * x1 + r2 * x0 + r3 * b1;
        *c3 += r0 * x3 + r1 * x2 + r2 * x1 + r3 * x0;
        (b1, b2, b3) = (x3, x2, x1);
    }
    for (at, b) in (count - rest.len()..).zip(rest) {
        let b = u64::from(*b);
        columns[at] += r0 * b + r1 * b1 + r2 * b2 + r3 * b3;
        (b1, b2, b3) = (b, b1, b2);
    }
    if columns.len() - count > 2 {
        columns[count] += r1 * b1 + r2 * b2 + r3 * b3;
        columns[count + 1] += r2 * b1 + r3 * b2;
        columns[count + 2] += r3 * b1;
    }
}

/// Adds `b` times one row.
#[inline(always)]
fn add_row(columns: &mut [u64], b: &[u32], row: u64) {
    for at in 0..b.len().min(columns.len()) {
        columns[at] += row * u64::from(b[at]);
    }
}

#[inline(never)]
fn multiply(mut columns: &mut [u64], mut a: &[u32], b: &[u32]) {
    columns.fill(0);
    while let [a0, a1, a2, a3, rest @ ..] = a {
        let rows = [u64::from(*a0), u64::from(*a1), u64::from(*a2), u64::from(*a3)];
        add_rows(columns, b, rows, [0; 3]);
        let [_, _, _, _, after @ ..] = columns else { return };
        (columns, a) = (after, rest);
    }
    for row in a {
        add_row(columns, b, u64::from(*row));
        let [_, after @ ..] = columns else { return };
        columns = after;
    }
}

/// Half of the products, doubled, and the squares.
#[inline(never)]
fn square(mut columns: &mut [u64], mut a: &[u32]) {
    columns.fill(0);
    while let [a0, a1, a2, a3, rest @ ..] = a {
        let [a0, a1, a2, a3] = [u64::from(*a0), u64::from(*a1), u64::from(*a2), u64::from(*a3)];
        let [d0, d1, d2, d3] = [2 * a0, 2 * a1, 2 * a2, 2 * a3];
        let [c0, c1, c2, c3, after @ ..] = columns else { return };
        *c0 += a0 * a0;
        *c1 += d0 * a1;
        *c2 += d0 * a2 + a1 * a1;
        *c3 += d0 * a3 + d1 * a2;
        if let [c4, c5, c6, ..] = after {
            *c4 += d1 * a3 + a2 * a2;
            *c5 += d2 * a3;
            *c6 += a3 * a3;
        }
        add_rows(after, rest, [d0, d1, d2, d3], [0; 3]);
        let [_, _, _, _, next @ ..] = after else { return };
        (columns, a) = (next, rest);
    }
    while let [a0, rest @ ..] = a {
        let a0 = u64::from(*a0);
        let [c0, after @ ..] = columns else { return };
        *c0 += a0 * a0;
        add_row(after, rest, 2 * a0);
        let [_, next @ ..] = after else { return };
        (columns, a) = (next, rest);
    }
}

/// `inverse` is that of `-m` modulo 2^28.
#[inline(never)]
fn reduce(out: &mut [u32], mut columns: &mut [u64], m: &[u32], inverse: u32) {
    let [m0, m1, m2, m3, rest @ ..] = m else { return };
    let [m0, m1, m2, m3] = [u64::from(*m0), u64::from(*m1), u64::from(*m2), u64::from(*m3)];
    let quotient = |column: u64| u64::from((column as u32).wrapping_mul(inverse) & MASK);
    let mut carried = 0;
    for _ in 0..m.len() / 4 {
        let [c0, c1, c2, c3, after @ ..] = columns else { return };
        let c0 = *c0 + carried;
        let q0 = quotient(c0);
        let c1 = *c1 + ((c0 + q0 * m0) >> BITS) + q0 * m1;
        let q1 = quotient(c1);
        let c2 = *c2 + ((c1 + q1 * m0) >> BITS) + q0 * m2 + q1 * m1;
        let q2 = quotient(c2);
        let c3 = *c3 + ((c2 + q2 * m0) >> BITS) + q0 * m3 + q1 * m2 + q2 * m1;
        let q3 = quotient(c3);
        carried = (c3 + q3 * m0) >> BITS;
        add_rows(after, rest, [q0, q1, q2, q3], [m3, m2, m1]);
        columns = after;
    }
    for _ in 0..m.len() % 4 {
        let [c0, after @ ..] = columns else { return };
        let c0 = *c0 + carried;
        let q0 = quotient(c0);
        carried = (c0 + q0 * m0) >> BITS;
        add_row(after, &m[1..], q0);
        columns = after;
    }
    carry(out, columns, carried);
}

fn carry(out: &mut [u32], columns: &[u64], mut carried: u64) {
    for (limb, column) in out.iter_mut().zip(columns) {
        let sum = column + carried;
        *limb = sum as u32 & MASK;
        carried = sum >> BITS;
    }
}
