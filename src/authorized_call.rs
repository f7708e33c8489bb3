//! A call with the token attached: where it may go, and when it is made again.

use crate::bearer_token::BearerToken;
use crate::echo::Echo;
use crate::flow::{At, Event, Flow, Step};
use crate::jwt_exchange::out_of_turn;
use crate::quoted::quoted;
use crate::retry::Retries;
use crate::{Client, Code, Environment, Error, Origin, Request, Response, Result, UserInfo};

/// A call that the client's user or application makes of Docusign's APIs.
#[derive(Clone, Debug, Default)]
pub struct CallOptions {
    /// The HTTP method; `GET` if empty.
    pub method: String,
    /// A path, in which `{accountId}` stands for the account, or a URL on an allowed server.
    pub target: String,
    /// The account; that in the path, the client's, or the user's default account if not set.
    pub account_id: Option<String>,
    /// Whether the body, if any, can be sent a second time. A stream cannot.
    pub replayable: bool,
}

/// The operation behind `auth.fetch`: it resolves the address, attaches the token, sends it nowhere else,
/// and repeats what may be repeated: a 401 once with a fresh token if there is one, a 429 as often as the policy says, a
/// 5xx or a lost connection only for methods that change nothing. It ends in `Done` when the answer
/// is the caller's, whatever its status.
#[derive(Debug)]
pub struct AuthorizedCall {
    client: Client,
    method: &'static str,
    options: CallOptions,
    url: String,
    token: BearerToken,
    refused: bool,
    retries: Retries,
}

impl AuthorizedCall {
    /// A call begun at `now`. What can be refused without knowing the user's accounts is refused here.
    ///
    /// # Errors
    /// [`Code::UrlNotAllowed`] for a target that leads elsewhere, or may; [`Code::OptionInvalid`] for an
    /// unknown method.
    pub fn new(client: Client, options: CallOptions, now: u64) -> Result<Self> {
        let method = known_method(&options.method)?;
        check_target(&options.target)?;
        let options = CallOptions { target: with_placeholder(&options.target), ..options };
        let retries = Retries::new(client.retry(), now.saturating_add(client.timeout()));
        let (url, token) = (String::new(), BearerToken::default());
        Ok(Self { client, method, options, url, token, refused: false, retries })
    }

    fn begin(&mut self) -> Result<Step<()>> {
        match fixed_server(&self.options.target, self.client.environment()) {
            Some(url) => {
                self.url = url;
                Ok(Step::Token { refused: false })
            }
            None if self.client.user_id().is_some() => Ok(Step::UserInfo),
            None => Err(not_allowed(
                "This is an application's client. Docusign accepts application tokens for the Admin API only.",
            )
            .with_remedy(
                "For the eSignature API, call fetch of forUser(userId). An application may call paths under \
                 /management/.",
            )),
        }
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
            return Err(response.redirected(&place(&self.url)));
        }
        if self.options.replayable {
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

    /// RFC 9110, section 9.2.1: the method changes nothing.
    fn is_safe(&self) -> bool {
        matches!(self.method, "GET" | "HEAD" | "OPTIONS")
    }
}

impl Flow for AuthorizedCall {
    type Output = ();

