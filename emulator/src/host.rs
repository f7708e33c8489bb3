//! What only a process has: files, sockets, TLS, a clock, randomness, timers.

pub mod files;
pub mod listen;
pub mod process;
pub mod tls;
mod webhook;
