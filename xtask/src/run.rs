//! Basics for all commands: paths, and running programs.

pub mod copy;
pub mod listing;
pub mod place;
pub mod step;
