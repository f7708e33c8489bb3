//! What is signed in place of the data: EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 9.2).

use sha2::{Digest, Sha256};

/// `DigestInfo` in DER, up to the digest (RFC 8017, section 9.2, note 1).
const SHA256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05,
    0x00, 0x04, 0x20,
];

/// The encoded message, of as many bytes as the modulus: at least 256.
pub(super) fn encoded(data: &[u8], length: usize) -> Vec<u8> {
    let digest = Sha256::digest(data);
    let padding = length.saturating_sub(3 + SHA256.len() + digest.len());
    let mut message = Vec::with_capacity(length);
    message.extend_from_slice(&[0, 1]);
    message.resize(2 + padding, 0xff);
    message.push(0);
    message.extend_from_slice(&SHA256);
    message.extend_from_slice(&digest);
    message
}
