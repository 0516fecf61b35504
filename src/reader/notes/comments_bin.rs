//! The notes of cells in a binary part of an .xlsb (`comments1.bin`).

use super::comments::{Comment, THREAD_AUTHOR};
use super::note;
use crate::reader::bytes::u32_at;
use crate::reader::workbook::{NoteKind, Position};
use crate::reader::xlsb_records::{Record, Records, WideText};

const AUTHOR: u32 = 632;
const BEGIN_COMMENT: u32 = 635;
const COMMENT_TEXT: u32 = 637;

pub(super) fn comments(part: &[u8]) -> Vec<Comment> {
    let mut comments = Vec::new();
    let mut authors: Vec<bool> = Vec::new();
    let (mut at, mut is_placeholder) = (None, false);
    for Record { kind, data } in Records::new(part) {
        match kind {
            AUTHOR => {
                let author = WideText::at(data, 0);
                authors.push(author.is_some_and(|author| author.text().starts_with(THREAD_AUTHOR)));
            }
            BEGIN_COMMENT => {
                let author = u32_at(data, 0).and_then(|author| usize::try_from(author).ok());
                is_placeholder = author.and_then(|a| authors.get(a).copied()).unwrap_or_default();
                let (row, column) = (u32_at(data, 4), u32_at(data, 12));
                at = row.zip(column).map(|(row, column)| Position::new(row, column));
            }
            COMMENT_TEXT => {
                let text = WideText::at(data, 1).map(|text| text.text()).unwrap_or_default();
                let note = note(NoteKind::Note, at, &text);
                comments.extend(note.map(|note| Comment { note, is_placeholder }));
            }
            _ => {}
        }
    }
    comments
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
