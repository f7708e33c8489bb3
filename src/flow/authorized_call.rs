//! API calls with the token: allowed servers and retries.

use crate::error::{Code, Error, Result, surface};
use crate::flow::call_target::{
    PLACEHOLDER, check_server, check_target, filled, fixed_server, not_allowed, resolve,
    with_placeholders,
};
use crate::flow::retry::Retries;
use crate::flow::{At, CallOptions, Event, Flow, Step, out_of_turn};
use crate::protocol::{BearerToken, Echo, Request, Response};
use crate::settings::Settings;
use crate::wire::{Find, path_of};
use std::fmt;

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
            Some(url) if !url.includes(PLACEHOLDER) => filled(&url, ""),
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

    fn received(&mut self, response: &Response, at: At) -> Result<Step<()>> {
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
            Event::Answered(response) => self.received(&response, at),
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
mod tests;
