//! `/oauth/auth`: log in, see the scopes, allow or deny.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::pages::{consent, frame};
use crate::state::{Access, CODE_LIFE as TOKEN_LIFE, Client, Code, Emulator, User, scopes};

/// The lifetime of an authorization code, in milliseconds.
const CODE_LIFE: u64 = 120_000;

type Parameters = BTreeMap<String, String>;

/// A valid request.
struct Asked<'a> {
    client: &'a Client,
    redirect_uri: String,
    response_type: String,
    scopes: BTreeSet<String>,
    admin_scopes: Option<BTreeSet<String>>,
    state: Option<String>,
    challenge: Option<String>,
}

pub async fn get(
    State(emulator): State<Emulator>,
    headers: HeaderMap,
    Query(parameters): Query<Parameters>,
) -> Response {
    let asked = match read(&emulator, &parameters) {
        Ok(asked) => asked,
        Err(problem) => return frame::problem(&problem),
    };
    if let Some(refusal) = unknown_scope(&emulator, &asked) {
        return refusal;
    }
    let logged_in = session(&headers).and_then(|id| emulator.state().sessions.get(&id).cloned());
    let user = logged_in.and_then(|id| emulator.user(&id));
    let silent = parameters.get("prompt").map(String::as_str) != Some("login");
    if let Some(user) = user.filter(|_| silent)
        && asked.admin_scopes.is_none()
        && emulator.has_consented(asked.client, user, &asked.scopes)
    {
        return back(&emulator, &asked, user, Vec::new());
    }
    let hint = parameters.get("login_hint").map(String::as_str);
    consent::page(&emulator.config.users, asked.client, shown(&asked), &parameters, hint)
}

/// The scopes on the page: those of an administrator's consent, or the requested ones.
fn shown<'a>(asked: &'a Asked<'_>) -> &'a BTreeSet<String> {
    asked.admin_scopes.as_ref().unwrap_or(&asked.scopes)
}

pub async fn post(State(emulator): State<Emulator>, Form(form): Form<Parameters>) -> Response {
    let asked = match read(&emulator, &form) {
        Ok(asked) => asked,
        Err(problem) => return frame::problem(&problem),
    };
    if let Some(refusal) = unknown_scope(&emulator, &asked) {
        return refusal;
    }
    let user = form.get("user").and_then(|id| emulator.user(id));
    let Some(user) = user.filter(|user| user.status == "Active") else {
        return frame::problem("The user does not exist or is not active.");
    };
    if form.get("decision").map(String::as_str) != Some("allow") {
        let denied = [("error", "access_denied"), ("error_message", "The user declined consent.")];
        return redirect(&asked, &denied);
    }
    let mut organizations = Vec::new();
    if let Some(admin_scopes) = &asked.admin_scopes {
        organizations = administered(&emulator, user);
        if organizations.is_empty() {
            return frame::problem("This user is not an administrator of an organization.");
        }
        consent_for_domains(&emulator, asked.client, &organizations, admin_scopes);
    }
    let key = (asked.client.id.clone(), user.id.clone());
    emulator.state().consent(key, asked.scopes.iter().cloned());
    let session = emulator.random_text();
    emulator.state().sessions.insert(session.clone(), user.id.clone());
    let mut response = back(&emulator, &asked, user, organizations);
    let cookie = format!("emulator-session={session}; HttpOnly; SameSite=Lax; Path=/oauth");
    if let Ok(cookie) = cookie.parse() {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// The refusal of a scope that does not exist (RFC 6749, section 4.1.2.1).
fn unknown_scope(emulator: &Emulator, asked: &Asked<'_>) -> Option<Response> {
    let mut lists = [Some(&asked.scopes), asked.admin_scopes.as_ref()].into_iter().flatten();
    let scope = lists.find_map(|list| emulator.unknown_scope(list))?;
    let message = format!("The scope {scope} does not exist.");
    Some(redirect(asked, &[("error", "invalid_scope"), ("error_message", &message)]))
}

fn read<'a>(emulator: &'a Emulator, parameters: &Parameters) -> Result<Asked<'a>, String> {
    let text = |name: &str| parameters.get(name).filter(|value| !value.is_empty()).cloned();
    let id = text("client_id").ok_or("client_id is missing.")?;
    let client = emulator.client(&id).ok_or("The client_id is not registered.")?;
    let redirect_uri = text("redirect_uri").ok_or("redirect_uri is missing.")?;
    let added = emulator.state().redirect_uris.clone();
    let mut registered = client
        .redirect_uris
        .iter()
        .chain(added.iter().filter(|(of, _)| *of == client.id).map(|(_, uri)| uri));
    if !registered.any(|uri| *uri == redirect_uri) {
        return Err("The redirect URI is not registered properly with the client.".to_owned());
    }
    let response_type = text("response_type").ok_or("response_type is missing.")?;
    if response_type != "code" && response_type != "token" {
        return Err("The response_type must be code or token.".to_owned());
    }
    let scopes_asked = scopes(&text("scope").ok_or("scope is missing.")?);
    let admin_scopes = text("admin_consent_scope").map(|text| scopes(&text));
    if admin_scopes.is_some() && !scopes_asked.contains("openid") {
        return Err("admin_consent_scope needs scope=openid.".to_owned());
    }
    let challenge = text("code_challenge");
    if challenge.is_some() && text("code_challenge_method").as_deref() != Some("S256") {
        return Err("The code_challenge_method must be S256.".to_owned());
    }
    let state = text("state");
    Ok(Asked {
        client,
        redirect_uri,
        response_type,
        scopes: scopes_asked,
        admin_scopes,
        state,
        challenge,
    })
}

