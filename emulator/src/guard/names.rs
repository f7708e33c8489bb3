//! The names under which the emulator can be reached.

use std::net::{IpAddr, SocketAddr};

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::http::{Reach, Site, host};

/// Refuses requests with other host names, to prevent DNS rebinding by web pages. Docusign's own names are safe: only
/// Docusign controls them. Each serves its own paths.
pub async fn known(request: Request, next: Next) -> Response {
    let host = host(request.headers());
    if let Some(site) = Site::of(host) {
        if site.serves(request.uri().path()) {
            return next.run(request).await;
        }
        return StatusCode::NOT_FOUND.into_response();
    }
    let reach = request.extensions().get::<Reach>().copied().unwrap_or_default();
    if reach == Reach::Anywhere || is_local(host) {
        return next.run(request).await;
    }
    let message =
        "The emulator accepts only localhost and addresses of this machine as host names.\n";
    (StatusCode::MISDIRECTED_REQUEST, message).into_response()
}

/// Whether a `Host` is a name or address of this machine, with any port.
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
