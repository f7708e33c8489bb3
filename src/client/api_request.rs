//! A request to a Docusign API.

use std::convert::Infallible;
use std::fmt;

use bytes::Bytes;

use crate::client::transport::Body;
use crate::error::{Code, Error, Result};
use crate::wire::{has_word, quoted};

/// A request for [`DocusignAuth::call`](crate::DocusignAuth::call). The client adds the access token.
///
/// ```
/// use docusign_jwt::ApiRequest;
///
/// let request = ApiRequest::post("/restapi/v2.1/accounts/{accountId}/envelopes")
///     .json(r#"{"status":"created","emailSubject":"Please sign"}"#);
/// # let _: ApiRequest = request;
/// ```
pub struct ApiRequest<S = Infallible> {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Body<S>,
}

impl<S> ApiRequest<S> {
    /// Creates a request with any method, such as `PATCH`.
    ///
    /// `target` is a path, in which `{accountId}` stands for the account, or a URL on a server of the account or of
    /// Docusign's APIs.
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        let (method, target) = (method.into(), target.into());
        Self { method, target, headers: Vec::new(), body: Body::Empty }
    }

    /// Creates a `GET` request.
    pub fn get(target: impl Into<String>) -> Self {
        Self::new("GET", target)
    }

    /// Creates a `POST` request.
    pub fn post(target: impl Into<String>) -> Self {
        Self::new("POST", target)
    }

    /// Creates a `PUT` request.
    pub fn put(target: impl Into<String>) -> Self {
        Self::new("PUT", target)
    }

    /// Creates a `DELETE` request.
    pub fn delete(target: impl Into<String>) -> Self {
        Self::new("DELETE", target)
    }

    /// Adds a header. The client sets `authorization`. The transport sets the headers of the connection.
    #[must_use]
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Sends these bytes. The client sends them again after a 401 or a 429.
    #[must_use]
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = Body::Bytes(body.into());
        self
    }

    /// Sends JSON, with the header `content-type`.
    #[must_use]
    pub fn json(self, json: impl Into<Bytes>) -> Self {
        self.header("content-type", "application/json").body(json)
    }

    /// Sends a body that can be sent only once, such as a stream. The client does not retry it: it returns a 401 or a
    /// 429 to the caller.
    #[must_use]
    pub fn stream(mut self, stream: S) -> Self {
        self.body = Body::Stream(stream);
        self
    }
}

/// Refuses invalid headers, and headers that control the connection, before anything is sent.
pub(crate) fn check_headers(headers: &[(String, String)]) -> Result<()> {
    let is_name = |name: &str| {
        let is_token = |c: u8| c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c);
        !name.is_empty() && name.bytes().all(is_token)
    };
    for (name, value) in headers {
        let what = if !is_name(name) {
            "is not a valid header name"
        } else if value.bytes().any(|c| c != b'\t' && c.is_ascii_control()) {
            "has a value with a control character"
        } else if has_word(
            "connection content-length host transfer-encoding",
            &name.to_ascii_lowercase(),
        ) {
            "is set by the transport"
        } else {
            continue;
        };
        let message = format!("The header \"{}\" {what}.", quoted(name, 60));
        return Err(Error::new(Code::OptionInvalid, message)
            .with_remedy("Change the header, or leave it out."));
    }
    Ok(())
}

impl<S> fmt::Debug for ApiRequest<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiRequest")
            .field("method", &self.method)
            .field("target", &self.target.split('?').next().unwrap_or_default())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odd_headers_are_named_and_their_values_are_not() {
        let check = |name: &str, value: &str| check_headers(&[(name.into(), value.into())]);
        for (name, value) in [("accept", "a/b"), ("X-Custom_1", ""), ("x", "é\tb")] {
            assert_eq!(check(name, value), Ok(()), "{name}");
        }
        for (name, value) in [
            ("", "SECRET"),
            ("a b", "SECRET"),
            ("a\r\nb", "SECRET"),
            ("ä", "SECRET"),
            ("x", "SECRET\r\nhost: evil.example"),
            ("x", "SECRET\0"),
            ("Host", "SECRET"),
            ("content-length", "SECRET"),
            ("Transfer-Encoding", "SECRET"),
        ] {
            let error = check(name, value).unwrap_err();
            assert_eq!(error.code(), Code::OptionInvalid, "{name}");
            assert!(!error.to_string().contains("SECRET") && !error.to_string().contains('\r'));
        }
    }
}
