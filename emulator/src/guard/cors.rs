//! CORS: pages of other origins.

use axum::http::{HeaderName, Method, header};
use tower_http::cors::{AllowHeaders, Any, CorsLayer};

/// Allows pages of any origin, so that tests can run in a browser. Docusign allows only integration keys with this
/// setting, and never the JWT grant.
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
