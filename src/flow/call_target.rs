//! The servers that may receive the token: the account's server and the APIs of the environment.

use crate::config::Environment;
use crate::error::{Code, Error, Result, surface};
use crate::protocol::{Account, UserInfo};
use crate::settings::Settings;
use crate::wire::{Find, Origin, quoted};

pub(super) fn not_allowed(message: impl Into<String>) -> Error {
    Error::new(Code::UrlNotAllowed, message)
}

pub(super) const PLACEHOLDER: &str = "{accountId}";

/// Restores placeholders that `new URL()` has encoded. In a query only `{accountId}` is one: other values may contain
/// braces.
pub(super) fn with_placeholders(target: &str) -> String {
    let path_len = target.find('?').unwrap_or(target.len());
    let (path, query) = target.split_at_checked(path_len).unwrap_or((target, ""));
    let mut text = path.replaced("%7B", "{").replaced("%7b", "{");
    text = text.replaced("%7D", "}").replaced("%7d", "}");
    text.push_str(&query.replaced("%7BaccountId%7D", PLACEHOLDER));
    text
}

/// The URL with the account ID. Other placeholders are refused.
pub(super) fn filled(url: &str, account_id: &str) -> Result<String> {
    let url = url.replaced(PLACEHOLDER, account_id);
    if url.contains(['{', '}']) {
        return Err(not_allowed(
            "The URL contains an unknown placeholder: only {accountId} is replaced.",
        ));
    }
    Ok(url)
}

/// Refuses a server that cannot belong to an account, before anything is sent.
pub(super) fn check_server(target: &str, environment: &Environment) -> Result<()> {
    let Some((server, _)) = split_absolute(target) else { return Ok(()) };
    let known = Origin::parse(server).is_some_and(|origin| {
        let server = origin.as_str();
        environment.servers().contains(&server)
            || (environment.other_with_api(server).is_none()
                && environment.allows_base_uri(server).is_ok())
    });
    if known { Ok(()) } else { Err(foreign(server, environment)) }
}

/// The error for a server that must not receive the token. It lists the allowed servers.
fn foreign(server: &str, environment: &Environment) -> Error {
    let mut message = format!("The token is not for the server {}.", quoted(server, 100));
    if let Some(other) = environment.other_with_api(server) {
        message.push_str(&format!(
            " It belongs to {other}, but this client uses {}.",
            environment.name()
        ));
    }
    not_allowed(message).with_remedy(format!(
        "Use a path such as /restapi/v2.1/accounts/{{accountId}}, or a URL on the account's base URI or on one of {}.",
        environment.servers().join(", "),
    ))
}

/// Refuses URLs that another parser may read differently.
pub(super) fn check_target(target: &str) -> Result<()> {
    if target.len() > 16_384 {
        return Err(not_allowed("The URL is longer than 16384 characters."));
    }
    let odd = |c: char| c.is_control() || c.is_whitespace() || c == '\\' || c == '#';
    if target.chars().any(odd) {
        return Err(not_allowed(
            "The URL contains a space, a control character, a backslash or a fragment.",
        ));
    }
    let path = match split_absolute(target) {
        Some((_, path)) => path,
        None if target.starts_with("//") || !target.starts_with('/') => {
            return Err(not_allowed("The value is neither a path that starts with / nor a URL."));
        }
        None => target,
    };
    let path = path.split('?').next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
    if decoded.split(['/', '\\']).any(|segment| segment == ".." || segment == ".") {
        return Err(not_allowed("The path contains a segment . or .., which can lead elsewhere."));
    }
    Ok(())
}

/// Splits a URL into its origin and the rest; `None` for a path.
fn split_absolute(target: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = target.cut("://")?;
    let host_len = rest.find(['/', '?']).unwrap_or(rest.len());
    let is_scheme = !scheme.contains(['/', '?', '#']);
    is_scheme.then(|| target.split_at_checked(scheme.len() + 3 + host_len)).flatten()
}

/// The URL of a target whose server is known without the user's accounts: Admin API, userinfo, a
/// custom server.
pub(super) fn fixed_server(target: &str, environment: &Environment) -> Option<String> {
    match split_absolute(target) {
        Some((origin, path)) => {
            let origin = Origin::parse(origin)?;
            let allowed = environment.servers().contains(&origin.as_str());
            allowed.then(|| format!("{}{path}", origin.as_str()))
        }
        None => {
            let path = target.strip_prefix("/management/");
            let of_admin = path.map(|path| format!("{}/{path}", environment.admin_url()));
            of_admin.or_else(|| (target == "/oauth/userinfo").then(|| environment.userinfo_url()))
        }
    }
}

/// The URL of a target on the server of one of the user's accounts.
pub(super) fn resolve(
    target: &str,
    named: Option<&str>,
    settings: &Settings,
    user_info: &UserInfo,
) -> Result<String> {
    let path = split_absolute(target).map_or(target, |(_, path)| path);
    let account = match account_in(path) {
        Some(in_path) => {
            if named.is_some_and(|named| !named.eq_ignore_ascii_case(in_path)) {
                return Err(not_allowed(surface!(
                    js: "The account in the path differs from the option accountId.",
                    rust: "The account in the path differs from CallOptions::with_account."
                )));
            }
            user_info.account(Some(in_path))?
        }
        None => user_info.account(named.or(settings.account_id()))?,
    };
    if let Some(url) = fixed_server(target, settings.environment()) {
        return filled(&url, &account.account_id);
    }
    let server = match split_absolute(target) {
        None => account.base_uri.as_str(),
        Some((server, _)) => {
            let origin = Origin::parse(server);
            let is_it = |account: &&Account| {
                origin.as_ref().is_some_and(|origin| origin.as_str() == account.base_uri)
            };
            match user_info.accounts.iter().find(is_it) {
                Some(known) => known.base_uri.as_str(),
                None => return Err(foreign(server, settings.environment())),
            }
        }
    };
    if server != account.base_uri && target.includes(PLACEHOLDER) {
        return Err(not_allowed("The account is on a server other than the one in the URL."));
    }
    filled(&format!("{server}{path}"), &account.account_id)
}

/// The account ID that follows `/accounts/`, unless that is the placeholder.
fn account_in(path: &str) -> Option<&str> {
    let path = path.split('?').next()?;
    let mut segments = path.split('/');
    segments.find(|segment| segment.eq_ignore_ascii_case("accounts"))?;
    segments.next().filter(|id| id.len() == 36)
}
