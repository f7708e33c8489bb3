//! Operations that need the network, driven from JavaScript: each call reports an event and returns the
//! next step as JSON.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::Thrown;
use super::inbound;
use crate::error::Result;
use crate::flow::{
    At, AuthorizedCall, CallOptions, ClientProof, CodeExchange, Event, Failure, Flow, JwtExchange,
    Step, UserInfoCall, UserQuery, UserSearch,
};
use crate::js::options::{Options, guid_option};
use crate::js::outbound::ToJson;
use crate::js::{option_names, proxy};
use crate::protocol::{ClientSecret, Response};
use crate::wire::Object;

/// A flow whose outcome is JSON.
trait JsonFlow {
    fn advance(&mut self, event: Event, at: At) -> Result<Step<String>>;
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
    F::Output: ToJson,
{
    fn advance(&mut self, event: Event, at: At) -> Result<Step<String>> {
        self.0.advance(event, at)?.and_then(|outcome| Ok(Step::Done(outcome.to_json())))
    }
}

impl ToJson for Step<String> {
    fn to_json(&self) -> String {
        let mut step = Object::new();
        match self {
            Self::Sign { key, data } => {
                step.text("step", "sign");
                step.number("key", *key as u64);
                step.text("data", data);
            }
            Self::Send(request) => {
                step.text("step", "send");
                step.json("request", &request.to_json());
            }
            Self::Wait { delay, attempt, status } => {
                step.text("step", "wait");
                step.number("delay", *delay);
                step.number("attempt", u64::from(*attempt));
                match status {
                    Some(status) => step.number("status", u64::from(*status)),
                    None => step.json("status", "null"),
                }
            }
            Self::Token { refused } => {
                step.text("step", "token");
                step.flag("refused", *refused);
            }
            Self::UserInfo => step.text("step", "userInfo"),
            Self::Done(outcome) => {
                step.text("step", "done");
                step.json("value", outcome);
            }
        }
        step.finish()
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
        F::Output: ToJson,
    {
        Self(Box::new(Described(flow)))
    }

    fn report(&mut self, event: Event, now: f64, random: f64) -> Out<String> {
        let at = At { now: millis(now)?, random };
        Ok(self.0.advance(event, at)?.to_json())
    }

    fn lost(&mut self, failure: Failure, proxy: &str, now: f64, random: f64) -> Out<String> {
        let at = At { now: millis(now)?, random };
        match self.0.advance(Event::Failed(failure), at) {
            Ok(step) => Ok(step.to_json()),
            Err(error) => Err(proxy::explain(error, proxy).into()),
        }
    }
}

#[wasm_bindgen]
impl Operation {
    /// The JWT grant.
    #[wasm_bindgen(js_name = jwtExchange)]
    pub fn jwt_exchange(settings: &str, keys: usize, lessons: &str, now: f64) -> Out<Self> {
        let lessons = inbound::read("lessons", lessons, inbound::lessons)?;
        let settings = super::client(settings)?;
        Ok(Self::new(JwtExchange::new(settings, keys, lessons, millis(now)?)))
    }

    /// The exchange of an authorization code: `code`, `redirectUri`, `codeVerifier`, `clientSecret`,
    /// `origin`.
    #[wasm_bindgen(js_name = codeExchange)]
    pub fn code_exchange(settings: &str, options: &str, now: f64) -> Out<Self> {
        let settings = super::client(settings)?;
        let mut options = Options::parse(options, &option_names::CODE)?;
        let code = options.text("code")?;
        let redirect_uri = options.optional_redirect_uri("redirectUri")?;
        let verifier = options.optional_text("codeVerifier")?;
        let proof = proof(&mut options)?;
        let (redirect_uri, verifier) = (redirect_uri.as_deref(), verifier.as_deref());
        let now = millis(now)?;
        Ok(Self::new(CodeExchange::of_code(settings, &proof, &code, redirect_uri, verifier, now)))
    }

    /// A refresh: `refreshToken`, `clientSecret`, `origin`.
    pub fn refresh(settings: &str, options: &str, now: f64) -> Out<Self> {
        let settings = super::client(settings)?;
        let mut options = Options::parse(options, &option_names::REFRESH)?;
        let refresh_token = options.text("refreshToken")?;
        let proof = proof(&mut options)?;
        let now = millis(now)?;
        Ok(Self::new(CodeExchange::of_refresh_token(settings, &proof, &refresh_token, now)))
    }

