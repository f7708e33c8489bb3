//! What must hold in any JavaScript engine: keys, signatures, and a token from a real server by real fetch.

use docusign_jwt::{
    At, ClientId, Code, Environment, Event, Flow, JwtExchange, Lessons, PrivateKey, Response,
    Scopes, Settings, Step, UserId,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

const PEM: &str = include_str!("../../emulator/fixtures/integration.pem");
const WRONG: &str = include_str!("../../emulator/fixtures/wrong.pem");
/// Where `cargo xtask test` has started the emulator.
const EMULATOR: &str = env!("DOCUSIGN_EMULATOR_URL", "run these tests by cargo xtask test");

#[wasm_bindgen(inline_js = r#"
export async function send(method, url, headers, body) {
  const init = { method, headers: JSON.parse(headers), redirect: "manual" };
  if (body !== undefined) init.body = body;
  const response = await fetch(url, init);
  return JSON.stringify({
    status: response.status,
    headers: [...response.headers],
    body: await response.text(),
  });
}
export function inPage() { return typeof document === "object"; }
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn send(
        method: &str,
        url: &str,
        headers: &str,
        body: Option<String>,
    ) -> Result<wasm_bindgen::JsValue, wasm_bindgen::JsValue>;
    #[wasm_bindgen(js_name = inPage)]
    fn in_page() -> bool;
}

#[wasm_bindgen_test]
fn runs_where_it_should() {
    assert_eq!(in_page(), super::IN_PAGE);
}

#[wasm_bindgen_test]
fn signs_and_verifies() {
    let key = PrivateKey::parse(PEM.replace('\n', "\\n")).unwrap();
    let signature = key.sign(b"data").unwrap();
    assert!(key.verifies(b"data", &signature));
    assert!(!key.verifies(b"other", &signature));
    // Blinding changes the way, not the signature.
    assert_eq!(key.sign(b"data").unwrap(), signature);
}

#[wasm_bindgen_test]
fn refuses_what_is_no_key() {
    let error = PrivateKey::parse("-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----");
    assert_eq!(error.unwrap_err().code(), Code::KeyCertificate);
}

fn client(user: &str) -> Settings {
    let isv = ClientId::parse("c0000000-0000-4000-8000-000000000003").unwrap();
    Settings::new(isv, Environment::custom(EMULATOR, None, None).unwrap())
        .with_scopes(Scopes::signature())
        .with_user(UserId::parse(user).unwrap())
}

async fn exchange(client: Settings, keys: &[PrivateKey]) -> docusign_jwt::Result<String> {
    let at = || At { now: js_sys::Date::now() as u64, random: 0.5 };
    let mut flow = JwtExchange::new(client, keys.len(), Lessons::default(), at().now);
    let mut step = flow.advance(Event::Start, at())?;
    loop {
        let event = match step {
            Step::Sign { key, data, .. } => Event::Signed(keys[key].sign(data.as_bytes())?),
            Step::Send(request) => {
                let headers: serde_json::Map<_, _> = request
                    .headers()
                    .map(|(name, value)| (name.to_owned(), value.into()))
                    .collect();
                let headers = serde_json::Value::from(headers).to_string();
                let body = request.body().map(str::to_owned);
                let answer = send(request.method(), request.url(), &headers, body).await.unwrap();
                let answer: serde_json::Value =
                    serde_json::from_str(&answer.as_string().unwrap()).unwrap();
                let headers: Vec<(String, String)> =
                    serde_json::from_value(answer["headers"].clone()).unwrap();
                let status = answer["status"].as_u64().unwrap() as u16;
                Event::Answered(Response::new(status, headers, answer["body"].as_str().unwrap()))
            }
            Step::Done(exchanged) => return Ok(exchanged.token.access_token),
            other => panic!("{other:?}"),
        };
        step = flow.advance(event, at())?;
    }
}

#[wasm_bindgen_test]
async fn mints_a_token_by_real_fetch() {
    let key = PrivateKey::parse(PEM).unwrap();
    let token = exchange(client("a0000000-0000-4000-8000-000000000001"), &[key]).await.unwrap();
    assert!(token.len() > 40);
}

#[wasm_bindgen_test]
async fn finds_the_right_one_of_several_keys() {
    let keys = [WRONG, PEM].map(|pem| PrivateKey::parse(pem).unwrap());
    exchange(client("a0000000-0000-4000-8000-000000000001"), &keys).await.unwrap();
}

#[wasm_bindgen_test]
async fn hears_what_the_server_refuses() {
    let wrong = PrivateKey::parse(WRONG).unwrap();
    let error = exchange(client("a0000000-0000-4000-8000-000000000001"), &[wrong]).await;
    assert_eq!(error.unwrap_err().code(), Code::NoValidKeysOrSignatures);
    let key = PrivateKey::parse(PEM).unwrap();
    let error = exchange(client("c0000000-0000-4000-8000-000000000001"), &[key]).await;
    assert_eq!(error.unwrap_err().code(), Code::UserNotFound);
}
