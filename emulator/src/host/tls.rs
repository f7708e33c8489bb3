//! TLS with a certificate authority for the lifetime of the process: other Docusign SDKs use only https.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use axum_server::tls_rustls::RustlsConfig;
use rcgen::KeyPair;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::certificate::certify;
use crate::host::process::Process;
use crate::state::Host;

/// Writes the authority's certificate to `ca_out`, and returns the server configuration.
pub fn config(ca_out: Option<&Path>) -> Result<RustlsConfig> {
    let (authority_key, key) = (KeyPair::generate()?, KeyPair::generate()?);
    let mut random = [[0; 16]; 2];
    random.iter_mut().for_each(|bytes| Process.fill(bytes));
    let certificates = certify(&authority_key, &key, random)?;
    if let Some(file) = ca_out {
        std::fs::write(file, certificates.authority.pem())
            .with_context(|| format!("--ca-out: {} cannot be written", file.display()))?;
    }
    let private = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certificates.server.der().clone()], private)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}
