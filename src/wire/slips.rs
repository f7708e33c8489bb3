//! The distance between two spellings.

/// Whether two texts differ by at most `slips` wrong, missing or extra letters.
pub(crate) fn is_within(slips: usize, one: &[u8], other: &[u8]) -> bool {
    let ([a, one_rest @ ..], [b, other_rest @ ..]) = (one, other) else {
        return one.len().max(other.len()) <= slips;
    };
    if a == b {
        return is_within(slips, one_rest, other_rest);
    }
    let Some(slips) = slips.checked_sub(1) else { return false };
    is_within(slips, one_rest, other_rest)
        || is_within(slips, one_rest, other)
        || is_within(slips, one, other_rest)
}
