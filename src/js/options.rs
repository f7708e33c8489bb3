//! JavaScript's options, read with an error that names the option.

use std::borrow::Cow;
use std::fmt;

use crate::config::{ClientId, Environment, RetryPolicy, Scopes, UserId};
use crate::error::{Code, Error, Result};
use crate::js::option_names::{RETRY, SERVERS};
use crate::protocol::{Assertion, ConsentOptions, check_redirect_uri, user_is_client};
use crate::settings::Settings;
use crate::wire::{Json, guid, oddity, quoted};

/// The options of one call. Each is taken out when read, so that what is left over is unknown.
pub(crate) struct Options<'a> {
    fields: Vec<(Cow<'a, str>, Json<'a>)>,
}

/// The names alone: among the values are secrets.
impl fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.fields.iter().map(|(name, _)| name)).finish()
    }
}

impl<'a> Options<'a> {
    /// Reads options, all of which must be known by name.
    pub(crate) fn parse(json: &'a str, known: &[&str]) -> Result<Self> {
        let Ok(Json::Object(fields)) = Json::parse(json) else {
            return Err(Error::new(Code::OptionInvalid, "The options are not an object."));
        };
        Self { fields }.known(known)
    }

    fn known(self, known: &[&str]) -> Result<Self> {
        let Some(name) =
            self.fields.iter().map(|(name, _)| name).find(|name| !known.contains(&name.as_ref()))
        else {
            return Ok(self);
        };
        let close = known.iter().find(|known| known.eq_ignore_ascii_case(&name.replace('_', "")));
        let meant = close.map(|known| format!(" Did you mean {known}?")).unwrap_or_default();
        let message = format!("There is no option {}.{meant}", quoted(name, 40));
        let remedy = format!("The options here are {}.", known.join(", "));
        Err(Error::new(Code::OptionInvalid, message).with_remedy(remedy))
    }

    /// The settings of a client.
    pub(crate) fn settings(&mut self) -> Result<Settings> {
        let environment = self.environment()?;
        let client_id = ClientId::parse(&self.text("clientId")?)?;
        let mut settings = Settings::new(client_id, environment);
        if let Some(scopes) = self.optional_scopes("scopes")? {
            settings = settings.with_scopes(scopes);
        }
        if let Some(user_id) = self.optional_text("userId")? {
            settings = settings.with_user(UserId::parse(&user_id)?);
            if settings.user_id().map(UserId::as_str) == Some(settings.client_id().as_str()) {
                return Err(user_is_client(settings.client_id().as_str()));
            }
        }
        if let Some(redirect_uri) = self.optional_redirect_uri("redirectUri")? {
            settings = settings.with_redirect_uri(redirect_uri);
        }
        if let Some(account_id) = self.optional_guid("accountId")? {
            settings = settings.with_account(account_id);
        }
        if let Some(organization_id) = self.optional_guid("organizationId")? {
            settings = settings.with_organization(organization_id);
        }
        if let Some(timeout) = self.optional_duration("timeout")? {
            settings = settings.with_timeout(timeout);
        }
        if let Some(margin) = self.optional_duration("refreshMargin")? {
            settings = settings.with_refresh_margin(margin);
        }
        if let Some(retry) = self.optional_retry("retry")? {
            settings = settings.with_retry(retry);
        }
        Ok(settings)
    }

