//! Private keys behind a handle: their bytes never go back to JavaScript.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use zeroize::Zeroizing;

use super::failure::Thrown;
use crate::crypto::{Coprocessor, PrivateKey, refusal};
use crate::js::asked::Asked;
use crate::protocol::Assertion;
use crate::wire::Object;

#[wasm_bindgen(raw_module = "./lib/core/signer.js")]
extern "C" {
    /// The numbers of a signature are seen in this memory, and become its halves. It never throws.
    fn halves(words: &mut [u32]) -> bool;
}

// Not from js-sys, whose exports for closures and promises would be in the module.
#[wasm_bindgen]
extern "C" {
    /// A copy in JavaScript's memory.
    #[wasm_bindgen(js_namespace = Uint8Array, js_name = from)]
    fn copy(bytes: &[u8]) -> JsValue;
}

/// The signer module, for the life of this instance.
static SIGNER: Coprocessor = Coprocessor::new(halves);

/// A private key in wasm memory, wiped when it is freed.
#[wasm_bindgen]
#[derive(Debug)]
pub struct KeyHandle(PrivateKey);

#[wasm_bindgen]
impl KeyHandle {
    /// Reads a key from the bytes of a text or of DER; the copy that crossed the boundary is wiped.
    pub fn parse(bytes: Vec<u8>) -> Result<Self, Thrown> {
        let bytes = Zeroizing::new(bytes);
        Ok(Self(PrivateKey::parse(&*bytes)?))
    }

    /// Signs with RS256.
    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>, Thrown> {
        Ok(self.0.sign_by(&SIGNER, data)?)
    }

    /// The compact form (RFC 7515, section 7.1) of a signing input, signed.
    #[wasm_bindgen(js_name = signAssertion)]
    pub fn sign_assertion(&self, signing_input: &str) -> Result<String, Thrown> {
        let signature = self.0.sign_by(&SIGNER, signing_input.as_bytes())?;
        Ok(Assertion::join(signing_input, &signature))
    }

    /// The secret for the encryption of stored tokens, which tells nothing about the key.
    #[wasm_bindgen(js_name = storeSecret, unchecked_return_type = "Uint8Array")]
    /// It is copied into JavaScript's memory at once, so that none of it is left in ours.
    pub fn store_secret(&self) -> Result<JsValue, Thrown> {
        Ok(copy(self.0.store_secret()?.as_slice()))
    }

    /// The public facts of the key: size, thumbprint, public key, format, repairs.
    #[must_use]
    pub fn describe(&self) -> String {
        let key = &self.0;
        let mut facts = Object::new();
        facts.number("bits", key.bits() as u64);
        facts.text("thumbprint", &key.thumbprint());
        facts.text("publicKeyPem", &key.public_key_pem());
        facts.text("format", key.format().as_str());
        facts.texts("repairs", &mut key.repairs().iter().map(|repair| repair.as_str()));
        facts.finish()
    }
}

/// Fails with the error for a private key that is neither text nor bytes, by the kind that JavaScript gives its value in
/// `text`.
pub(super) fn refuse_key(asked: &Asked<'_>) -> crate::error::Result<String> {
    Err(refusal(asked.text))
}
