//! The Docusign environment: one choice for auth host, `aud`, token URL and API servers.

use std::str::FromStr;

use crate::config::auth_server::{is_around, is_name, meant, not_auth_host, server};
use crate::error::{Code, Error, Result, surface};
use crate::wire::{Origin, quoted};

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

/// Servers of Docusign's APIs in the developer environment. The eSignature and Click APIs are on the account's own server.
///
/// Source: <https://developers.docusign.com/platform/api-endpoint-base-paths/>, unless another one is named.
const DEMO_APIS: [&str; 8] = [
    // Agreement Manager (Navigator), Workflow Builder (Maestro), Connected Fields, Workspaces, Monitor.
    "https://api-d.docusign.com",
    // Admin.
    "https://api-d.docusign.net",
    // Rooms.
    "https://demo.rooms.docusign.com",
    // Monitor 2.0; also in docusign/code-examples-php, Eg001GetMonitoringData.php.
    "https://lens-d.docusign.net",
    // Web Forms.
    "https://apps-d.docusign.com",
    // Notary.
    "https://notary-d.docusign.net",
    // ID Evidence; in production its host is not fixed, and so is not in the list.
    "https://proof-d.docusign.net",
    // MCP server: <https://developers.docusign.com/platform/mcp-server/authentication-scopes>.
    "https://mcp-d.docusign.com",
];

/// The same in production, from the same pages.
const PRODUCTION_APIS: [&str; 7] = [
    "https://api.docusign.com",
    "https://api.docusign.net",
    "https://rooms.docusign.com",
    "https://lens.docusign.net",
    "https://apps.docusign.com",
    "https://na-notary.docusign.net",
    "https://mcp.docusign.com",
];

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
            Kind::Demo => &DEMO_APIS,
            Kind::Production => &PRODUCTION_APIS,
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
            Kind::Demo => (PRODUCTION_APIS.as_slice(), "production"),
            Kind::Production => (DEMO_APIS.as_slice(), "demo"),
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
        let name = text.trim_matches(is_around).to_ascii_lowercase();
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
mod tests {
    use super::*;

    #[test]
    fn names_the_environment_that_a_server_of_docusign_belongs_to() {
        for (server, name) in [
            ("https://demo.docusign.net", "demo"),
            ("https://demo.docusign.net/restapi", "demo"),
            ("demo.docusign.net:443", "demo"),
            ("https://account-d.docusign.com/oauth/token", "demo"),
            ("account-d.docusign.net", "demo"),
            ("account-d.docusign.org", "demo"),
            ("apps-d.docusign.com", "demo"),
            ("https://api-d.docusign.net/management", "demo"),
            ("admindemo.docusign.com", "demo"),
            ("appdemo.docusign.com", "demo"),
            ("lens-d.docusign.net", "demo"),
            ("https://na4.docusign.net/restapi", "production"),
            ("eu.docusign.net", "production"),
            ("account.docusign.com/oauth", "production"),
            ("account.docusign.net", "production"),
            ("api.docusign.com", "production"),
            ("admin.docusign.com", "production"),
            ("https://user@na2.docusign.net", "production"),
            ("demo.docusign.net.", "demo"),
            ("account-d.docusign.com.", "demo"),
            ("account-d.docusign.com:8443", "demo"),
            ("\"https://demo.docusign.net\"", "demo"),
            ("acount-d.docusign.com", "demo"),
            ("account.docusign.co", "production"),
            ("demo.rooms.docusign.com", "demo"),
            ("mcp-d.docusign.com/mcp", "demo"),
        ] {
            for error in [
                Environment::custom(server, None, None).unwrap_err(),
                server.parse::<Environment>().unwrap_err(),
            ] {
                assert_eq!(error.code(), Code::EnvironmentInvalid, "{server}");
                let says = format!("Set the environment to \"{name}\".");
                assert!(error.remedy().starts_with(&says), "{server}: {error}");
            }
        }
        for page in [
            "https://developers.docusign.com",
            "www.docusign.com",
            "docusign.com",
            "stage.docusign.net",
        ] {
            let error = Environment::custom(page, None, None).unwrap_err();
            assert!(error.remedy().contains("\"demo\" or \"production\""), "{page}: {error}");
        }
    }

    #[test]
    fn names_are_read_or_named() {
        for (text, name) in [
            ("Demo", "demo"),
            (" DEMO\n", "demo"),
            ("\"demo\"", "demo"),
            ("PRODUCTION", "production"),
            ("'production'", "production"),
        ] {
            assert_eq!(text.parse::<Environment>().map(|read| read.name()), Ok(name), "{text}");
        }
        for (text, write) in [
            ("sandbox", "Use \"demo\","),
            ("Developer", "Use \"demo\","),
            ("test", "Use \"demo\","),
            ("demo-environment", "Use \"demo\","),
            ("prod", "Use \"production\","),
            ("LIVE", "Use \"production\","),
            ("Prod1", "Use \"production\","),
            ("preprod", "Use \"demo\" or \"production\","),
            ("na4", "Use \"demo\" or \"production\","),
            ("", "Use \"demo\" or \"production\","),
        ] {
            let error = text.parse::<Environment>().unwrap_err();
            assert!(error.remedy().starts_with(write), "{text}: {error}");
        }
        for (text, write) in [("demo", "demo"), ("Sandbox", "demo"), ("prod", "production")] {
            let error = Environment::custom(text, None, None).unwrap_err();
            assert!(
                error.remedy().starts_with(&format!("Set the environment to \"{write}\" in")),
                "{text}: {error}"
            );
        }
    }

    #[test]
    fn takes_auth_hosts_and_servers_of_others() {
        for (server, name) in [
            ("account-d.docusign.com", "demo"),
            (" https://ACCOUNT-D.docusign.com/ ", "demo"),
            ("https://account.docusign.com:443", "production"),
            ("account-s.docusign.com", "custom"),
            ("docusign.example.com", "custom"),
            ("account.docusign.example.com", "custom"),
            ("account-d.docusign.test", "custom"),
            ("emulator", "custom"),
            ("https://account.example.com", "custom"),
            ("http://localhost:8080", "custom"),
        ] {
            let environment = Environment::custom(server, None, None);
            assert_eq!(environment.map(|environment| environment.name()), Ok(name), "{server}");
        }
    }
}