    fn remove(&mut self, name: &str) -> Option<Json<'a>> {
        let at = self.fields.iter().position(|(have, _)| have == name)?;
        Some(self.fields.swap_remove(at).1)
    }

    fn take(&mut self, name: &str) -> Option<Json<'a>> {
        self.remove(name).filter(|value| *value != Json::Null)
    }

    /// A text that must be there.
    pub(crate) fn text(&mut self, name: &str) -> Result<String> {
        self.optional_text(name)?.ok_or_else(|| missing(name, "is missing."))
    }

    /// A text that may be left out. `null` is what JavaScript's `undefined` arrives as, and means that
    /// the caller wanted to set it.
    pub(crate) fn optional_text(&mut self, name: &str) -> Result<Option<String>> {
        match self.remove(name) {
            None => Ok(None),
            Some(Json::Null) => {
                Err(missing(name, "is undefined; is the environment variable set?"))
            }
            Some(Json::Text(text)) => Ok(Some(text.into_owned())),
            Some(_) => Err(invalid(name, "must be a string")),
        }
    }

    pub(crate) fn optional_flag(&mut self, name: &str) -> Result<Option<bool>> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Flag(flag)) => Ok(Some(flag)),
            Some(_) => Err(invalid(name, "must be true or false")),
        }
    }

    /// A duration in milliseconds.
    pub(crate) fn optional_duration(&mut self, name: &str) -> Result<Option<u64>> {
        self.duration(name, name)
    }

    /// A duration that messages call `shown`.
    fn duration(&mut self, name: &str, shown: &str) -> Result<Option<u64>> {
        let range = Range::of(name);
        self.take(name).map(|value| range.check(shown, &value)).transpose()
    }

    pub(crate) fn environment(&mut self) -> Result<Environment> {
        let refused = |message: &str| Err(Error::new(Code::EnvironmentInvalid, message));
        let server = match self.take("environment") {
            None => return refused("environment is missing."),
            Some(Json::Text(name)) => return name.parse(),
            Some(Json::Object(fields)) => Self { fields },
            Some(_) => return refused("environment is neither a name nor an object."),
        };
        let mut server = server.known(&SERVERS)?;
        let auth = server.text("authServer")?;
        let api = server.optional_text("apiServer")?;
        let admin = server.optional_text("adminServer")?;
        Environment::custom(&auth, api.as_deref(), admin.as_deref())
    }

    /// An environment that may be left out.
    pub(crate) fn optional_environment(&mut self) -> Result<Option<Environment>> {
        let is_given =
            self.fields.iter().any(|(name, value)| name == "environment" && *value != Json::Null);
        if is_given { self.environment().map(Some) } else { Ok(None) }
    }

    /// Scopes as an array of words, or as one text with spaces between them.
    pub(crate) fn optional_scopes(&mut self, name: &str) -> Result<Option<Scopes>> {
        match self.take(name) {
            None => Ok(None),
            Some(Json::Text(words)) => words.parse().map(Some),
            Some(Json::List(words)) => {
                let words: Option<Vec<&str>> = words.iter().map(Json::as_text).collect();
                let words = words.ok_or_else(|| invalid(name, "must contain only strings"))?;
                Scopes::new(words).map(Some)
            }
            Some(_) => Err(invalid(name, "must be an array of strings")),
        }
    }

    pub(crate) fn optional_redirect_uri(&mut self, name: &str) -> Result<Option<String>> {
        let uri = self.optional_text(name)?;
        uri.map(|uri| check_redirect_uri(&uri).map(|()| uri)).transpose()
    }

    /// The GUID of an account or organisation, in lower case.
    pub(crate) fn optional_guid(&mut self, name: &str) -> Result<Option<String>> {
        let Some(text) = self.optional_text(name)? else { return Ok(None) };
        guid_option(name, &text).map(Some)
    }

    /// The parameters of a consent URL.
    pub(crate) fn consent(&mut self) -> Result<ConsentOptions> {
        let mut text = |name| match self.take(name) {
            None => Ok(None),
            Some(Json::Text(text)) => Ok(Some(text.into_owned())),
            Some(_) => Err(invalid(name, "must be a string")),
        };
        Ok(ConsentOptions {
            state: text("state")?,
            prompt: text("prompt")?,
            login_hint: text("loginHint")?,
            ui_locales: text("uiLocales")?,
            code_challenge: text("codeChallenge")?,
            response_type: text("responseType")?,
        })
    }

    /// A retry policy, or `false` for none.
    pub(crate) fn optional_retry(&mut self, name: &str) -> Result<Option<RetryPolicy>> {
        let fields = match self.take(name) {
            None | Some(Json::Flag(true)) => return Ok(None),
            Some(Json::Flag(false)) => return Ok(Some(RetryPolicy::NEVER)),
            Some(Json::Object(fields)) => Self { fields },
            Some(_) => return Err(invalid(name, "must be an object or false")),
        };
        let mut fields = fields.known(&RETRY)?;
        let default = RetryPolicy::default();
        let limit = match fields.take("limit") {
            None => default.limit,
            Some(value) => value
                .whole()
                .and_then(|limit| u32::try_from(limit).ok())
                .filter(|limit| *limit <= 100)
                .ok_or_else(|| invalid("retry.limit", "must be a whole number from 0 to 100"))?,
        };
        let min_delay = fields.duration("minDelay", "retry.minDelay")?.unwrap_or(default.min_delay);
        let max_delay = fields.duration("maxDelay", "retry.maxDelay")?;
        let max_delay = max_delay.unwrap_or(default.max_delay.max(min_delay));
        if max_delay < min_delay {
            return Err(invalid("retry.maxDelay", "is less than retry.minDelay"));
        }
        Ok(Some(RetryPolicy { limit, min_delay, max_delay }))
    }
}

