//! Numbers, of which we need whole ones and thousandths.

/// A whole number that is not negative, and below 2⁵³ as all that JavaScript counts; `1e3` and `5.0` are whole.
pub(super) fn whole(number: f64) -> Option<u64> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    ((0.0..MOST).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// The thousandfold of a number, cut behind the point and at the largest that fits.
pub(super) fn thousandths(number: f64) -> i64 {
    (number * 1000.0) as i64
}
