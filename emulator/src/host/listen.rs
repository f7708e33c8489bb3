//! The address to listen at.

use std::io::{Error, ErrorKind};
use std::net::{SocketAddr, TcpListener};

use anyhow::{Result, anyhow, bail};

/// Opens the address, which must be on this machine.
pub fn open(address: &str, allow_remote: bool) -> Result<TcpListener> {
    let is_port = !address.is_empty() && address.bytes().all(|byte| byte.is_ascii_digit());
    let host = if is_port { "127.0.0.1:" } else { "" };
    let full = format!("{host}{}", address.replace("localhost", "127.0.0.1"));
    let address: SocketAddr = full.parse().map_err(|_| {
        anyhow!("--listen takes HOST:PORT such as 127.0.0.1:8080, not {address:?}.")
    })?;
    if !address.ip().is_loopback() && !allow_remote {
        bail!(
            "{address} is not on this machine. The emulator's keys are public: set --allow-remote only if others may use it."
        );
    }
    let listener = TcpListener::bind(address)
        .map_err(|error| anyhow!("cannot listen on {address}: {}", reason(&error)))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Why a server cannot listen.
fn reason(error: &Error) -> String {
    match error.kind() {
        ErrorKind::AddrInUse => {
            "another program uses this port. Choose another one, or 0 for a free one.".to_owned()
        }
        _ => error.to_string(),
    }
}
