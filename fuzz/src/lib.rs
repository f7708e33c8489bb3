//! What the targets share: properties that hold for whatever is given, and the memory that it may take.
#![cfg(fuzzing)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::time::{Duration, Instant};

use docusign_jwt::{At, ClientId, Code, Environment, Error, Response, Scopes, Settings, UserId};

/// What stands for a token, a code or a key in inputs: no message may repeat it.
pub const SECRET: &str =
    "eyJTRUNSRVQ.5f3f2b1c9d8e7a6b5c4d3e2f1a0b9c8d7e6f5a4b3c2d1e0f9a8b7c6d5e4f3a2b.c2VjcmV0";

/// The moment of all inputs, in milliseconds since the epoch.
pub const NOW: u64 = 1_795_521_600_000;

/// Counts what is allocated.
struct Meter;

static HELD: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

unsafe impl GlobalAlloc for Meter {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let held = HELD.fetch_add(layout.size(), Relaxed) + layout.size();
        PEAK.fetch_max(held, Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static METER: Meter = Meter;

/// Runs on an input, and sees that it takes no more than 64 KB and 100 bytes for each of the input's, and
/// less than two seconds.
pub fn bounded<T>(input: &[u8], run: impl FnOnce() -> T) -> T {
    let before = HELD.load(Relaxed);
    PEAK.store(before, Relaxed);
    let begun = Instant::now();
    let outcome = run();
    let took = PEAK.load(Relaxed) - before;
    assert!(took <= 65_536 + 100 * input.len(), "{took} bytes of memory for {}", input.len());
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    outcome
}

/// That neither value nor error shows the secret where people look, and that an error says something.
pub fn assert_silent<T: Debug>(outcome: &Result<T, Error>, secret: &str) {
    let shown = match outcome {
        Ok(value) => format!("{value:?}"),
        Err(error) => {
            let says_it = matches!(error.code(), Code::OptionMissing | Code::OptionInvalid);
            assert!(!error.message().is_empty() && (says_it || !error.remedy().is_empty()));
            assert!(error.message().len() < 8192, "{} bytes of message", error.message().len());
            format!("{error} {error:?} {}", error.remedy())
        }
    };
    assert!(!shown.contains(secret), "{shown}");
}

/// A client of a user.
pub fn client() -> Settings {
    let client_id = ClientId::parse("c0000000-0000-4000-8000-000000000001").unwrap();
    let user_id = UserId::parse("a0000000-0000-4000-8000-000000000001").unwrap();
    Settings::new(client_id, Environment::demo())
        .with_user(user_id)
        .with_scopes(Scopes::signature())
}

pub fn at() -> At {
    At { now: NOW, random: 0.5 }
}

/// A response: the first bytes are the status and the kind of header, the rest is the body.
pub fn response(input: &str, success: bool) -> Response {
    let kind = input.bytes().next().unwrap_or_default();
    let body = input.get(1..).unwrap_or_default();
    let status =
        if success { 200 } else { [400, 401, 403, 429, 500, 503, 302, 0][usize::from(kind % 8)] };
    let line = body.lines().next().unwrap_or_default().to_owned();
    let mut headers = vec![("Content-Type".to_owned(), "application/json".to_owned())];
    match kind / 8 % 8 {
        1 => headers.push(("Retry-After".to_owned(), line)),
        2 => headers.push(("Date".to_owned(), line)),
        3 => headers.push(("X-RateLimit-Reset".to_owned(), line)),
        4 => headers.push(("X-DocuSign-TraceToken".to_owned(), line)),
        5 => headers[0].1 = line,
        6 => headers.clear(),
        _ => {}
    }
    Response::new(status, headers, body)
}

/// Lets `libfuzzer` call the function with what is UTF-8.
#[macro_export]
macro_rules! of_text {
    ($input:ident => $run:block) => {
        libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
            if let Ok($input) = std::str::from_utf8(bytes) {
                $run
            }
        });
    };
}
