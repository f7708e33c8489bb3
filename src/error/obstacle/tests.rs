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
        ("error sending request for url (https://account-d.docusign.com/oauth/token)", Unreachable),
        ("NotCapable: Requires net access to \"account-d.docusign.com:443\"", Permission),
        ("operation timed out", Timeout),
        ("connection closed before message completed", Reset),
        // Bun.
        ("ConnectionRefused: Unable to connect. Is the computer able to access the url?", Refused),
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
        ("curl: (60) SSL certificate problem: unable to get local issuer certificate", Certificate),
        ("verify error:num=20:unable to get local issuer certificate", Certificate),
        // Python.
        (
            "NewConnectionError: Failed to establish a new connection: [Errno -2] Name or service not known",
            Dns,
        ),
        ("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed (_ssl.c:1129)", Certificate),
        ("ProxyError('Cannot connect to proxy.', OSError('Tunnel connection failed: 407'))", Proxy),
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
        ("No connection could be made because the target machine actively refused it.", Refused),
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
fn every_obstacle_has_causes_and_signs_in_lower_case() {
    for (obstacle, signs) in SIGNS {
        assert!(!obstacle.causes().is_empty());
        assert_eq!(signs, signs.to_ascii_lowercase());
        assert!(signs.split('|').all(|sign| sign.len() >= 4 && sign.trim() == sign), "{signs}");
    }
}
