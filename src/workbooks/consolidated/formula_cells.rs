//! Figures for the whole area as the forms, the first page and the matrix show them: what `cells`
//! says of them, by a formula that leads to "Cách tính".

use std::ops::RangeInclusive;

use rust_xlsxwriter::{ConditionalFormatText, ConditionalFormatTextRule, Worksheet, XlsxError};

use super::calculation_sheet::Cell;
use super::cells::adds_up;
use super::formula::{self, quoted, spliced};
use super::style::{Tone, colours};
use super::value::{Shape, Value};
use super::{BookContext, cells};
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource, Verdict};
use crate::consolidate::names;
use crate::ledger::Total;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;

/// The sums of a rate below which a spreadsheet shows every digit.
const LARGEST_SHOWN: i64 = 1_000_000_000_000;

/// What a figure of a row gives as a rule.
fn shape(row: &ConsolidatedRow<'_>) -> Shape {
    match row.row.indicator.measure {
        Measure::Percent | Measure::Ratio => Shape::of_rate(row.row.indicator.rate_form()),
        Measure::Quantity => {
            let decimals = row.row.indicator.measure_form.decimals;
            Shape::Decimal { decimals, sign: "" }
        }
        Measure::Count | Measure::Documents | Measure::Rank => Shape::Whole,
        Measure::CountWithPeople
        | Measure::YesNo
        | Measure::Arranged
        | Measure::Choice
        | Measure::Text
        | Measure::Status
        | Measure::Section
        | Measure::Entry => Shape::Words,
    }
}

fn at(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>, cell: Cell) -> String {
    cx.calculation.address(&row.row, cell)
}

pub(super) fn result(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    cells::result(cx, row).live(shape(row), at(cx, row, Cell::Official))
}

/// How it stands against the target.
pub(super) fn verdict(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    Value::from(names::verdict(row, cx.words)).live(Shape::Words, at(cx, row, Cell::Verdict))
}

/// Colours verdicts by what they say, so that one that is worked out anew is coloured anew.
pub(super) fn colour_verdicts(
    cx: &BookContext<'_>,
    column: u16,
    rows: RangeInclusive<u32>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    if rows.is_empty() {
        return Ok(());
    }
    let words = cx.words;
    let marks = ["①".to_owned(), "②".to_owned()];
    let provisional = names::provisional_verdict("", &marks, words);
    let before = provisional.split('①').next().unwrap_or_default().to_owned();
    let rules = [
        (before, Tone::Doubtful),
        (names::plain_verdict(Verdict::Missed, words), Tone::Bad),
        (names::plain_verdict(Verdict::Met, words), Tone::Good),
        (names::plain_verdict(Verdict::Insufficient, words), Tone::Doubtful),
    ];
    for (start, tone) in rules {
        let rule = ConditionalFormatText::new()
            .set_rule(ConditionalFormatTextRule::BeginsWith(start))
            .set_format(colours(tone))
            .set_stop_if_true(true);
        sheet.add_conditional_format(*rows.start(), column, *rows.end(), column, &rule)?;
    }
    Ok(())
}

/// What the units come to.
pub(super) fn total(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    let value = cells::total(cx, &row.row);
    if adds_up(&row.row) { value.live(shape(row), at(cx, row, Cell::Rollup)) } else { value }
}

pub(super) fn coverage(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    let value = cells::coverage(cx, &row.row);
    if !adds_up(&row.row) {
        return value;
    }
    let [answered, expected, without] = units(cx, row);
    let said = t!(cx.words, "book-not-applicable", count = "①");
    let said = spliced(&said, &[('①', &without)]);
    let formula = format!("{answered}&\"/\"&{expected}&IF({without}>0,CHAR(10)&{said},\"\")");
    value.live(Shape::Words, formula)
}

fn units(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> [String; 3] {
    [Cell::Answered, Cell::Expected, Cell::NotApplicable].map(|cell| at(cx, row, cell))
}

/// Where the official figure comes from, in words.
pub(super) fn source(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    let value = Value::from(cells::source(cx, row));
    if row.official.source != OfficialSource::Rollup || !adds_up(&row.row) {
        return value;
    }
    let [answered, expected, _] = units(cx, row);
    let said = cells::source_units(cx, &row.row, "①", "②");
    value.live(Shape::Words, spliced(&said, &[('①', &answered), ('②', &expected)]))
}

/// The two figures of a rate: those of the official result, then those of the units.
pub(super) fn base(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    let value = cells::base(cx, row);
    let [first, second, official, of] =
        [Cell::First, Cell::Second, Cell::OfficialFirst, Cell::OfficialSecond]
            .map(|cell| at(cx, row, cell));
    let dash = quoted(cells::DASH);
    let units = spliced(
        &t!(cx.words, "book-base-units", base = "①"),
        &[('①', &pair_formula(&first, &second))],
    );
    let is_rate = row.row.indicator.measure.is_rate();
    let total = &row.row.rollup.total;
    let fits = total.rate().is_some() || *total == Total::None;
    let has_decimals = [Field::Numerator, Field::Denominator]
        .into_iter()
        .any(|field| row.row.indicator.decimals(field).is_some());
    if !is_rate || !fits || has_decimals || !is_exact(row) {
        return value;
    }
    let reported = row.official.source == OfficialSource::Reported;
    let by_lead = reported && row.official.figure.as_ref().and_then(Figure::rate).is_some();
    let formula = match (by_lead, reported, adds_up(&row.row)) {
        (true, _, true) => format!(
            "{}&IF(OR({second}=0,AND({first}={official},{second}={of})),\"\",CHAR(10)&{units})",
            pair_formula(&official, &of)
        ),
        (true, _, false) => pair_formula(&official, &of),
        (false, false, true) if row.official.source == OfficialSource::Rollup => {
            format!("IF({second}=0,{dash},{})", pair_formula(&first, &second))
        }
        (false, _, true) => format!("IF({second}=0,{dash},{units})"),
        (false, _, false) => return value,
    };
    value.live(Shape::Words, formula)
}

/// Whether the sums of a rate are ones that a spreadsheet shows digit by digit.
fn is_exact(row: &ConsolidatedRow<'_>) -> bool {
    let official = row.official.figure.as_ref().and_then(Figure::rate);
    let both = [official, row.row.rollup.total.rate()];
    both.into_iter()
        .flatten()
        .all(|rate| rate.numerator().max(rate.denominator()) < LARGEST_SHOWN.into())
}

/// The two figures of a rate in words.
fn pair_formula(first: &str, second: &str) -> String {
    format!("{}&\"/\"&{}", formula::count(first), formula::count(second))
}

/// One of the two figures of the official rate, or the people of the official count.
pub(super) fn part(
    cx: &BookContext<'_>,
    row: &ConsolidatedRow<'_>,
    value: Value,
    cell: Cell,
) -> Value {
    if value == Value::Blank {
        return value;
    }
    let shape = match value {
        Value::Decimal { number, sign } => Shape::Decimal { decimals: number.scale(), sign },
        Value::Blank | Value::Text(_) | Value::Whole(_) | Value::Percent(_) | Value::Live(_) => {
            Shape::Whole
        }
    };
    value.live(shape, at(cx, row, cell))
}
