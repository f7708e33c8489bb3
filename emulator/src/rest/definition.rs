//! Reads and checks envelope definitions.
//!
//! Source: <https://developers.docusign.com/docs/esign-rest-api/reference/envelopes/envelopes/create/>.

use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::Value;

use crate::http::rest_error;
use crate::rest::notification::NotificationDefinition;
use crate::state::{Document, Emulator, Envelope, News, Signer, Status, Subscription, User};

/// The maximum length of a `clientUserId`.
const LONGEST_CLIENT_USER_ID: usize = 100;

/// Reads the known fields; tabs, notifications and other fields are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Definition {
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    email_subject: Option<String>,
    #[serde(default)]
    documents: Vec<DocumentDefinition>,
    #[serde(default)]
    recipients: Recipients,
    #[serde(default)]
    event_notification: Option<NotificationDefinition>,
    #[serde(default)]
    event_notifications: Vec<NotificationDefinition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DocumentDefinition {
    document_id: Value,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    file_extension: Option<String>,
    document_base64: String,
}

#[derive(Default, Deserialize)]
struct Recipients {
    #[serde(default)]
    signers: Vec<SignerDefinition>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SignerDefinition {
    recipient_id: Value,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    email: Option<String>,
    #[serde(default)]
    client_user_id: Option<Value>,
    #[serde(default)]
    routing_order: Option<Value>,
}

impl Definition {
    /// Reads the body of a request.
    pub fn read(body: &[u8]) -> Result<Self, Response> {
        serde_json::from_slice(body).map_err(|_| {
            let message = "The request body is missing or improperly formatted.";
            rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_BODY", message)
        })
    }

    /// Whether to send the envelope at once.
    pub fn is_to_be_sent(&self) -> Result<bool, Response> {
        match self.status.as_deref() {
            None | Some("created") => Ok(false),
            Some("sent") => Ok(true),
            Some(_) => Err(parameter("The status of a new envelope must be created or sent.")),
        }
    }

    /// The draft.
    pub fn draft(
        self,
        emulator: &Emulator,
        account: &str,
        sender: &User,
        now: u64,
    ) -> Result<Envelope, Response> {
        let documents: Result<Vec<Document>, Response> =
            self.documents.into_iter().map(document).collect();
        let signers: Result<Vec<Signer>, Response> =
            self.recipients.signers.into_iter().map(|one| signer(emulator, one)).collect();
        let (documents, signers) = (documents?, signers?);
        let notifications = self.event_notification.into_iter().chain(self.event_notifications);
        let subscriptions: Result<Vec<Subscription>, Response> =
            notifications.map(|one| one.subscription(emulator)).collect();
        if repeated(documents.iter().map(|one| &one.id)) {
            return Err(parameter("Each documentId must be different."));
        }
        if repeated(signers.iter().map(|one| &one.id)) {
            return Err(parameter("Each recipientId must be different."));
        }
        Ok(Envelope {
            id: emulator.random_guid(),
            account: account.to_owned(),
            sender: sender.id.clone(),
            subject: self.email_subject.unwrap_or_default(),
            status: Status::Created,
            created_at: now,
            sent_at: None,
            ended_at: None,
            changed_at: now,
            documents,
            signers,
            subscriptions: subscriptions?,
            news: vec![News { event: "envelope-created", recipient: None }],
        })
    }
}

fn repeated<'a>(ids: impl Iterator<Item = &'a String>) -> bool {
    let mut ids: Vec<&String> = ids.collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    ids.len() < all
}

fn parameter(what: &str) -> Response {
    let message = format!("The request contained at least one invalid parameter. {what}");
    rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_PARAMETER", &message)
}

/// An ID: a positive number, which the API accepts as a string or a number.
fn number(value: &Value, name: &str) -> Result<String, Response> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match text.trim().parse::<u32>() {
        Ok(number) if number > 0 => Ok(number.to_string()),
        _ => Err(parameter(&format!("{name} is not a positive number."))),
    }
}

fn document(definition: DocumentDefinition) -> Result<Document, Response> {
    let id = number(&definition.document_id, "documentId")?;
    let bytes = STANDARD
        .decode(definition.document_base64)
        .map_err(|_| parameter("documentBase64 is not base64."))?;
    if bytes.is_empty() {
        return Err(parameter("documentBase64 is empty."));
    }
    let name = definition.name.unwrap_or_else(|| format!("Document {id}"));
    let of_name = name.rsplit_once('.').map(|(_, extension)| extension.to_owned());
    let extension = definition.file_extension.or(of_name).unwrap_or_else(|| "pdf".to_owned());
    Ok(Document { id, name, extension: extension.to_ascii_lowercase(), bytes: Bytes::from(bytes) })
}

fn signer(emulator: &Emulator, definition: SignerDefinition) -> Result<Signer, Response> {
    let name = definition.name.filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| parameter("A recipient has no name."))?;
    let client_user_id = definition.client_user_id.filter(|value| !value.is_null());
    let client_user_id = client_user_id
        .map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned))
        .filter(|text| !text.is_empty());
    if client_user_id.as_ref().is_some_and(|id| id.chars().count() > LONGEST_CLIENT_USER_ID) {
        return Err(parameter("clientUserId is longer than 100 characters."));
    }
    let routing_order = definition.routing_order.as_ref();
    let routing_order = routing_order.map(|value| number(value, "routingOrder")).transpose()?;
    let id = number(&definition.recipient_id, "recipientId")?;
    let mut signer =
        Signer::new(emulator.random_guid(), id, name, definition.email).ok_or_else(|| {
            let message = "The email address for the recipient is invalid.";
            let code = "INVALID_EMAIL_ADDRESS_FOR_RECIPIENT";
            rest_error(StatusCode::BAD_REQUEST, code, message)
        })?;
    signer.client_user_id = client_user_id;
    signer.routing_order = routing_order.and_then(|text| text.parse().ok()).unwrap_or(1);
    Ok(signer)
}
