//! What is built and published: the npm package, the crate, the emulator.

pub mod build;
pub mod emulator;
mod glue;
pub mod pack;
pub mod release;
pub mod rust_worker;
pub mod stage;
pub mod supply;
