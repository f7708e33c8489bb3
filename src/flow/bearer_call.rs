//! One read with an access token: a fresh token after a refusal, repetitions after failures that pass.

use crate::error::{Code, Error, Result};
use crate::flow::retry::Retries;
use crate::flow::{At, Event, Step, answered_error, out_of_turn};
use crate::protocol::{BearerToken, Echo, Request, Response, api_error};
use crate::settings::Settings;

/// A `GET` with the client's token, up to a successful answer.
#[derive(Debug)]
pub(crate) struct BearerCall {
    request: Request,
    what: &'static str,
    token: BearerToken,
    /// The answer to a token that was refused, until there is another token.
    refusal: Option<(Error, Response)>,
    refused: bool,
    retries: Retries,
}

impl BearerCall {
    /// A call of `client` to `url`, which must be one that its token may go to.
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

    /// Goes on to another page with what is left of the time.
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
            Event::Answered(response) => self.answered(response, at),
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

    fn answered(&mut self, response: Response, at: At) -> Result<Step<Response>> {
        let error = if response.is_success() {
            match response.json(self.what).err() {
                None => return Ok(Step::Done(response)),
                Some(garbled) => garbled,
            }
        } else {
            api_error(&response, at.now, self.what)
        };
        // Docusign has been seen to answer a stale token with internal_server_error.
        let stale = error.code() == Code::TokenRejected
            || answered_error(&error) == Some("internal_server_error");
        if stale && !self.refused {
            self.refused = true;
            self.refusal = Some((error, response));
            return Ok(Step::Token { refused: true });
        }
        self.failed(error, &response, at)
    }

    /// Tries once more what may pass; else this is how it ends.
    fn failed(&mut self, error: Error, response: &Response, at: At) -> Result<Step<Response>> {
        if (response.is_transient() || response.is_success())
            && let Some(wait) = self.retries.wait(Some(response), at)
        {
            return Ok(wait);
        }
        if error.code() == Code::TokenRejected {
            let remedy = format!("Docusign refused a new token too. {}", error.remedy());
            return Err(error.with_remedy(remedy));
        }
        Err(error)
    }
}
