//! Pages of other origins.

use axum::http::{HeaderName, Method, header};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

/// Lets pages of any origin in, so that tests can run in a browser. Docusign does so only for keys that are
/// set up for it, and never for the JWT grant.
pub fn any_origin() -> CorsLayer {
    let every = HeaderName::from_static("*");
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PUT,
            Method::DELETE,
            Method::PATCH,
            Method::HEAD,
        ])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers([every, header::DATE, header::RETRY_AFTER])
}
