//! Rate limits of an account: per clock hour, per 30 seconds, and per envelope.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::{access, json_response, rest_error};
use crate::state::{Access, Emulator, HOUR};

/// The length of an envelope's ID.
const GUID: usize = 36;

/// Counts the calls of accounts, refuses calls beyond the limits, and reports the remaining ones.
pub async fn account(State(emulator): State<Emulator>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let Some((account, rest)) = account_of(&path) else { return next.run(request).await };
    // Unauthenticated requests do not count against limits.
    let user = access(&emulator, request.headers()).and_then(|access| access.user);
    let user = user.as_deref().and_then(|id| emulator.user(id));
    if !user.is_some_and(|user| user.accounts.iter().any(|one| one == account)) {
        return next.run(request).await;
    }
    let polled = envelope_of(rest).filter(|_| request.method() == Method::GET);
    let (refusal, standing) = admit(&emulator, account, polled);
    let mut response = match refusal {
        Some(refusal) => refusal,
        None => next.run(request).await,
    };
    standing.tell(response.headers_mut(), &emulator.random_guid());
    response
}

/// The account in a path, and the rest of the path.
fn account_of(path: &str) -> Option<(&str, &str)> {
    let rest = path.strip_prefix("/restapi/v2.1/accounts/")?;
    Some(rest.split_once('/').unwrap_or((rest, "")))
}

fn envelope_of(rest: &str) -> Option<&str> {
    rest.strip_prefix("envelopes/")?.split('/').next().filter(|id| id.len() == GUID)
}

fn admit(emulator: &Emulator, account: &str, polled: Option<&str>) -> (Option<Response>, Standing) {
    let now = emulator.now();
    let mut state = emulator.state();
    let limits = state.limits;
    let meter = state.meters.entry(format!("account {account}")).or_default();
    meter.advance(now);
    let hourly = meter.in_hour >= limits.hourly;
    let burst = meter.in_burst() >= limits.burst;
    let refusal = if hourly {
        let code = "HOURLY_APIINVOCATION_LIMIT_EXCEEDED";
        Some(refused(StatusCode::TOO_MANY_REQUESTS, code, "hourly API invocations"))
    } else if burst {
        let code = "BURST_APIINVOCATION_LIMIT_EXCEEDED";
        Some(refused(StatusCode::TOO_MANY_REQUESTS, code, "API invocations in 30 seconds"))
    } else {
        meter.count(now);
        None
    };
    let standing = Standing {
        limit: limits.hourly,
        remaining: limits.hourly.saturating_sub(meter.in_hour),
        reset: (now / HOUR + 1) * HOUR / 1000,
        burst_limit: limits.burst,
        burst_remaining: limits.burst.saturating_sub(meter.in_burst()),
    };
    let Some(envelope) = polled.filter(|_| refusal.is_none()) else { return (refusal, standing) };
    let meter = state.meters.entry(format!("envelope {envelope}")).or_default();
    meter.advance(now);
    let refusal = if limits.hourly_polling.is_some_and(|most| meter.in_hour >= most) {
        let code = "Hourly_Envelope_Polling_Limit_Exceeded";
        Some(refused(StatusCode::BAD_REQUEST, code, "hourly reads of one envelope"))
    } else if limits.burst_polling.is_some_and(|most| meter.in_burst() >= most) {
        let code = "Burst_Envelope_Polling_Limit_Exceeded";
        Some(refused(StatusCode::BAD_REQUEST, code, "reads of one envelope in 30 seconds"))
    } else {
        meter.count(now);
        None
    };
    (refusal, standing)
}

fn refused(status: StatusCode, code: &str, what: &str) -> Response {
    rest_error(status, code, &format!("The maximum number of {what} has been exceeded."))
}

/// The remaining calls.
struct Standing {
    limit: u64,
    remaining: u64,
    reset: u64,
    burst_limit: u64,
    burst_remaining: u64,
}

impl Standing {
    fn tell(&self, headers: &mut HeaderMap, trace: &str) {
        let numbers = [
            ("x-ratelimit-limit", self.limit),
            ("x-ratelimit-remaining", self.remaining),
            ("x-ratelimit-reset", self.reset),
            ("x-burstlimit-limit", self.burst_limit),
            ("x-burstlimit-remaining", self.burst_remaining),
        ];
        for (name, number) in numbers {
            headers.insert(HeaderName::from_static(name), number.into());
        }
        if let Ok(trace) = HeaderValue::from_str(trace) {
            headers.insert(HeaderName::from_static("x-docusign-tracetoken"), trace);
        }
    }
}

/// The refusal of a userinfo request beyond the limit of its user or integration key.
pub fn user_info(emulator: &Emulator, access: &Access) -> Option<Response> {
    let now = emulator.now();
    let mut state = emulator.state();
    let most = state.limits.user_info?;
    let user = access.user.as_deref().unwrap_or_default();
    let names = [format!("userinfo {user}"), format!("userinfo {}", access.client)];
    let mut over = false;
    for name in &names {
        let meter = state.meters.entry(name.clone()).or_default();
        meter.advance(now);
        over |= meter.in_hour >= most;
    }
    if over {
        let body = serde_json::json!({ "error": "too_many_requests" });
        return Some(json_response(StatusCode::TOO_MANY_REQUESTS, &body));
    }
    for name in names {
        state.meters.entry(name).or_default().count(now);
    }
    None
}
