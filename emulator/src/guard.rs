//! The layers before every route: names, log, faults, limits.

pub mod cors;
pub mod faults;
pub mod limits;
pub mod names;
pub mod record;
pub mod stamp;
