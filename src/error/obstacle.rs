//! Obstacles between a program and Docusign, with their causes and remedies.

mod signs;

use super::Cause;
use super::cause::{Causes, lines};

use signs::SIGNS;
pub(super) use signs::has;
pub(crate) use signs::{is_foreign, is_page};

/// An obstacle that keeps a request from arriving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Obstacle {
    /// The runtime does not allow the program to use the network.
    Permission,
    /// The proxy refuses to connect.
    Proxy,
    /// The certificate is not trusted.
    Certificate,
    /// The server does not use TLS, or an unsupported version.
    Tls,
    /// The name does not resolve.
    Dns,
    /// No server listens at the address.
    Refused,
    /// No response arrived in time.
    Timeout,
    /// The connection was closed too early.
    Reset,
    /// The host cannot be reached.
    Unreachable,
}

use Obstacle::{Certificate, Dns, Permission, Proxy, Refused, Reset, Timeout, Tls, Unreachable};

impl Obstacle {
    /// Every obstacle, for the catalog.
    #[cfg(feature = "_catalog")]
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        SIGNS.iter().map(|(obstacle, _)| *obstacle)
    }

    /// Returns the obstacle that a text describes, if it is about a connection.
    pub(crate) fn told(text: &str) -> Option<Self> {
        let text = text.to_ascii_lowercase();
        let found = SIGNS.iter().find(|(_, signs)| has(&text, signs));
        found.map(|(obstacle, _)| *obstacle)
    }

    /// The causes, the likeliest first.
    pub(crate) const fn causes(self) -> Causes {
        match self {
            Permission => lines! {
                "The runtime does not allow the program to use the network.",
                { js: "Allow network access; in Deno with --allow-net.", rust: "Allow network access in the runtime's settings." };
            },
            Proxy => lines! {
                "The proxy refuses the request or cannot be reached.",
                "Check the proxy's address and password. Check that it allows Docusign's hosts.";
            },
            Certificate => lines! {
                "A proxy replaces the server's certificate with its own.",
                {
                    js: "Configure the program to trust the proxy's certificate authority; in Node with NODE_EXTRA_CA_CERTS.",
                    rust: "Configure the program to trust the proxy's certificate authority."
                };
                "This machine's root certificates are out of date, or its clock is wrong.",
                "Update the certificates and set the clock. Never turn off certificate checks.";
            },
            Tls => lines! {
                "The server at this address does not use TLS: it may be a proxy or a firewall.",
                "Check the address and the port.";
            },
            Dns => lines! {
                "The server's name is misspelled or does not resolve on this machine.",
                "Check the name, this machine's DNS and the proxy.";
                "The network allows requests only through its proxy.",
                {
                    js: "Configure the program to use the proxy; in Node with NODE_USE_ENV_PROXY=1.",
                    rust: "Configure the program to use the proxy. The variable HTTPS_PROXY often names it."
                };
            },
            Refused => lines! {
                "No server listens at this address and port, or a firewall refuses the connection.",
                "Check the address. If the server is local, start it.";
            },
            Reset => lines! {
                "A firewall, a proxy or the server closed the connection.",
                "Try again. If it fails again, ask the network administrator to allow the host.";
                "The network allows requests only through its proxy.",
                {
                    js: "Configure the program to use the proxy; in Node with NODE_USE_ENV_PROXY=1.",
                    rust: "Configure the program to use the proxy. The variable HTTPS_PROXY often names it."
                };
            },
            Timeout => lines! {
                "A firewall drops the request, or the network is slow.",
                "Ask the network administrator to allow the host, or raise the timeout.";
                "The network allows requests only through its proxy.",
                {
                    js: "Configure the program to use the proxy; in Node with NODE_USE_ENV_PROXY=1.",
                    rust: "Configure the program to use the proxy. The variable HTTPS_PROXY often names it."
                };
            },
            Unreachable => lines! {
                "This machine cannot reach the host.",
                "Check the network (DNS, proxy, firewall). The error's cause has details.";
                "The network allows requests only through its proxy.",
                {
                    js: "Configure the program to use the proxy; in Node with NODE_USE_ENV_PROXY=1.",
                    rust: "Configure the program to use the proxy. The variable HTTPS_PROXY often names it."
                };
                "In a web page, the browser blocks the request (CORS).",
                "Send the request from a server: a page must not contain the private key.";
            },
        }
    }

    /// The likeliest cause, and its remedy.
    pub(crate) fn remedy(self) -> String {
        self.causes().first().as_ref().map(Cause::text).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
