//! Proxies of the environment, and how to make the runtime use them.
//!
//! Sources: <https://nodejs.org/api/cli.html#node_use_env_proxy1> (Node 24.0 and 22.21, or newer),
//! <https://undici.nodejs.org/#/docs/api/EnvHttpProxyAgent>, <https://bun.sh/guides/http/proxy>.

use crate::error::{Code, Error};

/// Adds advice about a proxy to an error without a response. `setting` is how the runtime treats the proxy, a space,
/// and the name of the variable. It never contains the value, which may contain a password.
pub(crate) fn explain(error: Error, setting: &str) -> Error {
    let Some((treatment, variable)) = setting.split_once(' ') else { return error };
    if !matches!(error.code(), Code::NetworkFailed | Code::Timeout) {
        return error;
    }
    let hint = match treatment {
        "ignored" => "but Node ignores it. Set NODE_USE_ENV_PROXY=1, and HTTPS_PROXY to the proxy.",
        "unknown" => {
            "but this Node cannot use it. Use Node 24 with NODE_USE_ENV_PROXY=1, or pass a fetch with undici's \
             EnvHttpProxyAgent as dispatcher."
        }
        "own" => {
            "but your fetch may not use it. Give it undici's EnvHttpProxyAgent as dispatcher, or use Node's own \
             fetch with NODE_USE_ENV_PROXY=1."
        }
        _ => "and requests go through this proxy. Check its address, and that it allows this host.",
    };
    let remedy = format!("{variable} is set, {hint} {}", error.remedy());
    error.with_remedy(remedy)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_the_runtime_needs() {
        let remedy = |code, setting| {
            let error = Error::new(code, "No response.").with_remedy("Usual.");
            explain(error, setting).remedy().to_owned()
        };
        for (setting, expected) in [
            (
                "ignored HTTPS_PROXY",
                "HTTPS_PROXY is set, but Node ignores it. Set NODE_USE_ENV_PROXY=1",
            ),
            ("unknown https_proxy", "https_proxy is set, but this Node cannot use it. Use Node 24"),
            ("own ALL_PROXY", "ALL_PROXY is set, but your fetch may not use it."),
            ("used HTTPS_PROXY", "HTTPS_PROXY is set, and requests go through this proxy. Check"),
            ("", "Usual."),
        ] {
            for code in [Code::NetworkFailed, Code::Timeout] {
                let remedy = remedy(code, setting);
                assert!(remedy.starts_with(expected) && remedy.ends_with("Usual."), "{remedy}");
            }
        }
        assert_eq!(remedy(Code::RateLimited, "ignored HTTPS_PROXY"), "Usual.");
    }
}
