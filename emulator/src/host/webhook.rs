//! Sends Connect messages to applications on this machine.

use std::net::IpAddr;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Method, Request, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;

use crate::state::Delivery;

/// How long Docusign waits for an application's response.
const PATIENCE: Duration = Duration::from_secs(100);

/// Posts a message, and returns the status of the response. It uses only `http`, and only this machine.
pub async fn post(delivery: Delivery) -> Result<u16, String> {
    let uri: Uri = delivery.url.parse().map_err(|_| "the URL is invalid".to_owned())?;
    if uri.scheme_str() != Some("http") || !uri.host().is_some_and(is_local) {
        return Err("the native emulator posts only over http, and only to this machine".to_owned());
    }
    let mut request = Request::builder().method(Method::POST).uri(uri);
    for (name, value) in &delivery.headers {
        request = request.header(name, value);
    }
    let request = request.body(Body::from(delivery.body)).map_err(|error| error.to_string())?;
    let client = Client::builder(TokioExecutor::new()).build_http::<Body>();
    match tokio::time::timeout(PATIENCE, client.request(request)).await {
        Ok(Ok(response)) => Ok(response.status().as_u16()),
        Ok(Err(error)) => Err(error.to_string()),
        Err(_) => Err("no response within 100 seconds".to_owned()),
    }
}

fn is_local(host: &str) -> bool {
    let address = host.trim_matches(['[', ']']).parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}
