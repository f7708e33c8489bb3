//! What must hold in any JavaScript engine: keys, signatures, and a token from a real server by real fetch.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};
use std::time::Duration;

use docusign_jwt::{
    ClientId, Code, DocusignAuth, DocusignAuthBuilder, Environment, Fetch, PrivateKey, Scopes,
    Settings, Transport, UserId,
};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen_test::wasm_bindgen_test;

const PEM: &str = include_str!("../../emulator/fixtures/integration.pem");
const WRONG: &str = include_str!("../../emulator/fixtures/wrong.pem");
/// Where `cargo xtask test` has started the emulator.
const EMULATOR: &str = env!("DOCUSIGN_EMULATOR_URL", "run these tests by cargo xtask test");

#[wasm_bindgen(inline_js = r#"export function inPage() { return typeof document === "object"; }"#)]
extern "C" {
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

async fn exchange(settings: Settings, keys: Vec<PrivateKey>) -> docusign_jwt::Result<String> {
    let builder = DocusignAuth::builder(settings, Fetch::default());
    let auth = keys.into_iter().fold(builder, DocusignAuthBuilder::key).build()?;
    Ok(auth.token().await?.access_token.clone())
}

#[wasm_bindgen_test]
async fn mints_a_token_by_real_fetch() {
    let key = PrivateKey::parse(PEM).unwrap();
    let token = exchange(client("a0000000-0000-4000-8000-000000000001"), vec![key]).await.unwrap();
    assert!(token.len() > 40);
}

#[wasm_bindgen_test]
async fn finds_the_right_one_of_several_keys() {
    let keys = [WRONG, PEM].map(|pem| PrivateKey::parse(pem).unwrap()).to_vec();
    exchange(client("a0000000-0000-4000-8000-000000000001"), keys).await.unwrap();
}

#[wasm_bindgen_test]
async fn hears_what_the_server_refuses() {
    let wrong = PrivateKey::parse(WRONG).unwrap();
    let error = exchange(client("a0000000-0000-4000-8000-000000000001"), vec![wrong]).await;
    assert_eq!(error.unwrap_err().code(), Code::NoValidKeysOrSignatures);
    let key = PrivateKey::parse(PEM).unwrap();
    let error = exchange(client("c0000000-0000-4000-8000-000000000001"), vec![key]).await;
    assert_eq!(error.unwrap_err().code(), Code::UserNotFound);
}

struct Counted;

impl Wake for Counted {
    fn wake(self: Arc<Self>) {}
}

#[wasm_bindgen_test]
async fn a_timer_that_nobody_waits_for_holds_nothing() {
    let counted = Arc::new(Counted);
    let waker = Waker::from(Arc::clone(&counted));
    {
        let fetch = Fetch::default();
        let mut sleep = pin!(fetch.sleep(Duration::from_secs(3600)));
        assert!(sleep.as_mut().poll(&mut Context::from_waker(&waker)).is_pending());
        assert_eq!(Arc::strong_count(&counted), 3);
    }
    // What waits for a promise is freed when the promise settles.
    Fetch::default().sleep(Duration::ZERO).await;
    drop(waker);
    assert_eq!(Arc::strong_count(&counted), 1);
}
