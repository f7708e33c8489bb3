//! Checks that the numbers of a private key match, and computes missing ones.
//!
//! Primality is not tested: with composite factors no signature verifies, and a wrong signature is never returned.
//! This runs once per key; its time may reveal the number of trailing zero bits of `p - 1`.

use super::KeyParts;
use super::column::Columns;
use super::limbs::{
    BITS, Limbs, MASK, double, equal_mask, less_mask, reduce_once, subtract_masked,
};
use super::modulus::{Modulus, negative_inverse};

/// The numbers of a private key (RFC 8017, section 3.2) that were found to belong together.
pub(super) struct Numbers {
    pub(super) n: Modulus,
    pub(super) p: Modulus,
    pub(super) q: Modulus,
    pub(super) e: u64,
    pub(super) dp: Limbs,
    pub(super) dq: Limbs,
    pub(super) qinv: Limbs,
}

impl Numbers {
    /// Reads, completes and checks; nothing if they do not belong together. `dp`, `dq` and `qinv` may be empty.
    /// `limbs` are those of each prime, `e` is odd and more than 1.
    pub(super) fn checked(parts: &KeyParts, bits: usize, e: u64, limbs: usize) -> Option<Self> {
        let number = |bytes: &[u8]| Limbs::from_be_bytes(bytes, limbs);
        let n = Modulus::new(Limbs::from_be_bytes(&parts.n, Modulus::limbs_for(bits))?)?;
        let (p, q) = (Modulus::new(number(&parts.p)?)?, Modulus::new(number(&parts.q)?)?);
        let d = Limbs::from_be_bytes(&parts.d, n.len())?;
        let mut columns = p.columns();
        let product = product(p.limbs(), q.limbs(), &mut columns);
        let is_n = equal_mask(&product, &n.limbs().resized(product.len())) != 0;
        if !is_n || less_mask(&d, n.limbs()) == 0 {
            return None;
        }
        let exponent = |given: &[u8], prime: &Modulus| {
            let exponent = match given {
                [] => remainder(&d, &one_less(prime.limbs())),
                given => number(given)?,
            };
            is_exponent(&exponent, e, &d, prime).then_some(exponent)
        };
        let (dp, dq) = (exponent(&parts.dp, &p)?, exponent(&parts.dq, &q)?);
        let qinv = match parts.qinv.as_slice() {
            [] => inverse(q.limbs(), &p, &mut columns),
            given => number(given)?,
        };
        let one = p.multiply(&p.enter(q.limbs(), &mut columns), &qinv, &mut columns);
        let is_inverse = equal_mask(&p.settled(one), &Limbs::one(limbs)) != 0;
        if !is_inverse || less_mask(&qinv, p.limbs()) == 0 {
            return None;
        }
        Some(Self { n, p, q, e, dp, dq, qinv })
    }
}

/// Whether `exponent` is the inverse of `e`, and equal to `d`, modulo `prime - 1`.
fn is_exponent(exponent: &Limbs, e: u64, d: &Limbs, prime: &Modulus) -> bool {
    let order = one_less(prime.limbs());
    let odd = exponent.first().is_some_and(|low| low & 1 == 1);
    let e = Limbs::from_be_bytes(&e.to_be_bytes(), prime.len());
    let Some(e) = e.filter(|_| odd && less_mask(exponent, &order) != 0) else { return false };
    let mut columns = prime.columns();
    let to_one = one_less(&product(&e, exponent, &mut columns));
    let (mut to_d, exponent) = (d.resized(to_one.len()), exponent.resized(to_one.len()));
    let below = less_mask(&to_d, &exponent) != 0;
    subtract_masked(&mut to_d, &exponent, MASK);
    let is_multiple = |number| is_multiple(number, &order, &mut columns);
    !below && [&to_one, &to_d].into_iter().all(is_multiple)
}

