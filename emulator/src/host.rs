//! What only a process has: sockets and TLS.

pub mod listen;
pub mod tls;
