//! Codes, word lists and texts of the core for `docusign-jwt/page`, which has no core. The core makes each text from an
//! example, so that no text is written twice.

use crate::config::Environment;
use crate::config::auth_server::{AUTH_HOSTS, PAGES, RESERVED};
use crate::error::{Code, Error};
use crate::js::asked::Asked;
use crate::js::option_names::{CONSENT_URL, SERVERS};
use crate::js::option_spelling::ELSEWHERE;
use crate::js::question;
use crate::protocol::redirect::DENIED;
use crate::wire::quoted;

/// The codes of its errors.
pub const CODES: [Code; 11] = [
    Code::ClientIdInvalid,
    Code::EnvironmentInvalid,
    Code::EnvironmentInsecure,
    Code::ScopeInvalid,
    Code::RedirectUriInvalid,
    Code::OptionMissing,
    Code::OptionInvalid,
    Code::ConsentDenied,
    Code::StateMismatch,
    Code::RedirectFailed,
    Code::RedirectMalformed,
];

/// Word lists by name, with a space between words.
#[must_use]
pub fn words() -> Vec<(&'static str, String)> {
    let words = [
        ("KNOWN_SCOPES", super::SCOPES.to_owned()),
        ("CONSENT_OPTIONS", CONSENT_URL.join(" ")),
        ("SERVERS", SERVERS.join(" ")),
        ("DEMO_HOST", Environment::demo().auth_host().to_owned()),
        ("PRODUCTION_HOST", Environment::production().auth_host().to_owned()),
        ("AUTH_HOSTS", AUTH_HOSTS.to_owned()),
        ("RESERVED_ENDINGS", RESERVED.to_owned()),
        ("PAGES", PAGES.to_owned()),
        ("DENIED", DENIED.to_owned()),
    ];
    words.to_vec()
}

/// Foreign names of the options of a consent URL, by option.
#[must_use]
pub fn elsewhere() -> Vec<(&'static str, String)> {
    let all = CONSENT_URL.iter().chain(&SERVERS);
    let of = |option: &str| {
        let meant = ELSEWHERE.iter().filter(|(_, here)| *here == option);
        meant.map(|(word, _)| *word).collect::<Vec<_>>().join(" ")
    };
    all.map(|option| (*option, of(option))).filter(|(_, words)| !words.is_empty()).collect()
}

/// A text of the core with `${name}` for each part that depends on the input.
#[derive(Clone, Debug)]
pub struct Text {
    pub name: &'static str,
    pub parameters: Vec<&'static str>,
    pub text: String,
}

impl Text {
    /// Makes a template from an example. The value of each parameter occurs nowhere else in the text.
    fn of(name: &'static str, example: &str, parameters: &[(&'static str, &str)]) -> Self {
        let odd = ["`", "\\", "${"].iter().find(|odd| example.contains(**odd));
        assert!(odd.is_none(), "{name} has a sign of JavaScript's templates: {example}");
        let mut text = example.to_owned();
        for (parameter, value) in parameters {
            assert!(text.contains(value), "{name} does not say {value}: {example}");
            text = text.replace(value, &format!("${{{parameter}}}"));
        }
        Self { name, parameters: parameters.iter().map(|(name, _)| *name).collect(), text }
    }

    fn message(name: &'static str, error: &Error, parameters: &[(&'static str, &str)]) -> Self {
        Self::of(name, error.message(), parameters)
    }

    fn remedy(name: &'static str, error: &Error, parameters: &[(&'static str, &str)]) -> Self {
        Self::of(name, error.remedy(), parameters)
    }
}

/// All texts.
#[must_use]
pub fn texts() -> Vec<Text> {
    [of_options(), of_client_id(), of_environment(), of_scopes(), of_redirect_uri(), of_redirect()]
        .concat()
}

