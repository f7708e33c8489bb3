//! Reports on assertions: their claims, and what Docusign would refuse. The signature is not verified.

mod findings;

use crate::config::Environment;
use crate::error::{Code, Error, Result};
use crate::wire::{Find, Json};
use base64ct::{Base64UrlUnpadded, Encoding};
use findings::Findings;

pub use findings::AssertionWarning;

/// A decoded assertion, with warnings.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AssertionReport {
    /// The header, as a JSON object.
    pub header: String,
    /// The claims, as a JSON object.
    pub claims: String,
    /// The warnings, the likeliest cause of a refusal first.
    pub warnings: Vec<AssertionWarning>,
}

impl AssertionReport {
    /// Decodes a compact JWS, and checks it at `now` (milliseconds since the epoch) for `environment`, if given. The
    /// body of a token request is accepted too. Quotes, spaces and line breaks are ignored.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for a text that is not a JWT in compact form.
    ///
    /// ```
    /// use docusign_jwt::{AssertionReport, Environment};
    ///
    /// // {"alg":"none"} . {"sub":"ann@example.com"} . (no signature)
    /// let assertion = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhbm5AZXhhbXBsZS5jb20ifQ.";
    /// let report = AssertionReport::read(assertion, 1_795_521_600_000, Some(&Environment::demo()))?;
    /// let fields: Vec<_> = report.warnings.iter().map(|warning| warning.field).collect();
    /// assert_eq!(fields, ["alg", "iss", "sub", "aud", "exp", "scope", "signature"]);
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn read(assertion: &str, now: u64, environment: Option<&Environment>) -> Result<Self> {
        let assertion = bare(assertion);
        let mut parts = assertion.split('.');
        let (Some(header), Some(claims), Some(signature), None) =
            (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(malformed("it does not have three dot-separated parts"));
        };
        let header =
            decoded(header).ok_or_else(|| malformed("its header is not base64url-encoded JSON"))?;
        let claims = decoded(claims)
            .ok_or_else(|| malformed("its claims are not base64url-encoded JSON"))?;
        let object = |text| Json::parse(text).unwrap_or(Json::Null);
        let now = i64::try_from(now / 1000).unwrap_or(i64::MAX);
        let mut found = Findings { claims: object(&claims), now, warnings: Vec::new() };
        found.header(&object(&header));
        found.parties(environment);
        found.times();
        found.scope();
        if signature.is_empty() {
            found.warn("signature", "is missing");
        }
        let warnings = found.warnings;
        Ok(Self { header, claims, warnings })
    }
}

/// Removes the text around an assertion in a form body, in code or in a terminal.
fn bare(text: &str) -> String {
    let text = text.cut("assertion=").map_or(text, |(_, rest)| rest);
    let text = text.split('&').next().unwrap_or_default();
    text.chars().filter(|c| !c.is_whitespace() && !['"', '\'', '`'].contains(c)).collect()
}

/// Decodes a part, if it is a JSON object.
fn decoded(part: &str) -> Option<String> {
    let text = String::from_utf8(Base64UrlUnpadded::decode_vec(part).ok()?).ok()?;
    let is_object = matches!(Json::parse(&text), Ok(Json::Object(_)));
    is_object.then_some(text)
}

fn malformed(what: &str) -> Error {
    let message = format!("This is not an assertion in compact form: {what}.");
    Error::new(Code::OptionInvalid, message)
        .with_remedy("Paste the whole assertion, without the field name and without line breaks.")
}

#[cfg(test)]
mod tests;
