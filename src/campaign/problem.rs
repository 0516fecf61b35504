//! What is wrong with a definition, and where.

use std::fmt;

use super::check::CheckProblem;

/// One mistake in a definition, at a line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the campaign's folder.
    pub file: String,
    /// Line from one; `None` where the mistake concerns the whole file.
    pub line: Option<usize>,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// The kinds of mistake.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// A file that the definition needs is not there.
    #[error("the file is missing")]
    MissingFile,
    /// The file is not UTF-8.
    #[error("the file is not UTF-8; save it as CSV UTF-8")]
    NotUtf8,
    /// The text does not have the shape of a definition: syntax, unknown key, wrong type.
    #[error("{0}")]
    Shape(String),
    /// Another version of the definition format.
    #[error("schema `{found}` is not known; expected `{expected}`")]
    Schema {
        /// As written.
        found: String,
        /// What this program reads.
        expected: &'static str,
    },
    /// The same key twice.
    #[error("{what} `{key}` occurs twice")]
    Duplicate {
        /// What kind of thing.
        what: Thing,
        /// The key.
        key: String,
    },
    /// A reference to something that the definition does not contain.
    #[error("there is no {what} `{key}`{}", near(hint.as_ref()))]
    Unknown {
        /// What kind of thing.
        what: Thing,
        /// The key as written.
        key: String,
        /// The nearest thing that does exist.
        hint: Option<String>,
    },
    /// A selector that no unit matches.
    #[error("the selector `{0}` matches no unit")]
    MatchesNobody(String),
    /// A target that is not in the official notation.
    #[error("`{notation}` is not a target: {reason}")]
    Target {
        /// As written.
        notation: String,
        /// What notations there are.
        reason: String,
    },
    /// A target that does not fit what is measured.
    #[error("the target `{notation}` does not fit the measure `{measure}`")]
    TargetMeasure {
        /// As written.
        notation: String,
        /// The indicator's measure.
        measure: &'static str,
    },
    /// A column that neither shows nor asks anything, or both.
    #[error("a column has either `shows` or `field`")]
    Column,
    /// Something that the measure needs is missing.
    #[error("measure `{measure}` needs `{key}`")]
    Needs {
        /// The indicator's measure.
        measure: &'static str,
        /// The missing key.
        key: &'static str,
    },
    /// No input column for a field that a row needs.
    #[error("the form has no column with field `{0}`, which its rows need")]
    NoColumn(&'static str),
    /// Nobody is asked.
    #[error("indicator `{0}` is asked of nobody: neither `own` nor `city`")]
    AskedOfNobody(String),
    /// A check that cannot be used.
    #[error("the check is not usable: {0}")]
    Check(CheckProblem),
    /// A period ends before it begins, or is due before it ends.
    #[error("the dates of the period are not in order")]
    DatesOutOfOrder,
    /// A CSV row that cannot be read.
    #[error("column `{column}`: `{value}` is not {expected}")]
    Value {
        /// The column.
        column: &'static str,
        /// As written.
        value: String,
        /// What is expected, in English.
        expected: &'static str,
    },
}

/// A kind of thing that a definition names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thing {
    /// A reporting unit.
    Unit,
    /// A group of units.
    Group,
    /// An official phrase.
    Party,
    /// A period.
    Period,
    /// A form.
    Form,
    /// An indicator.
    Indicator,
    /// A source document.
    Source,
    /// A column of a CSV file.
    Column,
    /// A cross check.
    Check,
    /// A campaign.
    Campaign,
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unit => "unit",
            Self::Group => "group",
            Self::Party => "party",
            Self::Period => "period",
            Self::Form => "form",
            Self::Indicator => "indicator",
            Self::Source => "source",
            Self::Column => "column",
            Self::Check => "check",
            Self::Campaign => "campaign",
        })
    }
}

fn near(hint: Option<&String>) -> String {
    hint.map(|hint| format!(" (did you mean `{hint}`?)")).unwrap_or_default()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.file, self.kind),
            None => write!(f, "{}: {}", self.file, self.kind),
        }
    }
}

/// A definition that cannot be used, with every mistake found in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DefinitionError {
    /// At least one, in the order of the files.
    pub problems: Vec<Problem>,
}

impl fmt::Display for DefinitionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for DefinitionError {}

/// Collects problems of one file, turning byte offsets into lines.
pub(super) struct Problems<'a> {
    pub file: &'a str,
    pub text: &'a str,
    pub found: &'a mut Vec<Problem>,
}

impl Problems<'_> {
    /// Notes a problem at a byte offset.
    pub fn at(&mut self, offset: usize, kind: ProblemKind) {
        let before = self.text.get(..offset).unwrap_or(self.text);
        self.line(before.matches('\n').count() + 1, kind);
    }

    /// Notes a problem at a line from one.
    pub fn line(&mut self, line: usize, kind: ProblemKind) {
        self.found.push(Problem { file: self.file.to_owned(), line: Some(line), kind });
    }
}

/// The nearest of `candidates` to what was written, if it is near enough to be a slip.
pub(super) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::normalized_damerau_levenshtein(written, candidate), candidate))
        .filter(|(likeness, _)| *likeness >= 0.6)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate.to_owned())
}
