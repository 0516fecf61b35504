//! What a consolidation carries on: the figures of its units and what they come to, exact, for the
//! next period and for the next level. It is read back from the JSON of `merge` or from the workbook
//! itself, and both say the same; a figure that somebody changed by hand is noticed.

mod area;
mod book;
mod check;
mod code;
mod detail;
mod error;
mod json;
mod meaning;
mod parts;

pub use area::{Accepted, AreaReturn};
pub use code::FigureCode;
pub use error::{Change, SnapshotError};
pub use meaning::{MEANING_COLUMNS, MeaningPart, OtherRow, RowMeaning, START};
pub use parts::{MEASURE_COLUMNS, ROW_COLUMNS, UNIT_COLUMNS};

use crate::campaign::Aggregation;
use crate::ledger::{OfficialSource, Rollup};
use crate::submission::answer::Figure;
use crate::values::key::{CampaignId, FormId, IndicatorId, PeriodId, Scope, UnitCode};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;

/// The state, on the hidden sheet of units, of one that is beneath an expected unit.
pub const BENEATH: &str = "beneath";

/// A consolidation as it is read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    pub campaign: CampaignId,
    pub period: PeriodId,
    pub version: u32,
    /// The units that were expected, in their order.
    pub units: Vec<SnapshotUnit>,
    /// The units beneath those that sent consolidations, at whatever depth.
    pub members: Vec<Member>,
    /// The rows of figures, in the order of the forms.
    pub rows: Vec<SnapshotRow>,
    /// The units' figures, in the order of the rows: own before city-wide, in the order of the units.
    pub figures: Vec<SnapshotFigure>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotUnit {
    pub code: UnitCode,
    pub name: String,
    pub state: UnitState,
    /// The file that counts; several that complete each other with `; ` between them.
    pub file: Option<String>,
    /// The fingerprint of that file; of several, with a blank between them.
    pub sha256: Option<String>,
}

/// The paths of the files that a return consists of, in one text.
pub(crate) fn joined_paths<'t>(paths: impl Iterator<Item = &'t str>) -> Option<String> {
    joined(paths, "; ")
}

/// The fingerprints of the files that a return consists of, in one text.
pub(crate) fn joined_sums<'t>(sums: impl Iterator<Item = &'t str>) -> Option<String> {
    joined(sums, " ")
}

fn joined<'t>(texts: impl Iterator<Item = &'t str>, between: &str) -> Option<String> {
    let texts: Vec<&str> = texts.collect();
    (!texts.is_empty()).then(|| texts.join(between))
}

/// A unit whose return counts in the consolidation of an area above it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Member {
    pub code: UnitCode,
    pub name: String,
    /// The fingerprint of the file that counts; of several, with a blank between them.
    pub sha256: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitState {
    Missing,
    /// Something that does not count.
    Submitted,
    /// A return that counts.
    Merged,
}

/// A row of figures and what it came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotRow {
    pub form: FormId,
    pub indicator: IndicatorId,
    pub measure: Measure,
    /// What the measure needs to know of the row.
    pub measure_form: MeasureForm,
    /// What it is about; `None` of a consolidation that does not say it.
    pub meaning: Option<RowMeaning>,
    /// Whether figures of different units add up.
    pub aggregation: Aggregation,
    /// What the units' own figures came to.
    pub rollup: Rollup,
    /// The figure that the report printed.
    pub official: Option<Figure>,
    pub source: OfficialSource,
    /// Where the result stands in the workbook.
    pub place: Option<SnapshotPlace>,
}

/// A cell of the consolidated workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotPlace {
    pub sheet: String,
    pub cell: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotFigure {
    pub unit: UnitCode,
    pub form: FormId,
    pub indicator: IndicatorId,
    /// Of its own area, or of the whole area.
    pub scope: Scope,
    /// The figure. Words beyond what a cell keeps are cut in a workbook.
    pub figure: Figure,
    /// Whether it is added to what the units come to.
    pub counted: bool,
    /// The file that the unit sent.
    pub file: String,
    pub sheet: Option<String>,
    pub cell: Option<String>,
}

impl UnitState {
    /// The word in JSON and in the workbook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Submitted => "submitted",
            Self::Merged => "merged",
        }
    }

    fn read(word: &str) -> Option<Self> {
        [Self::Missing, Self::Submitted, Self::Merged].into_iter().find(|s| s.as_str() == word)
    }
}

impl SnapshotRow {
    /// The row as people and decisions write it: `bieu1.3`.
    pub fn name(&self) -> String {
        self.form.row_name(&self.indicator)
    }
}

impl Snapshot {
    /// Reads a consolidation back, from JSON or from a workbook: the content decides.
    ///
    /// # Errors
    /// Why it is none, is not whole, or does not agree with itself.
    pub fn read(bytes: &[u8], file_name: &str) -> Result<Self, SnapshotError> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{') {
            return json::read(start);
        }
        book::read(bytes, file_name)
    }

    /// Every unit whose return counts in it, at whatever depth.
    pub fn all_members(&self) -> Vec<Member> {
        let own = self.units.iter().filter(|unit| unit.state == UnitState::Merged);
        let own = own.map(|unit| Member {
            code: unit.code.clone(),
            name: unit.name.clone(),
            sha256: unit.sha256.clone(),
        });
        own.chain(self.members.iter().cloned()).collect()
    }

    pub fn row(&self, form: &FormId, indicator: &IndicatorId) -> Option<&SnapshotRow> {
        self.rows.iter().find(|row| row.form == *form && row.indicator == *indicator)
    }

    pub fn unit(&self, code: &UnitCode) -> Option<&SnapshotUnit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    /// Puts the figures in their order, whatever order they were read in.
    fn in_order(mut self) -> Self {
        let rows: std::collections::HashMap<(&FormId, &IndicatorId), usize> =
            self.rows.iter().zip(0..).map(|(row, at)| ((&row.form, &row.indicator), at)).collect();
        let units: std::collections::HashMap<&UnitCode, usize> =
            self.units.iter().zip(0..).map(|(unit, at)| (&unit.code, at)).collect();
        self.figures.sort_by_key(|figure| {
            let row = rows.get(&(&figure.form, &figure.indicator)).copied();
            (row, figure.scope, units.get(&figure.unit).copied())
        });
        self
    }
}
