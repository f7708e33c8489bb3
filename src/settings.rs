//! The settings of an integration: integration key, environment, user, scopes, time limits.

use crate::config::{ClientId, Environment, RetryPolicy, Scopes, UserId};
use crate::error::{ConsentNeeded, Detail, Error, ErrorKind, surface};
use crate::protocol::{Assertion, admin_consent_help, consent_url};
use crate::wire::path_of;
use std::fmt;

/// Validated settings of an integration.
///
/// ```
/// use docusign_jwt::{Settings, ClientId, Environment, UserId};
///
/// let settings = Settings::new(
///     ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     Environment::demo(),
/// )
/// .with_user(UserId::parse("a0000000-0000-4000-8000-000000000001")?);
/// assert_eq!(settings.scopes().to_string(), "signature impersonation");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    client_id: ClientId,
    user_id: Option<UserId>,
    environment: Environment,
    scopes: Scopes,
    redirect_uri: Option<String>,
    account_id: Option<String>,
    organization_id: Option<String>,
    retry: RetryPolicy,
    refresh_margin: u64,
    timeout: u64,
}

/// Leaves out the query of the redirect URI.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("client_id", &self.client_id)
            .field("user_id", &self.user_id)
            .field("environment", &self.environment)
            .field("scopes", &self.scopes)
            .field("redirect_uri", &self.redirect_uri.as_deref().map(path_of))
            .field("account_id", &self.account_id)
            .field("organization_id", &self.organization_id)
            .field("retry", &self.retry)
            .field("refresh_margin", &self.refresh_margin)
            .field("timeout", &self.timeout)
            .finish()
    }
}

impl Settings {
    /// The default of [`refresh_margin`](Self::refresh_margin), in milliseconds: 10 minutes.
    pub const REFRESH_MARGIN: u64 = 600_000;
    /// The default of [`timeout`](Self::timeout), in milliseconds: 30 seconds.
    pub const TIMEOUT: u64 = 30_000;

    /// Settings without a user, with the scope `signature`.
    #[must_use]
    pub fn new(client_id: ClientId, environment: Environment) -> Self {
        Self {
            client_id,
            user_id: None,
            environment,
            scopes: Scopes::signature(),
            redirect_uri: None,
            account_id: None,
            organization_id: None,
            retry: RetryPolicy::default(),
            refresh_margin: Self::REFRESH_MARGIN,
            timeout: Self::TIMEOUT,
        }
    }

    /// Impersonates a user, and adds the scope `impersonation`. If the user ID is the integration key, signing fails
    /// with [`Code::UserIdIsClientId`](crate::Code::UserIdIsClientId).
    #[must_use]
    pub fn with_user(mut self, user_id: UserId) -> Self {
        self.user_id = Some(user_id);
        self.scopes = self.scopes.with_impersonation();
        self
    }

    /// Acts as the application, without a user, with these scopes.
    #[cfg(feature = "client")]
    #[must_use]
    pub(crate) fn without_user(mut self, scopes: Scopes) -> Self {
        self.user_id = None;
        self.scopes = scopes;
        self
    }

    /// Sets the scopes. With a user, `impersonation` is added.
    #[must_use]
    pub fn with_scopes(mut self, scopes: Scopes) -> Self {
        self.scopes = if self.user_id.is_some() { scopes.with_impersonation() } else { scopes };
        self
    }

    /// Sets the registered redirect URI. [`Code::ConsentRequired`](crate::Code::ConsentRequired) then carries a
    /// complete consent URL.
    #[must_use]
    pub fn with_redirect_uri(mut self, redirect_uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(redirect_uri.into());
        self
    }

