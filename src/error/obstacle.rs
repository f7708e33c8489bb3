//! Obstacles between a program and Docusign, recognized by the messages of HTTP clients: Node, Deno, Bun,
//! Workers, browsers, reqwest and rustls, OpenSSL, curl, Python, Java, .NET, Go.

use super::Cause;
use super::cause::{Causes, lines};

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

/// In lower case. The first match counts, so specific signs come first.
const SIGNS: [(Obstacle, &str); 9] = [
    (Permission, "requires net access|--allow-net|access to this api has been restricted"),
    (
        Proxy,
        "proxy authentication|proxy_auth|proxyconnect|proxyerror|err_proxy|proxy_conn|tunnel|proxy response|\
         from proxy|through proxy|to proxy|resolve proxy|proxy connect|proxy server",
    ),
    (
        Certificate,
        "self_signed|self signed|self-signed|issuer_cert|issuer cert|unknownissuer|unable_to_verify|\
         unable to verify|verify failed|verify_failed|verify error|peer certificate|cert_|altname|x509|pkix|\
         certpath|certificate verif|certificate problem|remote certificate|server certificate|\
         certificate has expired|certificate is not|certificate chain|invalid certificate|bad certificate|\
         certificate unknown|certificateunknown|certificate_unknown|unknown ca|untrusted|certificate for this",
    ),
    (
        Tls,
        "wrong version number|eproto|ssl routines|ssl_error|handshake|ssl_connect|invalidcontenttype|\
         ssl connection|tls connect|err_ssl|secure connection",
    ),
    (
        Dns,
        "enotfound|eai_|getaddrinfo|dns error|dns lookup|dns resolution|dnsexception|failed to lookup|\
         name resolution|name or service not|name does not resolve|nodename nor serv|could not resolve|\
         couldn't resolve|no such host|unknownhost|unknown host|no address assoc|name_not_resolved|\
         nameresolution|server misbehaving|host not found",
    ),
    (
        Refused,
        "connrefused|connection refused|connectionrefused|connection_refused|actively refused|os error 111|\
         os error 61|os error 10061",
    ),
    (
        Timeout,
        "timedout|timed out|timed_out|timeout of|connect_timeout|headers_timeout|body_timeout|timeouterror|\
         timeoutexception|deadline|operation timeout|request timeout|connect timeout|connection timeout|\
         read timeout|i/o timeout|httpclient.timeout",
    ),
    (
        Reset,
        "connreset|connection reset|connectionreset|connection_reset|hang up|other side closed|und_err_socket|\
         connection closed|connectionclosed|connection_closed|connection was closed|connection lost|\
         connection aborted|broken pipe|epipe|forcibly closed|unexpected eof|end of file|remote end closed|\
         remotedisconnected|empty reply|premature close|incompletemessage|os error 104|os error 54",
    ),
    (
        Unreachable,
        "netunreach|hostunreach|enetdown|unreachable|no route to|host is down|internet_disconnected|\
         couldn't connect|could not connect|unable to connect|failedtoopensocket|fetch failed|failed to fetch|\
         load failed|networkerror when|error sending request|connect error|max retries exceeded|econnaborted|\
         err_network|network request failed",
    ),
];

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

/// Whether a text comes from a proxy, a firewall, or a network's login page.
pub(crate) fn is_foreign(text: &str) -> bool {
    has(
        &text.to_ascii_lowercase(),
        "access denied|permission to access|akamai|edgesuite|cloudflare|zscaler|squid|forcepoint|websense|\
         blue coat|bluecoat|fortinet|fortigate|fortiguard|barracuda|sophos|palo alto|incapsula|imperva|netskope|\
         umbrella|check point|mcafee|requested url was rejected|proxy|firewall|captive portal|web filter|\
         blocked|network policy|security policy",
    )
}

/// Whether a text contains a web page.
pub(crate) fn is_page(text: &str) -> bool {
    has(&text.to_ascii_lowercase(), "<html|<!doctype|<head|<body|<title")
}

