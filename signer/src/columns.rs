//! The kernels: product, square and Montgomery's reduction, in columns of 64 bits. `docs/rs256.md` has the proof.
//!
//! `h = fma(a, b, C1)` rounds a product of two limbs to a multiple of 2^51, and `l = fma(a, b, C2 - h)` is exactly what
//! is left of it, because the product is below 2^102. The bits of both, added to columns as whole numbers, are these
//! two parts and the bits of C1 and of 3·2^51. A column begins at minus all that it will receive of those.

use std::hint::black_box;

use crate::lanes::Lanes;
use crate::number::{BITS, MASK, MOST};

/// 3·2^102: sums with it have a last place of 2^51.
const C1: f64 = 3.0 * (1_u128 << 102) as f64;
/// What a low part is more than itself.
const LOW: f64 = 3.0 * (1_u64 << 51) as f64;
const C2: f64 = C1 + LOW;
/// Or-ed to a whole number below 2^52, it makes a floating-point number of it that is 2^52 more.
const E52: f64 = (1_u64 << 52) as f64;
/// The highest column's way back from a whole number with a sign.
const SIGNED: f64 = 3.0 * (1_u64 << 51) as f64;
/// Columns are so much more than they stand for, so that a shift without a sign rounds down.
const ABOVE: u64 = 1 << 60;
/// Half a limb: what makes a limb balanced.
const HALF: u64 = 1 << (BITS - 1);

const COLUMNS: usize = 6 * MOST;
/// The columns of the reduction that hide the search for the next quotients.
const WOVEN: usize = 15;

/// The two kinds of products. Columns receive different counts of them.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Product,
    Square,
}

/// Columns for products of numbers of a count of limbs, and what they begin with.
#[derive(Debug)]
pub(crate) struct Columns {
    splitter: Splitter,
    columns: [Lanes; COLUMNS],
    before_products: [Lanes; COLUMNS],
    before_squares: [Lanes; COLUMNS],
    /// The limbs of a number.
    limbs: usize,
    quotients: [[Lanes; 3]; MOST],
}

impl Columns {
    /// Columns for numbers of so many threes, which are at least seven.
    pub(crate) fn new(threes: usize) -> Self {
        let limbs = 3 * threes;
        let mut columns = Self {
            splitter: Splitter::new(),
            columns: [Lanes::ZERO; COLUMNS],
            before_products: [Lanes::ZERO; COLUMNS],
            before_squares: [Lanes::ZERO; COLUMNS],
            limbs,
            quotients: [[Lanes::ZERO; 3]; MOST],
        };
        begin(&mut columns.before_products, limbs, Kind::Product);
        begin(&mut columns.before_squares, limbs, Kind::Square);
        columns
    }

    /// The columns that are used, as they are before anything is added.
    #[inline(never)]
    fn begun(&mut self, kind: Kind) -> &mut [Lanes] {
        let before = match kind {
            Kind::Product => &self.before_products,
            Kind::Square => &self.before_squares,
        };
        let columns = self.columns.get_mut(..2 * self.limbs).unwrap_or_default();
        for (column, before) in columns.iter_mut().zip(before) {
            *column = *before;
        }
        columns
    }

    /// The product of two numbers.
    pub(crate) fn multiply(&mut self, a: &[[Lanes; 3]], b: &[[Lanes; 3]]) {
        let splitter = self.splitter;
        let mut columns = self.begun(Kind::Product);
        for rows in a {
            add_three_rows(&splitter, columns, b, *rows);
            let [_, _, _, after @ ..] = columns else { return };
            columns = after;
        }
    }

    /// The square of a number: half of the products, doubled, and the squares.
    pub(crate) fn square(&mut self, mut a: &[[Lanes; 3]]) {
        let splitter = self.splitter;
        let mut columns = self.begun(Kind::Square);
        while let [[a0, a1, a2], rest @ ..] = a {
            let [c0, c1, c2, c3, c4, c5, ..] = columns else { return };
            let [d0, d1, d2] = [a0.plus(*a0), a1.plus(*a1), a2.plus(*a2)];
            splitter.add_product(*a0, *a0, c0, c1);
            splitter.add_product(d0, *a1, c1, c2);
            splitter.add_product(d0, *a2, c2, c3);
            splitter.add_product(*a1, *a1, c2, c3);
            splitter.add_product(d1, *a2, c3, c4);
            splitter.add_product(*a2, *a2, c4, c5);
            let [_, _, _, after @ ..] = columns else { return };
            add_three_rows(&splitter, after, rest, [d0, d1, d2]);
            let [_, _, _, after @ ..] = after else { return };
            (columns, a) = (after, rest);
        }
    }

