//! API calls with the token: allowed servers and retries.

use crate::error::{Code, Error, Result, surface};
use crate::flow::call_target::{
    PLACEHOLDER, check_server, check_target, filled, fixed_server, not_allowed, resolve,
    with_placeholders,
};
use crate::flow::retry::Retries;
use crate::flow::{At, Event, Flow, Step, out_of_turn};
use crate::protocol::{BearerToken, Echo, Request, Response};
use crate::settings::Settings;
use crate::wire::path_of;
use std::fmt;

/// The options of an API call.
///
/// `Debug` leaves the query out.
///
/// ```
/// use docusign_jwt::CallOptions;
///
/// let list = CallOptions::get("/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01");
/// assert!(list.replayable);
/// let upload = CallOptions::new("POST", "/restapi/v2.1/accounts/{accountId}/envelopes")
///     .with_account("acc00000-0000-4000-8000-000000000001")
///     .with_replayable(false);
/// assert!(!upload.replayable);
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct CallOptions {
    /// The HTTP method; `GET` if empty.
    pub method: String,
    /// A path, in which `{accountId}` is replaced, or a URL on an allowed server.
    pub target: String,
    /// The account. If not set: the account in the path, the client's account, or the user's default account.
    pub account_id: Option<String>,
    /// Whether the body can be sent a second time; a stream cannot. `GET`, `HEAD` and `OPTIONS` have no body and are
    /// always retried.
    pub replayable: bool,
}

impl CallOptions {
    /// Creates a `GET` of a path or a URL.
    #[must_use]
    pub fn get(target: impl Into<String>) -> Self {
        Self::new("GET", target)
    }

    /// Creates a call with a body that can be sent a second time.
    #[must_use]
    pub fn new(method: impl Into<String>, target: impl Into<String>) -> Self {
        Self { method: method.into(), target: target.into(), account_id: None, replayable: true }
    }

    /// Sets the account.
    #[must_use]
    pub fn with_account(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Sets whether the body can be sent a second time: `false` for a stream.
    #[must_use]
    pub fn with_replayable(mut self, replayable: bool) -> Self {
        self.replayable = replayable;
        self
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOptions")
            .field("method", &self.method)
            .field("target", &path_of(&self.target))
            .field("account_id", &self.account_id)
            .field("replayable", &self.replayable)
            .finish()
    }
}

/// An API call: resolves the address, attaches the token, and sends the token to no other server.
///
/// It retries a 401 once with a new token, and a 429 as often as the [`RetryPolicy`](crate::RetryPolicy) allows. It
/// retries a 5xx or a lost connection only for safe methods. [`Step::Done`] means that the last response, with any
/// status, is the result. `Debug` leaves the query out.
///
/// ```
/// use docusign_jwt::{At, AuthorizedCall, CallOptions, ClientId, Environment, Event, Flow, Settings, Step};
///
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let settings = Settings::new(id, Environment::demo());
/// let at = At { now: 1_795_521_600_000, random: 0.5 };
/// let options = CallOptions::get("/management/v2/organizations");
/// let mut call = AuthorizedCall::new(settings, options, at.now)?;
///
/// let Step::Token { refused: false } = call.advance(Event::Start, at)? else { unreachable!() };
/// let Step::Send(request) = call.advance(Event::Token("eyJ0".into()), at)? else { unreachable!() };
/// assert_eq!(request.url(), "https://api-d.docusign.net/management/v2/organizations");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub struct AuthorizedCall {
    settings: Settings,
    method: &'static str,
    options: CallOptions,
    url: String,
    token: BearerToken,
    refused: bool,
    retries: Retries,
}

impl AuthorizedCall {
    /// Creates a call that starts at `now`. Checks everything that does not depend on the user's accounts.
    ///
    /// # Errors
    /// [`Code::UrlNotAllowed`] for a target on another server; [`Code::OptionInvalid`] for an
    /// unknown method.
    pub fn new(settings: Settings, options: CallOptions, now: u64) -> Result<Self> {
        let method = known_method(&options.method)?;
        check_target(&options.target)?;
        check_server(&options.target, settings.environment())?;
        let options = CallOptions { target: with_placeholders(&options.target), ..options };
        let retries = Retries::new(settings.retry(), now.saturating_add(settings.timeout()));
        let (url, token) = (String::new(), BearerToken::default());
        Ok(Self { settings, method, options, url, token, refused: false, retries })
    }

