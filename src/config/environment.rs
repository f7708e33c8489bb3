//! The Docusign environment: one choice for auth host, `aud`, token URL and API servers.

mod api_servers;

use std::str::FromStr;

use crate::config::auth_server::{is_around, is_name, meant, not_auth_host, server};
use crate::error::{Code, Error, Result, surface};
use crate::wire::{Origin, lower, quoted};

/// A Docusign environment.
///
/// ```
/// use docusign_jwt::Environment;
///
/// let demo: Environment = "demo".parse()?;
/// assert_eq!(demo.auth_host(), "account-d.docusign.com");
/// assert_eq!(demo.token_url(), "https://account-d.docusign.com/oauth/token");
///
/// let local = Environment::custom("http://127.0.0.1:8080", None, None)?;
/// assert_eq!(local.auth_host(), "127.0.0.1:8080");
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Environment {
    kind: Kind,
    auth: String,
    auth_host_start: usize,
    api: Option<String>,
    admin: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Demo,
    Production,
    Custom,
}

const DEMO_HOST: &str = "account-d.docusign.com";
const PRODUCTION_HOST: &str = "account.docusign.com";

impl Environment {
    /// The developer environment: `account-d.docusign.com`.
    #[must_use]
    pub fn demo() -> Self {
        Self::docusign(Kind::Demo, DEMO_HOST, "https://api-d.docusign.net")
    }

    /// The production environment: `account.docusign.com`, one host for all regions.
    #[must_use]
    pub fn production() -> Self {
        Self::docusign(Kind::Production, PRODUCTION_HOST, "https://api.docusign.net")
    }

    fn docusign(kind: Kind, host: &str, admin: &str) -> Self {
        let auth = format!("https://{host}");
        let auth_host_start = auth.len() - host.len();
        Self { kind, auth, auth_host_start, api: None, admin: admin.to_owned() }
    }

    /// Your own servers, such as the emulator. `auth_server` is a host or an origin. `api_server` is an additional
    /// server that userinfo may return as base URI. `admin_server` is the server of the Admin API; the default is the
    /// API server, else the auth server. Docusign's own auth hosts give its environments.
    ///
    /// # Errors
    /// [`Code::EnvironmentInvalid`] for a value that is not an origin; [`Code::EnvironmentInsecure`] for `http://` to
    /// another machine.
    pub fn custom(
        auth_server: &str,
        api_server: Option<&str>,
        admin_server: Option<&str>,
    ) -> Result<Self> {
        if let Some(error) = not_auth_host(auth_server).or_else(|| is_name(auth_server)) {
            return Err(error);
        }
        let auth = server(surface!(js: "authServer", rust: "auth_server"), auth_server)?;
        if api_server.is_none() && admin_server.is_none() {
            match auth.as_str().strip_prefix("https://") {
                Some(DEMO_HOST) => return Ok(Self::demo()),
                Some(PRODUCTION_HOST) => return Ok(Self::production()),
                _ => {}
            }
        }
        let name = surface!(js: "apiServer", rust: "api_server");
        let api = api_server.map(|text| server(name, text)).transpose()?;
        let name = surface!(js: "adminServer", rust: "admin_server");
        let admin = admin_server.map(|text| server(name, text)).transpose()?;
        let admin = admin.or_else(|| api.clone()).unwrap_or_else(|| auth.clone());
        Ok(Self {
            kind: Kind::Custom,
            auth_host_start: auth.as_str().len() - auth.host_and_port().len(),
            auth: auth.as_str().to_owned(),
            api: api.map(|api| api.as_str().to_owned()),
            admin: admin.as_str().to_owned(),
        })
    }

