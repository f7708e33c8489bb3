//! Questions and answers as JSON.

use crate::diagnostics::{Diagnosis, Evidence, Finding, Problem, Question};
use crate::error::{Code, Error, Result};
use crate::js::outbound::ToJson;
use crate::wire::{Json, Misshapen, Object};

type Shaped<T> = std::result::Result<T, Misshapen>;

/// The answers so far, each with the name of its question in `ask`.
pub(crate) fn evidence_of(text: &str) -> Result<Vec<Evidence>> {
    Json::read(text, all).map_err(|Misshapen| {
        Error::new(Code::Internal, "The evidence of a diagnosis cannot be read.")
    })
}

fn all(answers: &Json<'_>) -> Shaped<Vec<Evidence>> {
    let Json::List(answers) = answers else { return Err(Misshapen) };
    answers.iter().map(one).collect()
}

fn one(answer: &Json<'_>) -> Shaped<Evidence> {
    let error = || match answer.has("error") {
        true => problem(answer.member("error")?),
        false => Err(Misshapen),
    };
    Ok(match answer.needed_text("ask")?.as_str() {
        "key" => Evidence::Key { error: error()? },
        "clock" => {
            let offset = answer.member("offset")?.and_then(Json::thousandths);
            Evidence::Clock { offset: offset.map(|offset| offset / 1000) }
        }
        "token" => Evidence::Token { error: error()? },
        "account" => Evidence::Account { error: error()? },
        "scopes" => {
            Evidence::Scopes { refused: answer.member("refused")?.ok_or(Misshapen)?.texts()? }
        }
        "consentPage" => {
            let status = answer.member("status")?.and_then(Json::whole);
            Evidence::ConsentPage { status: status.and_then(|status| status.try_into().ok()) }
        }
        "audience" => {
            let answers = answer.items("answers")?.iter().map(of_environment);
            Evidence::Audience { answers: answers.collect::<Shaped<_>>()? }
        }
        "otherEnvironment" => Evidence::OtherEnvironment { error: error()? },
        _ => return Err(Misshapen),
    })
}

/// The result for an environment: its name, and an error or `null`.
fn of_environment(pair: &Json<'_>) -> Shaped<(String, Option<Problem>)> {
    match pair {
        Json::List(pair) => match pair.as_slice() {
            [Json::Text(name), Json::Null] => Ok((name.to_string(), None)),
            [Json::Text(name), error] => Ok((name.to_string(), problem(Some(error))?)),
            _ => Err(Misshapen),
        },
        _ => Err(Misshapen),
    }
}

/// An error, or none.
fn problem(error: Option<&Json<'_>>) -> Shaped<Option<Problem>> {
    let Some(error) = error else { return Ok(None) };
    let name = error.needed_text("code")?;
    let field = |name| Ok(error.text(name)?.unwrap_or_default());
    Ok(Some(Problem {
        code: *Code::ALL.iter().find(|code| code.as_str() == name).ok_or(Misshapen)?,
        message: field("message")?,
        remedy: field("remedy")?,
        reason: field("reason")?,
        is_page: error.member("isPage")? == Some(&Json::Flag(true)),
        ignored_proxy: error.text("ignoredProxy")?,
    }))
}

impl ToJson for Diagnosis {
    /// The next step: `{ask, …}`, `{finding, …}`, or nothing.
    fn to_json(&self) -> String {
        let mut next = Object::new();
        match self {
            Self::Ask(question) => ask(question, &mut next),
            Self::Found(Finding { name, code, message, remedy, consent_url }) => {
                next.text("finding", name);
                next.text("code", code.as_str());
                next.text("message", message);
                next.text("remedy", remedy);
                next.optional_text("consentUrl", consent_url.as_deref());
            }
            Self::Healthy => {}
        }
        next.finish()
    }
}

fn ask(question: &Question, next: &mut Object) {
    match question {
        Question::Key => next.text("ask", "key"),
        Question::Clock { url } => {
            next.text("ask", "clock");
            next.text("url", url);
        }
        Question::Token => next.text("ask", "token"),
        Question::Account => next.text("ask", "account"),
        Question::Scopes { scopes } => {
            next.text("ask", "scopes");
            next.texts("scopes", &mut scopes.iter().map(String::as_str));
        }
        Question::ConsentPage { url } => {
            next.text("ask", "consentPage");
            next.text("url", url);
        }
        Question::Audience { server, environments } => {
            next.text("ask", "audience");
            next.text("server", server);
            next.texts("environments", &mut environments.iter().copied());
        }
        Question::OtherEnvironment { environment } => {
            next.text("ask", "otherEnvironment");
            next.text("environment", environment);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn crosses_to_javascript_and_back() {
        let text = json!([
            { "ask": "key", "error": null },
            { "ask": "clock", "offset": -5 },
            { "ask": "token", "error": { "code": "timeout", "message": "m", "remedy": "r", "reason": "w", "isPage": true, "ignoredProxy": "P" } },
            { "ask": "account", "error": null },
            { "ask": "scopes", "refused": ["a"] },
            { "ask": "consentPage", "status": null },
            { "ask": "audience", "answers": [["demo", null]] },
            { "ask": "otherEnvironment", "error": null },
        ]);
        let evidence = evidence_of(&text.to_string()).unwrap();
        let told = Problem {
            code: Code::Timeout,
            message: "m".into(),
            remedy: "r".into(),
            reason: "w".into(),
            is_page: true,
            ignored_proxy: Some("P".into()),
        };
        let told_again = Problem { message: "It failed.".into(), ..told.clone() };
        let expected = [
            Evidence::Key { error: None },
            Evidence::Clock { offset: Some(-5) },
            Evidence::Token { error: Some(told) },
            Evidence::Account { error: None },
            Evidence::Scopes { refused: vec!["a".into()] },
            Evidence::ConsentPage { status: None },
            Evidence::Audience { answers: vec![("demo".into(), None)] },
            Evidence::OtherEnvironment { error: None },
        ];
        assert_eq!(evidence, expected);
        for odd in ["", "{}", "[{}]", r#"[{"ask":"key"}]"#, r#"[{"ask":"x","error":null}]"#] {
            assert_eq!(evidence_of(odd).unwrap_err().code(), Code::Internal, "{odd}");
        }
        let to_json = |next: Diagnosis| serde_json::from_str::<Value>(&next.to_json()).unwrap();
        assert_eq!(to_json(Diagnosis::Healthy), json!({}));
        assert_eq!(to_json(Diagnosis::Ask(Question::Key)), json!({ "ask": "key" }));
        let finding = Finding::of(&Problem { remedy: "Do.".into(), ..told_again });
        assert_eq!(
            to_json(Diagnosis::Found(finding)),
            json!({ "finding": "timeout", "code": "timeout", "message": "It failed.", "remedy": "Do." }),
        );
    }
}
