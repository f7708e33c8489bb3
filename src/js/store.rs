//! Tokens for a shared store.

use super::assertion::millis;
use super::inbound;
use crate::error::Result;
use crate::js::asked::Asked;
use crate::js::outbound::ToJson;
use crate::protocol::{StoredToken, Token};
use crate::wire::Object;

/// Converts the token in `text` (JSON), received at `number`, to the record to encrypt and store. `extra` marks the
/// replacement of a refused token.
pub(super) fn write_stored(asked: &Asked<'_>) -> Result<String> {
    let token = inbound::read("token", asked.text, Token::read)?;
    let stored = StoredToken::new(token, millis(asked.number)?);
    Ok(stored.after_refusal(asked.extra.is_some()).to_json())
}

/// Reads a decrypted record in `text` at `number`, with the margin in `more`. Returns `token`, `receivedAt`, `renewAt`
/// and `afterRefusal`, or the reason in `rejected`.
pub(super) fn read_stored(asked: &Asked<'_>) -> Result<String> {
    let mut object = Object::new();
    match StoredToken::read(asked.text, millis(asked.number)?) {
        Ok(stored) => {
            let renew_at = stored.renew_at(asked.more.parse().unwrap_or_default());
            object.json("token", &stored.token.to_json());
            object.number("receivedAt", stored.received_at);
            object.number("renewAt", renew_at);
            object.flag("afterRefusal", stored.after_refusal);
        }
        Err(rejected) => object.text("rejected", rejected.as_str()),
    }
    Ok(object.finish())
}
