//! What an error answer of Docusign means: from status and body to a [`Code`] with its remedy.

use crate::json::Json;
use crate::{Code, Detail, Error, OAuthAnswer, Response};

/// The error of an answer of the token endpoint (RFC 6749, section 5.2, with Docusign's
/// descriptions).
pub(crate) fn token_error(response: &Response, now: u64, host: &str) -> Error {
    of(response, now, &format!("{host}/oauth/token"))
}

/// The error of an answer to a call with a token: userinfo, eSignature REST API, Admin API.
pub(crate) fn api_error(response: &Response, now: u64, what: &str) -> Error {
    of(response, now, what)
}

fn of(response: &Response, now: u64, place: &str) -> Error {
    if response.is_redirect() {
        return response.redirected(place);
    }
    let answer = answer(response, now);
    let status = response.status();
    let code = code(&answer, status);
    let words = [answer.error.as_deref(), answer.error_description.as_deref()];
    let words: Vec<&str> = words.into_iter().flatten().collect();
    let message = if words.is_empty() {
        format!("{place} answered {status} without saying why.")
    } else {
        format!("{place} answered {status}: {}.", words.join(" / ").trim_end_matches('.'))
    };
    let remedy = answer.error.as_deref().and_then(remedy);
    let error = Error::new(code, message).with_detail(Detail::OAuth(answer));
    match remedy {
        Some(remedy) => error.with_remedy(remedy),
        None => error,
    }
}

/// What to do about an error of the REST APIs that says more than the code it falls under.
fn remedy(error: &str) -> Option<&'static str> {
    Some(match error.to_ascii_uppercase().as_str() {
        "USER_LACKS_MEMBERSHIP" | "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT" => {
            "The user is no member of the account in the path. Use an account of getUserInfo(), or \
             impersonate a user of this account."
        }
        "USER_LACKS_PERMISSIONS" => {
            "Give the user this right in the account's permission profile, or ask for a token with the \
             scope that the call needs."
        }
        "USER_NOT_ACCOUNT_ADMIN" => {
            "Impersonate an administrator of the account; looking users up is for administrators."
        }
        "ACCOUNT_LACKS_PERMISSIONS" => {
            "The account's plan or settings do not allow this. Ask its administrator, or Docusign."
        }
        "HOURLY_APIINVOCATION_LIMIT_EXCEEDED" => {
            "The account's calls of this hour are used up. Wait until the next clock hour, as retryAfter \
             says, and call less: Docusign can call you instead (Connect)."
        }
        "BURST_APIINVOCATION_LIMIT_EXCEEDED" => {
            "The account was called too often within 30 seconds. Spread the calls; the same call works \
             in a moment."
        }
        "HOURLY_ENVELOPE_POLLING_LIMIT_EXCEEDED" | "BURST_ENVELOPE_POLLING_LIMIT_EXCEEDED" => {
            "One envelope was read too often. Read it at most once in 15 minutes, or let Docusign call you \
             (Connect)."
        }
        "HOURLY_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED"
        | "BURST_APIINVOCATION_ENVELOPE_LIMIT_EXCEEDED" => {
            "One envelope was changed too often. Put the changes together into fewer calls."
        }
        _ => return None,
    })
}

/// The error in the body, or what the status alone tells.
fn answer(response: &Response, now: u64) -> OAuthAnswer {
    let body = Json::parse(response.body()).unwrap_or(Json::Null);
    let said = words(&body);
    OAuthAnswer {
        status: Some(response.status()),
        retry_after: response.retry_after(now),
        trace: said.trace.or_else(|| response.trace()),
        ..said
    }
}

/// What a body says, under each of the names that Docusign's services use.
pub(crate) fn words(body: &Json<'_>) -> OAuthAnswer {
    let text = |names: [&str; 3]| {
        let found = names.into_iter().find_map(|name| body.get(name)?.as_text());
        found.filter(|text| !text.trim().is_empty()).map(quotable)
    };
    OAuthAnswer {
        error: text(["error", "errorCode", "error_code"]),
        error_description: text(["error_description", "message", "error_message"]),
        trace: text(["reference_id", "referenceId", "reference"]),
        ..OAuthAnswer::default()
    }
}

/// Text of a server that may be shown: bounded, without control characters, and without anything
/// long enough to be a token, an assertion or a key that the server echoes.
pub(crate) fn quotable(text: &str) -> String {
    let text: String =
        text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(2000).collect();
    let words: Vec<&str> =
        text.split_whitespace().map(|word| if word.len() > 64 { "[cut]" } else { word }).collect();
    words.join(" ").chars().take(300).collect()
}

/// The code of an answer.
pub(crate) fn code(answer: &OAuthAnswer, status: u16) -> Code {
    let error = answer.error.as_deref().unwrap_or_default();
    let description = answer.error_description.as_deref().unwrap_or_default();
    if status == 429 || error.to_ascii_uppercase().ends_with("_LIMIT_EXCEEDED") {
        return Code::RateLimited;
    }
    match error {
        "invalid_grant" => by_description(description).unwrap_or(Code::InvalidGrant),
        "internal_server_error" | "server_error" | "temporarily_unavailable" => Code::ServerError,
        "invalid_request" => Code::InvalidRequest,
        "invalid_client" => Code::InvalidClient,
        "invalid_scope" => Code::InvalidScope,
        "unsupported_grant_type" => Code::UnsupportedGrantType,
        "AUTHORIZATION_INVALID_TOKEN" | "USER_AUTHENTICATION_FAILED" | "invalid_token" => {
            Code::TokenRejected
        }
        // The integration key is unknown here, or has not gone through Go-Live.
        "PARTNER_AUTHENTICATION_FAILED" => Code::IssuerNotFound,
        "USER_LACKS_MEMBERSHIP"
        | "USER_LACKS_PERMISSIONS"
        | "USER_NOT_ACCOUNT_ADMIN"
        | "USER_DOES_NOT_BELONG_TO_SPECIFIED_ACCOUNT"
        | "ACCOUNT_LACKS_PERMISSIONS"
        | "insufficient_scope" => Code::Forbidden,
        other => by_description(other).unwrap_or(match status {
            500..=599 | 408 => Code::ServerError,
            401 => Code::TokenRejected,
            403 => Code::Forbidden,
            _ if other.is_empty() => Code::ResponseNotJson,
            _ => Code::OAuthUnknown,
        }),
    }
}

/// Docusign says the true reason of an `invalid_grant` in the description.
fn by_description(description: &str) -> Option<Code> {
    const REASONS: [(&str, Code); 8] = [
        ("consent_required", Code::ConsentRequired),
        ("no_valid_keys_or_signatures", Code::NoValidKeysOrSignatures),
        ("issuer_not_found", Code::IssuerNotFound),
        ("user_not_found", Code::UserNotFound),
        ("invalid_subject", Code::InvalidSubject),
        ("expired_grant", Code::ExpiredGrant),
        ("expired_client_token", Code::ExpiredClientToken),
        ("unauthorized_client", Code::UnauthorizedClient),
    ];
    let found = REASONS.into_iter().find(|(reason, _)| description.contains(reason));
    found.map(|(_, code)| code)
}
