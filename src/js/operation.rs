//! Operations that need the network, driven from JavaScript: each call reports an event and returns the
//! next step as JSON.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use super::failure::Thrown;
use super::inbound;
use crate::error::{Code, Error, Result};
use crate::flow::{
    At, AuthorizedCall, CallOptions, ClientProof, CodeExchange, Event, Failure, Flow, JwtExchange,
    Step, UserInfoCall, UserQuery, UserSearch,
};
use crate::js::asked::Asked;
use crate::js::options::{Options, guid_option};
use crate::js::outbound::ToJson;
use crate::js::{option_names, proxy};
use crate::protocol::{ClientSecret, Response};
use crate::settings::Settings;
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

/// A running operation.
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

    /// `proxy` is the proxy setting of the environment, a possible reason for a missing response.
    fn advance(&mut self, event: Event, at: At, proxy: &str) -> Out<String> {
        match self.0.advance(event, at) {
            Ok(step) => Ok(step.to_json()),
            Err(error) => Err(proxy::explain(error, proxy).into()),
        }
    }
}

#[wasm_bindgen]
impl Operation {
    /// Begins the flow of this name at `now`. `options` are those of the flow; `keys` is how many keys can sign.
    pub fn begin(flow: &str, settings: &str, options: &str, keys: usize, now: f64) -> Out<Self> {
        let begin = FLOWS.iter().find(|(name, _)| *name == flow).map(|(_, begin)| begin);
        let begin = begin.ok_or_else(|| unknown("flow"))?;
        Ok(begin(Beginning {
            settings: super::client(settings)?,
            options,
            keys,
            now: millis(now)?,
        })?)
    }

    /// The signature that a step asked for.
    pub fn signed(&mut self, signature: Vec<u8>, now: f64, random: f64) -> Out<String> {
        self.advance(Event::Signed(signature), At { now: millis(now)?, random }, "")
    }

    /// Reports the outcome of a step, and returns the next step:
    ///
    /// - `start`, `waited`: nothing more;
    /// - `response`: the body, the headers as JSON (pairs) in `more`, the status in `number`;
    /// - `failed`, `timedOut`: there is no response; `text` is the reason, and `more` what the environment says of proxies;
    /// - `tooLarge`: the body is larger than `number` bytes;
    /// - `token`, `userInfo`: what the step asked for; userinfo is JSON.
    pub fn report(
        &mut self,
        event: &str,
        text: String,
        more: &str,
        number: f64,
        now: f64,
        random: f64,
    ) -> Out<String> {
        let at = At { now: millis(now)?, random };
        let mut proxy = "";
        let event = match event {
            "start" => Event::Start,
            "waited" => Event::Waited,
            "token" => Event::Token(text),
            "userInfo" => Event::UserInfo(inbound::read("userinfo", &text, inbound::user_info)?),
            "response" => {
                let headers = inbound::read("headers", more, inbound::headers)?;
                Event::Answered(Response::new(number as u16, headers, text))
            }
            "tooLarge" => Event::Failed(Failure::TooLarge(number as u64)),
            "timedOut" => {
                proxy = more;
                Event::Failed(Failure::Timeout)
            }
            "failed" => {
                proxy = more;
                Event::Failed(Failure::Connection(text))
            }
            _ => return Err(unknown("event").into()),
        };
        self.advance(event, at, proxy)
    }
}

fn unknown(what: &str) -> Error {
    Error::new(Code::Internal, format!("The core does not know this {what}."))
}

/// The start of a flow.
struct Beginning<'a> {
    settings: Settings,
    options: &'a str,
    keys: usize,
    now: u64,
}

