//! Docusign Connect: who is told of what, and what was told.

use serde::{Deserialize, Serialize};

/// Something that happened to an envelope, or to one of its recipients.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// Such as `envelope-completed`.
    pub event: &'static str,
    /// The number of the recipient, in events of one.
    pub recipient: Option<usize>,
}

/// Who is told of events: of all envelopes of an account, or of one envelope.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subscription {
    pub url: String,
    /// The events; all if empty.
    #[serde(default)]
    pub events: Vec<String>,
    /// What is in a message beside IDs: `recipients`, `documents`.
    #[serde(default)]
    pub include_data: Vec<String>,
    /// Whether messages are signed with the keys of the account.
    #[serde(default = "yes", rename = "includeHMAC")]
    pub include_hmac: bool,
    /// The number in each message; any number if absent.
    #[serde(default)]
    pub configuration_id: u32,
}

const fn yes() -> bool {
    true
}

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// Tells the status of the response to a message, or why there is none.
pub type Report = Box<dyn FnOnce(Result<u16, String>) + Send>;

/// A message that was sent, and what came of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    #[serde(skip)]
    pub number: u64,
    pub at: u64,
    pub url: String,
    pub event: &'static str,
    pub envelope_id: String,
    pub headers: std::collections::BTreeMap<String, String>,
    pub body: String,
    /// The status of the response; nothing while it is under way, and where none came.
    pub status: Option<u16>,
    pub error: Option<String>,
}
