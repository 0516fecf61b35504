//! The foot of a form sheet: who filled it in, and the signature.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::context::FormContext;
use super::filled;
use super::style::SIZE;
use crate::campaign::layout::{CHECK_WIDTH, FootField, FormPlan, Signature};
use crate::t;
use crate::workbooks::paper::{self, Height};

pub(super) fn write(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    for field in FootField::ALL {
        let caption = match field {
            FootField::Person => t!(cx.words, "form-foot-person"),
            FootField::Phone => t!(cx.words, "form-foot-phone"),
            FootField::Letter => t!(cx.words, "form-foot-letter"),
            FootField::Date => t!(cx.words, "form-foot-date"),
        };
        let at = plan.foot_position(field);
        let column = u16::try_from(at.column).unwrap_or(2);
        sheet.write_string_with_format(at.row, column - 1, &caption, &cx.styles.foot)?;
        let beside = plan.columns.get(usize::from(column - 1)).map_or(CHECK_WIDTH, |c| c.width);
        Height::new(SIZE).text(&caption, beside).set(sheet, at.row)?;
        let cells = (column, plan.last_foot_column());
        paper::across(sheet, at.row, cells, "", &cx.styles.foot_input)?;
        let name = plan.foot_name(field);
        if let Some(cell) = cx.prefill.and_then(|prefill| prefill.foot.get(&name)) {
            filled::put(sheet, (at.row, column), &cell.value, &cx.styles.foot_input)?;
        }
    }
    let Signature { row, first, last } = plan.signature();
    let signed = t!(cx.words, "form-signature");
    let note = t!(cx.words, "form-signature-note");
    paper::across(sheet, row, (first, last), &signed, &cx.styles.signature)?;
    paper::across(sheet, row + 1, (first, last), &note, &cx.styles.signature_note)
}

/// The last row that is printed: below the cells at the foot and the signature.
pub(super) fn last_row(plan: &FormPlan<'_>) -> u32 {
    (plan.foot_position(FootField::Date).row + 2).max(plan.signature().row + 4)
}
