//! The local Docusign as a process, and its control endpoints.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use docusign_jwt::{ClientId, DocusignAuth, Environment, PrivateKey, Reqwest, Settings, UserId};
use serde_json::{Value, json};

pub(crate) const CLIENT: &str = "c0000000-0000-4000-8000-000000000001";
pub(crate) const ISV: &str = "c0000000-0000-4000-8000-000000000003";
pub(crate) const ANN: &str = "a0000000-0000-4000-8000-000000000001";
pub(crate) const BOB: &str = "a0000000-0000-4000-8000-000000000002";
pub(crate) const CALLBACK: &str = "https://example.com/callback";

pub(crate) struct Emulator {
    process: Child,
    pub(crate) origin: String,
    http: reqwest::Client,
}

impl Emulator {
    pub(crate) fn start() -> Self {
        let built =
            concat!(env!("CARGO_MANIFEST_DIR"), "/target/emulator/release/docusign-emulator");
        let program = std::env::var("DOCUSIGN_EMULATOR").unwrap_or_else(|_| built.to_owned());
        assert!(Path::new(&program).exists(), "run this by cargo xtask test client");
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let origin = line.trim().strip_prefix("listening on ").unwrap().to_owned();
        // It has no TLS, and needs none.
        let http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none());
        let http = http.tls_backend_preconfigured(no_tls()).build().unwrap();
        Self { process, origin, http }
    }

    pub(crate) async fn control(&self, path: &str, body: Value) -> Value {
        let url = format!("{}/__emulator/{path}", self.origin);
        let request = self.http.post(url).header("content-type", "application/json");
        let response = request.body(body.to_string()).send().await.unwrap();
        assert!(response.status().is_success(), "{path}: {}", response.status());
        serde_json::from_str(&response.text().await.unwrap()).unwrap_or(Value::Null)
    }

    pub(crate) async fn faults(&self, rules: Value) {
        self.control("faults", rules).await;
    }

    pub(crate) async fn consent(&self, user: &str) {
        let scopes = "signature impersonation";
        self.control("consents", json!({ "client": CLIENT, "user": user, "scopes": scopes })).await;
    }

    pub(crate) async fn revoke_tokens(&self) {
        self.control("tokens/revoke", json!({})).await;
    }

    /// How many requests for this path there have been.
    pub(crate) async fn count(&self, path: &str) -> usize {
        let url = format!("{}/__emulator/log", self.origin);
        let text = self.http.get(url).send().await.unwrap().text().await.unwrap();
        let log: Value = serde_json::from_str(&text).unwrap();
        let log = log.as_array().unwrap().iter();
        log.filter(|entry| entry["path"].as_str().is_some_and(|p| p.ends_with(path))).count()
    }

    /// Whose access token this is.
    #[cfg(feature = "store")]
    pub(crate) async fn user_of(&self, access_token: &str) -> String {
        let url = format!("{}/oauth/userinfo", self.origin);
        let request = self.http.get(url).bearer_auth(access_token);
        let text = request.send().await.unwrap().text().await.unwrap();
        let user_info: Value = serde_json::from_str(&text).unwrap();
        user_info["sub"].as_str().unwrap_or_else(|| panic!("{text}")).to_owned()
    }

    pub(crate) async fn exchanges(&self) -> usize {
        self.count("/oauth/token").await
    }

    /// Consents on the page as a person would, and returns the authorization code.
    pub(crate) async fn code(&self, consent_url: &str, user: &str) -> String {
        let page = self.http.get(consent_url).send().await.unwrap().text().await.unwrap();
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("user", user).append_pair("decision", "allow");
        for input in page.split("type=\"hidden\" name=\"").skip(1) {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            let (value, _) = rest.split_once('"').unwrap();
            form.append_pair(name, &value.replace("&amp;", "&"));
        }
        let (_, action) = page.split_once("action=\"").unwrap();
        let (action, _) = action.split_once('"').unwrap();
        let url = format!("{}{action}", self.origin);
        let kind = "application/x-www-form-urlencoded";
        let request = self.http.post(url).header("content-type", kind).body(form.finish());
        let landed = request.send().await.unwrap();
        let location = landed.headers()["location"].to_str().unwrap().to_owned();
        let (_, code) = location.split_once("code=").unwrap();
        code.split('&').next().unwrap().to_owned()
    }

    pub(crate) fn settings(&self, client: &str) -> Settings {
        let environment = Environment::custom(&self.origin, None, None).unwrap();
        Settings::new(ClientId::parse(client).unwrap(), environment)
    }

    pub(crate) fn user(&self, user: &str) -> Settings {
        let settings = self.settings(CLIENT).with_user(UserId::parse(user).unwrap());
        settings.with_redirect_uri(CALLBACK)
    }

    /// A client that acts for Ann, who has consented.
    pub(crate) async fn ann(&self) -> DocusignAuth<Reqwest> {
        self.consent(ANN).await;
        DocusignAuth::with_reqwest(self.user(ANN), key()).unwrap()
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn key() -> PrivateKey {
    PrivateKey::parse(include_str!("../../emulator/fixtures/integration.pem")).unwrap()
}

fn no_tls() -> rustls::ClientConfig {
    let ring = std::sync::Arc::new(rustls::crypto::ring::default_provider());
    rustls::ClientConfig::builder_with_provider(ring)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth()
}
