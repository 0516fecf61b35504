//! The answers of all returns put side by side, row by row, and what they come to.
//!
//! An answer enters the ledger with the cell that it came from. What the units report of their own
//! (`contributions`) and what a lead agency reports of the whole area (`reported`) never mix; nor
//! do the figures of groups that stand apart with those that are added up.

mod display;
mod entries;
mod gist;
mod official;
mod passage;
mod reply;
mod rollup;
mod row;
mod task;

use std::collections::{BTreeMap, BTreeSet};

pub use display::display;
pub use entries::{Entry, EntryList};
pub use gist::{EvidenceMark, Gist, GistAnswer, Gists};
pub use official::OfficialSource;
pub use passage::{Passage, SectionRow};
pub use reply::{Reply, Sent, Standing};
pub use rollup::{Rollup, Total};
pub use row::{Asked, Contribution, Difference, Excluded, KindRollup, KindTotal, Row};
pub use task::{TaskRow, TaskState};

use crate::campaign::{Campaign, Form, FormKind, Indicator, OrgUnit, Period};
use crate::key::{AnswerKey, UnitCode};
use crate::submission::answer::{Answer, Outcome};
use crate::submission::extract::Submission;

/// A return that counts.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// What it holds.
    pub submission: &'a Submission<'a>,
    /// The answers that an error keeps out.
    pub excluded: &'a BTreeSet<AnswerKey>,
}

/// Everything that the returns hold, form by form and row by row, in order.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// The rows that ask for figures.
    pub rows: Vec<Row<'a>>,
    /// The tasks.
    pub tasks: Vec<TaskRow<'a>>,
    /// The sections of outlines.
    pub sections: Vec<SectionRow<'a>>,
    /// The lists.
    pub lists: Vec<EntryList<'a>>,
}

impl<'a> Ledger<'a> {
    /// Puts the returns together. `sources` has at most one return of each unit.
    #[must_use]
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
        key: &AnswerKey,
    ) -> Option<Found<'a, Self::Answer>>;
}

/// An answer that was found.
pub(crate) struct Found<'a, A> {
    path: &'a str,
    answer: A,
    faulty: bool,
    outcome: Outcome,
}

/// The answers of all returns by unit and row.
struct Answers<'a> {
    by_unit: BTreeMap<&'a UnitCode, (Source<'a>, BTreeMap<&'a AnswerKey, &'a Answer<'a>>)>,
}

impl<'a> Answers<'a> {
    fn new(sources: &[Source<'a>]) -> Self {
        let by_unit = sources.iter().map(|source| {
            let answers = source.submission.forms.iter().flat_map(|form| &form.answers);
            let by_key = answers.map(|answer| (&answer.key, answer)).collect();
            (&source.submission.unit.code, (*source, by_key))
        });
        Self { by_unit: by_unit.collect() }
    }

    /// What a unit answered to a row of a form, of its own area; nothing where no return counts.
    fn own(&self, unit: &'a OrgUnit, form: &Form, row: &Indicator) -> Reply<'a> {
        let key = AnswerKey {
            form: form.id.clone(),
            indicator: row.id.clone(),
            scope: crate::key::Scope::Own,
        };
        let sent = self.get(unit, &key).map(|(source, answer)| Sent {
            path: source.path,
            answer,
            faulty: source.excluded.contains(&key),
        });
        Reply { unit, sent }
    }

    fn get(&self, unit: &OrgUnit, key: &AnswerKey) -> Option<(Source<'a>, &'a Answer<'a>)> {
        let (source, answers) = self.by_unit.get(&unit.code)?;
        Some((*source, *answers.get(key)?))
    }
}

impl<'a> Lookup<'a> for Answers<'a> {
    type Answer = &'a Answer<'a>;

    fn find(
        &self,
        unit: &OrgUnit,
        _: &Indicator,
        key: &AnswerKey,
    ) -> Option<Found<'a, Self::Answer>> {
        let (source, answer) = self.get(unit, key)?;
        let faulty = source.excluded.contains(key);
        Some(Found { path: source.path, answer, faulty, outcome: answer.outcome() })
    }
}
