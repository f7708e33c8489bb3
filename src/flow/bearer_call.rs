//! An authenticated GET: gets a new token once after a refusal, and retries transient failures.

use crate::error::{Code, Error, Result};
use crate::flow::retry::Retries;
use crate::flow::{At, Event, Step, error_word, out_of_turn};
use crate::protocol::{BearerToken, Echo, Request, Response, api_error};
use crate::settings::Settings;

const CHECK: &str = "Check the environment, the server, the user and the consent.";

/// A `GET` with the client's token, until a successful response.
#[derive(Debug)]
pub(crate) struct BearerCall {
    request: Request,
    what: &'static str,
    token: BearerToken,
    /// The response to a refused token, until the caller reports another token.
    refusal: Option<(Error, Response)>,
    refused: bool,
    retries: Retries,
}

impl BearerCall {
    /// Creates a call to `url`, which must be allowed to receive the token.
    pub(crate) fn new(settings: &Settings, url: String, what: &'static str, now: u64) -> Self {
        let deadline = now.saturating_add(settings.timeout());
        let retries = Retries::new(settings.retry(), deadline);
        Self {
            request: Request::get(url),
            what,
            token: BearerToken::default(),
            refusal: None,
            refused: false,
            retries,
        }
    }

    /// Continues with another page in the remaining time.
    pub(crate) fn next_page<T>(&mut self, url: String) -> Step<T> {
        self.request = Request::get(url);
        self.send()
    }

    fn send<T>(&self) -> Step<T> {
        Step::Send(self.authorized())
    }

    fn authorized(&self) -> Request {
        self.request.clone().with_header("authorization", self.token.header())
    }

    pub(crate) fn advance(&mut self, event: Event, at: At) -> Result<Step<Response>> {
        self.next(event, at).map_err(|error| Echo::of(&self.authorized()).cut_from(error))
    }

    fn next(&mut self, event: Event, at: At) -> Result<Step<Response>> {
        match event {
            Event::Start => Ok(Step::Token { refused: false }),
            Event::Token(token) => match self.refusal.take() {
                Some((error, response)) if self.token.is(&token) => {
                    self.failed(error, &response, at)
                }
                _ => {
                    self.token = BearerToken::new(token);
                    Ok(self.send())
                }
            },
            Event::Waited => Ok(self.send()),
            Event::Answered(response) => self.received(response, at),
            Event::Failed(failure) => {
                if failure.is_transient()
                    && let Some(wait) = self.retries.wait(None, at)
                {
                    return Ok(wait);
                }
                Err(failure.into_error(self.request.url()))
            }
            Event::Signed(_) | Event::UserInfo(_) => Err(out_of_turn()),
        }
    }

    fn received(&mut self, response: Response, at: At) -> Result<Step<Response>> {
        let error = if response.is_success() {
            match response.json(self.what).err() {
                None => return Ok(Step::Done(response)),
                Some(garbled) => garbled,
            }
        } else {
            api_error(&response, at.now, self.what)
        };
        // Docusign sometimes returns internal_server_error for a stale token.
        let stale = error.code() == Code::TokenRejected
            || error_word(&error) == Some("internal_server_error");
        if stale && !self.refused {
            self.refused = true;
            self.refusal = Some((error, response));
            return Ok(Step::Token { refused: true });
        }
        self.failed(error, &response, at)
    }

    /// Retries a transient failure; else the operation ends with it.
    fn failed(&mut self, error: Error, response: &Response, at: At) -> Result<Step<Response>> {
        if (response.is_transient() || response.is_success())
            && let Some(wait) = self.retries.wait(Some(response), at)
        {
            return Ok(wait);
        }
        if error.code() == Code::TokenRejected {
            // The usual remedy advises to get a new token, which was just tried.
            let advice = match error.remedy() {
                usual if usual == Code::TokenRejected.remedy() => CHECK,
                own => own,
            };
            let remedy = format!("Docusign refused a new token too. {advice}");
            return Err(error.with_remedy(remedy));
        }
        Err(error)
    }
}
