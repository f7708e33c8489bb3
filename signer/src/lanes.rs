//! Two words of 64 bits that are worked on at once: one modulo `p`, one modulo `q`. Nothing crosses from one to the
//! other.
//!
//! A word is a floating-point number in `fma`, `plus` and `minus`, and a whole number in all else. In WebAssembly it is
//! a `v128`; elsewhere, for the tests, two words with a multiplication that is fused.

#[cfg(target_arch = "wasm32")]
use core::arch::wasm32 as arch;

#[cfg(target_arch = "wasm32")]
type Words = arch::v128;
#[cfg(not(target_arch = "wasm32"))]
type Words = [u64; 2];

/// A word for each lane.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lanes(Words);

impl Lanes {
    pub(crate) const ZERO: Self = Self::both(0);

    /// The same word in both lanes.
    pub(crate) const fn both(word: u64) -> Self {
        Self::new(word, word)
    }

    /// The same floating-point number in both lanes.
    pub(crate) const fn both_float(number: f64) -> Self {
        Self::both(number.to_bits())
    }
}

#[cfg(target_arch = "wasm32")]
impl Lanes {
    pub(crate) const fn new(p: u64, q: u64) -> Self {
        Self(arch::u64x2(p, q))
    }

    pub(crate) fn words(self) -> [u64; 2] {
        [arch::u64x2_extract_lane::<0>(self.0), arch::u64x2_extract_lane::<1>(self.0)]
    }

    /// `self·b + c`, rounded once, where the engine does so.
    #[inline(always)]
    pub(crate) fn fma(self, b: Self, c: Self) -> Self {
        Self(arch::f64x2_relaxed_madd(self.0, b.0, c.0))
    }

    #[inline(always)]
    pub(crate) fn plus(self, b: Self) -> Self {
        Self(arch::f64x2_add(self.0, b.0))
    }

    #[inline(always)]
    pub(crate) fn minus(self, b: Self) -> Self {
        Self(arch::f64x2_sub(self.0, b.0))
    }

    /// The sum of whole numbers modulo 2^64.
    #[inline(always)]
    pub(crate) fn add(self, b: Self) -> Self {
        Self(arch::i64x2_add(self.0, b.0))
    }

    #[inline(always)]
    pub(crate) fn and(self, b: Self) -> Self {
        Self(arch::v128_and(self.0, b.0))
    }

    #[inline(always)]
    pub(crate) fn or(self, b: Self) -> Self {
        Self(arch::v128_or(self.0, b.0))
    }

    #[inline(always)]
    pub(crate) fn shifted_right(self, bits: u32) -> Self {
        Self(arch::u64x2_shr(self.0, bits))
    }

    /// All ones where a word is zero, else zero.
    #[inline(always)]
    pub(crate) fn is_zero(self) -> Self {
        Self(arch::i64x2_eq(self.0, Self::ZERO.0))
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Lanes {
    pub(crate) const fn new(p: u64, q: u64) -> Self {
        Self([p, q])
    }

    pub(crate) fn words(self) -> [u64; 2] {
        self.0
    }

    fn both_with(self, b: Self, of: impl Fn(u64, u64) -> u64) -> Self {
        let ([p, q], [bp, bq]) = (self.0, b.0);
        Self([of(p, bp), of(q, bq)])
    }

    fn floats(self, b: Self, of: impl Fn(f64, f64) -> f64) -> Self {
        self.both_with(b, |a, b| of(f64::from_bits(a), f64::from_bits(b)).to_bits())
    }

    pub(crate) fn fma(self, b: Self, c: Self) -> Self {
        let ([ap, aq], [bp, bq], [cp, cq]) = (self.0, b.0, c.0);
        let fused = |a, b, c| f64::from_bits(a).mul_add(f64::from_bits(b), f64::from_bits(c));
        Self([fused(ap, bp, cp).to_bits(), fused(aq, bq, cq).to_bits()])
    }

    pub(crate) fn plus(self, b: Self) -> Self {
        self.floats(b, |a, b| a + b)
    }

    pub(crate) fn minus(self, b: Self) -> Self {
        self.floats(b, |a, b| a - b)
    }

    pub(crate) fn add(self, b: Self) -> Self {
        self.both_with(b, u64::wrapping_add)
    }

    pub(crate) fn and(self, b: Self) -> Self {
        self.both_with(b, |a, b| a & b)
    }

    pub(crate) fn or(self, b: Self) -> Self {
        self.both_with(b, |a, b| a | b)
    }

    pub(crate) fn shifted_right(self, bits: u32) -> Self {
        self.both_with(self, |a, _| a >> bits)
    }

    pub(crate) fn is_zero(self) -> Self {
        let mask = |word: u64| ((word | word.wrapping_neg()) >> 63).wrapping_sub(1);
        self.both_with(self, |a, _| std::hint::black_box(mask(a)))
    }
}
