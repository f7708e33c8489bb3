//! Numbers as they are written: their whole part, without any arithmetic on fractions.

/// A whole number that is not negative, and below 2⁵³ as all that JavaScript counts; `1e3` and `5.0` are whole.
pub(super) fn whole(number: &str) -> Option<u64> {
    const MOST: i64 = 1 << 53;
    let (value, exact) = scaled(number, 0)?;
    u64::try_from(value).ok().filter(|_| exact && value < MOST)
}

/// The thousandfold of a number, cut behind the point and at the largest that fits; nothing for what is no number.
pub(crate) fn thousandths(number: &str) -> Option<i64> {
    scaled(number, 3).map(|(value, _)| value)
}

/// The number times a power of ten, cut to its whole part, and whether that is all of it.
fn scaled(number: &str, power: i64) -> Option<(i64, bool)> {
    let (sign, number) = match number.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, number),
    };
    let (mantissa, exponent) = match number.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, self::exponent(exponent)?),
        None => (number, 0),
    };
    let (before, behind) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all_digits = before.bytes().chain(behind.bytes()).all(|digit| digit.is_ascii_digit());
    if before.is_empty() || !all_digits || mantissa.ends_with('.') {
        return None;
    }
    let (mut value, mut exact) = (0_i64, true);
    let mut places = before.len() as i64 + exponent + power;
    for digit in before.bytes().chain(behind.bytes()).map(|digit| i64::from(digit - b'0')) {
        if places > 0 {
            value = value.saturating_mul(10).saturating_add(digit);
        } else {
            exact &= digit == 0;
        }
        places -= 1;
    }
    while places > 0 && value != 0 && value != i64::MAX {
        value = value.saturating_mul(10);
        places -= 1;
    }
    Some((sign * value, exact))
}

/// An exponent, cut to what makes no difference.
fn exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let value = digits.parse().unwrap_or(i64::from(u32::MAX)).min(i64::from(u32::MAX));
    Some(if text.starts_with('-') { -value } else { value })
}
