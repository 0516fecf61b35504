//! Writes a row to answer: official text, input cells with their guards, and the check column.

use rust_xlsxwriter::{Format, FormatAlign, Formula, Worksheet, XlsxError, utility};

use super::context::FormContext;
use super::filled;
use super::formula::{self, RowCells};
use super::guard::Asked;
use super::prior_column;
use super::row_check::row_check;
use super::style::{self, FormStyles, SIZE};
use crate::campaign::layout::{CHECK_WIDTH, FormPlan, PlannedFigure};
use crate::campaign::list_figure::ReadAs;
use crate::campaign::{ColumnContent, Detail, Indicator, Shown};
use crate::values::key::{AnswerKey, Field};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::raw::RawValue;
use crate::workbooks::paper::{Height, lines};

/// The lines that are ready for prose whose length the form does not hint at, and the most that are:
/// the row grows with what is written.
const PROSE_LINES: u32 = 6;
const MOST_PROSE_LINES: u32 = 12;
/// The lines that are ready in a line of a list.
const ENTRY_LINES: u32 = 2;

/// A row of a form that the unit answers.
pub(super) struct AnswerRow<'a> {
    pub(super) cx: &'a FormContext<'a>,
    pub(super) plan: &'a FormPlan<'a>,
    pub(super) key: &'a AnswerKey,
    /// The row, and the first figure in it.
    pub(super) indicator: &'a Indicator,
    /// All its figures, the first among them.
    pub(super) figures: &'a [PlannedFigure<'a>],
    pub(super) row: u32,
    /// Whether no row above it is to be answered.
    pub(super) is_first: bool,
}

/// A cell of a row: which of its figures asks for it, and as what.
struct Cell<'a> {
    figure: &'a PlannedFigure<'a>,
    field: Field,
}

impl<'a> AnswerRow<'a> {
    /// The cell in which a column is asked in the row.
    fn cell(&self, column: Field) -> Option<Cell<'a>> {
        self.figures.iter().find_map(|figure| {
            let fields = figure.indicator.fields();
            let field = fields.into_iter().find(|f| figure.indicator.column_of(*f) == column)?;
            Some(Cell { figure, field })
        })
    }
}

pub(super) fn write(answer: &AnswerRow<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let AnswerRow { cx, plan, key, indicator, row, .. } = *answer;
    let prose = width_of(plan, Field::Text);
    let year = cx.period.target_year;
    let mut height = Height::new(SIZE);
    height.at_least(ready_lines(indicator, prose));
    for column in &plan.columns {
        match column.content {
            ColumnContent::Shows(shown) => {
                height.text(indicator.printed_for(&cx.unit.code, shown, year), column.width);
            }
            ColumnContent::Asks(column_key) => {
                let filled = answer
                    .cell(column_key)
                    .and_then(|cell| cx.prefill?.cells.get(&cell.figure.key.cell(cell.field)));
                height.text(filled.map_or("", filled::Filled::text), column.width);
            }
        }
    }
    let then = prior_column::text(cx, plan, indicator, key.scope);
    prior_column::grow(then.as_deref(), &mut height);
    let (check, blank) = row_check(answer);
    height.text(&blank, CHECK_WIDTH - CHECK_WIDTH / 10).set(sheet, row)?;
    for (index, column) in (0_u16..).zip(&plan.columns) {
        match column.content {
            ColumnContent::Shows(shown) => official(answer, shown, index, sheet)?,
            ColumnContent::Asks(column_key) => match answer.cell(column_key) {
                Some(cell) => asked(answer, &cell, index, &column.caption(year), sheet)?,
                None => {
                    sheet.write_blank(row, index, &cx.styles.closed)?;
                }
            },
        }
    }
    let check = Formula::new(check).set_result(blank);
    sheet.write_formula_with_format(row, plan.check_column(), check, &cx.styles.check)?;
    prior_column::cell(cx, plan, row, then.as_deref(), sheet)
}

/// The address of an input cell of a figure.
pub(super) fn address(
    plan: &FormPlan<'_>,
    indicator: &Indicator,
    field: Field,
    row: u32,
) -> Option<String> {
    let is_asked = indicator.fields().contains(&field);
    let column = plan.field_column(indicator.column_of(field)).filter(|_| is_asked)?;
    Some(utility::row_col_to_cell(row, column))
}

/// An input cell with its guard.
fn asked(
    answer: &AnswerRow<'_>,
    asked: &Cell<'_>,
    column: u16,
    caption: &str,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let AnswerRow { cx, plan, row, .. } = *answer;
    let (indicator, field) = (asked.figure.indicator, asked.field);
    let ReadAs { row: read, field: read_field } = indicator.read_as(field);
    let line = read.formula.as_deref().filter(|_| indicator.list_figures().is_some());
    if let Some(formula) = line {
        let address = |field: Field| address(plan, indicator, field, row);
        let formula = formula::line_sum(formula, optional(indicator), &address);
        return live(answer, column, ReadAs { row: read, field: read_field }, formula, sheet);
    }
    if let Some(formula) = &indicator.formula {
        let formula = formula::computed(formula, indicator, asked.figure.key.scope, cx.addresses);
        return live(answer, column, ReadAs { row: indicator, field }, formula, sheet);
    }
    let year = cx.period.target_year;
    let rate = (field == Field::Value && indicator.measure.is_rate()).then(|| {
        let address = |field: Field| address(plan, indicator, field, row);
        let cells = RowCells { address: &address, room: 0, is_first: false, refused: &[] };
        formula::rate(&cells, indicator, indicator.target_of(&cx.unit.code, year))
    });
    input(answer, asked, rate, column, sheet)?;
    let cell = utility::row_col_to_cell(row, column);
    let cell = cell.as_str();
    let condition = indicator.asked_when.as_deref();
    let scope = asked.figure.key.scope;
    let not_asked = condition.and_then(|c| formula::not_asked(c, scope, cx.addresses));
    let not_asked = not_asked.as_deref().filter(|_| !field.is_text());
    let guard = Asked {
        indicator: read,
        field: read_field,
        caption,
        cell,
        period: cx.period,
        unless: not_asked,
    };
    sheet.add_data_validation(row, column, row, column, &guard.validation(cx.words)?)?;
    Ok(())
}

