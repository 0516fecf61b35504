//! What stands in the cells of the whole area, of a row that an agency leads: what the units come to,
//! where that is a figure of the same kind, and otherwise why not.

use rust_decimal::Decimal;

use crate::consolidate::index::State;
use crate::consolidate::merge::Consolidation;
use crate::ledger::{Row, Total};
use crate::values::key::{Field, Scope};
use crate::values::quantity::words::Word;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Proposal {
    /// The agency has reported: its figure stays.
    Reported,
    /// The cells of the figure that the units come to.
    Figures(Vec<(Field, Decimal)>),
    Nothing(Why),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The agency says that the row does not concern it.
    NotApplicable,
    /// Several agencies report the row, each its own part.
    SeveralLeads,
    /// No unit is asked for a figure of its own.
    NoUnits,
    /// Only units that stand apart are asked.
    ApartOnly,
    /// Figures of units do not add up to one of the area: a rank, a choice, words.
    NotAdded,
    /// Units count the same things.
    Listed,
    /// Every unit that answered gave a rate without its two figures.
    NoBase,
    /// No unit has given a figure that can be used.
    Nobody,
    /// What they come to is beyond what a cell holds.
    TooLarge,
}

impl Proposal {
    pub(super) fn new(consolidation: &Consolidation<'_>, row: &Row<'_>, earlier: &State) -> Self {
        match earlier {
            State::Figure(_) => return Self::Reported,
            State::Stated(Word::NotApplicable) => return Self::Nothing(Why::NotApplicable),
            _ => {}
        }
        let Consolidation { campaign, period, .. } = consolidation;
        if campaign.asked(period, row.indicator, Scope::City).count() > 1 {
            return Self::Nothing(Why::SeveralLeads);
        }
        figures(row).map_or_else(Self::Nothing, Self::Figures)
    }

    /// The cells that are filled in.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field> + '_ {
        let figures: &[(Field, Decimal)] = match self {
            Self::Figures(figures) => figures,
            Self::Reported | Self::Nothing(_) => &[],
        };
        figures.iter().map(|(field, _)| *field)
    }

    pub(super) fn first_field(&self) -> Option<Field> {
        self.fields().next()
    }
}

fn figures(row: &Row<'_>) -> Result<Vec<(Field, Decimal)>, Why> {
    if row.asked.is_empty() {
        return Err(Why::NoUnits);
    }
    if row.is_apart_only() {
        return Err(Why::ApartOnly);
    }
    let measure = row.indicator.measure;
    if !measure.is_rate() && !measure.adds_up() {
        return Err(Why::NotAdded);
    }
    match &row.rollup.total {
        Total::Rate(rate) => {
            Ok(vec![(Field::Numerator, rate.numerator()), (Field::Denominator, rate.denominator())])
        }
        Total::Count { sum, .. } => Ok(vec![(Field::Value, whole(*sum)?)]),
        Total::Quantity(sum) => Ok(vec![(Field::Value, *sum)]),
        Total::CountWithPeople { sum, people } => {
            let mut figures = vec![(Field::Value, whole(*sum)?)];
            // Of whom nobody gave people, the sum of people is not 0 but not known.
            let mut counted = row.contributions.iter().filter(|given| given.counted);
            if counted.any(|given| given.figure.people().is_some()) {
                figures.push((Field::People, whole(*people)?));
            }
            Ok(figures)
        }
        Total::Range { .. } => Err(Why::Listed),
        Total::None if row.rollup.without_base > 0 => Err(Why::NoBase),
        Total::None | Total::YesNo { .. } | Total::Arranged { .. } | Total::Choices(_) => {
            Err(Why::Nobody)
        }
    }
}

fn whole(sum: i128) -> Result<Decimal, Why> {
    i64::try_from(sum).map(Decimal::from).map_err(|_| Why::TooLarge)
}
