//! Requests that the caller sends, and responses that the caller reports. Nothing here does I/O.

use std::fmt;

use zeroize::Zeroizing;

use crate::error::{Code, Error, Result};
use crate::wire::{Find, Json, Misshapen, Syntax, http_date, path_of, quotable};

/// An HTTP request for the caller to send, exactly as it is and without following redirects.
///
/// `Debug` leaves out the body and the `authorization` header, which may hold a secret. The body is wiped.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Option<Zeroizing<String>>,
}

impl Request {
    pub(crate) fn get(url: String) -> Self {
        let headers = vec![("accept", "application/json".to_owned())];
        Self { method: "GET", url, headers, body: None }
    }

    /// A form post, with the headers that Docusign's own SDKs send.
    pub(crate) fn form(url: String, fields: &[(&str, &str)]) -> Self {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let headers = vec![
            ("accept", "application/json".to_owned()),
            ("content-type", "application/x-www-form-urlencoded".to_owned()),
            ("cache-control", "no-store".to_owned()),
        ];
        Self { method: "POST", url, headers, body: Some(Zeroizing::new(body)) }
    }

    #[must_use]
    pub(crate) fn with_header(mut self, name: &'static str, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The method, in capitals.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method
    }

    /// The absolute URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers, with names in lower case.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.headers.iter().map(|(name, value)| (*name, value.as_str()))
    }

    /// The body, if there is one.
    #[must_use]
    pub fn body(&self) -> Option<&str> {
        self.body.as_ref().map(|body| body.as_str())
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = path_of(&self.url);
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("url", &url)
            .finish_non_exhaustive()
    }
}

/// An HTTP response that the caller received.
///
/// `Debug` leaves out headers and body, which may hold a token. The body is wiped.
#[derive(Clone, Default)]
pub struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: Zeroizing<String>,
}

/// In seconds.
const HOUR: u64 = 3600;

impl Response {
    /// A response: status, headers (names in any case), body as text. A redirect that a browser hides
    /// (`opaqueredirect`) has the status 0.
    pub fn new(
        status: u16,
        headers: impl IntoIterator<Item = (String, String)>,
        body: impl Into<String>,
    ) -> Self {
        let headers = headers.into_iter().map(|(name, value)| (name.to_ascii_lowercase(), value));
        Self { status, headers: headers.collect(), body: Zeroizing::new(body.into()) }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(have, _)| have == name);
        found.map(|(_, value)| value.as_str())
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &str {
        &self.body
    }

    /// Whether the status is 2xx.
    #[must_use]
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn is_redirect(&self) -> bool {
        self.status == 0 || (300..400).contains(&self.status)
    }

    /// Whether another try may help: too many requests, or a failure of the server.
    pub(crate) fn is_transient(&self) -> bool {
        matches!(self.status, 408 | 429 | 500..=599)
    }

    /// The server's clock, in milliseconds since the epoch.
    pub(crate) fn date(&self) -> Option<u64> {
        http_date(self.header("date")?)
    }

    /// How long the server asks to wait, in milliseconds: `Retry-After` as seconds or as a date
    /// (RFC 9110, section 10.2.3), or Docusign's `X-RateLimit-Reset` on a 429: the end of the hour in
    /// seconds since the epoch, or, according to Docusign's blog, the rest of the hour. It has no meaning if the limit of
    /// 30 seconds was exceeded, or if it is in the past.
    pub(crate) fn retry_after(&self, now: u64) -> Option<u64> {
        if let Some(value) = self.header("retry-after") {
            let value = value.trim();
            return match value.parse::<u64>() {
                Ok(seconds) => Some(seconds.saturating_mul(1000)),
                Err(_) => {
                    let server_now = self.date().unwrap_or(now);
                    http_date(value).map(|until| until.saturating_sub(server_now))
                }
            };
        }
        let of_hour = self.header("x-ratelimit-remaining").is_none_or(|left| left.trim() == "0");
        if self.status != 429 || !of_hour {
            return None;
        }
        let reset: u64 = self.header("x-ratelimit-reset")?.trim().parse().ok()?;
        let millis = reset.saturating_mul(1000);
        let left =
            if reset <= HOUR { millis } else { millis.saturating_sub(self.date().unwrap_or(now)) };
        Some(left).filter(|left| *left > 0)
    }

