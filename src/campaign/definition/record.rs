//! A definition as it is written, whatever it is written in: tables of records, each value with its
//! place. Nothing is checked yet but the shape of single values.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::Place;
use super::schema::{Home, Table};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, or one of a few words.
    Text(String),
    Whole(i64),
    Flag(bool),
    Day(Date),
    Moment(DateTime),
    /// Several texts, each with its place.
    List(Vec<Item>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub text: String,
    pub place: Place,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub value: Value,
    pub place: Place,
}

#[derive(Debug, Clone)]
pub struct Record {
    pub table: &'static Table,
    /// The form that it belongs to; empty for a record of the campaign.
    pub form: String,
    pub place: Place,
    /// The comment beside it, line by line; empty where there is none.
    pub note: String,
    pub cells: BTreeMap<&'static str, Cell>,
    /// What single rows demand of a unit, in the order of the columns.
    pub levels: Vec<Level>,
}

/// What a row demands of one unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The row, with its form: `bieu1.3`.
    pub row: String,
    pub notation: String,
    pub place: Place,
}

/// How the caption of a column begins that holds such demands.
const LEVEL_START: &str = "target:";

impl Level {
    /// The row that the caption of a column names, where it is one of demands.
    pub fn row_of(caption: &str) -> Option<&str> {
        let start = caption.trim().get(..LEVEL_START.len())?;
        let row = caption.trim().get(LEVEL_START.len()..)?;
        start.eq_ignore_ascii_case(LEVEL_START).then(|| row.trim())
    }

    /// The caption of the column of a row.
    pub fn caption(row: &str) -> String {
        format!("{LEVEL_START}{row}")
    }
}

impl Record {
    pub fn new(table: &'static Table, form: &str, place: Place) -> Self {
        let form = form.to_owned();
        Self { table, form, place, note: String::new(), cells: BTreeMap::new(), levels: Vec::new() }
    }

    /// What a row demands of the unit.
    pub fn level(&self, row: &str) -> Option<&Level> {
        self.levels.iter().find(|level| level.row == row)
    }

    /// A text, if it is said.
    pub fn text(&self, key: &str) -> Option<&str> {
        match self.cells.get(key).map(|cell| &cell.value) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    pub fn owned(&self, key: &str) -> Option<String> {
        self.text(key).map(str::to_owned)
    }

    /// A text that the schema requires: empty where it is missing, which is a problem of its own.
    pub fn required(&self, key: &str) -> String {
        self.owned(key).unwrap_or_default()
    }

    /// A whole number, if it is said.
    pub fn whole(&self, key: &str) -> Option<i64> {
        match self.cells.get(key).map(|cell| &cell.value) {
            Some(Value::Whole(number)) => Some(*number),
            _ => None,
        }
    }

    /// Whether something is said to be so.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.cells.get(key).map(|cell| &cell.value), Some(Value::Flag(true)))
    }

    /// A day, if it is said.
    pub fn day(&self, key: &str) -> Option<Date> {
        match self.cells.get(key).map(|cell| &cell.value) {
            Some(Value::Day(day)) => Some(*day),
            _ => None,
        }
    }

    /// A moment, if it is said.
    pub fn moment(&self, key: &str) -> Option<DateTime> {
        match self.cells.get(key).map(|cell| &cell.value) {
            Some(Value::Moment(moment)) => Some(*moment),
            _ => None,
        }
    }

    /// The items of a list; none where nothing is said.
    pub fn list(&self, key: &str) -> &[Item] {
        match self.cells.get(key).map(|cell| &cell.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    pub fn texts(&self, key: &str) -> Vec<String> {
        self.list(key).iter().map(|item| item.text.clone()).collect()
    }

    /// Where a value is written, or the record where it is not.
    pub fn place_of(&self, key: &str) -> &Place {
        self.cells.get(key).map_or(&self.place, |cell| &cell.place)
    }
}

/// A definition as it is written.
#[derive(Debug, Clone, Default)]
pub struct Definition {
    /// The records of every table, in the order in which they are written.
    pub records: Vec<Record>,
}

impl Definition {
    pub fn of(&self, table: &'static Table) -> impl Iterator<Item = &Record> {
        self.records.iter().filter(move |record| std::ptr::eq(record.table, table))
    }

    /// The records of a table that belong to a form.
    pub fn of_form<'d>(
        &'d self,
        table: &'static Table,
        form: &'d str,
    ) -> impl Iterator<Item = &'d Record> {
        self.of(table).filter(move |record| record.form == form)
    }

    /// The rows that demand something of single units, in the order in which they are first named.
    pub fn rows_with_levels(&self) -> Vec<&str> {
        let mut rows: Vec<&str> = Vec::new();
        for level in self.records.iter().flat_map(|record| &record.levels) {
            if !rows.contains(&level.row.as_str()) {
                rows.push(&level.row);
            }
        }
        rows
    }

    pub fn campaign(&self) -> Option<&Record> {
        self.records.iter().find(|record| record.table.home == Home::Campaign)
    }

    /// Whether two definitions say the same, wherever they are written: comments included, places
    /// not.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let [own, others] = [self, other].map(|definition| {
            let mut records: Vec<Unplaced> = definition.records.iter().map(Unplaced::of).collect();
            // The order of records counts within a table of a form, not between tables.
            records.sort_by(|a, b| (a.table, &a.form).cmp(&(b.table, &b.form)));
            records
        });
        own == others
    }
}

#[derive(PartialEq, Eq)]
struct Unplaced {
    table: &'static str,
    form: String,
    note: String,
    values: Vec<(&'static str, String)>,
    levels: Vec<(String, String)>,
}

impl Unplaced {
    fn of(record: &Record) -> Self {
        let values = record.cells.iter().map(|(key, cell)| (*key, cell.value.as_cell())).collect();
        let (form, note) = (record.form.clone(), record.note.clone());
        let levels = record.levels.iter();
        let mut levels: Vec<_> = levels.map(|l| (l.row.clone(), l.notation.clone())).collect();
        levels.sort();
        Self { table: record.table.key, form, note, values, levels }
    }
}

impl Value {
    /// The value as a cell of a table holds it.
    pub fn as_cell(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Flag(flag) => flag.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Moment(moment) => moment.strftime("%Y-%m-%dT%H:%M").to_string(),
            Self::List(items) => {
                items.iter().map(|item| item.text.as_str()).collect::<Vec<_>>().join(";")
            }
        }
    }
}
