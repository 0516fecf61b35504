//! The register from CSV: written by the program, by a person, or saved again by a spreadsheet.

use jiff::civil::DateTime;

use crate::export::report::csv::without_mark;
use crate::files::csv_text::unclosed_quote;
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::date_parse;
use crate::values::key::Position;
use crate::values::quantity::text;

/// The columns, each with the names that it may go by.
const COLUMNS: [(Column, &[&str]); 4] = [
    (Column::File, &["file", "tệp", "tên tệp"]),
    (Column::Unit, &["unit", "đơn vị", "mã đơn vị"]),
    (Column::Received, &["received_at", "received at", "ngày nhận", "thời gian nhận"]),
    (Column::Channel, &["channel", "kênh", "hình thức nhận"]),
];

/// A column of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    File,
    Unit,
    Received,
    Channel,
}

/// The register as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipts {
    pub(super) lines: Vec<Line>,
    /// The whole text, the mark at its start included.
    pub(super) text: String,
    pub(super) separator: u8,
    /// What each of its columns is; `None` for one that the program does not know.
    pub(super) columns: Vec<Option<Column>>,
    /// Whether it stands in a workbook.
    workbook: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// Where it is in the file, from one.
    pub number: u64,
    /// The file, as a path from somewhere or by its name alone, with `/`.
    pub file: String,
    /// The unit as written; empty where nothing is.
    pub unit: String,
    /// When; `None` where nothing is written.
    pub received: Option<DateTime>,
}

/// A register that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{path} cannot be used")]
pub struct ReceiptsError {
    pub path: String,
    /// Everything that is wrong with it.
    pub problems: Vec<ReceiptsProblem>,
}

/// What is wrong with a register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceiptsProblem {
    /// The bytes are no UTF-8.
    NotUtf8,
    /// A column without which it says nothing is not there.
    MissingColumn(&'static str),
    /// A date that is none.
    Date {
        /// The line from one.
        line: u64,
        written: String,
    },
    /// A line that cannot be taken apart.
    Line {
        /// The line from one.
        line: u64,
    },
}

impl Receipts {
    /// A register with nothing in it.
    pub fn empty() -> Self {
        let columns = COLUMNS.iter().map(|(column, _)| Some(*column)).collect();
        Self { lines: Vec::new(), text: String::new(), separator: b',', columns, workbook: false }
    }

    /// Whether it stands in a workbook, to which the program adds no lines.
    pub fn is_workbook(&self) -> bool {
        self.workbook
    }

    /// Reads a register that a spreadsheet saved: the first sheet that holds anything.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn read_workbook(workbook: &Workbook) -> Result<Self, Vec<ReceiptsProblem>> {
        let sheet = workbook.sheets.iter().find(|sheet| !sheet.hidden && !sheet.cells.is_empty());
        let bytes = match sheet {
            Some(sheet) => as_csv(sheet).map_err(|_| vec![ReceiptsProblem::Line { line: 1 }])?,
            None => Vec::new(),
        };
        Ok(Self { workbook: true, ..Self::read(bytes)? })
    }

    /// Reads a register: with or without a mark at its start, separated by commas, semicolons or tabs.
    ///
    /// # Errors
    /// Everything that is wrong with it, by line.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Vec<ReceiptsProblem>> {
        let text = String::from_utf8(bytes).map_err(|_| vec![ReceiptsProblem::NotUtf8])?;
        let content = text.trim_start_matches('\u{FEFF}');
        if content.trim().is_empty() {
            return Ok(Self { text, ..Self::empty() });
        }
        let header = content.lines().next().unwrap_or_default();
        let separator = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|s: &u8| (header.bytes().filter(|b| b == s).count(), u8::from(*s == b',')))
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_reader(content.as_bytes());
        if let Some(line) = unclosed_quote(content, separator) {
            return Err(vec![ReceiptsProblem::Line { line }]);
        }
        let ends: Vec<usize> =
            content.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at).collect();
        let columns: Vec<Option<Column>> = match reader.headers() {
            Ok(names) => names.iter().map(column).collect(),
            Err(_) => return Err(vec![ReceiptsProblem::Line { line: 1 }]),
        };
        let mut problems: Vec<ReceiptsProblem> = [(Column::File, 0), (Column::Received, 2)]
            .into_iter()
            .filter(|(column, _)| !columns.contains(&Some(*column)))
            .map(|(_, index)| ReceiptsProblem::MissingColumn(COLUMNS[index].1[0]))
            .collect();
        let mut lines = Vec::new();
        for record in reader.records().filter(|_| problems.is_empty()) {
            match record {
                Ok(record) => lines.extend(line(&record, &columns, (content, &ends))),
                Err(error) => {
                    let line = error.position().map_or(0, |at| line_of(at, (content, &ends)));
                    problems.push(ReceiptsProblem::Line { line });
                    break;
                }
            }
        }
        let mut read = Vec::new();
        for line in lines {
            match line {
                Ok(line) => read.push(line),
                Err(problem) => problems.push(problem),
            }
        }
        if problems.is_empty() {
            Ok(Self { lines: read, text, separator, columns, workbook: false })
        } else {
            Err(problems)
        }
    }
}

/// A sheet as CSV, row by row, so that the lines have the numbers of the rows.
fn as_csv(sheet: &Sheet) -> Result<Vec<u8>, csv::Error> {
    let last = sheet.cells.last_key_value().map_or(0, |(at, _)| at.row);
    let width = sheet.cells.keys().map(|at| at.column).max().unwrap_or_default();
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in 0..=last {
        let cell = |column| {
            let cell = sheet.cells.get(&Position::new(row, column));
            let written = cell.map(|cell| cell.value.as_written()).unwrap_or_default();
            // A line break inside a cell would move the numbers of the lines.
            written.replace(['\r', '\n'], " ")
        };
        writer.write_record((0..=width).map(cell))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

fn column(name: &str) -> Option<Column> {
    let name = text::fold(name);
    let known = |names: &&[&str]| names.iter().any(|known| text::fold(known) == name);
    COLUMNS.iter().find(|(_, names)| known(names)).map(|(column, _)| *column)
}

/// A line that says something.
fn line(
    record: &csv::StringRecord,
    columns: &[Option<Column>],
    content: Content<'_>,
) -> Option<Result<Line, ReceiptsProblem>> {
    let of = |wanted: Column| {
        let at = columns.iter().position(|column| *column == Some(wanted));
        let said = at.and_then(|at| record.get(at)).map(without_mark);
        said.map(text::clean).unwrap_or_default()
    };
    let number = record.position().map_or(0, |at| line_of(at, content));
    let (file, written) = (of(Column::File).replace('\\', "/"), of(Column::Received));
    if file.is_empty() {
        return None;
    }
    let received = match date_parse::read(&written) {
        None if !written.is_empty() => {
            return Some(Err(ReceiptsProblem::Date { line: number, written }));
        }
        received => received,
    };
    let file = file.trim_start_matches("./").to_owned();
    Some(Ok(Line { number, file, unit: of(Column::Unit), received }))
}

/// A text, and where its lines end.
type Content<'t> = (&'t str, &'t [usize]);

/// The line on which a record starts. The reader gives the one before where lines end as on Windows: it
/// takes the line feed for the start of the record.
fn line_of(at: &csv::Position, (content, ends): Content<'_>) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or_default();
    let rest = content.get(start..).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    ends.partition_point(|end| *end < start + skipped) as u64 + 1
}
