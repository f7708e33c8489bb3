//! Private keys and RS256 (RFC 7518, section 3.3).

mod key;
mod rs256;

#[cfg(feature = "js")]
pub(crate) use key::refusal;
pub use key::{KeyFormat, KeyRepair, PrivateKey};
#[cfg(feature = "js")]
pub(crate) use rs256::Coprocessor;
#[cfg(feature = "_catalog")]
pub(crate) use rs256::{LARGEST as LARGEST_KEY, SMALLEST as SMALLEST_KEY};
