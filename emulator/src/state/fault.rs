//! Faults on demand.

use serde::Deserialize;

/// A rule. The first matching rule of a request counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The prefix of matching paths.
    #[serde(default)]
    pub path: String,
    /// The number of requests; all if absent.
    pub times: Option<u64>,
    /// The share of requests, from 0 to 1; all if absent.
    pub rate: Option<f64>,
    /// The delay before the response.
    #[serde(default)]
    pub latency_ms: u64,
    /// The status of the response.
    pub status: Option<u16>,
    /// The `Retry-After` header, in seconds.
    pub retry_after: Option<u64>,
    /// The body of the response, or another fault.
    pub kind: Option<Kind>,
    /// `error` in the body.
    pub error: Option<String>,
    /// `error_description` in the body.
    pub error_description: Option<String>,
    /// `errorCode` in the body, as in the REST APIs.
    pub error_code: Option<String>,
    /// `message` in the body.
    pub message: Option<String>,
    /// The target of a redirect.
    pub location: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The connection breaks in the middle of the body.
    Cut,
    /// Invalid JSON.
    Garbage,
    /// A web page.
    Html,
    /// Five megabytes.
    Huge,
    /// An empty body.
    Empty,
    /// A redirect.
    Redirect,
    /// No response.
    Hang,
}
