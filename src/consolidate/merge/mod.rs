//! From returns to the city's figures: which figure is official, and whether it meets its target.

mod both_times;
mod growth;
mod official;
mod returns;
mod tasks;
mod trend;
mod unit_return;

use std::collections::BTreeMap;

pub use crate::ledger::OfficialSource;
pub use both_times::BothTimes;
pub use growth::Growth;
pub use official::{Official, Verdict, judge};
pub use returns::{Late, Returns};
pub use tasks::{TaskGroup, TaskTally};
pub use trend::{RowTrend, UnitTrend};
pub use unit_return::UnitReturn;

use crate::campaign::{Campaign, Period};
use crate::consolidate::intake::Received;
use crate::i18n::Words;
use crate::ledger::prior::Previous;
use crate::ledger::{
    AbovePopulation, Comparison, EntryList, Ledger, Row, SectionRow, StoredAnswer, TaskRow,
};
use crate::rules::decisions::Decisions;
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::ReceivedContext;
use crate::rules::settings::OfficialChoice;
use crate::values::key::{FormId, Scope, UnitCode};
use crate::values::quantity::figure_status::StatusCounts;

/// The figures of a campaign's period, put together.
#[derive(Debug)]
pub struct Consolidation<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    /// Every file that was given, whatever became of it.
    pub files: &'a [Received<'a>],
    /// Who has sent and who has not.
    pub returns: Returns<'a>,
    /// The rows of figures, each with what is official.
    pub rows: Vec<ConsolidatedRow<'a>>,
    pub tasks: Vec<TaskRow<'a>>,
    /// The sections of outlines, each with what the units wrote.
    pub sections: Vec<SectionRow<'a>>,
    pub lists: Vec<EntryList<'a>>,
    /// The earlier consolidation that figures are held against.
    pub previous: Option<&'a Previous<'a>>,
    /// The files on disk that the campaign was read from; none of a built-in one with its own units.
    pub definition: Vec<DefinitionFile>,
    /// What the officer decided about findings.
    pub decisions: &'a Decisions,
    /// The findings that stand in no file, with the unit that each concerns.
    pub findings: Vec<(Option<UnitCode>, Finding)>,
}

/// What a consolidation is made from.
#[derive(Debug)]
pub struct ConsolidationInput<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    /// Every file that was given, with what became of it.
    pub files: &'a [Received<'a>],
    /// What the officer takes as official, by `form.indicator`.
    pub choices: &'a BTreeMap<String, OfficialChoice>,
    pub decisions: &'a Decisions,
    /// The earlier consolidation that figures are compared with.
    pub previous: Option<&'a Previous<'a>>,
    /// The files on disk that the campaign was read from.
    pub definition: Vec<DefinitionFile>,
    /// What was found over all returns and stands in no file, with the unit that it concerns.
    pub findings: Vec<(Option<UnitCode>, Finding)>,
}

/// A file that the campaign was read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionFile {
    /// As people and JSON know it, with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
}

/// One row with its official figure.
#[derive(Debug)]
pub struct ConsolidatedRow<'a> {
    /// What was reported, and what it comes to.
    pub row: Row<'a>,
    /// The figure that the city's report prints.
    pub official: Official,
    /// How it stands against the target.
    pub verdict: Verdict,
    /// Whether the verdict rests on a roll-up that some units have not answered, or the official figure
    /// on corrections that no document confirms.
    pub provisional: bool,
    /// What a target that is a change since the earlier period was held against.
    pub growth: Option<Growth>,
    /// How many figures that the official one rests on are corrections that no document confirms.
    pub pending: usize,
    /// How settled the figures are that the official one rests on.
    pub statuses: StatusCounts,
    /// What the officer takes as the official figure, where it is said.
    pub choice: Option<OfficialChoice>,
    /// Each figure of a lead agency, in the order reported, held against what the units come to.
    pub comparisons: Vec<Option<Comparison>>,
}

impl<'a> Consolidation<'a> {
    /// Adds up the accepted returns, and looks for what is missing or late among all.
    pub fn new(from: ConsolidationInput<'a>, words: &Words) -> Self {
        let ConsolidationInput { campaign, period, files, decisions, .. } = from;
        let sources: Vec<_> = files.iter().filter_map(Received::source).collect();
        let ledger = Ledger::new(campaign, period, &sources);
        let returns = Returns::new(campaign, period, files);
        let (missing, late) = (returns.missing_codes(), returns.late_returns());
        let case =
            ReceivedContext { campaign, period, ledger: &ledger, missing: &missing, late: &late };
        let mut findings = from.findings;
        findings.extend(engine::check_received(&case, decisions, words));
        findings.sort_by_key(|(_, finding)| finding.code);
        let Ledger { rows, tasks, sections, lists } = ledger;
        let rows = rows
            .into_iter()
            .map(|row| {
                let choice = from.choices.get(&row.form.id.row_name(&row.indicator.id)).cloned();
                let leads = campaign.asked(period, row.indicator, Scope::City).count();
                let mut row = ConsolidatedRow::new(row, leads, choice, &decisions.tolerances);
                row.judge_growth(from.previous);
                row
            })
            .collect();
        Self {
            campaign,
            period,
            files,
            returns,
            rows,
            tasks,
            sections,
            lists,
            previous: from.previous,
            definition: from.definition,
            decisions,
            findings,
        }
    }

    pub fn rows_of(&self, form: &FormId) -> impl Iterator<Item = &ConsolidatedRow<'a>> {
        self.rows.iter().filter(move |row| row.row.form.id == *form)
    }

    pub fn tasks_of(&self, form: &FormId) -> impl Iterator<Item = &TaskRow<'a>> {
        self.tasks.iter().filter(move |task| task.form.id == *form)
    }

    pub fn sections_of(&self, form: &FormId) -> impl Iterator<Item = &SectionRow<'a>> {
        self.sections.iter().filter(move |section| section.form.id == *form)
    }

    /// The rows with a figure for the whole area that counts more people than live there, in their order.
    pub fn to_check(
        &self,
    ) -> impl Iterator<Item = (&Row<'a>, AbovePopulation<'_, 'a, &'a StoredAnswer<'a>>)> {
        let population = self.campaign.population(self.period);
        self.rows.iter().flat_map(move |row| {
            let above = population.map(|population| row.row.above_population(population));
            above.unwrap_or_default().into_iter().map(|above| (&row.row, above))
        })
    }

    /// Whether anything was found that is an error, or a file was left out for one.
    pub fn has_errors(&self) -> bool {
        self.files.iter().any(Received::has_error)
    }
}
