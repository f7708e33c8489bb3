#![doc = "Docusign OAuth JWT Grant."]
#![forbid(unsafe_code)]

mod error;
mod users;

pub use error::{Code, ConsentNeeded, Detail, Error, ErrorKind, NetworkFailure, OAuthAnswer, Result};
pub use users::User;
