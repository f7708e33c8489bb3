//! Docusign Connect: messages about envelopes to subscribed applications, in the model JSON SIM.
//!
//! Sources: <https://developers.docusign.com/platform/webhooks/connect/json-sim-event-model> and
//! <https://developers.docusign.com/platform/webhooks/connect/validate>; for retries, `requiresAcknowledgement` at
//! <https://developers.docusign.com/docs/esign-rest-api/reference/connect/connectconfigurations/create/>.

mod message;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::Value;

use crate::connect::message::{delivery, message};
use crate::state::{Emulator, Envelope, Message, News, Subscription, Webhook};

/// Sends the events of an envelope to its subscribers.
pub fn publish(emulator: &Emulator, envelope: &Envelope, news: &[News]) {
    let account = emulator.account(&envelope.account);
    let of_account = account.map(|account| account.connect.as_slice()).unwrap_or_default();
    let listeners = |of: &str, all: &[Subscription]| {
        let named = all.iter().enumerate();
        named.map(|(at, one)| (format!("{of}/{at}"), one.clone())).collect::<Vec<_>>()
    };
    let mut all = listeners(&envelope.account, of_account);
    all.extend(listeners(&envelope.id, &envelope.subscriptions));
    for one in news {
        for (listener, subscription) in &all {
            if wants(subscription, one.event) {
                offer(emulator, message(emulator, envelope, one, subscription, listener));
            }
        }
    }
}

fn wants(subscription: &Subscription, event: &str) -> bool {
    subscription.events.is_empty() || subscription.events.iter().any(|one| one == event)
}

/// Posts a message, or queues it behind the messages that its listener refused.
fn offer(emulator: &Emulator, message: Message) {
    let down = emulator.state().retry_queues.get(&message.listener).is_some_and(|q| q.is_down());
    if !down {
        return post(emulator, message);
    }
    let now = emulator.now();
    if let Some(queue) = emulator.state().retry_queues.get_mut(&message.listener) {
        queue.wait(message, now);
    }
}

fn post(emulator: &Emulator, message: Message) {
    let delivery = delivery(emulator, &message);
    let at = emulator.now();
    let (number, epoch) = {
        let mut state = emulator.state();
        state.webhook_count += 1;
        let number = state.webhook_count;
        state.webhooks.push(Webhook {
            number,
            at,
            url: delivery.url.clone(),
            event: message.event,
            envelope_id: message.envelope_id.clone(),
            retry_count: message.retries,
            headers: delivery.headers.iter().cloned().collect(),
            body: delivery.body.clone(),
            status: None,
            error: None,
        });
        (number, state.epoch)
    };
    let reporting = emulator.clone();
    let report = move |outcome: Result<u16, String>| {
        let acknowledged = matches!(outcome, Ok(200..=299));
        {
            let mut state = reporting.state();
            // Deliveries before a reset are ignored.
            if state.epoch != epoch {
                return;
            }
            if let Some(webhook) = state.webhooks.iter_mut().find(|one| one.number == number) {
                match outcome {
                    Ok(status) => webhook.status = Some(status),
                    Err(error) => webhook.error = Some(error),
                }
            }
        }
        if message.needs_acknowledgement {
            settle(&reporting, message, acknowledged);
        }
    };
    emulator.deliver(delivery, Box::new(report));
}

/// Handles the listener's response: sends the queue at once, or queues the message for the next day.
fn settle(emulator: &Emulator, message: Message, acknowledged: bool) {
    let now = emulator.now();
    let next = {
        let mut state = emulator.state();
        let listener = message.listener.clone();
        let queue = state.retry_queues.entry(listener.clone()).or_default();
        let next = queue.settle(message, acknowledged, now);
        if next.is_none() && !queue.is_down() {
            state.retry_queues.remove(&listener);
        }
        next
    };
    if let Some(next) = next {
        post(emulator, next);
    }
}

/// Retries messages that are due by the emulator's clock.
pub fn retry(emulator: &Emulator) {
    let now = emulator.now();
    let due: Vec<Message> = {
        let mut state = emulator.state();
        state.retry_queues.values_mut().filter_map(|queue| queue.take_due(now)).collect()
    };
    for message in due {
        post(emulator, message);
    }
}

/// Retries due messages before each request: the emulator has no timer for days.
pub async fn on_time(State(emulator): State<Emulator>, request: Request, next: Next) -> Response {
    retry(&emulator);
    next.run(request).await
}

/// The messages so far, one entry per attempt, the oldest first.
pub fn sent(emulator: &Emulator) -> Value {
    serde_json::to_value(&emulator.state().webhooks).unwrap_or_default()
}
