//! Whether the engine rounds a multiplication and addition once. Some round twice, and compute other numbers.

use std::hint::black_box;

use crate::columns::{Splitter, add_rows};
use crate::lanes::Lanes;
use crate::number::BITS;

/// The largest limb, whose square has 100 bits: none of the columns below comes out if one of its products is rounded.
const LIMB: u64 = (1 << (BITS - 1)) - 1;
/// Threes of limbs: as many as numbers of 1024 bits have.
const THREES: usize = 7;
const COLUMNS: usize = 3 * THREES + 3;
/// The bits of 3·2^102, and of 3·2^51.
const HIGH: u64 = (3.0 * (1_u128 << 102) as f64).to_bits();
const LOW: u64 = (3.0 * (1_u64 << 51) as f64).to_bits();

/// Adds three rows to columns by the loop of all products, with operands out of memory, and compares each column.
pub(crate) fn rounds_once() -> bool {
    let limb = Lanes::both_float(LIMB as f64);
    let (rows, b) = (black_box([limb; 3]), black_box([[limb; 3]; THREES]));
    let mut columns = [Lanes::ZERO; COLUMNS];
    let [r0, r1, r2] = rows;
    add_rows(&Splitter::new(), &mut columns, &b, r0, r1, r2, r2, r1);
    // The square is 2^100 - 2^51 + 1: 2^49 - 1 times 2^51, and 1.
    let (low, high) = (LOW.wrapping_add(1), HIGH.wrapping_add((1 << 49) - 1));
    let expected = |at: usize| {
        let products = |at: usize| match at.checked_sub(3 * THREES) {
            None => 3,
            Some(beyond) => 2_u64.saturating_sub(beyond as u64),
        };
        let below = at.checked_sub(1).map_or(0, products);
        low.wrapping_mul(products(at)).wrapping_add(high.wrapping_mul(below))
    };
    columns.iter().enumerate().all(|(at, column)| column.words() == [expected(at); 2])
}
