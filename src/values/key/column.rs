//! The name of a column of a list.

use std::fmt;

const LONGEST: usize = 16;

/// The key of a column of a list: at most 16 lower-case letters and digits, a letter first. Small
/// enough to be copied like the fields that it stands among.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnKey {
    // Padded with zeros, which compare below every letter: the order is that of the text.
    bytes: [u8; LONGEST],
}

impl ColumnKey {
    /// A key, or `None` where the text has not the shape of one.
    pub fn new(text: &str) -> Option<Self> {
        let well_formed = text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        let mut bytes = [0; LONGEST];
        bytes.get_mut(..text.len()).filter(|_| well_formed)?.copy_from_slice(text.as_bytes());
        Some(Self { bytes })
    }

    pub fn as_str(&self) -> &str {
        let length = self.bytes.iter().position(|byte| *byte == 0).unwrap_or(LONGEST);
        // Only ASCII gets in.
        self.bytes.get(..length).and_then(|b| std::str::from_utf8(b).ok()).unwrap_or_default()
    }
}

impl fmt::Debug for ColumnKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ColumnKey({})", self.as_str())
    }
}
