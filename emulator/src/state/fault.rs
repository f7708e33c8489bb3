//! Faults on demand.

use std::fmt;

use anyhow::{Result, bail};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// One rule or several, in their order.
pub struct Rules(pub Vec<Rule>);

/// A rule. The first matching rule of a request counts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rule {
    /// The prefix of matching paths.
    #[serde(default)]
    pub path: String,
    /// The number of requests; all if absent.
    pub times: Option<u64>,
    /// The share of requests, from 0 to 1; all if absent.
    pub rate: Option<f64>,
    /// The delay before the response.
    #[serde(default)]
    pub latency_ms: u64,
    /// The status of the response.
    pub status: Option<u16>,
    /// The `Retry-After` header, in seconds.
    pub retry_after: Option<u64>,
    /// The body of the response, or another fault.
    pub kind: Option<Kind>,
    /// `error` in the body.
    pub error: Option<String>,
    /// `error_description` in the body.
    pub error_description: Option<String>,
    /// `errorCode` in the body, as in the REST APIs.
    pub error_code: Option<String>,
    /// `message` in the body.
    pub message: Option<String>,
    /// The target of a redirect.
    pub location: Option<String>,
}

impl Rules {
    /// Refuses a rule that cannot do what it says.
    pub fn check(&self) -> Result<()> {
        self.0.iter().try_for_each(Rule::check)
    }
}

impl Rule {
    fn check(&self) -> Result<()> {
        if !self.path.is_empty() && !self.path.starts_with('/') {
            bail!(
                "path: {:?} does not begin with /. Pass the path alone, such as \"/oauth/token\".",
                self.path
            );
        }
        if let Some(status) = self.status.filter(|status| !(200..=599).contains(status)) {
            bail!("status: {status} is not from 200 to 599");
        }
        if let Some(rate) = self.rate.filter(|rate| !(0.0..=1.0).contains(rate)) {
            bail!("rate: {rate} is not from 0 to 1");
        }
        if self.location.is_some() && self.kind != Some(Kind::Redirect) {
            bail!("location: only a rule of the kind \"redirect\" has one");
        }
        if self.status.is_none() && self.kind.is_none() && self.latency_ms == 0 {
            bail!("the rule changes nothing. Add status, kind or latencyMs.");
        }
        Ok(())
    }
}

/// By hand, since serde does not say which field of an untagged enum is wrong.
impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMore)
    }
}

struct OneOrMore;

impl<'de> Visitor<'de> for OneOrMore {
    type Value = Rules;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a rule or a list of rules")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Rules, A::Error> {
        Rule::deserialize(MapAccessDeserializer::new(map)).map(|rule| Rules(vec![rule]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Rules, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(list)).map(Rules)
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// The connection breaks in the middle of the body.
    Cut,
    /// Invalid JSON.
    Garbage,
    /// A web page.
    Html,
    /// Five megabytes.
    Huge,
    /// An empty body.
    Empty,
    /// A redirect.
    Redirect,
    /// No response.
    Hang,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::read;
    use serde_json::{Value, json};

    fn refused(rules: Value) -> String {
        match read::<Rules>(rules) {
            Ok(rules) => rules.check().unwrap_err().to_string(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_mistake_is_named() {
        let cases = [
            (
                json!({ "staus": 500 }),
                "staus: unknown field `staus`, expected one of `path`, `times`",
            ),
            (json!([{ "status": 500 }, { "sttus": 1 }]), "[1].sttus: unknown field"),
            (
                json!({ "status": "500" }),
                "status: invalid type: string \"500\", expected a whole number",
            ),
            (
                json!({ "kind": "explode" }),
                "kind: unknown variant `explode`, expected one of `cut`, `garbage`",
            ),
            (json!("429"), "invalid type: string \"429\", expected a rule or a list of rules"),
            (json!({ "status": 99 }), "status: 99 is not from 200 to 599"),
            (json!({ "status": 500, "rate": 2 }), "rate: 2 is not from 0 to 1"),
            (
                json!({ "status": 500, "path": "https://x.example/oauth" }),
                "path: \"https://x.example/oauth\" does not begin",
            ),
            (
                json!({ "status": 302, "location": "/x" }),
                "location: only a rule of the kind \"redirect\"",
            ),
            (
                json!({ "error": "consent_required" }),
                "the rule changes nothing. Add status, kind or latencyMs.",
            ),
        ];
        for (rules, said) in cases {
            let error = refused(rules);
            assert!(error.starts_with(said), "{error}");
        }
    }

    #[test]
    fn rules_that_do_something_are_taken() {
        for rules in [
            json!([]),
            json!({ "kind": "cut" }),
            json!([{ "status": 429 }, { "latencyMs": 5, "rate": 0.5 }]),
        ] {
            read::<Rules>(rules).unwrap().check().unwrap();
        }
    }
}
