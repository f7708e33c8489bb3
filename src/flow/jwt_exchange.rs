//! The JWT grant as an operation: sign, send, handle refusals.

use crate::error::{Call, Code, Error, Result};
use crate::flow::retry::Retries;
use crate::flow::{At, Event, Flow, Step, out_of_turn};
use crate::protocol::{Assertion, Echo, Response, Token, grant, token, token_error};
use crate::settings::Settings;
use std::fmt;

/// Clocks that differ by less than this count as equal, in milliseconds.
const NOTEWORTHY_SKEW: u64 = 60_000;

/// The lessons of earlier token requests of the same client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lessons {
    /// How far Docusign's clock is ahead of the caller's, in milliseconds.
    pub clock_offset: i64,
    /// The index of the key that worked.
    pub key: usize,
}

impl Lessons {
    /// Creates lessons from stored values: how far Docusign's clock is ahead of the caller's, in milliseconds, and the
    /// index
    /// of the key that worked.
    #[must_use]
    pub fn new(clock_offset: i64, key: usize) -> Self {
        Self { clock_offset, key }
    }
}

/// A token, and the lessons for the next token request.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchanged {
    /// The token.
    pub token: Token,
    /// When to get the next token, in milliseconds since the epoch.
    pub renew_at: u64,
    /// The lessons of this token request.
    pub lessons: Lessons,
}

/// The signatures of keys of 2048 and of 4096 bits, in bytes.
const SMALLEST_SIGNATURE: usize = 256;
const LARGEST_SIGNATURE: usize = 512;

/// The token request of the JWT Grant: an assertion for an access token.
///
/// It retries transient failures up to `retry.limit` times, once with a corrected clock, and once for each further
/// key.
///
/// ```
/// use docusign_jwt::{At, Settings, ClientId, Environment, Event, Flow, JwtExchange, Lessons};
/// use docusign_jwt::{Response, Step, UserId};
///
/// let settings = Settings::new(
///     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     Environment::demo(),
/// )
/// .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?);
/// let at = At { now: 1_795_521_600_000, random: 0.5 };
/// let mut exchange = JwtExchange::new(settings, 1, Lessons::default(), at.now);
///
/// let Step::Sign { data, .. } = exchange.advance(Event::Start, at)? else { unreachable!() };
/// assert!(data.starts_with("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."));
/// let signature = vec![0; 256]; // key.sign(data.as_bytes())?
/// let Step::Send(request) = exchange.advance(Event::Signed(signature), at)? else {
///     unreachable!()
/// };
/// assert_eq!(request.url(), "https://account-d.docusign.com/oauth/token");
/// // Send it with the HTTP client of your choice:
/// let body = r#"{"access_token":"eyJ0…","token_type":"Bearer","expires_in":3600}"#;
/// # let body = body.replace('…', "");
/// let response = Response::new(200, [("content-type".into(), "application/json".into())], body);
/// let Step::Done(exchanged) = exchange.advance(Event::Answered(response), at)? else {
///     unreachable!()
/// };
/// assert_eq!(exchanged.token.expires_at, at.now + 3_600_000);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub struct JwtExchange {
    settings: Settings,
    keys: usize,
    keys_tried: usize,
    lessons: Lessons,
    skew_corrected: bool,
    retries: Retries,
    signing_input: String,
    sent: Echo,
    sent_at: u64,
}

impl JwtExchange {
    /// Creates a token request that starts at `now`, for a caller with `keys` keys.
    #[must_use]
    pub fn new(settings: Settings, keys: usize, lessons: Lessons, now: u64) -> Self {
        let deadline = now.saturating_add(settings.timeout());
        let keys = keys.max(1);
        Self {
            keys,
            keys_tried: 1,
            lessons: Lessons { key: lessons.key % keys, ..lessons },
            skew_corrected: false,
            retries: Retries::new(settings.retry(), deadline),
            signing_input: String::new(),
            sent: Echo::default(),
            sent_at: now,
            settings,
        }
    }

    fn sign(&mut self, now: u64) -> Result<Step<Exchanged>> {
        let corrected = now.saturating_add_signed(self.lessons.clock_offset);
        self.signing_input = self.settings.assertion().signing_input(corrected)?;
        Ok(Step::Sign { key: self.lessons.key, data: self.signing_input.clone() })
    }

    fn send(&mut self, signature: &[u8], now: u64) -> Result<Step<Exchanged>> {
        let bytes = signature.len();
        if !(SMALLEST_SIGNATURE..=LARGEST_SIGNATURE).contains(&bytes) {
            let message = format!(
                "The signer returned {bytes} bytes. An RS256 signature has 256 to 512 bytes."
            );
            return Err(Error::new(Code::SigningFailed, message));
        }
        let assertion = Assertion::join(&self.signing_input, signature);
        let request = grant::jwt_bearer(self.settings.environment(), &assertion)?;
        self.sent = Echo::of(&request);
        self.sent_at = now;
        Ok(Step::Send(request))
    }

