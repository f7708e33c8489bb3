//! Userinfo: the user of a token, with accounts and their servers (`/oauth/userinfo`).
//!
//! Source: <https://developers.docusign.com/platform/auth/reference/user-info>. Docusign asks clients to cache the
//! response, and limits the number of requests.

use crate::config::Environment;
use crate::error::{Code, Detail, Error, Result};
use crate::protocol::http::Response;
use crate::wire::{Json, Misshapen, guid, quoted};

/// The user of a token, as Docusign describes it. Unknown fields are ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct UserInfo {
    /// The user's GUID: `sub` here and in an assertion.
    pub user_id: String,
    /// The full name.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The accounts the user is a member of.
    pub accounts: Vec<Account>,
}

/// An account of a user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
#[non_exhaustive]
pub struct Account {
    /// The account's GUID.
    pub account_id: String,
    /// The account's name.
    pub name: Option<String>,
    /// Whether it is the user's default account.
    pub is_default: bool,
    /// The server of the account, such as `https://na2.docusign.net`; checked to be Docusign's.
    pub base_uri: String,
    /// The base path of the eSignature REST API: `base_uri` and `/restapi`.
    pub base_path: String,
    /// The organization the account belongs to.
    pub organization_id: Option<String>,
}

impl Account {
    /// Creates an account on a server, such as `https://na2.docusign.net`; not the default account, without a name.
    ///
    /// ```
    /// use docusign_jwt::Account;
    ///
    /// let account = Account::new("acc00000-0000-4000-8000-000000000001", "https://demo.docusign.net");
    /// assert_eq!(account.base_path, "https://demo.docusign.net/restapi");
    /// ```
    #[must_use]
    pub fn new(account_id: impl Into<String>, base_uri: impl Into<String>) -> Self {
        let base_uri = base_uri.into();
        let base_path = format!("{base_uri}/restapi");
        Self { account_id: account_id.into(), base_uri, base_path, ..Self::default() }
    }
}

impl UserInfo {
    /// Creates a user without a name, who is a member of these accounts.
    ///
    /// ```
    /// use docusign_jwt::{Account, UserInfo};
    ///
    /// let account = Account::new("acc00000-0000-4000-8000-000000000001", "https://demo.docusign.net");
    /// let user = UserInfo::new("a0000000-0000-4000-8000-000000000001", vec![account]);
    /// assert!(user.account(None).is_ok());
    /// ```
    #[must_use]
    pub fn new(user_id: impl Into<String>, accounts: Vec<Account>) -> Self {
        Self { user_id: user_id.into(), accounts, ..Self::default() }
    }

    /// Reads the response, and refuses servers that must not receive the token.
    ///
    /// # Errors
    /// [`Code::ResponseNotJson`] and [`Code::ResponseInvalid`] for an invalid response;
    /// [`Code::BaseUriNotAllowed`] for an account on a foreign server.
    pub fn read(response: &Response, environment: &Environment) -> Result<Self> {
        let read = response.read("userinfo", UserInfoResponse::read)?;
        let accounts = read.accounts.into_iter();
        let accounts: Result<Vec<Account>> =
            accounts.map(|account| account.checked(environment)).collect();
        let user_id = guid(&read.sub.unwrap_or_default()).ok_or_else(|| {
            Error::new(
                Code::ResponseInvalid,
                "The response to userinfo does not name a user (sub).",
            )
        })?;
        Ok(Self {
            user_id,
            name: read.name,
            given_name: read.given_name,
            family_name: read.family_name,
            email: read.email,
            accounts: accounts?,
        })
    }

    /// Returns the account with this ID, or the default account.
    ///
    /// # Errors
    /// [`Code::AccountNotAccessible`], with the user's accounts, if the user is not a member of the account;
    /// [`Code::NoAccount`] if the user has no account.
    pub fn account(&self, account_id: Option<&str>) -> Result<&Account> {
        let mut accounts = self.accounts.iter();
        let Some(wanted) = account_id else {
            let default = self.accounts.iter().find(|account| account.is_default);
            return default.or_else(|| accounts.next()).ok_or_else(|| {
                let message = format!("User {} is not a member of any account.", self.user_id);
                Error::new(Code::NoAccount, message)
            });
        };
        accounts.find(|account| account.account_id.eq_ignore_ascii_case(wanted)).ok_or_else(|| {
            let accounts: Vec<String> =
                self.accounts.iter().map(|account| account.account_id.clone()).collect();
            let wanted = quoted(wanted, 40);
            let message = format!(
                "User {} has no access to account {wanted}. Accounts of this user: {}.",
                self.user_id,
                if accounts.is_empty() { "none".to_owned() } else { accounts.join(", ") },
            );
            Error::new(Code::AccountNotAccessible, message)
                .with_detail(Detail::Accounts { accounts })
        })
    }
}

struct UserInfoResponse {
    sub: Option<String>,
    name: Option<String>,
    given_name: Option<String>,
    family_name: Option<String>,
    email: Option<String>,
    accounts: Vec<ResponseAccount>,
}

impl UserInfoResponse {
    fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        let accounts = json.items("accounts")?.iter().map(ResponseAccount::read);
        Ok(Self {
            sub: json.text("sub")?,
            name: json.text("name")?,
            given_name: json.text("given_name")?,
            family_name: json.text("family_name")?,
            email: json.text("email")?,
            accounts: accounts.collect::<Result<_, _>>()?,
        })
    }
}

struct ResponseAccount {
    account_id: String,
    account_name: Option<String>,
    is_default: bool,
    base_uri: String,
    organization_id: Option<String>,
}

impl ResponseAccount {
    fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        let organization = json.member("organization")?;
        Ok(Self {
            account_id: json.needed_text("account_id")?,
            account_name: json.text("account_name")?,
            // Docusign documents a boolean, but its own Node SDK makes it a string.
            is_default: match json.member("is_default")? {
                None => false,
                Some(Json::Flag(flag)) => *flag,
                Some(Json::Text(text)) => text.eq_ignore_ascii_case("true"),
                Some(_) => return Err(Misshapen),
            },
            base_uri: json.needed_text("base_uri")?,
            organization_id: match organization {
                None => None,
                Some(organization) => organization.text("organization_id")?,
            },
        })
    }

    fn checked(self, environment: &Environment) -> Result<Account> {
        let base_uri = environment.allows_base_uri(&self.base_uri)?.as_str().to_owned();
        // It goes into paths.
        let account_id = guid(&self.account_id).ok_or_else(|| {
            let message = "The response to userinfo has an account_id that is not a GUID.";
            Error::new(Code::ResponseInvalid, message)
        })?;
        Ok(Account {
            base_path: format!("{base_uri}/restapi"),
            base_uri,
            account_id,
            name: self.account_name,
            is_default: self.is_default,
            organization_id: self.organization_id.as_deref().and_then(guid),
        })
    }
}
