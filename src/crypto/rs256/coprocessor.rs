//! The two halves of a signature by a quicker arithmetic that is not trusted: the module of `signer/`, where the engine
//! has what it needs.
//!
//! The result is combined and verified here, with independent arithmetic. If it does not verify,
//! the signature is made again by the arithmetic of this crate, and the coprocessor is never asked again.

use std::sync::atomic::{AtomicU8, Ordering};

use zeroize::Zeroizing;

use super::consistency::Numbers;
use super::limbs::{Limbs, MASK, equal_mask, less_mask};
use super::private_operation::{EXPONENT_BLINDING, Refusal, blinded_exponent, drawn};

const UNKNOWN: u8 = 0;
const TRUSTED: u8 = 1;
const DISMISSED: u8 = 2;

/// The coprocessor, and whether it is still used.
#[derive(Debug)]
pub(crate) struct Coprocessor {
    /// For no words: whether it is there. Else it replaces the beginning of the words by the halves, each less than twice
    /// its prime, or returns that it cannot.
    compute: fn(&mut [u32]) -> bool,
    state: AtomicU8,
}

impl Coprocessor {
    /// One that has not been asked yet.
    pub(crate) const fn new(compute: fn(&mut [u32]) -> bool) -> Self {
        Self { compute, state: AtomicU8::new(UNKNOWN) }
    }

    /// Whether it is there and has not failed. It is started when this is asked first.
    fn is_trusted(&self) -> bool {
        if self.state.load(Ordering::Relaxed) == UNKNOWN {
            let state = if (self.compute)(&mut []) { TRUSTED } else { DISMISSED };
            self.state.store(state, Ordering::Relaxed);
        }
        self.state.load(Ordering::Relaxed) == TRUSTED
    }

    /// It is not asked again.
    fn dismiss(&self) {
        self.state.store(DISMISSED, Ordering::Relaxed);
    }
}

impl Numbers {
    /// `message^d modulo n`, by the coprocessor as long as it is trusted.
    pub(super) fn signature<E>(
        &self,
        message: &[u8],
        mut random: impl FnMut(&mut [u8]) -> Result<(), E>,
        coprocessor: Option<&Coprocessor>,
    ) -> Result<Vec<u8>, Refusal> {
        if let Some(coprocessor) = coprocessor.filter(|coprocessor| coprocessor.is_trusted()) {
            match self.private_operation_by(coprocessor, message, &mut random)? {
                Some(signature) => return Ok(signature),
                None => coprocessor.dismiss(),
            }
        }
        self.private_operation(message, random, |_, _| {})
    }

    /// `message^d modulo n` as [`private_operation`](Self::private_operation) makes it, or nothing if what the coprocessor
    /// made does not verify.
    fn private_operation_by<E>(
        &self,
        coprocessor: &Coprocessor,
        message: &[u8],
        random: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Option<Vec<u8>>, Refusal> {
        let n = &self.n;
        let message = Limbs::from_be_bytes(message, n.len()).ok_or(Refusal::NotVerified)?;
        let mut words = self.words(&message, random)?;
        if !(coprocessor.compute)(&mut words) {
            return Ok(None);
        }
        let signature = self.joined(&words);
        let verifies = less_mask(&signature, n.limbs())
            & equal_mask(&self.public_operation(&signature, &mut n.columns()), &message);
        Ok((verifies != 0).then(|| signature.to_be_bytes(n.bits().div_ceil(8))))
    }

    /// The number of the two halves that the words begin with.
    pub(super) fn joined(&self, words: &[u32]) -> Limbs {
        let Self { p, q, .. } = self;
        let half = |words: &[u32]| {
            let mut half = Limbs::zero(p.len());
            for (limb, word) in half.iter_mut().zip(words) {
                *limb = word & MASK;
            }
            half
        };
        let (of_p, of_q) = words.split_at_checked(p.len()).unwrap_or_default();
        self.combined(&p.settled(half(of_p)), &q.settled(half(of_q)), &mut p.columns())
    }

    /// What the coprocessor is given (`signer/src/operation.rs`): counts, bits and public exponent, then the numbers.
    pub(super) fn words<E>(
        &self,
        message: &Limbs,
        random: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<Zeroizing<Vec<u32>>, Refusal> {
        let Self { n, p, q, .. } = self;
        let [r, for_p, for_q] = drawn(n, random)?;
        let for_p = blinded_exponent(&self.dp, p, &for_p);
        let for_q = blinded_exponent(&self.dq, q, &for_q);
        let bits = p.bits().max(q.bits()) + EXPONENT_BLINDING * 8;
        let parts = [p.limbs(), q.limbs(), p.r2(), q.r2(), &for_p, &for_q, message, &r];
        let counts = [p.len(), for_p.len(), n.len(), bits].map(|count| count as u32);
        let capacity = counts.len() + 2 + parts.iter().map(|part| part.len()).sum::<usize>();
        // As long as it will be, since what a vector grows out of would not be wiped.
        let mut words = Zeroizing::new(Vec::with_capacity(capacity));
        words.extend_from_slice(&counts);
        words.extend_from_slice(&[self.e as u32, (self.e >> 32) as u32]);
        for part in parts {
            words.extend_from_slice(part);
        }
        Ok(words)
    }
}
