//! The sheets that the program itself writes beside the forms, and what of them a person typed.

use super::identity_claims::marked;
use crate::campaign::identity::{CORRECTS, LEAD, LEAD_LINE, LIST_LINE, NOTE_STARTS, OwnTexts};
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::key::Position;

/// How many texts of its own make a sheet one that the program wrote.
const ENOUGH: usize = 5;
/// The rows at the head of a list, above its captions.
const HEAD: u32 = 8;
/// What stands before the remedy in a note of a corrected copy.
const REMEDY: &str = "→ ";

/// What is known of the sheets and notes that the program wrote.
pub(super) struct OwnPages {
    /// The fingerprints that the workbook carries; workbooks of earlier versions carry none.
    texts: Option<OwnTexts>,
    /// Whether the workbook is a corrected copy, or was made for a lead agency.
    has_notes: bool,
}

impl OwnPages {
    pub(super) fn new(workbook: &Workbook) -> Self {
        let texts = OwnTexts::of(workbook);
        let has_notes = texts.is_none()
            && ([CORRECTS, LEAD].iter().any(|key| marked(workbook, key).is_some())
                || workbook.sheets.iter().any(is_list));
        Self { texts, has_notes }
    }

    /// Whether the program wrote a sheet.
    pub(super) fn is_own(&self, sheet: &Sheet) -> bool {
        if is_list(sheet) {
            return true;
        }
        match &self.texts {
            Some(texts) => {
                let own = sheet.cells.iter().filter(|(at, cell)| {
                    !cell.value.is_blank() && texts.knows(Some(at.column), &cell.value.as_written())
                });
                own.take(ENOUGH).count() == ENOUGH
            }
            None => steps(sheet) >= 3,
        }
    }

    /// The cells of such a sheet that a person wrote.
    pub(super) fn typed(&self, sheet: &Sheet) -> Vec<Position> {
        if let Some(texts) = &self.texts {
            let cells = sheet.cells.iter().filter(|(_, cell)| !cell.value.is_blank());
            return cells
                .filter(|(at, cell)| !texts.knows(Some(at.column), &cell.value.as_written()))
                .map(|(at, _)| *at)
                .collect();
        }
        let ours = Ours::of(sheet);
        filled(sheet).filter(|at| !ours.holds(*at)).collect()
    }

    /// Whether the program wrote a note, or what is printed on each page.
    pub(super) fn wrote(&self, text: &str) -> bool {
        if let Some(texts) = &self.texts {
            return texts.knows(None, text);
        }
        self.has_notes
            && (text.lines().any(|line| line.starts_with(REMEDY))
                || NOTE_STARTS.iter().any(|start| text.trim_start().starts_with(start)))
    }
}

/// Whether a sheet is the list of a corrected copy, or tells a lead agency of the units.
pub(super) fn is_list(sheet: &Sheet) -> bool {
    let mut head = sheet.cells.iter().take_while(|(at, _)| at.row < HEAD);
    head.any(|(_, cell)| {
        cell.value.text().is_some_and(|text| [LIST_LINE, LEAD_LINE].contains(&text.trim()))
    })
}

/// The places of the cells that are not blank.
pub(super) fn filled(sheet: &Sheet) -> impl Iterator<Item = Position> + '_ {
    sheet.cells.iter().filter(|(_, cell)| !cell.value.is_blank()).map(|(at, _)| *at)
}

/// How many numbered lines a guide has, one below the other in its first column.
fn steps(sheet: &Sheet) -> usize {
    let first = sheet.cells.iter().filter(|(at, _)| at.column == 0);
    let texts = first.filter_map(|(_, cell)| cell.value.text());
    let numbered = (1_u32..).zip(texts.skip_while(|text| !text.starts_with("1. ")));
    numbered.take_while(|(number, text)| text.starts_with(&format!("{number}. "))).count()
}

/// The cells of a sheet of an earlier version that are the program's own, by where they stand.
struct Ours {
    last_row: u32,
    last_column: u32,
}

impl Ours {
    fn of(sheet: &Sheet) -> Self {
        if !is_list(sheet) {
            // A guide: a column of lines, and two columns of the forms below them.
            let last = sheet.cells.keys().filter(|at| at.column == 0).map(|at| at.row).max();
            return Self { last_row: last.unwrap_or(0), last_column: 2 };
        }
        let captions = (HEAD.saturating_sub(2)..=HEAD).rev().find_map(|row| {
            let line = sheet.cells.range(Position::new(row, 0)..Position::new(row + 1, 0));
            let columns: Vec<u32> = line.map(|(at, _)| at.column).collect();
            // Captions stand one beside the other, and in more columns than any line of the head.
            let (count, last) = (columns.len(), *columns.last()?);
            (count > 5).then_some((row, last.min(u32::try_from(count).unwrap_or(last))))
        });
        let Some((row, last_column)) = captions else {
            return Self { last_row: HEAD, last_column: 0 };
        };
        let end = sheet.cells.keys().next_back().map_or(row, |at| at.row);
        let lines = (row + 1..=end)
            .take_while(|row| sheet.cells.contains_key(&Position::new(*row, 0)))
            .last();
        Self { last_row: lines.unwrap_or(row), last_column }
    }

    fn holds(&self, at: Position) -> bool {
        at.row <= self.last_row && at.column <= self.last_column
    }
}
