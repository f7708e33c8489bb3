//! Consent URLs of a client.

use crate::client::auth::DocusignAuth;
use crate::client::transport::Transport;
use crate::config::Scopes;
use crate::error::{Code, Error, Result};
use crate::protocol::{ConsentOptions, admin_consent_url, consent_url};

impl<T: Transport> DocusignAuth<T> {
    /// Returns the URL at which a user consents, for the scopes and the redirect URI of the settings.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] without a redirect URI in the settings; [`Code::RedirectUriInvalid`].
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// let url = auth.consent_url()?; // let the user open it once
    /// assert!(url.starts_with("https://account-d.docusign.com/oauth/auth?response_type=code"));
    /// # Ok(()) }
    /// ```
    pub fn consent_url(&self) -> Result<String> {
        self.consent_url_with(&ConsentOptions::default())
    }

    /// Returns the URL at which a user consents, with a state or other parameters.
    ///
    /// # Errors
    /// As [`consent_url`](Self::consent_url); [`Code::OptionInvalid`] for an unknown `response_type`.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::ConsentOptions;
    ///
    /// let url = auth.consent_url_with(&ConsentOptions::default().with_state("8b0f"))?;
    /// assert!(url.contains("state=8b0f"));
    /// # Ok(()) }
    /// ```
    pub fn consent_url_with(&self, options: &ConsentOptions) -> Result<String> {
        let (settings, scopes) = (&self.who.settings, self.consent_scopes());
        let redirect_uri = self.redirect_uri()?;
        consent_url(settings.environment(), settings.client_id(), redirect_uri, &scopes, options)
    }

    /// Returns the URL at which an administrator of a customer's organization consents for its users.
    ///
    /// # Errors
    /// As [`consent_url_with`](Self::consent_url_with).
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// # let auth = example::client();
    /// use docusign_jwt::ConsentOptions;
    ///
    /// let url = auth.admin_consent_url(&ConsentOptions::default())?;
    /// assert!(url.contains("admin_consent_scope=signature%20impersonation"));
    /// # Ok(()) }
    /// ```
    pub fn admin_consent_url(&self, options: &ConsentOptions) -> Result<String> {
        let (settings, scopes) = (&self.who.settings, self.consent_scopes());
        let redirect_uri = self.redirect_uri()?;
        let (environment, client_id) = (settings.environment(), settings.client_id());
        admin_consent_url(environment, client_id, redirect_uri, &scopes, options)
    }

    /// An application needs no consent: the URL has the scopes of the client that it was made from. A user's consent
    /// to the JWT grant needs `impersonation`.
    fn consent_scopes(&self) -> Scopes {
        let scopes = self.for_users.as_deref().unwrap_or(self.who.settings.scopes());
        scopes.clone().with_impersonation()
    }

    fn redirect_uri(&self) -> Result<&str> {
        self.who.settings.redirect_uri().ok_or_else(|| {
            let error = Error::new(Code::OptionMissing, "The settings have no redirect URI.");
            error.with_remedy("Set it with Settings::with_redirect_uri, exactly as registered.")
        })
    }
}
