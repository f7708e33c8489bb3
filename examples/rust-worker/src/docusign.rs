//! The envelopes of a user, with one client for the life of the isolate.

use std::sync::OnceLock;

use docusign_jwt::{Detail, DocusignAuth, Error, Fetch};
use worker::{Env, Response, Result};

/// It renews tokens ten minutes before they expire. Visitors share the tokens.
static AUTH: OnceLock<DocusignAuth<Fetch>> = OnceLock::new();

pub(crate) async fn envelopes(env: &Env) -> Result<Response> {
    let auth = match AUTH.get() {
        Some(auth) => auth,
        None => match client(env) {
            Ok(auth) => AUTH.get_or_init(|| auth),
            Err(error) => return explain(&error),
        },
    };
    let target = "/restapi/v2.1/accounts/{accountId}/envelopes?from_date=2026-01-01";
    match auth.get(target).await {
        // Stream the response of the API.
        Ok(response) => Ok(response.into_inner().into()),
        Err(error) => explain(&error),
    }
}

/// The variables of wrangler.toml and the secret DOCUSIGN_PRIVATE_KEY.
fn client(env: &Env) -> docusign_jwt::Result<DocusignAuth<Fetch>> {
    let variable = |name: &str| env.var(name).ok().map(|value| value.to_string());
    DocusignAuth::from_variables(variable, Fetch::default())
}

fn explain(error: &Error) -> Result<Response> {
    match error.detail() {
        Some(Detail::Consent(needed)) if needed.consent_url.is_some() => {
            let response = Response::empty()?.with_status(303);
            response
                .headers()
                .set("location", needed.consent_url.as_deref().unwrap_or_default())?;
            Ok(response)
        }
        _ => Response::error(format!("{}: {error}", error.code().as_str()), 502),
    }
}
