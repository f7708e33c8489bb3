//! The private-key operation of RSA modulo `p` and `q`, blinded as in `src/crypto/rs256/private_operation.rs`:
//! `(m·r^e)^(d-1) · m·r^(e-1) = m^d`, with all of it in the lanes.

use crate::lanes::Lanes;
use crate::moduli::Moduli;
use crate::number::{CORE_BITS, MOST, Number, add, balanced, plus_modulus};

/// The words that come before the numbers: the limbs of a prime, of an exponent and of the modulus, the bits of an
/// exponent, and the public exponent in two words.
const HEAD: usize = 6;

/// Most words: a key of 4096 bits whose primes have 3072 and 1024 bits.
#[cfg_attr(
    not(any(test, target_arch = "wasm32")),
    expect(dead_code, reason = "only the module has them in one place")
)]
pub(crate) const WORDS: usize = HEAD + 4 * 110 + 2 * 113 + 2 * 147;

/// Replaces the beginning of the words by the signature modulo `p` and modulo `q`, each less than twice the prime. Nothing
/// if the words are not of the form that the core gives them (`src/crypto/rs256/coprocessor.rs`).
pub(crate) fn halves(words: &mut [u32]) -> Option<()> {
    let (head, numbers) = words.split_first_chunk::<HEAD>()?;
    let [of_prime, of_exponent, of_modulus, bits, low, high] = *head;
    let [of_prime, of_exponent, of_modulus] =
        [of_prime, of_exponent, of_modulus].map(|count| count as usize);
    if bits as usize > of_exponent.checked_mul(CORE_BITS)? {
        return None;
    }
    let e = u64::from(high) << 32 | u64::from(low);

    let mut rest = numbers;
    let mut both = |count: usize| {
        let (p, after) = rest.split_at_checked(count)?;
        let (q, after) = after.split_at_checked(count)?;
        rest = after;
        Some([p, q])
    };
    let (primes, core_r2) = (both(of_prime)?, both(of_prime)?);
    let exponents = both(of_exponent)?;
    let [message, r] = both(of_modulus)?;

    let mut moduli = Moduli::new(primes, core_r2)?;
    let message = entered(&mut moduli, message);
    let r = entered(&mut moduli, r);
    // m·r^(e-1), which unblinds, and m·r^e.
    let mut unblinding = r;
    moduli.public_power(&mut unblinding, e.checked_sub(1)?);
    moduli.multiply(&mut unblinding, &message);
    let mut power = unblinding;
    moduli.multiply(&mut power, &r);
    moduli.secret_power(&mut power, exponents, bits as usize);
    moduli.multiply(&mut power, &unblinding);
    moduli.leave(&mut power);

    let (p, after) = words.split_at_mut_checked(of_prime)?;
    let (q, _) = after.split_at_mut_checked(of_prime)?;
    plus_modulus(moduli.used(&power), moduli.limbs(), [p, q]);
    Some(())
}

/// A number of up to twice the limbs of R, modulo both, in Montgomery's form.
#[inline(never)]
fn entered(moduli: &mut Moduli, number: &[u32]) -> Number {
    let mut entered = [[Lanes::ZERO; 3]; MOST];
    let threes = moduli.limbs().len();
    balanced([number, number], 3 * threes, moduli.used_mut(&mut entered));
    moduli.enter(&mut entered);
    // The upper half times R, plus the lower half.
    let mut low = [[Lanes::ZERO; 3]; MOST];
    balanced([number, number], 0, moduli.used_mut(&mut low));
    add(moduli.used_mut(&mut entered), moduli.used(&low));
    moduli.enter(&mut entered);
    entered
}
