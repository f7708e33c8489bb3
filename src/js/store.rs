//! Tokens for a shared store.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::Thrown;
use super::inbound;
use crate::js::outbound::ToJson;
use crate::protocol::{StoredToken, Token};
use crate::wire::Object;

/// A token, as JSON, as what is to be encrypted and stored.
#[wasm_bindgen(js_name = writeStored)]
pub fn write_stored(token: &str, received_at: f64, after_refusal: bool) -> Result<String, Thrown> {
    let token = inbound::read("token", token, Token::read)?;
    let stored = StoredToken::new(token, millis(received_at)?);
    Ok(stored.after_refusal(after_refusal).to_json())
}

/// What was stored, decrypted: `token`, `receivedAt`, `renewAt` and `afterRefusal`, or why it is `rejected`.
#[wasm_bindgen(js_name = readStored)]
pub fn read_stored(text: &str, now: f64, margin: f64) -> Result<String, Thrown> {
    let mut object = Object::new();
    match StoredToken::read(text, millis(now)?) {
        Ok(stored) => {
            let renew_at = stored.renew_at(margin.max(0.0) as u64);
            object.json("token", &stored.token.to_json());
            object.number("receivedAt", stored.received_at);
            object.number("renewAt", renew_at);
            object.flag("afterRefusal", stored.after_refusal);
        }
        Err(rejected) => object.text("rejected", rejected.as_str()),
    }
    Ok(object.finish())
}
