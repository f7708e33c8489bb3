//! JSON numbers: whole numbers and thousandths.

/// A number that is not negative, as it is read digit by digit.
#[derive(Default)]
pub(super) struct Decimal {
    digits: u64,
    exponent: i32,
}

impl Decimal {
    /// Adds a digit before the point. What is behind the nineteenth changes nothing in a double.
    pub(super) fn whole_digit(&mut self, digit: u8) {
        if !self.add(digit) {
            self.exponent = self.exponent.saturating_add(1);
        }
    }

    /// Adds a digit behind the point.
    pub(super) fn fraction_digit(&mut self, digit: u8) {
        if self.add(digit) {
            self.exponent = self.exponent.saturating_sub(1);
        }
    }

    fn add(&mut self, digit: u8) -> bool {
        const FULL: u64 = 1_000_000_000_000_000_000;
        let has_room = self.digits < FULL;
        if has_room {
            self.digits = self.digits * 10 + u64::from(digit);
        }
        has_room
    }

    /// Multiplies by a power of ten.
    pub(super) fn scale(&mut self, exponent: i32) {
        self.exponent = self.exponent.saturating_add(exponent);
    }

    /// The double, to within its last bits; exact for up to 15 digits and 22 places. None if it is too large.
    pub(super) fn number(&self) -> Option<f64> {
        const POWERS: [f64; 9] = [1e1, 1e2, 1e4, 1e8, 1e16, 1e32, 1e64, 1e128, 1e256];
        let mut number = self.digits as f64;
        let places = self.exponent.unsigned_abs().min(511);
        let mut power = 1.0;
        for (bit, factor) in POWERS.iter().enumerate() {
            if places >> bit & 1 == 0 {
                continue;
            }
            // Up to 10²², this is exact.
            if bit < 5 {
                power *= factor;
            } else if self.exponent < 0 {
                number /= factor;
            } else {
                number *= factor;
            }
        }
        number = if self.exponent < 0 { number / power } else { number * power };
        number.is_finite().then_some(number)
    }
}

/// A whole number that is not negative, and below 2⁵³ as all that JavaScript counts; `1e3` and `5.0` are whole.
pub(super) fn whole(number: f64) -> Option<u64> {
    const MOST: f64 = 9_007_199_254_740_992.0;
    ((0.0..MOST).contains(&number) && number.fract() == 0.0).then_some(number as u64)
}

/// The thousandfold of a number, cut behind the point and at the largest that fits.
pub(super) fn thousandths(number: f64) -> i64 {
    (number * 1000.0) as i64
}
