//! `bdhvs.toml`: the decisions of the officer, in the working folder.

mod basis;
mod correction;
mod list;
mod problem;
mod same_row;
mod severity;
mod tolerance;
mod waiver;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::files::input::{in_utf8, read_list};
use jiff::civil::Date;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

pub use problem::{CorrectionProblem, Problem};
pub use waiver::{Padded, Written};

use crate::campaign::calendar::Calendar;
use crate::campaign::{Campaign, Deadline};
use crate::files::fingerprint::fingerprint;
use crate::files::workspace::SETTINGS_FILE;
use crate::rules::decisions::{Decisions, Setting};
use crate::submission::correction::{Correction, ListLine};
use crate::values::key::{CampaignId, PeriodId, UnitCode};
use crate::values::quantity::words::Word;

/// The decisions; everything is optional.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The campaign worked on in this folder: a built-in id, or a path.
    pub campaign: Option<String>,
    /// The period worked on in this folder.
    pub period: Option<PeriodId>,
    /// The list of units that takes the place of the campaign's: a file of this folder.
    pub units: Option<String>,
    /// The last day or moment on time, where the officer sets it and not the document.
    #[serde(default, deserialize_with = "deadline")]
    pub due: Option<Deadline>,
    /// The first day that is late.
    #[serde(alias = "due_before")]
    pub due_before: Option<Date>,
    /// Until when a corrected return is to be sent.
    #[serde(default, alias = "resend_due", deserialize_with = "deadline")]
    pub resend_due: Option<Deadline>,
    /// Whose days the periods cover for which the document sets none of its own.
    #[serde(default, deserialize_with = "calendar")]
    pub calendar: Option<Calendar>,
    /// The campaign one level up, in the place of what the definition says.
    pub reports_to: Option<CampaignId>,
    /// The unit that the area is in it.
    pub reports_as: Option<UnitCode>,
    /// The consolidation of an earlier period that figures are held against: a file of this folder.
    pub previous: Option<String>,
    /// Words that mean zero in a cell for a count: `["không", "-"]`.
    #[serde(default, alias = "zero_words")]
    pub zero_words: Vec<String>,
    /// The official figure of a row that two lead agencies report, by `form.indicator`.
    #[serde(default)]
    pub official: BTreeMap<String, OfficialChoice>,
    /// How far a lead agency's figure may be from what the units come to: of all rates (`percent`), of
    /// all counts (`count`), of a row by `form.indicator`.
    #[serde(default)]
    tolerance: tolerance::Table,
    /// How serious rules are taken, by code or name.
    #[serde(default)]
    severity: severity::Table,
    /// Rows of consolidations beneath that are taken for rows here.
    #[serde(default, alias = "same_row")]
    same_row: Vec<Spanned<same_row::Entry>>,
    #[serde(default)]
    waiver: Vec<Spanned<waiver::Entry>>,
    /// A list of more of them, in CSV.
    pub waivers: Option<String>,
    /// Figures that are taken in the place of what a unit wrote.
    #[serde(default)]
    correction: Vec<Spanned<correction::Entry>>,
    /// A list of more of them, in CSV.
    pub corrections: Option<String>,
    #[serde(skip)]
    severities: BTreeMap<&'static str, Setting>,
    #[serde(skip)]
    waived: Vec<Written>,
    #[serde(skip)]
    corrected: Vec<correction::Written>,
    #[serde(skip)]
    tolerated: Vec<tolerance::Written>,
    /// The lines of `same_row`.
    #[serde(skip)]
    same_row_lines: Vec<usize>,
}

/// What the officer takes as the official figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum OfficialChoice {
    /// The largest of what the lead agencies report.
    Largest,
    Sum,
    /// What the units come to.
    Rollup,
    /// What one of them reports, by unit code.
    Unit(String),
}

impl From<String> for OfficialChoice {
    fn from(text: String) -> Self {
        match text.as_str() {
            "largest" => Self::Largest,
            "sum" => Self::Sum,
            "rollup" => Self::Rollup,
            _ => Self::Unit(text),
        }
    }
}

#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and cannot be read.
    #[error("cannot read {path}")]
    Io { path: String, source: std::io::Error },
    /// Both kinds of deadline are given.
    #[error("{path}: `due` and `due-before`")]
    TwoDeadlines { path: String },
    /// The campaign one level up is named without the unit, or the unit without it.
    #[error("{path}: `reports-to` and `reports-as`")]
    ReportsTo { path: String },
    /// A word that means something else already was declared to mean zero.
    #[error("{path}: zero-words: `{word}` has a meaning of its own")]
    ZeroWord { path: String, word: String },
    /// A decision about findings cannot be used.
    #[error("{path}:{line}: {problem:?}")]
    Decision {
        path: String,
        /// Line from one.
        line: usize,
        problem: Problem,
    },
    /// The file does not say what it may say.
    #[error("{path}:{line}: {detail}")]
    Shape {
        path: String,
        /// Line from one.
        line: usize,
        /// What is wrong, in English.
        detail: String,
    },
}

