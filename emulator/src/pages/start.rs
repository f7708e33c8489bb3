//! The first page: which integration keys and users there are, and where to look on.

use axum::extract::State;
use axum::response::Html;

use crate::pages::frame::{escaped, framed};
use crate::state::{Client, Emulator, User};

/// No page names more users than that.
const MOST_USERS: usize = 20;

pub async fn get(State(emulator): State<Emulator>) -> Html<String> {
    let config = &emulator.config;
    let clients: String = config.clients.iter().map(client).collect();
    let users: String = config.users.iter().take(MOST_USERS).map(user).collect();
    let more = config.users.len().saturating_sub(MOST_USERS);
    let more = if more > 0 { format!("<li>{more} more</li>") } else { String::new() };
    Html(framed(
        "Docusign emulator",
        &format!(
            "<h1>Docusign emulator</h1><p>Use the origin of this page as auth server. It serves OAuth and all APIs. \
             <a href=\"/__emulator/log\">/__emulator/log</a> has the requests so far.</p>\
             <h2>Integration keys</h2><ul>{clients}</ul><p>The private key of the default ones is \
             <code>privateKeys.integration</code> of the npm package <code>docusign-emulator</code>.</p>\
             <h2>Users</h2><ul>{users}{more}</ul>",
        ),
    ))
}

fn client(client: &Client) -> String {
    let consent = match &client.consent_of_all {
        Some(scopes) => format!("all users have consented to {}", escaped(scopes)),
        None => "no consent of all users".to_owned(),
    };
    format!(
        "<li>{}<br><code>{}</code><br>{consent}</li>",
        escaped(&client.name),
        escaped(&client.id)
    )
}

fn user(user: &User) -> String {
    let [name, email, status, id] =
        [&user.name, &user.email, &user.status, &user.id].map(|text| escaped(text));
    format!("<li>{name}, {email}, {status}<br><code>{id}</code></li>")
}
