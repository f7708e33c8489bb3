//! Operations that need the network, driven from JavaScript: each call reports an event and returns the
//! next step as JSON.

use serde::Serialize;
use serde_json::{Value, json};
use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::{Thrown, json as to_json};
use crate::client::Options;
use crate::{
    At, AuthorizedCall, CallOptions, ClientProof, ClientSecret, CodeExchange, Event, Failure, Flow,
    JwtExchange, Lessons, Response, Result, Step, UserInfo, UserInfoCall, UserQuery, UserSearch,
};

/// A flow whose steps are JSON.
trait JsonFlow {
    fn advance(&mut self, event: Event, at: At) -> Result<Value>;
}

impl std::fmt::Debug for dyn JsonFlow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JsonFlow")
    }
}

struct Described<F>(F);

impl<F> JsonFlow for Described<F>
where
    F: Flow,
    F::Output: Serialize,
{
    fn advance(&mut self, event: Event, at: At) -> Result<Value> {
        Ok(match self.0.advance(event, at)? {
            Step::Sign { key, data } => json!({ "step": "sign", "key": key, "data": data }),
            Step::Send(request) => json!({ "step": "send", "request": request }),
            Step::Wait { delay, attempt, status } => {
                json!({ "step": "wait", "delay": delay, "attempt": attempt, "status": status })
            }
            Step::Token { refused } => json!({ "step": "token", "refused": refused }),
            Step::UserInfo => json!({ "step": "userInfo" }),
            Step::Done(value) => json!({ "step": "done", "value": value }),
        })
    }
}

/// An operation under way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Operation(Box<dyn JsonFlow>);

type Out<T> = std::result::Result<T, Thrown>;

impl Operation {
    fn new<F>(flow: F) -> Self
    where
        F: Flow + 'static,
        F::Output: Serialize,
    {
        Self(Box::new(Described(flow)))
    }

    fn report(&mut self, event: Event, now: f64, random: f64) -> Out<String> {
        let at = At { now: millis(now)?, random };
        Ok(to_json(&self.0.advance(event, at)?)?)
    }
}

#[wasm_bindgen]
impl Operation {
    /// The JWT grant.
    #[wasm_bindgen(js_name = jwtExchange)]
    pub fn jwt_exchange(client: &str, keys: usize, lessons: &str, now: f64) -> Out<Self> {
        let lessons: Lessons = serde_json::from_str(lessons).unwrap_or_default();
        let client = super::client(client)?;
        Ok(Self::new(JwtExchange::new(client, keys, lessons, millis(now)?)))
    }

    /// The exchange of an authorization code: `code`, `redirectUri`, `codeVerifier`, `clientSecret`,
    /// `origin`.
    #[wasm_bindgen(js_name = codeExchange)]
    pub fn code_exchange(client: &str, options: &str, now: f64) -> Out<Self> {
        let client = super::client(client)?;
        let mut options = Options::parse(
            options,
            &["code", "redirectUri", "codeVerifier", "clientSecret", "origin"],
        )?;
        let code = options.text("code")?;
        let redirect_uri = options.optional_redirect_uri("redirectUri")?;
        let verifier = options.optional_text("codeVerifier")?;
        let proof = proof(&mut options)?;
        let (redirect_uri, verifier) = (redirect_uri.as_deref(), verifier.as_deref());
        let now = millis(now)?;
        Ok(Self::new(CodeExchange::of_code(client, &proof, &code, redirect_uri, verifier, now)))
    }

    /// A refresh: `refreshToken`, `clientSecret`, `origin`.
    pub fn refresh(client: &str, options: &str, now: f64) -> Out<Self> {
        let client = super::client(client)?;
        let mut options = Options::parse(options, &["refreshToken", "clientSecret", "origin"])?;
        let refresh_token = options.text("refreshToken")?;
        let proof = proof(&mut options)?;
        let now = millis(now)?;
        Ok(Self::new(CodeExchange::of_refresh_token(client, &proof, &refresh_token, now)))
    }

    /// Userinfo.
    #[wasm_bindgen(js_name = userInfo)]
    pub fn user_info(client: &str, now: f64) -> Out<Self> {
        let client = super::client(client)?;
        Ok(Self::new(UserInfoCall::new(&client, millis(now)?)))
    }