    /// What the columns hold, divided by R modulo `m`. `inverse` is that of `-m` modulo 2^51.
    pub(crate) fn reduce(&mut self, out: &mut [[Lanes; 3]], m: &[[Lanes; 3]], inverse: Lanes) {
        let Some(columns) = self.columns.get_mut(..2 * self.limbs) else { return };
        reduce(&self.splitter, columns, &mut self.quotients, m, inverse);
        carry(columns.get(self.limbs..).unwrap_or_default(), out);
    }
}

/// How many pairs of limbs, each below `limbs`, have this sum.
fn pairs(limbs: usize, sum: usize) -> u64 {
    (sum + 1).min((2 * limbs).saturating_sub(sum + 1)) as u64
}

/// Minus what the columns receive beside what they stand for, which depends on the count of limbs alone.
#[inline(never)]
fn begin(columns: &mut [Lanes], limbs: usize, kind: Kind) {
    let products = |sum: usize| {
        let pairs = pairs(limbs, sum);
        let own = match kind {
            Kind::Product => pairs,
            Kind::Square => pairs.div_ceil(2),
        };
        own + pairs
    };
    let mut below = 0;
    for (at, column) in columns.iter_mut().enumerate().take(2 * limbs) {
        let here = products(at);
        let patterns =
            LOW.to_bits().wrapping_mul(here).wrapping_add(C1.to_bits().wrapping_mul(below));
        let carried = if at == 0 { 0 } else { ABOVE >> BITS };
        let half = if (limbs..2 * limbs - 1).contains(&at) { HALF } else { 0 };
        *column = Lanes::both((ABOVE + half - carried).wrapping_sub(patterns));
        below = here;
    }
}

/// C1 and C2, out of memory: as constants they would be in the code once for each product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Splitter {
    c1: Lanes,
    c2: Lanes,
}

impl Splitter {
    pub(crate) fn new() -> Self {
        black_box(Self { c1: Lanes::both_float(C1), c2: Lanes::both_float(C2) })
    }

    /// Adds the product of two limbs to a column and to the one above it.
    #[inline(always)]
    fn add_product(self, a: Lanes, b: Lanes, low: &mut Lanes, high: &mut Lanes) {
        let h = a.fma(b, self.c1);
        let l = a.fma(b, self.c2.minus(h));
        *low = low.add(l);
        *high = high.add(h);
    }

    /// The quotient of a column, in ±2^50: the multiple of the modulus that makes its low 51 bits zero.
    #[inline(always)]
    fn quotient(self, column: Lanes, inverse: Lanes) -> Lanes {
        let e52 = Lanes::both_float(E52);
        let low = column.and(Lanes::both(MASK)).or(e52).minus(e52);
        let h = low.fma(inverse, self.c1);
        low.fma(inverse, self.c1.minus(h))
    }
}

/// Adds `b` times three rows. The fewer products at its beginning come first.
#[inline(never)]
fn add_three_rows(
    splitter: &Splitter,
    columns: &mut [Lanes],
    b: &[[Lanes; 3]],
    [r0, r1, r2]: [Lanes; 3],
) {
    let ([[y0, y1, y2], rest @ ..], [c0, c1, c2, c3, ..]) = (b, &mut *columns) else { return };
    splitter.add_product(r0, *y0, c0, c1);
    splitter.add_product(r0, *y1, c1, c2);
    splitter.add_product(r1, *y0, c1, c2);
    splitter.add_product(r0, *y2, c2, c3);
    splitter.add_product(r1, *y1, c2, c3);
    splitter.add_product(r2, *y0, c2, c3);
    let [_, _, _, after @ ..] = columns else { return };
    add_rows(splitter, after, rest, r0, r1, r2, *y2, *y1);
}

