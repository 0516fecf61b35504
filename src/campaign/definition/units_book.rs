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
        let is_named = |sheet: &&Sheet| {
            matches!(self.captions.sheet(&sheet.name),
                Ok(SheetRole::Table(table)) if table.is(&schema::UNIT))
        };
        let filled = |sheet: &&Sheet| {
            let beside = matches!(self.captions.sheet(&sheet.name), Ok(SheetRole::Beside));
            !beside && sheet.cells.values().any(|cell| !cell.value.is_blank())
        };
        let mut others = workbook.sheets.iter().filter(filled);
        let only = others.next().filter(|_| others.next().is_none());
        if let Some(sheet) = workbook.sheets.iter().find(is_named).or(only) {
            self.rows(&schema::UNIT, sheet, into);
        } else {
            let place = Place::whole(&self.file);
            self.note(place, ProblemKind::MissingSheet { table: schema::UNIT.key });
        }
    }
}
