//! The check column of a row: what its figures say, unless another row or the head of the form answers it.

use rust_xlsxwriter::utility;

use super::formula::{self, FigureCheck, Refused, RowCells};
use super::guard::Asked;
use super::row::{AnswerRow, address, width_of};
use super::style::SIZE;
use crate::campaign::Indicator;
use crate::campaign::layout::{HeadField, STATUS_ROW};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::words::Word;
use crate::workbooks::paper::fitting;

/// The formula of the check column, and what it says of a blank row.
pub(super) fn row_check(answer: &AnswerRow<'_>) -> (String, String) {
    let AnswerRow { cx, plan, row, is_first, .. } = *answer;
    let room = fitting(SIZE, width_of(plan, Field::Text));
    let several = answer.figures.len() > 1;
    let asked = answer.figures.iter().filter(|figure| !figure.indicator.is_computed());
    let checks = asked.map(|figure| {
        let address = |field: Field| address(plan, figure.indicator, field, row);
        let refused = refused(answer, figure.indicator);
        let cells = RowCells { address: &address, room, is_first, refused: &refused };
        let (mut formula, blank) = formula::check(figure.indicator, &cells, cx.words);
        if let Some(max) = figure.indicator.max {
            let (value, most) = (cells.at(Field::Value), format_count_vi(i128::from(max)));
            let said = formula::quoted(&t!(cx.words, "form-check-max", max = most));
            formula = format!("IF(AND(ISNUMBER({value}),{value}>{max}),{said},{formula})");
        }
        let caption = figure.indicator.figure.as_ref().filter(|_| several);
        let caption = caption.map(|figure| figure.caption.as_str());
        FigureCheck { caption, value: cells.at(Field::Value), formula, blank }
    });
    let (formula, blank) = formula::of_all(&checks.collect::<Vec<_>>(), cx.words);
    let formula = unless_not_asked(answer, formula);
    (unless_answered_by_head(answer, formula), blank)
}

/// The formula of the check column where another row can say that this one is not asked.
fn unless_not_asked(answer: &AnswerRow<'_>, formula: String) -> String {
    let AnswerRow { cx, key, indicator, .. } = *answer;
    let condition = indicator.asked_when.as_deref();
    let not_asked = condition.and_then(|c| formula::not_asked(c, key.scope, cx.addresses));
    let (Some(not_asked), Some(rest)) = (not_asked, formula.strip_prefix('=')) else {
        return formula;
    };
    let cells = figure_cells(answer);
    if cells.is_empty() {
        return formula;
    }
    let none: Vec<String> = cells
        .iter()
        .map(|cell| {
            let said = Word::NotApplicable.as_str();
            format!("OR(LEN(TRIM({cell}))=0,TRIM({cell})={})", formula::quoted(said))
        })
        .collect();
    format!(
        "=IF({not_asked},IF(AND({}),{},{}),{rest})",
        none.join(","),
        formula::quoted(&formula::complete(cx.words)),
        formula::quoted(&t!(cx.words, "form-check-not-asked")),
    )
}

/// The cells of the row that make its figures.
fn figure_cells(answer: &AnswerRow<'_>) -> Vec<String> {
    let AnswerRow { plan, row, .. } = *answer;
    let asked = answer.figures.iter().filter(|figure| !figure.indicator.is_computed());
    asked
        .flat_map(|figure| {
            let fields = figure.indicator.fields().into_iter().filter(|field| !field.is_text());
            fields.filter_map(|field| address(plan, figure.indicator, field, row))
        })
        .collect()
}

/// The formula of the check column where the head of the form can answer the row: a row in which nothing is
/// written is complete then.
fn unless_answered_by_head(answer: &AnswerRow<'_>, formula: String) -> String {
    let AnswerRow { cx, plan, .. } = *answer;
    let field = HeadField::NotApplicable;
    if !plan.head_fields().any(|own| own == field) {
        return formula;
    }
    let head = utility::row_col_to_cell_absolute(STATUS_ROW, plan.head_cell(field).cell);
    let cells = figure_cells(answer);
    let (Some(rest), false) = (formula.strip_prefix('='), cells.is_empty()) else { return formula };
    format!(
        "=IF(LEN(TRIM({head}))=0,{rest},IF(LEN({})=0,{},{}))",
        cells.join("&"),
        formula::quoted(&formula::complete(cx.words)),
        formula::quoted(&t!(cx.words, "form-check-not-concerned")),
    )
}
/// The cells of a line that hold figures, each with when it is wrong.
fn refused(answer: &AnswerRow<'_>, indicator: &Indicator) -> Vec<Refused> {
    let AnswerRow { cx, plan, row, .. } = *answer;
    let figures = indicator.list_figures().into_iter().flatten();
    let asked = figures.filter(|(_, figure)| !figure.row.is_computed());
    let refused = asked.filter_map(|(key, figure)| {
        let cell = address(plan, indicator, Field::Column(*key), row)?;
        let (figure, caption) = (&figure.row, figure.row.label.as_str());
        let guard = Asked {
            indicator: figure,
            field: Field::Value,
            caption,
            cell: &cell,
            period: cx.period,
            unless: None,
        };
        let text = format!("{caption}: {}", guard.wrong(cx.words));
        Some(Refused { when: guard.refused()?, text })
    });
    refused.collect()
}
