//! The listeners that an application names for an envelope's events.
//!
//! Source: <https://developers.docusign.com/docs/esign-rest-api/reference/envelopes/envelopes/create/>, `eventNotification`.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use serde_json::Value;

use crate::http::rest_error;
use crate::state::{Emulator, Subscription};

/// Reads the known fields.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NotificationDefinition {
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    delivery_mode: Option<String>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    event_data: Option<EventData>,
    #[serde(default, rename = "includeHMAC")]
    include_hmac: Value,
    #[serde(default)]
    require_acknowledgment: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventData {
    #[serde(default)]
    version: Option<String>,
    #[serde(default)]
    include_data: Vec<String>,
}

impl NotificationDefinition {
    pub fn subscription(self, emulator: &Emulator) -> Result<Subscription, Response> {
        let url = self.url.filter(|url| is_reachable(url)).ok_or_else(|| {
            refused("eventNotification.url must use https, or http on this machine.")
        })?;
        let sim = self.delivery_mode.is_some_and(|mode| mode.eq_ignore_ascii_case("SIM"));
        let data = self.event_data.filter(|data| data.version.as_deref() == Some("restv2.1"));
        let Some(data) = data.filter(|_| sim) else {
            return Err(refused(
                "The emulator sends only messages of the model JSON SIM: deliveryMode \"SIM\", eventData.version \"restv2.1\".",
            ));
        };
        if self.events.is_empty() {
            return Err(refused("eventNotification.events is empty."));
        }
        Ok(Subscription {
            url,
            events: self.events,
            include_data: data.include_data,
            include_hmac: is_true(&self.include_hmac),
            requires_acknowledgement: is_true(&self.require_acknowledgment),
            configuration_id: emulator.random_number(),
        })
    }
}

/// The API writes booleans as strings.
fn is_true(value: &Value) -> bool {
    *value == Value::Bool(true) || value == "true"
}

fn is_reachable(url: &str) -> bool {
    let local = ["http://localhost:", "http://localhost/", "http://127.0.0.1:", "http://[::1]:"];
    url.starts_with("https://") || local.iter().any(|start| url.starts_with(start))
}

fn refused(what: &str) -> Response {
    let message = format!("The request contained at least one invalid parameter. {what}");
    rest_error(StatusCode::BAD_REQUEST, "INVALID_REQUEST_PARAMETER", &message)
}
