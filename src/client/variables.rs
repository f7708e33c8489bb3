//! Reads settings and key from variables. The npm package and its command line use the same names.

use zeroize::Zeroizing;

use crate::client::auth::DocusignAuth;
use crate::client::transport::Transport;
use crate::config::{ClientId, Environment, Scopes, UserId};
use crate::crypto::PrivateKey;
use crate::error::{Code, Error, Result};
use crate::settings::Settings;

const CLIENT_ID: &str = "DOCUSIGN_CLIENT_ID";
const PRIVATE_KEY: &str = "DOCUSIGN_PRIVATE_KEY";
const USER_ID: &str = "DOCUSIGN_USER_ID";
const ENVIRONMENT: &str = "DOCUSIGN_ENVIRONMENT";
const AUTH_SERVER: &str = "DOCUSIGN_AUTH_SERVER";
const API_SERVER: &str = "DOCUSIGN_API_SERVER";
const ADMIN_SERVER: &str = "DOCUSIGN_ADMIN_SERVER";
const SCOPES: &str = "DOCUSIGN_SCOPES";
const REDIRECT_URI: &str = "DOCUSIGN_REDIRECT_URI";
const ACCOUNT_ID: &str = "DOCUSIGN_ACCOUNT_ID";
const ORGANIZATION_ID: &str = "DOCUSIGN_ORGANIZATION_ID";
const TIMEOUT: &str = "DOCUSIGN_TIMEOUT";

const OF_SCOPES: &str =
    "Write the scopes with spaces between them, for example: signature impersonation";
const OF_ENVIRONMENT: &str =
    "Set demo or production. For your own server, set DOCUSIGN_AUTH_SERVER instead.";

impl Settings {
    /// Reads the settings from variables: of the process, of a Worker, of a file.
    ///
    /// | variable | meaning | default |
    /// | --- | --- | --- |
    /// | `DOCUSIGN_CLIENT_ID` | the integration key | |
    /// | `DOCUSIGN_USER_ID` | the user to impersonate | none: the application itself |
    /// | `DOCUSIGN_ENVIRONMENT` | `demo` or `production` | `demo` |
    /// | `DOCUSIGN_AUTH_SERVER`, `_API_SERVER`, `_ADMIN_SERVER` | your own server, such as the emulator | |
    /// | `DOCUSIGN_SCOPES` | scopes, with spaces between | `signature`, and `impersonation` for a user |
    /// | `DOCUSIGN_REDIRECT_URI` | the redirect URI of consent links | |
    /// | `DOCUSIGN_ACCOUNT_ID`, `DOCUSIGN_ORGANIZATION_ID` | GUIDs | the user's default account |
    /// | `DOCUSIGN_TIMEOUT` | the time limit of an operation, in milliseconds | 30000 |
    ///
    /// An empty variable counts as missing.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] without `DOCUSIGN_CLIENT_ID`. Other errors name their variable.
    ///
    /// ```
    /// use docusign_jwt::Settings;
    ///
    /// let settings = Settings::from_variables(|name| match name {
    ///     "DOCUSIGN_CLIENT_ID" => Some("c0000000-0000-4000-8000-000000000001".to_owned()),
    ///     "DOCUSIGN_ENVIRONMENT" => Some("production".to_owned()),
    ///     _ => None,
    /// })?;
    /// assert_eq!(settings.environment().name(), "production");
    /// # Ok::<(), docusign_jwt::Error>(())
    /// ```
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self> {
        let read = |name: &str| value(&read, name);
        let client_id = read(CLIENT_ID).ok_or_else(|| missing(&[CLIENT_ID]))?;
        let client_id = named(CLIENT_ID, ClientId::parse(&client_id))?;
        let mut settings = Self::new(client_id, environment(&read)?);
        if let Some(scopes) = read(SCOPES) {
            let scopes = scopes.parse::<Scopes>().map_err(|error| error.with_remedy(OF_SCOPES));
            settings = settings.with_scopes(named(SCOPES, scopes)?);
        }
        if let Some(user) = read(USER_ID) {
            settings = settings.with_user(named(USER_ID, UserId::parse(&user))?);
        }
        if let Some(uri) = read(REDIRECT_URI) {
            settings = settings.with_redirect_uri(uri);
        }
        if let Some(account) = read(ACCOUNT_ID) {
            settings = settings.with_account(account);
        }
        if let Some(organization) = read(ORGANIZATION_ID) {
            settings = settings.with_organization(organization);
        }
        if let Some(timeout) = read(TIMEOUT) {
            settings = settings.with_timeout(timeout.parse().map_err(|_| {
                let message = format!("{TIMEOUT} is not a whole number of milliseconds.");
                Error::new(Code::OptionInvalid, message).with_remedy("For 30 seconds, set 30000.")
            })?);
        }
        Ok(settings)
    }
}