type Begin = fn(Beginning<'_>) -> Result<Operation>;

/// By name.
static FLOWS: [(&str, Begin); 6] = [
    ("jwtExchange", jwt_exchange),
    ("codeExchange", code_exchange),
    ("refresh", refresh),
    ("userInfo", user_info),
    ("userSearch", user_search),
    ("authorizedCall", authorized_call),
];

/// The JWT Grant, with the lessons of earlier token requests.
fn jwt_exchange(begin: Beginning<'_>) -> Result<Operation> {
    let lessons = inbound::read("lessons", begin.options, inbound::lessons)?;
    Ok(Operation::new(JwtExchange::new(begin.settings, begin.keys, lessons, begin.now)))
}

/// The exchange of an authorization code: `code`, `redirectUri`, `codeVerifier`, `clientSecret`, `origin`.
fn code_exchange(begin: Beginning<'_>) -> Result<Operation> {
    let mut options = Options::parse(begin.options, &option_names::CODE)?;
    let code = options.text("code")?;
    let redirect_uri = options.optional_redirect_uri("redirectUri")?;
    let verifier = options.optional_text("codeVerifier")?;
    let proof = proof(&mut options)?;
    let (redirect_uri, verifier) = (redirect_uri.as_deref(), verifier.as_deref());
    let Beginning { settings, now, .. } = begin;
    let flow = CodeExchange::of_code(settings, &proof, &code, redirect_uri, verifier, now);
    Ok(Operation::new(flow))
}

/// A refresh: `refreshToken`, `clientSecret`, `origin`.
fn refresh(begin: Beginning<'_>) -> Result<Operation> {
    let mut options = Options::parse(begin.options, &option_names::REFRESH)?;
    let refresh_token = options.text("refreshToken")?;
    let proof = proof(&mut options)?;
    let Beginning { settings, now, .. } = begin;
    Ok(Operation::new(CodeExchange::of_refresh_token(settings, &proof, &refresh_token, now)))
}

/// Userinfo.
fn user_info(begin: Beginning<'_>) -> Result<Operation> {
    Ok(Operation::new(UserInfoCall::new(&begin.settings, begin.now)))
}

/// The user search: `email`, `status`, `accountId`, `organizationId`.
fn user_search(begin: Beginning<'_>) -> Result<Operation> {
    let mut options = Options::parse(begin.options, &option_names::USER_SEARCH)?;
    let query = UserQuery {
        email: options.text("email")?,
        status: options.optional_text("status")?,
        account_id: options.optional_guid("accountId")?,
        organization_id: options.optional_guid("organizationId")?,
    };
    Ok(Operation::new(UserSearch::new(begin.settings, query, begin.now)?))
}

/// A call with the token: `target`, `method`, `accountId`, `replayable`.
fn authorized_call(begin: Beginning<'_>) -> Result<Operation> {
    let mut options = Options::parse(begin.options, &option_names::CALL)?;
    let call = CallOptions {
        target: options.text("target")?,
        method: options.optional_text("method")?.unwrap_or_default(),
        account_id: options.optional_guid("accountId")?,
        replayable: options.optional_flag("replayable")?.unwrap_or_default(),
    };
    Ok(Operation::new(AuthorizedCall::new(begin.settings, call, begin.now)?))
}

fn proof(options: &mut Options<'_>) -> Result<ClientProof> {
    let secret = options.optional_text("clientSecret")?.map(ClientSecret::new);
    Ok(ClientProof { secret, origin: options.optional_text("origin")? })
}

/// The name under which a search for the e-mail address in `text` is remembered; `more` is its normal form C.
pub(super) fn email_key(asked: &Asked<'_>) -> Result<String> {
    crate::flow::email_key(asked.text, asked.more)
}

/// The one active user that the e-mail in `more` belongs to, among the users in `text` as JSON.
pub(super) fn select_user(asked: &Asked<'_>) -> Result<String> {
    let users = inbound::read("users", asked.text, inbound::users)?;
    Ok(crate::flow::select_user(&users, asked.more)?.user_id.clone())
}

/// The account of the ID in `extra`, or that of the client in `text`, or the default account, out of the userinfo in `more`.
pub(super) fn select_account(asked: &Asked<'_>) -> Result<String> {
    let settings = super::client(asked.text)?;
    let user_info = inbound::read("userinfo", asked.more, inbound::user_info)?;
    let account_id = asked.extra.map(|id| guid_option("accountId", id)).transpose()?;
    let account_id = account_id.as_deref().or(settings.account_id());
    Ok(user_info.account(account_id)?.to_json())
}
