//! What each row of a form was worded when the form was issued: a mark on the hidden sheet, beside the
//! address of the row's first cell.

use std::collections::BTreeMap;

use super::hash::fnv1a;
use super::{ADDRESS_COLUMNS, HIDDEN_SHEET, WORDING_COLUMN};
use crate::reader::workbook::Workbook;
use crate::values::key::{CellName, FormId, IndicatorId, Position};
use crate::values::quantity::text::letters;

/// The mark of a wording; `None` where it has no letter. The letter before the digits keeps other
/// programs from taking the mark for a number.
pub fn wording_mark(wording: &str) -> Option<String> {
    let letters = letters(wording);
    (!letters.is_empty()).then(|| format!("w{:016x}", fnv1a(letters.as_bytes())))
}

/// The marks that a workbook carries.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IssuedWordings(BTreeMap<(FormId, IndicatorId), String>);

impl IssuedWordings {
    /// Reads them; there are none in forms of earlier versions, and where the hidden sheet is lost.
    pub fn of(workbook: &Workbook) -> Self {
        let [name_column, ..] = ADDRESS_COLUMNS.map(u32::from);
        let Some(sheet) = workbook.sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET) else {
            return Self::default();
        };
        let marks = sheet.cells.iter().filter(|(at, _)| at.column == u32::from(WORDING_COLUMN));
        let named = marks.filter_map(|(at, cell)| {
            let mark = cell.value.text().filter(|text| text.starts_with('w'))?;
            let name = sheet.cells.get(&Position::new(at.row, name_column))?.value.text()?;
            let answer = name.parse::<CellName>().ok()?.answer;
            Some(((answer.form, answer.indicator), mark.to_owned()))
        });
        Self(named.collect())
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, form: &FormId, indicator: &IndicatorId) -> Option<&str> {
        self.0.get(&(form.clone(), indicator.clone())).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_of_the_letters_alone() {
        let mark = wording_mark("Số lớp học, số người học").unwrap();
        for same in ["SỐ LỚP HỌC – SỐ NGƯỜI HỌC.", "Số lớp học\nsố người  học"]
        {
            assert_eq!(wording_mark(same).as_ref(), Some(&mark), "{same}");
        }
        assert_ne!(wording_mark("Số lớp học, số người dạy").as_ref(), Some(&mark));
        assert_eq!((mark.len(), wording_mark(" … ")), (17, None));
        // What forms were issued with must be known again by later versions of the program.
        assert_eq!(wording_mark("a").as_deref(), Some("waf63dc4c8601ec8c"));
    }
}