/// Adds `b` times three rows to the columns; `x1` and `x2` are the limbs before its first. All phases share it, so that
/// engines compile it early. Rows are single parameters, because arrays would be copied through memory.
#[inline(never)]
#[expect(clippy::too_many_arguments, reason = "see above")]
pub(crate) fn add_rows(
    splitter: &Splitter,
    mut columns: &mut [Lanes],
    mut b: &[[Lanes; 3]],
    r0: Lanes,
    r1: Lanes,
    r2: Lanes,
    mut x1: Lanes,
    mut x2: Lanes,
) {
    let splitter = *splitter;
    let [first, rest @ ..] = columns else { return };
    let mut place = first;
    let mut open = *place;
    columns = rest;
    while let [[y0, y1, y2], more @ ..] = b {
        let [c1, c2, c3, after @ ..] = columns else { return };
        let (y0, y1, y2) = (*y0, *y1, *y2);
        let mut next = *c1;
        splitter.add_product(r2, x2, &mut open, &mut next);
        splitter.add_product(r1, x1, &mut open, &mut next);
        splitter.add_product(r0, y0, &mut open, &mut next);
        *place = open;
        open = *c2;
        splitter.add_product(r2, x1, &mut next, &mut open);
        splitter.add_product(r1, y0, &mut next, &mut open);
        splitter.add_product(r0, y1, &mut next, &mut open);
        *c1 = next;
        next = *c3;
        splitter.add_product(r2, y0, &mut open, &mut next);
        splitter.add_product(r1, y1, &mut open, &mut next);
        splitter.add_product(r0, y2, &mut open, &mut next);
        *c2 = open;
        open = next;
        place = c3;
        (x1, x2) = (y2, y1);
        (b, columns) = (more, after);
    }
    let [c1, c2, ..] = columns else { return };
    let mut next = *c1;
    splitter.add_product(r2, x2, &mut open, &mut next);
    splitter.add_product(r1, x1, &mut open, &mut next);
    *place = open;
    open = *c2;
    splitter.add_product(r2, x1, &mut next, &mut open);
    *c1 = next;
    *c2 = open;
}

#[inline(always)]
fn carried(column: Lanes) -> Lanes {
    column.shifted_right(BITS as u32)
}

