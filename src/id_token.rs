//! Who logged in, and for which organisations an administrator consented (OpenID Connect Core 1.0).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::{ClientId, Code, Environment, Error, Result};

/// The claims of an ID token, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct IdToken {
    /// The GUID of the user who logged in.
    pub user_id: String,
    /// The GUIDs of the organisations for which an administrator consented (`coid`); empty for any
    /// other login.
    pub organizations: Vec<String>,
    /// When it was issued, in milliseconds since the epoch.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued_at: Option<u64>,
    /// When it ends, in milliseconds since the epoch.
    pub expires_at: u64,
    /// The user's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The user's e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    iss: Option<String>,
    aud: Option<OneOrMany>,
    exp: Option<f64>,
    iat: Option<f64>,
    sub: Option<String>,
    coid: Option<OneOrMany>,
    name: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn into_vec(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// How far the clocks of Docusign and of the caller may differ, in milliseconds.
const LEEWAY: u64 = 300_000;

impl IdToken {
    /// Reads an ID token that came from the token endpoint, and checks issuer, audience and times as of
    /// `now`, in milliseconds since the epoch.
    ///
    /// The signature is not checked, as OpenID Connect Core 1.0, section 3.1.3.7, allows for a token that
    /// came over TLS from the token endpoint itself; Docusign publishes no keys for it. Do not use this
    /// for a token from anywhere else.
    ///
    /// # Errors
    /// [`Code::IdTokenInvalid`].
    pub fn read(
        token: &str,
        environment: &Environment,
        client_id: &ClientId,
        now: u64,
    ) -> Result<Self> {
        let claims = decode(token).ok_or_else(|| invalid("is not a JWT with claims"))?;
        let issuer = claims.iss.unwrap_or_default();
        let bare = issuer.strip_suffix('/').unwrap_or(&issuer);
        if bare != environment.auth_origin() && bare != environment.auth_host() {
            return Err(invalid("was issued by another server (iss)"));
        }
        let audience = claims.aud.map(OneOrMany::into_vec).unwrap_or_default();
        if !audience.iter().any(|one| one.eq_ignore_ascii_case(client_id.as_str())) {
            return Err(invalid("is for another integration key (aud)"));
        }
        let expires_at = claims.exp.and_then(millis).ok_or_else(|| invalid("has no end (exp)"))?;
        if expires_at.saturating_add(LEEWAY) <= now {
            return Err(invalid("has expired (exp)"));
        }
        let issued_at = claims.iat.and_then(millis);
        if issued_at.is_some_and(|issued_at| issued_at > now.saturating_add(LEEWAY)) {
            return Err(invalid("was issued in the future (iat)"));
        }
        let user_id = claims.sub.filter(|sub| !sub.is_empty());
        Ok(Self {
            user_id: user_id.ok_or_else(|| invalid("names no user (sub)"))?,
            organizations: claims.coid.map(OneOrMany::into_vec).unwrap_or_default(),
            issued_at,
            expires_at,
            name: claims.name,
            email: claims.email,
        })
    }

    /// The organisations, of which there must be one.
    ///
    /// # Errors
    /// [`Code::OrganizationsMissing`] when the login was no consent of an administrator.
    pub fn organizations(&self) -> Result<&[String]> {
        if self.organizations.is_empty() {
            let message = "The ID token names no organisation (coid).";
            return Err(Error::new(Code::OrganizationsMissing, message));
        }
        Ok(&self.organizations)
    }
}

fn decode(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    let claims = URL_SAFE_NO_PAD.decode(claims.trim_end_matches('=')).ok()?;
    if parts.next().is_some() {
        return None;
    }
    serde_json::from_slice(&claims).ok()
}

fn millis(seconds: f64) -> Option<u64> {
    (seconds.is_finite() && seconds > 0.0).then(|| (seconds.min(1e12) * 1000.0) as u64)
}

fn invalid(what: &str) -> Error {
    Error::new(Code::IdTokenInvalid, format!("The ID token {what}."))
}
