//! The origin of a server: scheme, host and port.

use crate::wire::{Find, lower};
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};

/// The origin of a URL (RFC 6454) in canonical form: lower case, without the default port.
///
/// It is stricter than a browser: a text that two parsers may read differently is refused.
///
/// ```
/// use docusign_jwt::Origin;
///
/// assert_eq!(Origin::parse("HTTPS://NA2.Docusign.net:443").unwrap().as_str(), "https://na2.docusign.net");
/// assert_eq!(Origin::parse("http://[::1]:8080").unwrap().host_and_port(), "[::1]:8080");
/// assert!(Origin::parse("https://user@docusign.net").is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    text: String,
    host_start: usize,
    host_len: usize,
}

impl Origin {
    /// Reads exactly `scheme://host[:port]`. The scheme is `http` or `https`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = lower(text);
        let (scheme, authority) = text.cut("://")?;
        let usual_port = match scheme {
            "https" => 443,
            "http" => 80,
            _ => return None,
        };
        let (host, port) = split_port(authority)?;
        if !is_host(host) {
            return None;
        }
        let port = match port {
            None => None,
            Some(digits) => Some(digits.parse::<u16>().ok().filter(|port| *port != 0)?),
        };
        let port = port.filter(|port| *port != usual_port);
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        Some(Self {
            text: format!("{scheme}://{host}{port}"),
            host_start: scheme.len() + 3,
            host_len: host.len(),
        })
    }

    /// `scheme://host[:port]`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, without port.
    #[must_use]
    pub fn host(&self) -> &str {
        let host = self.text.get(self.host_start..self.host_start + self.host_len);
        host.unwrap_or_default()
    }

    /// The host, with the port if it is not the default.
    #[must_use]
    pub fn host_and_port(&self) -> &str {
        self.text.get(self.host_start..).unwrap_or_default()
    }

    /// Whether the connection is protected by TLS.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.text.starts_with("https:")
    }

    /// Whether the server is on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        let host = self.host();
        if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            return address.parse::<Ipv6Addr>().is_ok_and(|address| address.is_loopback());
        }
        host == "localhost" || host.parse::<Ipv4Addr>().is_ok_and(|address| address.is_loopback())
    }

    /// Whether the server belongs to Docusign, on the default port and with TLS.
    pub(crate) fn is_docusign(&self) -> bool {
        let ours = ["docusign.net", "docusign.com"];
        let under =
            |domain| self.host().strip_suffix(domain).is_some_and(|left| left.ends_with('.'));
        self.is_secure() && self.host() == self.host_and_port() && ours.into_iter().any(under)
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn split_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let host_end = match authority.find(']') {
        Some(bracket) => bracket + 1,
        None => authority.find(':').unwrap_or(authority.len()),
    };
    let (host, rest) = authority.split_at_checked(host_end)?;
    if rest.is_empty() {
        return Some((host, None));
    }
    let digits = rest.strip_prefix(':')?;
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    plain.then_some((host, Some(digits)))
}

/// A name of letters, digits and hyphens, an IPv4 address, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.parse::<Ipv6Addr>().is_ok();
    }
    let label = |label: &str| {
        let inner = label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        (1..=63).contains(&label.len()) && inner && !label.starts_with('-') && !label.ends_with('-')
    };
    // A last label of digits is read as an IPv4 address by every URL parser.
    let last = host.rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit());
    let address = !numeric || host.parse::<Ipv4Addr>().is_ok();
    host.len() <= 253 && host.split('.').all(label) && address && !last.starts_with("0x")
}

#[cfg(test)]
mod tests;
