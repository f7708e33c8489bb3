//! The JWT grant (RFC 7523), as strict as Docusign.

use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::http::{noted, oauth_error};
use crate::oauth::form::Form;
use crate::oauth::issue::{JWT_LIFE, issue};
use crate::state::{Access, Client, Emulator, User, scopes, verifies};

/// How far an `iat` or `nbf` may be in the future, in seconds.
const TOLERANCE: f64 = 0.0;
/// The maximum time from `iat` to `exp`, in seconds, with a margin for rounding.
const LONGEST: f64 = 3601.0;

const BAD_SIGNATURE: &str = "no_valid_keys_or_signatures";

pub fn respond(emulator: &Emulator, form: &Form, host: &str) -> Response {
    let grant = "jwt-bearer";
    let Some(assertion) = form.get("assertion").and_then(Assertion::read) else {
        return noted(
            oauth_error("invalid_request", Some("malformed assertion")),
            grant,
            None,
            None,
        );
    };
    let issuer = assertion.text("iss").unwrap_or_default().to_owned();
    let subject = assertion.text("sub").map(str::to_owned);
    let response = match check(emulator, &assertion, host) {
        // Docusign's type for a token without a user.
        Ok(access) if access.user.is_none() => {
            issue(emulator, access, json!({ "token_type": "Application" }))
        }
        Ok(access) => issue(emulator, access, json!({})),
        Err(("consent_required", _)) => oauth_error("consent_required", None),
        Err((error, description)) => oauth_error(error, Some(description)),
    };
    let known = emulator.client(&issuer).map(|client| client.id.clone());
    noted(response, grant, known.as_deref(), subject.as_deref())
}

type Refusal = (&'static str, &'static str);

fn check(emulator: &Emulator, assertion: &Assertion, host: &str) -> Result<Access, Refusal> {
    let refused = |description| ("invalid_grant", description);
    let issuer = assertion.text("iss").unwrap_or_default();
    let client = emulator.client(issuer).ok_or(refused("issuer_not_found"))?;
    let is_rs256 = assertion.header.get("alg").and_then(Value::as_str) == Some("RS256");
    let data = &assertion.signed;
    if !is_rs256 || !verifies(&emulator.public_keys(client), data, &assertion.signature) {
        return Err(refused(BAD_SIGNATURE));
    }
    if assertion.text("aud") != Some(host) {
        return Err(refused(BAD_SIGNATURE));
    }
    let now = emulator.now() as f64 / 1000.0;
    let exp = assertion.seconds("exp").ok_or(refused(BAD_SIGNATURE))?;
    if exp <= now {
        return Err(refused("expired_grant"));
    }
    let in_future = |name| assertion.seconds(name).is_some_and(|time| time > now + TOLERANCE);
    if in_future("iat") || in_future("nbf") {
        return Err(refused(BAD_SIGNATURE));
    }
    if exp - assertion.seconds("iat").unwrap_or(now) > LONGEST {
        return Err(refused("invalid_lifetime"));
    }
    let wanted = scopes(assertion.text("scope").unwrap_or_default());
    if emulator.unknown_scope(&wanted).is_some() {
        return Err(("invalid_scope", "A requested scope does not exist."));
    }
    let expires_at = emulator.now() + JWT_LIFE * 1000;
    let user = match assertion.text("sub") {
        None => {
            authorized(client, &wanted)?;
            None
        }
        // Docusign then issues an application token, as without a subject.
        Some(subject) if subject.eq_ignore_ascii_case(issuer) => {
            authorized(client, &wanted)?;
            None
        }
        Some(subject) => {
            let user = active_user(emulator, subject)?;
            let mut needed = wanted.clone();
            needed.insert("impersonation".to_owned());
            if wanted.is_empty() || !emulator.has_consented(client, user, &needed) {
                return Err(("consent_required", ""));
            }
            Some(user.id.clone())
        }
    };
    Ok(Access { client: client.id.clone(), user, scopes: wanted, expires_at })
}

/// The scopes of users. Users report application tokens for them, which the eSignature API then refuses.
const OF_USERS: [&str; 5] = ["signature", "impersonation", "extended", "openid", "cors"];

/// An application needs an organization that has authorized it for these scopes.
fn authorized(client: &Client, wanted: &std::collections::BTreeSet<String>) -> Result<(), Refusal> {
    let mut given = client.application.iter().map(|given| scopes(&given.scopes));
    let has = |given: &std::collections::BTreeSet<String>| {
        wanted.iter().all(|scope| given.contains(scope) || OF_USERS.contains(&scope.as_str()))
    };
    let enough = !wanted.is_empty() && given.any(|given| has(&given));
    if enough { Ok(()) } else { Err(("consent_required", "")) }
}

fn active_user<'a>(emulator: &'a Emulator, subject: &str) -> Result<&'a User, Refusal> {
    let is_guid = subject.len() == 36 && subject.bytes().filter(|byte| *byte == b'-').count() == 4;
    if !is_guid {
        return Err(("invalid_grant", "invalid_subject"));
    }
    let user = emulator.user(subject).filter(|user| user.status == "Active");
    user.ok_or(("invalid_grant", "user_not_found"))
}

struct Assertion {
    header: Value,
    claims: Value,
    signed: String,
    signature: Vec<u8>,
}

impl Assertion {
    fn read(compact: &str) -> Option<Self> {
        let (signed, signature) = compact.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        let json = |part: &str| -> Option<Value> {
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
        };
        Some(Self {
            header: json(header)?,
            claims: json(claims)?,
            signed: signed.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name)?.as_str()
    }

    fn seconds(&self, name: &str) -> Option<f64> {
        self.claims.get(name)?.as_f64()
    }
}
