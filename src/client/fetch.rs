//! The client with the platform's `fetch`: Cloudflare Workers and other WebAssembly platforms.

use std::time::Duration;

use bytes::Bytes;
use js_sys::{Date, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStream, ReadableStreamDefaultReader, RequestInit,
    RequestRedirect, Response,
};

use crate::client::auth::DocusignAuth;
use crate::client::transport::{Body, HttpRequest, ResponseHead, Transport};
use crate::crypto::PrivateKey;
use crate::flow::Failure;
use crate::settings::Settings;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    fn global_fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(then: &Function, delay: i32) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// A [`Transport`] with the platform's `fetch`, for WebAssembly.
///
/// Requests share tokens, but not work: in Cloudflare Workers, a request must not await another request's work. A
/// dropped request is aborted. Its futures are not `Send`: with `worker` and axum, wrap handlers in `#[worker::send]`.
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Fetch;

/// A response of [`Fetch`]. Dropping it cancels its body.
#[derive(Debug)]
pub struct FetchResponse {
    response: Response,
    reader: Option<ReadableStreamDefaultReader>,
    abort: Option<Abort>,
}

impl FetchResponse {
    /// The status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.response.status()
    }

    /// The platform's response with an unread body, for `worker::Response::from`.
    #[must_use]
    pub fn into_inner(mut self) -> Response {
        if let Some(abort) = self.abort.take() {
            abort.release();
        }
        self.response
    }

    /// Reads the whole body as text.
    ///
    /// # Errors
    /// [`Failure::Connection`] if the body breaks off.
    pub async fn text(self) -> Result<String, Failure> {
        let promise = self.response.text().map_err(failure)?;
        let text = JsFuture::from(promise).await.map_err(failure)?;
        Ok(text.as_string().unwrap_or_default())
    }

    async fn chunk(&mut self) -> Result<Option<Bytes>, Failure> {
        let reader = match &self.reader {
            Some(reader) => reader,
            None => {
                let Some(body) = self.response.body() else { return Ok(None) };
                self.reader.insert(body.get_reader().unchecked_into())
            }
        };
        let read = JsFuture::from(reader.read()).await.map_err(failure)?;
        if field(&read, "done").is_truthy() {
            return Ok(None);
        }
        Ok(Some(Uint8Array::new(&field(&read, "value")).to_vec().into()))
    }
}

/// Aborts a request after its caller has gone.
#[derive(Debug)]
struct Abort(Option<AbortController>);

impl Abort {
    fn release(mut self) {
        self.0 = None;
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

/// A timer, and the callback of its promise.
struct Timer(JsValue, Function);

impl Drop for Timer {
    /// A callback of a promise that never settles is never freed.
    fn drop(&mut self) {
        clear_timeout(&self.0);
        let _ = self.1.call0(&JsValue::UNDEFINED);
    }
}

fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
}

/// The platform's message for a failed request.
fn failure(error: JsValue) -> Failure {
    let message = field(&error, "message").as_string().or_else(|| error.as_string());
    Failure::Connection(message.unwrap_or_else(|| "fetch failed".to_owned()))
}

impl Transport for Fetch {
    type Response = FetchResponse;
    type Stream = ReadableStream;

    async fn send(
        &self,
        mut request: HttpRequest<ReadableStream>,
    ) -> Result<FetchResponse, Failure> {
        let headers = Headers::new().map_err(failure)?;
        for (name, value) in request.headers() {
            headers.set(name, value).map_err(failure)?;
        }
        let controller = AbortController::new().map_err(failure)?;
        let init = RequestInit::new();
        init.set_method(request.method());
        init.set_headers(&headers);
        init.set_redirect(RequestRedirect::Manual);
        init.set_signal(Some(&controller.signal()));
        match request.take_body() {
            Body::Empty => {}
            Body::Bytes(bytes) => init.set_body(&Uint8Array::from(&bytes[..])),
            Body::Stream(stream) => {
                init.set_body(&stream);
                let half = JsValue::from_str("half");
                Reflect::set(&init, &JsValue::from_str("duplex"), &half).map_err(failure)?;
            }
        }
        let abort = Abort(Some(controller));
        let promise = global_fetch(request.url(), &init).map_err(failure)?;
        let response = JsFuture::from(promise).await.map_err(failure)?.unchecked_into();
        Ok(FetchResponse { response, reader: None, abort: Some(abort) })
    }

    fn head(&self, response: &FetchResponse) -> ResponseHead {
        let mut headers = Vec::new();
        for pair in response.response.headers().entries().into_iter().flatten() {
            let pair: js_sys::Array = pair.unchecked_into();
            let text = |at| pair.get(at).as_string().unwrap_or_default();
            headers.push((text(0), text(1)));
        }
        ResponseHead::new(response.status(), headers)
    }

    async fn chunk(&self, response: &mut FetchResponse) -> Result<Option<Bytes>, Failure> {
        response.chunk().await
    }

    async fn sleep(&self, duration: Duration) {
        let delay = i32::try_from(duration.as_millis()).unwrap_or(i32::MAX);
        let mut timer = None;
        let promise = Promise::new(&mut |resolve, _| {
            timer = Some(Timer(set_timeout(&resolve, delay), resolve));
        });
        let _ = JsFuture::from(promise).await;
        drop(timer);
    }

    fn now(&self) -> u64 {
        Date::now() as u64
    }

    fn shares_work(&self) -> bool {
        false
    }
}

impl DocusignAuth<Fetch> {
    /// Creates a client with the platform's `fetch` and one key.
    ///
    /// Keep it in a `static` or `thread_local!`, so that requests share tokens. It does not read the clock or send
    /// anything before you call a method: Workers allow neither outside a request.
    #[must_use]
    pub fn with_fetch(settings: Settings, key: PrivateKey) -> Self {
        Self::new(settings, key, Fetch)
    }
}
