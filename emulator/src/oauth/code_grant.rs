//! Authorization code and refresh token (RFC 6749, sections 4.1.3 and 6; PKCE by RFC 7636).

use std::collections::BTreeSet;

use axum::http::{HeaderMap, header};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::http::{host, noted, oauth_error};
use crate::oauth::form::Form;
use crate::oauth::issue::issue;
use crate::state::{Access, CODE_LIFE, Client, Code, Emulator, Refresh};

/// The lifetime of a refresh token, in milliseconds: 30 days.
const REFRESH_LIFE: u64 = 30 * 86_400_000;

pub fn code(emulator: &Emulator, form: &Form, headers: &HeaderMap) -> Response {
    let outcome = exchange(emulator, form, headers);
    noted(outcome.unwrap_or_else(|refusal| refusal), "authorization_code", None, None)
}

pub fn refresh(emulator: &Emulator, form: &Form, headers: &HeaderMap) -> Response {
    let outcome = renew(emulator, form, headers);
    noted(outcome.unwrap_or_else(|refusal| refusal), "refresh_token", None, None)
}

type Outcome = Result<Response, Response>;

fn refused(description: Option<&str>) -> Response {
    oauth_error("invalid_grant", description)
}

fn exchange(emulator: &Emulator, form: &Form, headers: &HeaderMap) -> Outcome {
    let client = authenticated(emulator, form, headers)?;
    let text = form.get("code").ok_or_else(|| oauth_error("invalid_request", None))?;
    // The first attempt uses up a code, even if it fails.
    let code = emulator.state().codes.remove(text);
    let code = code.ok_or_else(|| refused(Some("expired_client_token")))?;
    if code.client != client.id || code.expires_at <= emulator.now() {
        return Err(refused(Some("expired_client_token")));
    }
    if form.get("redirect_uri").is_some_and(|uri| uri != code.redirect_uri) {
        return Err(refused(None));
    }
    check_verifier(client, &code, form.get("code_verifier"))?;
    let now = emulator.now();
    let access = Access {
        client: client.id.clone(),
        user: Some(code.user.clone()),
        scopes: code.scopes.clone(),
        expires_at: now + CODE_LIFE * 1000,
    };
    let refresh_token =
        remember(emulator, &client.id, &code.user, &code.scopes, now + REFRESH_LIFE);
    let mut more = json!({ "refresh_token": refresh_token });
    if code.scopes.contains("openid") {
        more["id_token"] = id_token(&code, host(headers), now, &emulator.random_text()).into();
    }
    Ok(issue(emulator, access, more))
}

fn renew(emulator: &Emulator, form: &Form, headers: &HeaderMap) -> Outcome {
    let client = authenticated(emulator, form, headers)?;
    let text = form.get("refresh_token").ok_or_else(|| oauth_error("invalid_request", None))?;
    let refresh = emulator.state().refresh_tokens.remove(text);
    let now = emulator.now();
    let refresh = refresh
        .filter(|refresh| refresh.client == client.id && refresh.expires_at > now)
        .ok_or_else(|| refused(None))?;
    // With the scope `extended`, the new token has a full lifetime. Otherwise, it expires with the first one.
    let extended = refresh.scopes.contains("extended");
    let end = if extended { now + REFRESH_LIFE } else { refresh.expires_at };
    let token = remember(emulator, &client.id, &refresh.user, &refresh.scopes, end);
    let access = Access {
        client: client.id.clone(),
        user: Some(refresh.user),
        scopes: refresh.scopes,
        expires_at: now + CODE_LIFE * 1000,
    };
    Ok(issue(emulator, access, json!({ "refresh_token": token })))
}

fn remember(
    emulator: &Emulator,
    client: &str,
    user: &str,
    scopes: &BTreeSet<String>,
    expires_at: u64,
) -> String {
    let token = emulator.random_text();
    let refresh = Refresh {
        client: client.to_owned(),
        user: user.to_owned(),
        scopes: scopes.clone(),
        expires_at,
    };
    emulator.state().refresh_tokens.insert(token.clone(), refresh);
    token
}

/// The authenticated client of a request: by Basic, by a secret in the form, or, for a public client, by its origin;
/// never by two of these.
fn authenticated<'a>(
    emulator: &'a Emulator,
    form: &Form,
    headers: &HeaderMap,
) -> Result<&'a Client, Response> {
    let basic = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let basic = basic.and_then(|value| value.strip_prefix("Basic "));
    let (id, secret) = match basic {
        Some(_) if form.get("client_secret").is_some() => return Err(refused(None)),
        Some(basic) => {
            let decoded =
                STANDARD.decode(basic).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            let pair = decoded.as_deref().and_then(|text| text.split_once(':'));
            let (id, secret) = pair.ok_or_else(|| refused(None))?;
            (id.to_owned(), Some(secret.to_owned()))
        }
        None => {
            let id = form.get("client_id").unwrap_or_default().to_owned();
            (id, form.get("client_secret").map(str::to_owned))
        }
    };
    let client = emulator.client(&id).ok_or_else(|| refused(Some("issuer_not_found")))?;
    if client.secret != secret {
        return Err(refused(Some("unauthorized_client")));
    }
    let origin = headers.get(header::ORIGIN).and_then(|value| value.to_str().ok());
    let needs_origin = secret.is_none() && !client.origins.is_empty();
    if needs_origin && !origin.is_some_and(|origin| client.origins.iter().any(|one| one == origin))
    {
        return Err(oauth_error("unauthorized_client", Some("the origin is not registered")));
    }
    Ok(client)
}

fn check_verifier(client: &Client, code: &Code, verifier: Option<&str>) -> Result<(), Response> {
    let fits = match (&code.challenge, verifier) {
        (Some(challenge), Some(verifier)) => {
            *challenge == URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
        }
        (None, None) => client.secret.is_some(),
        _ => false,
    };
    if fits { Ok(()) } else { Err(refused(None)) }
}

/// An ID token. Its signature is arbitrary text, which no client can verify.
fn id_token(code: &Code, host: &str, now: u64, signature: &str) -> String {
    let seconds = now / 1000;
    let mut claims = json!({
        "iss": host,
        "aud": code.client,
        "sub": code.user,
        "iat": seconds,
        "exp": seconds + 3600,
        "auth_time": seconds.to_string(),
        "amr": ["interactive"],
    });
    if !code.organizations.is_empty() {
        claims["coid"] = Value::from(code.organizations.clone());
    }
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"RS256","typ":"JWT"}"#);
    format!("{header}.{}.{signature}", URL_SAFE_NO_PAD.encode(claims.to_string()))
}
