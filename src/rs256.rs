//! RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3; RFC 8017, section 8.2).

use rsa::pkcs1v15::{Signature, SigningKey as RsaSigningKey, VerifyingKey};
use rsa::signature::{SignatureEncoding, Signer, Verifier};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, PrivateKey, PublicKey};
use sha2::Sha256;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::{Code, Error, Result};

/// The numbers of a private key (RFC 8017, section 3.2), big-endian. `dp`, `dq` and `qinv` may be empty, and
/// are then computed.
#[derive(Clone, Default, Zeroize, ZeroizeOnDrop)]
pub(crate) struct KeyParts {
    pub(crate) n: Vec<u8>,
    pub(crate) e: Vec<u8>,
    pub(crate) d: Vec<u8>,
    pub(crate) p: Vec<u8>,
    pub(crate) q: Vec<u8>,
    pub(crate) dp: Vec<u8>,
    pub(crate) dq: Vec<u8>,
    pub(crate) qinv: Vec<u8>,
}

/// The smallest modulus that RFC 7518, section 3.3, allows, in bits.
const SMALLEST: usize = 2048;
/// The largest modulus that we sign with, in bits.
const LARGEST: usize = 4096;

/// A checked key, ready to sign.
pub(crate) struct SigningKey {
    inner: RsaSigningKey<Sha256>,
}

impl SigningKey {
    /// Checks the size of the key, and that its numbers belong together. That its primes are prime is
    /// not tested: a wrong signature shows it, as each is verified before it leaves.
    pub(crate) fn new(parts: &KeyParts) -> Result<Self> {
        check_size(bits(&parts.n))?;
        let modulus_bits = bits(&parts.n);
        if [&parts.d, &parts.p, &parts.q].into_iter().any(|number| bits(number) > modulus_bits) {
            return Err(inconsistent());
        }
        let exponent_bits = bits(&parts.e);
        if !(2..=33).contains(&exponent_bits) || parts.e.last().is_none_or(|low| low & 1 == 0) {
            let message = "The key's public exponent is not an odd number of 2 to 33 bits.";
            return Err(Error::new(Code::KeyUnsupported, message));
        }
        let primes = vec![number(&parts.p)?, number(&parts.q)?];
        let (n, e, d) = (number(&parts.n)?, number(&parts.e)?, number(&parts.d)?);
        let key = PrivateKey::from_components(n, e, d, primes).map_err(|_| inconsistent())?;
        let given = [&parts.dp, &parts.dq, &parts.qinv];
        let computed = [key.dp().cloned(), key.dq().cloned(), key.crt_coefficient()];
        for (given, computed) in given.into_iter().zip(computed) {
            let computed = computed.map(|number| number.to_be_bytes().to_vec()).unwrap_or_default();
            if !given.is_empty() && without_zeros(given) != without_zeros(&computed) {
                return Err(inconsistent());
            }
        }
        Ok(Self { inner: RsaSigningKey::new(key) })
    }

    /// Signs. The operation is blinded with fresh randomness, and the signature is verified with the
    /// public key before it leaves (`rsa` does both, given its feature `getrandom`).
    pub(crate) fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        let signature = self.inner.try_sign(data).map_err(|_| {
            Error::new(Code::SigningFailed, "The signature could not be made, or did not verify.")
        })?;
        Ok(signature.to_vec())
    }
}

/// Whether a signature is the key's; for whoever has only the public key (`n`, `e`, big-endian).
pub(crate) fn verifies(n: &[u8], e: &[u8], data: &[u8], signature: &[u8]) -> bool {
    let key = number(n).ok().zip(number(e).ok()).and_then(|(n, e)| PublicKey::new(n, e).ok());
    let signature = Signature::try_from(signature).ok();
    key.zip(signature).is_some_and(|(key, signature)| {
        key.n().bit_width() as usize >= SMALLEST
            && VerifyingKey::<Sha256>::new(key).verify(data, &signature).is_ok()
    })
}

fn check_size(bits: usize) -> Result<()> {
    if bits < SMALLEST {
        let message = format!("The key has {bits} bits; RS256 takes at least {SMALLEST}.");
        return Err(Error::new(Code::KeyTooSmall, message));
    }
    if bits > LARGEST {
        let message = format!("The key has {bits} bits; at most {LARGEST} are supported.");
        return Err(Error::new(Code::KeyUnsupported, message));
    }
    Ok(())
}

/// The length of a big-endian number in bits.
pub(crate) fn bits(number: &[u8]) -> usize {
    let number = without_zeros(number);
    let first = number.first().map_or(0, |first| first.leading_zeros() as usize);
    number.len() * 8 - first
}

pub(crate) fn without_zeros(number: &[u8]) -> &[u8] {
    let start = number.iter().position(|byte| *byte != 0).unwrap_or(number.len());
    number.get(start..).unwrap_or_default()
}

fn number(bytes: &[u8]) -> Result<BoxedUint> {
    let bytes = without_zeros(bytes);
    let bits = u32::try_from(bytes.len() * 8).map_err(|_| inconsistent())?;
    BoxedUint::from_be_slice(bytes, bits).map_err(|_| inconsistent())
}

fn inconsistent() -> Error {
    Error::new(Code::KeyInconsistent, "The key's numbers do not belong together.")
}
