//! What a token out of the cache costs: docusign-jwt beside gcp_auth, in one process. A server on this machine plays both
//! token endpoints; it is asked once by each.

use std::future::Future;
use std::hint::black_box;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::Instant;

use base64ct::{Base64, Encoding};
use docusign_jwt::{ClientId, DocusignAuth, Environment, PrivateKey, Settings, UserId};
use gcp_auth::{CustomServiceAccount, TokenProvider};
use serde_json::json;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const ROUNDS: usize = 201;
const CALLS: u32 = 5000;
/// What a cached token of docusign-jwt may take, in nanoseconds.
const MOST: f64 = 1000.0;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Outcome<()> {
    let pem = std::fs::read_to_string(std::env::args().nth(1).ok_or("name a private key")?)?;
    let key = PrivateKey::parse(&pem)?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let origin = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || serve(&listener));

    let user = UserId::parse("a0000000-0000-4000-8000-000000000001")?;
    let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
    let settings = Settings::new(id, Environment::custom(&origin, None, None)?).with_user(user);
    let ours = DocusignAuth::with_reqwest(settings, key.clone())?;

    let account = json!({
        "type": "service_account", "project_id": "p", "private_key_id": "1", "private_key": pkcs8(&key)?,
        "client_email": "a@b.c", "client_id": "1", "auth_uri": origin, "auth_provider_x509_cert_url": origin,
        "client_x509_cert_url": origin, "token_uri": origin,
    });
    let theirs = CustomServiceAccount::from_json(&account.to_string())?;
    let scopes = ["https://www.googleapis.com/auth/cloud-platform"];

    // In turns, so that both have the same machine.
    let (mut of_ours, mut of_theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        of_ours.push(each(|| ours.token()).await);
        of_theirs.push(each(|| theirs.token(&scopes)).await);
    }
    let (ours, theirs) = (median(of_ours), median(of_theirs));
    println!("  gcp_auth 0.12: {theirs:.0} ns for a cached token");
    let verdict = if ours <= MOST { "✓" } else { "✗" };
    println!("{verdict} docusign-jwt: {ours:.0} ns for a cached token (at most {MOST:.0})");
    if ours <= MOST { Ok(()) } else { Err("the cached token is slow".into()) }
}

/// The key as gcp_auth takes it: PKCS#8 (RFC 5208) around PKCS#1.
fn pkcs8(key: &PrivateKey) -> Outcome<String> {
    let inner = key.to_pkcs1_der()?;
    let long = |length: usize| [0x82, (length >> 8) as u8, length as u8];
    // Version 0, rsaEncryption with NULL, and the key as an octet string.
    let mut body =
        vec![2, 1, 0, 0x30, 13, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1, 5, 0, 4];
    body.extend(long(inner.len()));
    body.extend_from_slice(&inner);
    let mut der = vec![0x30];
    der.extend(long(body.len()));
    der.extend(body);
    let text = Base64::encode_string(&der);
    let lines: Vec<&str> =
        text.as_bytes().chunks(64).filter_map(|l| str::from_utf8(l).ok()).collect();
    Ok(format!("-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n", lines.join("\n")))
}

/// Nanoseconds for one call.
async fn each<T, E: std::fmt::Debug, F: Future<Output = Result<T, E>>>(
    call: impl Fn() -> F,
) -> f64 {
    let begun = Instant::now();
    for _ in 0..CALLS {
        let token = call().await;
        assert!(black_box(token).is_ok());
    }
    begun.elapsed().as_nanos() as f64 / f64::from(CALLS)
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn serve(listener: &TcpListener) {
    for socket in listener.incoming() {
        let Ok(mut socket) = socket else { return };
        let _ = socket.read(&mut [0; 16 * 1024]);
        let token = format!("ya29.{}", "x".repeat(700));
        let body = json!({ "access_token": token, "token_type": "Bearer", "expires_in": 3600 })
            .to_string();
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
            body.len(),
        );
        let _ = socket.write_all((head + &body).as_bytes());
    }
}
