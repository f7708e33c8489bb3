//! A response for JavaScript.

use std::cell::RefCell;
use std::rc::Rc;

use axum::body::{Body, BodyDataStream, HttpBody};
use axum::response::Response;
use futures_util::{FutureExt, StreamExt};
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};
use wasm_bindgen_futures::future_to_promise;

/// Status and headers, and the body piece by piece.
#[wasm_bindgen]
pub struct CoreResponse {
    status: u16,
    headers: Vec<String>,
    is_whole: bool,
    body: Rc<RefCell<Option<BodyDataStream>>>,
}

impl CoreResponse {
    pub fn new(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text = |bytes: &[u8]| bytes.iter().map(|byte| char::from(*byte)).collect::<String>();
        let pairs = parts.headers.iter();
        let headers = pairs.flat_map(|(name, value)| [name.to_string(), text(value.as_bytes())]);
        Self {
            status: parts.status.as_u16(),
            headers: headers.collect(),
            is_whole: body.size_hint().exact().is_some(),
            body: Rc::new(RefCell::new(Some(body.into_data_stream()))),
        }
    }
}

#[wasm_bindgen]
impl CoreResponse {
    #[wasm_bindgen(getter)]
    pub fn status(&self) -> u16 {
        self.status
    }

    /// Alternating names and values.
    #[wasm_bindgen(getter)]
    pub fn headers(&self) -> Vec<String> {
        self.headers.clone()
    }

    /// The body, if it is complete without waiting.
    pub fn whole(&self) -> Option<Vec<u8>> {
        let stream = self.is_whole.then(|| self.body.take()).flatten()?;
        collect(stream).now_or_never().flatten()
    }

    /// A promise of the next chunk of the body; undefined at its end. Rejects if the connection breaks.
    pub fn next(&self) -> Promise {
        let body = self.body.clone();
        future_to_promise(async move {
            let Some(mut stream) = body.take() else { return Ok(JsValue::UNDEFINED) };
            match stream.next().await {
                None => Ok(JsValue::UNDEFINED),
                Some(Ok(bytes)) => {
                    body.replace(Some(stream));
                    Ok(Uint8Array::from(&bytes[..]).into())
                }
                Some(Err(error)) => Err(JsError::new(&error.to_string()).into()),
            }
        })
    }
}

async fn collect(mut stream: BodyDataStream) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    while let Some(piece) = stream.next().await {
        whole.extend_from_slice(&piece.ok()?);
    }
    Some(whole)
}

/// The body of a response that is complete.
pub fn read_now(response: Response<Body>) -> Option<String> {
    let bytes = collect(response.into_body().into_data_stream()).now_or_never().flatten()?;
    String::from_utf8(bytes).ok()
}
