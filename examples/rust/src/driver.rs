//! Takes the steps that the crate asks for, with a blocking HTTP client: this much is needed for any client.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use docusign_jwt::{
    At, Error, Event, Failure, Flow, JwtExchange, Lessons, PrivateKey, Request, Response, Settings,
    Step, UserInfoCall,
};
use ureq::http;

/// No answer that belongs here is larger.
const MOST_BYTES: u64 = 1024 * 1024;

/// A client with its key and a way to the network.
pub struct Driver {
    pub client: Settings,
    key: PrivateKey,
    agent: ureq::Agent,
    token: Option<String>,
}

impl Driver {
    pub fn new(client: Settings, key: PrivateKey) -> Self {
        let config = ureq::Agent::config_builder()
            // A status is an answer, and what it means the crate says. It follows no redirect with a token.
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(Duration::from_millis(client.timeout())))
            .build();
        Self { client, key, agent: config.into(), token: None }
    }

    /// Drives an operation to its end, and returns its outcome and the last answer.
    pub fn run<F: Flow>(&mut self, mut flow: F) -> Result<(F::Output, Response), Error> {
        let mut event = Event::Start;
        let mut last = Response::new(0, [], "");
        loop {
            event = match flow.advance(event, at())? {
                Step::Done(output) => return Ok((output, last)),
                Step::Sign { data, .. } => Event::Signed(self.key.sign(data.as_bytes())?),
                Step::Send(request) => match self.send(&request) {
                    Ok(response) => {
                        last = response.clone();
                        Event::Answered(response)
                    }
                    Err(failure) => Event::Failed(failure),
                },
                Step::Wait { delay, .. } => {
                    std::thread::sleep(Duration::from_millis(delay));
                    Event::Waited
                }
                Step::Token { refused } => Event::Token(self.token(refused)?),
                Step::UserInfo => {
                    let call = UserInfoCall::new(&self.client, at().now);
                    Event::UserInfo(self.run(call)?.0)
                }
                other => unreachable!("a step of a later version: {other:?}"),
            };
        }
    }

    /// The token in hand, or a new one. A program that runs on should look at when it ends.
    fn token(&mut self, refused: bool) -> Result<String, Error> {
        if let (Some(token), false) = (&self.token, refused) {
            return Ok(token.clone());
        }
        let exchange = JwtExchange::new(self.client.clone(), 1, Lessons::default(), at().now);
        let (exchanged, _) = self.run(exchange)?;
        Ok(self.token.insert(exchanged.token.access_token).clone())
    }

    fn send(&self, request: &Request) -> Result<Response, Failure> {
        let mut builder = http::Request::builder().method(request.method()).uri(request.url());
        for (name, value) in request.headers() {
            builder = builder.header(name, value);
        }
        let sent = match request.body() {
            Some(body) => builder.body(body.to_owned()).map(|request| self.agent.run(request)),
            None => builder.body(()).map(|request| self.agent.run(request)),
        };
        let answer = sent.map_err(|error| Failure::Connection(error.to_string()))?;
        let mut answer = answer.map_err(failure)?;
        let text =
            |value: &http::HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers: Vec<(String, String)> =
            answer.headers().iter().map(|(name, value)| (name.to_string(), text(value))).collect();
        let body = answer.body_mut().with_config().limit(MOST_BYTES).read_to_string();
        Ok(Response::new(answer.status().as_u16(), headers, body.map_err(failure)?))
    }
}

fn failure(error: ureq::Error) -> Failure {
    match error {
        ureq::Error::Timeout(_) => Failure::Timeout,
        ureq::Error::BodyExceedsLimit(limit) => Failure::TooLarge(limit),
        other => Failure::Connection(other.to_string()),
    }
}

/// Now, with a number that spreads the retries of many programs.
pub fn at() -> At {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    At { now: since.as_millis() as u64, random: f64::from(since.subsec_nanos() % 1000) / 1000.0 }
}
