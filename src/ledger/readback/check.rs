//! Whether a consolidation agrees with itself: the figures of the units still come to their totals,
//! and the cells that people read still say what is carried beside them.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::{Change, Snapshot, SnapshotFigure, SnapshotRow};
use crate::ledger::{OfficialSource, Rollup, Total, display};
use crate::submission::answer::Figure;
use crate::values::key::{FormId, IndicatorId, Scope, UnitCode};
use crate::values::quantity::exact::Exact;
use crate::values::quantity::rate_form::{Bare, RateForm};
use crate::values::quantity::raw::{RawCell, RawValue};
use crate::values::quantity::text::fold;

/// The totals that are not what the figures of the units come to, and the figures that belong nowhere
/// or stand twice.
pub(super) fn totals(carried: &Snapshot) -> Vec<Change> {
    let mut of_row: HashMap<(&FormId, &IndicatorId), Vec<&SnapshotFigure>> = HashMap::new();
    for figure in &carried.figures {
        of_row.entry((&figure.form, &figure.indicator)).or_default().push(figure);
    }
    let units: HashSet<&UnitCode> = carried.units.iter().map(|unit| &unit.code).collect();
    let mut changes = Vec::new();
    for row in &carried.rows {
        let figures = of_row.remove(&(&row.form, &row.indicator)).unwrap_or_default();
        let mut seen = HashSet::new();
        for figure in figures.iter().copied() {
            if !seen.insert((&figure.unit, figure.scope)) || !units.contains(&figure.unit) {
                changes.push(stray(figure));
            }
        }
        changes.extend(total(row, &figures));
    }
    changes.extend(of_row.into_values().flatten().map(stray));
    changes
}

/// A figure that no total knows.
fn stray(figure: &SnapshotFigure) -> Change {
    Change {
        place: None,
        row: figure.form.row_name(&figure.indicator),
        unit: Some(figure.unit.clone()),
        written: display(&figure.figure, None),
        expected: String::new(),
    }
}

fn total(row: &SnapshotRow, figures: &[&SnapshotFigure]) -> Option<Change> {
    let given: Vec<&Figure> = figures
        .iter()
        .filter(|figure: &&&SnapshotFigure| figure.scope == Scope::Own && figure.counted)
        .map(|f| &f.figure)
        .collect();
    // Areas that sent what their units come to stand for those units.
    let areas: Vec<&Rollup> = given.iter().filter_map(|figure| figure.beneath()).collect();
    let not_applicable =
        row.rollup.not_applicable.checked_sub(areas.iter().map(|area| area.not_applicable).sum());
    let expected = row.rollup.expected.checked_sub(areas.iter().map(|area| area.expected).sum());
    let (Some(not_applicable), Some(expected)) = (not_applicable, expected) else {
        return Some(change(row, said(&row.rollup), String::new()));
    };
    let asked = expected + areas.len() + not_applicable;
    let made = Rollup::of(row.measure, row.aggregation, &given, asked, not_applicable);
    // How many reach a level depends on the level, which a consolidation does not carry.
    let made = Rollup { met: row.rollup.met, ..made };
    if made != row.rollup {
        return Some(change(row, said(&row.rollup), said(&made)));
    }
    let total = made.total.as_figure();
    if row.source != OfficialSource::Rollup || row.official == total {
        return None;
    }
    Some(change(row, word(row.official.as_ref()), word(total.as_ref())))
}

/// A figure in words; nothing where there is none.
fn word(figure: Option<&Figure>) -> String {
    figure.map(|figure| display(figure, None)).unwrap_or_default()
}

fn change(row: &SnapshotRow, written: String, expected: String) -> Change {
    Change { place: row.place.clone(), row: row.name(), unit: None, written, expected }
}

/// A total in words, with how many units it stands on.
fn said(rollup: &Rollup) -> String {
    let figure = rollup.total.as_figure().map(|figure| display(&figure, None));
    format!("{} ({})", figure.unwrap_or_default(), rollup.coverage()).trim_start().to_owned()
}

/// The cells beside a figure that people read.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) value: Option<&'a RawCell>,
    pub(super) numerator: Option<&'a RawCell>,
    pub(super) denominator: Option<&'a RawCell>,
    pub(super) people: Option<&'a RawCell>,
}

