//! Words on a sheet that stand in no cell: notes and remarks of cells, text boxes and shapes, and what
//! is printed at the head and at the foot of each page. None of them is ever a figure; whoever looks a
//! return over must know that they are there.

mod biff;
mod comments;
mod comments_bin;
mod drawing;
mod margins;
mod ods;
mod vml;
mod xlsb;

pub(super) use biff::of_stream;
pub(super) use margins::margin_texts;
pub(super) use ods::of_package as of_ods;
pub(super) use xlsb::of_package as of_xlsb;

use super::relationships::{Relationship, relationships};
use super::zip_guard::Package;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Note, NoteKind, Position, Sheet};
use comments::Comment;

/// What a sheet says beside its cells.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Notes, remarks, text boxes and shapes.
    pub(super) notes: Vec<Note>,
    /// The heads and feet of its printed pages.
    pub(super) margins: Vec<String>,
}

impl Remarks {
    fn give_to(self, sheet: &mut Sheet) {
        let Self { notes, margins } = self;
        (sheet.notes, sheet.margins) = (notes, margins);
    }
}

/// Gives each sheet what was found beside its cells, in the order of the sheets.
pub(super) fn give(sheets: &mut [Sheet], remarks: Vec<Remarks>) {
    sheets.iter_mut().zip(remarks).for_each(|(sheet, remarks)| remarks.give_to(sheet));
}

/// The same by the names of the sheets.
pub(super) fn give_named(sheets: &mut [Sheet], remarks: Vec<(String, Remarks)>) {
    for (name, remarks) in remarks {
        if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == name) {
            remarks.give_to(sheet);
        }
    }
}

/// The notes of a sheet of an Office package. Only what the sheet's relationships name is opened. A
/// part that is not there, or is no XML, says nothing further: Excel drops such a part as well.
pub(super) fn of_sheet(package: &mut Package<'_>, path: &str) -> Result<Vec<Note>, OpenFailure> {
    let related = relationships(package, path)?.unwrap_or_default();
    let mut found = Found::default();
    // Threads go first: beside each, Excel keeps a note that repeats it for older programs.
    for kind in ["threadedComment", "comments", "drawing", "vmlDrawing"] {
        for relationship in related.iter().filter(|relationship| relationship.kind == kind) {
            found.add(package, relationship)?;
        }
    }
    Ok(found.notes)
}

/// What was found of a sheet so far.
#[derive(Default)]
struct Found {
    notes: Vec<Note>,
    /// The cells with a thread of remarks.
    threads: Vec<Position>,
}

impl Found {
    fn add(
        &mut self,
        package: &mut Package<'_>,
        relationship: &Relationship,
    ) -> Result<(), OpenFailure> {
        let path = &relationship.path;
        let Some(part) = package.part(path)? else { return Ok(()) };
        match relationship.kind.as_str() {
            "threadedComment" => {
                let threads = comments::threads(&part);
                self.threads.extend(threads.iter().filter_map(|note| note.at));
                self.notes.extend(threads);
            }
            "comments" => {
                let is_binary = path.to_ascii_lowercase().ends_with(".bin");
                let comments = if is_binary {
                    comments_bin::comments(&part)
                } else {
                    comments::comments(&part)
                };
                for Comment { note, is_placeholder } in comments {
                    let repeats =
                        is_placeholder && note.at.is_some_and(|at| self.threads.contains(&at));
                    self.notes.extend(Some(note).filter(|_| !repeats));
                }
            }
            "drawing" => self.notes.extend(drawing::texts(&part)),
            "vmlDrawing" => self.notes.extend(vml::texts(&part)),
            _ => {}
        }
        Ok(())
    }
}

/// A note, unless it says nothing.
fn note(kind: NoteKind, at: Option<Position>, text: &str) -> Option<Note> {
    let text = text.trim();
    (!text.is_empty()).then(|| Note { kind, at, text: text.to_owned() })
}
