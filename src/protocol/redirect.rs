//! The address that the browser comes back with after login and consent (RFC 6749, section 4.1.2).

use std::fmt;

use percent_encoding::percent_decode_str;
use subtle::ConstantTimeEq;

use crate::error::{Code, Detail, Error, ErrorResponse, Result};
use crate::wire::{Find, has_word, quotable};

/// What a successful redirect brings.
///
/// For the JWT grant there is nothing to do with it: that it came is the consent. `Debug` leaves code and
/// tokens out.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Redirect {
    /// The authorization code, for an exchange within 2 minutes.
    pub code: Option<String>,
    /// The state that was sent.
    pub state: Option<String>,
    /// The access token of the response type `token`.
    pub access_token: Option<String>,
    /// The ID token of the response type `token`.
    pub id_token: Option<String>,
    /// How long that access token lives, in seconds, as the address says it.
    pub expires_in: Option<u64>,
}

impl fmt::Debug for Redirect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Redirect")
            .field("code", &self.code.is_some())
            .field("access_token", &self.access_token.is_some())
            .finish_non_exhaustive()
    }
}

/// No address is longer.
const LONGEST: usize = 32_768;

/// Reads the address: a whole URL, its path and query, the query alone, or a fragment. With
/// `expected_state`, the state is compared before anything else is believed.
///
/// # Errors
/// [`Code::StateMismatch`]; [`Code::ConsentDenied`]; [`Code::RedirectFailed`] with Docusign's words;
/// [`Code::RedirectMalformed`] for any other address.
///
/// ```
/// use docusign_jwt::{Code, read_redirect};
///
/// let url = "https://example.com/callback?code=abc&state=xyz";
/// assert_eq!(read_redirect(url, Some("xyz"))?.code.as_deref(), Some("abc"));
/// assert_eq!(read_redirect(url, Some("zyx")).unwrap_err().code(), Code::StateMismatch);
///
/// let denied = read_redirect("?error=access_denied&state=xyz", Some("xyz")).unwrap_err();
/// assert_eq!(denied.code(), Code::ConsentDenied);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub fn read_redirect(url: &str, expected_state: Option<&str>) -> Result<Redirect> {
    let parameters = Parameters::read(url)?;
    if !parameters.are_of_redirect() {
        return Err(malformed("it has neither a code nor an error"));
    }
    let state = parameters.one("state")?;
    if let Some(expected) = expected_state {
        check_state(state.as_deref(), expected)?;
    }
    if let Some(error) = parameters.one("error")? {
        let description = match parameters.one("error_description")? {
            Some(description) => Some(description),
            None => parameters.one("error_message")?,
        };
        return Err(refused(&error, description.as_deref()));
    }
    let redirect = Redirect {
        code: parameters.one("code")?,
        state,
        access_token: parameters.one("access_token")?,
        id_token: parameters.one("id_token")?,
        expires_in: parameters.one("expires_in")?.and_then(|text| text.parse().ok()),
    };
    if redirect.code.is_none() && redirect.access_token.is_none() {
        return Err(malformed("it has neither a code nor an error"));
    }
    Ok(redirect)
}

fn check_state(state: Option<&str>, expected: &str) -> Result<()> {
    let same = state.is_some_and(|state| bool::from(state.as_bytes().ct_eq(expected.as_bytes())));
    if same && !expected.is_empty() {
        return Ok(());
    }
    let what = match state {
        _ if expected.is_empty() => "The expected state is empty.",
        None => "The redirect has no state.",
        Some(_) => "The state of the redirect differs from the one that was sent.",
    };
    Err(Error::new(Code::StateMismatch, what))
}

/// The words by which a redirect says that somebody declined.
pub(crate) const DENIED: &str = "access_denied consent_denied user_denied";

