//! A proxy that the environment names: whether the runtime uses it, and what it needs for that.
//!
//! Sources: <https://nodejs.org/api/cli.html#node_use_env_proxy1> (24.0 and 22.21 or newer),
//! <https://undici.nodejs.org/#/docs/api/EnvHttpProxyAgent>, <https://bun.sh/guides/http/proxy>.

use crate::json::{Json, Misshapen};
use crate::{Code, Error, Origin};

/// What a process knows of proxies. The proxy's address is not part of it: it may hold a password.
struct Proxy {
    /// The name of the variable that is set, such as `HTTPS_PROXY`.
    variable: String,
    /// `NO_PROXY`.
    exceptions: String,
    /// The version, where the runtime is Node.
    node: Option<String>,
    /// Whether the runtime's requests go through the proxy.
    is_used: bool,
    /// Whether the caller brought a `fetch`.
    is_own_fetch: bool,
}

/// Adds to an error without an answer what the environment's proxy has to do with it: `proxy` is that, as JSON, `url`
/// what was asked.
pub(crate) fn explain(error: Error, proxy: &str, url: &str) -> Error {
    if !matches!(error.code(), Code::NetworkFailed | Code::Timeout) {
        return error;
    }
    let proxy = Json::read(proxy, Proxy::read).ok();
    let hint = proxy.zip(host(url)).and_then(|(proxy, host)| proxy.hint(&host));
    match hint {
        Some(hint) => {
            let remedy = format!("{hint} {}", error.remedy());
            error.with_remedy(remedy)
        }
        None => error,
    }
}

impl Proxy {
    fn read(json: &Json<'_>) -> Result<Self, Misshapen> {
        let flag = |name| matches!(json.get(name), Some(Json::Flag(true)));
        Ok(Self {
            variable: json.needed_text("variable")?,
            exceptions: json.text("exceptions")?.unwrap_or_default(),
            node: json.text("node")?,
            is_used: flag("isUsed"),
            is_own_fetch: flag("isOwnFetch"),
        })
    }

    fn hint(&self, host: &str) -> Option<String> {
        const DISPATCHER: &str = "pass a fetch with undici's EnvHttpProxyAgent as dispatcher";
        if self.excepts(host) {
            return None;
        }
        let variable = &self.variable;
        if self.is_own_fetch {
            return Some(format!(
                "{variable} is set, but your fetch may not use it. Node's own fetch does with \
                 NODE_USE_ENV_PROXY=1; for others {DISPATCHER}.",
            ));
        }
        if self.is_used {
            return Some(format!(
                "Requests go through the proxy of {variable}. Check its address, and that it allows {host}.",
            ));
        }
        let version = self.node.as_deref()?;
        // Node reads HTTP_PROXY and HTTPS_PROXY only.
        let all = if variable.eq_ignore_ascii_case("all_proxy") { " and HTTPS_PROXY" } else { "" };
        Some(if reads_the_environment(version) {
            format!("{variable} is set, but Node ignores it. Set NODE_USE_ENV_PROXY=1{all}.")
        } else {
            format!(
                "{variable} is set, but Node {version} ignores it. Use Node 24 with NODE_USE_ENV_PROXY=1{all}, or \
                 {DISPATCHER}.",
            )
        })
    }

