//! Explanations of pasted errors: from a body, a log line or an exception to a [`Code`] with its causes.

mod phrase;
mod text;

use crate::error::{
    Call, Cause, Causes, Code, Error, ErrorResponse, Obstacle, Result, Word, is_foreign, is_page,
};
use crate::protocol::oauth_error;
use crate::wire::Find;

/// The explanation of an error of Docusign, an SDK or this library.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorExplanation {
    /// The code of the error.
    pub code: Code,
    /// The meaning of the code.
    pub meaning: &'static str,
    /// The refused call, if the text names it.
    pub call: Option<Call>,
    /// The usual causes in this call, the likeliest first. If the call is unknown, the causes of all calls. Empty if
    /// the remedy is enough.
    pub causes: Vec<Cause>,
    /// The remedy in short.
    pub remedy: String,
    /// Docusign's own words in the text, without any that may be secrets.
    pub answer: ErrorResponse,
}

/// The maximum length of an error text. The rest is ignored.
const LONGEST: usize = 100_000;

impl ErrorExplanation {
    /// Explains `text`: a response body, a log line, an exception with or without its trace, the address of a
    /// redirect, or one of this library's codes. `status` is the status of the response, if known. If not, the text
    /// may contain it.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for a text without a known error.
    ///
    /// ```
    /// use docusign_jwt::{Code, ErrorExplanation};
    ///
    /// let line = r#"400 Bad Request: {"error":"invalid_grant","error_description":"no_valid_keys_or_signatures"}"#;
    /// let explanation = ErrorExplanation::read(line, None)?;
    /// assert_eq!(explanation.code, Code::NoValidKeysOrSignatures);
    /// assert_eq!(explanation.answer.status, Some(400));
    /// assert!(explanation.causes[0].cause.contains("private key"));
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn read(text: &str, status: Option<u16>) -> Result<Self> {
        Self::of_request(text, status, "")
    }

    /// Explains `text` as [`read`](Self::read) does. `request` describes the request, for example its URL and body: it
    /// tells which grant was refused.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for a text without a known error.
    ///
    /// ```
    /// use docusign_jwt::{Call, ErrorExplanation};
    ///
    /// let request = "grant_type=refresh_token&refresh_token=…";
    /// let explanation = ErrorExplanation::of_request(r#"{"error":"invalid_grant"}"#, Some(400), request)?;
    /// assert_eq!(explanation.call, Some(Call::Refresh));
    /// assert!(explanation.causes.iter().all(|one| one.call == Some(Call::Refresh)));
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn of_request(text: &str, status: Option<u16>, request: &str) -> Result<Self> {
        let text = bounded(text).trim();
        let call = Call::told(bounded(request)).or_else(|| Call::told(text));
        let mut response = text::error_response(text);
        response.status = status.or_else(|| text::status(text));
        let found = find(text, &mut response, call, status.is_some()).ok_or_else(unknown)?;
        let Found { code, special } = found;
        let own = if special.is_empty() { code.lines() } else { special };
        let fits = |one: &Cause| {
            let of_call = call.is_none() || one.call.is_none() || one.call == call;
            of_call && !(one.wordless && response.error.is_some())
        };
        let mut causes = own.list();
        causes.retain(fits);
        let remedy = match special.first() {
            Some(first) => first.text(),
            None => {
                call.and_then(|call| code.advice(call)).unwrap_or_else(|| code.remedy().to_owned())
            }
        };
        Ok(Self { code, meaning: code.meaning().trim(), call, causes, remedy, answer: response })
    }
}

fn bounded(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

/// A code, and causes that replace the code's own.
struct Found {
    code: Code,
    special: Causes,
}

impl From<Code> for Found {
    fn from(code: Code) -> Self {
        Self { code, special: Causes::NONE }
    }
}

impl From<&'static Word> for Found {
    fn from(word: &'static Word) -> Self {
        Self { code: word.code, special: word.causes }
    }
}

/// Tries the most reliable sign first: a body, a word, a sentence, a page, a platform's message, the status.
fn find(
    text: &str,
    response: &mut ErrorResponse,
    call: Option<Call>,
    is_response: bool,
) -> Option<Found> {
    let status = response.status.unwrap_or_default();
    let is_grant = call.is_some_and(Call::is_grant);
    let is_denial = |word: &str| word.eq_ignore_ascii_case("access_denied") && !is_grant;
    if response.error.as_deref().is_some_and(is_denial) {
        return Some(Code::ConsentDenied.into());
    }
    let of_body = response.error.as_ref().map(|_| {
        let code = oauth_error::code(response, status, call);
        match oauth_error::word(response).filter(|word| word.code == code) {
            Some(word) => word.into(),
            None => Found::from(code),
        }
    });
    let is_sure = |found: &Found| found.code.is_specific() || !found.special.is_empty();
    if of_body.as_ref().is_some_and(is_sure) {
        return of_body;
    }
    if let Some((word, found)) = text::word(text) {
        // A code of this library is not a word of Docusign's.
        if response.error.is_none() && Word::find(word, text).is_some() {
            response.error = Some(word.to_owned());
            if is_denial(word) {
                return Some(Code::ConsentDenied.into());
            }
        }
        return Some(found);
    }
    if let Some(code) = phrase::code(text) {
        return Some(code.into());
    }
    if of_body.is_some() {
        return of_body;
    }
    let (named, page) = (is_foreign(text), is_page(text));
    let obstacle = Obstacle::told(text).filter(|_| !page);
    // The source of a page with a status of 5xx is unknown, unless the page names it.
    let is_elsewhere = (page && (status < 500 || named)) || (named && matches!(status, 400..=499));
    if is_elsewhere && (is_response || obstacle.is_none()) {
        return Some(Code::ResponseNotJson.into());
    }
    if let Some(obstacle) = obstacle {
        let code = if obstacle == Obstacle::Timeout { Code::Timeout } else { Code::NetworkFailed };
        return Some(Found { code, special: obstacle.causes() });
    }
    match status {
        0 if named => Some(Code::ResponseNotJson.into()),
        // The message of Docusign's SDK for .NET for a response without a body.
        0 if text.includes("a non successful HTTP code") => Some(Code::OAuthUnknown.into()),
        0 => None,
        400..=499 if !matches!(status, 401 | 403 | 408 | 429) => Some(Code::OAuthUnknown.into()),
        _ => Some(oauth_error::code(&ErrorResponse::default(), status, call).into()),
    }
}

fn unknown() -> Error {
    let message = "This text contains no error of Docusign, its SDKs or this library.";
    Error::new(Code::OptionInvalid, message).with_remedy(
        "Paste the whole response with status and body, for example {\"error\":\"consent_required\"}. Some SDKs \
         hide the body in error.response.",
    )
}
