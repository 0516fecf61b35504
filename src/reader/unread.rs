//! A file that is open and not read yet: what its first bytes and the directory of its package tell before
//! any room is made for it.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;

use zip::ZipArchive;

use super::bounds::{FILE_BYTES, PARTS, ReadFailure, within};
use super::failure::{Bound, FileKind};
use super::sniff::{Content, is_container, sniff};
use super::xlsx::properties::custom_properties;
use super::zip_guard;
use crate::files::input::open_plain;

/// How much of a file is looked at before it is read.
const HEAD_BYTES: u64 = 64 << 10;
/// How much of the part of the custom properties is read.
const PROPERTIES_BYTES: u64 = 1 << 20;
/// The directory of a zip of as many parts as are read, in bytes.
const DIRECTORY_BYTES: u64 = 4 << 20;
/// Where the record at the end of a zip says how many parts there are, and how long its directory is; and
/// its own length.
const COUNT_AT: usize = 10;
const DIRECTORY_SIZE_AT: usize = 12;
const END_BYTES: usize = 22;

/// Memory that is taken for each byte of a package, unpacked: a cell of 20 letters becomes 300 bytes.
const PER_UNPACKED_BYTE: u64 = 15;
/// The same for each byte of an .xls, and what the rectangle round its cells may take.
const PER_BYTE: u64 = 15;
const RECTANGLE_BYTES: u64 = 32 << 20;

/// A plain file that is open.
#[derive(Debug)]
pub struct UnreadFile {
    file: File,
    length: u64,
    head: Vec<u8>,
}

impl UnreadFile {
    /// Opens a file and reads its first bytes.
    ///
    /// # Errors
    /// What the system says; `IsADirectory` or `InvalidInput` for what is no plain file.
    pub fn open(path: &Path) -> std::io::Result<Self> {
        let mut file = open_plain(path)?;
        let length = file.metadata()?.len();
        let mut head = Vec::new();
        file.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        Ok(Self { file, length, head })
    }

    pub fn head(&self) -> &[u8] {
        &self.head
    }

    pub fn is_too_large(&self) -> bool {
        self.length > FILE_BYTES
    }

    /// How much memory reading it takes at most, by what it declares, in bytes.
    pub fn takes(&mut self) -> u64 {
        if !is_container(&self.head) {
            return self.length;
        }
        if !self.head.starts_with(b"PK") {
            return self.length.saturating_mul(PER_BYTE) + RECTANGLE_BYTES;
        }
        if !has_small_directory(&mut self.file, self.length) {
            return u64::MAX;
        }
        let declared = declared_bytes(BufReader::new(&mut self.file)).unwrap_or_default();
        self.length.saturating_add(declared.saturating_mul(PER_UNPACKED_BYTE))
    }

    /// What it is, where its first bytes tell that it is no workbook and there is more of it.
    pub fn other_kind(&self, file_name: &str) -> Option<FileKind> {
        if self.length <= HEAD_BYTES || is_container(&self.head) {
            return None;
        }
        match sniff(&self.head, file_name) {
            Content::Other(kind) => Some(kind),
            Content::Workbook(_)
            | Content::Encrypted
            | Content::RightsManaged
            | Content::Damaged(_)
            | Content::Refused(_) => None,
        }
    }

    /// Everything in it.
    ///
    /// # Errors
    /// [`ReadFailure::Open`] for more than `limit`, [`ReadFailure::Io`] for all else.
    pub fn read(mut self, limit: u64) -> Result<Vec<u8>, ReadFailure> {
        within(Bound::FileBytes, self.length, limit)?;
        self.file.seek(SeekFrom::Start(self.head.len() as u64))?;
        let mut bytes = self.head;
        // The length may be out of date.
        let more = (limit + 1).saturating_sub(bytes.len() as u64);
        self.file.take(more).read_to_end(&mut bytes)?;
        within(Bound::FileBytes, bytes.len() as u64, limit)?;
        Ok(bytes)
    }

    /// Everything in it, piece by piece, the first bytes too.
    ///
    /// # Errors
    /// What the system says.
    pub fn into_reader(self) -> impl Read {
        Cursor::new(self.head).chain(self.file)
    }

    /// What it states in its custom properties, if it is a package: of one of any size hardly anything is
    /// read.
    pub fn custom_properties(&mut self) -> BTreeMap<String, String> {
        if !self.head.starts_with(b"PK") || !has_small_directory(&mut self.file, self.length) {
            return BTreeMap::new();
        }
        properties_in(BufReader::new(&mut self.file))
    }
}

/// What a package states in its custom properties, whatever else it holds.
pub fn stated_properties(bytes: &[u8]) -> BTreeMap<String, String> {
    match zip_guard::open_archive(bytes) {
        Ok(_) => properties_in(Cursor::new(bytes)),
        Err(_) => BTreeMap::new(),
    }
}

fn properties_in(source: impl Read + Seek) -> BTreeMap<String, String> {
    let mut part = Vec::new();
    let is_read = ZipArchive::new(source).ok().and_then(|mut archive| {
        let properties = archive.by_name("docProps/custom.xml").ok()?;
        properties.take(PROPERTIES_BYTES).read_to_end(&mut part).ok()
    });
    is_read.and_then(|_| custom_properties(&part).ok()).unwrap_or_default()
}

/// How many bytes the parts that are read into memory take unpacked, by what a package declares.
fn declared_bytes(source: impl Read + Seek) -> Option<u64> {
    let mut archive = ZipArchive::new(source).ok()?;
    let mut declared = 0_u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        let is_read = part.name().is_ok_and(|name| {
            let name = name.to_ascii_lowercase();
            [".xml", ".bin", ".rels", ".vml"].iter().any(|ending| name.ends_with(ending))
        });
        if is_read {
            declared = declared.saturating_add(part.size());
        }
    }
    Some(declared)
}

/// Whether a zip ends with a record of a directory that is within bounds, and nothing behind it.
fn has_small_directory(file: &mut File, length: u64) -> bool {
    let mut end = [0; END_BYTES];
    let Some(start) = length.checked_sub(END_BYTES as u64) else { return false };
    if file.seek(SeekFrom::Start(start)).and_then(|_| file.read_exact(&mut end)).is_err() {
        return false;
    }
    let count = u64::from(u16::from_le_bytes([end[COUNT_AT], end[COUNT_AT + 1]]));
    let size = end.get(DIRECTORY_SIZE_AT..DIRECTORY_SIZE_AT + 4).unwrap_or_default();
    let size = size.iter().rev().fold(0_u64, |size, byte| size << 8 | u64::from(*byte));
    end.starts_with(b"PK\x05\x06") && count <= PARTS && size <= DIRECTORY_BYTES
}