    /// Whether `NO_PROXY` has the host, or a domain that it is in.
    fn excepts(&self, host: &str) -> bool {
        let mut entries = self.exceptions.split([',', ' ']).filter(|entry| !entry.is_empty());
        entries.any(|entry| {
            let name = entry.rsplit_once(':').map_or(entry, |(name, _)| name);
            let name = name.trim_start_matches('*').trim_start_matches('.').to_ascii_lowercase();
            let parent = host.strip_suffix(name.as_str());
            entry == "*"
                || (!name.is_empty()
                    && parent.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
        })
    }
}

/// Whether a version of Node has `NODE_USE_ENV_PROXY`.
fn reads_the_environment(version: &str) -> bool {
    let mut numbers = version.split('.').map(|number| number.parse::<u32>().unwrap_or_default());
    let (major, minor) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    major >= 24 || (major == 22 && minor >= 21)
}

/// The host of a URL; nothing for one on this machine, which no proxy stands before.
fn host(url: &str) -> Option<String> {
    let start = url.find("://")? + 3;
    let end = url[start..].find('/').map_or(url.len(), |length| start + length);
    let origin = Origin::parse(&url[..end])?;
    (!origin.is_loopback()).then(|| origin.host().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://account-d.docusign.com/oauth/token";

    fn remedy(json: &str, url: &str) -> String {
        let error = Error::new(Code::NetworkFailed, "No answer.").with_remedy("Usual.");
        explain(error, json, url).remedy().to_owned()
    }

    #[test]
    fn says_what_the_runtime_needs() {
        for (json, expected) in [
            (
                r#"{"variable":"HTTPS_PROXY","node":"24.1.0"}"#,
                "HTTPS_PROXY is set, but Node ignores it. Set NODE_USE_ENV_PROXY=1. Usual.",
            ),
            (
                r#"{"variable":"all_proxy","node":"22.21.0"}"#,
                "all_proxy is set, but Node ignores it. Set NODE_USE_ENV_PROXY=1 and HTTPS_PROXY. Usual.",
            ),
            (
                r#"{"variable":"https_proxy","node":"22.20.9"}"#,
                "https_proxy is set, but Node 22.20.9 ignores it. Use Node 24 with NODE_USE_ENV_PROXY=1, or pass a \
                 fetch with undici's EnvHttpProxyAgent as dispatcher. Usual.",
            ),
            (
                r#"{"variable":"HTTPS_PROXY","node":"24.1.0","isUsed":true}"#,
                "Requests go through the proxy of HTTPS_PROXY. Check its address, and that it allows \
                 account-d.docusign.com. Usual.",
            ),
            (
                r#"{"variable":"HTTPS_PROXY","node":"20.1.0","isOwnFetch":true}"#,
                "HTTPS_PROXY is set, but your fetch may not use it. Node's own fetch does with NODE_USE_ENV_PROXY=1; \
                 for others pass a fetch with undici's EnvHttpProxyAgent as dispatcher. Usual.",
            ),
            // Neither Node nor known to use it.
            (r#"{"variable":"HTTPS_PROXY","node":null}"#, "Usual."),
            ("", "Usual."),
            ("{}", "Usual."),
        ] {
            assert_eq!(remedy(json, URL), expected, "{json}");
        }
    }

    #[test]
    fn is_silent_where_no_proxy_stands_between() {
        let remedy_with = |exceptions: &str, url: &str| {
            remedy(
                &format!(
                    r#"{{"variable":"HTTPS_PROXY","node":"24.1.0","exceptions":"{exceptions}"}}"#
                ),
                url,
            )
        };
        for exceptions in [
            "*",
            "docusign.com",
            "localhost, .docusign.com",
            "*.Docusign.com:443",
            "a account-d.docusign.com",
        ] {
            assert_eq!(remedy_with(exceptions, URL), "Usual.", "{exceptions}");
        }
        for exceptions in
            ["", "localhost", "sign.com", "docusign.co", ".,*x", "account.docusign.com"]
        {
            assert!(remedy_with(exceptions, URL).starts_with("HTTPS_PROXY is set"), "{exceptions}");
        }
        for url in [
            "http://127.0.0.1:8080/oauth/token",
            "https://localhost:9/oauth/token",
            "https://[::1]/x",
            "",
        ] {
            assert_eq!(remedy_with("", url), "Usual.", "{url}");
        }
        let error = Error::new(Code::RateLimited, "No.");
        assert_eq!(explain(error.clone(), r#"{"variable":"HTTPS_PROXY","node":"24"}"#, URL), error);
    }
}
