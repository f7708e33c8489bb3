//! Common mistakes in the name of an environment or a server.

use zeroize::Zeroizing;

use crate::error::{Code, Error, Result, surface};
use crate::wire::{Find, Origin, has_word, lower, quoted};

/// Characters that programs leave around a value.
pub(super) fn is_around(c: char) -> bool {
    c.is_whitespace() || c == '"' || c == '\''
}

/// The name of the environment that a word means.
pub(super) fn meant(word: &str) -> &'static str {
    let is_demo = ["demo", "sandbox", "dev", "test"].iter().any(|part| word.includes(part));
    if is_demo || word == "d" {
        "\"demo\""
    } else if word.starts_with("prod") || ["live", "prd"].contains(&word) {
        "\"production\""
    } else {
        "\"demo\" or \"production\""
    }
}

/// The error for the name of an environment in place of a server.
pub(super) fn is_name(text: &str) -> Option<Error> {
    let word = lower(text.trim_matches(is_around));
    let write = meant(&word);
    let is_word = word.bytes().all(|byte| byte.is_ascii_alphabetic());
    (is_word && !write.includes(" or ")).then(|| {
        let name = surface!(js: "authServer", rust: "auth_server");
        let message = format!("{name} is \"{}\", which is not a server.", quoted(text, 60));
        let error = Error::new(Code::EnvironmentInvalid, message);
        error.with_remedy(format!("Set the environment to {write} in place of {name}."))
    })
}

/// Docusign's auth hosts. The third is Docusign's own stage, which its SDKs know too.
pub(crate) const AUTH_HOSTS: &str =
    "account-d.docusign.com account.docusign.com account-s.docusign.com";

/// Endings of host names that are reserved (RFC 6761, RFC 9476).
pub(crate) const RESERVED: &str = "test local localhost internal invalid example";

/// Docusign hosts that belong to no environment.
pub(crate) const PAGES: &str = "www developers support community stage account-s";

/// The error for a Docusign server that is not an auth server, or for an auth server with a path.
pub(super) fn not_auth_host(text: &str) -> Option<Error> {
    let text = lower(text.trim_matches(is_around));
    let bare = text.cut("://").map_or(&**text, |(_, rest)| rest);
    let written = bare.split(['/', '?', '#', ':', '\\']).next().unwrap_or_default();
    let host = written.split_once('@').map_or(written, |(_, host)| host);
    let host = host.strip_suffix('.').unwrap_or(host);
    let at = host.index_of("docusign.")?;
    let (before, ending) = (host.get(..at)?, host.get(at + "docusign.".len()..)?);
    let label = before.split('.').next().unwrap_or_default();
    let is_docusign = has_word("com net", ending);
    // Another top-level domain, such as account-d.docusign.org, but not a reserved one.
    let reserved = has_word(RESERVED, ending);
    let misspelt = label.starts_with("account") && !ending.includes_char('.') && !reserved;
    if !(before.is_empty() || before.ends_with('.')) || !(is_docusign || misspelt) {
        return None;
    }
    let behind = bare.get(written.len()..).unwrap_or_default();
    if has_word(AUTH_HOSTS, written) && (behind.is_empty() || has_word("/ :443 :443/", behind)) {
        return None;
    }
    let name = if host.includes("demo") || label.ends_with("-d") {
        "\"demo\""
    } else if before.is_empty() || has_word(PAGES, label) {
        "\"demo\" or \"production\""
    } else {
        "\"production\""
    };
    let message = format!("\"{}\" is not a Docusign auth server.", quoted(&text, 60));
    Some(Error::new(Code::EnvironmentInvalid, message).with_remedy(format!(
        "Set the environment to {name}. It sets auth host, token URL and API servers together.",
    )))
}

/// Reads the origin of a server from an origin or a host, with or without a final slash.
pub(super) fn server(option: &str, text: &str) -> Result<Origin> {
    let trimmed = text.trim();
    let bare = trimmed.strip_suffix('/').unwrap_or(trimmed);
    let scheme = if bare.includes("://") { "" } else { "https://" };
    let with_scheme = Zeroizing::new([scheme, bare].concat());
    let shown = quoted(text, 100);
    let origin = Origin::parse(&with_scheme).ok_or_else(|| {
        let message = format!("{option} is \"{shown}\", which is not a server.");
        Error::new(Code::EnvironmentInvalid, message).with_remedy(format!(
            "Use a host or an origin, for example {option}{} \"https://auth.example.com\", without path, query and user.",
            surface!(js: ":", rust: " ="),
        ))
    })?;
    if origin.is_secure() || origin.is_loopback() {
        return Ok(origin);
    }
    let message = format!("{option} is {shown}: it is neither https:// nor on this machine.");
    Err(Error::new(Code::EnvironmentInsecure, message))
}
