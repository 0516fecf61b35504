//! The row under the lines of a list in which they are added up.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError, utility};

use super::context::FormContext;
use super::formula::quoted;
use super::style::SIZE;
use crate::campaign::layout::{FormPlan, HEADER_ROW};
use crate::campaign::list_figure::ListFigure;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::YES_NO;
use crate::workbooks::paper::{self, Height};

pub(super) fn write(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (row, totalled) = (plan.total_row(), plan.totalled());
    let Some(first) = totalled.iter().map(|(column, _)| *column).min() else { return Ok(()) };
    let format = cx.styles.heading(0);
    for column in first..=plan.check_column() {
        sheet.write_blank(row, column, format)?;
    }
    let caption = t!(cx.words, "form-list-total");
    if let Some(last) = first.checked_sub(1) {
        paper::across(sheet, row, (0, last), &caption, format)?;
    }
    let number = paper::centred(format).set_num_format("#,##0.######");
    for (column, figure) in totalled {
        let formula = Formula::new(added(figure, column, row)).set_result("");
        sheet.write_formula_with_format(row, column, formula, &number)?;
    }
    Height::new(SIZE).text(&caption, plan.width_from(0)).set(sheet, row)
}

/// What the lines over a row come to: the sum of their numbers, or how many say yes.
fn added(figure: &ListFigure, column: u16, row: u32) -> String {
    let first = utility::row_col_to_cell(HEADER_ROW + 1, column);
    let last = utility::row_col_to_cell(row.saturating_sub(1), column);
    match figure.row.measure {
        Measure::YesNo => format!("=COUNTIF({first}:{last},{})", quoted(YES_NO[0])),
        _ => format!("=IF(COUNT({first}:{last})=0,\"\",SUM({first}:{last}))"),
    }
}
