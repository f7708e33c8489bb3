//! The options of an API call: method, target, account, body.

use std::fmt;

use crate::wire::path_of;

/// The options of an API call.
///
/// `Debug` leaves the query out.
///
/// ```
/// use docusign_jwt::CallOptions;
///
/// let list = CallOptions::get("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
/// assert!(list.replayable);
/// let upload = CallOptions::new("POST", "/restapi/v2.1/accounts/{accountId}/envelopes")
///     .with_account("acc00000-0000-4000-8000-000000000001")
///     .with_replayable(false);
/// assert!(!upload.replayable);
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CallOptions {
    /// The HTTP method; `GET` if empty.
    pub method: String,
    /// A path, in which `{accountId}` is replaced, or a URL on an allowed server.
    pub target: String,
    /// The account. If not set: the account in the path, the client's account, or the user's default account.
    pub account_id: Option<String>,
    /// Whether the body can be sent a second time; a stream cannot. `GET`, `HEAD` and `OPTIONS` have no body and are
    /// always retried.
    pub replayable: bool,
}

impl CallOptions {
    /// Creates a `GET` of a path or a URL.
    #[must_use]
    pub fn get(target: impl Into<String>) -> Self {
        Self::new("GET", target)
    }

    /// Creates a call with a body that can be sent a second time.
    #[must_use]
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self { method: method.into(), target: target.into(), account_id: None, replayable: true }
    }

    /// Sets the account.
    #[must_use]
    pub fn with_account(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Sets whether the body can be sent a second time: `false` for a stream.
    #[must_use]
    pub fn with_replayable(mut self, replayable: bool) -> Self {
        self.replayable = replayable;
        self
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("method", &self.method)
            .field("target", &path_of(&self.target))
            .field("account_id", &self.account_id)
            .field("replayable", &self.replayable)
            .finish()
    }
}
