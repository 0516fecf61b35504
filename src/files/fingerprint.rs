//! The fingerprint of a file: by it a file is known again under any name.

use std::fmt::Write as _;

use std::io::Read;

use sha2::{Digest as _, Sha256};

/// How much of a file is in memory at a time.
const PIECE_BYTES: usize = 64 << 10;

/// The SHA-256 of a file's bytes, in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The same of everything that is read, a piece at a time.
///
/// # Errors
/// Where it cannot be read.
pub fn fingerprint_of(mut content: impl Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; PIECE_BYTES];
    loop {
        match content.read(&mut piece)? {
            0 => return Ok(hexadecimal(&hash.finalize())),
            read => hash.update(piece.get(..read).unwrap_or_default()),
        }
    }
}

/// A fingerprint as it is written.
pub fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().fold(String::with_capacity(digest.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
