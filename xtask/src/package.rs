//! What is built and published: the npm package, the crate, the emulator.

pub mod build;
pub mod emulator;
pub mod emulator_package;
pub mod entries;
mod glue;
pub mod pack;
pub mod release;
mod rust_version;
pub mod rust_worker;
pub mod stage;
pub mod supply;
