//! What the workbook carries for the next period and the next level, on two hidden sheets: the units
//! that were expected, and each row of figures with what it came to, exact. The cells that people
//! read are rounded and in words, and can be moved; each result has a name that follows it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;
use rust_xlsxwriter::{Workbook, Worksheet, XlsxError, utility};

use super::BookContext;
use super::value::Value;
use crate::campaign::Period;
use crate::campaign::identity::{ROWS_NAME, UNITS_NAME, result_name};
use crate::consolidate::merge::{ConsolidatedRow, UnitReturn};
use crate::consolidate::result_cell::ResultCell;
use crate::ledger::readback::{
    BENEATH, MEANING_COLUMNS, MEASURE_COLUMNS, ROW_COLUMNS, RowMeaning, UNIT_COLUMNS, joined_paths,
    joined_sums,
};
use crate::ledger::{Rollup, Total};
use crate::submission::answer::Figure;
use crate::values::key::{FormId, IndicatorId};
use crate::values::quantity::choices::ChoiceCounts;

/// Where the result of a row stands in the workbook, and what it says.
#[derive(Debug, Clone)]
pub(super) struct ResultPlace {
    pub(super) form: FormId,
    pub(super) indicator: IndicatorId,
    pub(super) sheet: String,
    /// The row and the column of the cell, from zero.
    pub(super) position: (u32, u16),
    pub(super) shown: Value,
}

impl ResultPlace {
    fn is_of(&self, row: &ConsolidatedRow<'_>) -> bool {
        self.form == row.row.form.id && self.indicator == row.row.indicator.id
    }
}

impl From<ResultPlace> for ResultCell {
    fn from(place: ResultPlace) -> Self {
        let cell = utility::row_col_to_cell(place.position.0, place.position.1);
        Self { form: place.form, indicator: place.indicator, sheet: place.sheet, cell }
    }
}

/// Writes both sheets, and names the results.
pub(super) fn write(
    cx: &BookContext<'_>,
    results: &[ResultPlace],
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let units = cx.consolidation.unit_returns().into_iter().map(|sent| {
        let UnitReturn { unit, state, files } = sent;
        let paths = joined_paths(files.iter().map(|file| file.path.as_str()));
        let sums = joined_sums(files.iter().map(|file| file.sha256.as_str()));
        vec![
            unit.code.as_str().into(),
            unit.name.as_str().into(),
            state.as_str().into(),
            Value::text(paths),
            Value::text(sums),
        ]
    });
    let beneath = cx.consolidation.members().map(|member| {
        vec![
            member.code.as_str().into(),
            member.name.as_str().into(),
            BENEATH.into(),
            Value::Blank,
            Value::text(member.sha256.as_deref()),
        ]
    });
    sheet(UNITS_NAME, &UNIT_COLUMNS, units.chain(beneath), workbook)?;
    let rows = cx.consolidation.rows.iter().map(|row| {
        let result = results.iter().find(|place| place.is_of(row));
        line(row, result.map(|place| place.shown.clone()), cx.consolidation.period)
    });
    let columns = [ROW_COLUMNS.as_slice(), &MEANING_COLUMNS, &MEASURE_COLUMNS].concat();
    sheet(ROWS_NAME, &columns, rows, workbook)?;
    for place in results {
        let name = result_name(place.form.as_str(), place.indicator.as_str());
        let at = utility::row_col_to_cell_absolute(place.position.0, place.position.1);
        let sheet = place.sheet.replace('\'', "''");
        workbook.define_name(name, &format!("='{sheet}'!{at}"))?;
    }
    Ok(())
}

fn sheet(
    name: &str,
    columns: &[&str],
    lines: impl Iterator<Item = Vec<Value>>,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(name)?.set_hidden(true).protect();
    for (column, key) in (0..).zip(columns) {
        sheet.write_string(0, column, *key)?;
    }
    for (row, line) in (1..).zip(lines) {
        for (column, value) in (0..).zip(&line) {
            put(sheet, (row, column), value)?;
        }
    }
    workbook.define_name(name, &format!("='{name}'!$A$1"))?;
    Ok(())
}

/// A number as a number where a spreadsheet holds it, all else as text.
fn put(sheet: &mut Worksheet, (row, column): (u32, u16), value: &Value) -> Result<(), XlsxError> {
    match (value, value.number()) {
        (Value::Blank, _) => {}
        (Value::Whole(_), Some(number)) => {
            sheet.write_number(row, column, number)?;
        }
        _ => {
            sheet.write_string(row, column, value.words())?;
        }
    }
    Ok(())
}