/// The GUID that an option of an account or organization has.
pub(crate) fn guid_option(name: &str, text: &str) -> Result<String> {
    guid(text).ok_or_else(|| {
        let error = Error::new(Code::OptionInvalid, format!("The option {name} {}.", oddity(text)));
        error.with_remedy(
            "For an account, copy the API Account ID from Docusign's Apps and Keys page. For an organization, \
             take the organizationId of getUserInfo().",
        )
    })
}

fn missing(name: &str, what: &str) -> Error {
    Error::new(Code::OptionMissing, format!("The option {name} {what}"))
}

fn invalid(name: &str, what: &str) -> Error {
    Error::new(Code::OptionInvalid, format!("The option {name} {what}."))
}

/// The durations that an option can mean, in milliseconds. One that is given in seconds is shorter than `least`.
struct Range {
    least: u64,
    most: u64,
    zero: bool,
}

impl Range {
    fn of(name: &str) -> Self {
        const DAY: u64 = 24 * 3_600_000;
        let (least, most, zero) = match name {
            "lifetime" => (Assertion::SHORTEST, Assertion::LONGEST - Assertion::BACKDATE, false),
            "timeout" => (500, DAY, false),
            "refreshMargin" => (10_000, DAY, true),
            _ => (10, DAY, true),
        };
        Self { least, most, zero }
    }

    fn check(&self, name: &str, value: &Json<'_>) -> Result<u64> {
        let Self { least, most, zero } = *self;
        let micros = value.thousandths().and_then(|micros| u64::try_from(micros).ok());
        let Some(micros) = micros.filter(|micros| *micros <= most * 1000) else {
            let what = format!("must be a number of milliseconds, from {least} to {most}");
            return Err(out_of_range(name, &what));
        };
        if micros >= least * 1000 || (micros == 0 && zero) {
            return Ok(micros / 1000);
        }
        // The number of microseconds is that of milliseconds, had the caller meant seconds.
        let meant = match micros {
            _ if micros < least => String::new(),
            _ if micros > most => format!(" The longest is {} minutes.", most / 60_000),
            _ => format!(" For {} seconds, write {micros}.", decimal(micros)),
        };
        let error = out_of_range(name, &format!("is {}", in_words(micros)));
        Err(error.with_remedy(format!("Give milliseconds, from {least} to {most}.{meant}")))
    }
}

fn out_of_range(name: &str, what: &str) -> Error {
    let code = if name == "lifetime" { Code::LifetimeInvalid } else { Code::OptionInvalid };
    Error::new(code, format!("The option {name} {what}."))
}

