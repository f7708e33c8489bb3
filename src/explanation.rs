//! What a pasted error means: from a body, a log line or an exception to a [`Code`] with its causes.

mod phrase;
mod text;

use crate::json::{self, Object, ToJson};
use crate::{Cause, Code, Error, OAuthAnswer, Result, oauth_error};

/// An error of Docusign, of an SDK or of this library, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorExplanation {
    /// Which error it is.
    pub code: Code,
    /// What it means.
    pub meaning: &'static str,
    /// The causes it usually has, the likeliest first; empty where the remedy says it all.
    pub causes: &'static [Cause],
    /// What to do next, in short.
    pub remedy: &'static str,
    /// What the text says in Docusign's own words; nothing long enough to be a secret.
    pub answer: OAuthAnswer,
}

/// No error is longer; what comes after is not read.
const LONGEST: usize = 100_000;

impl ErrorExplanation {
    /// Explains `text`: the body of an answer, a line of a log, an exception with or without its trace, the
    /// address of a redirect, or one of this library's codes. `status` is that of the answer, where it is
    /// known; it is also looked for in the text.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for a text in which nothing is known.
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
        let text = text.get(..text.floor_char_boundary(LONGEST)).unwrap_or_default().trim();
        let mut answer = text::answer(text);
        answer.status = status.or_else(|| text::status(text));
        let code = code(text, &mut answer).ok_or_else(unknown)?;
        let (meaning, causes, remedy) = (code.meaning().trim(), code.causes(), code.remedy());
        Ok(Self { code, meaning, causes, remedy, answer })
    }
}

impl ToJson for ErrorExplanation {
    fn to_json(&self) -> String {
        let mut object = Object::new();
        object.text("code", self.code.as_str());
        object.text("meaning", self.meaning);
        object.json("causes", &json::list(&mut self.causes.iter().map(Cause::to_json)));
        object.text("remedy", self.remedy);
        self.answer.write(&mut object);
        object.finish()
    }
}

/// The surest sign first: a body, a word, a sentence, the status.
fn code(text: &str, answer: &mut OAuthAnswer) -> Option<Code> {
    let status = answer.status.unwrap_or_default();
    if answer.error.as_deref() == Some("access_denied") {
        return Some(Code::ConsentDenied);
    }
    let of_body = answer.error.as_ref().map(|_| oauth_error::code(answer, status));
    if let Some(code) = of_body.filter(|code| text::is_specific(*code)) {
        return Some(code);
    }
    if let Some((word, code)) = text::word(text) {
        answer.error.get_or_insert_with(|| word.to_owned());
        return Some(code);
    }
    if let Some(code) = phrase::code(text).or(of_body) {
        return Some(code);
    }
    match status {
        0 if text.contains("<html") || text.contains("<!DOCTYPE") => Some(Code::ResponseNotJson),
        0 => None,
        400..=499 if !matches!(status, 401 | 403 | 408 | 429) => Some(Code::OAuthUnknown),
        _ => Some(oauth_error::code(&OAuthAnswer::default(), status)),
    }
}

fn unknown() -> Error {
    let message = "Nothing in this text is an error that Docusign, its SDKs or this library give.";
    Error::new(Code::OptionInvalid, message).with_remedy(
        "Paste the whole answer: its status and its body, such as {\"error\":\"consent_required\"}. Some SDKs \
         hide the body in error.response.",
    )
}
