//! Input as a few named parts. A fuzzer that had to keep the checksums of a zip right would never get
//! to the parts in it, so a target is given the parts and makes the package itself:
//!
//! ```text
//! === xl/worksheets/sheet1.xml
//! <worksheet>…
//! === xl/styles.xml
//! <styleSheet>…
//! ```

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const MARK: &[u8] = b"=== ";
const LONGEST_NAME: usize = 100;

/// Parts by name.
pub type Parts<'a> = BTreeMap<String, &'a [u8]>;

/// The parts of an input, with those of `others` that it does not have.
pub fn split<'a>(input: &'a [u8], others: &[(&str, &'a [u8])]) -> Parts<'a> {
    let mut parts: Parts<'a> =
        others.iter().map(|(name, content)| ((*name).to_owned(), *content)).collect();
    let mut starts: Vec<usize> =
        (0..input.len()).filter(|at| input[*at..].starts_with(MARK)).collect();
    starts.retain(|at| *at == 0 || input[at - 1] == b'\n');
    for (index, start) in starts.iter().enumerate() {
        // The line break before the next mark belongs to the mark.
        let end = starts.get(index + 1).map_or(input.len(), |next| next - 1);
        let Some(piece) = input.get(start + MARK.len()..end) else { continue };
        let name_end = piece.iter().position(|byte| *byte == b'\n').unwrap_or(piece.len());
        let Ok(name) = std::str::from_utf8(&piece[..name_end]) else { continue };
        if !name.is_empty() && name.len() <= LONGEST_NAME {
            parts.insert(name.to_owned(), piece.get(name_end + 1..).unwrap_or_default());
        }
    }
    parts
}

/// A package of the parts, first `first`; nothing where they have names that no package can have.
pub fn package(input: &[u8], others: &[(&str, &[u8])], first: &str) -> Option<Vec<u8>> {
    let parts = split(input, others);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let (one, rest): (Vec<_>, Vec<_>) = parts.iter().partition(|(name, _)| *name == first);
    for (name, content) in one.into_iter().chain(rest) {
        zip.start_file(name.as_str(), options).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
