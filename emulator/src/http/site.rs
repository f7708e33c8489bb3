//! Docusign's host names, and the paths of each.
//!
//! Sources: <https://developers.docusign.com/platform/auth/reference/obtain-access-token> for the auth hosts,
//! <https://developers.docusign.com/platform/api-endpoint-base-paths/> for all others.

/// The kind of a Docusign host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// OAuth, and the consent page.
    Auth { demo: bool },
    /// The eSignature REST API, and the pages to sign and to send.
    Rest,
    /// The Admin API.
    Admin,
}

impl Site {
    /// The kind of the host, if the emulator plays it.
    pub fn of(host: &str) -> Option<Self> {
        let host = host.strip_suffix(":443").unwrap_or(host).to_ascii_lowercase();
        match host.as_str() {
            "account-d.docusign.com" => Some(Self::Auth { demo: true }),
            "account.docusign.com" => Some(Self::Auth { demo: false }),
            "api-d.docusign.net" | "api.docusign.net" => Some(Self::Admin),
            other => other
                .strip_suffix(".docusign.net")
                .filter(|name| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric()))
                .map(|_| Self::Rest),
        }
    }

    /// Whether the host serves the path.
    pub fn serves(self, path: &str) -> bool {
        let under: &[&str] = match self {
            Self::Auth { .. } => &["/oauth/"],
            Self::Rest => &["/restapi/", "/Signing/", "/Sending/"],
            Self::Admin => &["/management/"],
        };
        under.iter().any(|root| path.starts_with(root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_hosts_of_docusign_and_no_others() {
        assert_eq!(Site::of("account-d.docusign.com"), Some(Site::Auth { demo: true }));
        assert_eq!(Site::of("ACCOUNT.docusign.com:443"), Some(Site::Auth { demo: false }));
        for host in ["demo.docusign.net", "na4.docusign.net", "eu.docusign.net", "www.docusign.net"]
        {
            assert_eq!(Site::of(host), Some(Site::Rest), "{host}");
        }
        assert_eq!(Site::of("api-d.docusign.net"), Some(Site::Admin));
        for host in [
            "docusign.net",
            ".docusign.net",
            "a.b.docusign.net",
            "demo.docusign.net:8080",
            "docusign.com",
            "localhost",
        ] {
            assert_eq!(Site::of(host), None, "{host}");
        }
    }

    #[test]
    fn each_host_serves_its_own_paths() {
        assert!(Site::Auth { demo: true }.serves("/oauth/token"));
        assert!(!Site::Auth { demo: true }.serves("/restapi/v2.1/accounts"));
        assert!(Site::Rest.serves("/Signing/Done") && !Site::Rest.serves("/oauth/token"));
        assert!(Site::Admin.serves("/management/v2/organizations"));
        for site in [Site::Auth { demo: true }, Site::Rest, Site::Admin] {
            assert!(!site.serves("/__emulator/log") && !site.serves("/"));
        }
    }
}
