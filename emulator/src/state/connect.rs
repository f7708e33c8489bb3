//! Docusign Connect: subscribers and messages.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An event of an envelope or a recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// The name, such as `envelope-completed`.
    pub event: &'static str,
    /// The number of the recipient, in recipient events.
    pub recipient: Option<usize>,
}

/// A subscriber to the events of an account or of one envelope.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subscription {
    pub url: String,
    /// The events; all if empty.
    #[serde(default)]
    pub events: Vec<String>,
    /// The additional content of a message: `recipients`, `documents`.
    #[serde(default)]
    pub include_data: Vec<String>,
    /// Whether messages are signed with the keys of the account.
    #[serde(default = "yes", rename = "includeHMAC")]
    pub include_hmac: bool,
    /// The number in each message; an arbitrary one if absent.
    #[serde(default)]
    pub configuration_id: u32,
    /// Whether a message without a 2xx response is retried.
    #[serde(default)]
    pub requires_acknowledgement: bool,
}

const fn yes() -> bool {
    true
}

/// A message for a listener, for all its attempts.
pub struct Message {
    /// The number of the message, in order of events.
    pub number: u64,
    /// The subscription.
    pub listener: String,
    pub url: String,
    pub account: String,
    pub envelope_id: String,
    pub event: &'static str,
    pub include_hmac: bool,
    pub needs_acknowledgement: bool,
    /// The body without the number of the attempt.
    pub body: Value,
    /// The length of the body, in bytes.
    pub size: usize,
    /// The number of failed attempts.
    pub retries: u32,
    /// Whether it has waited in a queue.
    pub waited: bool,
}

/// A message in delivery.
#[derive(Clone, Debug)]
pub struct Delivery {
    pub url: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

/// Reports the status of the response, or why there is none.
pub type Report = Box<dyn FnOnce(Result<u16, String>) + Send>;

/// An attempt to deliver a message, with its result.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    #[serde(skip)]
    pub number: u64,
    pub at: u64,
    pub url: String,
    pub event: &'static str,
    pub envelope_id: String,
    /// The number of earlier attempts.
    pub retry_count: u32,
    pub headers: std::collections::BTreeMap<String, String>,
    pub body: String,
    /// The status of the response; `None` during delivery, or without a response.
    pub status: Option<u16>,
    pub error: Option<String>,
}
