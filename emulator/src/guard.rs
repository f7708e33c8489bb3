//! What stands before every route: names, the log, faults, limits.

pub mod cors;
pub mod faults;
pub mod limits;
pub mod names;
pub mod record;
pub mod stamp;
