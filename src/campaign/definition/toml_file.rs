//! Records from a TOML file, every value with its line and every comment with its table.

use std::sync::Arc;

use toml_edit::{Document, Item as TomlItem, Table as TomlTable, Value as TomlValue};

use super::Place;
use super::record::{Cell, Definition, Item, Record, Value};
use super::schema::{self, Column, Home, Shape, Table};
use super::value::{choice, from_text, holds_separator};
use crate::campaign::problem::{EntityKind, Expected, Problem, ProblemKind, nearest};

pub(in crate::campaign) struct TomlFile<'a> {
    file: Arc<str>,
    text: &'a str,
    /// Where the lines after the first begin.
    lines: Vec<usize>,
    found: &'a mut Vec<Problem>,
}

/// That a value is not what its column holds.
fn is_not(column: &Column, expected: Expected, value: Option<&TomlValue>) -> ProblemKind {
    let written = value.map(ToString::to_string).unwrap_or_default();
    column.is_not(expected, written.trim())
}

/// Whether a column of targets is said of each year, and not by where the target stands.
fn is_of_year(column: &Column) -> bool {
    !matches!(column.key, "indicator" | "year")
}

impl<'a> TomlFile<'a> {
    /// The file and its text; what is wrong with it is added to `found`.
    pub fn new(file: Arc<str>, text: &'a str, found: &'a mut Vec<Problem>) -> Self {
        let lines = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        Self { file, text, lines, found }
    }

    /// Reads the file: one record of `top` and the arrays of tables at `inner`.
    pub fn read(mut self, top: &'static Table, inner: Home, form: &str, into: &mut Definition) {
        let document = match Document::parse(self.text) {
            Ok(document) => document,
            Err(error) => {
                let place = self.line(error.span().map_or(0, |span| span.start));
                let kind = ProblemKind::Shape(error.message().trim().to_owned());
                self.found.push(Problem { place, kind });
                return;
            }
        };
        let root = document.as_table();
        let tables: Vec<&'static Table> = Table::at_home(inner).collect();
        let mut record = Record::new(top, form, self.line(0));
        let mut records = Vec::new();
        for (key, item) in root {
            let at = root.key(key).and_then(toml_edit::Key::span).map_or(0, |span| span.start);
            if let Some(column) = top.column(key) {
                self.comments_of(root, key, &mut record.note);
                self.value(column, item, at, &mut record);
            } else if let Some(table) = tables.iter().copied().find(|table| table.key == key) {
                records.extend(self.array(table, item, at, form));
            } else {
                let known = top.columns.iter().map(|column| column.key);
                let known = known.chain(tables.iter().map(|table| table.key));
                self.unknown_key(key, at, known, &mut record);
            }
        }
        let rest = document.trailing().span().and_then(|span| self.text.get(span));
        let last = records.last_mut().map_or(&mut record.note, |last: &mut Record| &mut last.note);
        note(rest.unwrap_or_default(), last);
        self.required(&record);
        into.records.push(record);
        // Tables of the same kind stand together, as they do in a sheet.
        for table in tables {
            into.records.extend(records.iter().filter(|r| r.table.is(table)).cloned());
        }
        for table in [&schema::FIGURE, &schema::TARGET] {
            into.records.extend(records.iter().filter(|r| r.table.is(table)).cloned());
        }
    }

    fn array(
        &mut self,
        table: &'static Table,
        item: &TomlItem,
        at: usize,
        form: &str,
    ) -> Vec<Record> {
        let mut records = Vec::new();
        let Some(array) = item.as_array_of_tables() else {
            let expected = Expected::ArrayOfTables;
            self.at(at, ProblemKind::Value { column: table.key, value: String::new(), expected });
            return records;
        };
        for inner in array {
            let start = inner.span().map_or(at, |span| span.start);
            let mut record = Record::new(table, form, self.line(start));
            self.decor_of(inner.decor(), &mut record.note);
            self.table(inner, &mut record, &mut records);
        }
        records
    }

