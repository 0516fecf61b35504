//! The fingerprint of a file: by it a file is known again under any name.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of a file's bytes, in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// A fingerprint as it is written.
pub fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
