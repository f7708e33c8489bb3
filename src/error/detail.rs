//! The facts that some errors carry beside their message.

use crate::error::User;

/// What an error knows beside its message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Detail {
    /// What is needed for consent.
    Consent(ConsentNeeded),
    /// What Docusign answered.
    OAuth(OAuthAnswer),
    /// Why there was no answer.
    Network(NetworkFailure),
    /// The users that an e-mail fits.
    #[non_exhaustive]
    Candidates {
        /// The users, in the order of the answer.
        candidates: Vec<User>,
    },
    /// The accounts the user has, where the one asked for is not among them.
    #[non_exhaustive]
    Accounts {
        /// Their account IDs.
        accounts: Vec<String>,
    },
}

/// What somebody has to do before this token can be had.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConsentNeeded {
    /// The link for the user, for exactly the scopes and client asked for; absent without a redirect URI
    /// or for an application token.
    pub consent_url: Option<String>,
    /// How an administrator consents for his own organization, with the scopes to paste.
    pub admin_consent_help: String,
    /// The scopes that were asked for.
    pub scopes: Vec<String>,
    /// The user to impersonate; absent for an application token.
    pub user_id: Option<String>,
    /// The answer of the server.
    pub answer: OAuthAnswer,
}

/// An error answer in Docusign's own words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct OAuthAnswer {
    /// `error` of the OAuth body, or `errorCode` of the REST body.
    pub error: Option<String>,
    /// `error_description` of the OAuth body, or `message` of the REST body.
    pub error_description: Option<String>,
    /// The HTTP status; absent for a redirect.
    pub status: Option<u16>,
    /// How long to wait before the next try, in milliseconds, where the server said.
    pub retry_after: Option<u64>,
    /// The trace token or reference ID that Docusign's support asks for.
    pub trace: Option<String>,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct NetworkFailure {
    /// The time ran out.
    pub timeout: bool,
    /// The caller gave up.
    pub aborted: bool,
}