    fn table(&mut self, inner: &TomlTable, record: &mut Record, into: &mut Vec<Record>) {
        let (mut targets, mut under) = (Vec::new(), Vec::new());
        for (key, item) in inner {
            let at = inner.key(key).and_then(toml_edit::Key::span).map_or(0, |span| span.start);
            self.comments_of(inner, key, &mut record.note);
            if let Some(column) = record.table.column(key) {
                self.value(column, item, at, record);
            } else if record.table.is(&schema::INDICATOR) && key == schema::FIGURE.key {
                under.extend(self.array(&schema::FIGURE, item, at, &record.form));
            } else if record.table.is(&schema::INDICATOR) && key == schema::TARGET.key {
                if let Some(inner) = item.as_table() {
                    self.decor_of(inner.decor(), &mut record.note);
                }
                self.targets(item, at, record, &mut targets);
            } else {
                let known = record.table.columns.iter().map(|column| column.key);
                self.unknown_key(key, at, known, record);
            }
        }
        if record.table.home != Home::InRow {
            self.required(record);
        }
        into.push(record.clone());
        into.append(&mut targets);
        for mut figure in under {
            if let Some(id) = record.cells.get("id") {
                figure.cells.insert(schema::ROW_OF, id.clone());
            }
            self.required(&figure);
            into.push(figure);
        }
    }

    /// `[indicator.targets]`: one record for each year.
    fn targets(&mut self, item: &TomlItem, at: usize, row: &Record, into: &mut Vec<Record>) {
        let Some(table) = item.as_table_like() else {
            let expected = Expected::Table;
            self.at(at, ProblemKind::Value { column: "targets", value: String::new(), expected });
            return;
        };
        let item_table = item.as_table();
        for (year, item) in table.iter() {
            let span = table.key(year).and_then(toml_edit::Key::span);
            let at = span.map_or(at, |span| span.start);
            let place = self.line(at);
            let mut record = Record::new(&schema::TARGET, &row.form, place.clone());
            if let Some(inner) = item_table {
                self.comments_of(inner, year, &mut record.note);
            }
            for (column, written) in schema::TARGET.columns.iter().zip([row.text("id"), Some(year)])
            {
                match from_text(column, written.unwrap_or_default(), &place) {
                    Ok(Some(value)) => {
                        record.cells.insert(column.key, Cell { value, place: place.clone() });
                    }
                    Ok(None) => {}
                    Err(kind) => self.at(at, kind),
                }
            }
            self.target(item, at, &mut record);
            into.push(record);
        }
    }

    /// The target of a year: its notation alone, or a table that says beside it what it means.
    fn target(&mut self, item: &TomlItem, at: usize, record: &mut Record) {
        let Some(table) = item.as_table_like() else {
            if let Some(column) = schema::TARGET.column("target") {
                self.value(column, item, at, record);
            }
            return;
        };
        let said = || schema::TARGET.columns.iter().filter(|column| is_of_year(column));
        for (key, item) in table.iter() {
            let span = table.key(key).and_then(toml_edit::Key::span);
            let at = span.map_or(at, |span| span.start);
            match said().find(|column| column.key == key) {
                Some(column) => self.value(column, item, at, record),
                None => self.unknown_key(key, at, said().map(|column| column.key), record),
            }
        }
        self.required(record);
    }

    fn value(&mut self, column: &'static Column, item: &TomlItem, at: usize, into: &mut Record) {
        let start = item.span().map_or(at, |span| span.start);
        let place = self.line(start);
        match self.shaped(column, item.as_value(), &place) {
            Ok(value) => {
                into.cells.insert(column.key, Cell { value, place });
            }
            Err(kind) => {
                // Said, if wrongly: it is not missing too.
                let value = Value::Text(String::new());
                into.cells.insert(column.key, Cell { value, place: place.clone() });
                self.found.push(Problem { place, kind });
            }
        }
    }