/// A cell of a formula that nobody fills in.
fn live(
    answer: &AnswerRow<'_>,
    column: u16,
    of: ReadAs<'_>,
    formula: String,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let own = input_format(answer.cx.styles, of.row, of.field);
    let format = own.clone().set_locked().set_background_color(style::CLOSED_FILL);
    let formula = Formula::new(formula).set_result("");
    sheet.write_formula_with_format(answer.row, column, formula, &format)?;
    Ok(())
}

/// The columns of a line without which it is complete.
fn optional(indicator: &Indicator) -> &[Field] {
    match &indicator.detail {
        Detail::Entry { optional, .. } => optional,
        Detail::Figure | Detail::Task(_) | Detail::Section { .. } => &[],
    }
}

/// An input cell, blank or as the unit filled it in; a rate is worked out where nothing is written.
fn input(
    answer: &AnswerRow<'_>,
    asked: &Cell<'_>,
    rate: Option<String>,
    column: u16,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let AnswerRow { cx, row, .. } = *answer;
    let (PlannedFigure { key, indicator }, field) = (asked.figure, asked.field);
    let filled = cx.prefill.and_then(|prefill| prefill.cells.get(&key.cell(field)));
    let ReadAs { row: indicator, field } = indicator.read_as(field);
    let own = input_format(cx.styles, indicator, field);
    let content = filled.map_or(RawValue::Empty, |filled| filled.content(indicator, field));
    let format = filled.map_or_else(|| own.clone(), |f| f.format(&own, indicator, field));
    let runs = filled.map_or(&[][..], |filled| filled.raw.runs());
    match rate.filter(|_| content == RawValue::Empty && runs.is_empty()) {
        Some(rate) => {
            let rate = Formula::new(rate).set_result("");
            sheet.write_formula_with_format(row, column, rate, &format)?;
        }
        None if !runs.is_empty() => filled::put_runs(sheet, (row, column), runs, &format)?,
        None => filled::put(sheet, (row, column), &content, &format)?,
    }
    if let Some(note) = filled.and_then(filled::Filled::note) {
        sheet.insert_note(row, column, &note)?;
    }
    Ok(())
}

/// How many lines a row has ready for writing.
fn ready_lines(indicator: &Indicator, width: u16) -> u32 {
    match indicator.detail {
        Detail::Figure | Detail::Task(_) => 1,
        Detail::Section { length } => length
            .map_or(PROSE_LINES, |length| lines(length, SIZE, width))
            .clamp(PROSE_LINES / 2, MOST_PROSE_LINES),
        Detail::Entry { .. } => ENTRY_LINES,
    }
}

pub(super) fn width_of(plan: &FormPlan<'_>, field: Field) -> u16 {
    let mut columns = plan.columns.iter();
    let column = columns.find(|column| column.content == ColumnContent::Asks(field));
    column.map_or(1, |column| column.width)
}

fn official(
    answer: &AnswerRow<'_>,
    shown: Shown,
    column: u16,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let AnswerRow { cx, indicator, row, .. } = *answer;
    let format = match shown {
        Shown::Number | Shown::Target | Shown::Unit => &cx.styles.centred,
        _ => &cx.styles.text,
    };
    let text = indicator.printed_for(&cx.unit.code, shown, cx.period.target_year);
    match indicator.detail {
        // Prose begins at the top of its cell, and what asks for it beside it.
        Detail::Section { .. } => {
            let format = format.clone().set_align(FormatAlign::Top);
            sheet.write_string_with_format(row, column, text, &format)?;
        }
        _ => {
            sheet.write_string_with_format(row, column, text, format)?;
        }
    }
    Ok(())
}

fn input_format(styles: &FormStyles, indicator: &Indicator, field: Field) -> Format {
    let decimals = match (field, indicator.measure) {
        (Field::Value | Field::Baseline, Measure::Ratio) => Some(indicator.measure_form.decimals),
        _ => indicator.decimals(field),
    };
    if let Some(decimals) = decimals {
        let digits = "0".repeat(usize::try_from(decimals).unwrap_or_default());
        let mark = if decimals == 0 { "" } else { "." };
        return styles.count.clone().set_num_format(format!("#,##0{mark}{digits}"));
    }
    let style = match (field, indicator.measure) {
        (Field::Text, _) => &styles.prose,
        (Field::Evidence | Field::Explanation | Field::Result | Field::Column(_), _)
        | (Field::Value | Field::Baseline, Measure::Text) => &styles.words,
        (Field::Value | Field::Baseline, Measure::Percent) => &styles.percent,
        (Field::Status, _)
        | (Field::Value | Field::Baseline, Measure::YesNo | Measure::Arranged | Measure::Choice) => {
            &styles.choice
        }
        (Field::Numerator | Field::Denominator | Field::People, _)
        | (
            Field::Value | Field::Baseline,
            Measure::Count
            | Measure::CountWithPeople
            | Measure::Rank
            | Measure::Documents
            | Measure::Quantity
            | Measure::Ratio
            | Measure::Status
            | Measure::Section
            | Measure::Entry,
        ) => &styles.count,
    };
    style.clone()
}