/// A short duration in words. The number is in microseconds.
fn in_words(micros: u64) -> String {
    match micros {
        ..1_000_000 => format!("{} milliseconds", decimal(micros)),
        _ => format!("{} seconds", decimal(micros / 1000)),
    }
}

/// A thousandth part, with the digits behind the point that it has.
fn decimal(thousandths: u64) -> String {
    let text = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::js::option_names::CLIENT;
    use crate::settings::Settings;

    const ID: &str = "c0000000-0000-4000-8000-000000000001";

    /// A client with the usual options and these, of which `null` stands for JavaScript's `undefined`.
    fn client(more: &Value) -> Result<Settings> {
        let mut fields = serde_json::json!({ "clientId": ID, "environment": "demo" });
        if let (Value::Object(fields), Value::Object(more)) = (&mut fields, more.clone()) {
            fields.extend(more);
        }
        Options::parse(&fields.to_string(), &CLIENT)?.settings()
    }

    #[test]
    fn defaults_and_what_replaces_them() {
        let plain = client(&serde_json::json!({})).unwrap();
        assert_eq!(plain.scopes().to_string(), "signature");
        assert_eq!((plain.timeout(), plain.refresh_margin()), (30_000, 600_000));
        assert_eq!(plain.retry(), RetryPolicy::default());
        let set = client(&serde_json::json!({
            "userId": "a0000000-0000-4000-8000-000000000001",
            "scopes": ["click.send"],
            "redirectUri": "https://example.com/callback",
            "accountId": ID.to_uppercase(),
            "timeout": 5000,
            "refreshMargin": 0,
            "retry": { "limit": 1, "minDelay": 10_000 },
        }));
        let set = set.unwrap();
        assert_eq!(set.scopes().to_string(), "click.send impersonation");
        assert_eq!(set.redirect_uri(), Some("https://example.com/callback"));
        assert_eq!(set.account_id(), Some(ID));
        assert_eq!((set.timeout(), set.refresh_margin()), (5000, 0));
        let raised = RetryPolicy { limit: 1, min_delay: 10_000, max_delay: 10_000 };
        assert_eq!(set.retry(), raised);
        assert_eq!(
            client(&serde_json::json!({ "retry": false })).unwrap().retry(),
            RetryPolicy::NEVER
        );
    }

    #[test]
    fn each_mistake_names_its_option() {
        for (more, code, says) in [
            (serde_json::json!({ "clientID": ID }), Code::OptionInvalid, "mean clientId?"),
            (serde_json::json!({ "client_id": ID }), Code::OptionInvalid, "mean clientId?"),
            (serde_json::json!({ "color": 1 }), Code::OptionInvalid, "no option color"),
            (serde_json::json!({ "clientId": null }), Code::OptionMissing, "clientId is undefined"),
            (serde_json::json!({ "clientId": 7 }), Code::OptionInvalid, "clientId must be"),
            (serde_json::json!({ "userId": null }), Code::OptionMissing, "userId is undefined"),
            (serde_json::json!({ "userId": "a@b.c" }), Code::UserIdIsEmail, "e-mail"),
            (serde_json::json!({ "environment": null }), Code::EnvironmentInvalid, "is missing"),
            (serde_json::json!({ "environment": 1 }), Code::EnvironmentInvalid, "neither"),
            (serde_json::json!({ "environment": {} }), Code::OptionMissing, "authServer"),
            (serde_json::json!({ "scopes": 1 }), Code::OptionInvalid, "scopes must be"),
            (serde_json::json!({ "scopes": ["a", 1] }), Code::OptionInvalid, "only strings"),
            (serde_json::json!({ "scopes": [] }), Code::ScopeInvalid, "empty"),
            (serde_json::json!({ "redirectUri": "/cb" }), Code::RedirectUriInvalid, "scheme"),
            (
                serde_json::json!({ "accountId": "7" }),
                Code::OptionInvalid,
                "accountId is not a GUID",
            ),
            (serde_json::json!({ "organizationId": "77777" }), Code::OptionInvalid, "is a number"),
            (serde_json::json!({ "accountId": "1234567" }), Code::OptionInvalid, "account number"),
            (serde_json::json!({ "timeout": -1 }), Code::OptionInvalid, "timeout must be"),
            (serde_json::json!({ "timeout": 30 }), Code::OptionInvalid, "is 30 milliseconds"),
            (serde_json::json!({ "timeout": 1e-9 }), Code::OptionInvalid, "is 0 milliseconds"),
            (serde_json::json!({ "refreshMargin": 600 }), Code::OptionInvalid, "600 milliseconds"),
            (serde_json::json!({ "refreshMargin": 3600 }), Code::OptionInvalid, "3.6 seconds"),
            (
                serde_json::json!({ "retry": { "minDelay": 0.25 } }),
                Code::OptionInvalid,
                "retry.minDelay is 0.25",
            ),
            (
                serde_json::json!({ "retry": { "maxDelay": 8 } }),
                Code::OptionInvalid,
                "retry.maxDelay is 8",
            ),
            (serde_json::json!({ "userId": ID }), Code::UserIdIsClientId, "is the integration key"),
            (serde_json::json!({ "timeout": "1s" }), Code::OptionInvalid, "timeout must be"),
            (serde_json::json!({ "refreshMargin": 1e12 }), Code::OptionInvalid, "refreshMargin"),
            (serde_json::json!({ "retry": 3 }), Code::OptionInvalid, "retry must be"),
            (serde_json::json!({ "retry": { "limit": 1.5 } }), Code::OptionInvalid, "retry.limit"),
            (serde_json::json!({ "retry": { "limit": 101 } }), Code::OptionInvalid, "retry.limit"),
            (serde_json::json!({ "retry": { "retries": 1 } }), Code::OptionInvalid, "retries"),
            (
                serde_json::json!({ "retry": { "minDelay": 90, "maxDelay": 80 } }),
                Code::OptionInvalid,
                "less than retry.minDelay",
            ),
        ] {
            let error = client(&more).unwrap_err();
            assert_eq!(error.code(), code, "{more}");
            assert!(error.message().contains(says), "{more}: {error}");
        }
        let error = Options::parse("[]", &CLIENT).unwrap_err();
        assert_eq!(error.code(), Code::OptionInvalid);
    }

    #[test]
    fn an_environment_may_be_left_out_where_it_says_so() {
        let read = |json| Options::parse(json, &["environment"]).unwrap().optional_environment();
        assert_eq!(read("{}"), Ok(None));
        assert_eq!(read(r#"{"environment":null}"#), Ok(None));
        assert_eq!(read(r#"{"environment":"demo"}"#), Ok(Some(Environment::demo())));
        assert_eq!(read(r#"{"environment":7}"#).unwrap_err().code(), Code::EnvironmentInvalid);
    }

    #[test]
    fn a_flag_is_true_or_false() {
        let flag =
            |json| Options::parse(json, &["replayable"]).unwrap().optional_flag("replayable");
        assert_eq!(flag("{}"), Ok(None));
        assert_eq!(flag(r#"{"replayable":true}"#), Ok(Some(true)));
        assert_eq!(flag(r#"{"replayable":1}"#).unwrap_err().code(), Code::OptionInvalid);
    }

    #[test]
    fn parameters_of_a_consent_url_are_texts() {
        let parse = |json| Options::parse(json, &["state", "prompt"]).unwrap().consent();
        assert_eq!(parse(r#"{"state":"x"}"#).unwrap().state.as_deref(), Some("x"));
        assert_eq!(parse(r#"{"prompt":true}"#).unwrap_err().code(), Code::OptionInvalid);
    }

    #[test]
    fn an_option_says_where_its_id_is_found() {
        let error = guid_option("accountId", "1234567").unwrap_err();
        assert!(error.message().contains("account number"), "{error}");
        assert!(error.remedy().contains("API Account ID"), "{error}");
    }
}
