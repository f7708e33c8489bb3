//! The routes, and the addresses they may be reached at.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr, TcpListener};

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::extract::{DefaultBodyLimit, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use crate::state::Emulator;
use crate::{
    admin, authorize, control, documents, envelopes, fault, log, page, rate_limits, sending,
    signing, token, userinfo, users_list, views,
};

/// No form that OAuth needs is larger.
const LARGEST_BODY: usize = 64 * 1024;
/// Docusign takes documents of 25 MB; base64 adds a third.
const LARGEST_ENVELOPE: usize = 40 * 1024 * 1024;
/// Where envelopes are, in an account.
const ENVELOPES: &str = "/restapi/v2.1/accounts/{account}/envelopes";

/// Every path there is.
pub fn router(emulator: Emulator, scheme: &'static str, allow_remote: bool) -> Router {
    let scheme = Scheme(scheme);
    let router = Router::new()
        .route("/", get(page::index))
        .route("/oauth/auth", get(authorize::get).post(authorize::post))
        .route("/oauth/token", post(token::post))
        .route("/oauth/userinfo", get(userinfo::get))
        .route("/restapi/v2.1/accounts/{account}/users", get(users_list::get))
        .route("/management/v2/organizations", get(admin::organizations))
        .route("/management/v2/organizations/{id}/users", get(admin::users))
        .merge(envelope_routes())
        .route("/Signing/StartInSession.aspx", get(signing::get))
        .route("/Signing/Done", post(signing::post))
        .route("/Sending/StartInSession.aspx", get(sending::get))
        .route("/Sending/Done", post(sending::post))
        .merge(control::routes())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(emulator.clone(), rate_limits::account))
        .layer(from_fn_with_state(emulator.clone(), fault::inject))
        .layer(from_fn(cross_origin))
        .layer(from_fn_with_state(emulator.clone(), log::record))
        .layer(axum::Extension(scheme))
        .with_state(emulator);
    if allow_remote { router } else { router.layer(from_fn(local_names)) }
}

/// Refuses a request that does not know that it comes to this machine: a page of elsewhere whose name was made to
/// lead here (DNS rebinding).
async fn local_names(request: Request, next: Next) -> Response {
    if is_local(token::host(request.headers())) {
        return next.run(request).await;
    }
    let message = "The emulator answers only to localhost and to addresses of this machine.\n";
    (StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

/// Whether a `Host` is a name or address of this machine, whatever the port.
fn is_local(host: &str) -> bool {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return address.ip().is_loopback();
    }
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

fn envelope_routes() -> Router<Emulator> {
    let one = format!("{ENVELOPES}/{{envelope}}");
    let create = post(envelopes::create).layer(DefaultBodyLimit::max(LARGEST_ENVELOPE));
    Router::new()
        .route(ENVELOPES, create.get(envelopes::list))
        .route(&one, get(envelopes::get))
        .route(&format!("{one}/recipients"), get(envelopes::recipients))
        .route(&format!("{one}/views/recipient"), post(views::recipient))
        .route(&format!("{one}/views/sender"), post(views::sender))
        .route(&format!("{one}/documents"), get(documents::list))
        .route(&format!("{one}/documents/{{document}}"), get(documents::get))
}

#[derive(Clone, Copy)]
struct Scheme(&'static str);

/// The origin by which the client addressed the emulator.
pub struct Origin(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Origin {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let scheme = parts.extensions.get::<Scheme>().map_or("http", |scheme| scheme.0);
        Ok(Self(format!("{scheme}://{}", token::host(&parts.headers))))
    }
}

/// Lets pages of any origin in, so that tests can run in a browser. Docusign does so only for keys that are
/// set up for it, and never for the JWT grant.
async fn cross_origin(request: Request, next: Next) -> Response {
    let is_preflight = request.method() == Method::OPTIONS;
    let wanted = request.headers().get(header::ACCESS_CONTROL_REQUEST_HEADERS).cloned();
    let mut response =
        if is_preflight { StatusCode::NO_CONTENT.into_response() } else { next.run(request).await };
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static("*, date, retry-after"),
    );
    if is_preflight {
        let methods = HeaderValue::from_static("GET, POST, PUT, DELETE, PATCH, HEAD");
        headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, methods);
        if let Some(wanted) = wanted {
            headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted);
        }
    }
    response
}

/// Opens the address, which must be on this machine.
pub fn open(address: &str, allow_remote: bool) -> Result<TcpListener> {
    let address = address.replace("localhost", "127.0.0.1");
    let address: SocketAddr =
        address.parse().with_context(|| format!("{address} is no address such as 127.0.0.1:0"))?;
    if !address.ip().is_loopback() && !allow_remote {
        bail!(
            "{address} is not on this machine; the emulator's keys are public. --allow-remote insists."
        );
    }
    let listener =
        TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_names_of_this_machine() {
        for host in [
            "127.0.0.1",
            "127.0.0.1:8080",
            "127.9.9.9",
            "localhost",
            "LOCALHOST:1",
            "a.localhost:9",
            "[::1]",
            "[::1]:8",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "127.0.0.1.evil.example",
            "localhost.evil.example:80",
            "10.0.0.1:8080",
            "[::2]:1",
            "127.0.0.1@evil.example",
            "0.0.0.0",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
