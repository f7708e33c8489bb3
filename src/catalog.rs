//! Facts of the core that types, documents and tests repeat, for `cargo xtask generate`. Not part of the API.
#![allow(missing_docs, reason = "only xtask/catalog sees it")]

pub mod page;

use crate::client::event::REJECTIONS as REJECTED_RECORDS;
use crate::client::pauses;
use crate::client::store::secret_strength;
use crate::config::RetryPolicy;
use crate::config::known_scopes::{BY_API, KNOWN_SCOPES};
use crate::crypto::{LARGEST_KEY, SMALLEST_KEY};
use crate::error::{Cause, Obstacle, Word};
use crate::js::duration::Range;
use crate::js::option_names;
use crate::js::options::MOST_RETRIES;
use crate::protocol::{Assertion, Rejected, StoredToken};
use crate::settings::Settings;

/// The known scopes.
pub const SCOPES: &str = KNOWN_SCOPES;

/// The known scopes, by API.
pub const SCOPES_BY_API: &[(&str, &str)] = BY_API;

/// The options that the core reads, by call.
pub const OPTIONS: [(&str, &[&str]); 11] = [
    ("client", &option_names::CLIENT),
    ("clientInJavaScript", &option_names::CLIENT_IN_JAVASCRIPT),
    ("servers", &option_names::SERVERS),
    ("retry", &option_names::RETRY),
    ("consentUrl", &option_names::CONSENT_URL),
    ("assertion", &option_names::ASSERTION),
    ("inspection", &option_names::INSPECTION),
    ("code", &option_names::CODE),
    ("refresh", &option_names::REFRESH),
    ("userSearch", &option_names::USER_SEARCH),
    ("call", &option_names::CALL),
];

/// The reasons in events for a stored token that is not used.
pub const REJECTED: [&str; 2] = [Rejected::Invalid.as_str(), Rejected::Expired.as_str()];

/// Pauses and lifetimes of caches, in milliseconds: name, description and value.
pub const PAUSES: &[(&str, &str, u64)] = pauses::ALL;

/// The limits for the secret of a store: name, description and value.
pub const SECRET_LIMITS: &[(&str, &str, usize)] = secret_strength::ALL;

/// The reasons to reject a record of a store, with their meanings.
pub const REJECTIONS: &[(&str, &str)] = REJECTED_RECORDS;

/// The text that a secret may not consist of.
pub const KNOWN_TEXT: &str = secret_strength::KNOWN;

/// The characters that stand for letters.
pub const LEET: &[(u8, u8)] = secret_strength::LEET;

/// The smallest and the largest key, in bits.
pub const KEY_BITS: (usize, usize) = (SMALLEST_KEY, LARGEST_KEY);

/// How far `iat` is in the past, in milliseconds.
pub const BACKDATE: u64 = Assertion::BACKDATE;

/// How far the clocks of processes that share a store may differ, in milliseconds.
pub const CLOCKS_DIFFER: u64 = StoredToken::CLOCKS_DIFFER;

/// An option that is a number. Except `limit`, all are in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    pub name: &'static str,
    /// The description in the types.
    pub says: &'static str,
    pub least: u64,
    pub most: u64,
    /// Whether 0 is allowed too.
    pub zero: bool,
    pub default: u64,
}

/// The options that are numbers, with their descriptions.
#[must_use]
pub fn numbers() -> [Number; 6] {
    let retry = RetryPolicy::default();
    let duration = |name, default, says| {
        let Range { least, most, zero } = Range::of(name);
        Number { name, says, least, most, zero, default }
    };
    [
        duration(
            "timeout",
            Settings::TIMEOUT,
            "How long one operation may take, including its retries.",
        ),
        duration(
            "refreshMargin",
            Settings::REFRESH_MARGIN,
            "How long before it expires a token is renewed.",
        ),
        duration("lifetime", Assertion::LIFETIME, "How long the assertion is valid, from now."),
        Number {
            name: "limit",
            says: "The maximum number of retries.",
            least: 0,
            most: MOST_RETRIES.into(),
            zero: true,
            default: retry.limit.into(),
        },
        duration(
            "minDelay",
            retry.min_delay,
            "The delay before the first retry. It doubles with each retry.",
        ),
        duration("maxDelay", retry.max_delay, "The maximum delay before a retry."),
    ]
}

/// Docusign's words with their own causes, and their codes.
pub fn words() -> impl Iterator<Item = (String, &'static str, Vec<Cause>)> {
    Word::all().iter().filter(|row| !row.causes.is_empty()).map(|row| {
        let says = if row.says.is_empty() { String::new() } else { format!(" ({})", row.says) };
        (format!("{}{says}", row.words), row.code.as_str(), row.causes.list())
    })
}

/// The obstacles that keep a request from arriving, with their causes.
pub fn obstacles() -> impl Iterator<Item = (String, Vec<Cause>)> {
    Obstacle::all().map(|obstacle| (format!("{obstacle:?}"), obstacle.causes().list()))
}
