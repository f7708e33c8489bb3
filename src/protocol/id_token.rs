//! Who logged in, and for which organizations an administrator consented (OpenID Connect Core 1.0).

use crate::config::{ClientId, Environment};
use crate::error::{Code, Error, Result};
use crate::wire::{Json, Misshapen};
use base64ct::{Base64UrlUnpadded, Encoding};

/// The claims of an ID token, checked.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct IdToken {
    /// The GUID of the user who logged in.
    pub user_id: String,
    /// The GUIDs of the organizations for which an administrator consented (`coid`); empty for any
    /// other login.
    pub organizations: Vec<String>,
    /// When it was issued, in milliseconds since the epoch.
    pub issued_at: Option<u64>,
    /// When it ends, in milliseconds since the epoch.
    pub expires_at: u64,
    /// The user's name.
    pub name: Option<String>,
    /// The user's e-mail address.
    pub email: Option<String>,
}

struct Claims {
    iss: Option<String>,
    aud: Vec<String>,
    azp: Option<String>,
    /// In milliseconds, as is `iat`.
    exp: Option<u64>,
    iat: Option<u64>,
    sub: Option<String>,
    coid: Vec<String>,
    name: Option<String>,
    email: Option<String>,
}

impl Claims {
    fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        Ok(Self {
            iss: json.text("iss")?,
            aud: one_or_many(json, "aud")?,
            azp: json.text("azp")?,
            exp: millis(json, "exp")?,
            iat: millis(json, "iat")?,
            sub: json.text("sub")?,
            coid: one_or_many(json, "coid")?,
            name: json.text("name")?,
            email: json.text("email")?,
        })
    }
}

fn one_or_many(json: &Json<'_>, name: &str) -> Result<Vec<String>, Misshapen> {
    match json.member(name)? {
        None => Ok(Vec::new()),
        Some(Json::Text(one)) => Ok(vec![one.to_string()]),
        Some(many) => many.texts(),
    }
}

/// A time in seconds, in milliseconds; nothing for one before the epoch.
fn millis(json: &Json<'_>, name: &str) -> Result<Option<u64>, Misshapen> {
    const LATEST: u64 = 1_000_000_000_000_000;
    let Some(seconds) = json.member(name)? else { return Ok(None) };
    let millis = u64::try_from(seconds.thousandths().ok_or(Misshapen)?);
    Ok(millis.ok().filter(|millis| *millis > 0).map(|millis| millis.min(LATEST)))
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
        if !claims.aud.iter().any(|one| one.eq_ignore_ascii_case(client_id.as_str())) {
            return Err(invalid("is for another integration key (aud)"));
        }
        // OpenID Connect Core 1.0, section 3.1.3.7.
        let is_ours = |party: &String| party.eq_ignore_ascii_case(client_id.as_str());
        if claims.aud.len() > 1 && claims.azp.is_none() {
            return Err(invalid("has several audiences (aud), but no authorized party (azp)"));
        }
        if claims.azp.as_ref().is_some_and(|party| !is_ours(party)) {
            return Err(invalid("was issued to another integration key (azp)"));
        }
        let expires_at = claims.exp.ok_or_else(|| invalid("has no expiry time (exp)"))?;
        if expires_at.saturating_add(LEEWAY) <= now {
            return Err(invalid("has expired (exp)"));
        }
        let issued_at = claims.iat;
        if issued_at.is_some_and(|issued_at| issued_at > now.saturating_add(LEEWAY)) {
            return Err(invalid("was issued in the future (iat)"));
        }
        let user_id = claims.sub.filter(|sub| !sub.is_empty());
        Ok(Self {
            user_id: user_id.ok_or_else(|| invalid("does not name a user (sub)"))?,
            organizations: claims.coid,
            issued_at,
            expires_at,
            name: claims.name,
            email: claims.email,
        })
    }

    /// Returns the organizations; at least one is required.
    ///
    /// # Errors
    /// [`Code::OrganizationsMissing`] if the login was not an administrator's consent.
    pub fn organizations(&self) -> Result<&[String]> {
        if self.organizations.is_empty() {
            let message = "The ID token does not name an organization (coid).";
            return Err(Error::new(Code::OrganizationsMissing, message));
        }
        Ok(&self.organizations)
    }
}

fn decode(token: &str) -> Option<Claims> {
    let mut parts = token.split('.');
    let (_, claims, _) = (parts.next()?, parts.next()?, parts.next()?);
    let claims = Base64UrlUnpadded::decode_vec(claims.trim_end_matches('=')).ok()?;
    if parts.next().is_some() {
        return None;
    }
    Json::read(str::from_utf8(&claims).ok()?, Claims::read).ok()
}

fn invalid(what: &str) -> Error {
    Error::new(Code::IdTokenInvalid, format!("The ID token {what}."))
}
