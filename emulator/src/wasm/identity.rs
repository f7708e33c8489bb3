//! TLS certificates for a server of the npm package.

use js_sys::{Function, Uint8Array};
use rcgen::{Error, PKCS_ECDSA_P256_SHA256, PublicKeyData, SignatureAlgorithm, SigningKey};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::certificate;
use crate::state::Host;
use crate::wasm::platform::Platform;

/// A key on P-256 that JavaScript holds.
struct Key<'a> {
    point: &'a [u8],
    /// Signs data, and returns the signature as DER.
    sign: Option<&'a Function>,
}

impl PublicKeyData for Key<'_> {
    fn der_bytes(&self) -> &[u8] {
        self.point
    }

    fn algorithm(&self) -> &'static SignatureAlgorithm {
        &PKCS_ECDSA_P256_SHA256
    }
}

impl SigningKey for Key<'_> {
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Error> {
        let sign = self.sign.ok_or(Error::RemoteKeyError)?;
        let signature = sign.call1(&JsValue::NULL, &Uint8Array::from(message));
        Ok(Uint8Array::new(&signature.map_err(|_| Error::RemoteKeyError)?).to_vec())
    }
}

/// The certificates of an authority and of the server, in PEM, for keys on P-256 given as uncompressed points.
#[wasm_bindgen]
pub fn certify(authority: &[u8], sign: &Function, server: &[u8]) -> Result<Vec<String>, JsError> {
    let mut random = [[0; 16]; 2];
    random.iter_mut().for_each(|bytes| Platform { instance: 0 }.fill(bytes));
    let authority = Key { point: authority, sign: Some(sign) };
    let certificates = certificate::certify(&authority, &Key { point: server, sign: None }, random);
    let certificates = certificates.map_err(|error| JsError::new(&format!("{error:#}")))?;
    Ok(vec![certificates.authority.pem(), certificates.server.pem()])
}
