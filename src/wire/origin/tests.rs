use super::*;

#[test]
fn only_docusign_is_docusign() {
    for yes in
        ["https://demo.docusign.net", "https://NA2.docusign.net:443", "https://api-d.docusign.com"]
    {
        assert!(Origin::parse(yes).unwrap().is_docusign(), "{yes}");
    }
    for no in [
        "http://demo.docusign.net",
        "https://demo.docusign.net:8443",
        "https://docusign.net.evil.com",
        "https://evildocusign.net",
        "https://docusign.net",
        "https://demo.docusign.org",
    ] {
        assert!(!Origin::parse(no).unwrap().is_docusign(), "{no}");
    }
}

#[test]
fn what_can_be_misread_is_no_origin() {
    for odd in [
        "",
        "https://",
        "https:///",
        "ftp://a",
        "https://a/",
        "https://a?b",
        "https://a#b",
        "https://a@b",
        "https://a:b@c",
        "https://a b",
        "https://a\\b",
        "https://a%2eb",
        "https://a.",
        "https://.a",
        "https://a..b",
        "https://-a",
        "https://a:",
        "https://a:0",
        "https://a:65536",
        "https://a:+1",
        "https://[::1",
        "https://[::1]x",
        "https://[zz]",
        "https://1.2.3",
        "https://0x7f.1",
        "https://256.1.1.1",
        "https://ex\u{e4}mple.com",
        "https://a\nb",
        "//a",
        "a.com",
        "https://127.0.0.0x1",
    ] {
        assert!(Origin::parse(odd).is_none(), "{odd}");
    }
}

#[test]
fn knows_this_machine() {
    for yes in ["http://localhost:1", "http://127.0.0.1", "http://127.9.9.9", "http://[::1]"] {
        assert!(Origin::parse(yes).unwrap().is_loopback(), "{yes}");
    }
    for no in ["http://localhost.evil.com", "http://128.0.0.1", "http://[::2]", "http://10.0.0.1"] {
        assert!(!Origin::parse(no).unwrap().is_loopback(), "{no}");
    }
}
