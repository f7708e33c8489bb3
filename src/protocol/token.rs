//! Access tokens: reading them from a token response, and when to renew them.

use std::fmt;

use crate::error::{Code, Error, Result};
use crate::protocol::http::Response;
use crate::wire::{Json, Misshapen, Object, quoted};

/// An access token with its expiry time.
///
/// `Debug` leaves the token out, and so does `Serialize` of the feature `serde`;
/// [`StoredToken::to_json`](crate::StoredToken::to_json) writes it.
#[derive(Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Token {
    /// The token, for the header `Authorization: Bearer`.
    #[cfg_attr(feature = "serde", serde(skip))]
    pub access_token: String,
    /// `Bearer` for a user; `Application` or `Bearer` for an application without a user.
    pub token_type: String,
    /// When it expires, in milliseconds since the epoch by the caller's clock.
    pub expires_at: u64,
    /// The scopes, if the response names them.
    pub scopes: Option<Vec<String>>,
}

impl Token {
    /// Creates a token of the type `Bearer` that expires at `expires_at`, in milliseconds since the epoch.
    ///
    /// ```
    /// use docusign_jwt::Token;
    ///
    /// let token = Token::new("eyJ0", 1_795_525_200_000);
    /// assert_eq!(token.token_type, "Bearer");
    /// assert!(!format!("{token:?}").contains("eyJ0"));
    /// ```
    #[must_use]
    pub fn new(access_token: impl Into<String>, expires_at: u64) -> Self {
        let (access_token, token_type) = (access_token.into(), TOKEN_TYPES[0].to_owned());
        Self { access_token, token_type, expires_at, scopes: None }
    }

    /// Returns when to get a new token: `margin` milliseconds before it expires. A token that lasts less than twice
    /// the margin is renewed after half of its lifetime.
    #[must_use]
    pub fn renew_at(&self, received_at: u64, margin: u64) -> u64 {
        let life = self.expires_at.saturating_sub(received_at);
        self.expires_at - margin.min(life / 2)
    }

    /// Reads what [`write`](Self::write) wrote.
    pub(crate) fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        Ok(Self {
            access_token: json.needed_text("accessToken")?,
            token_type: json.needed_text("tokenType")?,
            expires_at: json.needed_whole("expiresAt")?,
            scopes: json.member("scopes")?.map(Json::texts).transpose()?,
        })
    }

    pub(crate) fn write(&self, object: &mut Object) {
        object.text("accessToken", &self.access_token);
        object.text("tokenType", &self.token_type);
        object.number("expiresAt", self.expires_at);
        if let Some(scopes) = &self.scopes {
            object.texts("scopes", &mut scopes.iter().map(String::as_str));
        }
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

/// The tokens for an authorization code or a refresh token.
///
/// Docusign may return a new refresh token, and the old one then stops working: store the new one before you use the
/// access token.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserTokens {
    /// The access token, which lasts 8 hours.
    pub token: Token,
    /// The refresh token, which lasts about 30 days.
    pub refresh_token: Option<String>,
    /// The ID token, if the scopes contain `openid`.
    pub id_token: Option<String>,
}

impl fmt::Debug for UserTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserTokens").field("token", &self.token).finish_non_exhaustive()
    }
}

struct TokenResponse {
    access_token: Option<String>,
    token_type: Option<String>,
    /// In milliseconds; `None` if it is not a number.
    life: Option<u64>,
    scope: Option<String>,
    refresh_token: Option<String>,
    id_token: Option<String>,
}

impl TokenResponse {
    fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        let life = match json.member("expires_in")? {
            None => None,
            Some(Json::Text(seconds)) => {
                Json::parse(seconds).ok().and_then(|seconds| seconds.thousandths())
            }
            Some(seconds) => Some(seconds.thousandths().ok_or(Misshapen)?),
        };
        Ok(Self {
            access_token: json.text("access_token")?,
            token_type: json.text("token_type")?,
            life: life.and_then(|life| u64::try_from(life).ok()),
            scope: json.text("scope")?,
            refresh_token: json.text("refresh_token")?,
            id_token: json.text("id_token")?,
        })
    }
}

/// The maximum lifetime of a token, in milliseconds. A larger number in a response is a mistake.
pub(crate) const LONGEST_LIFE: u64 = 30 * 24 * 3_600_000;

/// The token types that Docusign issues, as they are stored.
pub(crate) const TOKEN_TYPES: [&str; 2] = ["Bearer", "Application"];

/// The owner of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holder {
    User,
    Application,
}

/// Reads the response to a token request. The lifetime counts from `sent_at`.
pub(crate) fn read(response: &Response, sent_at: u64, holder: Holder) -> Result<UserTokens> {
    let invalid = |what: &str| {
        let message = format!("The token endpoint returned {}, but {what}.", response.status());
        Error::new(Code::ResponseInvalid, message)
    };
    let read = response.read("the token request", TokenResponse::read)?;
    let access_token = read.access_token.filter(|token| !token.is_empty());
    let access_token = access_token.ok_or_else(|| invalid("without an access_token"))?;
    if !access_token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(invalid(
            "the access_token contains characters that are not allowed in a header",
        ));
    }
    let token_type = read.token_type.unwrap_or_else(|| "Bearer".to_owned());
    let known = TOKEN_TYPES.into_iter().find(|known| known.eq_ignore_ascii_case(&token_type));
    let token_type = known.ok_or_else(|| {
        invalid(&format!("token_type is \"{}\" and not Bearer", quoted(&token_type, 40)))
    })?;
    if token_type == "Application" && holder == Holder::User {
        let message = "Docusign issued an application token, which cannot act for a user.";
        return Err(Error::new(Code::ApplicationToken, message));
    }
    let life = read.life.filter(|life| *life >= 1000);
    let life = life.ok_or_else(|| invalid("expires_in is not a number of seconds"))?;
    let scopes = read.scope.filter(|scope| !scope.trim().is_empty());
    let token = Token {
        access_token,
        token_type: token_type.to_owned(),
        expires_at: sent_at.saturating_add(life.min(LONGEST_LIFE)),
        scopes: scopes.map(|scope| scope.split_whitespace().map(str::to_owned).collect()),
    };
    Ok(UserTokens { token, refresh_token: read.refresh_token, id_token: read.id_token })
}

#[cfg(test)]
mod tests;
