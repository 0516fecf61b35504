//! Where the columns of "Chi tiết" stand, for formulas that add them up. The list may continue on
//! further sheets; how far each goes is counted before any is written, since the first page refers
//! to them and comes first.

use rust_xlsxwriter::utility::column_number_to_name;

use super::formula::{self, criterion};
use super::list::SHEET_ROWS;
use super::{Context, detail};
use crate::t;
use crate::values::key::UnitCode;

/// A column of the list, as far as formulas ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DetailColumn {
    /// The unit's code.
    Code,
    /// The unit's kind.
    Kind,
    /// Whether the figure is the unit's own or the whole area's.
    Scope,
    Value,
    /// The first figure of a rate.
    Numerator,
    /// The second.
    Denominator,
    /// People or staff.
    People,
    /// What becomes of the figure, in fixed words.
    Status,
    /// The row of the form: `bieu1.3`.
    Key,
}

impl DetailColumn {
    /// Where `detail` writes the column, in a workbook with corrections or without.
    fn index(self, corrected: bool) -> u16 {
        match self {
            Self::Code => 0,
            Self::Kind => 2,
            Self::Scope => 6,
            Self::Value => 7,
            Self::Numerator => 8,
            Self::Denominator => 9,
            Self::People => 10,
            Self::Status => 13,
            Self::Key => 23 + u16::from(corrected),
        }
    }
}

/// A condition on a column: an expression that its cells must equal.
pub(super) type Criterion = (DetailColumn, String);

/// The sheets that the list takes.
#[derive(Debug, Default)]
pub(super) struct DetailRanges {
    /// Each with its last row, as Excel counts them.
    sheets: Vec<(String, usize)>,
    rows: usize,
    corrected: bool,
}

impl DetailRanges {
    /// Counts the rows that will be written.
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let name = t!(cx.words, "book-sheet-detail");
        let room = SHEET_ROWS - 1;
        let rows = detail::count(cx);
        let mut left = rows;
        let mut sheets = Vec::new();
        for part in 1_usize.. {
            let here = left.min(room);
            let name = if part == 1 { name.clone() } else { format!("{name} ({part})") };
            sheets.push((name, here.max(1) + 1));
            left -= here;
            if left == 0 {
                break;
            }
        }
        Self { sheets, rows, corrected: cx.has_corrections() }
    }

    /// How many rows the list has.
    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// The sum of a column over the rows that fulfil all conditions.
    pub(super) fn sum(&self, column: DetailColumn, criteria: &[Criterion]) -> String {
        self.over(|at| format!("SUMIFS({},{})", at(column), conditions(at, criteria)))
    }

    /// How many rows fulfil all conditions.
    pub(super) fn count(&self, criteria: &[Criterion]) -> String {
        self.over(|at| format!("COUNTIFS({})", conditions(at, criteria)))
    }

    /// The same over every sheet, added up.
    fn over(&self, formula: impl Fn(&dyn Fn(DetailColumn) -> String) -> String) -> String {
        let parts: Vec<String> = self
            .sheets
            .iter()
            .map(|(name, last)| {
                formula(&|column: DetailColumn| {
                    let letter = column_number_to_name(column.index(self.corrected));
                    format!("{}${letter}$2:${letter}${last}", formula::sheet(name))
                })
            })
            .collect();
        if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join("+")) }
    }
}

fn conditions(at: &dyn Fn(DetailColumn) -> String, criteria: &[Criterion]) -> String {
    let pairs = criteria.iter().map(|(column, equals)| format!("{},{equals}", at(*column)));
    pairs.collect::<Vec<_>>().join(",")
}

/// The conditions that single out a unit. A code of digits alone would be taken for a number, and
/// 00070 for 70; with a letter left open it is a text, and two such texts leave nothing open.
pub(super) fn of_unit(code: &UnitCode) -> Vec<Criterion> {
    let code = code.as_str();
    let open = |at: usize| {
        let letters = code.chars().enumerate();
        letters.map(|(index, letter)| if index == at { '?' } else { letter }).collect::<String>()
    };
    if code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return vec![(DetailColumn::Code, criterion(code))];
    }
    // A code of one letter left open would be any such code.
    let texts = match code.len() {
        1 => [open(0), format!("{code}*")],
        letters => [open(0), open(letters - 1)],
    };
    texts.map(|text| (DetailColumn::Code, formula::quoted(&text))).into_iter().collect()
}
