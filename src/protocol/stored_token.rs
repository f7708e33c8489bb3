//! A token on its way into a store that several processes share, and out of it again.

use crate::protocol::token::{LONGEST_LIFE, TOKEN_TYPES, Token};
use crate::wire::{Json, Misshapen, Object};

/// A stored token with the time of its receipt, so that each reader can apply its own margin.
///
/// A store may return anything: [`read`](Self::read) accepts only records that could have been written.
///
/// ```
/// use docusign_jwt::{Rejected, StoredToken, Token};
///
/// let text = StoredToken::new(Token::new("eyJ0", 3_600_000), 0).to_json();
/// assert_eq!(StoredToken::read(&text, 1000)?.token.expires_at, 3_600_000);
/// assert_eq!(StoredToken::read(&text, 3_600_000), Err(Rejected::Expired));
/// assert_eq!(StoredToken::read("{}", 1000), Err(Rejected::Invalid));
/// # Ok::<(), docusign_jwt::Rejected>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredToken {
    /// The token.
    pub token: Token,
    /// When it was received, in milliseconds since the epoch.
    pub received_at: u64,
    /// Whether it replaced a token that an API had refused. While it is new, a second refusal mints no further token.
    pub after_refusal: bool,
}

/// Why a record from a store is rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rejected {
    /// The record contains no valid token.
    Invalid,
    /// The token has expired.
    Expired,
}

impl Rejected {
    /// The reason as a word, as in events.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Expired => "expired",
        }
    }
}

impl std::fmt::Display for Rejected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the stored token is {}", self.as_str())
    }
}

impl std::error::Error for Rejected {}

impl StoredToken {
    /// How far the clocks of writer and reader may differ, in milliseconds.
    pub(crate) const CLOCKS_DIFFER: u64 = 600_000;

    /// Creates a stored token, received at `received_at`, in milliseconds since the epoch.
    #[must_use]
    pub fn new(token: Token, received_at: u64) -> Self {
        Self { token, received_at, after_refusal: false }
    }

    /// Marks the token as the replacement of a refused one.
    #[must_use]
    pub fn after_refusal(self, after_refusal: bool) -> Self {
        Self { after_refusal, ..self }
    }

    /// Writes the token as JSON. Encrypt it before you store it: it contains the access token.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut token = Object::new();
        self.token.write(&mut token);
        let mut object = Object::new();
        object.json("token", &token.finish());
        object.number("receivedAt", self.received_at);
        if self.after_refusal {
            object.flag("afterRefusal", true);
        }
        object.finish()
    }

    /// Reads the output of [`to_json`](Self::to_json). `now` is in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Rejected`] if it is not a token, has expired, or is from the future.
    pub fn read(json: &str, now: u64) -> Result<Self, Rejected> {
        let stored = Json::read(json, Self::record).map_err(|Misshapen| Rejected::Invalid)?;
        let token = &stored.token;
        let graphic = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_graphic());
        let scopes = token.scopes.iter().flatten().all(|scope| graphic(scope));
        let sound = graphic(&token.access_token)
            && TOKEN_TYPES.contains(&token.token_type.as_str())
            && scopes;
        let life = token.expires_at.checked_sub(stored.received_at);
        let lives = life.is_some_and(|life| life > 0 && life <= LONGEST_LIFE);
        if !sound || !lives || stored.received_at > now.saturating_add(Self::CLOCKS_DIFFER) {
            return Err(Rejected::Invalid);
        }
        if token.expires_at <= now {
            return Err(Rejected::Expired);
        }
        Ok(stored)
    }

    fn record(json: &Json<'_>) -> Result<Self, Misshapen> {
        let token = json.member("token")?.ok_or(Misshapen)?;
        let after_refusal = match json.member("afterRefusal")? {
            None => false,
            Some(Json::Flag(true)) => true,
            Some(_) => return Err(Misshapen),
        };
        match json {
            Json::Object(members) if members.len() == 2 + usize::from(after_refusal) => {
                let stored = Self::new(Token::read(token)?, json.needed_whole("receivedAt")?);
                Ok(stored.after_refusal(after_refusal))
            }
            _ => Err(Misshapen),
        }
    }

    /// Returns when to get a new token, for a margin in milliseconds.
    #[must_use]
    pub fn renew_at(&self, margin: u64) -> u64 {
        self.token.renew_at(self.received_at, margin)
    }
}

#[cfg(test)]
mod tests;
