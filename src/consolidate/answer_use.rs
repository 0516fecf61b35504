//! What became of an answer in the consolidation: whether its figure is in a total, beside it, or
//! nowhere, and why.

use super::index::State;
use crate::campaign::{Aggregation, Campaign, OrgUnit};
use crate::i18n::Words;
use crate::ledger::{Rollup, Row};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Scope;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::Word;

/// Whether an answer is in the total, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Used {
    Counted,
    /// Of a unit that stands apart: beside the total.
    Apart,
    /// Of a row that does not add up: shown.
    Listed,
    /// A rate without its two figures: shown.
    WithoutBase,
    /// Of the whole area: stands beside what the units come to.
    City,
    /// An error in it keeps it out of every total.
    Excluded,
    /// The unit says that the row does not concern it.
    NotApplicable,
    /// The unit says that it has no figure yet.
    NoData,
    /// The cell was left blank, or is not there.
    Blank,
}

impl Used {
    /// Of the answer of a unit that is asked.
    pub(crate) fn new(
        campaign: &Campaign,
        row: &Row<'_>,
        unit: &OrgUnit,
        scope: Scope,
        state: &State,
    ) -> Self {
        let indicator = row.indicator;
        let listed = indicator.aggregation == Aggregation::Listed
            || matches!(indicator.measure, Measure::Rank | Measure::Text);
        match (state, scope) {
            (State::Faulty, _) => Self::Excluded,
            (State::Stated(Word::NotApplicable), _) => Self::NotApplicable,
            (State::Stated(_), _) => Self::NoData,
            (State::NotAsked | State::Missing, _) => Self::Blank,
            (State::Figure(_), Scope::City) => Self::City,
            (State::Figure(Figure::Bare(_)), _) => Self::WithoutBase,
            (State::Figure(Figure::Beneath(area)), _) if area.answered == 0 => Self::of_none(area),
            (State::Figure(_), _) if !campaign.is_counted(unit) => Self::Apart,
            (State::Figure(_), _) if listed => Self::Listed,
            (State::Figure(_), _) => Self::Counted,
        }
    }

    /// Of an area none of whose units gave a figure that is put together.
    fn of_none(area: &Rollup) -> Self {
        match (area.without_base, area.expected) {
            (1.., _) => Self::WithoutBase,
            (0, 0) if area.not_applicable > 0 => Self::NotApplicable,
            _ => Self::Blank,
        }
    }

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Apart => "apart",
            Self::Listed => "listed",
            Self::WithoutBase => "without-base",
            Self::City => "city",
            Self::Excluded => "excluded",
            Self::NotApplicable => "not-applicable",
            Self::NoData => "no-data",
            Self::Blank => "blank",
        }
    }

    pub(crate) fn words(self, words: &Words) -> String {
        match self {
            Self::Counted => t!(words, "book-status-counted"),
            Self::Apart => t!(words, "book-status-apart"),
            Self::Listed => t!(words, "book-status-listed"),
            Self::WithoutBase => t!(words, "book-status-without-base"),
            Self::City => t!(words, "book-status-city"),
            Self::Excluded => t!(words, "book-status-faulty"),
            Self::NotApplicable => t!(words, "book-status-not-applicable"),
            Self::NoData => t!(words, "book-status-no-data"),
            Self::Blank => t!(words, "book-status-blank"),
        }
    }
}
