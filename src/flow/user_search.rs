//! The user search by e-mail address, in an account or an organization.

mod admin_search;
mod email;
mod esign_search;

use crate::error::{Code, Detail, Error, Result, User};
use crate::flow::{At, Event, Flow, Step, out_of_turn};
use crate::protocol::UserInfo;
use crate::settings::Settings;

use admin_search::AdminSearch;
use email::checked_email;
use esign_search::EsignSearch;

#[cfg(any(feature = "js", feature = "client"))]
pub(crate) use email::email_key;

/// The query of a user search.
///
/// ```
/// use docusign_jwt::UserQuery;
///
/// let query = UserQuery::new("ann@example.com").with_status("Active");
/// assert_eq!(query.email, "ann@example.com");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct UserQuery {
    /// The complete e-mail address.
    pub email: String,
    /// Only users with this status, as Docusign spells it; several are separated by commas.
    pub status: Option<String>,
    /// The account to search in; the client's account if not set. Not used for an application token.
    pub account_id: Option<String>,
    /// The organization to search in, for an application token. Not needed if the application has only one.
    pub organization_id: Option<String>,
}

impl UserQuery {
    /// Searches for users with this e-mail address and any status.
    #[must_use]
    pub fn new(email: impl Into<String>) -> Self {
        Self { email: email.into(), ..Self::default() }
    }

    /// Only users with this status, as Docusign spells it; several are separated by commas.
    #[must_use]
    pub fn with_status(mut self, status: impl Into<String>) -> Self {
        self.status = Some(status.into());
        self
    }

    /// Searches in this account.
    #[must_use]
    pub fn with_account(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Searches in this organization, with an application token.
    #[must_use]
    pub fn with_organization(mut self, organization_id: impl Into<String>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }
}

/// Searches for users by e-mail address. With the token of an account administrator, it searches in the account
/// (eSignature REST API). With an application token, it searches in the organization (Admin API).
///
/// ```
/// use docusign_jwt::{At, ClientId, Environment, Event, Flow, Settings, Step, UserQuery, UserSearch};
///
/// // With an application token, in the one organization that the application has.
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let settings = Settings::new(id, Environment::demo());
/// let at = At { now: 1_795_521_600_000, random: 0.5 };
/// let mut search = UserSearch::new(settings, UserQuery::new("ann@example.com"), at.now)?;
///
/// let Step::Token { .. } = search.advance(Event::Start, at)? else { unreachable!() };
/// let Step::Send(request) = search.advance(Event::Token("eyJ0".into()), at)? else { unreachable!() };
/// assert!(request.url().starts_with("https://api-d.docusign.net/management/v2/organizations"));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Debug)]
pub struct UserSearch {
    settings: Settings,
    query: UserQuery,
    begun_at: u64,
    search: Option<Search>,
}

#[derive(Debug)]
enum Search {
    Esign(EsignSearch),
    Admin(AdminSearch),
}

impl UserSearch {
    /// Creates a search that starts at `now`.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for an invalid e-mail address.
    pub fn new(settings: Settings, query: UserQuery, now: u64) -> Result<Self> {
        let query = UserQuery { email: checked_email(&query.email)?, ..query };
        Ok(Self { settings, query, begun_at: now, search: None })
    }

    fn begin(&mut self, user_info: &UserInfo) -> Result<Search> {
        let account_id = self.query.account_id.as_deref().or(self.settings.account_id());
        let account = user_info.account(account_id)?;
        let search = EsignSearch::new(&self.settings, account, &self.query, self.begun_at);
        Ok(Search::Esign(search))
    }
}

impl Flow for UserSearch {
    type Output = Vec<User>;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<Vec<User>>> {
        let event = match event {
            Event::Start if self.settings.user_id().is_some() => return Ok(Step::UserInfo),
            Event::Start => {
                let search = AdminSearch::new(&self.settings, self.query.clone(), self.begun_at);
                self.search = Some(Search::Admin(search));
                Event::Start
            }
            Event::UserInfo(user_info) => {
                self.search = Some(self.begin(&user_info)?);
                Event::Start
            }
            Event::Failed(failure) if self.search.is_none() => {
                return Err(failure.into_error(&self.settings.environment().userinfo_url()));
            }
            other => other,
        };
        match &mut self.search {
            Some(Search::Esign(search)) => search.advance(event, at),
            Some(Search::Admin(search)) => search.advance(event, at),
            None => Err(out_of_turn()),
        }
    }
}

/// The maximum number of users to read: one e-mail address never has more.
const MOST_USERS: usize = 1000;

/// Returns the one active user with this address; A to Z equal a to z.
///
/// Other letters are compared exactly. By Unicode's rules the Kelvin sign equals k, but a token must never be for the
/// owner of a look-alike address.
///
/// # Errors
/// [`Code::UserLookupNone`], [`Code::UserLookupInactive`], [`Code::UserLookupSeveral`]; the last two carry the
/// candidates.
///
/// ```
/// use docusign_jwt::{Code, User, select_user};
///
/// let user = |user_id, status| User::new(user_id, "Ann@example.com", status);
/// let found = [user("1", "Closed"), user("2", "Active")];
/// assert_eq!(select_user(&found, "ann@example.com")?.user_id, "2");
/// let error = select_user(&found, "bob@example.com").unwrap_err();
/// assert_eq!(error.code(), Code::UserLookupNone);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub fn select_user<'a>(users: &'a [User], email: &str) -> Result<&'a User> {
    let wanted = email.trim().to_ascii_lowercase();
    let is_wanted = |user: &&User| user.email.trim().eq_ignore_ascii_case(&wanted);
    let candidates: Vec<&User> = users.iter().filter(is_wanted).collect();
    let mut active: Vec<&User> = Vec::new();
    for user in candidates.iter().filter(|user| user.active) {
        if !active.iter().any(|have| have.user_id == user.user_id) {
            active.push(user);
        }
    }
    let shown: String = wanted.chars().take(100).collect();
    let failed = |code, message: String, candidates: &[&User]| {
        let candidates = candidates.iter().copied().cloned().collect();
        Err(Error::new(code, message).with_detail(Detail::Candidates { candidates }))
    };
    match (active.as_slice(), candidates.len()) {
        ([one], _) => Ok(*one),
        ([], 0) => {
            failed(Code::UserLookupNone, format!("No user has the e-mail address {shown}."), &[])
        }
        ([], count) => {
            let message =
                format!("{count} users have the e-mail address {shown}, but none is active.");
            failed(Code::UserLookupInactive, message, &candidates)
        }
        (several, _) => {
            let message =
                format!("{} active users have the e-mail address {shown}.", several.len());
            failed(Code::UserLookupSeveral, message, several)
        }
    }
}
