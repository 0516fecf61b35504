//! Notes, text boxes, headers and footers of an .xls. A note is three records: NOTE says in which cell,
//! OBJ which object it is, TXO and what continues it what it says; a text box has no NOTE, and its place
//! stands in the drawing before its OBJ.

use super::{Remarks, margin_texts, note};
use crate::reader::biff::{Records, kind, text_at, units};
use crate::reader::bytes::{u16_at, u32_at};
use crate::reader::workbook::{Note, NoteKind, Position};

/// What the sheets of a workbook stream say beside their cells, in the order in which they are listed. A
/// record that is cut short says nothing.
pub(in crate::reader) fn of_stream(stream: &[u8]) -> Vec<Remarks> {
    Records::new(stream, 0)
        .take_while(|record| record.kind != kind::EOF)
        .filter(|record| record.kind == kind::BOUND_SHEET)
        .filter_map(|record| u32_at(record.data, 0))
        .map(|start| of_sheet(Records::new(stream, start as usize)))
        .collect()
}

/// An object with words, a note or a text box.
struct WordedObject {
    /// The number of the object, by which a note names it.
    id: Option<u16>,
    /// The cell at which the drawing puts it.
    at: Option<Position>,
    text: String,
}

/// The cell of a note, and the object that holds its words.
struct NotedCell {
    object: u16,
    at: Position,
}

fn of_sheet(records: Records<'_>) -> Remarks {
    let mut margins = Vec::new();
    let mut objects: Vec<WordedObject> = Vec::new();
    let mut cells: Vec<NotedCell> = Vec::new();
    let (mut object, mut anchor) = (None, None);
    let mut pending: Option<ObjectText> = None;
    // A chart within the sheet has records of its own.
    let mut depth = 0_usize;
    for record in records {
        let data = record.data;
        if record.kind != kind::CONTINUE
            && let Some(done) = pending.take()
        {
            objects.push(WordedObject { id: object, at: anchor, text: done.text });
        }
        match record.kind {
            kind::BOF => depth += 1,
            kind::EOF if depth <= 1 => break,
            kind::EOF => depth -= 1,
            _ if depth > 1 => {}
            kind::HEADER | kind::FOOTER => {
                margins.extend(text_at(data, 0).iter().flat_map(|code| margin_texts(&code.text)));
            }
            kind::MORE_MARGINS => margins.extend(more_margins(data)),
            kind::NOTE => cells.extend(noted_cell(data)),
            kind::DRAWING => anchor = last_anchor(data).or(anchor),
            // The first sub-record holds the kind and the number of the object.
            kind::OBJECT => object = u16_at(data, 6),
            kind::TEXT_OBJECT => {
                let left = u16_at(data, 10).unwrap_or(0);
                pending = Some(ObjectText { left: left.into(), text: String::new() });
            }
            kind::CONTINUE => {
                if let Some(pending) = &mut pending {
                    pending.go_on(data);
                }
            }
            _ => {}
        }
    }
    Remarks { notes: notes(&objects, &cells), margins }
}

fn noted_cell(data: &[u8]) -> Option<NotedCell> {
    let at = Position::new(u16_at(data, 0)?.into(), u16_at(data, 2)?.into());
    Some(NotedCell { object: u16_at(data, 6)?, at })
}

/// The text of an object, and how many characters of it are still to come.
struct ObjectText {
    left: usize,
    text: String,
}

impl ObjectText {
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
fn notes(objects: &[WordedObject], cells: &[NotedCell]) -> Vec<Note> {
    let mut notes = Vec::new();
    for object in objects {
        let cell = cells.iter().find(|cell| Some(cell.object) == object.id);
        notes.extend(match cell {
            Some(cell) => note(NoteKind::Note, Some(cell.at), &object.text),
            None => note(NoteKind::TextBox, object.at, &object.text),
        });
    }
    notes
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
            let Some(code) = text_at(data, at) else { continue };
            margins.extend(margin_texts(&code.text));
            at += code.length;
        }
    }
    margins
}
