//! The eSignature REST API and the Admin API.

mod access;
mod definition;
pub mod documents;
pub mod envelopes;
mod notification;
pub mod organizations;
mod summary;
pub mod users;
pub mod views;
