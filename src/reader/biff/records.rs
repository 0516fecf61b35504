//! The records of an .xls stream: a number of the kind, a length, and the data.

use crate::reader::bounds::unreadable;
use crate::reader::bytes::{u16_at, u32_at, utf16_units};
use crate::reader::failure::OpenFailure;

/// The kinds of records that matter, by their numbers ([MS-XLS] 2.3).
pub(in crate::reader) mod kind {
    pub(in crate::reader) const FORMULA: u16 = 0x0006;
    pub(in crate::reader) const EOF: u16 = 0x000A;
    pub(in crate::reader) const HEADER: u16 = 0x0014;
    pub(in crate::reader) const FOOTER: u16 = 0x0015;
    pub(in crate::reader) const NOTE: u16 = 0x001C;
    pub(in crate::reader) const FILE_PASS: u16 = 0x002F;
    pub(in crate::reader) const FONT: u16 = 0x0031;
    pub(in crate::reader) const CONTINUE: u16 = 0x003C;
    pub(in crate::reader) const OBJECT: u16 = 0x005D;
    pub(in crate::reader) const COLUMN_INFO: u16 = 0x007D;
    pub(in crate::reader) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::reader) const PALETTE: u16 = 0x0092;
    pub(in crate::reader) const MULTIPLE_RK: u16 = 0x00BD;
    pub(in crate::reader) const RICH_STRING: u16 = 0x00D6;
    pub(in crate::reader) const XF: u16 = 0x00E0;
    pub(in crate::reader) const MERGED_CELLS: u16 = 0x00E5;
    pub(in crate::reader) const DRAWING: u16 = 0x00EC;
    pub(in crate::reader) const SHARED_TEXTS: u16 = 0x00FC;
    pub(in crate::reader) const LABEL_SST: u16 = 0x00FD;
    pub(in crate::reader) const TEXT_OBJECT: u16 = 0x01B6;
    pub(in crate::reader) const DIMENSIONS: u16 = 0x0200;
    pub(in crate::reader) const NUMBER: u16 = 0x0203;
    pub(in crate::reader) const LABEL: u16 = 0x0204;
    pub(in crate::reader) const BOOL_OR_ERROR: u16 = 0x0205;
    pub(in crate::reader) const ROW: u16 = 0x0208;
    pub(in crate::reader) const RK: u16 = 0x027E;
    pub(in crate::reader) const FORMAT: u16 = 0x041E;
    pub(in crate::reader) const BOF: u16 = 0x0809;
    /// Headers and footers of the first page and of even pages.
    pub(in crate::reader) const MORE_MARGINS: u16 = 0x089C;
}

pub(in crate::reader) struct Record<'a> {
    pub(in crate::reader) kind: u16,
    pub(in crate::reader) data: &'a [u8],
    /// The place in the stream at which the data begins.
    pub(super) start: usize,
}

impl Record<'_> {
    /// A number of the data; a failure where the record is too short for it.
    pub(super) fn u16(&self, at: usize) -> Result<u16, OpenFailure> {
        u16_at(self.data, at).ok_or_else(|| unreadable("a record is too short"))
    }

    pub(super) fn u32(&self, at: usize) -> Result<u32, OpenFailure> {
        u32_at(self.data, at).ok_or_else(|| unreadable("a record is too short"))
    }

    /// A number of the data, 0 where the record is too short for it.
    pub(super) fn u64_or_zero(&self, at: usize) -> u64 {
        u16_at(self.data, at).map_or(0, u64::from)
    }

    /// Whether one of the flags at a place is set.
    pub(super) fn has_flag(&self, at: usize, flag: u16) -> bool {
        u16_at(self.data, at).is_some_and(|flags| flags & flag != 0)
    }
}

/// The records of a stream from a place on, to its end or to the first that is cut off.
pub(in crate::reader) struct Records<'a> {
    stream: &'a [u8],
    /// The place at which the next record begins.
    pub(super) at: usize,
}

impl<'a> Records<'a> {
    pub(in crate::reader) fn new(stream: &'a [u8], at: usize) -> Self {
        Self { stream, at }
    }

    /// The next record; a failure where the stream ends before it does.
    pub(super) fn required(&mut self) -> Result<Record<'a>, OpenFailure> {
        self.next().ok_or_else(|| unreadable("the workbook stream ends too early"))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = u16_at(self.stream, self.at)?;
        let length = u16_at(self.stream, self.at + 2)?;
        let start = self.at + 4;
        let data = self.stream.get(start..start + usize::from(length))?;
        self.at = start + usize::from(length);
        Some(Record { kind, data, start })
    }
}

pub(in crate::reader) struct RecordText {
    pub(in crate::reader) text: String,
    /// How many bytes it takes with its count of characters and its flags.
    pub(in crate::reader) length: usize,
}

/// The text at a place: its count of characters, its flags, its characters. `None` without a count.
pub(in crate::reader) fn text_at(data: &[u8], at: usize) -> Option<RecordText> {
    let count = u16_at(data, at)?;
    let is_wide = data.get(at + 2).is_some_and(|flags| flags & 1 != 0);
    let units = units(data.get(at + 3..).unwrap_or_default(), is_wide, count.into());
    let length = 3 + units.len() * if is_wide { 2 } else { 1 };
    Some(RecordText { text: String::from_utf16_lossy(&units), length })
}

/// So many characters at most, each of one byte or of two.
pub(in crate::reader) fn units(bytes: &[u8], is_wide: bool, most: usize) -> Vec<u16> {
    if is_wide {
        utf16_units(bytes).take(most).collect()
    } else {
        bytes.iter().take(most).map(|byte| u16::from(*byte)).collect()
    }
}