    /// Sets the account for calls that do not name one.
    #[must_use]
    pub fn with_account(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Sets the organization in which to search for users.
    #[must_use]
    pub fn with_organization(mut self, organization_id: impl Into<String>) -> Self {
        self.organization_id = Some(organization_id.into());
        self
    }

    /// Sets how long an operation may take, in milliseconds.
    #[must_use]
    pub fn with_timeout(mut self, timeout: u64) -> Self {
        self.timeout = timeout;
        self
    }

    /// Sets how long before it expires a token is renewed, in milliseconds.
    #[must_use]
    pub fn with_refresh_margin(mut self, refresh_margin: u64) -> Self {
        self.refresh_margin = refresh_margin;
        self
    }

    /// Sets the policy for retries.
    #[must_use]
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// The integration key.
    #[must_use]
    pub fn client_id(&self) -> &ClientId {
        &self.client_id
    }

    /// The user to impersonate; `None` for an application token.
    #[must_use]
    pub fn user_id(&self) -> Option<&UserId> {
        self.user_id.as_ref()
    }

    /// The environment.
    #[must_use]
    pub fn environment(&self) -> &Environment {
        &self.environment
    }

    /// The requested scopes.
    #[must_use]
    pub fn scopes(&self) -> &Scopes {
        &self.scopes
    }

    /// The registered redirect URI, if set.
    #[must_use]
    pub fn redirect_uri(&self) -> Option<&str> {
        self.redirect_uri.as_deref()
    }

    /// The policy for retries.
    #[must_use]
    pub fn retry(&self) -> RetryPolicy {
        self.retry
    }

    /// How long before it expires a token is renewed, in milliseconds.
    #[must_use]
    pub fn refresh_margin(&self) -> u64 {
        self.refresh_margin
    }

    /// How long an operation may take, in milliseconds.
    #[must_use]
    pub fn timeout(&self) -> u64 {
        self.timeout
    }

    /// The account for calls that do not name one.
    #[must_use]
    pub fn account_id(&self) -> Option<&str> {
        self.account_id.as_deref()
    }

    /// The organization in which to search for users.
    #[must_use]
    pub fn organization_id(&self) -> Option<&str> {
        self.organization_id.as_deref()
    }

    /// The cache key for tokens of this client: auth host, integration key, user or
    /// application, scopes. Two clients share a token only if all four are equal.
    ///
    /// ```
    /// # use docusign_jwt::{Settings, ClientId, Environment};
    /// # let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
    /// let settings = Settings::new(id, Environment::demo());
    /// assert_eq!(
    ///     settings.cache_key(),
    ///     "account-d.docusign.com c0000000-0000-4000-8000-000000000001 application signature",
    /// );
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    #[must_use]
    pub fn cache_key(&self) -> String {
        let host = self.environment.auth_host();
        let user = self.user_id.as_ref().map_or("application", UserId::as_str);
        format!("{host} {} {user} {}", self.client_id.as_str(), self.scopes.cache_key())
    }

    /// Returns the assertion that requests a token for this client.
    #[must_use]
    pub fn assertion(&self) -> Assertion {
        let assertion = Assertion::new(&self.client_id, &self.environment, &self.scopes);
        match &self.user_id {
            Some(user_id) => assertion.user_id(user_id),
            None => assertion,
        }
    }

    /// Adds to `consent_required` what the user needs to consent.
    pub(crate) fn explain(&self, error: Error) -> Error {
        if error.kind() != ErrorKind::ConsentRequired {
            return error;
        }
        let response = match error.detail() {
            Some(Detail::OAuth(response)) => response.clone(),
            _ => return error,
        };
        let url = match (&self.user_id, &self.redirect_uri) {
            (Some(_), Some(redirect_uri)) => {
                let (environment, client_id) = (&self.environment, &self.client_id);
                consent_url(environment, client_id, redirect_uri, &self.scopes, &Default::default())
                    .ok()
            }
            _ => None,
        };
        let needed = ConsentNeeded {
            consent_url: url.clone(),
            admin_consent_help: admin_consent_help(
                &self.environment,
                &self.client_id,
                &self.scopes,
            ),
            scopes: self.scopes.iter().map(str::to_owned).collect(),
            user_id: self.user_id.as_ref().map(|user| user.as_str().to_owned()),
            answer: response,
        };
        let who = match &self.user_id {
            Some(user) => format!("User {}", user.as_str()),
            None => "No administrator".to_owned(),
        };
        let has = if self.user_id.is_some() { "has not" } else { "has" };
        let message = format!(
            "{who} {has} consented to \"{}\" for integration key {} at {}.",
            self.scopes,
            self.client_id.as_str(),
            self.environment.auth_host(),
        );
        let remedy = match (&self.user_id, url) {
            (Some(_), Some(url)) => format!(
                "Ask this user to open {url} once and choose Allow Access. The browser must not be logged in as another Docusign user. Then try again.",
            ),
            (Some(_), None) => format!(
                "{} {}",
                error.remedy(),
                surface!(
                    js: "Set redirectUri to see the complete URL here, or build it with consentUrl.",
                    rust: "Call Settings::with_redirect_uri to see the complete URL here, or build it with consent_url."
                ),
            ),
            (None, _) => surface!(
                js: "Ask an administrator of the organization to authorize the application; adminConsentHelp says where.",
                rust: "Ask an administrator of the organization to authorize the application; admin_consent_help says where."
            )
            .to_owned(),
        };
        Error::new(error.code(), message).with_remedy(remedy).with_detail(Detail::Consent(needed))
    }
}