/// Which of the cells beside a figure says something else, with what it would say: the index is that
/// of value, numerator, denominator, people.
pub(super) fn differs(figure: &Figure, seen: Seen<'_>) -> Option<(usize, String)> {
    let checks: [CellCheck; 4] = match figure {
        Figure::Rate(rate) => [
            shown(seen.value, rate.value(), rate.form(), figure),
            number(seen.numerator, rate.numerator()),
            number(seen.denominator, rate.denominator()),
            FREE,
        ],
        Figure::Bare(Bare { value, form }) => {
            [shown(seen.value, (*value).into(), *form, figure), FREE, FREE, FREE]
        }
        Figure::Quantity(value) => [number(seen.value, *value), FREE, FREE, FREE],
        Figure::Count(count) | Figure::Rank(count) => [whole(seen.value, *count), FREE, FREE, FREE],
        Figure::CountWithPeople { count, people } => {
            [whole(seen.value, *count), FREE, FREE, second(seen.people, *people)]
        }
        Figure::YesNo(_) | Figure::Choice(_) => {
            [words(seen.value, &display(figure, None)), FREE, FREE, FREE]
        }
        Figure::Arranged { yes, staff } => {
            let chosen = display(&Figure::Arranged { yes: *yes, staff: None }, None);
            [words(seen.value, &chosen), FREE, FREE, second(seen.people, *staff)]
        }
        Figure::Beneath(area) => match &area.total {
            Total::Rate(rate) => return differs(&Figure::Rate(*rate), seen),
            Total::Count { sum, .. } => [whole(seen.value, *sum), FREE, FREE, FREE],
            Total::CountWithPeople { sum, people } => {
                [whole(seen.value, *sum), FREE, FREE, whole(seen.people, *people)]
            }
            Total::Quantity(sum) => [number(seen.value, *sum), FREE, FREE, FREE],
            Total::None
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Choices(_) => [FREE, FREE, FREE, FREE],
        },
        Figure::Text(_) | Figure::Status(_) | Figure::Entry => [FREE, FREE, FREE, FREE],
    };
    (0..).zip(checks).find(|(_, check)| !check.agrees).map(|(at, check)| (at, check.expected))
}

/// A cell beside what it should hold.
struct CellCheck {
    agrees: bool,
    expected: String,
}

/// A cell that may hold anything.
const FREE: CellCheck = CellCheck { agrees: true, expected: String::new() };

/// What a cell holds; `None` where it holds a formula that nobody has calculated.
fn held(cell: Option<&RawCell>) -> Option<&RawValue> {
    match cell {
        Some(cell) if cell.formula && cell.value == RawValue::Empty => None,
        Some(cell) => Some(&cell.value),
        None => Some(&RawValue::Empty),
    }
}

/// A rate as it is printed is the exact one cut or raised to the decimals of its form.
fn is_shown(cell: Option<&RawCell>, exact: Exact, form: RateForm) -> bool {
    let Some(held) = held(cell) else { return true };
    let printed = [exact.floor(form.decimals), exact.ceil(form.decimals)];
    matches!(held, RawValue::Number(number) if printed.contains(number))
}

fn shown(cell: Option<&RawCell>, exact: Exact, form: RateForm, figure: &Figure) -> CellCheck {
    CellCheck { agrees: is_shown(cell, exact, form), expected: display(figure, None) }
}

fn whole(cell: Option<&RawCell>, number: impl Into<i128>) -> CellCheck {
    let number: i128 = number.into();
    let agrees = held(cell).is_none_or(|held| match held {
        RawValue::Number(held) => held.normalize().to_string() == number.to_string(),
        RawValue::Text(text) => text.trim() == number.to_string(),
        _ => false,
    });
    CellCheck { agrees, expected: number.to_string() }
}

/// A number with decimals: a spreadsheet keeps no trailing zeros, and what it cannot hold is text.
fn number(cell: Option<&RawCell>, expected: Decimal) -> CellCheck {
    let agrees = held(cell).is_none_or(|held| match held {
        RawValue::Number(held) => *held == expected,
        RawValue::Text(text) => text.trim().parse() == Ok(expected),
        _ => false,
    });
    CellCheck { agrees, expected: expected.to_string() }
}

fn second(cell: Option<&RawCell>, number: Option<i64>) -> CellCheck {
    number.map_or(FREE, |number| whole(cell, number))
}

fn words(cell: Option<&RawCell>, expected: &str) -> CellCheck {
    let agrees = held(cell).is_none_or(|held| fold(&held.as_written()) == fold(expected));
    CellCheck { agrees, expected: expected.to_owned() }
}

/// Whether the cell of a result still says what was written in it.
pub(super) fn is_as_written(cell: Option<&RawCell>, shown: &str) -> bool {
    held(cell).is_none_or(|held| match held {
        RawValue::Number(number) => shown.parse::<Decimal>().is_ok_and(|shown| shown == *number),
        held => fold(&held.as_written()) == fold(shown),
    })
}
