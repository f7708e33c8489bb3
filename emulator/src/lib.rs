//! A strict Docusign for tests: a function from a request to a response.
//!
//! It has no clock, randomness, timer or socket of its own: a [`Host`] lends it these. See README.md beside it.

mod app;
mod control;
mod guard;
#[cfg(feature = "native")]
pub mod host;
mod http;
mod oauth;
mod pages;
mod rest;
mod state;

pub use app::Docusign;
pub use http::{Reach, Scheme};
pub use state::{Config, Host, Sleep};