/// A row, in the order of [`ROW_COLUMNS`] and [`MEANING_COLUMNS`].
fn line(row: &ConsolidatedRow<'_>, shown: Option<Value>, period: &Period) -> Vec<Value> {
    let mut line: Vec<Value> = vec![
        row.row.form.id.as_str().into(),
        row.row.indicator.id.as_str().into(),
        row.row.indicator.measure.as_str().into(),
        row.row.indicator.aggregation.as_str().into(),
    ];
    line.extend(total(&row.row.rollup));
    line.push(row.official.source.as_str().into());
    line.extend(row.official.figure.as_ref().map_or_else(|| vec![Value::Blank; 5], figure));
    line.push(shown.unwrap_or(Value::Blank));
    let meaning = RowMeaning::of(row.row.indicator, period);
    let said = meaning.texts().map(|(_, text)| Some(text).filter(|text| !text.is_empty()));
    line.extend(said.map(Value::text));
    let indicator = row.row.indicator;
    line.push(Value::text(indicator.measure_form.code(indicator.measure)));
    line.push(Value::text(row.row.rollup.total.choices().map(ChoiceCounts::to_json)));
    line
}

/// Value, numerator, denominator, people, yes, min, max, and how many units.
fn total(rollup: &Rollup) -> Vec<Value> {
    let [mut value, mut numerator, mut denominator, mut people, mut yes, mut min, mut max] =
        [const { Value::Blank }; 7];
    match &rollup.total {
        Total::None | Total::Choices(_) => {}
        Total::Quantity(sum) => value = exact(*sum),
        Total::Rate(rate) => {
            numerator = exact(rate.numerator());
            denominator = exact(rate.denominator());
        }
        Total::Count { sum, at_least_one } => {
            value = Value::Whole(*sum);
            yes = at_least_one.map_or(Value::Blank, Value::tally);
        }
        Total::CountWithPeople { sum, people: all } => {
            value = Value::Whole(*sum);
            people = Value::Whole(*all);
        }
        Total::YesNo { yes: units } => yes = Value::tally(*units),
        Total::Arranged { yes: units, staff } => {
            people = Value::Whole(*staff);
            yes = Value::tally(*units);
        }
        Total::Range { min: least, max: most } => {
            min = exact(*least);
            max = exact(*most);
        }
    }
    let mut cells = vec![value, numerator, denominator, people, yes, min, max];
    let Rollup { answered, not_applicable, expected, without_base, .. } = *rollup;
    cells.extend([answered, not_applicable, expected, without_base].map(Value::tally));
    cells
}

/// Value, numerator, denominator, people and percent of an official figure; the value of a rate is
/// its two numbers.
fn figure(figure: &Figure) -> Vec<Value> {
    let [mut value, mut numerator, mut denominator, mut people, mut percent] =
        [const { Value::Blank }; 5];
    match figure {
        Figure::Rate(rate) => {
            value = rate.to_string().into();
            numerator = exact(rate.numerator());
            denominator = exact(rate.denominator());
        }
        Figure::Bare(bare) => {
            value = bare.value.to_string().into();
            percent = bare.value.to_string().into();
        }
        Figure::Quantity(number) => value = exact(*number),
        Figure::Choice(chosen) => value = chosen.as_str().into(),
        Figure::Count(count) | Figure::Rank(count) => value = Value::Whole((*count).into()),
        Figure::CountWithPeople { count, people: second } => {
            value = Value::Whole((*count).into());
            people = Value::whole(*second);
        }
        Figure::YesNo(yes) => value = yes_or_no(*yes),
        Figure::Arranged { yes, staff } => {
            value = yes_or_no(*yes);
            people = Value::whole(*staff);
        }
        Figure::Text(text) => value = text.as_ref().into(),
        Figure::Status(_) | Figure::Entry | Figure::Beneath(_) => {}
    }
    vec![value, numerator, denominator, people, percent]
}

/// A whole number as a number, one with decimals as a text of its digits.
fn exact(number: Decimal) -> Value {
    match number.to_i128().filter(|_| number.scale() == 0) {
        Some(whole) => Value::Whole(whole),
        None => number.to_string().into(),
    }
}

fn yes_or_no(yes: bool) -> Value {
    if yes { "true" } else { "false" }.into()
}
