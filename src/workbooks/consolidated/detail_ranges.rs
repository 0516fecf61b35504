//! Where the columns of "Chi tiết" stand, for formulas that add them up. The list may continue on
//! further sheets; how far each goes is counted before any is written, since the first page refers
//! to them and comes first.

use std::collections::BTreeMap;

use super::BookContext;
use super::detail::{self, DetailColumn};
use super::formula::{self, criterion};
use super::list::SHEET_ROWS;
use crate::t;
use crate::values::key::UnitCode;

/// A condition on a column: an expression that its cells must equal.
pub(super) type Criterion = (DetailColumn, String);

/// The sheets that the list takes.
#[derive(Debug, Default)]
pub(super) struct DetailRanges {
    /// Each with its last row, as Excel counts them.
    sheets: Vec<(String, usize)>,
    rows: usize,
    /// The letters of the columns that formulas ask for.
    letters: BTreeMap<DetailColumn, String>,
}

impl DetailRanges {
    /// Counts the rows that will be written.
    pub(super) fn new(cx: &BookContext<'_>) -> Self {
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
        let columns = detail::columns(cx.words, cx.has_corrections());
        Self { sheets, rows, letters: columns.letters() }
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
                    let letter = self.letters.get(&column).map_or("", String::as_str);
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
    if code.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return vec![(DetailColumn::UnitCode, criterion(code))];
    }
    // A code of one letter left open would be any such code.
    let texts = match code.len() {
        1 => [with_open_letter(code, 0), format!("{code}*")],
        letters => [0, letters - 1].map(|at| with_open_letter(code, at)),
    };
    texts.map(|text| (DetailColumn::UnitCode, formula::quoted(&text))).into_iter().collect()
}

fn with_open_letter(code: &str, at: usize) -> String {
    let letters = code.chars().enumerate();
    letters.map(|(index, letter)| if index == at { '?' } else { letter }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Language, Words};

    /// Every column that a formula may ask for.
    const ASKED: [DetailColumn; 9] = [
        DetailColumn::UnitCode,
        DetailColumn::UnitKind,
        DetailColumn::Scope,
        DetailColumn::Value,
        DetailColumn::Numerator,
        DetailColumn::Denominator,
        DetailColumn::People,
        DetailColumn::Status,
        DetailColumn::RowCode,
    ];

    /// What must stand above a column that is asked for.
    fn caption(column: DetailColumn, words: &Words) -> String {
        match column {
            DetailColumn::UnitCode => t!(words, "book-column-code"),
            DetailColumn::UnitName => t!(words, "book-column-unit"),
            DetailColumn::UnitKind => t!(words, "book-column-kind"),
            DetailColumn::Scope => t!(words, "book-column-scope"),
            DetailColumn::Value => t!(words, "book-column-value"),
            DetailColumn::Numerator => t!(words, "book-column-numerator"),
            DetailColumn::Denominator => t!(words, "book-column-denominator"),
            DetailColumn::People => t!(words, "book-column-people"),
            DetailColumn::Status => t!(words, "book-column-status"),
            DetailColumn::Evidence => t!(words, "book-column-evidence"),
            DetailColumn::PeopleCell => t!(words, "book-column-cell-people"),
            DetailColumn::Correction => t!(words, "book-column-correction"),
            DetailColumn::RowCode => t!(words, "book-column-row-code"),
        }
    }

    #[test]
    fn a_formula_adds_up_the_column_under_the_caption_that_it_means() {
        let words = Words::load(Language::VI).unwrap();
        for corrected in [false, true] {
            let columns = detail::columns(&words, corrected);
            let sheets = vec![("D".to_owned(), 9)];
            let ranges = DetailRanges { sheets, rows: 8, letters: columns.letters() };
            for (sum, on) in ASKED.into_iter().zip(ASKED.into_iter().rev()) {
                let formula = ranges.sum(sum, &[(on, "1".to_owned())]);
                let parts: Vec<&str> = formula.split('$').collect();
                let [_, summed, _, _, _, condition, ..] = parts.as_slice() else {
                    panic!("{formula}");
                };
                assert_eq!(columns.caption_of(summed), caption(sum, &words), "{formula}");
                assert_eq!(columns.caption_of(condition), caption(on, &words), "{formula}");
            }
        }
    }

    #[test]
    fn the_list_is_printed_from_the_captions_that_its_pages_begin_with() {
        let words = Words::load(Language::VI).unwrap();
        let columns = detail::columns(&words, true);
        for key in [
            DetailColumn::UnitName,
            DetailColumn::Evidence,
            DetailColumn::PeopleCell,
            DetailColumn::Correction,
        ] {
            assert_eq!(columns.caption_of(&columns.letter(&key)), caption(key, &words));
        }
    }
}
