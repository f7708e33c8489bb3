//! What the project needs and installs by itself: toolchain, tools, npm packages, browsers.

pub mod browser;
pub mod debian;
pub mod npm;
pub mod python;
pub mod target;
pub mod tools;