/// Whether `order`, an even number, divides a number of up to twice its limbs, that is less than `order` times the
/// R of its limbs: by its power of two, and by its odd part, modulo which the number must be zero.
fn is_multiple(number: &Limbs, order: &Limbs, columns: &mut Columns) -> bool {
    let zeros = trailing_zeros(order);
    if trailing_zeros(number) < zeros {
        return false;
    }
    let odd = shifted(order, zeros);
    let mut rest = Limbs::zero(odd.len());
    columns.add(&shifted(number, zeros));
    columns.reduce(&mut rest, &odd, negative_inverse(&odd));
    reduce_once(&mut rest, &odd);
    rest.iter().all(|limb| *limb == 0)
}

/// The bits below the lowest one that is set.
fn trailing_zeros(number: &[u32]) -> usize {
    let limb = number.iter().position(|limb| *limb != 0).unwrap_or(number.len());
    let bits = number.get(limb).map_or(0, |limb| limb.trailing_zeros() as usize);
    limb * BITS + bits
}

/// Without so many low bits.
fn shifted(number: &Limbs, bits: usize) -> Limbs {
    let mut result = Limbs::zero(number.len());
    let whole = number.get(bits / BITS..).unwrap_or_default();
    let above = whole.iter().skip(1).chain([&0]);
    for ((to, low), high) in result.iter_mut().zip(whole).zip(above) {
        let both = u64::from(*low) | u64::from(*high) << BITS;
        *to = (both >> (bits % BITS)) as u32 & MASK;
    }
    result
}

/// A number that is not zero, less one.
pub(super) fn one_less(number: &Limbs) -> Limbs {
    let mut result = number.clone();
    subtract_masked(&mut result, &Limbs::one(number.len()), MASK);
    result
}

fn product(a: &Limbs, b: &Limbs, columns: &mut Columns) -> Limbs {
    let mut product = Limbs::zero(a.len() + b.len());
    columns.multiply(a, b);
    columns.carried(&mut product);
    product
}

/// The inverse modulo a prime, by Fermat: the power with the exponent `prime - 2`.
fn inverse(number: &Limbs, prime: &Modulus, columns: &mut Columns) -> Limbs {
    let exponent = one_less(&one_less(prime.limbs()));
    let base = prime.enter(number, columns);
    let power = prime.secret_power(&base, &exponent, prime.bits(), columns);
    prime.leave(&power, columns)
}

/// `number` modulo `m`, bit by bit.
fn remainder(number: &[u32], m: &Limbs) -> Limbs {
    let mut rest = Limbs::zero(m.len());
    for bit in (0..number.len() * BITS).rev() {
        let next = number.get(bit / BITS).map_or(0, |limb| limb >> (bit % BITS) & 1);
        double(&mut rest);
        if let Some(low) = rest.first_mut() {
            *low |= next;
        }
        reduce_once(&mut rest, m);
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn limbs(number: u128, count: usize) -> Limbs {
        Limbs::from_be_bytes(&number.to_be_bytes(), count).unwrap()
    }

    #[test]
    fn divides_by_even_numbers() {
        let mut columns = Columns::new(8);
        for order in [2, 4, 6, 1 << 30, 3 << 40, (1 << 60) - 2, 0xffff_ffff_fff0] {
            for factor in [0, 1, 2, 3, 0xffff_fff1, 1 << 40] {
                let multiple = order * factor;
                let is =
                    |number| is_multiple(&limbs(number, 8), &limbs(order, 4), &mut Columns::new(8));
                assert!(is(multiple), "{order} {factor}");
                for off in 1..order.min(40) {
                    assert!(!is(multiple + off), "{order} {factor} {off}");
                }
            }
        }
        assert!(is_multiple(&limbs(0, 8), &limbs(2, 4), &mut columns));
    }

    #[test]
    fn finds_remainders() {
        for (number, m) in [(0, 3), (7, 7), (1 << 100, 12_345_678_901), (u128::MAX >> 16, 10)] {
            let rest = remainder(&limbs(number, 5), &limbs(m, 4));
            assert_eq!(rest, limbs(number % m, 4), "{number} {m}");
        }
    }
}
