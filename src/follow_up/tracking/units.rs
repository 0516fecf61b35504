//! How one unit stands.

use jiff::civil::Date;
use serde::Serialize;

use super::input::TrackingInput;
use crate::campaign::{Assignment, Deadline, OrgUnit};
use crate::consolidate::intake::{FileStatus, Receipt, Received};
use crate::consolidate::merge::Returns;
use crate::rules::finding::{Finding, Severity};
use crate::workbooks::template::register::Register;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ReportingStatus {
    /// A return counts, and nothing in it has to be mended.
    Sent,
    /// Something was received, and it has to be mended and sent again.
    Resend,
    /// No filled-in form of the period was received.
    Missing,
}

/// One expected unit.
#[derive(Debug, Clone)]
pub struct UnitStatus<'a> {
    pub unit: &'a OrgUnit,
    pub status: ReportingStatus,
    /// Whether its first return came after the deadline.
    pub late: bool,
    pub deadline: Option<Deadline>,
    /// When its first return came.
    pub receipt: Option<Receipt>,
    /// Answers that can be used.
    pub answered: usize,
    pub asked: usize,
    /// The file that was issued to it, as the issue register has it.
    pub issued: Option<String>,
    /// What was received of it, in the order of the files, whether it counts or not.
    pub files: Vec<&'a Received<'a>>,
}

impl<'a> UnitStatus<'a> {
    pub(super) fn new(
        unit: &'a OrgUnit,
        from: &TrackingInput<'a, '_>,
        returns: &Returns<'_>,
    ) -> Self {
        let TrackingInput { campaign, period, files, issued, .. } = *from;
        let files: Vec<&Received<'_>> = files
            .iter()
            .filter(|file: &&Received<'_>| {
                let unit_of = file.unit.as_ref().or(file.sender.as_ref());
                unit_of == Some(&unit.code) && file.status != FileStatus::Ignored
            })
            .collect();
        let has = |of: &[&OrgUnit]| of.iter().any(|other| other.code == unit.code);
        // Of a return in several files, each counts.
        let counts = |file: &&&Received<'_>| file.status == FileStatus::Accepted;
        let is_whole = files.iter().any(|file| counts(&file))
            && files.iter().filter(counts).all(|file| file.is_whole());
        // An unreadable file is something that was sent, if the register says by whom.
        let unreadable = files.iter().any(|file| file.sender.is_some());
        let status = if is_whole {
            ReportingStatus::Sent
        } else if has(&returns.submitted) || unreadable {
            ReportingStatus::Resend
        } else {
            ReportingStatus::Missing
        };
        let counted = files.iter().filter(|file| !file.blank && status != ReportingStatus::Missing);
        let receipt = counted.filter_map(|file| file.receipt).min_by_key(|receipt| receipt.at);
        let deadline = period.deadline(&unit.code);
        let late = receipt.zip(deadline).is_some_and(|(receipt, due)| due.is_missed(receipt.at));
        let entries = issued.map(Register::entries).unwrap_or_default().iter();
        let entry = entries.rev().find(|entry| {
            let same = entry.unit == unit.code
                || campaign.unit_without_zeros(entry.unit.as_str()).map(|u| &u.code)
                    == Some(&unit.code);
            same && entry.campaign == campaign.id && entry.period == period.id
        });
        Self {
            unit,
            status,
            late,
            deadline,
            receipt,
            answered: files.iter().map(|file| file.answered()).sum(),
            asked: Assignment::new(campaign, period, unit).asked(),
            issued: entry.map(|entry| entry.file.clone()),
            files,
        }
    }

    /// How many days the unit is behind on a day, if it has sent nothing and its deadline has passed.
    pub fn days_overdue(&self, as_of: Date) -> Option<i32> {
        let due = self.deadline.filter(|_| self.status == ReportingStatus::Missing)?;
        due.is_missed(as_of.at(0, 0, 0, 0)).then(|| {
            let (last, counts) = match due {
                Deadline::Until(day) => (day, 0),
                Deadline::Before(day) => (day, 1),
                Deadline::At(moment) => (moment.date(), 0),
            };
            (as_of - last).get_days() + counts
        })
    }

    /// What has to be mended, file after file.
    pub fn errors(&self) -> impl Iterator<Item = &'a Finding> + '_ {
        let files = self.files.iter().filter(|_| self.status != ReportingStatus::Sent);
        files.flat_map(|file| file.sent_findings()).filter(|f| f.severity == Severity::Error)
    }

    /// Whether the unit has to do something. Where all that it sent cannot be opened on this computer, the
    /// officer has to.
    pub fn must_act(&self) -> bool {
        let out_of_reach =
            !self.files.is_empty() && self.files.iter().all(|file| file.is_out_of_reach());
        self.status != ReportingStatus::Sent && !out_of_reach
    }

    /// What is most urgent comes first.
    pub(super) fn urgency(&self, as_of: Date) -> u8 {
        match self.status {
            ReportingStatus::Resend => 0,
            ReportingStatus::Missing if self.days_overdue(as_of).is_some() => 1,
            ReportingStatus::Missing => 2,
            ReportingStatus::Sent if self.late => 3,
            ReportingStatus::Sent => 4,
        }
    }
}
