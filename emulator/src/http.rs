//! Requests and responses in Docusign's format.

mod access;
mod answer;
pub mod date;
mod envelope;
mod json_body;
mod origin;
mod reach;
mod site;

pub use access::access;
pub use answer::{Note, json_answer, json_text, noted, oauth_error, rest_error};
pub use envelope::{envelope_json, signer_json};
pub use json_body::JsonBody;
pub use origin::{Origin, Scheme, host};
pub use reach::Reach;
pub use site::Site;
