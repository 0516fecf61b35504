//! Every answer to a row of figures, in the order in which the sheet of all figures and the data package
//! list them.

use super::answer_use::Used;
use super::index::{Index, Return, State};
use crate::campaign::OrgUnit;
use crate::consolidate::merge::Consolidation;
use crate::ledger::{Row, StoredAnswer};
use crate::values::key::Scope;

/// An answer with everything that its row says.
pub(crate) struct Listed<'a> {
    pub(crate) row: &'a Row<'a>,
    pub(crate) unit: &'a OrgUnit,
    /// The file that it stands in.
    pub(crate) sent: &'a Return<'a>,
    pub(crate) answer: &'a StoredAnswer<'a>,
    pub(crate) state: State,
}

/// The answers by row of the form, own before city-wide, in the order of the units.
pub(crate) fn listed<'a>(
    consolidation: &'a Consolidation<'_>,
    index: &'a Index<'_>,
) -> impl Iterator<Item = Listed<'a>> {
    consolidation
        .rows
        .iter()
        .flat_map(|row| [Scope::Own, Scope::City].map(|scope| (&row.row, scope)))
        .flat_map(move |(row, scope)| {
            let units = consolidation.returns.expected.iter();
            units.filter_map(move |unit| answer(index, row, scope, unit))
        })
}

fn answer<'a>(
    index: &'a Index<'_>,
    row: &'a Row<'_>,
    scope: Scope,
    unit: &'a OrgUnit,
) -> Option<Listed<'a>> {
    row.indicator.reporters(scope).contains(&unit.code).then_some(())?;
    let (sent, answer) = index.answer(unit, row, scope)?;
    let state = State::of(answer);
    Some(Listed { row, unit, sent, answer, state })
}

impl Listed<'_> {
    /// Whether its figure is in the total.
    pub(crate) fn used(&self, consolidation: &Consolidation<'_>) -> Used {
        let scope = self.answer.scope;
        Used::new(consolidation.campaign, self.row, self.unit, scope, &self.state)
    }
}
