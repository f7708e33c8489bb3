//! Assertions: signed JWTs that a program sends instead of a password (RFC 7523, RFC 7519, RFC 7515).

use crate::config::{ClientId, Environment, Scopes, UserId};
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result, surface};
use crate::wire::{Json, Object};
use base64ct::{Base64UrlUnpadded, Encoding};

/// An unsigned assertion.
///
/// Its header is `{"alg":"RS256","typ":"JWT"}`; its claims are `iss`, `sub` (absent for an application),
/// `aud`, `iat`, `exp`, `scope`. It has no `nbf`, and `iat` is in the past: otherwise Docusign returns
/// `no_valid_keys_or_signatures` if the clock is a little fast.
///
/// ```
/// use docusign_jwt::{Assertion, ClientId, Environment, Scopes, UserId};
///
/// let assertion = Assertion::new(
///     &ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     &Environment::demo(),
///     &"signature impersonation".parse::<Scopes>()?,
/// )
/// .user_id(&UserId::parse("a0000000-0000-4000-8000-000000000001")?);
/// let input = assertion.signing_input(1_795_521_600_000)?;
/// assert!(input.starts_with("eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9."));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assertion {
    issuer: String,
    subject: Option<String>,
    audience: String,
    scope: String,
    lifetime: u64,
    backdate: u64,
}

const HEADER: &str = r#"{"alg":"RS256","typ":"JWT"}"#;

impl Assertion {
    /// The default lifetime, in milliseconds: 10 minutes.
    pub const LIFETIME: u64 = 600_000;
    /// How far `iat` is in the past by default, in milliseconds: 5 minutes, as Docusign's support advises.
    pub const BACKDATE: u64 = 300_000;
    /// The minimum lifetime, in milliseconds: 1 minute.
    pub const SHORTEST: u64 = 60_000;
    /// The maximum time from `iat` to `exp`, in milliseconds: 1 hour.
    pub const LONGEST: u64 = 3_600_000;

    /// Creates an assertion for an application.
    #[must_use]
    pub fn new(client_id: &ClientId, environment: &Environment, scopes: &Scopes) -> Self {
        Self {
            issuer: client_id.as_str().to_owned(),
            subject: None,
            audience: environment.auth_host().to_owned(),
            scope: scopes.to_string(),
            lifetime: Self::LIFETIME,
            backdate: Self::BACKDATE,
        }
    }

    /// Sets the user to impersonate.
    #[must_use]
    pub fn user_id(mut self, user_id: &UserId) -> Self {
        self.subject = Some(user_id.as_str().to_owned());
        self
    }

    /// Sets how long the assertion is valid, in milliseconds from now.
    ///
    /// # Errors
    /// [`Code::LifetimeInvalid`] for less than one minute, or if `exp` is more than one hour after `iat`.
    pub fn lifetime(mut self, lifetime: u64) -> Result<Self> {
        let most = Self::LONGEST.saturating_sub(self.backdate);
        if !(Self::SHORTEST..=most).contains(&lifetime) {
            let message = format!(
                "The lifetime is {lifetime} milliseconds; it must be from {} to {most}. Docusign accepts exp at most one hour after iat, and iat is {} milliseconds in the past.",
                Self::SHORTEST,
                self.backdate,
            );
            return Err(Error::new(Code::LifetimeInvalid, message));
        }
        self.lifetime = lifetime;
        Ok(self)
    }

    /// Sets how far `iat` is in the past, in milliseconds. The maximum is one hour minus the lifetime.
    #[must_use]
    pub fn backdate(mut self, backdate: u64) -> Self {
        self.backdate = backdate.min(Self::LONGEST - self.lifetime);
        self
    }

    /// The signing input: header and claims as base64url with a dot between them (RFC 7515, section
    /// 5.1). `now` is in milliseconds since the epoch.
    ///
    /// # Errors
    /// [`Code::ClockInvalid`] for a time that cannot be now, such as one in seconds;
    /// [`Code::UserIdIsClientId`] where the user to impersonate is the integration key.
    pub fn signing_input(&self, now: u64) -> Result<String> {
        check_clock(now)?;
        if self.subject.as_ref() == Some(&self.issuer) {
            return Err(user_is_client(&self.issuer));
        }
        let mut claims = Object::new();
        claims.text("iss", &self.issuer);
        claims.optional_text("sub", self.subject.as_deref());
        claims.text("aud", &self.audience);
        claims.number("iat", (now - self.backdate) / 1000);
        claims.number("exp", (now + self.lifetime) / 1000);
        claims.text("scope", &self.scope);
        let header = Base64UrlUnpadded::encode_string(HEADER.as_bytes());
        Ok(format!("{header}.{}", Base64UrlUnpadded::encode_string(claims.finish().as_bytes())))
    }

    /// The compact form (RFC 7515, section 7.1) of a signing input and its signature.
    #[must_use]
    pub fn join(signing_input: &str, signature: &[u8]) -> String {
        format!("{signing_input}.{}", Base64UrlUnpadded::encode_string(signature))
    }

    /// The host in the claim `aud` of an assertion in compact form; none where it names not exactly one.
    pub(crate) fn audience_of(assertion: &str) -> Option<String> {
        let claims = assertion.split('.').nth(1)?;
        let claims = Base64UrlUnpadded::decode_vec(claims).ok()?;
        match Json::parse(std::str::from_utf8(&claims).ok()?).ok()? {
            Json::Object(members) => {
                let mut named = members.iter().filter(|(name, _)| name == "aud");
                let (_, aud) = named.next()?;
                named.next().is_none().then(|| aud.as_text().map(str::to_owned)).flatten()
            }
            _ => None,
        }
    }

    /// Signs with a key in memory.
    ///
    /// # Errors
    /// [`Code::ClockInvalid`], [`Code::SigningFailed`].
    pub fn sign(&self, key: &PrivateKey, now: u64) -> Result<String> {
        let input = self.signing_input(now)?;
        let signature = key.sign(input.as_bytes())?;
        Ok(Self::join(&input, &signature))
    }
}

/// Docusign issues an application token for such an assertion.
pub(crate) fn user_is_client(client_id: &str) -> Error {
    let user = surface!(js: "The user to impersonate (userId)", rust: "The user to impersonate");
    let message = format!("{user} is the integration key {client_id}.");
    Error::new(Code::UserIdIsClientId, message)
}

/// Accepts times from 2001 to the year 5138: a time in seconds is earlier, a time in microseconds is later.
fn check_clock(now: u64) -> Result<()> {
    check_unit(now)?;
    if (1_000_000_000_000..100_000_000_000_000).contains(&now) {
        return Ok(());
    }
    let message =
        format!("The system time is {now}, which is not a time in milliseconds since 1970.");
    Err(Error::new(Code::ClockInvalid, message))
}

/// Refuses the current time in a wrong unit.
pub(crate) fn check_unit(now: u64) -> Result<()> {
    let (unit, times) = match now {
        1_000_000_000..100_000_000_000 => ("seconds", "Multiply it by 1000."),
        1_000_000_000_000_000.. => ("microseconds", "Divide it by 1000."),
        _ => return Ok(()),
    };
    let message = format!("The system time is {now}, which is in {unit}, not in milliseconds.");
    let remedy = format!("Pass the time in milliseconds since 1970. {times}");
    Err(Error::new(Code::ClockInvalid, message).with_remedy(remedy))
}
