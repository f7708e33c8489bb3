//! Docusign Connect: who is told of what, and what was told.

use serde::{Deserialize, Serialize};
use serde_json::Value;

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
    /// Whether a message that the application did not answer with 2xx is tried again.
    #[serde(default)]
    pub requires_acknowledgement: bool,
}

const fn yes() -> bool {
    true
}

/// What is to be told to a listener, at this try and at later ones.
pub struct Message {
    /// Counts the messages in the order in which they happened.
    pub number: u64,
    /// Which subscription it is for.
    pub listener: String,
    pub url: String,
    pub account: String,
    pub envelope_id: String,
    pub event: &'static str,
    pub include_hmac: bool,
    pub needs_acknowledgement: bool,
    /// The body, but for the number of the try.
    pub body: Value,
    /// How long the body is, in bytes.
    pub size: usize,
    /// How often it was tried without success.
    pub retries: u32,
    /// Whether it has waited in a queue.
    pub waited: bool,
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

/// One try of a message, and what came of it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    #[serde(skip)]
    pub number: u64,
    pub at: u64,
    pub url: String,
    pub event: &'static str,
    pub envelope_id: String,
    /// How often the message was tried before.
    pub retry_count: u32,
    pub headers: std::collections::BTreeMap<String, String>,
    pub body: String,
    /// The status of the response; nothing while it is under way, and where none came.
    pub status: Option<u16>,
    pub error: Option<String>,
}