    fn begin(&mut self) -> Result<Step<()>> {
        let account_id = self.options.account_id.as_deref().or(self.settings.account_id());
        let url = match fixed_server(&self.options.target, self.settings.environment()) {
            Some(url) if !url.contains(PLACEHOLDER) => filled(&url, ""),
            _ if self.settings.user_id().is_some() => return Ok(Step::UserInfo),
            Some(url) => match account_id {
                Some(account_id) => filled(&url, account_id),
                None => {
                    let message = "An application has no default account to replace {accountId}.";
                    let error = Error::new(Code::OptionMissing, message);
                    Err(error.with_remedy(surface!(
                        js: "Set the option accountId.",
                        rust: "Set the account: CallOptions::with_account."
                    )))
                }
            },
            None => Err(not_allowed(
                "This client acts as an application. Docusign accepts application tokens only for the Admin API.",
            )
            .with_remedy(surface!(
                js: "For the eSignature API, act for a user: forUser(userId). An application can call paths under /management/.",
                rust: "For the eSignature API, act for a user: Settings::with_user. An application can call paths under /management/."
            ))),
        };
        self.url = url?;
        Ok(Step::Token { refused: false })
    }

    fn send(&self) -> Step<()> {
        Step::Send(self.request())
    }

    fn request(&self) -> Request {
        let request =
            Request { method: self.method, url: self.url.clone(), headers: Vec::new(), body: None };
        request.with_header("authorization", self.token.header())
    }

    fn answered(&mut self, response: &Response, at: At) -> Result<Step<()>> {
        if response.is_redirect() && response.status() != 304 {
            return Err(response.redirected(path_of(&self.url)));
        }
        if self.is_replayable() {
            if response.status() == 401 && !self.refused {
                self.refused = true;
                return Ok(Step::Token { refused: true });
            }
            let again = response.status() == 429 || (response.is_transient() && self.is_safe());
            if again && let Some(wait) = self.retries.wait(Some(response), at) {
                return Ok(wait);
            }
        }
        Ok(Step::Done(()))
    }

    /// Whether the method is safe (RFC 9110, section 9.2.1).
    fn is_safe(&self) -> bool {
        matches!(self.method, "GET" | "HEAD" | "OPTIONS")
    }

    /// Whether the request can be retried. A safe method has no body.
    fn is_replayable(&self) -> bool {
        self.options.replayable || self.is_safe()
    }
}

impl fmt::Debug for AuthorizedCall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AuthorizedCall")
            .field("settings", &self.settings)
            .field("method", &self.method)
            .field("options", &self.options)
            .field("url", &path_of(&self.url))
            .field("refused", &self.refused)
            .finish_non_exhaustive()
    }
}

impl Flow for AuthorizedCall {
    type Output = ();

    fn advance(&mut self, event: Event, at: At) -> Result<Step<()>> {
        match event {
            Event::Start => self.begin(),
            Event::UserInfo(user_info) => {
                self.url = {
                    let Self { options, settings, .. } = self;
                    resolve(&options.target, options.account_id.as_deref(), settings, &user_info)?
                };
                Ok(Step::Token { refused: false })
            }
            // The caller has no other token: the refusal is the result.
            Event::Token(token) if self.refused && self.token.is(&token) => Ok(Step::Done(())),
            Event::Token(token) => {
                self.token = BearerToken::new(token);
                Ok(self.send())
            }
            Event::Waited => Ok(self.send()),
            Event::Answered(response) => self.answered(&response, at),
            Event::Failed(failure) => {
                if self.is_safe()
                    && failure.is_transient()
                    && let Some(wait) = self.retries.wait(None, at)
                {
                    return Ok(wait);
                }
                // Until the account is known there is no URL: userinfo did not respond.
                let userinfo_url = self.settings.environment().userinfo_url();
                let url = if self.url.is_empty() { &userinfo_url } else { &self.url };
                Err(Echo::of(&self.request()).cut_from(failure.into_error(url)))
            }
            Event::Signed(_) => Err(out_of_turn()),
        }
    }
}

