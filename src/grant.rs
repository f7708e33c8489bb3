//! The requests to the token endpoint, one for each grant.

use base64ct::{Base64, Encoding};

use crate::{ClientId, Environment, Request};

/// How an application that has a client secret proves it.
///
/// `Debug` leaves the secret out.
#[derive(Clone, PartialEq, Eq)]
pub struct ClientSecret(String);

impl ClientSecret {
    /// The secret key from Docusign's Apps and Keys page.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(secret.into())
    }
}

impl ClientSecret {
    /// As it is.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ClientSecret")
    }
}

impl Drop for ClientSecret {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// The JWT grant (RFC 7523, section 2.1): the assertion is the proof, there is nothing else.
#[must_use]
pub fn jwt_bearer(environment: &Environment, assertion: &str) -> Request {
    let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    let fields = [("grant_type", grant), ("assertion", assertion)];
    Request::form(environment.token_url(), &fields)
}

/// What exchanges an authorization code (RFC 6749, section 4.1.3; PKCE by RFC 7636).
#[derive(Clone, Debug, Default)]
pub(crate) struct CodeFields<'a> {
    pub(crate) code: &'a str,
    pub(crate) redirect_uri: Option<&'a str>,
    pub(crate) code_verifier: Option<&'a str>,
}

pub(crate) fn authorization_code(
    environment: &Environment,
    client_id: &ClientId,
    secret: Option<&ClientSecret>,
    origin: Option<&str>,
    fields: &CodeFields<'_>,
) -> Request {
    let mut form = vec![("grant_type", "authorization_code"), ("code", fields.code)];
    form.extend(fields.redirect_uri.map(|uri| ("redirect_uri", uri)));
    form.extend(fields.code_verifier.map(|verifier| ("code_verifier", verifier)));
    authenticated(environment, client_id, secret, origin, form)
}

/// A refresh (RFC 6749, section 6).
pub(crate) fn refresh_token(
    environment: &Environment,
    client_id: &ClientId,
    secret: Option<&ClientSecret>,
    origin: Option<&str>,
    refresh_token: &str,
) -> Request {
    let form = vec![("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    authenticated(environment, client_id, secret, origin, form)
}

/// With a secret, HTTP Basic and nothing of the client in the body, since Docusign refuses both at
/// once; without one, the client ID in the body.
fn authenticated<'a>(
    environment: &Environment,
    client_id: &'a ClientId,
    secret: Option<&ClientSecret>,
    origin: Option<&str>,
    mut form: Vec<(&'a str, &'a str)>,
) -> Request {
    let url = environment.token_url();
    let request = match secret {
        Some(secret) => {
            let basic =
                Base64::encode_string(format!("{}:{}", client_id.as_str(), secret.0).as_bytes());
            Request::form(url, &form).with_header("authorization", format!("Basic {basic}"))
        }
        None => {
            form.push(("client_id", client_id.as_str()));
            Request::form(url, &form)
        }
    };
    match origin {
        Some(origin) => request.with_header("origin", origin.to_owned()),
        None => request,
    }
}