    /// The ID that Docusign's support asks for.
    pub(crate) fn trace(&self) -> Option<String> {
        let trace = self.header("x-docusign-tracetoken")?;
        Some(quotable(trace))
    }

    /// The body of a success as JSON: status first, then content type, then body.
    pub(crate) fn json(&self, what: &str) -> Result<Json<'_>> {
        if let Some(content_type) = self.header("content-type")
            && !content_type.to_ascii_lowercase().includes("json")
        {
            let kind: String = content_type.chars().take(60).collect();
            let message = format!("The response to {what} is \"{kind}\", not JSON.");
            return Err(Error::new(Code::ResponseNotJson, message));
        }
        Json::parse(&self.body).map_err(|_: Syntax| {
            let what = format!("The response to {what} (status {}) is not JSON.", self.status);
            Error::new(Code::ResponseNotJson, what)
        })
    }

    /// The body of a success, converted by `read`.
    pub(crate) fn read<T>(
        &self,
        what: &str,
        read: fn(&Json<'_>) -> Result<T, Misshapen>,
    ) -> Result<T> {
        read(&self.json(what)?).map_err(|Misshapen| {
            let message = format!("The response to {what} does not have the expected fields.");
            Error::new(Code::ResponseInvalid, message)
        })
    }

    pub(crate) fn redirected(&self, what: &str) -> Error {
        let message = format!("The response to {what} is a redirect (status {}).", self.status);
        Error::new(Code::ResponseRedirected, message)
    }
}

impl fmt::Debug for Response {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response").field("status", &self.status).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn response(status: u16, headers: &[(&str, &str)]) -> Response {
        let headers = headers.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned()));
        Response::new(status, headers, "")
    }

    #[test]
    fn waits_as_the_server_says() {
        let date = ("Date", "Tue, 24 Nov 2026 12:00:00 GMT");
        let now = 1_795_521_600_000;
        assert_eq!(response(429, &[("Retry-After", "7")]).retry_after(now), Some(7000));
        let until = ("Retry-After", "Tue, 24 Nov 2026 12:00:30 GMT");
        assert_eq!(response(503, &[date, until]).retry_after(0), Some(30_000));
        assert_eq!(response(503, &[until]).retry_after(now), Some(30_000));
        let reset = ("X-RateLimit-Reset", "1795521645");
        assert_eq!(response(429, &[date, reset]).retry_after(0), Some(45_000));
        let (none, some) = (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Remaining", "2799"));
        assert_eq!(response(429, &[date, reset, none]).retry_after(0), Some(45_000));
        assert_eq!(response(429, &[date, reset, some]).retry_after(0), None);
        assert_eq!(response(200, &[date, reset]).retry_after(0), None);
        let left = ("X-RateLimit-Reset", "1200");
        assert_eq!(response(429, &[date, left, none]).retry_after(now), Some(1_200_000));
        for past in ["1795521600", "1795521599", "0", "-5", "soon", ""] {
            let reset = ("X-RateLimit-Reset", past);
            assert_eq!(response(429, &[date, reset, none]).retry_after(now), None, "{past}");
        }
        assert_eq!(response(429, &[("Retry-After", "soon")]).retry_after(now), None);
        assert_eq!(
            response(429, &[("Retry-After", "99999999999999999999")]).retry_after(now),
            None
        );
    }

    #[test]
    fn debug_hides_secrets() {
        let request = Request::form("https://x/oauth/token?code=SECRET".into(), &[("a", "SECRET")])
            .with_header("authorization", "Bearer SECRET".into());
        let response = Response::new(200, [("set-cookie".into(), "SECRET".into())], "SECRET");
        assert!(!format!("{request:?}{response:?}").contains("SECRET"));
    }
}
