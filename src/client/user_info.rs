//! Userinfo of the token, the account, and the search of users.

use std::sync::Arc;

use crate::client::auth::DocusignAuth;
use crate::client::flights::Shared;
use crate::client::task::{Done, Job};
use crate::client::transport::Transport;
use crate::client::work::Work;
use crate::error::{Result, User};
use crate::flow::{UserQuery, UserSearch, out_of_turn};
use crate::protocol::{Account, UserInfo};

impl<T: Transport> DocusignAuth<T> {
    /// Returns the user and the user's accounts. The client caches them for one hour.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] for an application; else as [`token`](Self::token).
    ///
    /// [`Code::OptionMissing`]: crate::Code::OptionMissing
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let user = auth.user_info().await?;
    /// println!("{} has {} accounts.", user.name.as_deref().unwrap_or("The user"), user.accounts.len());
    /// # assert_eq!(user.accounts.len(), 1);
    /// # Ok(()) }
    /// ```
    pub async fn user_info(&self) -> Result<Arc<UserInfo>> {
        self.shared(Job::UserInfo { fresh: false }).await.and_then(user_info)
    }

    /// Requests userinfo from Docusign, even if it is cached.
    ///
    /// # Errors
    /// As [`user_info`](Self::user_info).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let user = auth.fresh_user_info().await?; // after a change of the user's accounts
    /// assert_eq!(user, auth.user_info().await?);
    /// # Ok(()) }
    /// ```
    pub async fn fresh_user_info(&self) -> Result<Arc<UserInfo>> {
        self.shared(Job::UserInfo { fresh: true }).await.and_then(user_info)
    }

    /// Returns the account of the settings, or else the user's default account.
    ///
    /// # Errors
    /// [`Code::AccountNotAccessible`], [`Code::NoAccount`]; else as [`user_info`](Self::user_info).
    ///
    /// [`Code::AccountNotAccessible`]: crate::Code::AccountNotAccessible
    /// [`Code::NoAccount`]: crate::Code::NoAccount
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let account = auth.account().await?;
    /// assert_eq!(account.base_uri, "https://demo.docusign.net");
    /// # Ok(()) }
    /// ```
    pub async fn account(&self) -> Result<Account> {
        let user_info = self.user_info().await?;
        user_info.account(self.who.settings.account_id()).cloned()
    }

    /// Finds users by e-mail address. A user's client searches in the account, where the user must be an
    /// administrator. An application's client searches in the organization.
    ///
    /// # Errors
    /// [`Code::OptionInvalid`] for an invalid e-mail address; [`Code::Forbidden`] for a user who is not an
    /// administrator; else
    /// as [`token`](Self::token).
    ///
    /// [`Code::OptionInvalid`]: crate::Code::OptionInvalid
    /// [`Code::Forbidden`]: crate::Code::Forbidden
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::UserQuery;
    ///
    /// for user in auth.find_users(UserQuery::new("bob@example.com")).await? {
    ///     println!("{} {}", user.user_id, user.email);
    /// }
    /// # Ok(()) }
    /// ```
    pub async fn find_users(&self, query: UserQuery) -> Result<Vec<User>> {
        let now = self.engine.transport.now();
        let search = UserSearch::new(self.who.settings.clone(), query, now)?;
        match self.drive(Job::Flow(Work::search(search))).await? {
            Done::Users(users) => Ok(users),
            _ => Err(out_of_turn()),
        }
    }
}

fn user_info(shared: Shared) -> Result<Arc<UserInfo>> {
    match shared {
        Shared::UserInfo(user_info) => Ok(user_info),
        Shared::Token(_) => Err(out_of_turn()),
    }
}