    fn advance(&mut self, event: Event, at: At) -> Result<Step<()>> {
        match event {
            Event::Start => self.begin(),
            Event::UserInfo(user_info) => {
                self.url = resolve(&self.options, &self.client, &user_info)?;
                Ok(Step::Token { refused: false })
            }
            // There is no other token: the refusal is the caller's.
            Event::Token(token) if self.refused && self.token.is(&token) => Ok(Step::Done(())),
            Event::Token(token) => {
                self.token = BearerToken::new(token);
                Ok(self.send())
            }
            Event::Waited => Ok(self.send()),
            Event::Answered(response) => self.answered(&response, at),
            Event::Failed(failure) => {
                if self.options.replayable
                    && self.is_safe()
                    && failure.is_transient()
                    && let Some(wait) = self.retries.wait(None, at)
                {
                    return Ok(wait);
                }
                // Until the account is known there is no address yet: it is userinfo that did not answer.
                let userinfo_url = self.client.environment().userinfo_url();
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
        let message = "The option method is not one that Docusign's APIs know.";
        Error::new(Code::OptionInvalid, message)
    })
}

fn not_allowed(message: impl Into<String>) -> Error {
    Error::new(Code::UrlNotAllowed, message)
}

/// The target with the placeholder as it was before `new URL()` encoded it.
fn with_placeholder(target: &str) -> String {
    let mut target = target.to_owned();
    for (open, close) in [("%7B", "%7D"), ("%7b", "%7d")] {
        target = target.replace(&format!("{open}accountId{close}"), PLACEHOLDER);
    }
    target
}

const PLACEHOLDER: &str = "{accountId}";

fn place(url: &str) -> String {
    url.split('?').next().unwrap_or_default().to_owned()
}

/// Refuses what another reader of the URL may take for another place than we do.
fn check_target(target: &str) -> Result<()> {
    if target.len() > 16_384 {
        return Err(not_allowed("The address is longer than 16384 characters."));
    }
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\' || c == '#';
    if target.chars().any(odd) {
        return Err(not_allowed(
            "The address has a space, a control character, a backslash or a fragment.",
        ));
    }
    let path = match split_absolute(target) {
        Some((_, path)) => path,
        None if target.starts_with("//") || !target.starts_with('/') => {
            return Err(not_allowed("The address is neither a path that begins with / nor a URL."));
        }
        None => target,
    };
    let path = path.split('?').next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if decoded.split(['/', '\\']).any(|segment| segment == ".." || segment == ".") {
        return Err(not_allowed("The address has a segment . or .., which may lead elsewhere."));
    }
    Ok(())
}

/// Splits a URL into its origin and the rest; nothing for a path.
fn split_absolute(target: &str) -> Option<(&str, &str)> {
    let scheme_end = target.find("://").filter(|at| !target[..*at].contains(['/', '?', '#']))?;
    let host_start = scheme_end + 3;
    let path_start =
        target[host_start..].find(['/', '?']).map_or(target.len(), |at| host_start + at);
    Some((&target[..path_start], &target[path_start..]))
}

/// The URL of a target whose server is known without the user's accounts: Admin API, userinfo, a
/// custom server.
fn fixed_server(target: &str, environment: &Environment) -> Option<String> {
    let admin_url = environment.admin_url();
    let admin_origin = admin_url.strip_suffix("/management").unwrap_or(&admin_url);
    match split_absolute(target) {
        Some((origin, path)) => {
            let origin = Origin::parse(origin)?;
            let fixed = [admin_origin, environment.auth_origin()];
            let others = environment.api_servers().iter().copied().chain(environment.api_origin());
            let allowed = fixed.into_iter().chain(others).any(|known| known == origin.as_str());
            let placeholder = path.contains(PLACEHOLDER);
            (allowed && !placeholder).then(|| format!("{}{path}", origin.as_str()))
        }
        None if target.starts_with("/management/") => Some(format!("{admin_origin}{target}")),
        None if target == "/oauth/userinfo" => Some(environment.userinfo_url()),
        None => None,
    }
}

/// The URL of a target on the server of one of the user's accounts.
fn resolve(options: &CallOptions, client: &Client, user_info: &UserInfo) -> Result<String> {
    let target = options.target.as_str();
    let path = split_absolute(target).map_or(target, |(_, path)| path);
    let named = options.account_id.as_deref();
    let account = match account_in(path) {
        Some(in_path) => {
            if named.is_some_and(|named| !named.eq_ignore_ascii_case(in_path)) {
                return Err(not_allowed("The account in the path is not the option accountId."));
            }
            user_info.account(Some(in_path))?
        }
        None => user_info.account(named.or(client.account_id()))?,
    };
    let server = match split_absolute(target) {
        Some((origin, _)) => server_of(origin, client.environment(), user_info)?,
        None => account.base_uri.clone(),
    };
    let is_of_account = user_info.accounts.iter().any(|account| account.base_uri == server);
    if is_of_account && server != account.base_uri && target.contains(PLACEHOLDER) {
        return Err(not_allowed("The account lives on another server than the address names."));
    }
    let path = path.replace(PLACEHOLDER, &account.account_id);
    if path.contains(['{', '}']) {
        return Err(not_allowed("The only placeholder that an address can have is {accountId}."));
    }
    Ok(format!("{server}{path}"))
}

/// The account ID that follows `/accounts/`, unless that is the placeholder.
fn account_in(path: &str) -> Option<&str> {
    let path = path.split('?').next()?;
    let mut segments = path.split('/');
    segments.find(|segment| segment.eq_ignore_ascii_case("accounts"))?;
    segments.next().filter(|id| id.len() == 36)
}

/// The server of a URL, if the token may go there.
fn server_of(origin: &str, environment: &Environment, user_info: &UserInfo) -> Result<String> {
    let mut servers: Vec<&str> = Vec::new();
    let of_accounts = user_info.accounts.iter().map(|account| account.base_uri.as_str());
    for server in of_accounts.chain(environment.api_servers().iter().copied()) {
        if !servers.contains(&server) {
            servers.push(server);
        }
    }
    let parsed = Origin::parse(origin);
    if let Some(parsed) = parsed.filter(|parsed| servers.contains(&parsed.as_str())) {
        return Ok(parsed.as_str().to_owned());
    }
    let message = format!("This token is not for the server {}.", quoted(origin, 100));
    let remedy = format!(
        "It is for {}. For the account's own server, give a path, such as /restapi/v2.1/accounts/{{accountId}}.",
        servers.join(", "),
    );
    Err(not_allowed(message).with_remedy(remedy))
}