    fn shaped(
        &self,
        column: &'static Column,
        value: Option<&TomlValue>,
        place: &Place,
    ) -> Result<Value, ProblemKind> {
        let text = value.and_then(TomlValue::as_str);
        match column.shape {
            Shape::Text => Ok(Value::Text(
                text.ok_or_else(|| is_not(column, Expected::Text, value))?.to_owned(),
            )),
            Shape::Whole => {
                let number = value.and_then(TomlValue::as_integer);
                Ok(Value::Whole(
                    number.ok_or_else(|| is_not(column, Expected::WholeNumber, value))?,
                ))
            }
            Shape::Flag => {
                let flag = value.and_then(TomlValue::as_bool);
                Ok(Value::Flag(flag.ok_or_else(|| is_not(column, Expected::TrueFalse, value))?))
            }
            Shape::Day | Shape::Moment | Shape::DayOrMoment => {
                let expected = match column.shape {
                    Shape::Day => Expected::Day,
                    Shape::DayOrMoment => Expected::DayOrMoment,
                    _ => Expected::Moment,
                };
                let text = text.ok_or_else(|| is_not(column, expected, value))?;
                from_text(column, text, place)?.ok_or_else(|| is_not(column, expected, value))
            }
            Shape::Choice(choices) => {
                let text = text.ok_or_else(|| is_not(column, Expected::Text, value))?;
                choice(column, choices, text).map(Value::Text)
            }
            Shape::List => {
                let array = value.and_then(TomlValue::as_array);
                let array = array.ok_or_else(|| is_not(column, Expected::List, value))?;
                array
                    .iter()
                    .map(|item| {
                        let text =
                            item.as_str().ok_or_else(|| is_not(column, Expected::List, value))?;
                        if holds_separator(text) {
                            return Err(ProblemKind::Separator(text.to_owned()));
                        }
                        let start = item.span().map(|span| span.start);
                        let place = start.map_or_else(|| place.clone(), |at| self.line(at));
                        Ok(Item { text: text.to_owned(), place })
                    })
                    .collect::<Result<_, _>>()
                    .map(Value::List)
            }
        }
    }

    fn required(&mut self, record: &Record) {
        for column in record.table.columns.iter().filter(|column| column.required) {
            if !record.cells.contains_key(column.key) {
                let kind = ProblemKind::Missing { table: record.table.key, key: column.key };
                self.found.push(Problem { place: record.place.clone(), kind });
            }
        }
    }

    /// Notes a key that is not known. The key that it is near to is not missing as well: it was said,
    /// and misspelt.
    fn unknown_key<'k>(
        &mut self,
        key: &str,
        at: usize,
        known: impl IntoIterator<Item = &'k str>,
        record: &mut Record,
    ) {
        let hint = nearest(key, known);
        let meant = hint.as_deref().and_then(|hint| record.table.column(hint));
        if let Some(column) = meant {
            let (value, place) = (Value::Text(String::new()), self.line(at));
            record.cells.entry(column.key).or_insert(Cell { value, place });
        }
        self.at(at, ProblemKind::Unknown { what: EntityKind::Key, key: key.to_owned(), hint });
    }

    /// The comments above a key, within its value and behind it.
    fn comments_of(&self, table: &TomlTable, key: &str, note_of: &mut String) {
        if let Some(key) = table.key(key) {
            self.comment(key.leaf_decor().prefix(), note_of);
        }
        let Some(value) = table.get(key).and_then(TomlItem::as_value) else { return };
        if let Some(array) = value.as_array() {
            for item in array {
                self.decor_of(item.decor(), note_of);
            }
            self.comment(Some(array.trailing()), note_of);
        }
        self.comment(value.decor().suffix(), note_of);
    }

    fn decor_of(&self, decor: &toml_edit::Decor, note_of: &mut String) {
        self.comment(decor.prefix(), note_of);
        self.comment(decor.suffix(), note_of);
    }

    fn comment(&self, raw: Option<&toml_edit::RawString>, note_of: &mut String) {
        let text = raw.and_then(toml_edit::RawString::span).and_then(|span| self.text.get(span));
        note(text.unwrap_or_default(), note_of);
    }

    fn line(&self, offset: usize) -> Place {
        Place::line(&self.file, self.lines.partition_point(|start| *start <= offset) + 1)
    }

    fn at(&mut self, offset: usize, kind: ProblemKind) {
        let place = self.line(offset);
        self.found.push(Problem { place, kind });
    }
}

/// Adds the comment lines of a piece of text; blank lines between them stay as blank lines.
fn note(decor: &str, into: &mut String) {
    let mut blank = false;
    for line in decor.lines().map(str::trim) {
        if let Some(comment) = line.strip_prefix('#') {
            if !into.is_empty() {
                into.push('\n');
                if blank {
                    into.push('\n');
                }
            }
            into.push_str(comment.strip_prefix(' ').unwrap_or(comment));
            blank = false;
        } else if line.is_empty() {
            blank = true;
        }
    }
    into.truncate(into.trim_end().len());
}
