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

/// The same of a number in a text; nothing for what is no number.
pub(crate) fn thousandths_of(text: &str) -> Option<i64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || b".+-eE".contains(&byte));
    text.parse().ok().filter(|number: &f64| digits && number.is_finite()).map(thousandths)
}
