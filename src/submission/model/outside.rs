//! What a return says where no form asks.

use super::cell::Place;
use super::printed_names::PrintedNames;
use crate::reader::workbook::Note;
use crate::values::key::{FormId, Position};

/// What a return says where no form asks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outside {
    /// Sheets that were never issued, and the program's own sheets with what was typed on them.
    pub sheets: Vec<Beside>,
    /// Sheets of which the printed pages say something else than when they were issued.
    pub margins: Vec<Margins>,
    /// Sheets with notes and text boxes.
    pub notes: Vec<Noted>,
}

/// What stands on a sheet that holds no form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The first of the cells concerned.
    pub place: Place,
    /// Whether the program wrote the sheet, and only this was typed on it.
    pub is_own: bool,
    pub count: usize,
    /// The first of them with what they say.
    pub texts: Vec<(Position, String)>,
    /// Notes and text boxes on a sheet that was never issued.
    pub notes: Vec<Note>,
    /// How many pictures are on a sheet that was never issued.
    pub pictures: usize,
}

/// What the printed pages of a sheet say besides what they were issued with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margins {
    /// The form on the sheet, if there is one.
    pub form: Option<FormId>,
    /// The sheet, at its first cell.
    pub place: Place,
    pub texts: Vec<String>,
}

/// The notes and text boxes of one sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Noted {
    /// The form on the sheet, if there is one.
    pub form: Option<FormId>,
    /// The first cell that has one.
    pub place: Place,
    /// The notes that the program did not write.
    pub notes: Vec<Note>,
}

impl Outside {
    /// Leaves out what stands in the place of the unit's name on the program's own sheets: that is held
    /// against the names of units.
    pub fn leave_out_names(&mut self, names: &PrintedNames<'_>) {
        for name in names.spelled.iter().chain(&names.unknown) {
            let mut own = self.sheets.iter_mut().filter(|found| found.is_own);
            let Some(found) = own.find(|found| found.place.sheet == name.place.sheet) else {
                continue;
            };
            let before = found.texts.len();
            found.texts.retain(|(at, _)| *at != name.place.position);
            found.count -= before - found.texts.len();
            if let Some((first, _)) = found.texts.first() {
                found.place.position = *first;
            }
        }
        self.sheets.retain(|found| found.count > 0 || !found.is_own);
    }
}
