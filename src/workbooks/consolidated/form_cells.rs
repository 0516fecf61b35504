//! The columns of the area's form, and what stands in them.

use super::calculation_sheet::Cell;
use super::style::{Kind, Tone};
use super::value::Value;
use super::{BookContext, cells, difference_words, evidence, formula_cells, notes};
use crate::campaign::{Column, ColumnContent, Shown};
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource};
use crate::ledger::Total;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;

/// A column of the area's form.
#[derive(Clone, Copy)]
pub(super) enum FormColumn<'c> {
    Official(&'c Column),
    Added(Added),
}

/// What the official form does not print.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Added {
    Result,
    Base,
    Coverage,
    Reported,
    Rollup,
    Difference,
    Verdict,
    Notes,
    Evidence,
}

impl FormColumn<'_> {
    /// Whether the result of the area stands in it.
    pub(super) fn is_result(self) -> bool {
        match self {
            Self::Official(column) => column.content == ColumnContent::Asks(Field::Value),
            Self::Added(added) => added == Added::Result,
        }
    }

    pub(super) fn is_verdict(self) -> bool {
        matches!(self, Self::Added(Added::Verdict))
    }

    /// In characters.
    pub(super) fn width(self) -> u16 {
        match self {
            Self::Official(column) => column.width,
            Self::Added(Added::Coverage) => 10,
            Self::Added(Added::Rollup | Added::Difference) => 12,
            Self::Added(Added::Result) => 13,
            Self::Added(Added::Verdict) => 14,
            Self::Added(Added::Base | Added::Reported) => 20,
            Self::Added(Added::Notes) => 28,
            Self::Added(Added::Evidence) => 36,
        }
    }
}

/// The caption of a column that is added.
pub(super) fn caption(cx: &BookContext<'_>, added: Added) -> String {
    match added {
        Added::Result => t!(cx.words, "book-form-result"),
        Added::Base => t!(cx.words, "book-form-base"),
        Added::Coverage => t!(cx.words, "book-form-coverage"),
        Added::Reported => t!(cx.words, "book-form-reported"),
        Added::Rollup => t!(cx.words, "book-form-rollup"),
        Added::Difference => t!(cx.words, "book-form-difference"),
        Added::Verdict => t!(cx.words, "book-form-verdict"),
        Added::Notes => t!(cx.words, "book-form-notes"),
        Added::Evidence => t!(cx.words, "book-form-evidence"),
    }
}

/// What stands in a cell, how, and what it says at a glance.
pub(super) struct FormCell {
    pub(super) value: Value,
    pub(super) kind: Kind,
    pub(super) tone: Tone,
}

impl FormCell {
    /// What the row does not ask.
    pub(super) fn closed() -> Self {
        Self::text(Value::Blank)
    }

    fn centred(value: Value) -> Self {
        Self { value, kind: Kind::Centred, tone: Tone::Plain }
    }

    fn text(value: Value) -> Self {
        Self { value, kind: Kind::Text, tone: Tone::Plain }
    }
}

pub(super) fn cell(
    cx: &BookContext<'_>,
    row: &ConsolidatedRow<'_>,
    column: FormColumn<'_>,
) -> FormCell {
    match column {
        FormColumn::Official(column) => match column.content {
            ColumnContent::Shows(shown) => official(cx, row, shown),
            ColumnContent::Asks(field) => asked(cx, row, field),
        },
        FormColumn::Added(added) => self::added(cx, row, added),
    }
}

/// Official text, letter for letter.
fn official(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>, shown: Shown) -> FormCell {
    let year = cx.consolidation.period.target_year;
    let text = Some(row.row.indicator.printed(shown, year)).filter(|text| !text.is_empty());
    match shown {
        Shown::Number | Shown::Target | Shown::Unit => FormCell::centred(Value::text(text)),
        _ => FormCell::text(Value::text(text)),
    }
}

/// An official column that asks: the city's answer.
fn asked(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>, field: Field) -> FormCell {
    let rate = row.official.figure.as_ref().and_then(Figure::rate);
    let value = match field {
        Field::Value => return added(cx, row, Added::Result),
        Field::Evidence => return added(cx, row, Added::Evidence),
        Field::Numerator => formula_cells::part(
            cx,
            row,
            rate.map_or(Value::Blank, |rate| Value::exact(rate.numerator())),
            Cell::OfficialFirst,
        ),
        Field::Denominator => {
            let value = rate.map_or(Value::Blank, |rate| Value::exact(rate.denominator()));
            formula_cells::part(cx, row, value, Cell::OfficialSecond)
        }
        Field::People => people(cx, row),
        Field::Baseline => cells::baseline(cx, row),
        Field::Explanation => {
            return FormCell::text(Value::Text(evidence::extract(
                cx,
                &row.row,
                Field::Explanation,
            )));
        }
        Field::Status | Field::Result | Field::Text | Field::Column(_) => Value::Blank,
    };
    FormCell::centred(value)
}

/// The people of the official count, or the staff of the units.
fn people(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Value {
    match (&row.official.figure, &row.row.rollup.total) {
        (Some(Figure::CountWithPeople { people, .. }), _) => {
            let by_units = row.official.source == OfficialSource::Rollup;
            let cell = if by_units { Cell::Second } else { Cell::OfficialSecond };
            formula_cells::part(cx, row, Value::whole(*people), cell)
        }
        (None, Total::Arranged { staff, .. }) => {
            formula_cells::part(cx, row, Value::Whole(*staff), Cell::Second)
        }
        (Some(_), _)
        | (
            None,
            Total::None
            | Total::Rate(_)
            | Total::Count { .. }
            | Total::CountWithPeople { .. }
            | Total::YesNo { .. }
            | Total::Range { .. }
            | Total::Quantity(_)
            | Total::Choices(_),
        ) => Value::Blank,
    }
}

fn added(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>, added: Added) -> FormCell {
    match added {
        // Texts are no total; what the units write is shown as far as there is room.
        Added::Result if row.row.indicator.measure == Measure::Text => {
            FormCell::text(Value::Text(evidence::extract(cx, &row.row, Field::Value)))
        }
        Added::Result => {
            FormCell { tone: Tone::Total, ..FormCell::centred(formula_cells::result(cx, row)) }
        }
        Added::Base => FormCell::centred(formula_cells::base(cx, row)),
        Added::Coverage => FormCell::centred(formula_cells::coverage(cx, row)),
        Added::Reported => FormCell::text(cells::reported(cx, &row.row)),
        Added::Rollup => FormCell::centred(formula_cells::total(cx, row)),
        Added::Difference => FormCell::centred(difference_words::difference(cx, row)),
        Added::Verdict => FormCell::centred(formula_cells::verdict(cx, row)),
        Added::Notes => FormCell::text(Value::Text(notes::of(cx, row))),
        Added::Evidence => {
            FormCell::text(Value::Text(evidence::extract(cx, &row.row, Field::Evidence)))
        }
    }
}
