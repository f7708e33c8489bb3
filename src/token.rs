//! Access tokens: read from the answer of the token endpoint, and when to renew them.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{Code, Error, Response, Result};

/// An access token and how long it lives.
///
/// `Debug` leaves the token out.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Token {
    /// The token, for the header `Authorization: Bearer`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// When it ends, in milliseconds since the epoch by the caller's clock.
    pub expires_at: u64,
    /// The scopes, where the answer names them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scopes: Option<Vec<String>>,
}

impl Token {
    /// When to get a new one: `margin` milliseconds before the end, or at half of its life where it
    /// lives shorter than twice that.
    #[must_use]
    pub fn renew_at(&self, received_at: u64, margin: u64) -> u64 {
        let life = self.expires_at.saturating_sub(received_at);
        self.expires_at - margin.min(life / 2)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Token")
            .field("expires_at", &self.expires_at)
            .field("scopes", &self.scopes)
            .finish_non_exhaustive()
    }
}

/// The tokens that come of an authorization code or a refresh token.
///
/// Docusign may answer a refresh with a new refresh token, and the old one then no longer works:
/// store the new one before the access token is used.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserTokens {
    /// The access token; it lives 8 hours.
    #[serde(flatten)]
    pub token: Token,
    /// The refresh token, which lives about 30 days.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
    /// The ID token, when `openid` was among the scopes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id_token: Option<String>,
}

impl fmt::Debug for UserTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserTokens").field("token", &self.token).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Answer {
    access_token: Option<String>,
    token_type: Option<String>,
    expires_in: Option<Seconds>,
    scope: Option<String>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(f64),
    Text(String),
}

/// No token lives longer; a larger number in the answer is a mistake.
const LONGEST_LIFE: f64 = 30.0 * 24.0 * 3600.0;

/// Reads the answer to a token request that was sent at `sent_at`, from when its life is counted.
pub(crate) fn read(response: &Response, sent_at: u64) -> Result<UserTokens> {
    let invalid = |what: &str| {
        let message = format!("The token endpoint answered {}, but {what}.", response.status());
        Error::new(Code::ResponseInvalid, message)
    };
    let answer: Answer = response.json("the token request")?;
    let access_token = answer.access_token.filter(|token| !token.is_empty());
    let access_token = access_token.ok_or_else(|| invalid("without an access_token"))?;
    if !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(invalid("the access_token has characters that fit in no header"));
    }
    let token_type = answer.token_type.unwrap_or_else(|| "Bearer".to_owned());
    if !token_type.eq_ignore_ascii_case("bearer") {
        return Err(invalid("token_type is not Bearer"));
    }
    let seconds = match answer.expires_in {
        Some(Seconds::Number(seconds)) => Some(seconds),
        Some(Seconds::Text(text)) => text.trim().parse().ok(),
        None => None,
    };
    let seconds = seconds.filter(|seconds| *seconds >= 1.0);
    let seconds = seconds.ok_or_else(|| invalid("expires_in is not a number of seconds"))?;
    let life = (seconds.min(LONGEST_LIFE) * 1000.0) as u64;
    let scopes = answer.scope.filter(|scope| !scope.trim().is_empty());
    let token = Token {
        access_token,
        token_type: "Bearer".to_owned(),
        expires_at: sent_at.saturating_add(life),
        scopes: scopes.map(|scope| scope.split_whitespace().map(str::to_owned).collect()),
    };
    Ok(UserTokens { token, refresh_token: answer.refresh_token, id_token: answer.id_token })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(body: &str) -> Result<UserTokens> {
        read(&Response::new(200, [("content-type".into(), "application/json".into())], body), 1000)
    }

    #[test]
    fn reads_what_docusign_answers() {
        let tokens =
            answered(r#"{"access_token":"eyJ0","token_type":"Bearer","expires_in":3600}"#).unwrap();
        assert_eq!(tokens.token.access_token, "eyJ0");
        assert_eq!(tokens.token.expires_at, 3_601_000);
        assert_eq!(tokens.token.scopes, None);
        assert_eq!(tokens.refresh_token, None);
        assert!(!format!("{tokens:?}").contains("eyJ0"));
    }

    #[test]
    fn a_success_without_a_usable_token_is_an_error() {
        for (body, code) in [
            ("", Code::ResponseNotJson),
            ("<html>", Code::ResponseNotJson),
            ("{\"access_token\":\"x\"", Code::ResponseNotJson),
            ("{}", Code::ResponseInvalid),
            ("[]", Code::ResponseInvalid),
            ("null", Code::ResponseInvalid),
            (r#"{"access_token":"","expires_in":3600}"#, Code::ResponseInvalid),
            (r#"{"access_token":"a\nb","expires_in":3600}"#, Code::ResponseInvalid),
            (r#"{"access_token":"x"}"#, Code::ResponseInvalid),
            (r#"{"access_token":"x","expires_in":0}"#, Code::ResponseInvalid),
            (r#"{"access_token":"x","expires_in":-5}"#, Code::ResponseInvalid),
            (r#"{"access_token":"x","expires_in":"soon"}"#, Code::ResponseInvalid),
            (r#"{"access_token":"x","expires_in":9,"token_type":"mac"}"#, Code::ResponseInvalid),
        ] {
            assert_eq!(answered(body).unwrap_err().code(), code, "{body}");
        }
    }

    #[test]
    fn an_absurd_life_is_cut() {
        let tokens = answered(r#"{"access_token":"x","expires_in":1e300}"#).unwrap();
        assert_eq!(tokens.token.expires_at, 1000 + 30 * 24 * 3_600_000);
    }

    #[test]
    fn renews_before_the_end() {
        let token = answered(r#"{"access_token":"x","expires_in":"3600"}"#).unwrap().token;
        assert_eq!(token.renew_at(1000, 600_000), 3_001_000);
        assert_eq!(token.renew_at(1000, 9_000_000), 1_801_000);
    }
}
