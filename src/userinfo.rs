//! Who a token belongs to, in which accounts, and where those live: `/oauth/userinfo`.
//!
//! Source: <https://developers.docusign.com/platform/auth/reference/user-info>. Docusign asks that the
//! answer be cached, and limits how often it may be asked.

use serde::{Deserialize, Serialize};

use crate::bearer_call::BearerCall;
use crate::flow::{At, Event, Flow, Step};
use crate::{Client, Code, Detail, Environment, Error, Response, Result};

/// What Docusign knows of a token's user. Fields that it adds later are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInfo {
    /// The user's GUID: what `sub` says here, and in an assertion.
    pub user_id: String,
    /// The full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The given name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub given_name: Option<String>,
    /// The family name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_name: Option<String>,
    /// The e-mail address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The accounts the user is a member of.
    pub accounts: Vec<Account>,
}

/// An account of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Account {
    /// The account's GUID.
    pub account_id: String,
    /// The account's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether it is the user's default account.
    pub is_default: bool,
    /// The server of the account, such as `https://na2.docusign.net`; checked to be Docusign's.
    pub base_uri: String,
    /// The base path of the eSignature REST API: `base_uri` and `/restapi`.
    pub base_path: String,
    /// The organisation the account belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_id: Option<String>,
}

impl UserInfo {
    /// Reads the answer, and refuses servers that the token must not be sent to.
    ///
    /// # Errors
    /// [`Code::ResponseNotJson`] and [`Code::ResponseInvalid`] for what is not a userinfo;
    /// [`Code::BaseUriNotAllowed`] for an account on a foreign server.
    pub fn read(response: &Response, environment: &Environment) -> Result<Self> {
        let answer: Answer = response.json("userinfo")?;
        let accounts = answer.accounts.unwrap_or_default().into_iter();
        let accounts: Result<Vec<Account>> =
            accounts.map(|account| account.checked(environment)).collect();
        let user_id = answer.sub.filter(|sub| !sub.is_empty()).ok_or_else(|| {
            Error::new(Code::ResponseInvalid, "The answer to userinfo names no user (sub).")
        })?;
        Ok(Self {
            user_id,
            name: answer.name,
            given_name: answer.given_name,
            family_name: answer.family_name,
            email: answer.email,
            accounts: accounts?,
        })
    }

    /// The account with this ID, or the default account.
    ///
    /// # Errors
    /// [`Code::AccountNotAccessible`] when the user is no member of the account named, with the accounts
    /// he has; [`Code::NoAccount`] when he has none.
    pub fn account(&self, account_id: Option<&str>) -> Result<&Account> {
        let mut accounts = self.accounts.iter();
        let Some(wanted) = account_id else {
            let default = self.accounts.iter().find(|account| account.is_default);
            return default.or_else(|| accounts.next()).ok_or_else(|| {
                let message = format!("User {} is a member of no account.", self.user_id);
                Error::new(Code::NoAccount, message)
            });
        };
        accounts.find(|account| account.account_id.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let accounts: Vec<String> =
                self.accounts.iter().map(|account| account.account_id.clone()).collect();
            let wanted: String = wanted.chars().take(40).collect();
            let message = format!(
                "User {} has no access to account {wanted}, but to: {}.",
                self.user_id,
                if accounts.is_empty() { "none".to_owned() } else { accounts.join(", ") },
            );
            Error::new(Code::AccountNotAccessible, message)
                .with_detail(Detail::Accounts { accounts })
        })
    }
}

#[derive(Deserialize)]
struct Answer {
    sub: Option<String>,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    email: Option<String>,
    accounts: Option<Vec<AnswerAccount>>,
}

#[derive(Deserialize)]
struct AnswerAccount {
    account_id: String,
    account_name: Option<String>,
    is_default: Option<Flag>,
    base_uri: String,
    organization: Option<AnswerOrganization>,
}

#[derive(Deserialize)]
struct AnswerOrganization {
    organization_id: Option<String>,
}

/// Docusign documents a boolean; its own Node SDK makes a text of it.
#[derive(Deserialize)]
#[serde(untagged)]
enum Flag {
    Boolean(bool),
    Text(String),
}

impl AnswerAccount {
    fn checked(self, environment: &Environment) -> Result<Account> {
        let base_uri = environment.allows_base_uri(&self.base_uri)?.as_str().to_owned();
        Ok(Account {
            base_path: format!("{base_uri}/restapi"),
            base_uri,
            account_id: self.account_id.to_ascii_lowercase(),
            name: self.account_name,
            is_default: match self.is_default {
                Some(Flag::Boolean(flag)) => flag,
                Some(Flag::Text(text)) => text.eq_ignore_ascii_case("true"),
                None => false,
            },
            organization_id: self.organization.and_then(|found| found.organization_id),
        })
    }
}

/// Asks for the userinfo of the client's token.
#[derive(Debug)]
pub struct UserInfoCall {
    environment: Environment,
    has_user: bool,
    call: BearerCall,
}

impl UserInfoCall {
    /// A call begun at `now`, in milliseconds since the epoch.
    #[must_use]
    pub fn new(client: &Client, now: u64) -> Self {
        let environment = client.environment().clone();
        let call = BearerCall::new(client, environment.userinfo_url(), "userinfo", now);
        Self { environment, has_user: client.user_id().is_some(), call }
    }
}

impl Flow for UserInfoCall {
    type Output = UserInfo;

    fn advance(&mut self, event: Event, at: At) -> Result<Step<UserInfo>> {
        if !self.has_user {
            let message = "An application without a user has no userinfo, and no accounts.";
            let error = Error::new(Code::OptionMissing, message);
            return Err(error.with_remedy("Set userId, or take a client of forUser(userId)."));
        }
        let step = self.call.advance(event, at)?;
        step.and_then(|response| UserInfo::read(&response, &self.environment).map(Step::Done))
    }
}
