//! The answers of all returns put side by side, row by row, and what they come to.
//!
//! An answer enters the ledger with the cell that it came from. What the units report of their own
//! (`contributions`) and what a lead agency reports of the whole area (`reported`) never mix; nor
//! do the figures of groups that stand apart with those that are added up.

mod comparison;
mod display;
mod doubtful;
mod each;
mod entries;
mod figure_summary;
mod official;
mod passage;
mod plausible;
pub mod prior;
pub mod readback;
mod reply;
mod rollup;
mod row;
mod stored;
mod task;

use std::collections::BTreeMap;

pub use comparison::{Agreement, Comparison, Gap, Tolerances};
pub use display::display;
pub use doubtful::Exceeding;
pub use entries::{Entry, EntryList, ListTotal};
pub use figure_summary::{EvidenceMark, FigureSummaries, FigureSummary, SummaryAnswer};
pub use official::OfficialSource;
pub use passage::{Passage, SectionRow};
pub use plausible::{AbovePopulation, Counted, counts};
pub use reply::{Reply, Sent, TaskReplyStatus};
pub use rollup::{Reached, Rollup, Total};
pub use row::{Contribution, CorrectedCount, KindRollup, LeftOutCount, Row};
pub use stored::{StoredAnswer, StoredReturn};
pub use task::{TaskRow, TaskState};

use crate::campaign::{Campaign, FormKind, Indicator, OrgUnit, Period};
use crate::submission::answer::AnswerValue;
use crate::values::key::{Scope, UnitCode};

/// A file that counts: a return, or the part of one that the file brings.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    pub path: &'a str,
    pub stored: &'a StoredReturn<'a>,
}

/// Everything that the returns hold, form by form and row by row, in order.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// The rows that ask for figures.
    pub rows: Vec<Row<'a>>,
    pub tasks: Vec<TaskRow<'a>>,
    /// The sections of outlines.
    pub sections: Vec<SectionRow<'a>>,
    pub lists: Vec<EntryList<'a>>,
}

impl<'a> Ledger<'a> {
    /// Puts the returns together. The files of one unit in `sources` answer different rows.
    pub fn new(campaign: &'a Campaign, period: &'a Period, sources: &[Source<'a>]) -> Self {
        let answers = Answers::new(sources);
        let rows_of = |kind: FormKind| {
            let forms = campaign.forms.iter().filter(move |form| form.kind == kind);
            forms.flat_map(|form| form.indicators.iter().map(move |row| (form, row)))
        };
        let lists = campaign.forms.iter().filter(|form| form.kind == FormKind::List);
        Self {
            rows: rows_of(FormKind::Indicators)
                .map(|(form, row)| Row::new(campaign, period, form, row, &answers))
                .collect(),
            tasks: rows_of(FormKind::Tasks)
                .filter_map(|(form, row)| TaskRow::new(campaign, period, form, row, &answers))
                .collect(),
            sections: rows_of(FormKind::Outline)
                .map(|(form, row)| SectionRow::new(campaign, period, form, row, &answers))
                .collect(),
            lists: lists.map(|form| EntryList::new(campaign, period, form, &answers)).collect(),
        }
    }
}

/// Where the answers to a row are looked up.
pub(crate) trait Lookup<'a> {
    /// What is kept of an answer.
    type Answer;

    /// The answer of a unit to a row, where a return of the unit counts.
    fn find(
        &self,
        unit: &OrgUnit,
        row: &Indicator,
        scope: Scope,
    ) -> Option<Found<'a, Self::Answer>>;
}

pub(crate) struct Found<'a, A> {
    path: &'a str,
    /// The file that the unit sent, also where the figure is that of a list of corrections.
    sent: &'a str,
    answer: A,
    faulty: bool,
    outcome: AnswerValue,
}

/// The answers of all returns by unit; a return may be in several files, each row in one of them.
struct Answers<'a>(BTreeMap<&'a UnitCode, Vec<Source<'a>>>);

impl<'a> Answers<'a> {
    fn new(sources: &[Source<'a>]) -> Self {
        let mut of_units: BTreeMap<&UnitCode, Vec<Source<'a>>> = BTreeMap::new();
        for source in sources {
            of_units.entry(&source.stored.unit.code).or_default().push(*source);
        }
        Self(of_units)
    }

    /// What a unit answered to a row of a form, of its own area; nothing where no return counts.
    fn own(&self, unit: &'a OrgUnit, row: &Indicator) -> Reply<'a> {
        let sent = self.get(unit, row, Scope::Own);
        Reply { unit, sent: sent.map(|(path, answer)| Sent { path, answer }) }
    }

    fn get(
        &self,
        unit: &OrgUnit,
        row: &Indicator,
        scope: Scope,
    ) -> Option<(&'a str, &'a StoredAnswer<'a>)> {
        let sources = self.0.get(&unit.code)?;
        sources.iter().find_map(|source| Some((source.path, source.stored.answer(row, scope)?)))
    }
}

impl<'a> Lookup<'a> for Answers<'a> {
    type Answer = &'a StoredAnswer<'a>;

    fn find(
        &self,
        unit: &OrgUnit,
        row: &Indicator,
        scope: Scope,
    ) -> Option<Found<'a, Self::Answer>> {
        let (sent, answer) = self.get(unit, row, scope)?;
        // A figure that the officer has corrected is that of the list of corrections.
        let list = answer.figure_corrections().next().map(|corrected| &*corrected.by.line.file);
        let path = list.unwrap_or(sent);
        let (faulty, outcome) = (answer.faulty, answer.value().clone());
        Some(Found { path, sent, answer, faulty, outcome })
    }
}
