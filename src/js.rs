//! The boundary to JavaScript: texts and bytes in, texts and bytes out. It only translates: the core decides.
//! Structured values cross as JSON; a failure is thrown as JSON
//! too, and becomes an `Error` of its class in `pkg/lib/core/error_fields.js`.

#![allow(unreachable_pub, reason = "wasm-bindgen reaches what it exports")]

mod address;
pub(crate) mod asked;
mod assertion;
mod diagnosis;
pub(crate) mod duration;
pub(crate) mod evidence;
mod failure;
mod inbound;
mod key;
mod operation;
pub(crate) mod option_names;
pub(crate) mod option_spelling;
pub(crate) mod options;
pub(crate) mod outbound;
mod proxy;
pub(crate) mod question;
mod store;

use crate::error::Result;
use crate::js::options::Options;
use crate::settings::Settings;
use crate::wire::Object;

use asked::Asked;

/// 3 KB smaller packed than the allocator of the standard library, and no slower.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

fn client(options: &str) -> Result<Settings> {
    Options::parse(options, &option_names::CLIENT)?.settings()
}

/// Checks the options of a client in `text`, and returns the facts that JavaScript needs.
fn describe_client(asked: &Asked<'_>) -> Result<String> {
    let settings = client(asked.text)?;
    let mut facts = Object::new();
    facts.text("cacheKey", &settings.cache_key());
    facts.text("clientId", settings.client_id().as_str());
    facts.text_or_null("userId", settings.user_id().map(|user| user.as_str()));
    facts.text("environment", settings.environment().name());
    facts.text("authHost", settings.environment().auth_host());
    facts.texts("scopes", &mut settings.scopes().iter());
    facts.texts("applicationScopes", &mut settings.scopes().for_application().iter());
    facts.number("timeout", settings.timeout());
    facts.number("refreshMargin", settings.refresh_margin());
    Ok(facts.finish())
}
