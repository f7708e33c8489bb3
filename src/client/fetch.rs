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
use crate::error::Result;
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
/// Requests of visitors share tokens, but never wait for each other: Cloudflare Workers forbids that. If a future is
/// dropped, its request is aborted. The futures are not `Send`; with `worker` and axum, mark handlers with
/// `#[worker::send]`.
///
/// ```no_run
/// # use docusign_jwt::{ClientId, Environment, PrivateKey, Settings, UserId};
/// use docusign_jwt::{DocusignAuth, Fetch};
///
/// # fn client(pem: &str) -> docusign_jwt::Result<DocusignAuth<Fetch>> {
/// let settings = Settings::new(
///     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     Environment::demo(),
/// )
/// .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?);
/// Ok(DocusignAuth::new(settings, PrivateKey::parse(pem)?, Fetch::default()))
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Fetch;

/// A response of [`Fetch`]. Dropping it cancels the rest of its body.
///
/// ```no_run
/// # use docusign_jwt::{DocusignAuth, Fetch, Result};
/// # async fn envelopes(auth: &DocusignAuth<Fetch>) -> Result<String> {
/// let target = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-11-01";
/// let response = auth.get(target).await?;
/// // An error of the eSignature API is a response too, not an error of the call.
/// let status = response.status();
/// let text = response.text().await?;
/// # Ok(format!("{status}: {text}")) }
/// ```
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
    /// [`Code::NetworkFailed`](crate::Code::NetworkFailed) if the body breaks off.
    pub async fn text(self) -> Result<String> {
        let url = self.response.url();
        let broken = |error| failure(error).into_error(&url);
        let promise = self.response.text().map_err(broken)?;
        let text = JsFuture::from(promise).await.map_err(broken)?;
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
    /// Creates a client over the platform's `fetch` with one key.
    ///
    /// Keep it in a `static` or `thread_local!`, so that visitors share tokens. It reads no clock and sends nothing until
    /// you call a method: Workers allows neither outside of a request.
    ///
    /// ```no_run
    /// use docusign_jwt::{ClientId, DocusignAuth, Environment, Fetch, PrivateKey, Settings, UserId};
    ///
    /// # async fn visit(pem: &str) -> docusign_jwt::Result<String> {
    /// let settings = Settings::new(
    ///     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
    ///     Environment::demo(),
    /// )
    /// .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?);
    /// let auth: DocusignAuth<Fetch> = DocusignAuth::with_fetch(settings, PrivateKey::parse(pem)?);
    /// let token = auth.token().await?;
    /// # Ok(token.access_token.clone()) }
    /// ```
    #[must_use]
    pub fn with_fetch(settings: Settings, key: PrivateKey) -> Self {
        Self::new(settings, key, Fetch)
    }
}
