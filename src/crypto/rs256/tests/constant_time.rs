//! No branch and no address depends on a secret: the key, the randomness, and all values derived from them. Compiled
//! with `--cfg constant_time` and run in valgrind by `cargo xtask test constant-time`.

use super::super::private_operation::Stage;
use super::*;

/// Memcheck's errors while this runs.
fn errors_in(work: impl FnOnce()) -> usize {
    assert!(memcheck::is_running(), "run this by cargo xtask test constant-time");
    let before = memcheck::errors();
    work();
    memcheck::errors() - before
}

fn hidden() -> Numbers {
    let mut numbers = SigningKey::new(&parts()).unwrap().numbers;
    numbers.p.each_part(|part| memcheck::hide(part), |part| memcheck::hide(part));
    numbers.q.each_part(|part| memcheck::hide(part), |part| memcheck::hide(part));
    memcheck::hide(&mut numbers.dp);
    memcheck::hide(&mut numbers.dq);
    memcheck::hide(&mut numbers.qinv);
    numbers
}

#[test]
fn signing_branches_on_nothing_secret() {
    let message = encoded(b"data", 256);
    let numbers = hidden();
    let mut random = |bytes: &mut [u8]| {
        let filled = getrandom::fill(bytes);
        memcheck::hide(bytes);
        filled
    };
    let mut signature = Vec::new();
    let errors = errors_in(|| {
        // The signature is public, and so is whether it verifies.
        let look = |stage, number: &mut [u32]| {
            if stage == Stage::Signature {
                memcheck::reveal(number);
            }
        };
        signature = numbers.private_operation(&message, &mut random, look).unwrap();
    });
    assert_eq!(errors, 0);
    memcheck::reveal(&mut signature);
    let key = parts();
    assert!(verifies(&key.n, &key.e, b"data", &signature));
}

/// The arithmetic of the second module, as this processor runs it, and what the core does before and after.
#[test]
fn the_halves_branch_on_nothing_secret() {
    let message = encoded(b"data", 256);
    let numbers = hidden();
    let random = |bytes: &mut [u8]| {
        let filled = getrandom::fill(bytes);
        memcheck::hide(bytes);
        filled
    };
    let mut signature = limbs::Limbs::zero(1);
    let errors = errors_in(|| {
        let message = limbs::Limbs::from_be_bytes(&message, numbers.n.len()).unwrap();
        let mut words = numbers.words(&message, random).unwrap();
        assert!(docusign_jwt_signer::halves(&mut words));
        signature = numbers.joined(&words);
    });
    assert_eq!(errors, 0);
    memcheck::reveal(&mut signature);
    let key = parts();
    assert!(verifies(&key.n, &key.e, b"data", &signature.to_be_bytes(256)));
}

/// The proof that the tests above can fail.
#[test]
fn a_leak_is_seen() {
    let numbers = hidden();
    let table = [1_u8, 2, 3, 4];
    let branch = errors_in(|| {
        if std::hint::black_box(numbers.dp[0]) & 1 == 1 {
            std::hint::black_box(1);
        }
    });
    let address = errors_in(|| {
        std::hint::black_box(table[(numbers.dp[1] & 3) as usize]);
    });
    assert!(branch > 0 && address > 0, "{branch} {address}");
}