fn administered(emulator: &Emulator, user: &User) -> Vec<String> {
    let organizations = emulator.config.organizations.iter();
    let theirs = organizations.filter(|organization| organization.admins.contains(&user.id));
    theirs.map(|organization| organization.id.clone()).collect()
}

/// Consents for every user with an e-mail domain that one of the organizations has claimed.
fn consent_for_domains(
    emulator: &Emulator,
    client: &Client,
    organizations: &[String],
    wanted: &BTreeSet<String>,
) {
    let config = &emulator.config;
    let claimed: Vec<&String> = config
        .organizations
        .iter()
        .filter(|organization| organizations.contains(&organization.id))
        .flat_map(|organization| &organization.domains)
        .collect();
    let mut state = emulator.state();
    for user in &config.users {
        let domain = user.email.rsplit('@').next().unwrap_or_default();
        if claimed.iter().any(|claimed| *claimed == domain) {
            let key = (client.id.clone(), user.id.clone());
            state.consent(key, wanted.iter().cloned());
        }
    }
}

/// Back to the application, with a code or a token.
fn back(
    emulator: &Emulator,
    asked: &Asked<'_>,
    user: &User,
    organizations: Vec<String>,
) -> Response {
    let now = emulator.now();
    if asked.response_type == "token" {
        let token = emulator.random_text();
        let access = Access {
            client: asked.client.id.clone(),
            user: Some(user.id.clone()),
            scopes: asked.scopes.clone(),
            expires_at: now + TOKEN_LIFE * 1000,
        };
        emulator.state().access_tokens.insert(token.clone(), access);
        let response =
            [("access_token", token.as_str()), ("token_type", "bearer"), ("expires_in", "28800")];
        return redirect(asked, &response);
    }
    let code = emulator.random_text();
    let remembered = Code {
        client: asked.client.id.clone(),
        user: user.id.clone(),
        scopes: asked.scopes.clone(),
        redirect_uri: asked.redirect_uri.clone(),
        challenge: asked.challenge.clone(),
        organizations,
        expires_at: now + CODE_LIFE,
    };
    emulator.state().codes.insert(code.clone(), remembered);
    redirect(asked, &[("code", &code)])
}

fn redirect(asked: &Asked<'_>, parameters: &[(&str, &str)]) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    if let Some(state) = &asked.state {
        query.append_pair("state", state);
    }
    let mark = match (asked.response_type.as_str(), asked.redirect_uri.contains('?')) {
        ("token", _) => '#',
        (_, true) => '&',
        (_, false) => '?',
    };
    let location = format!("{}{mark}{}", asked.redirect_uri, query.finish());
    (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
}

fn session(headers: &HeaderMap) -> Option<String> {
    let cookies = headers.get(header::COOKIE)?.to_str().ok()?;
    let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(name, _)| *name == "emulator-session").map(|(_, value)| value.to_owned())
}
