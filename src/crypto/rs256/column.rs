//! The three kernels in which nearly all the time of a signature is spent: product, square, and Montgomery's
//! reduction. They work on *columns*: words of 64 bits. Column `k` collects the products for limb `k`, without any
//! carry until the end.
//!
//! **No column overflows.** A product of two limbs is less than 2^56. In the product of two numbers of `n` limbs a
//! column collects at most `n` of them, and in the reduction at most `n` more, and the carry out of the
//! column before it, which is less than 2^36. `2·n·2^56 + 2^36 < 2^64` holds for `n ≤ 127`
//! ([`WIDEST`]), that is up to 3556 bits. A wider modulus, which only a public operation has, settles its
//! columns between product and reduction, and then `n·2^56 + 2^36 + 2^28 < 2^64` holds for `n ≤ 255`.
//! The debug build checks every addition, and a test fills every limb.
//!
//! Each kernel is a function of its own that is not inlined, and goes through four rows of the multiplier at once:
//! so engines compile them with their optimizing compiler within the first signature, and a column is
//! loaded and stored once for four products. `docs/rs256.md` has the figures.

use std::mem::take;

use zeroize::{Zeroize, ZeroizeOnDrop};

use super::limbs::{BITS, Fours, Limbs, MASK};

/// The most limbs of a modulus whose columns need not be settled between product and reduction.
pub(super) const WIDEST: usize = 127;

/// Columns to work on. They are all zero before a product, and again once what they hold has been read. Wiped when
/// they are dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Columns(Vec<[u64; 4]>);

impl Columns {
    /// Columns for products of numbers that together have `count` limbs, with room for rows to run out.
    pub(super) fn new(count: usize) -> Self {
        Self(vec![[0; 4]; (count + 9).div_ceil(4)])
    }

    /// Columns of this content, for tests.
    #[cfg(test)]
    pub(super) fn full(columns: &[u64]) -> Self {
        let mut full = Self::new(columns.len());
        full.0.as_flattened_mut()[..columns.len()].copy_from_slice(columns);
        full
    }

    /// Adds the product of two numbers.
    pub(super) fn multiply(&mut self, a: &[u32], b: &Limbs) {
        multiply(&mut self.0, a, b.fours());
    }

    /// Adds the square of a number.
    pub(super) fn square(&mut self, a: &Limbs) {
        square(&mut self.0, a.fours());
    }

    /// Adds a number.
    pub(super) fn add(&mut self, number: &[u32]) {
        for (column, limb) in self.0.as_flattened_mut().iter_mut().zip(number) {
            *column += u64::from(*limb);
        }
    }

    /// Divides by R modulo `m`, where R is 2^28 to the count of limbs of `m`. What the columns hold must be less than
    /// `R·m·c`; then the result is less than `m·(c+1)`. `inverse` is that of `-m` modulo 2^56.
    pub(super) fn reduce(&mut self, out: &mut Limbs, m: &Limbs, inverse: u64) {
        if m.len() > WIDEST {
            self.settle();
        }
        reduce(out, &mut self.0, m.fours(), m.len(), inverse);
    }

    /// Takes the number that the columns stand for out of them, as far as `out` has limbs for it.
    pub(super) fn carried(&mut self, out: &mut [u32]) {
        carry(out, self.0.as_flattened_mut(), 0);
    }

    fn settle(&mut self) {
        let mut carry = 0;
        for column in self.0.as_flattened_mut() {
            let sum = *column + carry;
            carry = sum >> BITS;
            *column = sum & u64::from(MASK);
        }
    }
}

/// Adds `b` times each of four rows; `before` are the limbs of `b` before its first. Eight columns to a turn: what a
/// turn costs beside its products falls on more of them.
#[inline(always)]
fn add_rows(
    mut columns: &mut [[u64; 4]],
    (mut b, last): Fours<'_>,
    rows: [u64; 4],
    mut before: [u64; 3],
) {
    while let [x, y, next @ ..] = b {
        let [of_x, of_y, after @ ..] = columns else { return };
        before = add_block(of_x, x, rows, before);
        before = add_block(of_y, y, rows, before);
        (columns, b) = (after, next);
    }
    if let [x, ..] = b {
        let [of_x, after @ ..] = columns else { return };
        before = add_block(of_x, x, rows, before);
        columns = after;
    }
    let [[c0, c1, c2, c3], ..] = columns else { return };
    let [r0, r1, r2, r3] = rows;
    let [b1, b2, b3] = before;
    let last = u64::from(last);
    *c0 += r0 * last + r1 * b1 + r2 * b2 + r3 * b3;
    *c1 += r1 * last + r2 * b1 + r3 * b2;
    *c2 += r2 * last + r3 * b1;
    *c3 += r3 * last;
}

/// Adds four limbs of `b` times four rows to four columns, and returns what is before the next four.
#[inline(always)]
fn add_block(columns: &mut [u64; 4], x: &[u32; 4], rows: [u64; 4], before: [u64; 3]) -> [u64; 3] {
    let [c0, c1, c2, c3] = columns;
    let [r0, r1, r2, r3] = rows;
    let [b1, b2, b3] = before;
    let [x0, x1, x2, x3] = wide(x);
    *c0 += r0 * x0 + r1 * b1 + r2 * b2 + r3 * b3;
    *c1 += r0 * x1 + r1 * x0 + r2 * b1 + r3 * b2;
    *c2 += r0 * x2 + r1 * x1 + r2 * x0 + r3 * b1;
    *c3 += r0 * x3 + r1 * x2 + r2 * x1 + r3 * x0;
    [x3, x2, x1]
}

