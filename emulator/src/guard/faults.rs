//! Faults on demand: delays, refusals, broken and truncated responses.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::stream;

use crate::http::{Note, json_response};
use crate::state::{Emulator, Kind, Rule};

pub async fn inject(State(emulator): State<Emulator>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let rule = if path.starts_with("/__emulator") { None } else { draw(&emulator, &path) };
    let Some(rule) = rule else { return next.run(request).await };
    if rule.latency_ms > 0 {
        emulator.sleep(rule.latency_ms).await;
    }
    if rule.status.is_none() && rule.kind.is_none() {
        return next.run(request).await;
    }
    let said = format!("fault {:?} {:?}", rule.status, rule.kind);
    let mut response = respond(&emulator, rule).await;
    response.extensions_mut().insert(Note { error: Some(said), ..Note::default() });
    response
}

fn draw(emulator: &Emulator, path: &str) -> Option<Rule> {
    let mut state = emulator.state();
    let mut draws = state.draws;
    let mut drawn = None;
    for rule in &mut state.faults {
        if !path.starts_with(&rule.path) || rule.times == Some(0) {
            continue;
        }
        if let Some(rate) = rule.rate {
            draws += 1;
            if share(draws) >= rate {
                continue;
            }
        }
        rule.times = rule.times.map(|times| times - 1);
        drawn = Some(rule.clone());
        break;
    }
    state.draws = draws;
    drawn
}

/// A pseudo-random number from 0 to 1, the same in every run (SplitMix64).
fn share(draw: u64) -> f64 {
    let mut z = draw.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

async fn respond(emulator: &Emulator, rule: Rule) -> Response {
    let status = rule.status.and_then(|status| StatusCode::from_u16(status).ok());
    let status = status.unwrap_or(StatusCode::OK);
    let json = [(header::CONTENT_TYPE, "application/json")];
    let mut response = match rule.kind {
        Some(Kind::Cut) => {
            let begun = stream::once(async { Ok::<_, std::io::Error>(Bytes::from("{\"access_")) });
            let pause = emulator.sleep(20);
            let cut = stream::once(async {
                pause.await;
                Err(std::io::Error::other("cut"))
            });
            let body = Body::from_stream(stream::StreamExt::chain(begun, cut));
            (status, json, body).into_response()
        }
        Some(Kind::Garbage) => (status, json, "\u{1}\u{2}garbage{{{").into_response(),
        Some(Kind::Html) => {
            let html = [(header::CONTENT_TYPE, "text/html")];
            (status, html, "<!doctype html><title>Proxy</title><h1>Please log in</h1>")
                .into_response()
        }
        Some(Kind::Huge) => (status, json, " ".repeat(5 * 1024 * 1024)).into_response(),
        Some(Kind::Empty) => (status, json, "").into_response(),
        Some(Kind::Redirect) => {
            let location = rule.location.unwrap_or_else(|| "https://evil.example/".to_owned());
            (StatusCode::FOUND, [(header::LOCATION, location)]).into_response()
        }
        Some(Kind::Hang) => {
            emulator.sleep(3_600_000).await;
            status.into_response()
        }
        None => {
            let mut body = serde_json::json!({});
            let fields = [
                ("error", rule.error),
                ("error_description", rule.error_description),
                ("errorCode", rule.error_code),
                ("message", rule.message),
            ];
            for (name, value) in fields {
                if let Some(value) = value {
                    body[name] = value.into();
                }
            }
            json_response(status, &body)
        }
    };
    if let Some(seconds) = rule.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
