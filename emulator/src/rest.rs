//! The eSignature REST API and the Admin API.

mod access;
mod date;
mod definition;
pub mod documents;
pub mod envelopes;
pub mod organizations;
mod summary;
pub mod users;
pub mod views;
