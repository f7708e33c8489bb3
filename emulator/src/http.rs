//! Requests and responses in Docusign's format.

mod access;
pub mod date;
mod envelope;
mod json_body;
mod origin;
mod reach;
mod response;
mod site;

pub use access::access;
pub use envelope::{envelope_json, signer_json};
pub use json_body::JsonBody;
pub use origin::{Origin, Scheme, host};
pub use reach::Reach;
pub use response::{Note, json_response, json_text, noted, oauth_error, rest_error};
pub use site::Site;
