//! The foreign error behind an error of this library.

use crate::wire::Find;
use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

/// Any error, shared.
pub(crate) type Shared = Arc<dyn StdError + Send + Sync>;

/// A foreign error, or none. `Debug` leaves its content out: it may show a URL with its query.
///
/// With the feature `js` there is never one: JavaScript keeps its own errors.
#[derive(Clone, Default)]
pub(crate) struct Source(#[cfg(not(feature = "js"))] Option<Shared>);

#[cfg(not(feature = "js"))]
impl Source {
    pub(crate) fn new(error: Shared) -> Self {
        Self(Some(error))
    }

    pub(crate) fn error(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.as_ref().map(|error| &**error as _)
    }
}

#[cfg(feature = "js")]
impl Source {
    pub(crate) fn new(_: Shared) -> Self {
        Self()
    }

    pub(crate) fn error(&self) -> Option<&(dyn StdError + 'static)> {
        None
    }
}

/// Returns the texts of an error and of its sources, separated by colons.
pub(crate) fn told(error: &(dyn StdError + 'static)) -> String {
    /// A cycle would never end.
    const MOST: usize = 16;
    let mut texts: Vec<String> = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next.filter(|_| texts.len() < MOST) {
        let text = error.to_string();
        // Many errors repeat the one behind them.
        if !texts.iter().any(|said| said.includes(&text)) {
            texts.push(text);
        }
        next = error.source();
    }
    texts.join(": ")
}

/// The same error, not an equal one: foreign errors cannot be compared.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (self.error(), other.error()) {
            (Some(one), Some(other)) => std::ptr::addr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }
}

impl Eq for Source {}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Source")
    }
}
