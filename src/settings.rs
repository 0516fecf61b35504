//! `bdhvs.toml`: the decisions of the officer, in the working folder.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use crate::key::PeriodId;
use crate::quantity::words::Word;

/// The name of the file.
pub const FILE_NAME: &str = "bdhvs.toml";

/// The decisions; everything is optional.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Settings {
    /// The campaign worked on in this folder: a built-in id, or a path.
    pub campaign: Option<String>,
    /// The period worked on in this folder.
    pub period: Option<PeriodId>,
    /// The list of units that takes the place of the campaign's: a file of this folder.
    pub units: Option<String>,
    /// The last day on time, where the officer sets it and not the document.
    pub due: Option<Date>,
    /// The first day that is late.
    #[serde(alias = "due_before")]
    pub due_before: Option<Date>,
    /// Words that mean zero in a cell for a count: `["không", "-"]`.
    #[serde(default, alias = "zero_words")]
    pub zero_words: Vec<String>,
    /// The official figure of a row that two lead agencies report, by `form.indicator`.
    #[serde(default)]
    pub official: BTreeMap<String, OfficialChoice>,
}

/// What the officer takes as the official figure.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(from = "String")]
pub enum OfficialChoice {
    /// The largest of what the lead agencies report.
    Largest,
    /// Their sum.
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

/// Settings that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// The file is there and cannot be read.
    #[error("cannot read {path}")]
    Io {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// Both kinds of deadline are given.
    #[error("{path}: `due` and `due-before`")]
    TwoDeadlines {
        /// Which file.
        path: String,
    },
    /// A word that means something else already was declared to mean zero.
    #[error("{path}: zero-words: `{word}` has a meaning of its own")]
    ZeroWord {
        /// Which file.
        path: String,
        /// The word.
        word: String,
    },
    /// The file does not say what it may say.
    #[error("{path}:{line}: {detail}")]
    Shape {
        /// Which file.
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
        let path = folder.join(FILE_NAME);
        let shown = path.display().to_string();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(SettingsError::Io { path: shown, source }),
        };
        let settings: Self = toml::from_str(&text).map_err(|error| {
            let offset = error.span().map_or(0, |span| span.start);
            let before = text.get(..offset).unwrap_or_default();
            SettingsError::Shape {
                path: shown.clone(),
                line: before.matches('\n').count() + 1,
                detail: error.message().trim().to_owned(),
            }
        })?;
        if settings.due.is_some() && settings.due_before.is_some() {
            return Err(SettingsError::TwoDeadlines { path: shown });
        }
        // A number or an agreed word has a meaning of its own and cannot be given another.
        let settled =
            |word: &&String| word.chars().any(|c| c.is_ascii_digit()) || Word::read(word).is_some();
        match settings.zero_words.iter().find(settled) {
            Some(word) => Err(SettingsError::ZeroWord { path: shown, word: word.clone() }),
            None => Ok(Some(settings)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_and_unknown_keys_refused() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::load(folder.path()).unwrap(), None);
        let path = folder.path().join(FILE_NAME);
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
