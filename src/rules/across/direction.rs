//! The counts that cannot well fall, each beside what was reported of it in the earlier period.

use crate::i18n::Words;
use crate::ledger::prior::{Change, Direction, Previous, PriorFigure};
use crate::ledger::{Contribution, SummaryAnswer};
use crate::rules::rule::{AcrossRow, PreviousContext};
use crate::submission::answer::Figure;
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
    /// Whether it is what there is as of a day.
    pub(super) is_stock: bool,
    /// Whether the earlier figure is a sum, over these units.
    pub(super) is_sum: bool,
    pub(super) units: Vec<String>,
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
    let moved = moved(figure, &given.figure)?;
    let first = then.sources().first();
    Some(Held {
        unit: given.unit.code.clone(),
        answer: row.key(scope),
        now: row.display(&given.figure),
        earlier: previous.display(row.indicator, figure),
        moved,
        is_above_zero: matches!(given.figure.held(), Some(target::Figure::Count(count)) if count > 0),
        is_stock: row.indicator.time == crate::campaign::TimeKind::Stock,
        is_sum: matches!(then, PriorFigure::Summed { .. }),
        units: then.sources().iter().map(|source| previous.name(&source.unit)).collect(),
        place: first.map(|source| {
            let [sheet, cell] = [&source.sheet, &source.cell];
            [
                source.file.clone(),
                sheet.clone().unwrap_or_default(),
                cell.clone().unwrap_or_default(),
            ]
        }),
    })
}

/// Which way a count has moved; of two figures in one cell, the one that fell is what there is to say.
fn moved(earlier: &Figure, now: &Figure) -> Option<Direction> {
    let first = Change::between(earlier, now)?.moved();
    let second = match (earlier.people(), now.people()) {
        (Some(earlier), Some(now)) => Change::Count(now - earlier).moved(),
        _ => Direction::Not,
    };
    Some(match (first, second) {
        (Direction::Down, _) | (_, Direction::Down) => Direction::Down,
        (Direction::Not, Direction::Not) => Direction::Not,
        _ => Direction::Up,
    })
}

/// Where the earlier figure stands, in words.
pub(super) fn place(held: &Held, words: &Words) -> String {
    let [file, sheet, cell] = held.place.clone().unwrap_or_default();
    t!(words, "book-pointer", file = file, sheet = sheet, cell = cell)
}
