//! The page where a user logs in and consents.

use std::collections::{BTreeMap, BTreeSet};

use axum::response::{Html, IntoResponse, Response};

use crate::pages::frame::{escaped, framed};
use crate::state::{Client, User};

pub fn page(
    users: &[User],
    client: &Client,
    scopes: &BTreeSet<String>,
    parameters: &BTreeMap<String, String>,
    hint: Option<&str>,
) -> Response {
    let active = users.iter().filter(|user| user.status == "Active").take(200);
    let choices: String = active
        .map(|user| {
            let selected = if Some(user.email.as_str()) == hint { " selected" } else { "" };
            let (id, name, email) = (escaped(&user.id), escaped(&user.name), escaped(&user.email));
            format!("<option value=\"{id}\"{selected}>{name} ({email})</option>")
        })
        .collect();
    let hidden: String = parameters
        .iter()
        .map(|(name, value)| {
            let (name, value) = (escaped(name), escaped(value));
            format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">")
        })
        .collect();
    let asked: String =
        scopes.iter().map(|scope| format!("<li><code>{}</code></li>", escaped(scope))).collect();
    let body = format!(
        "<h1>{} asks for access to your account</h1><p>It asks for these scopes:</p><ul>{asked}</ul>\
         <form method=\"post\" action=\"/oauth/auth\">{hidden}\
         <label for=\"user\">Log in as</label><select id=\"user\" name=\"user\">{choices}</select>\
         <button name=\"decision\" value=\"allow\">Allow Access</button>\
         <button name=\"decision\" value=\"deny\">No Thanks</button></form>",
        escaped(&client.name),
    );
    Html(framed("Log in and consent", &body)).into_response()
}
