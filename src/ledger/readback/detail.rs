//! The table of the units' figures in a consolidated workbook, read back from every sheet that it fills.
//! What people read in a line is held against the figure that the line carries.

use std::collections::{BTreeMap, HashMap};

use super::book::Book;
use super::code::FigureCode;
use super::error::not_whole;
use super::{Change, SnapshotError, SnapshotFigure, SnapshotPlace, SnapshotRow, check};
use crate::campaign::identity::detail_name;
use crate::reader::workbook::CellReference;
use crate::submission::answer::Figure;
use crate::values::key::Position;
use crate::values::quantity::raw::RawCell;

const COUNT: usize = 10;
/// The columns, in the order of [`Cells`].
const COLUMNS: [&str; COUNT] = [
    "unit",
    "row",
    "figure",
    "value",
    "numerator",
    "denominator",
    "people",
    "file",
    "sheet",
    "cell",
];
/// Where the first of the cells stands among them that people read a figure in.
const FIRST_READ: usize = 3;
/// Where the code of a figure stands.
const FIGURE: usize = 2;

/// The cells of a line, by column.
type Cells<'c> = [Option<&'c RawCell>; COUNT];

/// A sheet of the table: its name, and where its columns are.
struct Sheet {
    name: String,
    columns: Vec<u32>,
}

impl Book<'_> {
    /// The figures of the units, from every sheet of the table.
    pub(super) fn figures(
        &mut self,
        rows: &[SnapshotRow],
    ) -> Result<Vec<SnapshotFigure>, SnapshotError> {
        let known: HashMap<String, &SnapshotRow> =
            rows.iter().map(|row| (row.name(), row)).collect();
        let mut figures = Vec::new();
        // A campaign without a row of figures has no such table.
        for part in (1..).take_while(|_| !rows.is_empty()) {
            let mut columns = Vec::new();
            for name in COLUMNS {
                columns.push(self.target(&detail_name(part, name))?);
            }
            if part > 1 && columns.iter().all(Option::is_none) {
                break;
            }
            let lost = columns.iter().zip(COLUMNS).find(|(at, _)| at.is_none());
            if let Some((_, name)) = lost {
                return Err(not_whole(&detail_name(part, name), "the column is gone"));
            }
            let columns: Vec<CellReference> = columns.into_iter().flatten().collect();
            self.table(&columns, &known, &mut figures)?;
        }
        Ok(figures)
    }

    fn table(
        &mut self,
        columns: &[CellReference],
        known: &HashMap<String, &SnapshotRow>,
        figures: &mut Vec<SnapshotFigure>,
    ) -> Result<(), SnapshotError> {
        let Some(CellReference { sheet, position: head }) = columns.first() else { return Ok(()) };
        let at: Vec<u32> = columns.iter().map(|column| column.position.column).collect();
        let keep = |place: Position| place.row > head.row && at.contains(&place.column);
        let cells = self.tables.cells(*sheet, &keep)?;
        let mut lines: BTreeMap<u32, Cells<'_>> = BTreeMap::new();
        for (place, cell) in &cells {
            let line = lines.entry(place.row).or_default();
            let slots = line.iter_mut().zip(&at);
            for (slot, _) in slots.filter(|(_, column)| **column == place.column) {
                *slot = Some(cell);
            }
        }
        let sheet = Sheet { name: self.tables.sheet_name(*sheet).to_owned(), columns: at };
        for (row, line) in &lines {
            figures.extend(self.line(&sheet, *row, line, known)?);
        }
        Ok(())
    }

    /// The figure of a line; `None` where it has none, and for a line of somebody's own: a sum below
    /// the table, a remark.
    fn line(
        &mut self,
        sheet: &Sheet,
        row: u32,
        line: &Cells<'_>,
        known: &HashMap<String, &SnapshotRow>,
    ) -> Result<Option<SnapshotFigure>, SnapshotError> {
        let [unit, code, figure, value, numerator, denominator, people, file, tab, cell] = *line;
        let Some(code) = text(code) else { return Ok(None) };
        let unit = text(unit).unwrap_or_default();
        let change = |which: usize, expected: String| Change {
            place: Some(sheet.place(row, FIRST_READ + which)),
            row: code.clone(),
            unit: unit.parse().ok(),
            written: text(line[FIRST_READ + which]).unwrap_or_default(),
            expected,
        };
        let Some(figure) = text(figure) else {
            if value.is_some_and(|cell| !cell.value.is_blank()) {
                self.changes.push(change(0, String::new()));
            }
            return Ok(None);
        };
        let of = known.get(&code);
        let read = of.and_then(|of| FigureCode::read(&figure, of.measure, &of.measure_form).ok());
        let (Some(of), Some(read)) = (of, read) else {
            let place = sheet.place(row, FIGURE);
            let detail = format!("{}!{}: {code} {figure}", place.sheet, place.cell);
            return Err(not_whole("figure", detail));
        };
        let seen = check::Seen { value, numerator, denominator, people };
        if let Some((which, expected)) = check::differs(&read.figure, seen) {
            self.changes.push(change(which, expected));
        }
        Ok(Some(SnapshotFigure {
            unit: unit.parse().map_err(|error| not_whole(&sheet.place(row, 0).cell, error))?,
            form: of.form.clone(),
            indicator: of.indicator.clone(),
            scope: read.scope,
            figure: if read.figure.words().is_some() {
                Figure::Text(text(value).unwrap_or_default().into())
            } else {
                read.figure
            },
            counted: read.counted,
            file: text(file).unwrap_or_default(),
            sheet: text(tab),
            cell: text(cell),
        }))
    }
}

impl Sheet {
    /// The place of a cell in one of the columns.
    fn place(&self, row: u32, column: usize) -> SnapshotPlace {
        let at = Position::new(row, self.columns.get(column).copied().unwrap_or_default());
        SnapshotPlace { sheet: self.name.clone(), cell: at.to_string() }
    }
}

fn text(cell: Option<&RawCell>) -> Option<String> {
    cell.map(|cell| cell.value.as_written())
}
