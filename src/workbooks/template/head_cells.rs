//! The cells at the head of a form in which the unit answers for all its rows at once.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::context::FormContext;
use super::filled;
use super::prior_column;
use crate::campaign::layout::{CHECK_WIDTH, Columns, FormPlan, HeadField};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::figure_status::FigureStatus;
use crate::values::quantity::head_words::NOT_CONCERNED;
use crate::workbooks::paper::{self, Height};

/// Writes a cell at the head, where the form has it, and makes its row high enough. Gives the last column
/// that is left free.
pub(super) fn write(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    field: HeadField,
    height: &mut Height,
    sheet: &mut Worksheet,
) -> Result<Option<u16>, XlsxError> {
    if !plan.head_fields().any(|own| own == field) {
        return Ok(None);
    }
    let (row, at) = (field.row(), plan.head_cell(field));
    let caption = caption(field, cx.words);
    if let Some(Columns { first, last }) = at.caption {
        paper::across(sheet, row, (first, last), &caption, &cx.styles.head_caption)?;
        height.text(&caption, plan.width_between(first, last));
    }
    let choices = choices(field);
    height.text(choices.first().copied().unwrap_or_default(), CHECK_WIDTH);
    sheet.write_blank(row, at.cell, &cx.styles.head_input)?;
    let guard = guard(field, &choices, cx.words)?;
    sheet.add_data_validation(row, at.cell, row, at.cell, &guard)?;
    if let Some(cell) = cx.prefill.and_then(|prefill| prefill.foot.get(&plan.head_name(field))) {
        filled::put(sheet, (row, at.cell), &cell.value, &cx.styles.head_input)?;
    }
    for column in at.cell + 1..=prior_column::last_column(cx, plan) {
        sheet.write_blank(row, column, &cx.styles.status)?;
    }
    Ok(Some(at.caption.map_or(at.cell, |caption| caption.first).saturating_sub(1)))
}

fn caption(field: HeadField, words: &Words) -> String {
    match field {
        HeadField::NotApplicable => t!(words, "form-head-not-applicable"),
        HeadField::FigureStatus => t!(words, "form-head-status"),
    }
}

fn choices(field: HeadField) -> Vec<&'static str> {
    match field {
        HeadField::NotApplicable => vec![NOT_CONCERNED],
        HeadField::FigureStatus => FigureStatus::ALL.map(FigureStatus::as_str).to_vec(),
    }
}

fn guard(
    field: HeadField,
    choices: &[&'static str],
    words: &Words,
) -> Result<DataValidation, XlsxError> {
    let (title, prompt) = match field {
        HeadField::NotApplicable => (t!(words, "form-head-title"), t!(words, "form-head-prompt")),
        HeadField::FigureStatus => {
            (t!(words, "form-head-status-title"), t!(words, "form-head-status-prompt"))
        }
    };
    DataValidation::new()
        .allow_list_strings(choices)?
        .ignore_blank(true)
        .set_input_title(title)?
        .set_input_message(prompt)?
        .set_error_title(t!(words, "form-error-title"))?
        .set_error_message(t!(words, "form-head-refusal"))
}