fn known_method(method: &str) -> Result<&'static str> {
    const METHODS: [&str; 7] = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];
    let method = if method.is_empty() { "GET" } else { method };
    let found = METHODS.into_iter().find(|known| known.eq_ignore_ascii_case(method));
    found.ok_or_else(|| {
        let message = "The option method must be an HTTP method of Docusign's APIs.";
        Error::new(Code::OptionInvalid, message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{ClientId, Environment, UserId};
    use crate::protocol::{Account, UserInfo};

    const ACCOUNT: &str = "acc00000-0000-4000-8000-000000000001";
    const AT: At = At { now: 1_795_521_600_000, random: 0.5 };

    fn client(environment: Environment) -> Settings {
        let id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
        Settings::new(id, environment)
    }

    fn user(environment: Environment) -> Settings {
        client(environment)
            .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap())
    }

    /// The URL that receives the token, if necessary from userinfo.
    fn goes_to(settings: Settings, target: &str) -> Result<String> {
        let options = CallOptions { target: target.to_owned(), ..CallOptions::default() };
        let mut call = AuthorizedCall::new(settings, options, AT.now)?;
        let mut step = call.advance(Event::Start, AT)?;
        if step == Step::UserInfo {
            let account = Account {
                account_id: ACCOUNT.to_owned(),
                base_uri: "https://demo.docusign.net".to_owned(),
                is_default: true,
                ..Default::default()
            };
            let user_info = UserInfo { accounts: vec![account], ..UserInfo::default() };
            step = call.advance(Event::UserInfo(user_info), AT)?;
        }
        assert_eq!(step, Step::Token { refused: false });
        match call.advance(Event::Token("t".to_owned()), AT)? {
            Step::Send(request) => Ok(request.url().to_owned()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_account_is_filled_in_however_the_placeholder_is_written() {
        let filled = format!("https://demo.docusign.net/restapi/v2.1/accounts/{ACCOUNT}/envelopes");
        for account in [
            "{accountId}",
            "%7BaccountId%7D",
            "%7baccountId%7d",
            "%7BaccountId%7d",
            "{accountId%7D",
        ] {
            for server in ["", "https://demo.docusign.net"] {
                let target = format!("{server}/restapi/v2.1/accounts/{account}/envelopes");
                assert_eq!(
                    goes_to(user(Environment::demo()), &target).unwrap(),
                    filled,
                    "{target}"
                );
            }
        }
        let filter =
            "/restapi/v2.1/accounts/{accountId}/x?q=%7B%22a%22%3A1%7D&g=%7Bc0ffee%7D&a={accountId}";
        let url = goes_to(user(Environment::demo()), filter).unwrap();
        assert!(
            url.ends_with(&format!("x?q=%7B%22a%22%3A1%7D&g=%7Bc0ffee%7D&a={ACCOUNT}")),
            "{url}"
        );
    }

    #[test]
    fn another_placeholder_is_refused() {
        for target in [
            "/restapi/v2.1/accounts/{accountId}/envelopes/{envelopeId}",
            "/restapi/v2.1/accounts/{accountId}/envelopes/%7BenvelopeId%7D",
            "/management/v2/organizations/{organizationId}/users",
            "https://api-d.docusign.com/v1/accounts/{account_id}/agreements",
        ] {
            let error = goes_to(user(Environment::demo()), target).unwrap_err();
            assert_eq!(error.code(), Code::UrlNotAllowed, "{target}");
            assert!(error.message().contains("{accountId}"), "{error}");
        }
    }

    #[test]
    fn the_apis_of_the_environment_take_the_token() {
        for environment in [Environment::demo(), Environment::production()] {
            for server in environment.api_servers() {
                let target = format!("{server}/v1/accounts/{{accountId}}/agreements");
                let url = format!("{server}/v1/accounts/{ACCOUNT}/agreements");
                assert_eq!(goes_to(user(environment.clone()), &target).unwrap(), url);
                assert_eq!(goes_to(client(environment.clone()), &url).unwrap(), url);
            }
        }
        let error = goes_to(client(Environment::demo()), "/management/v2/{accountId}").unwrap_err();
        assert_eq!(error.code(), Code::OptionMissing);
    }

    #[test]
    fn no_other_server_does() {
        for (target, says) in [
            ("https://api.docusign.com/v1", "It belongs to production"),
            ("https://lens.docusign.net/api", "It belongs to production"),
            ("https://example.com/v1", "not for the server https://example.com"),
            ("https://api-d.docusign.com.example.com/v1", "not for the server"),
            ("http://api-d.docusign.com/v1", "not for the server"),
            ("https://api-d.docusign.com:8443/v1", "not for the server"),
            ("https://user@api-d.docusign.com/v1", "not for the server"),
        ] {
            for settings in [user(Environment::demo()), client(Environment::demo())] {
                let options = CallOptions { target: target.into(), ..CallOptions::default() };
                let error = AuthorizedCall::new(settings, options, AT.now).unwrap_err();
                assert_eq!(error.code(), Code::UrlNotAllowed, "{target}");
                assert!(error.message().contains(says), "{target}: {error}");
                assert!(error.remedy().contains("https://api-d.docusign.com,"), "{error}");
            }
        }
        let local = Environment::custom("http://127.0.0.1:1", None, None).unwrap();
        let error = goes_to(user(local), "https://api-d.docusign.com/v1").unwrap_err();
        assert_eq!(error.code(), Code::UrlNotAllowed);
        let error = goes_to(user(Environment::demo()), "https://na4.docusign.net/x").unwrap_err();
        assert!(error.remedy().contains("the account's base URI"), "{error}");
        let error = goes_to(client(Environment::demo()), "/restapi/v2.1/accounts").unwrap_err();
        assert!(error.remedy().contains(surface!(js: "forUser", rust: "with_user")), "{error}");
    }
}
