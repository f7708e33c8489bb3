//! The words by which a text shows what it is about: an obstacle, in the messages of HTTP clients (Node, Deno, Bun,
//! Workers, browsers, reqwest and rustls, OpenSSL, curl, Python, Java, .NET, Go); a proxy or a firewall; a web page.

use crate::wire::Find;

use super::Obstacle::{
    self, Certificate, Dns, Permission, Proxy, Refused, Reset, Timeout, Tls, Unreachable,
};

/// In lower case. The first match counts, so specific signs come first.
pub(super) const SIGNS: [(Obstacle, &str); 9] = [
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
pub(in crate::error) fn has(text: &str, signs: &str) -> bool {
    signs.split('|').any(|sign| text.includes(sign))
}
