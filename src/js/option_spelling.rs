//! Suggestions for unknown options.

use crate::error::{Code, Error};
use crate::js::option_names::{CLIENT, CLIENT_IN_JAVASCRIPT};
use crate::wire::{is_within, quoted};

/// The names of options elsewhere: on Docusign's pages, in its SDKs and samples, in OAuth. Lower case, without
/// underscores.
pub(crate) const ELSEWHERE: [(&str, &str); 39] = [
    ("integrationkey", "clientId"),
    ("integratorkey", "clientId"),
    ("ikey", "clientId"),
    ("dsclientid", "clientId"),
    ("dsjwtclientid", "clientId"),
    ("iss", "clientId"),
    ("issuer", "clientId"),
    ("apiusername", "userId"),
    ("userguid", "userId"),
    ("impersonateduserguid", "userId"),
    ("impersonateduserid", "userId"),
    ("impersonatedusername", "userId"),
    ("dsimpersonateduserid", "userId"),
    ("username", "userId"),
    ("sub", "userId"),
    ("subject", "userId"),
    ("rsakey", "privateKey"),
    ("rsaprivatekey", "privateKey"),
    ("privatekeypem", "privateKey"),
    ("privatekeybytes", "privateKey"),
    ("privatersakey", "privateKey"),
    ("key", "privateKey"),
    ("pem", "privateKey"),
    ("keys", "privateKey"),
    ("privatekeys", "privateKey"),
    ("basepath", "environment"),
    ("baseurl", "environment"),
    ("baseuri", "environment"),
    ("oauthbasepath", "environment"),
    ("oauthbaseurl", "environment"),
    ("dsoauthserver", "environment"),
    ("authserver", "environment"),
    ("aud", "environment"),
    ("audience", "environment"),
    ("env", "environment"),
    ("callbackurl", "redirectUri"),
    ("redirecturl", "redirectUri"),
    ("apiaccountid", "accountId"),
    ("expiresin", "lifetime"),
];

/// The error for an option that is not among `known`. It names the likely one, and all.
pub(crate) fn unknown(name: &str, known: &[&str]) -> Error {
    let of_client = known == CLIENT;
    let beside: &[&str] = if of_client { &CLIENT_IN_JAVASCRIPT } else { &[] };
    let all = || known.iter().chain(beside).copied();
    let meant = match meant(name, all) {
        Some((here, true)) => format!(" It is called {here} here."),
        Some((here, false)) => format!(" Did you mean {here}?"),
        None => String::new(),
    };
    let message = format!("There is no option {}.{meant}", quoted(name, 40));
    let all: Vec<&str> = all().collect();
    let remedy = format!("The options here are {}.", all.join(", "));
    Error::new(Code::OptionInvalid, message).with_remedy(remedy)
}

/// The option that the caller probably means, and whether the name is used elsewhere for it.
fn meant<'a, Names: Iterator<Item = &'a str>>(
    name: &str,
    all: impl Fn() -> Names,
) -> Option<(&'a str, bool)> {
    // Such a long name is not a misspelling.
    if name.len() > 40 {
        return None;
    }
    let plain = name.replace(['_', '-', ' '], "").to_ascii_lowercase();
    let slips = |one: &str| if one.len() < 6 { 1 } else { 2 };
    let near = || {
        all().find(|one| {
            is_within(slips(one), plain.as_bytes(), one.to_ascii_lowercase().as_bytes())
        })
    };
    let elsewhere = ELSEWHERE.iter().find(|(word, _)| *word == plain).map(|(_, here)| *here);
    match all().find(|one| one.eq_ignore_ascii_case(&plain)) {
        Some(same) => Some((same, false)),
        None => elsewhere
            .and_then(|here| all().find(|one| *one == here))
            .map(|here| (here, true))
            .or_else(|| near().map(|one| (one, false))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::js::option_names::{ASSERTION, CODE, RETRY};

    #[test]
    fn an_unknown_option_leads_to_the_one_that_is_meant() {
        for (name, says) in [
            ("integrationKey", "It is called clientId here."),
            ("integration_key", "It is called clientId here."),
            ("impersonatedUserGuid", "It is called userId here."),
            ("rsaPrivateKey", "It is called privateKey here."),
            ("authServer", "It is called environment here."),
            ("client_id", "Did you mean clientId?"),
            ("CLIENTID", "Did you mean clientId?"),
            ("enviroment", "Did you mean environment?"),
            ("scope", "Did you mean scopes?"),
            ("on_event", "Did you mean onEvent?"),
            ("redirectURI", "Did you mean redirectUri?"),
        ] {
            let error = unknown(name, &CLIENT);
            assert!(error.message().ends_with(says), "{name}: {error}");
            for option in ["clientId", "privateKey", "signer", "store", "waitUntil", "retry"] {
                assert!(error.remedy().contains(option), "{option}: {error}");
            }
        }
    }

    #[test]
    fn what_is_not_here_is_not_meant() {
        let says = |name, known: &[&str]| unknown(name, known).message().to_owned();
        assert_eq!(says("color", &CLIENT), "There is no option color.");
        // A call that takes no key does not lead to one.
        assert_eq!(says("pem", &CODE), "There is no option pem.");
        assert_eq!(
            says("expiresIn", &ASSERTION),
            "There is no option expiresIn. It is called lifetime here."
        );
        assert_eq!(says("mindelay", &RETRY), "There is no option mindelay. Did you mean minDelay?");
        // A key in the place of a name is not repeated whole.
        assert!(says(&"M".repeat(1600), &CLIENT).len() < 100);
    }
}
