//! The requests to the token endpoint, one for each grant.

use base64ct::{Base64, Encoding};

use crate::config::{ClientId, Environment};
use crate::error::{Code, Error, Result};
use crate::protocol::assertion::Assertion;
use crate::protocol::http::Request;

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

/// The token request of the JWT grant (RFC 7523, section 2.1), for an assertion whose `aud` is the environment's
/// auth host.
///
/// # Errors
/// [`Code::EnvironmentInvalid`] for an assertion with another `aud`: the server that receives it could get a
/// token with it at the host in `aud`.
///
/// ```
/// use docusign_jwt::{Assertion, ClientId, Code, Environment, Scopes, jwt_bearer};
///
/// let id = ClientId::parse("c0000000-0000-4000-8000-000000000001")?;
/// let input = Assertion::new(&id, &Environment::production(), &Scopes::signature())
///     .signing_input(1_795_521_600_000)?;
/// let assertion = Assertion::join(&input, &[0; 256]);
/// let request = jwt_bearer(&Environment::production(), &assertion)?;
/// assert_eq!(request.url(), "https://account.docusign.com/oauth/token");
/// let other = Environment::custom("https://auth.example.com", None, None)?;
/// assert_eq!(jwt_bearer(&other, &assertion).unwrap_err().code(), Code::EnvironmentInvalid);
/// # Ok::<(), docusign_jwt::Error>(())
/// ```
pub fn jwt_bearer(environment: &Environment, assertion: &str) -> Result<Request> {
    let host = environment.auth_host();
    let audience = Assertion::audience_of(assertion);
    if audience.as_deref() != Some(host) {
        let audience = audience.as_deref().unwrap_or("no single host");
        let shown: String = audience.chars().filter(|c| !c.is_control()).take(100).collect();
        let message = format!("The assertion's aud is {shown}, but the environment is {host}.");
        return Err(Error::new(Code::EnvironmentInvalid, message).with_remedy(format!(
            "Sign the assertion for the environment that receives it: otherwise {host} could use it at {shown}.",
        )));
    }
    let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    let fields = [("grant_type", grant), ("assertion", assertion)];
    Ok(Request::form(environment.token_url(), &fields))
}

/// The fields that exchange an authorization code (RFC 6749, section 4.1.3; PKCE: RFC 7636).
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

#[cfg(test)]
mod tests {
    use base64ct::Base64UrlUnpadded;

    use super::*;

    /// An assertion with these claims.
    fn assertion(claims: &str) -> String {
        format!("e30.{}.c2ln", Base64UrlUnpadded::encode_string(claims.as_bytes()))
    }

    #[test]
    fn an_assertion_goes_to_its_aud_and_nowhere_else() {
        let demo = Environment::demo();
        let good = assertion(r#"{"aud":"account-d.docusign.com"}"#);
        let request = jwt_bearer(&demo, &good).unwrap();
        assert_eq!(request.url(), "https://account-d.docusign.com/oauth/token");
        assert!(request.body().unwrap().ends_with(&format!("&assertion={good}")));
        for (claims, says) in [
            (r#"{"aud":"account.docusign.com"}"#, "aud is account.docusign.com, but"),
            (r#"{"aud":"https://account-d.docusign.com"}"#, "aud is https://account-d."),
            (r#"{"aud":"account-d.docusign.com:8443"}"#, ":8443"),
            (r#"{"aud":"ACCOUNT-D.docusign.com"}"#, "ACCOUNT-D"),
            (r#"{"aud":["account-d.docusign.com"]}"#, "no single host"),
            (r#"{"aud":"account-d.docusign.com","aud":"account.docusign.com"}"#, "aud is"),
            (r#"{"iss":"account-d.docusign.com"}"#, "no single host"),
            ("[]", "no single host"),
        ] {
            let error = jwt_bearer(&demo, &assertion(claims)).unwrap_err();
            assert_eq!(error.code(), Code::EnvironmentInvalid, "{claims}");
            assert!(error.message().contains(says), "{claims}: {error}");
        }
        for odd in ["", "a", "a.b", "a.b.c", "..", "e30.!.c2ln"] {
            assert!(jwt_bearer(&demo, odd).is_err(), "{odd}");
        }
        let local = Environment::custom("http://127.0.0.1:8080", None, None).unwrap();
        assert!(jwt_bearer(&local, &assertion(r#"{"aud":"127.0.0.1:8080"}"#)).is_ok());
        assert!(jwt_bearer(&local, &assertion(r#"{"aud":"127.0.0.1"}"#)).is_err());
    }
}
