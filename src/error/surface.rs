//! The words of the caller's surface: a message names options and methods as the caller's language writes them.
//!
//! The feature `js` chooses the words of JavaScript; without it they are those of Rust. Tables take either one literal, or
//! `{ js: "…", rust: "…" }`.

/// The text for the surface of this build, as a literal: it may stand in `concat!`.
#[cfg(feature = "js")]
macro_rules! surface {
    ($text:literal) => {
        $text
    };
    ({ js: $js:literal, rust: $rust:literal }) => {
        $js
    };
    (js: $js:literal, rust: $rust:literal) => {
        $js
    };
}

/// The text for the surface of this build, as a literal: it may stand in `concat!`.
#[cfg(not(feature = "js"))]
macro_rules! surface {
    ($text:literal) => {
        $text
    };
    ({ js: $js:literal, rust: $rust:literal }) => {
        $rust
    };
    (js: $js:literal, rust: $rust:literal) => {
        $rust
    };
}

pub(crate) use surface;
