//! A Connect message: its content, and its signature for each attempt.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::http::{date, envelope_json, signer_json};
use crate::state::{Delivery, Emulator, Envelope, Message, News, Subscription};

/// The maximum number of keys with which Docusign signs.
const MOST_KEYS: usize = 100;

/// The message about an event, for a listener.
pub fn message(
    emulator: &Emulator,
    envelope: &Envelope,
    news: &News,
    subscription: &Subscription,
    listener: &str,
) -> Message {
    let mut data = json!({
        "accountId": envelope.account,
        "userId": envelope.sender,
        "envelopeId": envelope.id,
    });
    if let Some(signer) = news.recipient.and_then(|at| envelope.signers.get(at)) {
        data["recipientId"] = signer.id.as_str().into();
    }
    if !subscription.include_data.is_empty() {
        data["envelopeSummary"] = summary(emulator, envelope, &subscription.include_data);
    }
    let id = match subscription.configuration_id {
        0 => emulator.random_number(),
        id => id,
    };
    let (account, envelope_id) = (&envelope.account, &envelope.id);
    let body = json!({
        "event": news.event,
        "apiVersion": "v2.1",
        "uri": format!("/restapi/v2.1/accounts/{account}/envelopes/{envelope_id}"),
        "retryCount": 0,
        "configurationId": id,
        "generatedDateTime": date::shown(emulator.now()),
        "data": data,
    });
    Message {
        number: emulator.next_message(),
        listener: listener.to_owned(),
        url: subscription.url.clone(),
        account: envelope.account.clone(),
        envelope_id: envelope.id.clone(),
        event: news.event,
        include_hmac: subscription.include_hmac,
        needs_acknowledgement: subscription.requires_acknowledgement,
        size: body.to_string().len(),
        body,
        retries: 0,
        waited: false,
    }
}

/// The message of one attempt, signed with the keys of its account.
pub fn delivery(emulator: &Emulator, message: &Message) -> Delivery {
    let mut body = message.body.clone();
    body["retryCount"] = message.retries.into();
    let body = body.to_string();
    let account = emulator.account(&message.account);
    let keys = account.map(|account| account.connect_keys.as_slice()).unwrap_or_default();
    let mut headers =
        vec![("content-type".to_owned(), "application/json; charset=utf-8".to_owned())];
    if message.include_hmac && !keys.is_empty() {
        headers.push(("x-authorization-digest".to_owned(), "HMACSHA256".to_owned()));
        for (at, key) in keys.iter().take(MOST_KEYS).enumerate() {
            let name = format!("x-docusign-signature-{}", at + 1);
            headers.push((name, signature(key, &body)));
        }
    }
    Delivery { url: message.url.clone(), headers, body }
}

fn summary(emulator: &Emulator, envelope: &Envelope, include: &[String]) -> Value {
    let mut summary = envelope_json(emulator, envelope);
    let includes = |name: &str| include.iter().any(|one| one == name);
    if includes("recipients") {
        let signers: Vec<Value> = envelope.signers.iter().map(signer_json).collect();
        let count = signers.len().to_string();
        summary["recipients"] = json!({ "signers": signers, "recipientCount": count });
    }
    if includes("documents") {
        let documents = envelope.documents.iter().enumerate().map(|(at, one)| {
            json!({
                "documentId": one.id,
                "name": one.name,
                "type": "content",
                "order": (at + 1).to_string(),
                "PDFBytes": STANDARD.encode(&one.bytes),
            })
        });
        summary["envelopeDocuments"] = documents.collect::<Vec<Value>>().into();
    }
    summary
}

/// HMAC-SHA256 over the bytes of the body, in base64. The key is used as its displayed text.
fn signature(key: &str, body: &str) -> String {
    // HMAC accepts keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key.as_bytes()) else { return String::new() };
    mac.update(body.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_openssl_does() {
        // printf '{"a":1}' | openssl dgst -sha256 -hmac 'c2VjcmV0' -binary | base64
        assert_eq!(
            signature("c2VjcmV0", r#"{"a":1}"#),
            "sa44/ym6i9+D4X3kJG9K0AiB5dXY0k6G4d/lrvWrmBg="
        );
    }
}
