//! The emulator in WebAssembly, as the npm package calls it.

mod identity;
mod platform;
mod response;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, header};
use futures_util::FutureExt;
use futures_util::future::{AbortHandle, abortable};
use js_sys::Promise;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::future_to_promise;

use crate::app::Docusign;
use crate::http::{Reach, Scheme};
use crate::state::{Config, key_name};
use crate::wasm::platform::Platform;
use crate::wasm::response::{CoreResponse, read_now};

/// An emulator with its own state.
#[wasm_bindgen]
pub struct Core {
    docusign: Docusign,
}

#[wasm_bindgen]
impl Core {
    /// Starts with a configuration that contains keys as PEM, not as file names. JavaScript identifies it by a number.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, instance: u32) -> Result<Core, JsError> {
        let config =
            Config::read(config, |name| anyhow::bail!("the key {} is not PEM", key_name(name)));
        let config = config.map_err(|error| JsError::new(&format!("{error:#}")))?;
        Ok(Self { docusign: Docusign::new(config, Platform { instance }) })
    }

    /// Starts a request. Headers are alternating names and values, including `host`.
    pub fn respond(
        &self,
        method: &str,
        target: &str,
        headers: Vec<String>,
        body: Vec<u8>,
        secure: bool,
        anywhere: bool,
    ) -> Result<Pending, JsError> {
        let mut request = read(method, target, &headers, body.into())?;
        request.extensions_mut().insert(Scheme(if secure { "https" } else { "http" }));
        request.extensions_mut().insert(if anywhere {
            Reach::Anywhere
        } else {
            Reach::ThisMachine
        });
        let docusign = self.docusign.clone();
        let (response, handle) = abortable(async move { docusign.respond(request).await });
        let response = future_to_promise(async move {
            let response =
                response.await.map_err(|_| JsError::new("the caller has stopped waiting"))?;
            Ok(JsValue::from(CoreResponse::new(response)))
        });
        Ok(Pending { response, handle })
    }

    /// Calls a control endpoint, and returns the body of its response.
    pub fn control(&self, method: &str, path: &str, body: &str) -> Result<String, JsError> {
        let headers = ["host", "localhost", "content-type", "application/json"].map(str::to_owned);
        let request = read(method, path, &headers, Bytes::copy_from_slice(body.as_bytes()))?;
        let response = self.docusign.respond(request).now_or_never();
        let response = response.ok_or_else(|| JsError::new("the control endpoint waits"))?;
        let status = response.status();
        let text = read_now(response).ok_or_else(|| JsError::new("the control endpoint waits"))?;
        if status.is_success() {
            return Ok(text);
        }
        Err(JsError::new(if text.is_empty() { status.as_str() } else { &text }))
    }
}

/// A pending response.
#[wasm_bindgen]
pub struct Pending {
    response: Promise,
    handle: AbortHandle,
}

#[wasm_bindgen]
impl Pending {
    /// A promise of a `CoreResponse`.
    #[wasm_bindgen(getter)]
    pub fn response(&self) -> Promise {
        self.response.clone()
    }

    /// Cancels the request: the promise rejects.
    pub fn cancel(&self) {
        self.handle.abort();
    }
}

fn read(method: &str, target: &str, headers: &[String], body: Bytes) -> Result<Request, JsError> {
    let mut request = Request::new(Body::from(body));
    *request.method_mut() = Method::from_bytes(method.as_bytes())?;
    *request.uri_mut() = target.parse()?;
    for pair in headers.chunks_exact(2) {
        let [name, value] = pair else { continue };
        let name = HeaderName::from_bytes(name.as_bytes())?;
        // Header values are bytes, which JavaScript reads as Latin-1.
        let bytes: Vec<u8> =
            value.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        request.headers_mut().append(name, HeaderValue::from_bytes(&bytes)?);
    }
    if !request.headers().contains_key(header::HOST) {
        return Err(JsError::new("a request has no host"));
    }
    Ok(request)
}
