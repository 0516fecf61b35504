//! The counts that cannot well fall, each beside what was reported of it in the earlier period.

use crate::i18n::Words;
use crate::ledger::prior::{Direction, Previous, PriorFigure, Together};
use crate::ledger::readback::SnapshotFigure;
use crate::ledger::{Contribution, SummaryAnswer};
use crate::rules::rule::{AcrossRow, PreviousContext};
use crate::t;
use crate::values::key::{AnswerKey, Scope, UnitCode};
use crate::values::quantity::target;

/// A count of now and of then.
pub(super) struct Held {
    pub(super) unit: UnitCode,
    pub(super) answer: AnswerKey,
    /// The figure of now, in words.
    pub(super) now: String,
    /// That of then.
    pub(super) earlier: String,
    pub(super) moved: Direction,
    /// Whether anything is counted.
    pub(super) is_above_zero: bool,
    /// Whether it is odd that it falls.
    pub(super) is_fall_odd: bool,
    /// Whether it is what there is as of a day.
    pub(super) is_stock: bool,
    /// Whether the earlier figure is a sum, over these units.
    pub(super) is_sum: bool,
    pub(super) units: Vec<String>,
    /// The units that report the figure of now together, where one alone is not compared.
    pub(super) together: Vec<String>,
    /// File, sheet and cell of the earlier figure, or of the first in the sum.
    place: Option<[String; 3]>,
}

/// Every count of now that has an earlier one.
pub(super) fn held(context: &PreviousContext<'_>) -> Vec<Held> {
    let previous = context.previous;
    let mut all = Vec::new();
    for row in context.returns.rows().filter(|row| previous.is_held(row.indicator)) {
        let own = row.contributions.iter().map(|given| (Scope::Own, given));
        let city = row.reported.iter().map(|given| (Scope::City, given));
        all.extend(own.chain(city).filter_map(|(s, given)| one(previous, &row, s, given)));
    }
    all
}

fn one(
    previous: &Previous<'_>,
    row: &AcrossRow<'_>,
    scope: Scope,
    given: &Contribution<'_, &SummaryAnswer<'_>>,
) -> Option<Held> {
    let then = previous.of(given.unit, row.form, row.indicator, scope);
    let figure = then.figure()?;
    let moved = Direction::between(figure, &given.figure)?;
    let first = then.sources().first();
    Some(Held {
        unit: given.unit.code.clone(),
        answer: row.key(scope),
        now: row.display(&given.figure),
        earlier: previous.display(row.indicator, figure),
        moved,
        is_above_zero: matches!(given.figure.held(), Some(target::Figure::Count(count)) if count > 0),
        is_fall_odd: previous.is_fall_odd(row.indicator),
        is_stock: row.indicator.time == crate::campaign::TimeKind::Stock,
        is_sum: matches!(then, PriorFigure::Summed { .. }),
        units: then.sources().iter().map(|source| previous.name(&source.unit)).collect(),
        together: Vec::new(),
        place: first.map(|source| place_of(source)),
    })
}

fn place_of(source: &SnapshotFigure) -> [String; 3] {
    let [sheet, cell] =
        [&source.sheet, &source.cell].map(Clone::clone).map(Option::unwrap_or_default);
    [source.file.clone(), sheet, cell]
}

/// Every count that units of a split, or of an exchange of parts, report together, once for each of them.
pub(super) fn regrouped(context: &PreviousContext<'_>) -> Vec<Held> {
    let previous = context.previous;
    let mut all = Vec::new();
    if previous.regroupings().is_empty() {
        return all;
    }
    for row in context.returns.rows().filter(|row| previous.is_held(row.indicator)) {
        for group in previous.regroupings() {
            if let Some(found) = previous.together(group, &row) {
                all.extend(of_each(previous, &row, &found));
            }
        }
    }
    all
}

fn of_each(previous: &Previous<'_>, row: &AcrossRow<'_>, found: &Together<'_>) -> Vec<Held> {
    let Some(moved) = Direction::between(&found.then, &found.now) else { return Vec::new() };
    let units = found.units.iter();
    units
        .map(|unit| Held {
            unit: unit.code.clone(),
            answer: row.key(Scope::Own),
            now: row.display(&found.now),
            earlier: previous.display(row.indicator, &found.then),
            moved,
            is_above_zero: true,
            is_fall_odd: previous.is_fall_odd(row.indicator),
            is_stock: row.indicator.time == crate::campaign::TimeKind::Stock,
            is_sum: true,
            units: found.from.iter().map(|source| previous.name(&source.unit)).collect(),
            together: found.units.iter().map(|unit| unit.name.clone()).collect(),
            place: found.from.first().map(|source| place_of(source)),
        })
        .collect()
}

/// Where the earlier figure stands, in words.
pub(super) fn place(held: &Held, words: &Words) -> String {
    let [file, sheet, cell] = held.place.clone().unwrap_or_default();
    t!(words, "book-pointer", file = file, sheet = sheet, cell = cell)
}