impl Settings {
    /// The settings of a folder, or none when there is no file.
    ///
    /// # Errors
    /// When the file cannot be read, or says something that it may not say.
    pub fn load(folder: &Path) -> Result<Option<Self>, SettingsError> {
        let path = folder.join(SETTINGS_FILE);
        let shown = path.display().to_string();
        let text = match read_list(&path).and_then(in_utf8) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(SettingsError::Io { path: shown, source }),
        };
        let mut settings: Self = toml::from_str(&text).map_err(|error| SettingsError::Shape {
            path: shown.clone(),
            line: line_of(&text, error.span().map_or(0, |span| span.start)),
            detail: error.message().trim().to_owned(),
        })?;
        if settings.due.is_some() && settings.due_before.is_some() {
            return Err(SettingsError::TwoDeadlines { path: shown });
        }
        if settings.reports_to.is_some() != settings.reports_as.is_some() {
            return Err(SettingsError::ReportsTo { path: shown });
        }
        settings.severities = severity::resolve(&settings.severity).map_err(|(at, problem)| {
            SettingsError::Decision { path: shown.clone(), line: line_of(&text, at), problem }
        })?;
        let lines = settings.same_row.iter().map(|entry| line_of(&text, entry.span().start));
        settings.same_row_lines = lines.collect();
        settings.tolerated = tolerance::written(&settings.tolerance, &text);
        settings.waived = settings
            .waiver
            .iter()
            .map(|entry| {
                let line = line_of(&text, entry.span().start);
                Written::of_entry(entry.get_ref(), SETTINGS_FILE, line)
            })
            .collect();
        if let Some(list) = &settings.waivers {
            settings.waived.extend(waiver::read_list(folder, list)?);
        }
        let (file, sha256): (Arc<str>, Arc<str>) =
            (Arc::from(SETTINGS_FILE), Arc::from(fingerprint(text.as_bytes())));
        for entry in &settings.correction {
            let line = line_of(&text, entry.span().start);
            let line = ListLine { file: Arc::clone(&file), sha256: Arc::clone(&sha256), line };
            let written = correction::Written::of_entry(entry.get_ref(), &shown, line)?;
            settings.corrected.push(written);
        }
        if let Some(list) = &settings.corrections {
            settings.corrected.extend(correction::read_list(folder, list)?);
        }
        // A number or an agreed word has a meaning of its own and cannot be given another.
        match settings.zero_words.iter().find(|word: &&String| {
            word.chars().any(|c| c.is_ascii_digit()) || Word::read(word).is_some()
        }) {
            Some(word) => Err(SettingsError::ZeroWord { path: shown, word: word.clone() }),
            None => Ok(Some(settings)),
        }
    }

    /// The decisions about findings and figures, in a campaign, with the codes that had lost their
    /// zeros.
    ///
    /// # Errors
    /// When a waiver, a correction, a row beneath or a tolerance names what the campaign does not have, a tolerance is none, or a
    /// waiver or a correction does not say who lets what stand, and why.
    pub fn decide(&self, campaign: &Campaign) -> Result<(Decisions, Vec<Padded>), SettingsError> {
        let severities = self.severities.clone();
        let tolerances = tolerance::resolve(&self.tolerated, campaign)?;
        let zero_words = self.zero_words.clone();
        let mut decisions =
            Decisions { severities, tolerances, zero_words, ..Decisions::default() };
        let mut padded = Vec::new();
        for (entry, line) in self.same_row.iter().zip(&self.same_row_lines) {
            decisions.same_rows.push(entry.get_ref().resolve(*line, campaign)?);
        }
        for written in &self.waived {
            let (waiver, completed) = written.resolve(campaign)?;
            decisions.waivers.push(waiver);
            padded.extend(completed);
        }
        for written in &self.corrected {
            let (correction, completed) = written.resolve(campaign)?;
            if let Some(other) = decisions.corrections.iter().find(|other: &&Arc<Correction>| {
                other.unit == correction.unit
                    && other.key == correction.key
                    && other.field == correction.field
            }) {
                return Err(written.twice(other));
            }
            decisions.corrections.push(Arc::new(correction));
            padded.extend(completed);
        }
        Ok((decisions, padded))
    }
}

/// A deadline: `2026-03-31`, or `2026-03-31T16:00`.
fn deadline<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Deadline>, D::Error> {
    let written = String::deserialize(source)?;
    let read = Deadline::read(&written);
    let wrong = || D::Error::invalid_value(Unexpected::Str(&written), &"a day or a moment");
    read.map(Some).ok_or_else(wrong)
}

fn calendar<'de, D: Deserializer<'de>>(source: D) -> Result<Option<Calendar>, D::Error> {
    const WORDS: &[&str] = &["hanh-chinh", "thong-ke", "van-ban"];
    let written = String::deserialize(source)?;
    Calendar::read(&written).map(Some).ok_or_else(|| D::Error::unknown_variant(&written, WORDS))
}

/// The line, from one, that a byte of a text stands on.
fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or_default().matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_and_unknown_keys_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(folder.path()).unwrap(), None);
        let path = folder.path().join(SETTINGS_FILE);
        std::fs::write(&path, "zero-words = [\"không\"]\n[official]\n\"bieu9.7\" = \"CQ-A\"\n")
            .unwrap();
        let settings = Settings::load(folder.path()).unwrap().unwrap();
        assert_eq!(settings.zero_words, ["không"]);
        assert_eq!(settings.official["bieu9.7"], OfficialChoice::Unit("CQ-A".to_owned()));
        std::fs::write(&path, "zero-words = [\"5\"]\n").unwrap();
        assert!(matches!(Settings::load(folder.path()), Err(SettingsError::ZeroWord { .. })));
        std::fs::write(&path, "period = \"2025\"\nperiodd = 1\n").unwrap();
        let error = Settings::load(folder.path()).unwrap_err().to_string();
        assert!(error.contains("bdhvs.toml:2"), "{error}");
    }
}
