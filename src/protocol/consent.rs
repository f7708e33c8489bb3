//! Where people consent: for themselves, or as administrators for their organization.
//!
//! Sources: <https://developers.docusign.com/platform/auth/reference/obtain-consent>,
//! <https://developers.docusign.com/platform/auth/consent/obtaining-admin-consent-external/>,
//! <https://developers.docusign.com/platform/auth/consent/obtaining-admin-consent-internal>.

use crate::config::{ClientId, Environment, Scopes};
use crate::error::{Code, Error, Result, surface};
use crate::protocol::redirect::check_redirect_uri;
use crate::wire::encoded;
use std::fmt;

/// Optional parameters of a consent URL.
///
/// `Debug` leaves out the state and the user's e-mail address.
///
/// ```
/// use docusign_jwt::ConsentOptions;
///
/// let options = ConsentOptions::default().with_state("xyz").with_prompt("login");
/// assert_eq!(options.state.as_deref(), Some("xyz"));
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ConsentOptions {
    /// Comes back unchanged with the redirect; see [`read_redirect`](crate::read_redirect).
    pub state: Option<String>,
    /// `login` makes the user log in again, so that it is surely the right one.
    pub prompt: Option<String>,
    /// The e-mail address to fill in.
    pub login_hint: Option<String>,
    /// The languages of the page (RFC 5646), separated by spaces.
    pub ui_locales: Option<String>,
    /// The challenge of a [`Pkce`](crate::Pkce); its method is S256.
    pub code_challenge: Option<String>,
    /// `code`, which is the default, or `token`.
    pub response_type: Option<String>,
}

macro_rules! setters {
    ($( $(#[doc = $doc:literal])+ $setter:ident: $field:ident; )+) => {
        impl ConsentOptions { $(
            $(#[doc = $doc])+
            #[must_use]
            pub fn $setter(mut self, $field: impl Into<String>) -> Self {
                self.$field = Some($field.into());
                self
            }
        )+ }
    };
}

setters! {
    /// Sets the state, which comes back unchanged with the redirect.
    with_state: state;
    /// Sets the prompt: `login` makes the user log in again.
    with_prompt: prompt;
    /// Sets the e-mail address to fill in.
    with_login_hint: login_hint;
    /// Sets the languages of the page (RFC 5646), separated by spaces.
    with_ui_locales: ui_locales;
    /// Sets the challenge of a [`Pkce`](crate::Pkce); its method is S256.
    with_code_challenge: code_challenge;
    /// Sets the response type: `code` or `token`.
    with_response_type: response_type;
}

impl fmt::Debug for ConsentOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentOptions")
            .field("prompt", &self.prompt)
            .field("ui_locales", &self.ui_locales)
            .field("response_type", &self.response_type)
            .finish_non_exhaustive()
    }
}

/// The URL at which a user consents to `scopes`, once for each user, scope and environment. For the JWT
/// grant the scopes must include `impersonation`.
///
/// # Errors
/// [`Code::RedirectUriInvalid`]; [`Code::OptionInvalid`] for another `response_type`.
///
/// ```
/// use docusign_jwt::{ClientId, ConsentOptions, Environment, Scopes, consent_url};
///
/// let url = consent_url(
///     &Environment::demo(),
///     &ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     "https://example.com/callback",
///     &"signature impersonation".parse::<Scopes>()?,
///     &ConsentOptions::default(),
/// )?;
/// assert_eq!(
///     url,
///     "https://account-d.docusign.com/oauth/auth?response_type=code\
///      &scope=signature%20impersonation&client_id=c0000000-0000-4000-8000-000000000001\
///      &redirect_uri=https%3A%2F%2Fexample.com%2Fcallback",
/// );
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub fn consent_url(
    environment: &Environment,
    client_id: &ClientId,
    redirect_uri: &str,
    scopes: &Scopes,
    options: &ConsentOptions,
) -> Result<String> {
    let scopes = scopes.to_string();
    url(environment, client_id, redirect_uri, &[("scope", &scopes)], options)
}

/// The URL at which an administrator of a customer's organization consents to `scopes` for its users.
///
/// It asks for `openid`, so that the code exchange returns an ID token with the
/// organizations: see [`IdToken`](crate::IdToken).
///
/// # Errors
/// As [`consent_url`].
///
/// ```
/// use docusign_jwt::{ClientId, ConsentOptions, Environment, Scopes, admin_consent_url};
///
/// let url = admin_consent_url(
///     &Environment::demo(),
///     &ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     "https://example.com/callback",
///     &"signature impersonation".parse::<Scopes>()?,
///     &ConsentOptions::default(),
/// )?;
/// assert!(url.contains("scope=openid&admin_consent_scope=signature%20impersonation"));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub fn admin_consent_url(
    environment: &Environment,
    client_id: &ClientId,
    redirect_uri: &str,
    scopes: &Scopes,
    options: &ConsentOptions,
) -> Result<String> {
    let scopes = scopes.to_string();
    let scope = [("scope", "openid"), ("admin_consent_scope", scopes.as_str())];
    url(environment, client_id, redirect_uri, &scope, options)
}

fn url(
    environment: &Environment,
    client_id: &ClientId,
    redirect_uri: &str,
    scope: &[(&str, &str)],
    options: &ConsentOptions,
) -> Result<String> {
    check_redirect_uri(redirect_uri)?;
    let response_type = options.response_type.as_deref().unwrap_or("code");
    if !["code", "token"].contains(&response_type) {
        let message = surface!(
            js: "The option responseType must be \"code\" or \"token\".",
            rust: "The option response_type must be \"code\" or \"token\"."
        );
        return Err(Error::new(Code::OptionInvalid, message));
    }
    let mut parameters = vec![("response_type", response_type)];
    parameters.extend_from_slice(scope);
    parameters.push(("client_id", client_id.as_str()));
    parameters.push(("redirect_uri", redirect_uri));
    let optional = [
        ("state", &options.state),
        ("prompt", &options.prompt),
        ("login_hint", &options.login_hint),
        ("ui_locales", &options.ui_locales),
        ("code_challenge", &options.code_challenge),
    ];
    for (name, value) in optional {
        parameters.extend(value.as_deref().map(|value| (name, value)));
    }
    if options.code_challenge.is_some() {
        parameters.push(("code_challenge_method", "S256"));
    }
    let query: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    Ok(format!("{}?{}", environment.authorize_url(), query.join("&")))
}

/// Returns instructions for an administrator who consents for their own organization. Docusign has a page for this,
/// but no URL.
///
/// ```
/// use docusign_jwt::{ClientId, Environment, Scopes, admin_consent_help};
///
/// let help = admin_consent_help(
///     &Environment::demo(),
///     &ClientId::parse("c0000000-0000-4000-8000-000000000001")?,
///     &"signature impersonation".parse::<Scopes>()?,
/// );
/// assert!(help.contains("signature impersonation"));
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[must_use]
pub fn admin_consent_help(
    environment: &Environment,
    client_id: &ClientId,
    scopes: &Scopes,
) -> String {
    let place = match environment.name() {
        "demo" => {
            "Docusign Admin of the demo environment (https://admindemo.docusign.com)".to_owned()
        }
        "production" => "Docusign Admin (https://admin.docusign.com)".to_owned(),
        _ => format!("the administration of {}", environment.auth_host()),
    };
    format!(
        "Ask an administrator of the organization to open {place}, Connected Apps, Authorize Application. There, select the integration key {client_id}, enter the scopes \"{scopes}\" separated by spaces, and click Add. This covers all users whose e-mail domain the organization has claimed. The organization needs the SSO feature and must own the integration key.",
    )
}
