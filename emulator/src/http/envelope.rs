//! Envelopes and signers as JSON, for the eSignature REST API and Connect.

use serde_json::{Value, json};

use crate::http::date;
use crate::state::{Emulator, Envelope, Signer, Status};

/// An envelope in the API's format.
pub fn envelope_json(emulator: &Emulator, envelope: &Envelope) -> Value {
    let uri = format!("/envelopes/{}", envelope.id);
    let sender = emulator.user(&envelope.sender);
    let mut body = json!({
        "envelopeId": envelope.id,
        "status": envelope.status.as_str(),
        "emailSubject": envelope.subject,
        "envelopeUri": uri,
        "documentsUri": format!("{uri}/documents"),
        "recipientsUri": format!("{uri}/recipients"),
        "createdDateTime": date::shown(envelope.created_at),
        "statusChangedDateTime": date::shown(envelope.changed_at),
        "sender": sender.map(|user| {
            json!({ "userId": user.id, "userName": user.name, "email": user.email })
        }),
    });
    if let Some(sent) = envelope.sent_at {
        body["sentDateTime"] = date::shown(sent).into();
    }
    let ended = match envelope.status {
        Status::Completed => "completedDateTime",
        _ => "declinedDateTime",
    };
    if let Some(at) = envelope.ended_at {
        body[ended] = date::shown(at).into();
    }
    body
}

/// A signer in the API's format.
pub fn signer_json(signer: &Signer) -> Value {
    let mut body = json!({
        "recipientId": signer.id,
        "recipientIdGuid": signer.guid,
        "recipientType": "signer",
        "name": signer.name,
        "email": signer.email,
        "routingOrder": signer.routing_order.to_string(),
        "status": signer.status.as_str(),
    });
    if let Some(id) = &signer.client_user_id {
        body["clientUserId"] = id.as_str().into();
    }
    if let Some(at) = signer.delivered_at {
        body["deliveredDateTime"] = date::shown(at).into();
    }
    if let Some(at) = signer.ended_at {
        let declined = signer.status == Status::Declined;
        body[if declined { "declinedDateTime" } else { "signedDateTime" }] = date::shown(at).into();
    }
    if let Some(reason) = &signer.declined_reason {
        body["declinedReason"] = reason.as_str().into();
    }
    body
}
