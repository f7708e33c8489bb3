//! Clients for other users, for the application, and with other settings. They share keys, transport and cache.

use std::sync::Arc;

use crate::client::auth::DocusignAuth;
use crate::client::identity::Identity;
use crate::client::transport::Transport;
use crate::config::{Scopes, UserId};
use crate::error::Result;
use crate::flow::{UserQuery, email_key, select_user};
use crate::settings::Settings;

impl<T: Transport> DocusignAuth<T> {
    /// Returns a client that impersonates this user, with the same scopes.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::UserId;
    ///
    /// let bob = auth.for_user(UserId::parse("a0000000-0000-4000-8000-000000000002")?);
    /// bob.token().await?; // Bob's, by the same cache and keys
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn for_user(&self, user_id: UserId) -> Self {
        let scopes = self.for_users.as_deref().unwrap_or(self.who.settings.scopes()).clone();
        self.derived(self.who.settings.clone().with_user(user_id).with_scopes(scopes), None)
    }

    /// Returns a client that impersonates the one active user with this e-mail address. The result is cached for one
    /// hour.
    ///
    /// # Errors
    /// [`Code::UserLookupNone`], [`Code::UserLookupSeveral`], [`Code::UserLookupInactive`]; else as
    /// [`find_users`](Self::find_users).
    ///
    /// [`Code::UserLookupNone`]: crate::Code::UserLookupNone
    /// [`Code::UserLookupSeveral`]: crate::Code::UserLookupSeveral
    /// [`Code::UserLookupInactive`]: crate::Code::UserLookupInactive
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let bob = auth.for_email("bob@example.com").await?;
    /// assert_eq!(bob.settings().user_id().unwrap().as_str(), "a0000000-0000-4000-8000-000000000002");
    /// # Ok(()) }
    /// ```
    pub async fn for_email(&self, email: &str) -> Result<Self> {
        let settings = &self.who.settings;
        let name = email_key(email, email)?;
        let place = |id: Option<&str>| id.unwrap_or("-").to_owned();
        let (account, organization) =
            (place(settings.account_id()), place(settings.organization_id()));
        let key: Arc<str> = format!("{} {account} {organization} {name}", self.who.key).into();
        let known = self.engine.memory.lock().found(&key, self.engine.transport.now());
        if let Some(user_id) = known {
            return Ok(self.for_user(user_id));
        }
        let users = self.find_users(UserQuery { email: email.to_owned(), ..Default::default() });
        let user_id = UserId::parse(&select_user(&users.await?, email)?.user_id)?;
        let now = self.engine.transport.now();
        self.engine.memory.lock().keep_found(&key, user_id.clone(), now);
        Ok(self.for_user(user_id))
    }

    /// Returns a client that acts as the application, without a user, for the Admin API. It keeps the scopes that an
    /// application can have.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let application = auth.for_application();
    /// assert!(application.settings().user_id().is_none());
    /// application.token().await?;
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn for_application(&self) -> Self {
        let scopes = self.who.settings.scopes();
        let for_users = self.for_users.clone().unwrap_or_else(|| Arc::new(scopes.clone()));
        let settings = self.who.settings.clone().without_user(scopes.for_application());
        self.derived(settings, Some(for_users))
    }

    /// Returns a client with other scopes.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let other = auth.with_scopes("signature impersonation extended".parse()?);
    /// println!("{}", other.consent_url()?); // these scopes need a consent of their own
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_scopes(&self, scopes: Scopes) -> Self {
        self.derived(self.who.settings.clone().with_scopes(scopes), self.for_users.clone())
    }

    /// Returns a client for this account.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let there = auth.with_account("acc00000-0000-4000-8000-000000000001");
    /// assert_eq!(there.account().await?.name.as_deref(), Some("Example"));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_account(&self, account_id: impl Into<String>) -> Self {
        self.derived(self.who.settings.clone().with_account(account_id), self.for_users.clone())
    }

    /// Returns a client that searches for users in this organization.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let organization = "09a00000-0000-4000-8000-000000000001";
    /// let there = auth.with_organization(organization).for_application();
    /// assert_eq!(there.settings().organization_id(), Some(organization));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn with_organization(&self, organization_id: impl Into<String>) -> Self {
        let settings = self.who.settings.clone().with_organization(organization_id);
        self.derived(settings, self.for_users.clone())
    }

    fn derived(&self, settings: Settings, for_users: Option<Arc<Scopes>>) -> Self {
        let who = Arc::new(Identity::new(settings));
        Self { engine: Arc::clone(&self.engine), who, for_users }
    }
}
