//! What is checked of a zipped workbook before calamine sees it. calamine allocates what a part
//! declares and never compares checksums: of a thousand single-bit flips in a sheet, 73 changed a
//! value without any error. So every part is unpacked once to its end, which makes the zip crate
//! compare the checksum, and what calamine builds from counts is counted first.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use quick_xml::events::Event;
use zip::ZipArchive;

use super::bounds::{
    PART_BYTES, PARTS, SHARED_STRINGS, STYLES, UNPACKED_BYTES, unreadable, within,
};
use super::xml::{Walk, attribute};
use crate::reader::failure::{Bound, OpenFailure};

/// The shortest shared string there is: `<si/>`.
const SHORTEST_SHARED_STRING: u64 = 5;

/// A zip package in memory.
pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// A package whose parts are whole and within bounds.
pub(super) struct Package<'a> {
    archive: Archive<'a>,
    /// Index of each part by its name as calamine compares it.
    names: HashMap<String, usize>,
    /// Whether there is a part with macros.
    pub(super) macros: bool,
}

impl<'a> Package<'a> {
    /// Checks every part.
    pub(super) fn check(bytes: &'a [u8]) -> Result<Self, OpenFailure> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        let names = check_directory(&mut archive)?;
        let mut unpacked = 0;
        for index in 0..archive.len() {
            unpacked += check_part(&mut archive, index)?;
            within(Bound::UnpackedBytes, unpacked, UNPACKED_BYTES)?;
        }
        // Basic/ is where OpenDocument keeps them.
        let macros =
            names.keys().any(|name| name.ends_with("vbaproject.bin") || name.starts_with("basic/"));
        Ok(Self { archive, names, macros })
    }

    /// Whether there is a part of this name, whose case does not matter.
    pub(super) fn has(&self, name: &str) -> bool {
        self.index(name).is_some()
    }

    /// A part by its name, whose case does not matter; `None` if there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, OpenFailure> {
        let Some(index) = self.index(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let part = self.archive.by_index(index).map_err(unreadable)?;
        part.take(PART_BYTES).read_to_end(&mut bytes).map_err(unreadable)?;
        Ok(Some(bytes))
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.names.get(&normal(name)).copied()
    }
}

/// A part's name as calamine compares it.
fn normal(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Checks what the zip directory declares; returns the index of each part.
fn check_directory(archive: &mut Archive<'_>) -> Result<HashMap<String, usize>, OpenFailure> {
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
        within(Bound::PartBytes, part.size(), PART_BYTES)?;
        declared = declared.saturating_add(part.size());
        let name = normal(&part.name().map_err(unreadable)?);
        if names.insert(name, index).is_some() {
            return Err(unreadable("two parts have the same name but for case"));
        }
    }
    within(Bound::UnpackedBytes, declared, UNPACKED_BYTES)?;
    Ok(names)
}

/// Unpacks one part to its end; returns its size.
fn check_part(archive: &mut Archive<'_>, index: usize) -> Result<u64, OpenFailure> {
    let part = archive.by_index(index).map_err(unreadable)?;
    let name = normal(&part.name().map_err(unreadable)?);
    let damaged = |error| unreadable(format_args!("{name}: {error}"));
    // One byte more than allowed, because a size may be declared wrongly.
    let mut part = part.take(PART_BYTES + 1);
    let counted = name.ends_with("/styles.xml") || name.ends_with("/sharedstrings.xml");
    let size = if counted {
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).map_err(damaged)?;
        within(Bound::PartBytes, bytes.len() as u64, PART_BYTES)?;
        check_counts(&name, &bytes)?;
        bytes.len() as u64
    } else {
        std::io::copy(&mut part, &mut std::io::sink()).map_err(damaged)?
    };
    within(Bound::PartBytes, size, PART_BYTES)?;
    Ok(size)
}

/// Counts what calamine keeps one by one of the styles and the shared strings.
fn check_counts(name: &str, bytes: &[u8]) -> Result<(), OpenFailure> {
    let mut walk = Walk::new(name, bytes);
    let (mut styles, mut strings) = (0, 0);
    loop {
        match walk.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "font" | "fill" | "border" | "xf" => styles += 1,
                "si" => strings += 1,
                "sst" => {
                    let declared = attribute(&element, "uniqueCount")
                        .and_then(|count| count.parse::<u64>().ok())
                        .unwrap_or(0);
                    let possible =
                        (bytes.len() as u64 / SHORTEST_SHARED_STRING).min(SHARED_STRINGS);
                    within(Bound::SharedStrings, declared, possible)?;
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    within(Bound::Styles, styles, STYLES)?;
    within(Bound::SharedStrings, strings, SHARED_STRINGS)
}
