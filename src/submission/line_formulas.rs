//! Columns of a list that are worked out of others of their line.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::model::Submission;
use super::model::answer::{Answer, FieldReading, Place};
use crate::campaign::Detail;
use crate::campaign::formula::{Expression, Formula, Term};
use crate::campaign::list_figure::ListFigure;
use crate::values::key::{ColumnKey, Field};
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::reading::Reading;

/// The columns of a line that are worked out.
fn computed<'a>(answer: &'a Answer<'_>) -> impl Iterator<Item = (Field, &'a ListFigure)> {
    let figures = answer.indicator.list_figures().into_iter().flatten();
    let computed = figures.filter(|(_, figure)| figure.row.is_computed());
    computed.map(|(key, figure)| (Field::Column(*key), figure))
}

/// Where something is typed over the formula of a column.
pub(super) fn typed_over(answer: &Answer<'_>) -> Vec<Place> {
    let cells = computed(answer).filter_map(|(field, _)| answer.cells.get(&field));
    let typed = cells.filter(|cell| !cell.raw.formula && !cell.raw.value.is_blank());
    typed.map(|cell| cell.place.clone()).collect()
}

/// Forgets what stands in the cells of formulas: what they come to is worked out.
pub(super) fn unread(answer: &mut Answer<'_>) {
    let fields: Vec<Field> = computed(answer).map(|(field, _)| field).collect();
    for field in fields {
        if let Some(cell) = answer.cells.get_mut(&field) {
            cell.raw = RawCell::default();
            cell.reading = FieldReading::Integer(Reading::Blank);
        }
    }
}

/// Works out the columns of every line, of what stands in the others now.
pub(super) fn compute(submission: &mut Submission<'_>) {
    for answer in submission.forms.iter_mut().flat_map(|form| &mut form.answers) {
        let results: Vec<(Field, FieldReading)> =
            computed(answer).map(|(field, figure)| (field, reading(answer, figure))).collect();
        for (field, reading) in results {
            if let Some(cell) = answer.cells.get_mut(&field) {
                cell.reading = reading;
            }
        }
    }
}

/// What the cell of a column holds that is worked out: nothing where a number of the line is missing, and
/// where it would be below zero.
fn reading(answer: &Answer<'_>, figure: &ListFigure) -> FieldReading {
    let sum = figure.row.formula.as_deref().and_then(|formula| sum(answer, formula));
    let sum = sum.filter(|sum| *sum >= Decimal::ZERO);
    match figure.row.decimals(Field::Value) {
        Some(decimals) => FieldReading::Decimal(found(sum.map(|mut sum| {
            sum.rescale(decimals.max(sum.normalize().scale()));
            sum
        }))),
        None => FieldReading::Integer(found(sum.and_then(|sum| sum.to_i64()))),
    }
}

fn found<T>(value: Option<T>) -> Reading<T> {
    value.map_or(Reading::Blank, |value| Reading::Value { value, as_text: false })
}

/// What a column brings to a sum.
enum Addend {
    Number(Decimal),
    /// The column may be left blank and is, or does not concern the unit.
    Nothing,
    Unknown,
}

/// The sum over the line; `None` where one of its numbers is missing, or all are.
fn sum(answer: &Answer<'_>, formula: &Formula) -> Option<Decimal> {
    let Expression::Sum(terms) = &formula.expression else { return None };
    let mut sum: Option<Decimal> = None;
    for term in terms {
        let before = sum.unwrap_or_default();
        match addend(answer, term) {
            Addend::Number(number) if term.is_subtracted => {
                sum = Some(before.checked_sub(number)?);
            }
            Addend::Number(number) => sum = Some(before.checked_add(number)?),
            Addend::Nothing => {}
            Addend::Unknown => return None,
        }
    }
    sum
}

fn addend(answer: &Answer<'_>, term: &Term) -> Addend {
    let Some(key) = term.of.indicator.figure() else { return Addend::Unknown };
    let field = Field::Column(key);
    // No formula leads back to itself, which the definition was held against.
    let number = match answer.indicator.read_as(field).row.formula.as_deref() {
        Some(formula) => sum(answer, formula),
        None => answer.number(field),
    };
    match number {
        Some(number) => Addend::Number(number),
        None if answer.says_not_applicable(field) => Addend::Nothing,
        None if answer.is_blank(field) && is_optional(answer, key) => Addend::Nothing,
        None => Addend::Unknown,
    }
}

fn is_optional(answer: &Answer<'_>, key: ColumnKey) -> bool {
    match &answer.indicator.detail {
        Detail::Entry { optional, .. } => optional.contains(&Field::Column(key)),
        Detail::Figure | Detail::Task(_) | Detail::Section { .. } => false,
    }
}
