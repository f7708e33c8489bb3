//! A strict Docusign for tests: a function from a request to a response.
//!
//! It has no clock, random numbers, timer or socket: a [`Host`] provides them. See the README.

mod app;
#[cfg(any(feature = "native", feature = "wasm"))]
mod certificate;
mod connect;
mod control;
mod guard;
#[cfg(feature = "native")]
pub mod host;
mod http;
mod oauth;
mod pages;
mod rest;
mod state;
#[cfg(feature = "wasm")]
mod wasm;

pub use app::Docusign;
pub use http::{Reach, Scheme};
pub use state::{Config, Delivery, Host, Report, Sleep};
