//! What every page is framed by, and the pages that are no more than that.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:3rem auto;padding:0 1rem;color-scheme:light dark}\
    button{font:inherit;padding:.5rem 1.5rem;margin:1rem .5rem 0 0}select{font:inherit;padding:.3rem;width:100%}\
    .note{font-size:.85rem;opacity:.8}code{overflow-wrap:anywhere}";

/// A page around its content.
pub fn framed(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style><main>{body}<p class=\"note\">This is the emulator of docusign-jwt, \
         not Docusign. Its keys are public.</p></main></html>",
    )
}

/// The page that Docusign shows instead of a redirect, when it cannot trust the redirect.
pub fn problem(what: &str) -> Response {
    let body = format!("<h1>This cannot go on</h1><p>{}</p>", escaped(what));
    (StatusCode::BAD_REQUEST, Html(framed("Error", &body))).into_response()
}

/// Where a redirect can lead when there is no application.
pub async fn landing() -> Html<String> {
    Html(framed(
        "Done",
        "<h1>Done</h1><p>You came back from the consent page. You may close this.</p>",
    ))
}

/// The first page.
pub async fn index() -> Html<String> {
    Html(framed(
        "Docusign emulator",
        "<h1>Docusign emulator</h1><p>OAuth is at <code>/oauth/auth</code>, <code>/oauth/token</code> and \
         <code>/oauth/userinfo</code>; what it saw is at <a href=\"/__emulator/log\">/__emulator/log</a>.</p>",
    ))
}

/// Text as it may stand in a page.
pub fn escaped(text: &str) -> String {
    let mut result = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            c => result.push(c),
        }
    }
    result
}
