//! Listings for a person or a pager.

use std::io::Write as _;

/// Prints a listing. A pager that closes early is not an error.
pub fn print(listing: &str) {
    let _ = std::io::stdout().write_all(listing.as_bytes());
}