    fn received(&mut self, response: &Response, at: At) -> Result<Step<Exchanged>> {
        let error = if response.is_success() {
            let holder = match self.settings.user_id() {
                Some(_) => token::Holder::User,
                None => token::Holder::Application,
            };
            match token::read(response, self.sent_at, holder) {
                Ok(tokens) => return Ok(Step::Done(self.exchanged(tokens.token))),
                Err(error) => error,
            }
        } else {
            token_error(response, at.now, self.settings.environment().auth_host(), Call::Jwt)
        };
        // A truncated or proxied response is as transient as a dropped connection, and an assertion can be sent again:
        // retry.
        let garbled = response.is_success() && error.code() == Code::ResponseNotJson;
        if (response.is_transient() || garbled)
            && let Some(wait) = self.retries.wait(Some(response), at)
        {
            return Ok(wait);
        }
        match error.code() {
            Code::NoValidKeysOrSignatures | Code::ExpiredGrant => self.refused(error, response, at),
            _ => Err(self.settings.explain(error)),
        }
    }

    /// Docusign refused the assertion: because of the clock if the server's differs, else because of the key.
    fn refused(&mut self, error: Error, response: &Response, at: At) -> Result<Step<Exchanged>> {
        let skew = response.date().map(|date| {
            date as i64 - at.now.saturating_add_signed(self.lessons.clock_offset) as i64
        });
        let skewed = skew.filter(|skew| skew.unsigned_abs() >= NOTEWORTHY_SKEW);
        if let Some(skew) = skewed
            && !self.skew_corrected
        {
            self.skew_corrected = true;
            self.lessons.clock_offset += skew;
            return self.sign(at.now);
        }
        if error.code() == Code::NoValidKeysOrSignatures && self.keys_tried < self.keys {
            self.keys_tried += 1;
            self.lessons.key = (self.lessons.key + 1) % self.keys;
            return self.sign(at.now);
        }
        Err(self.with_clues(error, skew))
    }

    /// Names the usual causes that are excluded.
    fn with_clues(&self, error: Error, skew: Option<i64>) -> Error {
        if error.code() != Code::NoValidKeysOrSignatures {
            return error;
        }
        let (client_id, host) =
            (self.settings.client_id().as_str(), self.settings.environment().auth_host());
        let clock = match skew {
            Some(_) if self.skew_corrected => {
                "The clock is not the cause: a retry with the server's Date failed too."
            }
            Some(_) => "The clock is not the cause: it agrees with the server's Date.",
            None => "The response had no Date header, so check this machine's clock too.",
        };
        let keys = if self.keys == 1 { "The private key" } else { "None of the private keys" };
        let does = if self.keys == 1 { "does not belong" } else { "belongs" };
        error.with_remedy(format!(
            "{keys} {does} to integration key {client_id} at {host}, or its public key was removed there. {clock} Use the private key that Docusign showed for this integration key, or make a new key pair in Apps and Keys. Keys made in demo do not exist in production.",
        ))
    }

    fn exchanged(&self, token: Token) -> Exchanged {
        let renew_at = token.renew_at(self.sent_at, self.settings.refresh_margin());
        Exchanged { token, renew_at, lessons: self.lessons }
    }
}

/// Without the assertion.
impl fmt::Debug for JwtExchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JwtExchange")
            .field("settings", &self.settings)
            .field("keys", &self.keys)
            .field("lessons", &self.lessons)
            .field("retries", &self.retries)
            .finish_non_exhaustive()
    }
}

impl Flow for JwtExchange {
    type Output = Exchanged;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<Exchanged>> {
        self.next(event, at).map_err(|error| self.sent.cut_from(error))
    }
}

impl JwtExchange {
    fn next(&mut self, event: Event, at: At) -> Result<Step<Exchanged>> {
        match event {
            Event::Start | Event::Waited => self.sign(at.now),
            Event::Signed(signature) => self.send(&signature, at.now),
            Event::Answered(response) => self.received(&response, at),
            Event::Failed(failure) => {
                if failure.is_transient()
                    && let Some(wait) = self.retries.wait(None, at)
                {
                    return Ok(wait);
                }
                Err(failure.into_error(&self.settings.environment().token_url()))
            }
            Event::Token(_) | Event::UserInfo(_) => Err(out_of_turn()),
        }
    }
}