impl<T: Transport> DocusignAuth<T> {
    /// Creates a client from variables: those of [`Settings::from_variables`], and `DOCUSIGN_PRIVATE_KEY`.
    ///
    /// # Errors
    /// [`Code::OptionMissing`] names all variables that are missing. Other errors name their variable.
    ///
    /// ```
    /// # mod example { include!("../../tests/client/example.rs"); }
    /// # fn main() -> docusign_jwt::Result<()> {
    /// use docusign_jwt::DocusignAuth;
    /// # use example::Example;
    ///
    /// let error = DocusignAuth::from_variables(|name| std::env::var(name).ok(), Example).err();
    /// let message = error.map(|error| error.message().to_owned()).unwrap_or_default();
    /// assert_eq!(message, "DOCUSIGN_CLIENT_ID and DOCUSIGN_PRIVATE_KEY are not set.");
    /// # Ok(()) }
    /// ```
    pub fn from_variables(read: impl Fn(&str) -> Option<String>, transport: T) -> Result<Self> {
        let absent: Vec<&str> = [CLIENT_ID, PRIVATE_KEY]
            .into_iter()
            .filter(|name| value(&read, name).map(Zeroizing::new).is_none())
            .collect();
        if !absent.is_empty() {
            return Err(missing(&absent));
        }
        let key = Zeroizing::new(read(PRIVATE_KEY).unwrap_or_default());
        let key = named(PRIVATE_KEY, PrivateKey::parse(key.as_bytes()))?;
        Ok(Self::new(Settings::from_variables(read)?, key, transport))
    }
}

fn environment(read: &impl Fn(&str) -> Option<String>) -> Result<Environment> {
    match (read(AUTH_SERVER), read(ENVIRONMENT)) {
        (None, None) => Ok(Environment::demo()),
        (None, Some(name)) => {
            let environment = name.parse::<Environment>();
            named(ENVIRONMENT, environment.map_err(|error| error.with_remedy(OF_ENVIRONMENT)))
        }
        (Some(auth), None) => {
            let (api, admin) = (read(API_SERVER), read(ADMIN_SERVER));
            named(AUTH_SERVER, Environment::custom(&auth, api.as_deref(), admin.as_deref()))
        }
        (Some(_), Some(_)) => {
            let message = format!("{ENVIRONMENT} and {AUTH_SERVER} are both set.");
            let remedy = "Set one of them: the environment's name, or the server.";
            Err(Error::new(Code::OptionInvalid, message).with_remedy(remedy))
        }
    }
}

/// A variable without the space around it; none if it is empty.
fn value(read: &impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    let text = Zeroizing::new(read(name)?);
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn missing(names: &[&str]) -> Error {
    let verb = if names.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} not set.", names.join(" and "));
    let remedy = "Set each of them. Docusign's page Apps and Keys shows the integration key, and the private key once.";
    Error::new(Code::OptionMissing, message).with_remedy(remedy)
}

/// Puts the name of the variable before what is wrong with it.
fn named<T>(name: &str, read: Result<T>) -> Result<T> {
    read.map_err(|error| error.with_texts(&|text| format!("{name}: {text}")))
}
