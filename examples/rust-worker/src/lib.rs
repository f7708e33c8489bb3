//! A Worker that returns the envelopes of a Docusign user, or redirects to the consent page. Its settings are the
//! variables in wrangler.toml and two secrets: DOCUSIGN_PRIVATE_KEY, the PEM from Docusign, and APP_PASSWORD.

#[cfg(feature = "docusign")]
mod docusign;

use base64ct::{Base64, Encoding};
use subtle::ConstantTimeEq;
use worker::{Context, Env, Request, Response, Result, event};

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    if !is_allowed(&request, &env)? {
        let response = Response::error("Log in", 401)?;
        response.headers().set("www-authenticate", "Basic realm=\"docusign\"")?;
        return Ok(response);
    }
    match request.path().as_str() {
        "/" => envelopes(&env).await,
        "/callback" => Response::ok("Thank you. Go back to the start page."),
        _ => Response::error("Not found", 404),
    }
}

/// Checks the password. Without it, everyone with the address could read the user's data. You can replace it with your own
/// login, or with Cloudflare Access.
fn is_allowed(request: &Request, env: &Env) -> Result<bool> {
    let Ok(password) = env.secret("APP_PASSWORD") else { return Ok(false) };
    let password = password.to_string();
    let wanted = format!("Basic {}", Base64::encode_string(format!("app:{password}").as_bytes()));
    let given = request.headers().get("authorization")?.unwrap_or_default();
    Ok(!password.is_empty() && bool::from(given.as_bytes().ct_eq(wanted.as_bytes())))
}

#[cfg(feature = "docusign")]
async fn envelopes(env: &Env) -> Result<Response> {
    docusign::envelopes(env).await
}

#[cfg(not(feature = "docusign"))]
async fn envelopes(_env: &Env) -> Result<Response> {
    Response::ok("[]")
}
