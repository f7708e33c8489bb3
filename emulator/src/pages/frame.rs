//! The frame of every page, and pages without their own content.

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

const STYLE: &str = "*{box-sizing:border-box}body{font:16px/1.5 system-ui,sans-serif;color-scheme:light dark;margin:0;\
    background:light-dark(#eef0f3,#111416);color:light-dark(#16191c,#e8eaec);overflow-wrap:anywhere}\
    header{padding:.75rem 1.25rem;font-weight:650;background:light-dark(#fff,#1a1d20);border-bottom:1px solid light-dark(#d5dade,#343a40)}\
    main{max-width:32rem;margin:2.5rem auto;padding:1.75rem;background:light-dark(#fff,#1a1d20);\
    border:1px solid light-dark(#d5dade,#343a40);border-radius:12px}\
    @media(max-width:34rem){main{margin:1rem .75rem;padding:1.25rem}}\
    h1{font-size:1.35rem;line-height:1.3;margin:0 0 .75rem}h2{font-size:1rem;margin:1.5rem 0 0}label{display:block;font-weight:600;margin:1rem 0 .25rem}\
    ul{padding:0;list-style:none}li{padding:.4rem 0;border-bottom:1px solid light-dark(#e4e7ea,#2a2f34)}\
    button{font:inherit;min-height:2.75rem;padding:.5rem 1.25rem;margin:1.25rem .5rem 0 0;border-radius:6px;cursor:pointer;\
    border:1px solid light-dark(#7c868f,#79838c);background:none;color:inherit}\
    button[value=allow]{background:light-dark(#0d5f8c,#79c0e8);border-color:transparent;color:light-dark(#fff,#0c1a23);font-weight:600}\
    select{font:inherit;padding:.5rem;width:100%;min-height:2.75rem}\
    footer{max-width:32rem;margin:0 auto;padding:0 1.75rem 2rem;font-size:.85rem;color:light-dark(#525b64,#a5aeb7)}";

/// A page around its content.
pub fn framed(title: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
         <style>{STYLE}</style><header>Docusign emulator</header><main>{body}</main>\
         <footer>This is the emulator of docusign-jwt, not Docusign. Its keys are public.</footer></html>",
    )
}

/// The page that Docusign shows instead of a redirect, when it cannot trust the redirect.
pub fn problem(what: &str) -> Response {
    let body = format!("<h1>Cannot continue</h1><p>{}</p>", escaped(what));
    (StatusCode::BAD_REQUEST, Html(framed("Error", &body))).into_response()
}

/// Where a redirect can lead when there is no application.
pub async fn landing() -> Html<String> {
    Html(framed(
        "Done",
        "<h1>Done</h1><p>The consent page has redirected you here. You can close this page.</p>",
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
