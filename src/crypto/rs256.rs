//! RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 7518, section 3.3; RFC 8017, section 8.2).
//!
//! The arithmetic is our own, for speed in WebAssembly; `docs/rs256.md` explains it, and `tests/rs256` compares it
//! with that of the `rsa` crate, which the feature `rsa` makes the signer in its place.

mod column;
mod consistency;
#[cfg_attr(not(feature = "js"), allow(dead_code, reason = "only the boundary has one"))]
mod coprocessor;
mod encoding;
mod limbs;
mod modulus;
mod private_operation;
#[cfg(feature = "rsa")]
mod rsa_crate;

use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::{Code, Error, Result};
use consistency::Numbers;
pub(crate) use coprocessor::Coprocessor;
use encoding::encoded;
use limbs::Limbs;
use modulus::Modulus;
use private_operation::{Refusal, public_operation};

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
pub(crate) const SMALLEST: usize = 2048;
/// The largest modulus that we sign with, in bits.
pub(crate) const LARGEST: usize = 4096;

/// A checked key, ready to sign.
pub(crate) struct SigningKey {
    numbers: Numbers,
    d: Zeroizing<Vec<u8>>,
    #[cfg(feature = "rsa")]
    signer: rsa_crate::Signer,
}

impl SigningKey {
    /// Checks the size of the key, and that its numbers match. Primality is not tested: with a wrong prime the
    /// signature would not verify, and each signature is verified before it is returned.
    pub(crate) fn new(parts: &KeyParts) -> Result<Self> {
        let modulus_bits = bits(&parts.n);
        check_size(modulus_bits)?;
        let e = public_exponent(&parts.e)?;
        let (bits_of_p, bits_of_q) = (bits(&parts.p), bits(&parts.q));
        if ![modulus_bits, modulus_bits + 1].contains(&(bits_of_p + bits_of_q)) {
            return Err(inconsistent());
        }
        let longest = bits_of_p.max(bits_of_q);
        if longest > modulus_bits / 4 * 3 {
            let message = "The key's primes are of very different lengths.";
            return Err(Error::new(Code::KeyUnsupported, message));
        }
        let limbs = Modulus::limbs_for(longest);
        let numbers = Numbers::checked(parts, modulus_bits, e, limbs).ok_or_else(inconsistent)?;
        Ok(Self {
            numbers,
            d: Zeroizing::new(without_zeros(&parts.d).to_vec()),
            #[cfg(feature = "rsa")]
            signer: rsa_crate::Signer::new(parts).ok_or_else(inconsistent)?,
        })
    }

    /// All numbers of the key, without leading zeros.
    pub(crate) fn parts(&self) -> KeyParts {
        let bytes = |number: &Limbs| {
            let bytes =
                Zeroizing::new(number.to_be_bytes((number.len() * limbs::BITS).div_ceil(8)));
            without_zeros(&bytes).to_vec()
        };
        let numbers = &self.numbers;
        KeyParts {
            n: bytes(numbers.n.limbs()),
            e: without_zeros(&numbers.e.to_be_bytes()).to_vec(),
            d: self.d.to_vec(),
            p: bytes(numbers.p.limbs()),
            q: bytes(numbers.q.limbs()),
            dp: bytes(&numbers.dp),
            dq: bytes(&numbers.dq),
            qinv: bytes(&numbers.qinv),
        }
    }

    /// Signs. The operation is blinded with new random numbers, and the signature is verified with the public key
    /// before it is returned.
    pub(crate) fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        self.sign_with(getrandom::fill, data, None)
    }

    /// Signs with a coprocessor, as long as its signatures verify.
    #[cfg(feature = "js")]
    pub(crate) fn sign_by(&self, coprocessor: &Coprocessor, data: &[u8]) -> Result<Vec<u8>> {
        self.sign_with(getrandom::fill, data, Some(coprocessor))
    }

    fn sign_with<E>(
        &self,
        random: impl FnMut(&mut [u8]) -> std::result::Result<(), E>,
        data: &[u8],
        coprocessor: Option<&Coprocessor>,
    ) -> Result<Vec<u8>> {
        #[cfg(feature = "rsa")]
        let signed = {
            let _ = coprocessor;
            self.signer.sign(random, data)
        };
        #[cfg(not(feature = "rsa"))]
        let signed = {
            let message = encoded(data, self.numbers.n.bits().div_ceil(8));
            self.numbers.signature(&message, random, coprocessor)
        };
        signed.map_err(|refusal| {
            let message = match refusal {
                Refusal::NoRandomness => "No random numbers are available for signing.",
                Refusal::NotVerified => "The signature did not verify and was discarded.",
            };
            Error::new(Code::SigningFailed, message)
        })
    }
}

/// Verifies a signature with the public key (`n`, `e`, big-endian).
pub(crate) fn verifies(n: &[u8], e: &[u8], data: &[u8], signature: &[u8]) -> bool {
    let modulus_bits = bits(n);
    let Ok(e) = check_size(modulus_bits).and_then(|()| public_exponent(e)) else { return false };
    let limbs = Modulus::limbs_for(modulus_bits);
    let length = modulus_bits.div_ceil(8);
    let number = |bytes: &[u8]| Limbs::from_be_bytes(bytes, limbs);
    let (Some(n), Some(number)) = (number(n).and_then(Modulus::new), number(signature)) else {
        return false;
    };
    let message = public_operation(&n, e, &number, &mut n.columns()).to_be_bytes(length);
    let below = limbs::less_mask(&number, n.limbs()) != 0;
    signature.len() == length && below && bool::from(message.ct_eq(&encoded(data, length)))
}

fn public_exponent(bytes: &[u8]) -> Result<u64> {
    let bytes = without_zeros(bytes);
    let number = bytes.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte));
    if (2..=33).contains(&bits(bytes)) && number & 1 == 1 {
        return Ok(number);
    }
    let message = "The key's public exponent is not an odd number of 2 to 33 bits.";
    Err(Error::new(Code::KeyUnsupported, message))
}

fn check_size(bits: usize) -> Result<()> {
    if bits < SMALLEST {
        let message = format!("The key has {bits} bits; the minimum for RS256 is {SMALLEST}.");
        return Err(Error::new(Code::KeyTooSmall, message));
    }
    if bits > LARGEST {
        let message = format!("The key has {bits} bits; the maximum is {LARGEST}.");
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

fn inconsistent() -> Error {
    Error::new(Code::KeyInconsistent, "The numbers in the key do not match each other.")
}

#[cfg(test)]
mod tests;
