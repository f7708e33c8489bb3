//! The pages that a person sees.

pub mod authorize;
mod consent;
pub mod frame;
pub mod sending;
mod session;
pub mod signing;
pub mod start;
