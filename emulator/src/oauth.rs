//! The token endpoint and userinfo.

mod code_grant;
mod form;
mod issue;
mod jwt_grant;
pub mod token;
pub mod userinfo;
