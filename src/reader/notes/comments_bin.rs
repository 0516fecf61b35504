//! The records of the binary parts of an .xlsb, and the notes of cells in them (`comments1.bin`).

use super::comments::Comment;
use super::note;
use crate::reader::workbook::{NoteKind, Position};

const AUTHOR: u32 = 632;
const BEGIN_COMMENT: u32 = 635;
const COMMENT_TEXT: u32 = 637;

/// The records of a part: kind and data. They end where the part does, or where one is cut short.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    /// A number in so many groups of seven bits at most, the lowest first.
    fn number(&mut self, groups: u32) -> Option<u32> {
        let mut number = 0;
        for group in 0..groups {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = (u32, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind, data))
    }
}

/// The notes of a part.
pub(super) fn comments(part: &[u8]) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut authors: Vec<bool> = Vec::new();
    let (mut at, mut is_placeholder) = (None, false);
    for (kind, data) in Records::new(part) {
        match kind {
            AUTHOR => {
                let author = wide(data, 0).map(|(author, _)| author.starts_with("tc="));
                authors.push(author.unwrap_or_default());
            }
            BEGIN_COMMENT => {
                let author = number(data, 0).and_then(|author| usize::try_from(author).ok());
                is_placeholder = author.and_then(|a| authors.get(a).copied()).unwrap_or_default();
                let (row, column) = (number(data, 4), number(data, 12));
                at = row.zip(column).map(|(row, column)| Position::new(row, column));
            }
            COMMENT_TEXT => {
                let text = wide(data, 1).map(|(text, _)| text).unwrap_or_default();
                let note = note(NoteKind::Note, at, &text);
                comments.extend(note.map(|note| Comment { note, is_placeholder }));
            }
            _ => {}
        }
    }
    comments
}

/// A text with its length before it, and how many bytes both take.
pub(super) fn wide(data: &[u8], at: usize) -> Option<(String, usize)> {
    let units = usize::try_from(number(data, at)?).ok()?;
    let start = at.checked_add(4)?;
    let bytes = data.get(start..start.checked_add(units.checked_mul(2)?)?)?;
    let units: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Some((String::from_utf16_lossy(&units), 4 + bytes.len()))
}

/// The same of a text that may be missing.
pub(super) fn nullable(data: &[u8], at: usize) -> Option<(String, usize)> {
    match number(data, at)? {
        u32::MAX => Some((String::new(), 4)),
        _ => wide(data, at),
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let four = data.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u32, data: &[u8]) -> Vec<u8> {
        let mut record =
            [kind & 0x7F | 0x80, kind >> 7].map(|byte| u8::try_from(byte).unwrap()).to_vec();
        record.push(u8::try_from(data.len()).unwrap());
        record.extend_from_slice(data);
        record
    }

    fn text(text: &str) -> Vec<u8> {
        let units: Vec<u16> = text.encode_utf16().collect();
        let mut bytes = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
        bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
        bytes
    }

    #[test]
    fn a_note_has_its_cell_and_its_author() {
        let begin = |author: u32, row: u32, column: u32| {
            let numbers = [author, row, row, column, column];
            record(BEGIN_COMMENT, &numbers.map(u32::to_le_bytes).concat())
        };
        let said = |words: &str| record(COMMENT_TEXT, &[vec![0], text(words)].concat());
        let part = [
            record(AUTHOR, &text("An")),
            record(AUTHOR, &text("tc={1}")),
            begin(0, 8, 5),
            said("1250 người"),
            begin(1, 9, 5),
            said("[Threaded comment]"),
        ]
        .concat();
        let found = comments(&part);
        let seen: Vec<(Option<Position>, &str, bool)> =
            found.iter().map(|c| (c.note.at, c.note.text.as_str(), c.is_placeholder)).collect();
        let at = Position::parse;
        assert_eq!(
            seen,
            [(at("F9"), "1250 người", false), (at("F10"), "[Threaded comment]", true)]
        );
        assert_eq!(comments(&part[..part.len() - 3]).len(), 1);
    }
}