/// Adds `b` times one row.
#[inline(always)]
fn add_row(mut columns: &mut [u64], (b, last): Fours<'_>, row: u64) {
    for x in b {
        let [c0, c1, c2, c3, after @ ..] = columns else { return };
        let [x0, x1, x2, x3] = wide(x);
        *c0 += row * x0;
        *c1 += row * x1;
        *c2 += row * x2;
        *c3 += row * x3;
        columns = after;
    }
    let [c0, ..] = columns else { return };
    *c0 += row * u64::from(last);
}

#[inline(always)]
fn wide([x0, x1, x2, x3]: &[u32; 4]) -> [u64; 4] {
    [u64::from(*x0), u64::from(*x1), u64::from(*x2), u64::from(*x3)]
}

#[inline(never)]
fn multiply(mut columns: &mut [[u64; 4]], a: &[u32], b: Fours<'_>) {
    let (fours, rest) = a.as_chunks::<4>();
    for rows in fours {
        add_rows(columns, b, wide(rows), [0; 3]);
        let [_, after @ ..] = columns else { return };
        columns = after;
    }
    let mut columns = columns.as_flattened_mut();
    for row in rest {
        add_row(columns, b, u64::from(*row));
        let [_, after @ ..] = columns else { return };
        columns = after;
    }
}

/// Half of the products, doubled, and the squares.
#[inline(never)]
fn square(mut columns: &mut [[u64; 4]], (mut a, last): Fours<'_>) {
    while let [rows, rest @ ..] = a {
        let [a0, a1, a2, a3] = wide(rows);
        let [d0, d1, d2, d3] = [2 * a0, 2 * a1, 2 * a2, 2 * a3];
        let [[c0, c1, c2, c3], [c4, c5, c6, _], ..] = columns else { return };
        *c0 += a0 * a0;
        *c1 += d0 * a1;
        *c2 += d0 * a2 + a1 * a1;
        *c3 += d0 * a3 + d1 * a2;
        *c4 += d1 * a3 + a2 * a2;
        *c5 += d2 * a3;
        *c6 += a3 * a3;
        let [_, after @ ..] = columns else { return };
        add_rows(after, (rest, last), [d0, d1, d2, d3], [0; 3]);
        let [_, next @ ..] = after else { return };
        (columns, a) = (next, rest);
    }
    let [[c0, ..], ..] = columns else { return };
    *c0 += u64::from(last) * u64::from(last);
}

/// `inverse` is that of `-m` modulo 2^56: it gives two quotients at once.
#[inline(never)]
fn reduce(
    out: &mut [u32],
    mut columns: &mut [[u64; 4]],
    (m, last): Fours<'_>,
    count: usize,
    inverse: u64,
) {
    let [first, rest @ ..] = m else { return };
    let [m0, m1, m2, m3] = wide(first);
    let quotients = |low: u64, high: u64| {
        let both = (low.wrapping_add(high << BITS)).wrapping_mul(inverse);
        (both & u64::from(MASK), both >> BITS & u64::from(MASK))
    };
    let mut carried = 0;
    for _ in 0..count / 4 {
        let [lowest, after @ ..] = columns else { return };
        let [c0, c1, c2, c3] = take(lowest);
        let c0 = c0 + carried;
        let (q0, q1) = quotients(c0, c1);
        let c1 = c1 + ((c0 + q0 * m0) >> BITS) + q0 * m1 + q1 * m0;
        let c2 = c2 + (c1 >> BITS) + q0 * m2 + q1 * m1;
        let c3 = c3 + q0 * m3 + q1 * m2;
        let (q2, q3) = quotients(c2, c3);
        let c3 = c3 + ((c2 + q2 * m0) >> BITS) + q2 * m1 + q3 * m0;
        carried = c3 >> BITS;
        add_rows(after, (rest, last), [q0, q1, q2, q3], [m3, m2, m1]);
        columns = after;
    }
    let mut columns = columns.as_flattened_mut();
    for _ in 0..count % 4 {
        let [c0, ..] = columns else { return };
        *c0 += carried;
        let (q0, _) = quotients(*c0, 0);
        add_row(columns, (m, last), q0);
        let [c0, after @ ..] = columns else { return };
        carried = take(c0) >> BITS;
        columns = after;
    }
    carry(out, columns, carried);
}

/// What is carried goes through the columns, and leaves zeros there.
fn carry(out: &mut [u32], mut columns: &mut [u64], mut carried: u64) {
    let mut next = |column: &mut u64| {
        let sum = take(column) + carried;
        carried = sum >> BITS;
        sum as u32 & MASK
    };
    let (fours, rest) = out.as_chunks_mut::<4>();
    for four in fours {
        let [c0, c1, c2, c3, after @ ..] = columns else { return };
        *four = [next(c0), next(c1), next(c2), next(c3)];
        columns = after;
    }
    for (limb, column) in rest.iter_mut().zip(columns) {
        *limb = next(column);
    }
}
