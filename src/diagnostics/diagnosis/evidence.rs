//! The questions and the evidence of a diagnosis.

use crate::error::{Code, Error};

/// A question to the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Question {
    /// Can the private key be read?
    Key,
    /// How far is the server's clock ahead of ours, by the `Date` of any response?
    #[non_exhaustive]
    Clock {
        /// A URL that needs no token.
        url: String,
    },
    /// Does a token request succeed?
    Token,
    /// Does userinfo return a usable account?
    Account,
    /// Which of these scopes does Docusign refuse, each in its own request?
    #[non_exhaustive]
    Scopes {
        /// The scopes, without `impersonation`.
        scopes: Vec<String>,
    },
    /// Which HTTP status does this page return, without redirects?
    #[non_exhaustive]
    ConsentPage {
        /// The URL.
        url: String,
    },
    /// How does this server on this machine respond to assertions for these environments?
    ///
    /// Never ask any other server: it could get a token from Docusign with such an assertion.
    #[non_exhaustive]
    Audience {
        /// The origin of the server.
        server: String,
        /// `demo` and `production`.
        environments: Vec<&'static str>,
    },
    /// How does the other environment respond to the same integration key and private key?
    #[non_exhaustive]
    OtherEnvironment {
        /// `demo` or `production`.
        environment: &'static str,
    },
}

/// An answer to a question. `None` as the error means success.
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
        /// How far it is ahead of ours, in milliseconds; `None` without a response or without a `Date`.
        offset: Option<i64>,
    },
    /// Whether a token request succeeds.
    Token {
        /// What went wrong.
        error: Option<Problem>,
    },
    /// Whether userinfo returns an account.
    Account {
        /// What went wrong.
        error: Option<Problem>,
    },
    /// The scopes that Docusign refuses.
    Scopes {
        /// The refused scopes.
        refused: Vec<String>,
    },
    /// The response of the consent page.
    ConsentPage {
        /// Its HTTP status; `None` without a response.
        status: Option<u16>,
    },
    /// The server's response to assertions for each environment.
    Audience {
        /// The name of the environment, and its error.
        answers: Vec<(String, Option<Problem>)>,
    },
    /// The response of the other environment.
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
    /// Why no response arrived: the platform's message or code.
    pub reason: String,
    /// Whether the response was a web page.
    pub is_page: bool,
    /// The variable of a proxy that this program does not use, such as `HTTPS_PROXY`.
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
