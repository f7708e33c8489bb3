//! Consent URLs, redirects, PKCE, ID tokens.

use wasm_bindgen::prelude::wasm_bindgen;

use super::assertion::millis;
use crate::config::Scopes;
use crate::error::Result;
use crate::js::asked::Asked;
use crate::js::option_names;
use crate::js::options::Options;
use crate::js::outbound::ToJson;
use crate::protocol::{
    ConsentOptions, IdToken, Pkce, admin_consent_help, admin_consent_url, consent_url,
    read_redirect, state_from_random,
};
use crate::settings::Settings;
use crate::wire::Object;

struct Address {
    settings: Settings,
    scopes: Scopes,
    redirect_uri: String,
    options: ConsentOptions,
}

impl Address {
    fn read(options: &str) -> Result<Self> {
        let mut options = Options::parse(options, &option_names::CONSENT_URL)?;
        let scopes = options.optional_scopes("scopes")?.unwrap_or_else(Scopes::signature);
        let redirect_uri = options.text("redirectUri")?;
        let consent = options.consent()?;
        // The JWT grant needs it. A code with PKCE, or an implicit token, is for the person who logs in.
        let is_login =
            consent.code_challenge.is_some() || consent.response_type.as_deref() == Some("token");
        let for_jwt = options.optional_flag("impersonation")?.unwrap_or(!is_login);
        let scopes = if for_jwt { scopes.with_impersonation() } else { scopes };
        let settings = options.settings()?;
        Ok(Self { settings, scopes, redirect_uri, options: consent })
    }
}

/// The consent URL for a user, for the options in `text`.
pub(super) fn consent_url_of(asked: &Asked<'_>) -> Result<String> {
    let Address { settings, scopes, redirect_uri, options } = Address::read(asked.text)?;
    let (environment, client_id) = (settings.environment(), settings.client_id());
    consent_url(environment, client_id, &redirect_uri, &scopes, &options)
}

/// The consent URL for an administrator of another organization, for the options in `text`.
pub(super) fn admin_consent_url_of(asked: &Asked<'_>) -> Result<String> {
    let Address { settings, scopes, redirect_uri, options } = Address::read(asked.text)?;
    let (environment, client_id) = (settings.environment(), settings.client_id());
    admin_consent_url(environment, client_id, &redirect_uri, &scopes, &options)
}

/// Instructions for an administrator's consent for their own organization, for the options in `text`.
pub(super) fn admin_consent_help_of(asked: &Asked<'_>) -> Result<String> {
    let settings = super::client(asked.text)?;
    Ok(admin_consent_help(settings.environment(), settings.client_id(), settings.scopes()))
}

/// Reads the redirect in `text`, and compares its state with `extra`.
pub(super) fn read_redirect_of(asked: &Asked<'_>) -> Result<String> {
    Ok(read_redirect(asked.text, asked.extra)?.to_json())
}

/// Makes a verifier, its challenge and a state from 48 random bytes.
#[wasm_bindgen(js_name = createPkce)]
#[must_use]
pub fn create_pkce(random: &[u8]) -> String {
    let (mut verifier, mut state) = ([0; 32], [0; 16]);
    for (to, from) in verifier.iter_mut().chain(state.iter_mut()).zip(random) {
        *to = *from;
    }
    let pkce = Pkce::from_random(verifier);
    let mut object = Object::new();
    object.text("codeVerifier", pkce.verifier());
    object.text("codeChallenge", &pkce.challenge());
    object.text("state", &state_from_random(state));
    object.finish()
}

/// Checks the claims of the ID token in `text` by the options in `more`, at `number`; `extra` asks for organizations.
pub(super) fn read_id_token(asked: &Asked<'_>) -> Result<String> {
    let settings = super::client(asked.more)?;
    let (environment, client_id) = (settings.environment(), settings.client_id());
    let claims = IdToken::read(asked.text, environment, client_id, millis(asked.number)?)?;
    if asked.extra.is_some() {
        claims.organizations()?;
    }
    Ok(claims.to_json())
}
