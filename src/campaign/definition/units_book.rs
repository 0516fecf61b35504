//! A list of units in a workbook of its own, as officers keep it in Excel.

use super::captions::SheetRole;
use super::record::Definition;
use super::workbook_read::WorkbookFile;
use super::{Place, schema};
use crate::campaign::problem::ProblemKind;
use crate::reader::workbook::{Sheet, Workbook};

impl WorkbookFile<'_> {
    /// Reads a list of units and nothing else: the sheet of that name, or the only sheet that holds
    /// anything.
    pub fn read_units(mut self, workbook: &Workbook, into: &mut Definition) {
        let mut named = None;
        let mut others: Vec<&Sheet> = Vec::new();
        for sheet in &workbook.sheets {
            match self.captions.sheet(&sheet.name) {
                Ok(SheetRole::Table(table)) if table.is(&schema::UNIT) => {
                    named = named.or(Some(sheet));
                }
                Ok(SheetRole::Beside) => {}
                Ok(SheetRole::Table(_)) | Err(_) => {
                    let mut cells = sheet.cells.values();
                    others.extend(cells.any(|cell| !cell.value.is_blank()).then_some(sheet));
                }
            }
        }
        let only = if let [only] = others.as_slice() { Some(*only) } else { None };
        if let Some(sheet) = named.or(only) {
            self.rows(&schema::UNIT, sheet, into);
        } else {
            let place = Place::whole(&self.file);
            self.note(place, ProblemKind::MissingSheet { table: schema::UNIT.key });
        }
    }
}
