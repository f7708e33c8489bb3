//! Responses of userinfo: no account on a server that the token may not go to.
#![no_main]

use docusign_jwt::{Environment, UserInfo};
use docusign_jwt_fuzz::{SECRET, assert_silent, bounded, of_text, response};

of_text!(input => {
    let response = response(input, true);
    let demo = Environment::demo();
    let outcome = bounded(input.as_bytes(), || UserInfo::read(&response, &demo));
    if let Err(error) = &outcome {
        assert_silent(&Err::<(), _>(error.clone()), SECRET);
    }
    let Ok(info) = outcome else { return };
    for account in &info.accounts {
        let host = account.base_uri.strip_prefix("https://").unwrap();
        assert!(host.ends_with(".docusign.net") || host.ends_with(".docusign.com"), "{host}");
        assert!(host.bytes().all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b)), "{host}");
        assert_eq!(account.base_path, format!("{}/restapi", account.base_uri));
        assert!(demo.allows_base_uri(&account.base_uri).is_ok());
        assert!(info.account(Some(&account.account_id)).is_ok());
    }
    assert_eq!(info.account(None).is_ok(), !info.accounts.is_empty());
});
