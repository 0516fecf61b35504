//! Who has sent what (tình hình gửi báo cáo): every expected unit once, with how it stands against its
//! deadline and what is still asked of it.

mod input;
mod units;

use jiff::civil::Date;
use serde::Serialize;

use crate::campaign::{Campaign, Period};
use crate::consolidate::intake::{FileStatus, ReceiptSource, Received};
use crate::consolidate::merge::Returns;
use crate::i18n::Words;
use crate::ledger::Ledger;
use crate::rules::decisions::Decisions;
use crate::rules::engine;
use crate::rules::find;
use crate::rules::finding::Finding;
use crate::rules::rule::Trend;
use crate::rules::rule::{Check, ReceivedContext};
use crate::values::key::UnitCode;

pub use input::TrackingInput;
pub use units::{ReportingStatus, UnitStatus};

/// How the returns of a period stand on a day.
#[derive(Debug)]
pub struct Tracking<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    pub as_of: Date,
    /// Every file that was given.
    pub files: &'a [Received<'a>],
    /// The expected units: those of whom something is needed first, and each kind in the order of the
    /// list.
    pub units: Vec<UnitStatus<'a>>,
    /// The findings about returns as wholes, each with its unit: not sent, sent late. Behind them those
    /// about figures beside an earlier consolidation, where there is one.
    pub findings: Vec<(UnitCode, Finding)>,
    /// Whether the issue register was there.
    pub has_register: bool,
    /// What the officer decided.
    pub decisions: &'a Decisions,
}

/// Counts of units, and of their answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Units that must report.
    pub expected: usize,
    /// Those that have sent a filled-in form.
    pub sent: usize,
    /// Those that have not.
    pub missing: usize,
    /// Of those that have sent, the late ones.
    pub late: usize,
    /// Of those that have sent, the ones that must resend.
    pub resend: usize,
    /// Answers that can be used.
    pub answered: usize,
    pub asked: usize,
}

/// How many files have their time of receipt from where.
#[derive(Debug, Clone, Copy, Default)]
pub struct ReceiptSources {
    pub register: usize,
    pub file_time: usize,
}

impl<'a> Tracking<'a> {
    /// Sorts the expected units. The files have their times of receipt already.
    pub fn new(from: TrackingInput<'a, '_>, words: &Words) -> Self {
        let TrackingInput { campaign, period, files, issued, as_of, decisions } = from;
        let returns = Returns::new(campaign, period, files);
        let mut units: Vec<UnitStatus<'a>> = campaign
            .expected_units(period)
            .map(|unit| UnitStatus::new(unit, &from, &returns))
            .collect();
        units.sort_by_key(|unit| unit.urgency(as_of));
        let sources: Vec<_> = files.iter().filter_map(Received::source).collect();
        let ledger = Ledger::new(campaign, period, &sources);
        let missing = units.iter().filter(|unit| unit.status == ReportingStatus::Missing);
        let missing = missing.map(|unit| unit.unit.code.clone()).collect();
        let late = returns.late_returns();
        let case =
            ReceivedContext { campaign, period, ledger: &ledger, missing: &missing, late: &late };
        // What is about rows belongs to the figures, and these are not put together here.
        let findings = engine::check_received(&case, decisions, words)
            .into_iter()
            .filter(|(_, finding)| finding.location.indicator.is_none())
            .filter_map(|(unit, finding)| Some((unit?, finding)))
            .chain(since(files))
            .collect();
        let has_register = issued.is_some();
        Self { campaign, period, as_of, files, units, findings, has_register, decisions }
    }

    /// How many figures of a unit, or of all, have a finding of a rule.
    pub fn found(&self, trend: Trend, unit: Option<&UnitCode>) -> usize {
        let of_unit = self.findings.iter().filter(|(of, _)| unit.is_none_or(|unit| of == unit));
        of_unit.filter(|(_, finding)| finding.rule().trend == Some(trend) && !finding.trial).count()
    }

    /// The counts over all units.
    pub fn tally(&self) -> Tally {
        self.units.iter().fold(Tally::default(), Tally::with)
    }

    /// The counts by kind of unit, in the order of the list.
    pub fn kinds(&self) -> Vec<(&'a str, Tally)> {
        let mut kinds: Vec<(&str, Tally)> = Vec::new();
        for unit in self.campaign.expected_units(self.period) {
            let Some(status) = self.units.iter().find(|other| other.unit.code == unit.code) else {
                continue;
            };
            let caption = self.campaign.kind_caption(unit);
            let at = kinds.iter().position(|(known, _)| *known == caption).unwrap_or_else(|| {
                kinds.push((caption, Tally::default()));
                kinds.len() - 1
            });
            if let Some((_, tally)) = kinds.get_mut(at) {
                *tally = tally.with(status);
            }
        }
        kinds
    }

    /// The files of which nobody can tell whose they are, other than those that are no returns.
    pub fn unattributed(&self) -> impl Iterator<Item = &'a Received<'a>> {
        self.files.iter().filter(|file| {
            file.status == FileStatus::Rejected && file.unit.is_none() && file.sender.is_none()
        })
    }

    /// From where the times of the files are known.
    pub fn receipt_sources(&self) -> ReceiptSources {
        let counted = self.files.iter().filter(|file| file.status != FileStatus::Ignored);
        let mut sources = ReceiptSources::default();
        for receipt in counted.filter_map(|file| file.receipt) {
            match receipt.source {
                ReceiptSource::Register => sources.register += 1,
                ReceiptSource::FileTime => sources.file_time += 1,
            }
        }
        sources
    }

    /// Whether a file was left out, or an answer in one: the same as for `validate`.
    pub fn has_errors(&self) -> bool {
        self.files.iter().any(Received::has_error)
    }
}

/// What was found beside an earlier consolidation, in the order of the files.
fn since<'f>(files: &'f [Received<'_>]) -> impl Iterator<Item = (UnitCode, Finding)> + 'f {
    let of_units = files.iter().filter_map(|file| Some((file.unit.as_ref()?, file)));
    of_units.flat_map(move |(unit, file)| {
        file.findings
            .iter()
            .filter(|finding: &&Finding| {
                find(finding.code).is_some_and(|rule| matches!(rule.check, Check::Previous(_)))
            })
            .map(|finding| (unit.clone(), finding.clone()))
    })
}

impl Tally {
    fn with(self, unit: &UnitStatus<'_>) -> Self {
        let one = usize::from;
        Self {
            expected: self.expected + 1,
            sent: self.sent + one(unit.status != ReportingStatus::Missing),
            missing: self.missing + one(unit.status == ReportingStatus::Missing),
            late: self.late + one(unit.late),
            resend: self.resend + one(unit.status == ReportingStatus::Resend),
            answered: self.answered + unit.answered,
            asked: self.asked + unit.asked,
        }
    }
}
