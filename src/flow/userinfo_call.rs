//! The userinfo request.

use super::bearer_call::BearerCall;
use super::{At, Event, Flow, Step};
use crate::config::{Environment, UserId};
use crate::error::{Code, Error, Result, surface};
use crate::protocol::UserInfo;
use crate::settings::Settings;

/// Requests userinfo for the client's token. For a client without a user, it fails with [`Code::OptionMissing`] before
/// anything is sent.
///
/// ```
/// use docusign_jwt::{At, ClientId, Environment, Event, Flow, Response, Settings, Step, UserId, UserInfoCall};
///
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let user = UserId::parse("a0000000-0000-4000-8000-000000000001")?;
/// let settings = Settings::new(id, Environment::demo()).with_user(user);
/// let at = At { now: 1_795_521_600_000, random: 0.5 };
/// let mut call = UserInfoCall::new(&settings, at.now);
///
/// let Step::Token { .. } = call.advance(Event::Start, at)? else { unreachable!() };
/// let Step::Send(request) = call.advance(Event::Token("eyJ0".into()), at)? else { unreachable!() };
/// assert_eq!(request.url(), "https://account-d.docusign.com/oauth/userinfo");
/// let body = r#"{"sub":"a0000000-0000-4000-8000-000000000001","name":"Ann","accounts":[]}"#;
/// let response = Response::new(200, [("content-type".into(), "application/json".into())], body);
/// let Step::Done(user_info) = call.advance(Event::Answered(response), at)? else { unreachable!() };
/// assert_eq!(user_info.name.as_deref(), Some("Ann"));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Debug)]
pub struct UserInfoCall {
    environment: Environment,
    user_id: Option<UserId>,
    call: BearerCall,
}

impl UserInfoCall {
    /// Creates a call that starts at `now`, in milliseconds since the epoch.
    #[must_use]
    pub fn new(settings: &Settings, now: u64) -> Self {
        let environment = settings.environment().clone();
        let call = BearerCall::new(settings, environment.userinfo_url(), "userinfo", now);
        Self { environment, user_id: settings.user_id().cloned(), call }
    }
}

impl Flow for UserInfoCall {
    type Output = UserInfo;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<UserInfo>> {
        let Some(user_id) = &self.user_id else {
            let message =
                "Userinfo and accounts need a user, but this client acts as an application.";
            let error = Error::new(Code::OptionMissing, message);
            return Err(error.with_remedy(surface!(
                js: "Set userId, or use forUser(userId).",
                rust: "Act for a user: Settings::with_user."
            )));
        };
        let step = self.call.advance(event, at)?;
        step.and_then(|response| {
            let user_info = UserInfo::read(&response, &self.environment)?;
            if user_info.user_id == user_id.as_str() {
                return Ok(Step::Done(user_info));
            }
            let message = format!(
                "Userinfo describes user {}, but this client impersonates {user_id}.",
                user_info.user_id,
            );
            Err(Error::new(Code::UserMismatch, message))
        })
    }
}
