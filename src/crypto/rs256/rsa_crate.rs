//! The signer of the `rsa` crate, which the feature `rsa` uses in place of ours.

use rsa::pkcs1v15::SigningKey;
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::signature::{RandomizedSigner, SignatureEncoding};
use rsa::{BoxedUint, PrivateKey};
use sha2::Sha256;

use super::KeyParts;
use super::private_operation::Refusal;

/// A key as `rsa` has it.
pub(super) struct Signer(SigningKey<Sha256>);

impl Signer {
    /// A key whose numbers are known to belong together.
    pub(super) fn new(parts: &KeyParts) -> Option<Self> {
        let number = |bytes: &[u8]| {
            let bits = u32::try_from(bytes.len() * 8).ok()?;
            BoxedUint::from_be_slice(bytes, bits).ok()
        };
        let primes = vec![number(&parts.p)?, number(&parts.q)?];
        let (n, e, d) = (number(&parts.n)?, number(&parts.e)?, number(&parts.d)?);
        let balanced = parts.p.len().max(parts.q.len()) * 2 <= parts.n.len() + 1;
        let build = if balanced {
            PrivateKey::from_components
        } else {
            PrivateKey::from_components_with_wide_primes
        };
        Some(Self(SigningKey::new(build(n, e, d, primes).ok()?)))
    }

    /// `rsa` blinds with the randomness that it is given, and verifies the signature before it returns it.
    pub(super) fn sign<E>(
        &self,
        random: impl FnMut(&mut [u8]) -> Result<(), E>,
        data: &[u8],
    ) -> Result<Vec<u8>, Refusal> {
        let mut random = Random { fill: random, failed: false };
        match self.0.try_sign_with_rng(&mut random, data) {
            Ok(signature) => Ok(signature.to_vec()),
            Err(_) if random.failed => Err(Refusal::NoRandomness),
            Err(_) => Err(Refusal::NotVerified),
        }
    }
}

/// A random source as `rsa` takes it.
struct Random<F> {
    fill: F,
    failed: bool,
}

#[derive(Debug)]
struct NoRandomness;

impl std::fmt::Display for NoRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("there is no randomness")
    }
}

impl std::error::Error for NoRandomness {}

impl<E, F: FnMut(&mut [u8]) -> Result<(), E>> TryRng for Random<F> {
    type Error = NoRandomness;

    fn try_next_u32(&mut self) -> Result<u32, NoRandomness> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, NoRandomness> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), NoRandomness> {
        (self.fill)(bytes).map_err(|_| {
            self.failed = true;
            NoRandomness
        })
    }
}

impl<E, F: FnMut(&mut [u8]) -> Result<(), E>> TryCryptoRng for Random<F> {}
