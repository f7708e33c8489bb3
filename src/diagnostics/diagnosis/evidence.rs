//! What a diagnosis asks, and what it was told.

use crate::error::{Code, Error};

/// What to find out next.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Can the private key be read?
    Key,
    /// How far is the server's clock ahead of ours, by the `Date` of any answer?
    #[non_exhaustive]
    Clock {
        /// An address that needs no token.
        url: String,
    },
    /// Does an exchange bring a token?
    Token,
    /// Does userinfo name an account to work with?
    Account,
    /// Which of these scopes are refused when each is asked for alone?
    #[non_exhaustive]
    Scopes {
        /// The scopes, without `impersonation`.
        scopes: Vec<String>,
    },
    /// Which HTTP status has this page, the first, without following redirects?
    #[non_exhaustive]
    ConsentPage {
        /// Its address.
        url: String,
    },
    /// What does the same server, which is on this machine, say to assertions for these environments?
    ///
    /// No other server may be asked this: it could exchange such an assertion for a token at Docusign.
    #[non_exhaustive]
    Audience {
        /// The origin of the server.
        server: String,
        /// `demo` and `production`.
        environments: Vec<&'static str>,
    },
    /// What does the other environment say to the same integration key and private key?
    #[non_exhaustive]
    OtherEnvironment {
        /// `demo` or `production`.
        environment: &'static str,
    },
}

/// What was found out. `None` for an error means that it went well.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// Whether the private key can be read.
    Key {
        /// What went wrong.
        error: Option<Problem>,
    },
    /// The server's clock.
    Clock {
        /// How far it is ahead of ours, in milliseconds; none when no answer came or it had no `Date`.
        offset: Option<i64>,
    },
    /// Whether an exchange brings a token.
    Token {
        /// What went wrong.
        error: Option<Problem>,
    },
    /// Whether there is an account.
    Account {
        /// What went wrong.
        error: Option<Problem>,
    },
    /// Which scopes are refused.
    Scopes {
        /// Those of the scopes asked about.
        refused: Vec<String>,
    },
    /// What the consent page answers.
    ConsentPage {
        /// Its HTTP status; none when no answer came.
        status: Option<u16>,
    },
    /// What the server says to assertions for an environment.
    Audience {
        /// The name of the environment, and what went wrong with it.
        answers: Vec<(String, Option<Problem>)>,
    },
    /// What the other environment says.
    OtherEnvironment {
        /// What went wrong there.
        error: Option<Problem>,
    },
}

/// An error as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Its code.
    pub code: Code,
    /// What happened.
    pub message: String,
    /// What to do.
    pub remedy: String,
    /// Why there was no answer, in the words or by the code of the platform.
    pub reason: String,
    /// Whether what answered was a web page.
    pub is_page: bool,
    /// The variable that names a proxy for this server which this program does not use, such as `HTTPS_PROXY`.
    pub ignored_proxy: Option<String>,
}

impl From<&Error> for Problem {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code(),
            message: error.message().to_owned(),
            remedy: error.remedy().to_owned(),
            reason: String::new(),
            is_page: false,
            ignored_proxy: None,
        }
    }
}