/// Three quotients at a time. While they meet the modulus, the next three are found: each depends on the one before, and
/// the processor has the columns to do meanwhile.
#[inline(never)]
fn reduce(
    splitter: &Splitter,
    columns: &mut [Lanes],
    quotients: &mut [[Lanes; 3]],
    m: &[[Lanes; 3]],
    inverse: Lanes,
) {
    let splitter = *splitter;
    let [[m0, m1, m2], after_m2 @ ..] = m else { return };
    let [[m3, m4, m5], ..] = after_m2 else { return };
    let Some((woven, beyond)) = m.get(1..).and_then(|m| m.split_first_chunk::<6>()) else { return };
    let Some(woven) = woven.as_flattened().first_chunk::<{ WOVEN + 3 }>() else { return };
    let [_, y1, y2] = last_three(woven);
    let (m0, m1, m2, m3, m4, m5) = (*m0, *m1, *m2, *m3, *m4, *m5);
    let [x, y, z, ..] = &*columns else { return };
    let (mut x, mut y, mut z, mut w) = (*x, *y, *z, Lanes::ZERO);

    // The steps from three columns to their quotients, and to what the highest of them carries.
    macro_rules! first {
        ($n0:ident) => {
            let $n0 = splitter.quotient(x, inverse);
        };
    }
    macro_rules! second {
        ($n0:ident) => {
            splitter.add_product($n0, m0, &mut x, &mut y);
            splitter.add_product($n0, m1, &mut y, &mut z);
            y = y.add(carried(x));
        };
    }
    macro_rules! fourth {
        ($n0:ident, $n1:ident) => {
            splitter.add_product($n1, m0, &mut y, &mut z);
            splitter.add_product($n0, m2, &mut z, &mut w);
            splitter.add_product($n1, m1, &mut z, &mut w);
            z = z.add(carried(y));
        };
    }

    first!(n0);
    second!(n0);
    let n1 = splitter.quotient(y, inverse);
    fourth!(n0, n1);
    let n2 = splitter.quotient(z, inverse);
    splitter.add_product(n2, m0, &mut z, &mut w);
    let mut carry = w.add(carried(z));
    let (mut q0, mut q1, mut q2) = (n0, n1, n2);

    let mut columns = columns.get_mut(3..).unwrap_or_default();
    for kept in quotients.iter_mut().take(m.len() - 1) {
        let [k0, k1, k2] = kept;
        let Some((open, after)) = columns.split_first_chunk_mut::<3>() else { return };
        let [c0, c1, c2] = open;
        (x, y, z, w) = (c0.add(carry), *c1, *c2, Lanes::ZERO);
        splitter.add_product(q2, m1, &mut x, &mut y);
        splitter.add_product(q1, m2, &mut x, &mut y);
        splitter.add_product(q0, m3, &mut x, &mut y);
        splitter.add_product(q2, m2, &mut y, &mut z);
        splitter.add_product(q1, m3, &mut y, &mut z);
        splitter.add_product(q0, m4, &mut y, &mut z);
        splitter.add_product(q2, m3, &mut z, &mut w);
        splitter.add_product(q1, m4, &mut z, &mut w);
        splitter.add_product(q0, m5, &mut z, &mut w);

        let Some((woven_columns, _)) = after.split_first_chunk_mut::<{ WOVEN + 1 }>() else {
            return;
        };
        let mut open = woven_columns[0];
        let mut next;
        macro_rules! column {
            ($($at:literal)*) => {$(
                next = woven_columns[$at + 1];
                splitter.add_product(q2, woven[$at + 1], &mut open, &mut next);
                splitter.add_product(q1, woven[$at + 2], &mut open, &mut next);
                splitter.add_product(q0, woven[$at + 3], &mut open, &mut next);
                woven_columns[$at] = open;
                open = next;
            )*};
        }
        first!(n0);
        // Kept so that an engine does not move the search to where its results are used.
        *k0 = n0;
        column!(0 1);
        second!(n0);
        column!(2 3 4);
        let n1 = splitter.quotient(y, inverse);
        *k1 = n1;
        column!(5 6);
        fourth!(n0, n1);
        column!(7 8 9);
        let n2 = splitter.quotient(z, inverse);
        *k2 = n2;
        column!(10 11);
        splitter.add_product(n2, m0, &mut z, &mut w);
        carry = w.add(carried(z));
        column!(12 13 14);
        woven_columns[WOVEN] = open;
        let rest = after.get_mut(WOVEN..).unwrap_or_default();
        add_rows(&splitter, rest, beyond, q0, q1, q2, y2, y1);
        (q0, q1, q2) = (n0, n1, n2);
        columns = after;
    }
    let [open, ..] = columns else { return };
    *open = open.add(carry);
    add_rows(&splitter, columns, after_m2, q0, q1, q2, m2, m1);
}

fn last_three(limbs: &[Lanes; WOVEN + 3]) -> [Lanes; 3] {
    [limbs[WOVEN], limbs[WOVEN + 1], limbs[WOVEN + 2]]
}

/// Takes balanced limbs out of the columns. The highest keeps its sign.
#[inline(never)]
fn carry(columns: &[Lanes], out: &mut [[Lanes; 3]]) {
    let ([columns @ .., highest], [out @ .., top]) = (columns, out.as_flattened_mut()) else {
        return;
    };
    let mut carry = Lanes::ZERO;
    let e52 = Lanes::both_float(E52);
    let balance = Lanes::both_float(E52 + HALF as f64);
    for (column, limb) in columns.iter().zip(out) {
        let sum = column.add(carry);
        *limb = sum.and(Lanes::both(MASK)).or(e52).minus(balance);
        carry = carried(sum);
    }
    let sum = highest.add(carry).add(Lanes::both(SIGNED.to_bits().wrapping_sub(ABOVE)));
    *top = sum.minus(Lanes::both_float(SIGNED));
}