/// Whether a text contains one of the signs, which are separated by `|`.
pub(super) fn has(text: &str, signs: &str) -> bool {
    signs.split('|').any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_platform_is_understood() {
        for (text, obstacle) in [
            // Node and undici.
            ("getaddrinfo ENOTFOUND account-d.docusign.com", Dns),
            ("getaddrinfo EAI_AGAIN account-d.docusign.com", Dns),
            ("connect ECONNREFUSED 10.0.0.1:443", Refused),
            ("UNABLE_TO_VERIFY_LEAF_SIGNATURE unable to verify the first certificate", Certificate),
            ("SELF_SIGNED_CERT_IN_CHAIN", Certificate),
            ("ERR_TLS_CERT_ALTNAME_INVALID", Certificate),
            ("UND_ERR_CONNECT_TIMEOUT", Timeout),
            ("UND_ERR_SOCKET other side closed", Reset),
            ("write EPROTO 0A00010B:SSL routines:ssl3_get_record:wrong version number", Tls),
            ("Proxy response (407) !== 200 when HTTP Tunneling", Proxy),
            ("TypeError: fetch failed", Unreachable),
            // Deno, reqwest, hyper, rustls.
            (
                "client error (Connect): dns error: failed to lookup address information: Name or service not known",
                Dns,
            ),
            ("tcp connect error: Connection refused (os error 111)", Refused),
            ("invalid peer certificate: UnknownIssuer", Certificate),
            (
                "error sending request for url (https://account-d.docusign.com/oauth/token)",
                Unreachable,
            ),
            ("NotCapable: Requires net access to \"account-d.docusign.com:443\"", Permission),
            ("operation timed out", Timeout),
            ("connection closed before message completed", Reset),
            // Bun.
            (
                "ConnectionRefused: Unable to connect. Is the computer able to access the url?",
                Refused,
            ),
            ("unknown certificate verification error", Certificate),
            // Workers.
            ("Network connection lost.", Reset),
            ("kj/async-io-unix.c++:1298: failed: DNS lookup failed.", Dns),
            // Browsers.
            ("net::ERR_NAME_NOT_RESOLVED", Dns),
            ("TypeError: NetworkError when attempting to fetch resource.", Unreachable),
            ("TypeError: Load failed", Unreachable),
            // OpenSSL and curl.
            ("curl: (6) Could not resolve host: account-d.docusign.com", Dns),
            (
                "curl: (7) Failed to connect to h port 443 after 2 ms: Couldn't connect to server",
                Unreachable,
            ),
            ("curl: (56) Received HTTP code 403 from proxy after CONNECT", Proxy),
            (
                "curl: (60) SSL certificate problem: unable to get local issuer certificate",
                Certificate,
            ),
            ("verify error:num=20:unable to get local issuer certificate", Certificate),
            // Python.
            (
                "NewConnectionError: Failed to establish a new connection: [Errno -2] Name or service not known",
                Dns,
            ),
            (
                "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1129)",
                Certificate,
            ),
            (
                "ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))",
                Proxy,
            ),
            ("ConnectionResetError: [Errno 104] Connection reset by peer", Reset),
            ("requests.exceptions.ReadTimeout: HTTPSConnectionPool: Read timed out.", Timeout),
            // Java.
            ("java.net.UnknownHostException: account-d.docusign.com", Dns),
            (
                "PKIX path building failed: unable to find valid certification path to requested target",
                Certificate,
            ),
            ("java.net.ConnectException: Connection refused (Connection refused)", Refused),
            ("java.net.SocketTimeoutException: connect timed out", Timeout),
            // .NET.
            ("No such host is known. (account-d.docusign.com:443)", Dns),
            (
                "The remote certificate is invalid because of errors in the certificate chain: PartialChain",
                Certificate,
            ),
            (
                "No connection could be made because the target machine actively refused it.",
                Refused,
            ),
            (
                "The proxy tunnel request to proxy 'http://p:8080/' failed with status code '407'.",
                Proxy,
            ),
            ("The SSL connection could not be established, see inner exception.", Tls),
            // Go.
            ("dial tcp: lookup account-d.docusign.com: no such host", Dns),
            (
                "tls: failed to verify certificate: x509: certificate signed by unknown authority",
                Certificate,
            ),
            ("proxyconnect tcp: dial tcp 10.0.0.1:3128: connect: connection refused", Proxy),
            ("dial tcp 10.0.0.1:443: i/o timeout", Timeout),
            ("connect: network is unreachable", Unreachable),
        ] {
            assert_eq!(Obstacle::told(text), Some(obstacle), "{text}");
        }
        for text in [
            "",
            "hello",
            "invalid_grant",
            "The key is protected by a passphrase.",
            "504 Gateway Timeout",
        ] {
            assert_eq!(Obstacle::told(text), None, "{text}");
        }
    }

    #[test]
    fn every_obstacle_has_causes_that_are_sentences() {
        for (obstacle, signs) in SIGNS {
            assert!(!obstacle.causes().is_empty());
            assert_eq!(signs, signs.to_ascii_lowercase());
            assert!(signs.split('|').all(|sign| sign.len() >= 4 && sign.trim() == sign), "{signs}");
            for one in obstacle.causes().list() {
                assert!(one.cause.ends_with('.') && one.remedy.ends_with('.'), "{one:?}");
            }
        }
    }
}
