//! Finds the tables of a form on sheets on which something was moved or changed.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::{pair_between, pair_equal};
use super::form_words::FormWords;
use super::row_print::{RowKeys, RowPrints};
use super::table::Table;
use crate::campaign::identity::{IssuedWordings, wording_mark};
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::campaign::{ColumnContent, Shown};
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::key::{AnswerKey, Position};
use crate::values::quantity::text::fold;

/// A workbook as it is looked through for one form. What its rows print is read where it is asked for:
/// of nearly every return, never.
#[derive(Debug)]
pub(super) struct FormLook<'a, 'c> {
    pub(super) workbook: &'a Workbook,
    pub(super) plan: &'a FormPlan<'c>,
    pub(super) year: u16,
    issued: &'a Issued<'a>,
    words: OnceCell<FormWords<'c>>,
    prints: Vec<OnceCell<RowPrints>>,
}

/// What a workbook says of the wordings that its forms were issued with.
#[derive(Debug)]
pub(super) struct Issued<'a> {
    workbook: &'a Workbook,
    /// Whether it states another version of the forms than the one in force.
    is_of_other_version: bool,
    wordings: OnceCell<IssuedWordings>,
}

impl<'a> Issued<'a> {
    pub(super) fn new(workbook: &'a Workbook, is_of_other_version: bool) -> Self {
        Self { workbook, is_of_other_version, wordings: OnceCell::new() }
    }

    fn wordings(&self) -> &IssuedWordings {
        self.wordings.get_or_init(|| IssuedWordings::of(self.workbook))
    }
}

/// The cells of a row, folded for comparing.
type Line = Vec<(u32, String)>;

impl<'a, 'c> FormLook<'a, 'c> {
    pub(super) fn new(
        workbook: &'a Workbook,
        plan: &'a FormPlan<'c>,
        year: u16,
        issued: &'a Issued<'a>,
    ) -> Self {
        let prints = workbook.sheets.iter().map(|_| OnceCell::new()).collect();
        Self { workbook, plan, year, issued, words: OnceCell::new(), prints }
    }

