//! Notes, text boxes, headers and footers of an .xls. A note is three records: NOTE says in which cell,
//! OBJ which object it is, TXO and what continues it what it says; a text box has no NOTE, and its place
//! stands in the drawing before its OBJ.

use super::{Spoken, note, spoken};
use crate::reader::workbook::{Note, NoteKind, Position};

const EOF: u16 = 0x000A;
const HEADER: u16 = 0x0014;
const FOOTER: u16 = 0x0015;
const NOTE: u16 = 0x001C;
const CONTINUE: u16 = 0x003C;
const OBJECT: u16 = 0x005D;
const BOUND_SHEET: u16 = 0x0085;
const DRAWING: u16 = 0x00EC;
const TEXT_OBJECT: u16 = 0x01B6;
const BOF: u16 = 0x0809;
/// Headers and footers of the first page and of even pages.
const MORE_MARGINS: u16 = 0x089C;

/// What the sheets of a workbook stream say beside their cells, in the order in which they are listed. A
/// record that is cut short says nothing.
pub(in crate::reader) fn of_stream(stream: &[u8]) -> Vec<Spoken> {
    let mut starts = Vec::new();
    for record in (Records { stream, at: 0 }).take_while(|record| record.kind != EOF) {
        if let (BOUND_SHEET, Some(start)) = (record.kind, u32_at(record.data, 0)) {
            starts.push(start as usize);
        }
    }
    starts.into_iter().map(|at| of_sheet(Records { stream, at })).collect()
}

/// The records of a stream from a place on.
struct Records<'a> {
    stream: &'a [u8],
    at: usize,
}

struct Record<'a> {
    kind: u16,
    data: &'a [u8],
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, length) = (u16_at(self.stream, self.at)?, u16_at(self.stream, self.at + 2)?);
        let start = self.at + 4;
        self.at = start + usize::from(length);
        Some(Record { kind, data: self.stream.get(start..self.at)? })
    }
}

/// An object that says something.
struct Speaker {
    object: Option<u16>,
    /// Where the drawing puts it.
    at: Option<Position>,
    text: String,
}

fn of_sheet(records: Records<'_>) -> Spoken {
    let mut margins = Vec::new();
    let mut speakers: Vec<Speaker> = Vec::new();
    let mut notes: Vec<(u16, Position)> = Vec::new();
    let (mut object, mut anchor) = (None, None);
    let mut pending: Option<TextObject> = None;
    // A chart within the sheet has records of its own.
    let mut depth = 0_usize;
    for record in records {
        if record.kind != CONTINUE
            && let Some(done) = pending.take()
        {
            speakers.push(Speaker { object, at: anchor, text: done.text });
        }
        match record.kind {
            BOF => depth += 1,
            EOF if depth <= 1 => break,
            EOF => depth -= 1,
            _ if depth > 1 => {}
            HEADER | FOOTER => margins.extend(spoken(&string(record.data, 0).0)),
            MORE_MARGINS => margins.extend(more_margins(record.data)),
            NOTE => {
                let at = |offset| u16_at(record.data, offset);
                if let (Some(row), Some(column), Some(id)) = (at(0), at(2), at(6)) {
                    notes.push((id, Position::new(row.into(), column.into())));
                }
            }
            DRAWING => anchor = last_anchor(record.data).or(anchor),
            // The first sub-record holds the kind and the number of the object.
            OBJECT => object = u16_at(record.data, 6),
            TEXT_OBJECT => {
                let left = u16_at(record.data, 10).unwrap_or(0);
                pending = Some(TextObject { left: left.into(), text: String::new() });
            }
            CONTINUE => {
                if let Some(pending) = &mut pending {
                    pending.go_on(record.data);
                }
            }
            _ => {}
        }
    }
    Spoken { notes: together(speakers, &notes), margins }
}

/// The text of an object, and how many characters of it are still to come.
struct TextObject {
    left: usize,
    text: String,
}

impl TextObject {
    /// Takes the next piece, which says for itself how wide its characters are.
    fn go_on(&mut self, data: &[u8]) {
        if self.left == 0 {
            return;
        }
        let Some((flags, characters)) = data.split_first() else { return };
        let units = units(characters, flags & 1 != 0, self.left);
        self.left -= units.len().min(self.left);
        self.text.push_str(&String::from_utf16_lossy(&units));
    }
}

/// Each text at the cell of its note, else where the drawing puts it.
fn together(speakers: Vec<Speaker>, notes: &[(u16, Position)]) -> Vec<Note> {
    let said = |speaker: Speaker| match notes.iter().find(|(id, _)| Some(*id) == speaker.object) {
        Some((_, at)) => note(NoteKind::Note, Some(*at), &speaker.text),
        None => note(NoteKind::TextBox, speaker.at, &speaker.text),
    };
    speakers.into_iter().filter_map(said).collect()
}

/// Where the last shape of a piece of drawing begins. Records that hold others are walked into.
fn last_anchor(data: &[u8]) -> Option<Position> {
    const CLIENT_ANCHOR: u16 = 0xF010;
    const CONTAINER: u16 = 0x000F;
    let (mut at, mut anchor) = (0, None);
    while let (Some(head), Some(kind), Some(length)) =
        (u16_at(data, at), u16_at(data, at + 2), u32_at(data, at + 4))
    {
        let start = at + 8;
        if kind == CLIENT_ANCHOR
            && let (Some(column), Some(row)) = (u16_at(data, start + 2), u16_at(data, start + 6))
        {
            anchor = Some(Position::new(row.into(), column.into()));
        }
        at = if head & 0x000F == CONTAINER {
            start
        } else {
            let Some(next) = start.checked_add(length as usize) else { break };
            next
        };
    }
    anchor
}

/// Headers and footers that newer programs add, those that are there one after the other.
fn more_margins(data: &[u8]) -> Vec<String> {
    const COUNTS: [usize; 4] = [30, 32, 34, 36];
    let mut at = 38;
    let mut margins = Vec::new();
    for count in COUNTS {
        if u16_at(data, count).is_some_and(|count| count > 0) {
            let (text, length) = string(data, at);
            margins.extend(spoken(&text));
            at += length;
        }
    }
    margins
}

/// A text with its count of characters and the flags before it, and how many bytes it takes.
fn string(data: &[u8], at: usize) -> (String, usize) {
    let Some(count) = u16_at(data, at) else { return (String::new(), 0) };
    let wide = data.get(at + 2).is_some_and(|flags| flags & 1 != 0);
    let units = units(data.get(at + 3..).unwrap_or_default(), wide, count.into());
    let length = 3 + units.len() * if wide { 2 } else { 1 };
    (String::from_utf16_lossy(&units), length)
}

fn units(bytes: &[u8], wide: bool, most: usize) -> Vec<u16> {
    if !wide {
        return bytes.iter().take(most).map(|byte| u16::from(*byte)).collect();
    }
    let pairs = bytes.chunks_exact(2).take(most);
    pairs.filter_map(|pair| u16_at(pair, 0)).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
