//! The clock, randomness and timers of JavaScript.

use futures_channel::oneshot;
use js_sys::wasm_bindgen::closure::Closure;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::state::{Delivery, Host, Report, Sleep};

#[wasm_bindgen(raw_module = "./lib/platform.js")]
extern "C" {
    fn now() -> f64;
    fn fill(bytes: &mut [u8]);
    /// Starts a pause, and returns its number.
    fn sleep(millis: f64, done: &JsValue) -> f64;
    fn wake(pause: f64);
    fn deliver(instance: u32, url: &str, headers: Vec<String>, body: &str, done: &JsValue);
}

/// The functions of `lib/platform.js`, for one emulator.
pub struct Platform {
    pub instance: u32,
}

/// A pause; the timer ends with it.
struct Pause {
    number: f64,
    over: oneshot::Receiver<()>,
}

impl Drop for Pause {
    fn drop(&mut self) {
        wake(self.number);
    }
}

impl Host for Platform {
    fn now(&self) -> u64 {
        now() as u64
    }

    fn fill(&self, bytes: &mut [u8]) {
        fill(bytes);
    }

    fn sleep(&self, millis: u64) -> Sleep {
        // A JavaScript function is not `Send`, as axum requires; the end of a channel is.
        let (sender, receiver) = oneshot::channel::<()>();
        let done = Closure::once_into_js(move || {
            let _ = sender.send(());
        });
        let mut pause = Pause { number: sleep(millis as f64, &done), over: receiver };
        Box::pin(async move {
            let _ = (&mut pause.over).await;
        })
    }

    fn deliver(&self, delivery: Delivery, report: Report) {
        let done = Closure::once_into_js(move |status: u16, error: Option<String>| {
            report(error.map_or(Ok(status), Err));
        });
        let headers = delivery.headers.into_iter().flat_map(|(name, value)| [name, value]);
        deliver(self.instance, &delivery.url, headers.collect(), &delivery.body, &done);
    }
}