    /// What the rows of sheets are held against.
    pub(super) fn words(&self) -> &FormWords<'c> {
        self.words.get_or_init(|| {
            let issued = self.issued.wordings();
            let mut words = FormWords::new(self.plan, issued, self.year);
            words.is_of_other_words = issued.is_empty() && self.issued.is_of_other_version;
            words
        })
    }

    /// Whether a row was issued with a wording, be it the one of the definition or not.
    pub(super) fn was_issued_with(&self, row: &AnswerKey, wording: &str) -> bool {
        let mark = self.issued.wordings().get(&row.form, &row.indicator);
        mark.is_some() && mark == wording_mark(wording).as_deref()
    }

    /// What the rows of a sheet print.
    pub(super) fn prints(&self, index: usize) -> Option<&RowPrints> {
        let (cell, sheet) = (self.prints.get(index)?, self.workbook.sheets.get(index)?);
        Some(cell.get_or_init(|| {
            let captioned = self.headers(sheet).first().map(|header| {
                let line = line(sheet, *header);
                let columns = self.columns(&line);
                [Shown::Number, Shown::Label].map(|shown| {
                    let at = self.shows(shown)?;
                    columns.get(at).copied().flatten()
                })
            });
            let format = self.workbook.format;
            RowPrints::read(sheet, format, self.plan, self.words(), captioned)
        }))
    }

    /// The column that prints something of each row.
    fn shows(&self, shown: Shown) -> Option<usize> {
        self.plan.columns.iter().position(|column| column.content == ColumnContent::Shows(shown))
    }

    /// The rows of a sheet that hold most captions of the form.
    fn headers(&self, sheet: &Sheet) -> Vec<u32> {
        // Most sheets that are no form have no row of so many cells: nothing of them is folded.
        let mut widths: BTreeMap<u32, usize> = BTreeMap::new();
        for at in sheet.cells.keys() {
            *widths.entry(at.row).or_default() += 1;
        }
        widths.retain(|_, width| *width * 2 > self.plan.columns.len());
        widths.into_keys().filter(|row| self.is_header(&line(sheet, *row))).collect()
    }

    /// Whether a row holds most captions of the form, at least one of them letter for letter.
    fn is_header(&self, line: &Line) -> bool {
        let words = self.words();
        if !line.iter().any(|(_, text)| !words.captioned_exactly(text).is_empty()) {
            return false;
        }
        let columns = self.columns(line);
        columns.iter().flatten().count() * 2 > columns.len()
    }

    /// Where the captions of the form stand in a row; equal ones in order, while all are there.
    fn columns(&self, line: &Line) -> Vec<Option<u32>> {
        let words = self.words();
        let expected: Vec<Option<usize>> = self
            .plan
            .columns
            .iter()
            .map(|column| words.captioned(&column.caption(self.year)).first().copied())
            .collect();
        let found: Vec<(u32, usize)> = line
            .iter()
            .filter_map(|(column, text)| Some((*column, *words.captioned(text).first()?)))
            .collect();
        let keys: Vec<usize> = found.iter().map(|(_, key)| *key).collect();
        let pairs = pair_equal(&expected, &keys);
        pairs.into_iter().map(|pair| Some(found.get(pair?)?.0)).collect()
    }

    /// The tables of a sheet on which something was moved, found by their captions. `is_named` says that
    /// the sheet says which form it is.
    pub(super) fn moved(&self, index: usize, is_named: bool) -> Vec<Table> {
        let Some(sheet) = self.workbook.sheets.get(index) else { return Vec::new() };
        let headers = self.headers(sheet);
        let ends = headers.iter().skip(1).copied().chain([u32::MAX]);
        let apart: Vec<Table> = headers
            .iter()
            .zip(ends)
            .filter_map(|(header, end)| self.table_between(index, *header, end, is_named))
            .collect();
        match (headers.as_slice(), apart.as_slice()) {
            // A caption row repeated inside one table cuts it in parts.
            ([header, _, ..], [] | [_]) => {
                let whole = self.table_between(index, *header, u32::MAX, is_named);
                whole.map_or(apart, |table| vec![table])
            }
            _ => apart,
        }
    }

    /// The table of a sheet between its caption row and another row, if enough rows of the form stand
    /// there: one where the sheet says which form it is, else half of them.
    fn table_between(&self, index: usize, header: u32, end: u32, is_named: bool) -> Option<Table> {
        let sheet = self.workbook.sheets.get(index)?;
        let rows = self.rows(index, header.saturating_add(1)..end);
        let answers = self.plan.rows.iter().zip(&rows);
        let answers = answers.filter(|(row, _)| matches!(row, PlannedRow::Answer { .. }));
        let (all, found) = answers
            .fold((0, 0), |(all, found), (_, at)| (all + 1, found + usize::from(at.is_some())));
        let is_the_form = found > 0 && (is_named || found * 2 >= all);
        is_the_form.then(|| Table {
            sheet: index,
            header,
            columns: self.columns(&line(sheet, header)),
            rows,
            is_marked: false,
            is_as_issued: false,
        })
    }

    /// The table of a sheet to which names lead, though its captions are not known: its columns are those
    /// of the names.
    pub(super) fn without_captions(&self, index: usize) -> Option<Table> {
        let mut rows = self.rows(index, 1..u32::MAX);
        let (at, row) = rows.iter().enumerate().find_map(|(at, row)| Some((at, (*row)?)))?;
        let header = row.checked_sub(1 + u32::try_from(at).ok()?)?;
        for row in &mut rows {
            *row = row.filter(|row| *row > header);
        }
        Some(Table {
            sheet: index,
            header,
            columns: vec![None; self.plan.columns.len()],
            rows,
            is_marked: false,
            is_as_issued: false,
        })
    }

    /// Completes the columns of a table: numbers and wordings by where they stand, and a caption that was
    /// changed by its neighbours. For telling what was changed, never for finding a figure.
    pub(super) fn complete_columns(&self, table: &mut Table) {
        let Some(sheet) = self.workbook.sheets.get(table.sheet) else { return };
        if table.columns.iter().all(Option::is_some) {
            return;
        }
        if let Some(prints) = self.prints(table.sheet) {
            for (shown, place) in [(Shown::Number, prints.number), (Shown::Label, prints.label)] {
                let is_free = !table.columns.contains(&place);
                let slot = self.shows(shown).and_then(|at| table.columns.get_mut(at));
                if let (true, Some(slot @ None)) = (is_free, slot) {
                    *slot = place;
                }
            }
        }
        by_neighbours(&mut table.columns, &line(sheet, table.header));
    }

    /// Where the planned rows stand in a range of rows of a sheet.
    fn rows(&self, index: usize, below: Range<u32>) -> Vec<Option<u32>> {
        let (Some(sheet), Some(prints)) = (self.workbook.sheets.get(index), self.prints(index))
        else {
            return vec![None; self.plan.rows.len()];
        };
        let words = self.words();
        let RowKeys { expected, found } = prints.keys(words, self.plan, below.clone());
        let keys: Vec<_> = found.iter().map(|(_, key)| key.clone()).collect();
        let pairs = pair_equal(&expected, &keys);
        let mut rows: Vec<Option<u32>> =
            pairs.into_iter().map(|pair| Some(found.get(pair?)?.0)).collect();
        if words.is_of_other_words {
            let numbers: Vec<(u32, &str)> = prints.numbers(below.clone()).collect();
            let expected: Vec<&str> =
                expected.iter().map(|key| key.as_ref().map_or("", |key| &key.number)).collect();
            let found: Vec<&str> = numbers.iter().map(|(_, number)| *number).collect();
            let mut pairs: Vec<Option<usize>> = rows
                .iter()
                .map(|row| numbers.iter().position(|(at, _)| Some(*at) == *row))
                .collect();
            pair_between(&expected, &found, &mut pairs);
            for (row, pair) in rows.iter_mut().zip(pairs) {
                *row = row.or_else(|| Some(numbers.get(pair?)?.0));
            }
        }
        self.lines_over(sheet, below.start, &mut rows);
        rows
    }

    /// Lines over rows stand right above them and hold nothing but themselves.
    fn lines_over(&self, sheet: &Sheet, first: u32, rows: &mut [Option<u32>]) {
        for at in (0..rows.len()).rev() {
            let under = rows.get(at + 1).copied().flatten();
            let above = under.and_then(|row| row.checked_sub(1));
            if let (None, Some(row)) = (rows[at], above)
                && !matches!(self.plan.rows.get(at), Some(PlannedRow::Answer { .. }))
                && !rows.contains(&Some(row))
                && row >= first
                && (1..=2).contains(&line(sheet, row).len())
            {
                rows[at] = Some(row);
            }
        }
    }
}

