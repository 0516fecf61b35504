//! What is wrong with a definition, and where.

use std::fmt;

use super::check::CheckProblem;
pub use super::entity_kind::{EntityKind, Expected};
use super::formula::FormulaProblem;
use super::place::Place;
use crate::reader::failure::OpenFailure;
use crate::values::key::InvalidKey;
use crate::values::quantity::target::Refusal;

/// One mistake in a definition, at its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub place: Place,
    pub kind: ProblemKind,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// A file that the definition needs is not there.
    #[error("the file is missing")]
    MissingFile,
    #[error("the file is not UTF-8; save it as CSV UTF-8")]
    NotUtf8,
    /// The text does not have the shape of its format: TOML, CSV.
    #[error("{0}")]
    Shape(String),
    #[error("the workbook cannot be read: {0}")]
    Workbook(OpenFailure),
    /// A sheet that the definition needs is not there.
    #[error("the sheet `{table}` is missing")]
    MissingSheet { table: &'static str },
    /// Something in a cell that stands under no caption.
    #[error("`{0}` stands under no caption")]
    Stray(String),
    /// Units that a period expects and that no row asks.
    #[error("the period `{period}` expects units that no row asks: {}", units.join(", "))]
    AskedNothing { period: String, units: Vec<String> },
    /// A form that the campaign does not list.
    #[error("the form `{0}` is not among the campaign's `forms`")]
    Unlisted(String),
    /// A key, a code or an id that is not well formed.
    #[error(transparent)]
    Key(InvalidKey),
    /// Something that every record of a table must say.
    #[error("`{key}` is missing in `{table}`")]
    Missing { table: &'static str, key: &'static str },
    /// A word that is not one of the few that the key takes.
    #[error("`{key}`: there is no `{value}`; it is one of {}{}", choices.join(", "), near(hint.as_ref()))]
    NotOneOf {
        key: &'static str,
        value: String,
        hint: Option<String>,
        choices: &'static [&'static str],
    },
    /// An item of a list that holds what separates items in a cell.
    #[error("`{0}` holds `;` or a line break, which separate the items of a list")]
    Separator(String),
    /// Another version of the definition format.
    #[error("schema `{found}` is not known; expected `{expected}`")]
    Schema { found: String, expected: &'static str },
    /// A key that stands twice where it must be unique.
    #[error("{what} `{key}` occurs twice")]
    Duplicate { what: EntityKind, key: String },
    /// A reference to something that the definition does not contain.
    #[error("there is no {what} `{key}`{}", near(hint.as_ref()))]
    Unknown {
        what: EntityKind,
        key: String,
        /// The nearest thing that does exist.
        hint: Option<String>,
    },
    /// A selector that no unit matches.
    #[error("the selector `{0}` matches no unit")]
    MatchesNobody(String),
    /// A target that is not in the official notation.
    #[error("`{notation}` is not a target: {reason}")]
    Target { notation: String, reason: Refusal },
    /// A target that does not fit what is measured.
    #[error("the target `{notation}` does not fit the measure `{measure}`")]
    TargetMeasure { notation: String, measure: &'static str },
    /// Units of which nothing is demanded, in a row that has levels for others and no target.
    #[error("`{row}` has no target for {}", units.join(", "))]
    NoLevel { row: String, units: Vec<String> },
    /// A column that neither shows nor asks anything, or both.
    #[error("a column has either `shows` or `field`")]
    Column,
    /// Something that the measure needs is missing.
    #[error("measure `{measure}` needs `{key}`")]
    Needs { measure: &'static str, key: &'static str },
    /// A figure in a row with several, of a measure that takes more than one cell.
    #[error(
        "measure `{measure}` takes more than one cell; in a row with several figures each has one"
    )]
    NotInColumn { measure: &'static str },
    /// A key that only a column of a list takes.
    #[error("only a column of a list takes `{key}`")]
    OnlyInLists { key: &'static str },
    /// A total under a column that holds nothing that adds up.
    #[error("the column holds nothing that adds up")]
    NothingToAdd,
    /// A condition that cannot be used.
    #[error("the condition is not usable: {0}")]
    AskedWhen(FormulaProblem),
    /// A formula that cannot be used.
    #[error("the formula is not usable: {0}")]
    Formula(FormulaProblem),
    /// No input column for a field that a row needs.
    #[error("the form has no column with field `{0}`, which its rows need")]
    NoColumn(String),
    #[error("indicator `{0}` is asked of nobody: neither `own` nor `city`")]
    AskedOfNobody(String),
    /// A check that cannot be used.
    #[error("the check is not usable: {0}")]
    Check(CheckProblem),
    /// A unit that leads back to itself over its predecessors.
    #[error("the unit `{0}` is its own predecessor")]
    OwnPredecessor(String),
    /// A last day before the first one.
    #[error("the dates are not in order")]
    DatesOutOfOrder,
    /// Both ways of stating a deadline.
    #[error("a period has either `due` or `due-before`")]
    TwoDeadlines,
    /// No row has a target for the year of a period, though rows have targets.
    #[error("no row has a target for {0}")]
    NoTargets(u16),
    /// A phrase that means no unit and is not external, or both.
    #[error("the phrase `{0}` needs either `units` or `external = true`")]
    PartyOfNobody(String),
    /// Rows of a kind that the form is not of.
    #[error("a form of kind `{kind}` has no `{table}`")]
    WrongKind {
        kind: &'static str,
        /// The table that does not belong to it.
        table: &'static str,
    },
    /// A form that the campaign does not list, so that nobody would get it.
    #[error("the form `{0}` is not among the campaign's `forms`")]
    NotListed(String),
    /// A form that asks for nothing.
    #[error("the form `{0}` has no row")]
    NoRow(String),
    /// A field that the kind of form does not ask.
    #[error("a form of kind `{kind}` does not ask `{field}`{}", near(hint.as_ref()))]
    Field { kind: &'static str, field: String, hint: Option<String> },
    /// A heading that stands under itself.
    #[error("the heading `{0}` stands under itself")]
    Circle(String),
    /// A value that is not what its key takes.
    #[error("`{column}`: `{value}` is not {expected}")]
    Value { column: &'static str, value: String, expected: Expected },
}

fn near(hint: Option<&String>) -> String {
    hint.map(|hint| format!(" (did you mean `{hint}`?)")).unwrap_or_default()
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.kind)
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

pub(super) struct Problems<'a> {
    pub found: &'a mut Vec<Problem>,
}

impl Problems<'_> {
    /// Notes a problem at its place.
    pub fn at(&mut self, place: &Place, kind: ProblemKind) {
        self.found.push(Problem { place: place.clone(), kind });
    }
}

/// The nearest of `candidates` to what was written, if it is near enough to be a slip.
pub(crate) fn nearest<'a>(
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