fn failure(question: &str, text: &str, state: Option<&str>) -> Error {
    let asked = Asked { text, more: "", extra: state, number: 0.0 };
    match question::reply(question, &asked) {
        Err(error) => error,
        Ok(reply) => Error::new(Code::Internal, format!("{text} is not an example: {reply}")),
    }
}

const CLIENT: &str = r#""clientId":"c0000000-0000-4000-8000-000000000001""#;
const DEMO: &str = r#""environment":"demo""#;
const URI: &str = r#""redirectUri":"https://example.com""#;

/// The error for options, given as JSON without braces.
fn consent(options: &[&str]) -> Error {
    failure("consentUrl", &format!("{{{}}}", options.join(",")), None)
}

/// The error for one option beside the required ones.
fn option(option: &str) -> Error {
    consent(&[CLIENT, DEMO, URI, option])
}

/// The error for one scope.
fn scope(scope: &str) -> Error {
    option(&format!(r#""scopes":["{scope}"]"#))
}

fn client_id(client_id: &str) -> Error {
    consent(&[&format!(r#""clientId":"{client_id}""#), DEMO, URI])
}

fn environment(environment: &str) -> Error {
    consent(&[CLIENT, URI, &format!(r#""environment":{environment}"#)])
}

fn auth_server(server: &str) -> Error {
    environment(&format!(r#"{{"authServer":"{server}"}}"#))
}

fn redirect_uri(uri: &str) -> Error {
    consent(&[CLIENT, DEMO, &format!(r#""redirectUri":"{uri}""#)])
}

fn redirect(address: &str, state: Option<&str>) -> Error {
    failure("readRedirect", address, state)
}

fn of_options() -> Vec<Text> {
    let unknown = option(r#""colour":1"#);
    let elsewhere = option(r#""integrationKey":1"#);
    let near = option(r#""client_id":1"#);
    let undefined = consent(&[CLIENT, DEMO, r#""redirectUri":null"#]);
    vec![
        Text::message("optionsOdd", &failure("consentUrl", "[]", None), &[]),
        Text::message("optionUnknown", &unknown, &[("name", "colour")]),
        Text::message(
            "optionElsewhere",
            &elsewhere,
            &[("name", "integrationKey"), ("option", "clientId")],
        ),
        Text::message("optionMisspelled", &near, &[("name", "client_id"), ("option", "clientId")]),
        Text::remedy("optionsHere", &unknown, &[("options", &CONSENT_URL.join(", "))]),
        Text::message("optionUndefined", &undefined, &[("option", "redirectUri")]),
        Text::message("optionMissing", &environment("{}"), &[("option", "authServer")]),
        Text::message("optionNotText", &option(r#""prompt":1"#), &[("option", "prompt")]),
        Text::message(
            "optionNotFlag",
            &option(r#""impersonation":1"#),
            &[("option", "impersonation")],
        ),
        Text::message("responseTypeOdd", &option(r#""responseType":"x""#), &[]),
        Text::of("hidden", &quoted(&"a".repeat(77), 100), &[("length", "77")]),
    ]
}

fn of_client_id() -> Vec<Text> {
    let long = "a".repeat(77);
    let odd = format!("{}~{}", "a".repeat(54), "a".repeat(22));
    let place = [("length", "77"), ("at", "55"), ("character", "~")];
    vec![
        Text::message("clientIdEmpty", &client_id(""), &[]),
        Text::message("clientIdIsNumber", &client_id("12345678901"), &[("length", "11")]),
        Text::message("clientIdOdd", &client_id(&long), &[("length", "77")]),
        Text::message("clientIdHasOdd", &client_id(&odd), &place),
    ]
}

fn of_environment() -> Vec<Text> {
    let other = environment(r#""xyz""#);
    let is_name = auth_server("DEMO");
    let api = auth_server("na9.docusign.net");
    let path = auth_server("a/b");
    let plain = auth_server("http://a.b");
    vec![
        Text::message("environmentMissing", &consent(&[CLIENT, URI]), &[]),
        Text::message("environmentOdd", &environment("1"), &[]),
        Text::message("environmentEmpty", &environment(r#""""#), &[]),
        Text::message("environmentUnknown", &other, &[("shown", "xyz")]),
        Text::remedy("writeName", &other, &[("name", r#""demo" or "production""#)]),
        Text::message("serverIsName", &is_name, &[("shown", "DEMO")]),
        Text::remedy("writeNameInPlace", &is_name, &[("name", r#""demo""#)]),
        Text::message("notAuthServer", &api, &[("shown", "na9.docusign.net")]),
        Text::remedy("writeNameForAll", &api, &[("name", r#""production""#)]),
        Text::message("notServer", &path, &[("option", "authServer"), ("shown", "a/b")]),
        Text::remedy("writeServer", &path, &[("option", "authServer")]),
        Text::message(
            "serverInsecure",
            &plain,
            &[("option", "authServer"), ("shown", "http://a.b")],
        ),
    ]
}

fn of_scopes() -> Vec<Text> {
    let several: Vec<String> = (0..=100).map(|at| format!(r#""x{at}""#)).collect();
    let many = option(&format!(r#""scopes":[{}]"#, several.join(",")));
    let capitals = scope("Signature");
    let slip = [("shown", "signiture"), ("meant", "signature")];
    vec![
        Text::message("scopesNotList", &option(r#""scopes":1"#), &[]),
        Text::message("scopesNotText", &option(r#""scopes":[1]"#), &[]),
        Text::message("scopesEmpty", &option(r#""scopes":[]"#), &[]),
        Text::message("scopesMany", &many, &[]),
        Text::message("scopeEmpty", &scope(""), &[]),
        Text::message("scopesInText", &scope("xy zq"), &[("shown", "xy zq")]),
        Text::message("scopeHasOdd", &scope("xy;"), &[("shown", "xy;"), ("character", ";")]),
        Text::message("scopeLong", &scope(&"a".repeat(77)), &[("length", "77")]),
        Text::message("scopeHasCapitals", &capitals, &[("shown", "Signature")]),
        Text::message(
            "scopesInWord",
            &scope("signatureextended"),
            &[("shown", "signatureextended")],
        ),
        Text::message("scopeMisspelled", &scope("signiture"), &slip),
        Text::remedy("writeScopes", &capitals, &[("scopes", "signature")]),
    ]
}

fn of_redirect_uri() -> Vec<Text> {
    vec![
        Text::message("uriEmpty", &redirect_uri(""), &[]),
        Text::message("uriLong", &redirect_uri(&"a".repeat(2001)), &[]),
        Text::message("uriHasSpace", &redirect_uri("https://a b"), &[]),
        Text::message("uriHasOdd", &redirect_uri("https://{a}"), &[]),
        Text::message("uriWithoutScheme", &redirect_uri("/a"), &[]),
        Text::message("uriWithoutHost", &redirect_uri("https:///a"), &[]),
        Text::message("uriHasWildcard", &redirect_uri("https://*.a"), &[]),
        Text::message("uriHasFragment", &redirect_uri("https://a#b"), &[]),
    ]
}

fn of_redirect() -> Vec<Text> {
    let long = format!("?code={}", "a".repeat(40_000));
    vec![
        Text::message("redirectOdd", &redirect("?x=1", None), &[]),
        Text::message("redirectLong", &redirect(&long, None), &[]),
        Text::message(
            "redirectDoubled",
            &redirect("?access_token=1&access_token=2", None),
            &[("name", "access_token")],
        ),
        Text::message("redirectBroken", &redirect("?code=%", None), &[]),
        Text::message("redirectRefused", &redirect("?error=xyz", None), &[("words", "xyz")]),
        Text::message("stateEmpty", &redirect("?code=1", Some("")), &[]),
        Text::message("stateMissing", &redirect("?code=1", Some("x")), &[]),
        Text::message("stateOther", &redirect("?code=1&state=y", Some("x")), &[]),
    ]
}