/// The cells of a row, folded for comparing.
fn line(sheet: &Sheet, row: u32) -> Line {
    let cells = sheet.cells.range(Position::new(row, 0)..Position::new(row.saturating_add(1), 0));
    cells.map(|(at, cell)| (at.column, fold(&cell.value.as_written()))).collect()
}

/// A caption that was changed is known by its neighbours.
fn by_neighbours(columns: &mut [Option<u32>], line: &Line) {
    let certain = columns.to_vec();
    let taken: BTreeSet<u32> = certain.iter().flatten().copied().collect();
    for at in 0..columns.len() {
        if certain[at].is_some() {
            continue;
        }
        let before = certain[..at].iter().rposition(Option::is_some);
        let after = certain[at + 1..].iter().position(Option::is_some).map(|gap| at + 1 + gap);
        let [left, right] = [before, after].map(|known| place_beside(&certain, known?, at));
        let place = match (before, after) {
            (Some(_), Some(_)) => left.filter(|column| Some(*column) == right),
            _ => left.or(right),
        };
        // What has no caption at all is not known by anything.
        columns[at] = place.filter(|place| {
            !taken.contains(place)
                && line.iter().any(|(column, text)| column == place && !text.is_empty())
        });
    }
}

/// Where a column stands if it is as far from one whose place is certain as it was issued.
fn place_beside(certain: &[Option<u32>], known: usize, at: usize) -> Option<u32> {
    let column =
        i64::from(certain[known]?) + i64::try_from(at).ok()? - i64::try_from(known).ok()?;
    u32::try_from(column).ok()
}
