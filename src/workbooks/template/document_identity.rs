//! Writes the identity of a workbook into every carrier (see [`crate::campaign::identity`]).

use std::collections::BTreeMap;

use rust_xlsxwriter::{DocProperties, Workbook, Worksheet, XlsxError};

use super::filled::Prefill;
use crate::campaign::identity::{
    ADDRESS_COLUMNS, AGENCY_CODE, ASKED_COLUMN, Document, HIDDEN_SHEET, Identity, LEAD,
    NAME_PREFIX, OWN_TEXTS, OwnTexts, PROPERTY_PREFIX, Part, SCHEMA, WORDING_COLUMN, corrects_keys,
    wording_mark,
};
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::values::key::{AnswerKey, Position};
use crate::workbooks::paper;

pub(super) fn properties(
    identity: &Identity,
    title: &str,
    created: jiff::civil::Date,
    corrects: &[String],
) -> Result<DocProperties, XlsxError> {
    let parts: Vec<(Part, String)> = identity.parts().collect();
    let properties =
        paper::properties(Document::Form, title, identity.keywords(), created, &parts)?;
    Ok(corrects_keys().zip(corrects).fold(properties, |properties, (key, sha256)| {
        properties.set_custom_property(format!("{PROPERTY_PREFIX}{key}"), sha256.as_str())
    }))
}

/// The same of a form that was made for a lead agency.
pub(super) fn for_lead(properties: DocProperties) -> DocProperties {
    properties.set_custom_property(format!("{PROPERTY_PREFIX}{LEAD}"), "1")
}

/// Keeps on the hidden sheet what the program itself has written beside the forms, below the rest of its
/// first columns.
pub(super) fn keep_own_texts(sheet: &mut Worksheet, own: &OwnTexts) -> Result<(), XlsxError> {
    const FIRST: u32 = 8;
    for (row, line) in (FIRST..).zip(own.lines()) {
        sheet.write_string(row, 0, OWN_TEXTS)?.write_string(row, 1, line)?;
    }
    Ok(())
}

/// The hidden sheet: the identity by key, what the workbook corrects, and each input cell's address at issue.
pub(super) fn hidden_sheet(
    identity: &Identity,
    forms: &[FormPlan<'_>],
    corrects: &[String],
    prefill: Option<&Prefill>,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(HIDDEN_SHEET)?.set_hidden(true).protect();
    sheet.write_string(0, 0, SCHEMA)?.write_string(0, 1, Document::Form.schema())?;
    for (row, part) in (1..).zip(Part::ALL) {
        let text = identity.part(part).unwrap_or_default();
        sheet.write_string(row, 0, part.key())?.write_string(row, 1, text)?;
    }
    let mut after = 1 + u32::try_from(Part::ALL.len()).unwrap_or_default();
    if let Some(code) = &identity.agency_code {
        sheet.write_string(after, 0, AGENCY_CODE)?.write_string(after, 1, code)?;
        after += 1;
    }
    for (row, (key, sha256)) in (after..).zip(corrects_keys().zip(corrects)) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, sha256)?;
    }
    let [name_column, sheet_column, address_column] = ADDRESS_COLUMNS;
    let cells = forms
        .iter()
        .flat_map(|form| form.input_cells().into_iter().map(|cell| (&form.form.sheet, cell)));
    let marks: BTreeMap<AnswerKey, String> = forms.iter().flat_map(wording_marks).collect();
    let mut last: Option<AnswerKey> = None;
    for (row, (tab, (name, position))) in (0..).zip(cells) {
        sheet
            .write_string(row, name_column, name.to_string())?
            .write_string(row, sheet_column, tab)?
            .write_string(row, address_column, position.to_string())?;
        let filled = prefill.and_then(|prefill| prefill.cells.get(&name));
        if filled.is_some_and(|filled| filled.mend.is_some()) {
            sheet.write_string(row, ASKED_COLUMN, "x")?;
        }
        let is_first = last.as_ref() != Some(&name.answer);
        if let (true, Some(mark)) = (is_first, marks.get(&name.answer)) {
            sheet.write_string(row, WORDING_COLUMN, mark)?;
        }
        last = Some(name.answer);
    }
    Ok(sheet)
}

/// What the hidden sheet keeps of the wording of each row of a form that has one.
fn wording_marks(form: &FormPlan<'_>) -> Vec<(AnswerKey, String)> {
    let mut marks = Vec::new();
    for row in &form.rows {
        if let PlannedRow::Answer { key, indicator, .. } = row {
            marks.extend(wording_mark(&indicator.label).map(|mark| (key.clone(), mark)));
        }
    }
    marks
}

fn absolute(at: Position) -> String {
    let column = u16::try_from(at.column).unwrap_or(u16::MAX);
    rust_xlsxwriter::utility::row_col_to_cell_absolute(at.row, column)
}

/// The defined names: one for each input cell, one for each cell at a foot, one for each part of
/// the identity.
pub(super) fn names(workbook: &mut Workbook, forms: &[FormPlan<'_>]) -> Result<(), XlsxError> {
    for form in forms {
        let tab = form.form.sheet.replace('\'', "''");
        for (name, at) in form.input_cells() {
            let target = format!("='{tab}'!{}", absolute(at));
            workbook.define_name(name.to_string(), &target)?;
        }
        for field in form.head_fields() {
            let column = u32::from(form.head_cell(field).cell);
            let target = format!("='{tab}'!{}", absolute(Position::new(field.row(), column)));
            workbook.define_name(form.head_name(field), &target)?;
        }
        for field in crate::campaign::layout::FootField::ALL {
            let at = form.foot_position(field);
            let target = format!("='{tab}'!{}", absolute(at));
            workbook.define_name(form.foot_name(field), &target)?;
        }
    }
    workbook.define_name(format!("{NAME_PREFIX}{SCHEMA}"), &format!("='{HIDDEN_SHEET}'!$B$1"))?;
    for (row, part) in (2..).zip(Part::ALL) {
        let target = format!("='{HIDDEN_SHEET}'!$B${row}");
        workbook.define_name(format!("{NAME_PREFIX}{}", part.key()), &target)?;
    }
    Ok(())
}
