//! Reads Docusign's error responses: from status and body to a [`Code`] with its remedy.

use crate::error::{Call, Code, Detail, Error, ErrorResponse, Word, is_foreign, is_page};
use crate::protocol::http::Response;
use crate::wire::{Find, Json, quotable};

/// The error in a response of the token endpoint to a grant (RFC 6749, section 5.2, with Docusign's
/// descriptions).
pub(crate) fn token_error(response: &Response, now: u64, host: &str, grant: Call) -> Error {
    of(response, now, &format!("{host}/oauth/token"), grant)
}

/// The error in a response to a call with a token: userinfo, eSignature REST API, Admin API.
pub(crate) fn api_error(response: &Response, now: u64, what: &str) -> Error {
    of(response, now, what, Call::Api)
}

fn of(response: &Response, now: u64, place: &str, call: Call) -> Error {
    if response.is_redirect() {
        return response.redirected(place);
    }
    let status = response.status();
    let body = Json::parse(response.body()).unwrap_or(Json::Null);
    let refusal = error_response(response, &body, now);
    let form = Form::of(response.body(), &body);
    if is_from_elsewhere(response, &refusal, form, call) {
        return from_elsewhere(response, place, form);
    }
    let word = word(&refusal);
    let code = match code(&refusal, status, Some(call)) {
        Code::ResponseNotJson if form == Form::Json => Code::ResponseInvalid,
        code => code,
    };
    let words = [refusal.error.as_deref(), refusal.error_description.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let message = if words.is_empty() {
        format!("{place} returned {status} {}.", form.words())
    } else {
        format!("{place} returned {status}: {}.", words.join(" / ").trim_end_matches('.'))
    };
    let own = word.filter(|word| word.code == code).and_then(Word::remedy);
    let mut remedy = own.or_else(|| code.advice(call)).unwrap_or_else(|| code.remedy().to_owned());
    if let Some(wait) = refusal.retry_after {
        let seconds = wait.div_ceil(1000).max(1);
        let usual = remedy.strip_prefix(WAIT).unwrap_or(&remedy);
        remedy = format!("Wait {seconds} s before the next request. {usual}");
    } else if status == 429 && word.is_none() {
        let usual = remedy.strip_prefix(WAIT).unwrap_or(&remedy);
        remedy = format!(
            "The response does not say how long to wait: wait one minute first, then longer. {usual}"
        );
    } else if form == Form::Page {
        remedy = format!("{remedy} A proxy or a firewall can also return such a page.");
    }
    Error::new(code, message).with_remedy(remedy).with_detail(Detail::OAuth(refusal))
}

/// The start of the remedy of [`Code::RateLimited`], without a time.
const WAIT: &str = "Wait before the next request. ";

/// The form of a body.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Nothing,
    Page,
    Text,
    Json,
}

impl Form {
    fn of(body: &str, json: &Json<'_>) -> Self {
        if body.trim().is_empty() {
            Self::Nothing
        } else if matches!(json, Json::Object(_)) {
            Self::Json
        } else if is_page(body) {
            Self::Page
        } else {
            Self::Text
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Nothing => "with an empty body",
            Self::Page => "with a web page in place of JSON",
            Self::Text => "with plain text in place of JSON",
            Self::Json => "without a reason",
        }
    }
}

/// Whether a server other than Docusign responded. Docusign's token endpoint refuses with an error word in JSON; its
/// APIs may leave the body empty.
fn is_from_elsewhere(response: &Response, refusal: &ErrorResponse, form: Form, call: Call) -> bool {
    if refusal.error.is_some() || form == Form::Json {
        return false;
    }
    let mut named = is_foreign(response.body());
    for header in ["server", "via"] {
        named = named || is_foreign(response.header(header).unwrap_or_default());
    }
    match response.status() {
        408 | 429 => false,
        407 | 511 => true,
        400..=499 if call.is_grant() => true,
        400..=499 => form == Form::Page || (form == Form::Text && named),
        _ => named && form != Form::Nothing,
    }
}

fn from_elsewhere(response: &Response, place: &str, form: Form) -> Error {
    let status = response.status();
    let body = response.body();
    let title = body.cut("<title>").and_then(|(_, rest)| rest.split_once('<'));
    let title = title.map(|(title, _)| quotable(title)).filter(|title| !title.is_empty());
    let title = title.map(|title| format!(" (\"{title}\")")).unwrap_or_default();
    let message = format!("{place} returned {status} {}{title}.", form.words());
    let remedy = if status == 407 {
        "The proxy requires a user name and a password. Add them to the proxy's address, or ask the network administrator to allow this host."
    } else {
        "A proxy, a firewall or a login page of the network sent this, not Docusign. Ask the network administrator to allow this host, or use the network's proxy."
    };
    Error::new(Code::ResponseNotJson, message).with_remedy(remedy)
}

/// The error in the body, or the status alone.
fn error_response(response: &Response, body: &Json<'_>, now: u64) -> ErrorResponse {
    let said = words(body);
    ErrorResponse {
        status: Some(response.status()),
        retry_after: response.retry_after(now),
        trace: said.trace.or_else(|| response.trace()),
        ..said
    }
}

/// What a body says, under each of the names that Docusign's services and SDKs use, in any case.
pub(crate) fn words(body: &Json<'_>) -> ErrorResponse {
    ErrorResponse {
        error: said(body, &["error", "errorcode", "error_code"]),
        error_description: said(
            body,
            &["error_description", "errordescription", "message", "error_message", "errormessage"],
        ),
        trace: said(body, &["reference_id", "referenceid", "reference"]),
        ..ErrorResponse::default()
    }
}

/// The text of the first of these names that has one.
fn said(body: &Json<'_>, names: &[&str]) -> Option<String> {
    let Json::Object(members) = body else { return None };
    for name in names {
        for (have, value) in members {
            if have.eq_ignore_ascii_case(name)
                && let Json::Text(text) = value
                && !text.trim().is_empty()
            {
                return Some(quotable(text));
            }
        }
    }
    None
}

/// The row of an error response's word. Docusign says the true reason of an `invalid_grant` in the description.
pub(crate) fn word(refusal: &ErrorResponse) -> Option<&'static Word> {
    let error = refusal.error.as_deref()?;
    let description = refusal.error_description.as_deref().unwrap_or_default();
    match Word::find(error, description) {
        Some(row) if row.code == Code::InvalidGrant => Word::within(description).or(Some(row)),
        Some(row) => Some(row),
        None => Word::within(error),
    }
}

/// The code of an error response. The call may be unknown.
pub(crate) fn code(refusal: &ErrorResponse, status: u16, call: Option<Call>) -> Code {
    if status == 429 {
        return Code::RateLimited;
    }
    if let Some(row) = word(refusal) {
        return row.code;
    }
    let error = refusal.error.as_deref().unwrap_or_default().to_ascii_uppercase();
    let is_grant = call.is_some_and(Call::is_grant);
    match status {
        _ if error.ends_with("_DOES_NOT_EXIST") || error.ends_with("_NOT_FOUND") => Code::NotFound,
        _ if error.includes("APIINVOCATION") || error.includes("POLLING_LIMIT") => {
            Code::RateLimited
        }
        500..=599 | 408 => Code::ServerError,
        401 if !is_grant => Code::TokenRejected,
        403 if !is_grant => Code::Forbidden,
        404 if call == Some(Call::Api) => Code::NotFound,
        _ if error.is_empty() => Code::ResponseNotJson,
        _ => Code::OAuthUnknown,
    }
}
