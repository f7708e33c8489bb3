use super::*;
use crate::state::envelope::{Document, Status};
use crate::state::grant::Access;
use crate::state::retry_queue::tests::message;

#[test]
fn nothing_grows_without_end() {
    let mut state = State::default();
    let access = |expires_at| Access {
        client: String::new(),
        user: None,
        scopes: Default::default(),
        expires_at,
    };
    for number in 0..=TOKENS as u64 {
        state.access_tokens.insert(number.to_string(), access(number));
    }
    for number in 0..=OTHERS {
        state.sessions.insert(number.to_string(), String::new());
        state.redirect_uris.push((String::new(), number.to_string()));
    }
    trim(&mut state, 100_000);
    assert_eq!(state.access_tokens.len(), 100_000);
    assert!(state.access_tokens.contains_key("200000"));
    assert!(state.sessions.len() <= OTHERS && state.redirect_uris.len() == OTHERS);
    trim(&mut state, u64::MAX);
    assert_eq!(state.access_tokens.len(), 100_000, "what is not too much stays");
}

#[test]
fn messages_that_wait_are_bounded_in_bytes() {
    let mut queues: HashMap<String, RetryQueue> = HashMap::new();
    for number in 0..100 {
        let queue = queues.entry((number % 3).to_string()).or_default();
        queue.wait(message(number, 1000), 0);
    }
    hold_queues(&mut queues, 10_500, 0);
    let held: usize = queues.values().map(RetryQueue::size).sum();
    assert_eq!(held, 10_000);
    let first = queues.get_mut("0").and_then(|queue| queue.take_due(u64::MAX));
    assert!(first.unwrap().number >= 87, "the newest stay");
}

#[test]
fn envelopes_are_bounded_by_all_that_is_in_them() {
    let long = || "x".repeat(1024);
    let fill: [fn(&mut Envelope, String); 4] = [
        |envelope, long| envelope.subject = long,
        |envelope, long| {
            envelope.signers.push(
                Signer::new(String::new(), "1".into(), long, Some("a@b.example".into())).unwrap(),
            );
        },
        |envelope, long| {
            let document = Document {
                id: "1".into(),
                name: long,
                extension: String::new(),
                bytes: Default::default(),
            };
            envelope.documents.push(document);
        },
        |envelope, long| {
            let document = Document {
                id: "1".into(),
                name: String::new(),
                extension: String::new(),
                bytes: long.into(),
            };
            envelope.documents.push(document);
        },
    ];
    for (which, fill) in fill.iter().enumerate() {
        let mut envelopes = Vec::new();
        for number in 0..300 {
            let mut envelope = Envelope {
                id: number.to_string(),
                account: String::new(),
                sender: String::new(),
                subject: String::new(),
                status: Status::Created,
                created_at: 0,
                sent_at: None,
                ended_at: None,
                changed_at: 0,
                documents: Vec::new(),
                signers: Vec::new(),
                subscriptions: Vec::new(),
                news: Vec::new(),
            };
            fill(&mut envelope, long());
            envelopes.push(envelope);
        }
        hold(&mut envelopes, 256 * 1024);
        assert!((150..256).contains(&envelopes.len()), "{which}: {}", envelopes.len());
        assert_eq!(envelopes.last().map(|one| one.id.as_str()), Some("299"), "the oldest go");
    }
}
