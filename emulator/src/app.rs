//! The routes, and the layers before them.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use tower::ServiceExt;

use crate::connect;
use crate::control;
use crate::guard::{cors, faults, limits, names, record, stamp};
use crate::oauth::{token, userinfo};
use crate::pages::{authorize, sending, signing, start};
use crate::rest::{documents, envelopes, organizations, users, views};
use crate::state::{Config, Emulator, Host};

/// The maximum size of an OAuth form.
const LARGEST_BODY: usize = 64 * 1024;
/// Docusign takes documents of 25 MB; base64 adds a third.
const LARGEST_ENVELOPE: usize = 40 * 1024 * 1024;
/// The path of envelopes in an account.
const ENVELOPES: &str = "/restapi/v2.1/accounts/{account}/envelopes";

/// An emulated Docusign.
///
/// Clones share their state.
///
/// ```
/// use docusign_emulator::{Config, Docusign, Host, Sleep};
///
/// struct Still;
/// impl Host for Still {
///     fn now(&self) -> u64 { 1_795_521_600_000 }
///     fn fill(&self, bytes: &mut [u8]) { bytes.fill(7) }
///     fn sleep(&self, _: u64) -> Sleep { Box::pin(std::future::ready(())) }
/// }
///
/// # futures_util::FutureExt::now_or_never(async {
/// let docusign = Docusign::new(Config::built_in()?, Still);
/// let request = axum::http::Request::get("/oauth/userinfo").header("host", "localhost");
/// let response = docusign.respond(request.body(axum::body::Body::empty())?).await;
/// assert_eq!(response.status(), 500, "what Docusign says to a token that it does not know");
/// # Ok::<(), anyhow::Error>(())
/// # }).unwrap().unwrap();
/// ```
#[derive(Clone)]
pub struct Docusign {
    router: Router,
}

impl Docusign {
    /// Starts with a configuration.
    pub fn new(config: Config, host: impl Host + 'static) -> Self {
        Self { router: router(Emulator::new(config, host)) }
    }

    /// Returns the response to a request.
    ///
    /// The header `Host` is the name of the emulator in this request. The extensions [`Scheme`](crate::Scheme) and
    /// [`Reach`](crate::Reach) set scheme and reach; the defaults are `http` and this machine.
    pub async fn respond(&self, request: Request) -> Response {
        let Ok(mut response) = self.router.clone().oneshot(request).await;
        // The router adds a length even here, which a server would remove (RFC 9110, section 8.6).
        if response.status() == StatusCode::NO_CONTENT {
            response.headers_mut().remove(header::CONTENT_LENGTH);
        }
        response
    }

    /// Returns the emulator as a service, for a server.
    pub fn into_router(self) -> Router {
        self.router
    }
}

/// All paths.
fn router(emulator: Emulator) -> Router {
    Router::new()
        .route("/", get(start::get))
        .route("/oauth/auth", get(authorize::get).post(authorize::post))
        .route("/oauth/token", post(token::post))
        .route("/oauth/userinfo", get(userinfo::get))
        .route("/restapi/v2.1/accounts/{account}/users", get(users::get))
        .route("/management/v2/organizations", get(organizations::list))
        .route("/management/v2/organizations/{id}/users", get(organizations::users))
        .merge(envelope_routes())
        .route("/Signing/StartInSession.aspx", get(signing::get))
        .route("/Signing/Done", post(signing::post))
        .route("/Sending/StartInSession.aspx", get(sending::get))
        .route("/Sending/Done", post(sending::post))
        .merge(control::routes())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(from_fn_with_state(emulator.clone(), limits::account))
        .layer(from_fn_with_state(emulator.clone(), faults::inject))
        .layer(cors::any_origin())
        .layer(from_fn_with_state(emulator.clone(), record::record))
        .layer(from_fn_with_state(emulator.clone(), connect::on_time))
        .layer(from_fn(names::known))
        .layer(from_fn_with_state(emulator.clone(), stamp::stamp))
        .with_state(emulator)
}

fn envelope_routes() -> Router<Emulator> {
    let one = format!("{ENVELOPES}/{{envelope}}");
    let create = post(envelopes::create).layer(DefaultBodyLimit::max(LARGEST_ENVELOPE));
    Router::new()
        .route(ENVELOPES, create.get(envelopes::list))
        .route(&one, get(envelopes::get))
        .route(&format!("{one}/recipients"), get(envelopes::recipients))
        .route(&format!("{one}/views/recipient"), post(views::recipient))
        .route(&format!("{one}/views/sender"), post(views::sender))
        .route(&format!("{one}/documents"), get(documents::list))
        .route(&format!("{one}/documents/{{document}}"), get(documents::get))
}