    /// The look-up of users: `email`, `status`, `accountId`, `organizationId`.
    #[wasm_bindgen(js_name = userSearch)]
    pub fn user_search(client: &str, options: &str, now: f64) -> Out<Self> {
        let client = super::client(client)?;
        let mut options =
            Options::parse(options, &["email", "status", "accountId", "organizationId"])?;
        let query = UserQuery {
            email: options.text("email")?,
            status: options.optional_text("status")?,
            account_id: options.optional_guid("accountId")?,
            organization_id: options.optional_guid("organizationId")?,
        };
        Ok(Self::new(UserSearch::new(client, query, millis(now)?)?))
    }

    /// A call with the token: `target`, `method`, `accountId`, `replayable`.
    #[wasm_bindgen(js_name = authorizedCall)]
    pub fn authorized_call(client: &str, options: &str, now: f64) -> Out<Self> {
        let client = super::client(client)?;
        let mut options =
            Options::parse(options, &["target", "method", "accountId", "replayable"])?;
        let call = CallOptions {
            target: options.text("target")?,
            method: options.optional_text("method")?.unwrap_or_default(),
            account_id: options.optional_guid("accountId")?,
            replayable: options.optional_flag("replayable")?,
        };
        Ok(Self::new(AuthorizedCall::new(client, call, millis(now)?)?))
    }

    /// The operation begins.
    pub fn start(&mut self, now: f64, random: f64) -> Out<String> {
        self.report(Event::Start, now, random)
    }

    /// The signature that a step asked for.
    pub fn signed(&mut self, signature: Vec<u8>, now: f64, random: f64) -> Out<String> {
        self.report(Event::Signed(signature), now, random)
    }

    /// An answer: its status, its headers as JSON (pairs), its body.
    pub fn answered(
        &mut self,
        status: u16,
        headers: &str,
        body: String,
        now: f64,
        random: f64,
    ) -> Out<String> {
        let headers: Vec<(String, String)> = serde_json::from_str(headers).unwrap_or_default();
        self.report(Event::Answered(Response::new(status, headers, body)), now, random)
    }

    /// No answer: the connection failed.
    pub fn failed(&mut self, reason: String, now: f64, random: f64) -> Out<String> {
        self.report(Event::Failed(Failure::Connection(reason)), now, random)
    }

    /// No answer: the time is over.
    #[wasm_bindgen(js_name = timedOut)]
    pub fn timed_out(&mut self, now: f64, random: f64) -> Out<String> {
        self.report(Event::Failed(Failure::Timeout), now, random)
    }

    /// The body of the answer is larger than this many bytes.
    #[wasm_bindgen(js_name = tooLarge)]
    pub fn too_large(&mut self, limit: f64, now: f64, random: f64) -> Out<String> {
        self.report(Event::Failed(Failure::TooLarge(limit as u64)), now, random)
    }

    /// The access token that a step asked for.
    pub fn token(&mut self, token: String, now: f64, random: f64) -> Out<String> {
        self.report(Event::Token(token), now, random)
    }

    /// The userinfo that a step asked for, as JSON.
    #[wasm_bindgen(js_name = withUserInfo)]
    pub fn with_user_info(&mut self, user_info: &str, now: f64, random: f64) -> Out<String> {
        let user_info: UserInfo = serde_json::from_str(user_info).unwrap_or_default();
        self.report(Event::UserInfo(user_info), now, random)
    }

    /// The wait is over.
    pub fn waited(&mut self, now: f64, random: f64) -> Out<String> {
        self.report(Event::Waited, now, random)
    }
}

fn proof(options: &mut Options) -> Result<ClientProof> {
    let secret = options.optional_text("clientSecret")?.map(ClientSecret::new);
    Ok(ClientProof { secret, origin: options.optional_text("origin")? })
}

/// The one active user that an e-mail belongs to, among users as JSON.
#[wasm_bindgen(js_name = selectUser)]
pub fn select_user(users: &str, email: &str) -> Out<String> {
    let users: Vec<crate::User> = serde_json::from_str(users).unwrap_or_default();
    Ok(crate::select_user(&users, email)?.user_id.clone())
}

/// The account of this ID, or the client's, or the default account, out of a userinfo as JSON.
#[wasm_bindgen(js_name = selectAccount)]
pub fn select_account(client: &str, user_info: &str, account_id: Option<String>) -> Out<String> {
    let client = super::client(client)?;
    let user_info: UserInfo = serde_json::from_str(user_info).unwrap_or_default();
    let account_id = account_id.as_deref().or(client.account_id());
    Ok(to_json(user_info.account(account_id)?)?)
}
