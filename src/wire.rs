//! Basics for all rooms: JSON, origins, GUIDs, percent-encoding, spelling, quoting of foreign text.

mod find;
mod guid;
mod http_date;
pub(crate) mod json;
mod lower;
#[cfg(feature = "client")]
mod numbers;
mod origin;
mod percent;
mod quoted;
mod slips;
mod word_list;

pub(crate) use find::Find;
pub(crate) use guid::{guid, oddity};
pub(crate) use http_date::http_date;
pub(crate) use json::{Json, Misshapen, Object, Syntax};
pub(crate) use lower::lower;
#[cfg(feature = "client")]
pub(crate) use numbers::numbers;
pub use origin::Origin;
pub(crate) use percent::encoded;
pub(crate) use quoted::{path_of, quotable, quoted, without_queries};
pub(crate) use slips::is_within;
pub(crate) use word_list::has_word;
