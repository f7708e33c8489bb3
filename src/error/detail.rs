//! Facts that some errors carry for the program.

use crate::error::User;

/// Facts for the program, beyond the message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// What the user needs to consent.
    Consent(ConsentNeeded),
    /// The error response of Docusign.
    OAuth(ErrorResponse),
    /// Why no response arrived.
    Network(NetworkFailure),
    /// The users with the e-mail address.
    #[non_exhaustive]
    Candidates {
        /// The users, in the order of the response.
        candidates: Vec<User>,
    },
    /// The accounts of the user, if the requested account is not among them.
    #[non_exhaustive]
    Accounts {
        /// Their account IDs.
        accounts: Vec<String>,
    },
}

/// What the user needs to consent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConsentNeeded {
    /// The consent URL for these scopes and this client; `None` without a redirect URI or for an application token.
    pub consent_url: Option<String>,
    /// Instructions for an administrator who consents for their own organization, with the scopes to paste.
    pub admin_consent_help: String,
    /// The requested scopes.
    pub scopes: Vec<String>,
    /// The user to impersonate; `None` for an application token.
    pub user_id: Option<String>,
    /// The error response of the server.
    pub answer: ErrorResponse,
}

/// An error response in Docusign's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorResponse {
    /// `error` of the OAuth body, or `errorCode` of the REST body.
    pub error: Option<String>,
    /// `error_description` of the OAuth body, or `message` of the REST body.
    pub error_description: Option<String>,
    /// The HTTP status; `None` for a redirect.
    pub status: Option<u16>,
    /// How long to wait before the next request, in milliseconds, if the server said so.
    pub retry_after: Option<u64>,
    /// The trace token or reference ID that Docusign's support asks for.
    pub trace: Option<String>,
}

/// The same under its earlier name.
#[doc(hidden)]
pub type OAuthAnswer = ErrorResponse;

/// Why no response arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NetworkFailure {
    /// The time ran out.
    pub timeout: bool,
    /// The caller canceled the call.
    pub aborted: bool,
}
