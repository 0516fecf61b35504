//! The cells at the head of a form in which the unit answers for all its rows at once.

use rust_xlsxwriter::{DataValidation, Worksheet, XlsxError};

use super::context::FormContext;
use super::filled;
use super::prior_column;
use super::style::SIZE;
use crate::campaign::layout::{CHECK_WIDTH, Columns, FormPlan, HeadField, STATUS_ROW};
use crate::t;
use crate::values::quantity::head_words::NOT_CONCERNED;
use crate::workbooks::paper::{self, Height};

/// Writes the cells that a form has. Gives the last column that they leave free, where there are any.
pub(super) fn write(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<Option<u16>, XlsxError> {
    let mut height = Height::new(SIZE);
    height.at_least(1);
    let mut free = None;
    for field in plan.head_fields() {
        let at = plan.head_cell(field);
        let caption = match field {
            HeadField::NotApplicable => t!(cx.words, "form-head-not-applicable"),
        };
        if let Some(Columns { first, last }) = at.caption {
            paper::across(sheet, STATUS_ROW, (first, last), &caption, &cx.styles.head_caption)?;
            height.text(&caption, plan.width_between(first, last));
        }
        height.text(NOT_CONCERNED, CHECK_WIDTH);
        sheet.write_blank(STATUS_ROW, at.cell, &cx.styles.head_input)?;
        let prompt = DataValidation::new()
            .allow_list_strings(&[NOT_CONCERNED])?
            .ignore_blank(true)
            .set_input_title(t!(cx.words, "form-head-title"))?
            .set_input_message(t!(cx.words, "form-head-prompt"))?
            .set_error_title(t!(cx.words, "form-error-title"))?
            .set_error_message(t!(cx.words, "form-head-refusal"))?;
        sheet.add_data_validation(STATUS_ROW, at.cell, STATUS_ROW, at.cell, &prompt)?;
        if let Some(cell) = cx.prefill.and_then(|prefill| prefill.foot.get(&plan.head_name(field)))
        {
            filled::put(sheet, (STATUS_ROW, at.cell), &cell.value, &cx.styles.head_input)?;
        }
        for column in at.cell + 1..=prior_column::last_column(cx, plan) {
            sheet.write_blank(STATUS_ROW, column, &cx.styles.status)?;
        }
        free = Some(at.caption.map_or(at.cell, |caption| caption.first).saturating_sub(1));
    }
    if free.is_none() {
        sheet.set_row_height(STATUS_ROW, 22)?;
    } else {
        height.set(sheet, STATUS_ROW)?;
    }
    Ok(free)
}
