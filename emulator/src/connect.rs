//! Docusign Connect: messages about envelopes to applications that asked for them, in the model JSON SIM.
//!
//! Sources: <https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model> and
//! <https://developers.docusign.com/platform/webhooks/connect/validate>.

mod message;

use serde_json::Value;

use crate::connect::message::message;
use crate::state::{Emulator, Envelope, News, Subscription, Webhook};

/// Tells those who asked for it what happened to an envelope.
pub fn publish(emulator: &Emulator, envelope: &Envelope, news: &[News]) {
    let account = emulator.account(&envelope.account);
    let of_account = account.map(|account| account.connect.as_slice()).unwrap_or_default();
    let keys = account.map(|account| account.connect_keys.as_slice()).unwrap_or_default();
    for one in news {
        for subscription in of_account.iter().chain(&envelope.subscriptions) {
            if wants(subscription, one.event) {
                let delivery = message(emulator, envelope, one, subscription, keys);
                send(emulator, envelope, one.event, delivery);
            }
        }
    }
}

fn wants(subscription: &Subscription, event: &str) -> bool {
    subscription.events.is_empty() || subscription.events.iter().any(|one| one == event)
}

fn send(
    emulator: &Emulator,
    envelope: &Envelope,
    event: &'static str,
    delivery: crate::state::Delivery,
) {
    let at = emulator.now();
    let number = {
        let mut state = emulator.state();
        state.webhook_count += 1;
        let number = state.webhook_count;
        state.webhooks.push(Webhook {
            number,
            at,
            url: delivery.url.clone(),
            event,
            envelope_id: envelope.id.clone(),
            headers: delivery.headers.iter().cloned().collect(),
            body: delivery.body.clone(),
            status: None,
            error: None,
        });
        number
    };
    let reporting = emulator.clone();
    let report = move |outcome: Result<u16, String>| {
        let mut state = reporting.state();
        if let Some(webhook) = state.webhooks.iter_mut().find(|one| one.number == number) {
            match outcome {
                Ok(status) => webhook.status = Some(status),
                Err(error) => webhook.error = Some(error),
            }
        }
    };
    emulator.deliver(delivery, Box::new(report));
}

/// The messages so far, the oldest first.
pub fn sent(emulator: &Emulator) -> Value {
    serde_json::to_value(&emulator.state().webhooks).unwrap_or_default()
}