fn refused(error: &str, description: Option<&str>) -> Error {
    let response = ErrorResponse {
        error: Some(quotable(error)),
        error_description: description.map(quotable),
        ..Default::default()
    };
    let words: Vec<&str> = [response.error.as_deref(), response.error_description.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    let message = format!("Docusign redirected with {}.", words.join(" / ").trim_end_matches('.'));
    let denied = has_word(DENIED, error);
    let code = if denied { Code::ConsentDenied } else { Code::RedirectFailed };
    Error::new(code, message).with_detail(Detail::OAuth(response))
}

struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// The parameters of query and fragment.
    fn read(url: &str) -> Result<Self> {
        let url = url.trim();
        if url.len() > LONGEST {
            return Err(malformed("it is too long"));
        }
        let (before, fragment) = url.split_once('#').unwrap_or((url, ""));
        let query = match before.split_once('?') {
            Some((_, query)) => query,
            None if before.includes_char('=') && !before.contains(['/', ':']) => before,
            None => "",
        };
        let mut parameters = Vec::new();
        for pair in query.split('&').chain(fragment.split('&')).filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            parameters.push((decoded(name)?, decoded(value)?));
        }
        Ok(Self(parameters))
    }

    /// Whether one of them belongs to a redirect. An address without any is a mistake, not an attack.
    fn are_of_redirect(&self) -> bool {
        let known = ["state", "code", "error", "access_token"];
        self.0.iter().any(|(name, _)| known.contains(&name.as_str()))
    }

    /// The value of a parameter. A repeated parameter is ambiguous: an attack or a mistake.
    fn one(&self, name: &str) -> Result<Option<String>> {
        let mut values = self.0.iter().filter(|(have, _)| have == name).map(|(_, value)| value);
        let first = values.next();
        if values.next().is_some() {
            return Err(malformed(&format!("it has more than one {name}")));
        }
        Ok(first.filter(|value| !value.is_empty()).cloned())
    }
}

fn decoded(text: &str) -> Result<String> {
    let text = text.replace('+', " ");
    let valid = text
        .split('%')
        .skip(1)
        .all(|rest| rest.len() >= 2 && rest.bytes().take(2).all(|byte| byte.is_ascii_hexdigit()));
    let decoded = percent_decode_str(&text).decode_utf8();
    match decoded {
        Ok(decoded) if valid => Ok(decoded.into_owned()),
        _ => Err(malformed("its percent-encoding is invalid")),
    }
}

fn malformed(what: &str) -> Error {
    Error::new(Code::RedirectMalformed, format!("This is not a Docusign redirect: {what}."))
}

/// A redirect URI must be absolute, without a fragment (RFC 6749, section 3.1.2).
pub(crate) fn check_redirect_uri(uri: &str) -> Result<()> {
    let what = if uri.is_empty() {
        "is empty"
    } else if uri.len() > 2000 {
        "is longer than 2000 characters"
    } else if uri.contains(|c: char| c.is_whitespace() || c.is_control()) {
        "contains a space or a control character"
    } else if uri.contains(|c: char| "\\\"'<>{}|^`".includes_char(c)) {
        "contains a character that is not allowed in a URI, such as a quote or a brace"
    } else if !has_scheme(uri) {
        "does not start with a scheme, such as https://"
    } else if !has_host(uri) {
        "has no host"
    } else if uri.includes_char('*') {
        "has a wildcard, which Docusign does not support"
    } else if uri.includes_char('#') {
        "has a fragment"
    } else {
        return Ok(());
    };
    Err(Error::new(Code::RedirectUriInvalid, format!("The redirect URI {what}.")))
}

/// `localhost:3000/callback` has no scheme: a port follows the colon.
fn has_scheme(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    let fits = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let port = rest.split(['/', '?']).next().unwrap_or_default();
    let is_port = !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit());
    fits && !rest.is_empty() && !is_port
}

/// An address of the web needs one; the scheme of an app, such as `myapp:/callback`, does not.
fn has_host(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else { return false };
    if !["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web)) {
        return true;
    }
    rest.strip_prefix("//")
        .is_some_and(|host| !host.is_empty() && !host.starts_with(['/', '?', '#', ':', '.']))
}

#[cfg(test)]
mod tests;