    /// `demo`, `production` or `custom`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self.kind {
            Kind::Demo => "demo",
            Kind::Production => "production",
            Kind::Custom => "custom",
        }
    }

    /// The bare auth host, with its port if it has one: the `aud` of an assertion.
    #[must_use]
    pub fn auth_host(&self) -> &str {
        self.auth.get(self.auth_host_start..).unwrap_or_default()
    }

    /// The origin of the auth server.
    #[must_use]
    pub fn auth_origin(&self) -> &str {
        &self.auth
    }

    /// The origin of a custom API server.
    #[must_use]
    pub fn api_origin(&self) -> Option<&str> {
        self.api.as_deref()
    }

    /// The origin of the Admin API.
    #[cfg(feature = "serde")]
    pub(crate) fn admin_origin(&self) -> &str {
        &self.admin
    }

    /// The token endpoint.
    #[must_use]
    pub fn token_url(&self) -> String {
        format!("{}/oauth/token", self.auth)
    }

    /// The authorization endpoint, where users log in and consent.
    #[must_use]
    pub fn authorize_url(&self) -> String {
        format!("{}/oauth/auth", self.auth)
    }

    /// The userinfo endpoint.
    #[must_use]
    pub fn userinfo_url(&self) -> String {
        format!("{}/oauth/userinfo", self.auth)
    }

    /// The base of the Admin API, with `/management`.
    #[must_use]
    pub fn admin_url(&self) -> String {
        format!("{}/management", self.admin)
    }

    /// The Apps and Keys page; `None` for a custom server.
    #[must_use]
    pub fn apps_and_keys_url(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Demo => Some("https://admindemo.docusign.com/authenticate?goTo=appsAndKeys"),
            Kind::Production => Some("https://admin.docusign.com/authenticate?goTo=appsAndKeys"),
            Kind::Custom => None,
        }
    }

    /// The servers of Docusign's other APIs, which accept the tokens of this environment too; empty for a custom
    /// server.
    ///
    /// ```
    /// # use docusign_jwt::Environment;
    /// assert!(Environment::demo().api_servers().contains(&"https://api-d.docusign.com"));
    /// ```
    #[must_use]
    pub fn api_servers(&self) -> &'static [&'static str] {
        match self.kind {
            Kind::Demo => &api_servers::DEMO,
            Kind::Production => &api_servers::PRODUCTION,
            Kind::Custom => &[],
        }
    }

    /// The servers that accept the tokens of this environment, besides the accounts' servers.
    pub(crate) fn servers(&self) -> Vec<&str> {
        let mut servers = self.api_servers().to_vec();
        servers.push(&self.auth);
        servers.extend(self.api_origin());
        if !servers.contains(&self.admin.as_str()) {
            servers.push(&self.admin);
        }
        servers
    }

    /// Docusign's other environment, if a server belongs only to its APIs.
    pub(crate) fn other_with_api(&self, server: &str) -> Option<&'static str> {
        let (apis, name) = match self.kind {
            Kind::Demo => (api_servers::PRODUCTION.as_slice(), "production"),
            Kind::Production => (api_servers::DEMO.as_slice(), "demo"),
            Kind::Custom => return None,
        };
        apis.contains(&server).then_some(name)
    }

    /// Checks the server that userinfo names for an account: Docusign's own for Docusign's
    /// environments, the auth or API server for a custom one.
    ///
    /// # Errors
    /// [`Code::BaseUriNotAllowed`]. A token must not be sent there.
    pub fn allows_base_uri(&self, base_uri: &str) -> Result<Origin> {
        let origin = Origin::parse(base_uri.strip_suffix('/').unwrap_or(base_uri));
        let own = |origin: &Origin| {
            [Some(self.auth.as_str()), self.api_origin()].contains(&Some(origin.as_str()))
        };
        let allowed = origin.filter(|origin| match self.kind {
            Kind::Custom => own(origin),
            Kind::Demo | Kind::Production => origin.is_docusign(),
        });
        allowed.ok_or_else(|| {
            let shown = quoted(base_uri, 100);
            let message = format!("Userinfo returned {shown} as the base URI of an account.");
            Error::new(Code::BaseUriNotAllowed, message)
        })
    }
}

impl FromStr for Environment {
    type Err = Error;

    /// Reads `demo` or `production`, or the auth host of either.
    fn from_str(text: &str) -> Result<Self> {
        let name = lower(text.trim_matches(is_around));
        let bare = name.strip_prefix("https://").unwrap_or(&name);
        let bare = bare.strip_suffix('/').unwrap_or(bare);
        match bare {
            "demo" | DEMO_HOST => return Ok(Self::demo()),
            "production" | PRODUCTION_HOST => return Ok(Self::production()),
            _ => {}
        }
        if let Some(error) = not_auth_host(text) {
            return Err(error);
        }
        let write = meant(bare);
        let what = match bare {
            "" => "is empty".to_owned(),
            _ => format!("is \"{}\"", quoted(text, 60)),
        };
        let error = Error::new(Code::EnvironmentInvalid, format!("The environment {what}."));
        Err(error.with_remedy(format!(
            "Use {write}, or pass your own server's host {}.",
            surface!(js: "as authServer", rust: "to Environment::custom"),
        )))
    }
}

#[cfg(test)]
mod tests;
