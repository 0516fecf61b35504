//! What the officer decides about findings: how serious a rule is taken, and which of its findings
//! are let stand. A decision changes what is said and what counts, never what a cell is read as.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use super::finding::{Finding, Settlement, Severity};
use super::rule::Rule;
use crate::campaign::SameRow;
use crate::ledger::Tolerances;
use crate::submission::correction::Correction;
use crate::values::key::{FormId, IndicatorId, UnitCode};

/// How serious a rule is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Setting {
    /// Not looked for.
    Off,
    Info,
    Warning,
    /// Keeps a file, a form or an answer out.
    Error,
    /// Shown, and without any effect.
    Trial,
}

impl Setting {
    /// The setting that a word means.
    pub fn read(word: &str) -> Option<Self> {
        Some(match word {
            "off" => Self::Off,
            "info" => Self::Info,
            "warning" => Self::Warning,
            "error" => Self::Error,
            "trial" => Self::Trial,
            _ => return None,
        })
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
            Self::Trial => "trial",
        }
    }
}

/// A finding that the officer lets stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Waiver {
    pub unit: UnitCode,
    #[serde(rename = "rule")]
    pub code: &'static str,
    /// At which row of which form; everywhere where it is not said.
    #[serde(rename = "indicator")]
    pub row: Option<RowName>,
    pub who: String,
    pub why: String,
    pub on: Option<Date>,
    /// Where it is written: `file:line`.
    pub place: String,
}

/// A row by its form, written `form.indicator` by the officer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowName {
    pub form: FormId,
    pub indicator: IndicatorId,
}

impl fmt::Display for RowName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.form.row_name(&self.indicator))
    }
}

impl Serialize for RowName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl Waiver {
    /// Whether a finding about a unit is the one that is let stand.
    pub fn covers(&self, unit: &UnitCode, finding: &Finding) -> bool {
        let at = &finding.location;
        let row = self.row.as_ref().is_none_or(|row| {
            at.form.as_ref() == Some(&row.form) && at.indicator.as_ref() == Some(&row.indicator)
        });
        self.unit == *unit && self.code == finding.code && row
    }
}

/// How serious a finding is, and whether its rule is only tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Weight {
    pub severity: Severity,
    pub trial: bool,
}

impl Weight {
    pub fn plain(severity: Severity) -> Self {
        Self { severity, trial: false }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// How serious rules are taken, by code; for the others it is what the rule says.
    pub severities: BTreeMap<&'static str, Setting>,
    /// What is let stand.
    pub waivers: Vec<Waiver>,
    /// What is taken in the place of what a unit wrote.
    pub corrections: Vec<Arc<Correction>>,
    /// How far a lead agency's figure may be from what the units come to (BD703).
    pub tolerances: Tolerances,
    /// Rows of consolidations beneath that are taken for rows here (BD113).
    pub same_rows: Vec<SameRow>,
    /// Words that mean zero where something is counted.
    pub zero_words: Vec<String>,
}

impl Decisions {
    /// How serious a finding of a rule is taken; `None` where the rule is off. A setting takes the
    /// place of whatever the rule says, also where that depends on what is found (BD401, BD506).
    pub(super) fn weigh(&self, rule: &Rule, severity: Severity) -> Option<Weight> {
        // What is only tried is an info to whoever does not look at the mark: it blocks nothing.
        Some(match self.severities.get(rule.code) {
            None => Weight::plain(severity),
            Some(Setting::Off) => return None,
            Some(Setting::Info) => Weight::plain(Severity::Info),
            Some(Setting::Warning) => Weight::plain(Severity::Warning),
            Some(Setting::Error) => Weight::plain(Severity::Error),
            Some(Setting::Trial) => Weight { severity: Severity::Info, trial: true },
        })
    }

    /// Settles a finding about a unit where the officer lets it stand.
    pub fn waive(&self, unit: &UnitCode, finding: &mut Finding) {
        if let Some(waiver) = self.waivers.iter().find(|waiver| waiver.covers(unit, finding)) {
            let Waiver { who, why, on, .. } = waiver.clone();
            finding.settled = Some(Settlement::Waived { who, why, on });
        }
    }
}
