use super::*;

struct Nowhere;

impl Host for Nowhere {
    fn now(&self) -> u64 {
        1_795_521_600_000
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0xff);
    }

    fn sleep(&self, _: u64) -> Sleep {
        Box::pin(std::future::ready(()))
    }
}

#[test]
fn clock_and_randomness_are_those_of_the_host() {
    let emulator = Emulator::new(Config::built_in().unwrap(), Nowhere);
    emulator.state().clock_offset = -1000;
    assert_eq!(emulator.now(), 1_795_521_599_000);
    assert_eq!(emulator.random_guid(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    assert_eq!(emulator.random_text(), "_".repeat(32));
}

#[test]
fn temporary_keys_make_room_for_each_other_and_for_no_other_key() {
    let emulator = Emulator::new(Config::built_in().unwrap(), Nowhere);
    let client = &emulator.config.clients[0];
    assert_eq!(client.public_keys.len(), 2);
    let have = |key: u8| emulator.public_keys(client).contains(&vec![key]);
    for key in 0..10 {
        assert!(emulator.upload_key(client, vec![key], true), "{key}");
        assert!(have(key) && emulator.public_keys(client).len() <= KEYS, "{key}");
    }
    assert!(have(7) && !have(6), "the newest three are there");
    assert!(emulator.upload_key(client, vec![7], true), "one that is there is the newest again");
    assert!(emulator.upload_key(client, vec![10], true));
    assert!(have(7) && !have(8));
    assert!(emulator.upload_key(client, vec![11], false), "a lasting one takes such a place too");
    assert!(emulator.upload_key(client, vec![7], false), "a known one needs none, and lasts now");
    assert!(emulator.upload_key(client, vec![12], false));
    assert!(have(7) && have(11) && !have(10));
    assert!(!emulator.upload_key(client, vec![14], true), "lasting ones stay");
    assert!(!emulator.upload_key(client, vec![14], false));
    assert!(client.public_keys.iter().all(|key| emulator.public_keys(client).contains(key)));
    let other = &emulator.config.clients[2];
    assert!(emulator.upload_key(other, vec![14], false), "each integration key has its own");
}

#[test]
fn what_is_under_way_at_a_reset_reports_on_nothing_later() {
    let emulator = Emulator::new(Config::built_in().unwrap(), Nowhere);
    let before = emulator.state().epoch;
    emulator.reset();
    assert_ne!(emulator.state().epoch, before);
}

#[test]
fn consents_are_bounded() {
    let mut state = State::default();
    for number in 0..10_000 {
        state.consent(Default::default(), [number.to_string()]);
    }
    assert_eq!(state.consents[&Default::default()].len(), CONSENTED);
}
