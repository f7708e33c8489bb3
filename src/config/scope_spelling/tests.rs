use super::*;
use crate::config::Scopes;

#[test]
fn shows_the_spelling_that_is_meant() {
    for text in [
        "signature%20impersonation",
        "signature;impersonation",
        "signature; impersonation",
        "signature,impersonation",
        "signature, impersonation",
        "signature+impersonation",
        "signature|impersonation",
        "scope=signature%20impersonation",
        "https://x/oauth/auth?scope=signature+impersonation",
        "[\"signature\",\"impersonation\"]",
        "['signature', 'impersonation']",
        "Signature Impersonation",
        "SIGNATURE impersonation",
        "\"signature impersonation\"",
        "signature%2520impersonation",
        "signature%2Cimpersonation",
        "scope=signature+impersonation&client_id=x",
        "scopes=signature,impersonation",
        "signature/impersonation",
        "signature:impersonation",
        "signature.impersonation",
        "signature-impersonation",
        "signature_impersonation",
        "signatureimpersonation",
        "signature&impersonation",
    ] {
        let error = text.parse::<Scopes>().unwrap_err();
        assert_eq!(error.code(), Code::ScopeInvalid, "{text}");
        assert_eq!(error.remedy(), "Write the scopes as \"signature impersonation\".", "{text}");
    }
    let error = Scopes::new(["signature impersonation"]).unwrap_err();
    assert_eq!(error.remedy(), "Write the scopes as \"signature impersonation\".");
    for (text, spelling) in [
        ("Click.Send;user_read", "click.send user_read"),
        ("dtr.rooms.read,dtr.rooms.write", "dtr.rooms.read dtr.rooms.write"),
        ("User_Read", "user_read"),
        ("a;b", "a b"),
    ] {
        let error = text.parse::<Scopes>().unwrap_err();
        assert_eq!(error.remedy(), format!("Write the scopes as \"{spelling}\"."), "{text}");
    }
}

#[test]
fn a_key_in_place_of_scopes_is_not_shown() {
    let pem = include_str!("../../../emulator/fixtures/integration.pem");
    for text in [pem.to_owned(), pem.replace('\n', ""), pem.replace('\n', ",")] {
        let error = text.parse::<Scopes>().unwrap_err();
        let told = error.to_string();
        assert!(told.len() < 300, "{told}");
        let line = pem.lines().nth(4).unwrap();
        for part in [&line[..12], &line[40..52]] {
            assert!(!told.contains(part) && !told.contains(&part.to_lowercase()), "{told}");
        }
    }
}

#[test]
fn a_slip_in_a_known_scope_is_named() {
    for (text, meant) in [
        ("signiture", "signature"),
        ("signture impersonation", "signature impersonation"),
        ("signatures", "signature"),
        ("isgnature", "signature"),
        ("Signiture", "signature"),
        ("signature impersonaton", "signature impersonation"),
        ("extend", "extended"),
        ("open_id", "openid"),
        ("user.read", "user_read"),
        ("click_send", "click.send"),
        ("dtr.room.read", "dtr.rooms.read"),
        ("signature,impersonaton", "signature impersonation"),
    ] {
        let error = text.parse::<Scopes>().unwrap_err();
        assert_eq!(error.code(), Code::ScopeInvalid, "{text}");
        assert_eq!(error.remedy(), format!("Write the scopes as \"{meant}\"."), "{text}");
    }
    let error = "signature impersonaton".parse::<Scopes>().unwrap_err();
    let told = "Scope \"impersonaton\" is not a known scope; did you mean \"impersonation\"?";
    assert_eq!(error.message(), told);
    assert_eq!(doubt("webforms_read"), None);
    assert_eq!(doubt("xyz").unwrap(), "\"xyz\" is not a known scope; check its spelling");
}

#[test]
fn no_known_scope_is_a_slip_of_another() {
    for one in KNOWN_SCOPES.split(' ') {
        assert_eq!(one.parse::<Scopes>().unwrap().to_string(), one);
        let others = KNOWN_SCOPES.split(' ').filter(|other| *other != one);
        for other in others {
            assert!(!is_within(2, one.as_bytes(), other.as_bytes()), "{one} {other}");
        }
    }
}

#[test]
fn unknown_scopes_pass() {
    for text in [
        "click.manage dtr.rooms.read",
        "signature\nimpersonation",
        "urn:x:y",
        "Custom_Scope",
        "user_read_all",
        "signature2",
        "signature_read",
        "template_write",
        "https://example.com/scope",
    ] {
        assert!(text.parse::<Scopes>().is_ok(), "{text}");
    }
}
