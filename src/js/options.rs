//! Reads JavaScript's options. Each error names the option.

use std::borrow::Cow;
use std::fmt;

use crate::config::{ClientId, Environment, RetryPolicy, Scopes, UserId};
use crate::error::{Code, Error, Result};
use crate::js::duration::Range;
use crate::js::option_names::{RETRY, SERVERS};
use crate::js::option_spelling::unknown;
use crate::protocol::{ConsentOptions, check_redirect_uri, user_is_client};
use crate::settings::Settings;
use crate::wire::{Json, guid, oddity};

/// The maximum of `retry.limit`.
pub(crate) const MOST_RETRIES: u32 = 100;

/// The options of one call. Reading removes an option, so the rest are unknown options.
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
    /// Reads options, and refuses unknown names.
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
        Err(unknown(name, known))
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

    /// A required text.
    pub(crate) fn text(&mut self, name: &str) -> Result<String> {
        self.optional_text(name)?.ok_or_else(|| missing(name, "is missing."))
    }

    /// A text that may be left out. JavaScript's `undefined` arrives as `null`: the caller wanted to set the option.
    pub(crate) fn optional_text(&mut self, name: &str) -> Result<Option<String>> {
        match self.remove(name) {
            None => Ok(None),
            Some(Json::Null) => {
                Err(missing(name, "is undefined. Check that the environment variable is set."))
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
            Some(_) => return refused("environment must be a name or an object."),
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

    /// Scopes as an array of words, or as one string separated by spaces.
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

    /// The GUID of an account or organization, in lower case.
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
                .filter(|limit| *limit <= MOST_RETRIES)
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

#[cfg(test)]
mod tests;
