//! Docusign's protocol: requests, responses, assertion, consent, redirect, tokens, userinfo, users.

mod assertion;
mod bearer_token;
mod consent;
mod echo;
pub(crate) mod grant;
mod http;
mod id_token;
pub(crate) mod oauth_error;
mod pkce;
pub(crate) mod redirect;
mod stored_token;
pub(crate) mod token;
mod userinfo;
mod users;

pub use assertion::Assertion;
#[cfg(feature = "js")]
pub(crate) use assertion::{check_unit, user_is_client};
pub(crate) use bearer_token::BearerToken;
pub use consent::{ConsentOptions, admin_consent_help, admin_consent_url, consent_url};
pub(crate) use echo::Echo;
pub(crate) use grant::CodeFields;
pub use grant::{ClientSecret, jwt_bearer};
pub use http::{Request, Response};
pub use id_token::IdToken;
pub(crate) use oauth_error::{api_error, token_error, words};
pub use pkce::{Pkce, state_from_random};
#[cfg(feature = "js")]
pub(crate) use redirect::check_redirect_uri;
pub use redirect::{Redirect, read_redirect};
pub use stored_token::{Rejected, StoredToken};
pub use token::{Token, UserTokens};
pub use userinfo::{Account, UserInfo};
pub(crate) use users::{AccountUsers, OrganizationUsers, organization_ids};
