//! Questions and answers as JSON, by hand: derived readers of tagged enums cost a tenth of the whole module.

use serde_json::{Value, json};

use super::{Diagnosis, Evidence, Finding, Problem, Question};
use crate::{Code, Error, Result};

/// The answers so far, each with the name of its question in `ask`.
pub(crate) fn evidence_of(text: &str) -> Result<Vec<Evidence>> {
    let answers: Value = serde_json::from_str(text).unwrap_or_default();
    let read = answers.as_array().and_then(|list| list.iter().map(one).collect());
    read.ok_or_else(|| Error::new(Code::Internal, "The evidence of a diagnosis cannot be read."))
}

fn one(answer: &Value) -> Option<Evidence> {
    let error = || problem(answer.get("error")?);
    Some(match answer.get("ask")?.as_str()? {
        "key" => Evidence::Key { error: error()? },
        "clock" => Evidence::Clock { offset: answer.get("offset")?.as_i64() },
        "token" => Evidence::Token { error: error()? },
        "account" => Evidence::Account { error: error()? },
        "scopes" => {
            let refused = answer.get("refused")?.as_array()?.iter();
            Evidence::Scopes { refused: refused.filter_map(text).collect() }
        }
        "consentPage" => {
            let status = answer.get("status")?.as_u64();
            Evidence::ConsentPage { status: status.and_then(|status| status.try_into().ok()) }
        }
        "audience" => {
            let answers = answer.get("answers")?.as_array()?.iter();
            let answers = answers.map(|pair| Some((text(pair.get(0)?)?, problem(pair.get(1)?)?)));
            Evidence::Audience { answers: answers.collect::<Option<_>>()? }
        }
        "otherEnvironment" => Evidence::OtherEnvironment { error: error()? },
        _ => return None,
    })
}

/// An error; `null` for none. The outer option is whether it can be read.
fn problem(value: &Value) -> Option<Option<Problem>> {
    if value.is_null() {
        return Some(None);
    }
    let name = value.get("code")?.as_str()?;
    let field = |name| value.get(name).and_then(text).unwrap_or_default();
    Some(Some(Problem {
        code: *Code::ALL.iter().find(|code| code.as_str() == name)?,
        message: field("message"),
        remedy: field("remedy"),
        reason: field("reason"),
        is_page: value.get("isPage").and_then(Value::as_bool).unwrap_or_default(),
    }))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// What comes next: `{ask, …}`, `{finding, …}`, or nothing.
pub(crate) fn to_json(diagnosis: &Diagnosis) -> Value {
    match diagnosis {
        Diagnosis::Ask(question) => asked(question),
        Diagnosis::Found(Finding { name, code, message, remedy, consent_url }) => {
            let mut fields = json!({
                "finding": name,
                "code": code.as_str(),
                "message": message,
                "remedy": remedy,
            });
            if let Some(url) = consent_url {
                fields["consentUrl"] = url.as_str().into();
            }
            fields
        }
        Diagnosis::Healthy => json!({}),
    }
}

fn asked(question: &Question) -> Value {
    match question {
        Question::Key => json!({ "ask": "key" }),
        Question::Clock { url } => json!({ "ask": "clock", "url": url }),
        Question::Token => json!({ "ask": "token" }),
        Question::Account => json!({ "ask": "account" }),
        Question::Scopes { scopes } => json!({ "ask": "scopes", "scopes": scopes }),
        Question::ConsentPage { url } => json!({ "ask": "consentPage", "url": url }),
        Question::Audience { environments } => {
            json!({ "ask": "audience", "environments": environments })
        }
        Question::OtherEnvironment { environment } => {
            json!({ "ask": "otherEnvironment", "environment": environment })
        }
    }
}
