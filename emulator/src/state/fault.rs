//! What goes wrong on demand.

use serde::Deserialize;

/// One rule; the first that applies to a request is used.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The beginning of the paths it is for.
    #[serde(default)]
    pub path: String,
    /// How many requests it is for; all if absent.
    pub times: Option<u64>,
    /// For which share of requests, from 0 to 1; all if absent.
    pub rate: Option<f64>,
    /// Waits before the answer.
    #[serde(default)]
    pub latency_ms: u64,
    /// Answers with this status.
    pub status: Option<u16>,
    /// Says to wait so many seconds.
    pub retry_after: Option<u64>,
    /// The body of that answer, or what else goes wrong.
    pub kind: Option<Kind>,
    /// `error` of that answer's body.
    pub error: Option<String>,
    /// `error_description` of that answer's body.
    pub error_description: Option<String>,
    /// `errorCode` of that answer's body, as the REST APIs have it.
    pub error_code: Option<String>,
    /// `message` of that answer's body.
    pub message: Option<String>,
    /// Where a redirect leads.
    pub location: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The connection breaks in the middle of the body.
    Cut,
    /// Bytes that are no JSON, as JSON.
    Garbage,
    /// A page.
    Html,
    /// Five megabytes.
    Huge,
    /// Nothing.
    Empty,
    /// A redirect.
    Redirect,
    /// No answer at all.
    Hang,
}
