//! RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3; RFC 8017, section 8.2).

use getrandom::SysRng;
use rsa::pkcs1v15::{Signature, SigningKey as RsaSigningKey, VerifyingKey};
use rsa::rand_core::TryCryptoRng;
use rsa::signature::{RandomizedSigner, SignatureEncoding, Verifier};
use rsa::traits::{PrivateKeyParts, PublicKeyParts};
use rsa::{BoxedUint, PrivateKey, PublicKey};
use sha2::Sha256;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

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
        // Checks n = p·q and e·d ≡ 1 modulo p-1 and q-1.
        let key = PrivateKey::from_components(n, e, d, primes).map_err(|_| inconsistent())?;
        let signing_key = Self { inner: RsaSigningKey::new(key) };
        let whole = signing_key.parts();
        let given = [&parts.dp, &parts.dq, &parts.qinv];
        for (given, computed) in given.into_iter().zip([&whole.dp, &whole.dq, &whole.qinv]) {
            if !given.is_empty() && !bool::from(without_zeros(given).ct_eq(computed)) {
                return Err(inconsistent());
            }
        }
        Ok(signing_key)
    }

    /// The numbers of the key, all of them, without leading zeros.
    pub(crate) fn parts(&self) -> KeyParts {
        let key: &PrivateKey = self.inner.as_ref();
        let bytes = |number: &BoxedUint| {
            let bytes = Zeroizing::new(number.to_be_bytes().into_vec());
            without_zeros(&bytes).to_vec()
        };
        let prime = |n: usize| key.primes().get(n).map(|prime| bytes(prime)).unwrap_or_default();
        KeyParts {
            n: bytes(key.n()),
            e: bytes(key.e()),
            d: bytes(key.d()),
            p: prime(0),
            q: prime(1),
            dp: key.dp().map(bytes).unwrap_or_default(),
            dq: key.dq().map(bytes).unwrap_or_default(),
            qinv: key.qinv().map(|qinv| bytes(&qinv.retrieve())).unwrap_or_default(),
        }
    }

    /// Signs. The operation is blinded with fresh randomness, and the signature is verified with the
    /// public key before it leaves.
    pub(crate) fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        self.sign_with(&mut SysRng, data)
    }

    /// The random source is handed over, because `rsa` would sign without blinding, and not say so, if it
    /// were built without its own.
    fn sign_with<R: TryCryptoRng>(&self, random: &mut R, data: &[u8]) -> Result<Vec<u8>> {
        let signature = self.inner.try_sign_with_rng(random, data).map_err(|_| {
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

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::fmt;

    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use rsa::rand_core::{TryCryptoRng, TryRng};

    use super::*;

    /// The key of RFC 7515, appendix A.2.
    fn parts() -> KeyParts {
        let vector = include_str!("../tests/vectors/rfc7515-a2.json");
        let vector: serde_json::Value = serde_json::from_str(vector).unwrap();
        let number =
            |name: &str| URL_SAFE_NO_PAD.decode(vector["key"][name].as_str().unwrap()).unwrap();
        KeyParts {
            n: number("n"),
            e: number("e"),
            d: number("d"),
            p: number("p"),
            q: number("q"),
            dp: number("dp"),
            dq: number("dq"),
            qinv: number("qi"),
        }
    }

    /// Counts the bytes it gives.
    struct Counting(u64);

    impl TryRng for Counting {
        type Error = Infallible;
        fn try_next_u32(&mut self) -> Result<u32, Infallible> {
            Ok(self.try_next_u64()? as u32)
        }
        fn try_next_u64(&mut self) -> Result<u64, Infallible> {
            self.0 += 8;
            Ok(self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(31))
        }
        fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
            for byte in bytes {
                *byte = self.try_next_u64()? as u8;
            }
            Ok(())
        }
    }
    impl TryCryptoRng for Counting {}

    /// Has no randomness to give.
    struct Broken;

    #[derive(Debug)]
    struct NoRandomness;

    impl fmt::Display for NoRandomness {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("no randomness")
        }
    }
    impl std::error::Error for NoRandomness {}

    impl TryRng for Broken {
        type Error = NoRandomness;
        fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
            Err(NoRandomness)
        }
        fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
            Err(NoRandomness)
        }
        fn try_fill_bytes(&mut self, _: &mut [u8]) -> Result<(), NoRandomness> {
            Err(NoRandomness)
        }
    }
    impl TryCryptoRng for Broken {}

    #[test]
    fn every_signature_takes_randomness_for_blinding() {
        let key = SigningKey::new(&parts()).unwrap();
        let mut random = Counting(0);
        let first = key.sign_with(&mut random, b"data").unwrap();
        let after_first = random.0;
        let second = key.sign_with(&mut random, b"data").unwrap();
        assert!(after_first >= 256, "{after_first}");
        assert!(random.0 >= 2 * 256, "{}", random.0);
        assert_eq!(first, second);
    }

    #[test]
    fn without_randomness_nothing_is_signed() {
        let key = SigningKey::new(&parts()).unwrap();
        let error = key.sign_with(&mut Broken, b"data").unwrap_err();
        assert_eq!(error.code(), Code::SigningFailed);
    }

    #[test]
    fn missing_numbers_are_computed() {
        let (whole, mut without) = (parts(), parts());
        without.dp.clear();
        without.dq.clear();
        without.qinv.clear();
        let computed = SigningKey::new(&without).unwrap().parts();
        assert_eq!(computed.dp, whole.dp);
        assert_eq!(computed.dq, whole.dq);
        assert_eq!(computed.qinv, whole.qinv);
    }
}
