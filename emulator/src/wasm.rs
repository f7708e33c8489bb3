//! The emulator in WebAssembly, as the npm package calls it.

mod answer;
mod identity;
mod platform;

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
use crate::state::Config;
use crate::wasm::answer::{Answer, read_now};
use crate::wasm::platform::Platform;

/// One Docusign, with a memory of its own.
#[wasm_bindgen]
pub struct Core {
    docusign: Docusign,
}

#[wasm_bindgen]
impl Core {
    /// Starts with a configuration, in which keys are PEM and not names of files. JavaScript knows it by a number.
    #[wasm_bindgen(constructor)]
    pub fn new(config: &str, instance: u32) -> Result<Core, JsError> {
        let config = Config::read(config, |name| anyhow::bail!("{name} is not a key in PEM"));
        let config = config.map_err(|error| JsError::new(&format!("{error:#}")))?;
        Ok(Self { docusign: Docusign::new(config, Platform { instance }) })
    }

    /// Begins to answer a request. Headers are names and values in turn, with `host` among them.
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
        let (answer, handle) = abortable(async move { docusign.respond(request).await });
        let answer = future_to_promise(async move {
            let response =
                answer.await.map_err(|_| JsError::new("the caller has stopped waiting"))?;
            Ok(JsValue::from(Answer::new(response)))
        });
        Ok(Pending { answer, handle })
    }

    /// Asks a control endpoint, which answers at once: the body of its answer.
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

/// An answer on its way.
#[wasm_bindgen]
pub struct Pending {
    answer: Promise,
    handle: AbortHandle,
}

#[wasm_bindgen]
impl Pending {
    /// A promise of an `Answer`.
    #[wasm_bindgen(getter)]
    pub fn answer(&self) -> Promise {
        self.answer.clone()
    }

    /// Stops what is being done; the promise is rejected.
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
        // Headers are bytes, which JavaScript shows as Latin-1.
        let bytes: Vec<u8> =
            value.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
        request.headers_mut().append(name, HeaderValue::from_bytes(&bytes)?);
    }
    if !request.headers().contains_key(header::HOST) {
        return Err(JsError::new("a request has no host"));
    }
    Ok(request)
}
