//! The private-key operation of RSA by the Chinese remainder theorem (RFC 8017, section 5.1.2), blinded and checked.
//!
//! - The base is blinded: the base of the secret power is the message `m` times `r^e`, with a new random `r` for each
//!   signature. An attacker who chooses messages does not know the numbers in the computation. The exponent is `d - 1`,
//!   so that `m·r^(e-1)` makes the signature of the result, and no inverse of `r` is needed:
//!   `(m·r^e)^(d-1) · m·r^(e-1) = (m·r^e)^d / r = m^d`.
//! - The exponents are blinded: each is the secret exponent plus a random multiple of 64 bits of the order
//!   `p - 1`, so that no two signatures go through the same exponents.
//! - The signature is raised to `e` and compared with the message before it leaves. A fault in one of the two
//!   halves would otherwise give the key away (Boneh, DeMillo and Lipton, 1997).

use zeroize::Zeroizing;

use super::column::Columns;
use super::consistency::{Numbers, one_less};
use super::limbs::{BITS, Limbs, equal_mask};
use super::modulus::Modulus;

/// The bytes of the random multiple in an exponent.
pub(super) const EXPONENT_BLINDING: usize = 8;
/// The limbs that hold it.
const EXPONENT_LIMBS: usize = (EXPONENT_BLINDING * 8).div_ceil(BITS);

/// Points at which tests look at, or damage, what is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Blinded,
    Unblinding,
    ModuloP,
    ModuloQ,
    Combined,
    Signature,
}

/// Why signing failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    NoRandomness,
    NotVerified,
}

impl Numbers {
    /// `message^d modulo n`, for a message of as many bytes as the modulus that is less than it. `random` fills bytes
    /// once; `look` is for tests, and does nothing elsewhere.
    pub(super) fn private_operation<E>(
        &self,
        message: &[u8],
        random: impl FnOnce(&mut [u8]) -> Result<(), E>,
        mut look: impl FnMut(Stage, &mut [u32]),
    ) -> Result<Vec<u8>, Refusal> {
        let Self { n, p, q, .. } = self;
        let message = Limbs::from_be_bytes(message, n.len()).ok_or(Refusal::NotVerified)?;
        let [r, for_p, for_q] = drawn(n, random)?;
        let (mut wide, mut columns) = (n.columns(), p.columns());

        let r = n.enter(&r, &mut wide);
        let power = n.public_power(&r, self.e - 1, &mut wide);
        let mut unblinding = n.multiply(&n.enter(&message, &mut wide), &power, &mut wide);
        look(Stage::Unblinding, &mut unblinding);
        let blinding = n.multiply(&power, &r, &mut wide);
        let mut blinded = n.settled(n.multiply(&message, &blinding, &mut wide));
        look(Stage::Blinded, &mut blinded);

        let mut of_p = half(&blinded, p, &blinded_exponent(&self.dp, p, &for_p), &mut columns);
        look(Stage::ModuloP, &mut of_p);
        let mut of_q = half(&blinded, q, &blinded_exponent(&self.dq, q, &for_q), &mut columns);
        look(Stage::ModuloQ, &mut of_q);
        let mut combined = self.combined(&of_p, &of_q, &mut columns);
        look(Stage::Combined, &mut combined);

        let mut signature = n.settled(n.multiply(&combined, &unblinding, &mut wide));
        look(Stage::Signature, &mut signature);
        if equal_mask(&self.public_operation(&signature, &mut n.columns()), &message) == 0 {
            return Err(Refusal::NotVerified);
        }
        Ok(signature.to_be_bytes(n.bits().div_ceil(8)))
    }

    /// `number^e modulo n`.
    pub(super) fn public_operation(&self, number: &Limbs, columns: &mut Columns) -> Limbs {
        public_operation(&self.n, self.e, number, columns)
    }

    /// The number below `n` that is `of_p` modulo `p` and `of_q` modulo `q` (H. Garner, 1959).
    pub(super) fn combined(&self, of_p: &Limbs, of_q: &Limbs, columns: &mut Columns) -> Limbs {
        let Self { n, p, q, qinv, .. } = self;
        let (of_p, in_p) = (p.enter(of_p, columns), p.enter(of_q, columns));
        let difference = p.subtract(&p.settled(of_p), &p.settled(in_p));
        let factor = p.settled(p.multiply(&difference, qinv, columns));
        columns.multiply(&factor, q.limbs());
        columns.add(of_q);
        let mut combined = Limbs::zero(n.len());
        columns.carried(&mut combined);
        combined
    }
}

/// `number^e modulo n`.
pub(super) fn public_operation(
    n: &Modulus,
    e: u64,
    number: &Limbs,
    columns: &mut Columns,
) -> Limbs {
    let power = n.public_power(&n.enter(number, columns), e, columns);
    n.leave(&power, columns)
}

/// `base^exponent modulo prime`, below it.
fn half(base: &Limbs, prime: &Modulus, exponent: &Limbs, columns: &mut Columns) -> Limbs {
    let base = prime.leave(base, columns);
    let base = prime.enter(&prime.enter(&base, columns), columns);
    let used = prime.bits() + EXPONENT_BLINDING * 8;
    let power = prime.secret_power(&base, exponent, used, columns);
    prime.leave(&power, columns)
}

/// One less than the exponent, plus a random multiple of `prime - 1`, with which a power modulo `prime` is the same.
pub(super) fn blinded_exponent(exponent: &Limbs, prime: &Modulus, multiple: &Limbs) -> Limbs {
    let mut columns = prime.columns();
    columns.multiply(multiple, &one_less(prime.limbs()));
    columns.add(&one_less(exponent));
    let mut blinded = Limbs::zero(prime.len() + EXPONENT_LIMBS);
    columns.carried(&mut blinded);
    blinded
}

/// A number to blind the base with, of a byte less than the modulus has so that it is below it, and the multiples for the
/// two exponents: drawn at once, because a call out of WebAssembly costs more than the bytes.
pub(super) fn drawn<E>(
    n: &Modulus,
    random: impl FnOnce(&mut [u8]) -> Result<(), E>,
) -> Result<[Limbs; 3], Refusal> {
    let bytes = (n.bits() - 1) / 8;
    let mut drawn = Zeroizing::new(vec![0; bytes + 2 * EXPONENT_BLINDING]);
    random(&mut drawn).map_err(|_| Refusal::NoRandomness)?;
    let (r, multiples) = drawn.split_at_checked(bytes).ok_or(Refusal::NoRandomness)?;
    let (for_p, for_q) =
        multiples.split_at_checked(EXPONENT_BLINDING).ok_or(Refusal::NoRandomness)?;
    let limbs = |bytes, count| Limbs::from_be_bytes(bytes, count).ok_or(Refusal::NoRandomness);
    Ok([limbs(r, n.len())?, limbs(for_p, EXPONENT_LIMBS)?, limbs(for_q, EXPONENT_LIMBS)?])
}