    /// Userinfo.
    #[wasm_bindgen(js_name = userInfo)]
    pub fn user_info(settings: &str, now: f64) -> Out<Self> {
        let settings = super::client(settings)?;
        Ok(Self::new(UserInfoCall::new(&settings, millis(now)?)))
    }

    /// The look-up of users: `email`, `status`, `accountId`, `organizationId`.
    #[wasm_bindgen(js_name = userSearch)]
    pub fn user_search(settings: &str, options: &str, now: f64) -> Out<Self> {
        let settings = super::client(settings)?;
        let mut options = Options::parse(options, &option_names::USER_SEARCH)?;
        let query = UserQuery {
            email: options.text("email")?,
            status: options.optional_text("status")?,
            account_id: options.optional_guid("accountId")?,
            organization_id: options.optional_guid("organizationId")?,
        };
        Ok(Self::new(UserSearch::new(settings, query, millis(now)?)?))
    }

    /// A call with the token: `target`, `method`, `accountId`, `replayable`.
    #[wasm_bindgen(js_name = authorizedCall)]
    pub fn authorized_call(settings: &str, options: &str, now: f64) -> Out<Self> {
        let settings = super::client(settings)?;
        let mut options = Options::parse(options, &option_names::CALL)?;
        let call = CallOptions {
            target: options.text("target")?,
            method: options.optional_text("method")?.unwrap_or_default(),
            account_id: options.optional_guid("accountId")?,
            replayable: options.optional_flag("replayable")?.unwrap_or_default(),
        };
        Ok(Self::new(AuthorizedCall::new(settings, call, millis(now)?)?))
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
        let headers = inbound::read("headers", headers, inbound::headers)?;
        self.report(Event::Answered(Response::new(status, headers, body)), now, random)
    }

    /// No answer: the connection failed. `proxy` is what the environment says of proxies.
    pub fn failed(&mut self, reason: String, proxy: &str, now: f64, random: f64) -> Out<String> {
        self.lost(Failure::Connection(reason), proxy, now, random)
    }

    /// No answer: the time is over. `proxy` as in `failed`.
    #[wasm_bindgen(js_name = timedOut)]
    pub fn timed_out(&mut self, proxy: &str, now: f64, random: f64) -> Out<String> {
        self.lost(Failure::Timeout, proxy, now, random)
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
        let user_info = inbound::read("userinfo", user_info, inbound::user_info)?;
        self.report(Event::UserInfo(user_info), now, random)
    }

    /// The wait is over.
    pub fn waited(&mut self, now: f64, random: f64) -> Out<String> {
        self.report(Event::Waited, now, random)
    }
}

fn proof(options: &mut Options<'_>) -> Result<ClientProof> {
    let secret = options.optional_text("clientSecret")?.map(ClientSecret::new);
    Ok(ClientProof { secret, origin: options.optional_text("origin")? })
}

/// The name under which a search for an e-mail address is remembered; `normal` is its normal form C.
#[wasm_bindgen(js_name = emailKey)]
pub fn email_key(given: &str, normal: &str) -> Out<String> {
    Ok(crate::flow::email_key(given, normal)?)
}

/// The one active user that an e-mail belongs to, among users as JSON.
#[wasm_bindgen(js_name = selectUser)]
pub fn select_user(users: &str, email: &str) -> Out<String> {
    let users = inbound::read("users", users, inbound::users)?;
    Ok(crate::flow::select_user(&users, email)?.user_id.clone())
}

/// The account of this ID, or the client's, or the default account, out of a userinfo as JSON.
#[wasm_bindgen(js_name = selectAccount)]
pub fn select_account(settings: &str, user_info: &str, account_id: Option<String>) -> Out<String> {
    let settings = super::client(settings)?;
    let user_info = inbound::read("userinfo", user_info, inbound::user_info)?;
    let account_id = account_id.map(|id| guid_option("accountId", &id)).transpose()?;
    let account_id = account_id.as_deref().or(settings.account_id());
    Ok(user_info.account(account_id)?.to_json())
}
