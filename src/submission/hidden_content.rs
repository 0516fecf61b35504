//! What a return holds that does not show: hidden sheets, cells in hidden rows and columns, letters in
//! the colour of their ground, cells under pictures, digits that a format leaves out. It is read like
//! anything else; whoever looks the return over must know that it is there.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::model::Submission;
use super::model::answer::{FieldReading, Place};
use super::model::hidden::{Hidden, Lines, Rounded, Unseen};
use super::own_pages::filled;
use crate::campaign::identity::HIDDEN_SHEET;
use crate::reader::workbook::{Area, Sheet, Workbook};
use crate::values::key::{FormId, Position};
use crate::values::quantity::reading::Reading;

/// Gathers what does not show. The program's own hidden sheet is left out, and so are hidden rows and
/// columns of sheets that hold no form.
pub(super) fn gather(
    workbook: &Workbook,
    names: &[Arc<str>],
    submission: &Submission<'_>,
) -> Vec<Unseen> {
    let mut unseen = in_cells(workbook, names, submission);
    // Nearly every return hides nothing.
    if !workbook.sheets.iter().any(hides) {
        return unseen;
    }
    let inputs = inputs(submission);
    for (sheet, name) in workbook.sheets.iter().zip(names).filter(|(sheet, _)| hides(sheet)) {
        let input = inputs.get(&**name);
        let (hidden, cells) = match input {
            _ if sheet.hidden => (Hidden::Sheet, filled(sheet).collect()),
            Some(of_form) => {
                let lines = HiddenLines::of(sheet);
                let cells = lines.cells(sheet, &of_form.cells);
                (lines.concerned(&cells), cells)
            }
            None => continue,
        };
        if !cells.is_empty() {
            let places = cells.into_iter();
            let places = places.map(|position| Place { sheet: Arc::clone(name), position });
            let form = input.map(|input| input.form.clone());
            unseen.push(Unseen { form, hidden, places: places.collect() });
        }
    }
    unseen
}

/// Whether a sheet that is not the program's own is hidden, or has hidden rows or columns.
fn hides(sheet: &Sheet) -> bool {
    let has_lines = !sheet.hidden_rows.is_empty() || !sheet.hidden_columns.is_empty();
    sheet.name != HIDDEN_SHEET && (sheet.hidden || has_lines)
}

/// What does not show of single input cells, sheet by sheet.
fn in_cells(workbook: &Workbook, names: &[Arc<str>], submission: &Submission<'_>) -> Vec<Unseen> {
    let mut pictures: BTreeMap<&str, &[Area]> = BTreeMap::new();
    for (sheet, name) in workbook.sheets.iter().zip(names) {
        if !sheet.pictures.is_empty() {
            pictures.insert(name, &sheet.pictures);
        }
    }
    // The cells of each sheet that cannot be seen, and those that are rounded.
    let mut found: BTreeMap<&Arc<str>, InCells<'_>> = BTreeMap::new();
    for answer in submission.answers() {
        for cell in answer.cells.values().filter(|cell| !cell.raw.value.is_blank()) {
            let areas = pictures.get(&*cell.place.sheet);
            let is_covered = areas
                .is_some_and(|areas| areas.iter().any(|area| area.contains(cell.place.position)));
            if cell.raw.appearance.is_none() && !is_covered {
                continue;
            }
            let is_faint = cell.raw.appearance.as_ref().is_some_and(|seen| seen.faint);
            let shows_nothing =
                matches!(cell.reading, FieldReading::Text(_)) && cell.shown() == Some("");
            let rounded = match (&cell.reading, cell.shown()) {
                (FieldReading::Percent(Reading::Value { value, .. }), Some(shown)) => {
                    Some(Rounded { stored: *value, shown: shown.to_owned() })
                }
                _ => None,
            };
            let is_unseen = (is_covered && !cell.raw.is_picture()) || is_faint || shows_nothing;
            if !is_unseen && (rounded.is_none() || answer.rate().is_some()) {
                continue;
            }
            let found =
                found.entry(&cell.place.sheet).or_insert_with(|| InCells::of(&answer.key.form));
            if is_unseen {
                found.unseen.push(cell.place.clone());
            } else {
                found.places.push(cell.place.clone());
                found.rounded.extend(rounded);
            }
        }
    }
    found.into_values().flat_map(InCells::unseen).collect()
}

