//! The address to listen at.

use std::net::{SocketAddr, TcpListener};

use anyhow::{Context, Result, bail};

/// Opens the address, which must be on this machine.
pub fn open(address: &str, allow_remote: bool) -> Result<TcpListener> {
    let address = address.replace("localhost", "127.0.0.1");
    let address: SocketAddr =
        address.parse().with_context(|| format!("{address} is no address such as 127.0.0.1:0"))?;
    if !address.ip().is_loopback() && !allow_remote {
        bail!(
            "{address} is not on this machine; the emulator's keys are public. --allow-remote insists."
        );
    }
    let listener =
        TcpListener::bind(address).with_context(|| format!("cannot listen on {address}"))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}
