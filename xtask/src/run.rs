//! What every command stands on: where things are, and how programs are run.

pub mod copy;
pub mod place;
pub mod step;