/// The input cells of a sheet of which not everything shows.
struct InCells<'s> {
    form: &'s FormId,
    unseen: Vec<Place>,
    places: Vec<Place>,
    rounded: Vec<Rounded>,
}

impl<'s> InCells<'s> {
    fn of(form: &'s FormId) -> Self {
        Self { form, unseen: Vec::new(), places: Vec::new(), rounded: Vec::new() }
    }

    fn unseen(self) -> impl Iterator<Item = Unseen> {
        let form = Some(self.form.clone());
        let cells = Unseen { form: form.clone(), hidden: Hidden::Cells, places: self.unseen };
        let hidden = Hidden::Decimals { rounded: self.rounded };
        let rounded = Unseen { form, hidden, places: self.places };
        [cells, rounded].into_iter().filter(|unseen| !unseen.places.is_empty())
    }
}

/// The input cells of a sheet, and the form that they are of.
struct Inputs<'s> {
    form: &'s FormId,
    cells: BTreeSet<Position>,
}

fn inputs<'s>(submission: &'s Submission<'_>) -> BTreeMap<&'s str, Inputs<'s>> {
    let mut inputs: BTreeMap<&str, Inputs<'_>> = BTreeMap::new();
    for answer in submission.answers() {
        let found = answer.cells.values().map(|cell| &cell.place);
        for place in found.chain(answer.contested.values().flatten()) {
            let of_sheet = inputs
                .entry(&place.sheet)
                .or_insert_with(|| Inputs { form: &answer.key.form, cells: BTreeSet::new() });
            of_sheet.cells.insert(place.position);
        }
    }
    inputs
}

/// The hidden rows and columns of a sheet, in order and apart.
struct HiddenLines {
    rows: Lines,
    columns: Lines,
}

impl HiddenLines {
    fn of(sheet: &Sheet) -> Self {
        Self { rows: sorted(&sheet.hidden_rows), columns: sorted(&sheet.hidden_columns) }
    }

    /// The cells in them: what is written, and what is asked.
    fn cells(&self, sheet: &Sheet, inputs: &BTreeSet<Position>) -> BTreeSet<Position> {
        let cells = filled(sheet).chain(inputs.iter().copied());
        cells
            .filter(|at| {
                line(&self.rows, at.row).is_some() || line(&self.columns, at.column).is_some()
            })
            .collect()
    }

    /// Those in which one of some cells is.
    fn concerned(&self, cells: &BTreeSet<Position>) -> Hidden {
        Hidden::Lines {
            rows: concerned(&self.rows, cells.iter().map(|at| at.row)),
            columns: concerned(&self.columns, cells.iter().map(|at| at.column)),
        }
    }
}

/// Ranges in order and apart, in which one is found at once: a file may hide every other row.
fn sorted(ranges: &[RangeInclusive<u32>]) -> Lines {
    let mut ranges = ranges.to_vec();
    ranges.sort_by_key(|range| *range.start());
    let mut apart: Lines = Vec::new();
    for range in ranges {
        match apart.last_mut() {
            Some(last) if *range.start() <= last.end().saturating_add(1) => {
                *last = *last.start()..=*last.end().max(range.end());
            }
            _ => apart.push(range),
        }
    }
    apart
}

/// Which of the ranges a line is in.
fn line(sorted: &Lines, at: u32) -> Option<usize> {
    let index = sorted.partition_point(|range| *range.start() <= at).checked_sub(1)?;
    sorted.get(index).filter(|range| range.contains(&at)).map(|_| index)
}

/// The ranges that hold one of these lines.
fn concerned(sorted: &Lines, lines: impl Iterator<Item = u32>) -> Lines {
    let held: BTreeSet<usize> = lines.filter_map(|at| line(sorted, at)).collect();
    held.into_iter().filter_map(|index| sorted.get(index).cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_put_in_order_and_searched() {
        let lines = sorted(&[9..=9, 3..=5, 4..=7, 0..=0, 8..=8]);
        assert_eq!(lines, [0..=0, 3..=9]);
        let found: Vec<Option<usize>> = (0..5).map(|at| line(&lines, at)).collect();
        assert_eq!(found, [Some(0), None, None, Some(1), Some(1)]);
        assert_eq!((line(&lines, 9), line(&lines, 10)), (Some(1), None));
        assert_eq!(concerned(&lines, [1, 2, 6].into_iter()), [3..=9]);
    }
}
