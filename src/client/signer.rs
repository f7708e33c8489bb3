//! Signers: a private key in memory, or a key elsewhere, for example in a KMS.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use crate::crypto::PrivateKey;
use crate::error::{Error, Result};

/// A boxed future. It is `Send`, except in WebAssembly, which has one thread.
#[cfg(not(target_arch = "wasm32"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;
/// A boxed future. It is `Send`, except in WebAssembly, which has one thread.
#[cfg(target_arch = "wasm32")]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// The error of a [`Signer`] or a store: any error. Its text becomes part of the client's error.
pub type SourceError = Box<dyn std::error::Error + Send + Sync>;

/// A key outside of this process, for example in a KMS or an HSM.
///
/// The client needs one signature per user and hour, so the cost of a boxed future does not matter.
///
/// ```
/// use docusign_jwt::{BoxFuture, PrivateKey, Signer, SourceError};
///
/// struct Kms(PrivateKey);
///
/// impl Signer for Kms {
///     fn sign<'a>(&'a self, data: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>> {
///         // Ask your KMS here, for RSASSA_PKCS1_V1_5_SHA_256.
///         Box::pin(async move { Ok(self.0.sign(data)?) })
///     }
/// }
/// ```
pub trait Signer: Send + Sync {
    /// Signs with RS256: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 8.2).
    ///
    /// # Errors
    /// Any error. The client's error is then [`Error::signing_failed`], with this one as its source.
    fn sign<'a>(&'a self, data: &'a [u8]) -> BoxFuture<'a, Result<Vec<u8>, SourceError>>;
}

/// The keys of a client, in the order in which they are tried.
pub(crate) enum AnySigner {
    Key(PrivateKey),
    Elsewhere(Arc<dyn Signer>),
}

impl AnySigner {
    pub(crate) async fn sign(&self, data: &[u8]) -> Result<Vec<u8>> {
        match self {
            Self::Key(key) => key.sign(data),
            Self::Elsewhere(signer) => signer.sign(data).await.map_err(Error::signing_failed),
        }
    }
}

impl fmt::Debug for AnySigner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Elsewhere(_) => f.write_str("Signer"),
        }
    }
}
