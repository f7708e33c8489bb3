//! The routes, and what stands before them.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};

use crate::control;
use crate::guard::{cors, faults, limits, names, record};
use crate::http::Scheme;
use crate::oauth::{token, userinfo};
use crate::pages::{authorize, frame, sending, signing};
use crate::rest::{documents, envelopes, organizations, users, views};
use crate::state::Emulator;

/// No form that OAuth needs is larger.
const LARGEST_BODY: usize = 64 * 1024;
/// Docusign takes documents of 25 MB; base64 adds a third.
const LARGEST_ENVELOPE: usize = 40 * 1024 * 1024;
/// Where envelopes are, in an account.
const ENVELOPES: &str = "/restapi/v2.1/accounts/{account}/envelopes";

/// Every path there is.
pub fn router(emulator: Emulator, scheme: &'static str, allow_remote: bool) -> Router {
    let scheme = Scheme(scheme);
    let router = Router::new()
        .route("/", get(frame::index))
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
        .layer(axum::Extension(scheme))
        .with_state(emulator);
    if allow_remote { router } else { router.layer(from_fn(names::local)) }
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
