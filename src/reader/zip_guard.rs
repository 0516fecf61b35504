//! The parts of a zipped workbook, each unpacked within bounds and to its end, which makes the zip
//! crate compare the checksum: of a thousand single-bit flips in a sheet, 73 changed a value without
//! any error where nobody did. calamine unpacks for itself and compares nothing, so that what it is to
//! read is unpacked once before it does.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{Cursor, Read, Write};

use zip::ZipArchive;

use super::bounds::{
    LARGE_PART_BYTES, LARGE_UNPACKED_BYTES, PART_BYTES, PARTS, UNPACKED_BYTES, unreadable, within,
};
use super::encoding;
use crate::reader::failure::{Bound, OpenFailure};

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A package whose directory is sound and within bounds.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    /// Index of each part by its name as calamine compares it.
    names: HashMap<String, usize>,
    /// What was unpacked so far, in bytes.
    unpacked: u64,
    bounds: Bounds,
    /// Whether there is a part with macros.
    pub(super) macros: bool,
}

/// How much may be unpacked, in bytes.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    part: u64,
    all: u64,
}

impl<'a> Package<'a> {
    /// A package, once what its directory declares is within bounds.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, OpenFailure> {
        Self::within(bytes, Bounds { part: PART_BYTES, all: UNPACKED_BYTES })
    }

    /// The same of a consolidation of this program's own.
    pub(super) fn open_large(bytes: &'a [u8]) -> Result<Self, OpenFailure> {
        Self::within(bytes, Bounds { part: LARGE_PART_BYTES, all: LARGE_UNPACKED_BYTES })
    }

    fn within(bytes: &'a [u8], bounds: Bounds) -> Result<Self, OpenFailure> {
        let mut archive = open_archive(bytes)?;
        let names = check_directory(&mut archive, bounds)?;
        // Basic/ is where OpenDocument keeps them.
        let macros =
            names.keys().any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/"));
        Ok(Self { archive, names, unpacked: 0, bounds, macros })
    }

    /// Opens and unpacks every part once, for a reader that does not check what it unpacks.
    pub(super) fn check(bytes: &'a [u8]) -> Result<Self, OpenFailure> {
        let mut package = Self::open(bytes)?;
        for index in 0..package.archive.len() {
            package.unpack(index, &mut std::io::sink())?;
        }
        package.unpacked = 0;
        Ok(package)
    }

    /// Whether there is a part of this name, whose case does not matter.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// A part by its name, whose case does not matter, in UTF-8 where it is XML; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, OpenFailure> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        self.unpack(index, &mut bytes)?;
        encoding::in_utf8(bytes, name).map(Some)
    }

    /// Unpacks one part to its end.
    fn unpack(&mut self, index: usize, into: &mut impl Write) -> Result<(), OpenFailure> {
        let part = self.archive.by_index(index).map_err(unreadable)?;
        let name = normal(&part.name().map_err(unreadable)?);
        let declared = part.size();
        // One byte more than allowed, because a size may be declared wrongly.
        let size = std::io::copy(&mut part.take(declared.min(self.bounds.part) + 1), into)
            .map_err(|error| unreadable(format_args!("{name}: {error}")))?;
        within(Bound::PartBytes, size, self.bounds.part)?;
        if size > declared {
            return Err(unreadable(format_args!("{name} is larger than it says")));
        }
        self.unpacked += size;
        within(Bound::UnpackedBytes, self.unpacked, self.bounds.all)
    }

    /// Where a part stands. A relationship names it as a URI, and some programs write the name in the
    /// package as one too, others do not: `sheet%201.xml` and `sheet 1.xml` are the same.
    fn index(&self, name: &str) -> Option<usize> {
        let name = normal(name);
        if let Some(index) = self.names.get(&name) {
            return Some(*index);
        }
        let plain = decoded(&name);
        let mut same = self.names.iter().filter(|(other, _)| decoded(other) == plain);
        match (same.next(), same.next()) {
            (Some((_, index)), None) => Some(*index),
            _ => None,
        }
    }
}

/// A name with its percent-encoded bytes put back; as it is where they are no text.
pub(super) fn decoded(name: &str) -> Cow<'_, str> {
    if !name.contains('%') {
        return Cow::Borrowed(name);
    }
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let digits = after.get(..2).filter(|_| first == b'%');
        let code = digits
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            .and_then(|digits| std::str::from_utf8(digits).ok())
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).map_or(Cow::Borrowed(name), Cow::Owned)
}

/// A part's name as calamine compares it.
fn normal(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Opens the zip, once its directory is known to be within bounds: the zip crate takes six times the memory
/// of a directory that it reads.
pub(super) fn open_archive(bytes: &[u8]) -> Result<Archive<'_>, OpenFailure> {
    // A package inside this one brings a directory of its own.
    within(Bound::Parts, entries(bytes), 4 * PARTS)?;
    ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)
}

/// How many entries of directories there may be: how often the mark of one stands in the bytes.
fn entries(bytes: &[u8]) -> u64 {
    const MARK: [u8; 4] = *b"PK\x01\x02";
    let mut count = 0;
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|byte| *byte == MARK[0]) {
        rest = rest.get(at..).unwrap_or_default();
        count += u64::from(rest.starts_with(&MARK));
        rest = rest.get(1..).unwrap_or_default();
    }
    count
}

/// Checks what the zip directory declares; returns the index of each part.
fn check_directory(
    archive: &mut Archive<'_>,
    bounds: Bounds,
) -> Result<HashMap<String, usize>, OpenFailure> {
    within(Bound::Parts, archive.len() as u64, PARTS)?;
    if archive.has_duplicate_names() {
        return Err(unreadable("two parts have the same name"));
    }
    let mut names = HashMap::new();
    let mut declared: u64 = 0;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(unreadable)?;
        if part.encrypted() {
            return Err(OpenFailure::Encrypted);
        }
        within(Bound::PartBytes, part.size(), bounds.part)?;
        declared = declared.saturating_add(part.size());
        let name = normal(&part.name().map_err(unreadable)?);
        if names.insert(name, index).is_some() {
            return Err(unreadable("two parts have the same name but for case"));
        }
    }
    within(Bound::UnpackedBytes, declared, bounds.all)?;
    Ok(names)
}
