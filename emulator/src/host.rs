//! The parts of a process: files, sockets, TLS, clock, random numbers, timers.

pub mod files;
pub mod listen;
pub mod process;
pub mod tls;
mod webhook;
