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
pub(super) use margins::spoken;
pub(super) use ods::of_package as of_ods;
pub(super) use xlsb::of_package as of_xlsb;

use super::xlsx::{Relationship, part_path, relationships, relationships_part};
use super::zip_guard::Package;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Note, NoteKind, Position, Sheet};

/// What the records or parts beside the cells of a sheet say.
#[derive(Debug, Default)]
pub(super) struct Spoken {
    /// Notes, remarks, text boxes and shapes.
    pub(super) notes: Vec<Note>,
    /// The heads and feet of its printed pages.
    pub(super) margins: Vec<String>,
}

/// Gives each sheet what was found beside its cells, in the order of the sheets.
pub(super) fn give(sheets: &mut [Sheet], spoken: Vec<Spoken>) {
    for (sheet, Spoken { notes, margins }) in sheets.iter_mut().zip(spoken) {
        (sheet.notes, sheet.margins) = (notes, margins);
    }
}

/// The same by the names of the sheets.
pub(super) fn give_named(sheets: &mut [Sheet], spoken: Vec<(String, Spoken)>) {
    for (name, Spoken { notes, margins }) in spoken {
        if let Some(sheet) = sheets.iter_mut().find(|sheet| sheet.name == name) {
            (sheet.notes, sheet.margins) = (notes, margins);
        }
    }
}

/// The notes of a sheet of an Office package. Only what the sheet's relationships name is opened. A
/// part that is not there, or is no XML, says nothing further: Excel drops such a part as well.
pub(super) fn of_sheet(package: &mut Package<'_>, path: &str) -> Result<Vec<Note>, OpenFailure> {
    let related = relationships_part(path);
    if !package.has(&related) {
        return Ok(Vec::new());
    }
    let (folder, _) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    let related = relationships(package, &related)?;
    let mut found = Found::default();
    // Threads go first: beside each, Excel keeps a note that repeats it for older programs.
    for kind in ["threadedComment", "comments", "drawing", "vmlDrawing"] {
        for relationship in related.iter().filter(|relationship| relationship.kind == kind) {
            found.add(package, folder, relationship)?;
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
        folder: &str,
        relationship: &Relationship,
    ) -> Result<(), OpenFailure> {
        let path = part_path(folder, &relationship.target);
        let Some(part) = package.part(&path)? else { return Ok(()) };
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
                let repeats = |comment: &comments::Comment| {
                    comment.is_placeholder
                        && comment.note.at.is_some_and(|at| self.threads.contains(&at))
                };
                let own: Vec<Note> = comments
                    .into_iter()
                    .filter(|comment| !repeats(comment))
                    .map(|comment| comment.note)
                    .collect();
                self.notes.extend(own);
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
