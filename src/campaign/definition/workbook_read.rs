//! Records from a workbook: a sheet for each table, each value with its cell.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::captions::{Captions, ColumnRole, FORM_OF, SheetRole};
use super::record::{Cell, Definition, Item, Level, Record, Value};
use super::schema::{self, Column, TABLES, Table};
use super::workbook_value::{self, Written};
use super::{Place, Spot};
use crate::campaign::problem::{EntityKind, Problem, ProblemKind, nearest};
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::key::Position;
use crate::values::quantity::raw::RawCell;

pub(in crate::campaign) struct WorkbookFile<'a> {
    pub file: Arc<str>,
    pub captions: &'a Captions,
    pub found: &'a mut Vec<Problem>,
}

/// The columns of a sheet, by what they hold.
struct Header {
    roles: BTreeMap<u32, ColumnRole>,
    /// The rows that the columns of single units' targets are for.
    levels: BTreeMap<u32, String>,
}

impl Header {
    fn of(&self, wanted: ColumnRole) -> Option<u32> {
        self.roles.iter().find(|(_, role)| **role == wanted).map(|(column, _)| *column)
    }
}

impl WorkbookFile<'_> {
    /// Reads every sheet; the records stand in the order of the tables.
    pub fn read(mut self, workbook: &Workbook, into: &mut Definition) {
        let mut sheets: Vec<(&'static Table, &Sheet)> = Vec::new();
        for sheet in &workbook.sheets {
            let place = self.sheet_place(sheet);
            match self.captions.sheet(&sheet.name) {
                Ok(SheetRole::Beside) => {}
                Ok(SheetRole::Table(table)) => {
                    if sheets.iter().any(|(other, _)| other.is(table)) {
                        let (what, key) = (EntityKind::Sheet, sheet.name.clone());
                        self.note(place, ProblemKind::Duplicate { what, key });
                    } else {
                        sheets.push((table, sheet));
                    }
                }
                // A sheet left empty, as new workbooks have them, says nothing.
                Err(_) if sheet.cells.values().all(|cell| cell.value.is_blank()) => {}
                Err(hint) => {
                    let (what, key) = (EntityKind::Sheet, sheet.name.clone());
                    self.note(place, ProblemKind::Unknown { what, key, hint });
                }
            }
        }
        for table in TABLES {
            match sheets.iter().find(|(of, _)| of.is(table)) {
                Some((_, sheet)) if table.is(&schema::CAMPAIGN) => {
                    self.items(table, sheet, into);
                }
                Some((_, sheet)) => self.rows(table, sheet, into),
                None if table.is(&schema::CAMPAIGN) || table.is(&schema::UNIT) => {
                    let place = Place::whole(&self.file);
                    self.note(place, ProblemKind::MissingSheet { table: table.key });
                }
                None => {}
            }
        }
        self.order_forms(into);
    }

    /// The campaign's own record: one item in each row, its name in the first column, what it says
    /// in the second. What stands farther right explains it.
    fn items(&mut self, table: &'static Table, sheet: &Sheet, into: &mut Definition) {
        let mut record = Record::new(table, "", self.sheet_place(sheet));
        let mut blamed: Vec<&str> = Vec::new();
        for (row, cells) in by_row(sheet) {
            let name = cells.get(&0).map(|cell| cell.value.as_written()).unwrap_or_default();
            let (at, value_at) = (Position::new(row, 0), Position::new(row, 1));
            let value = cells.get(&1).copied();
            if name.trim().is_empty() {
                if let Some(value) = value.filter(|cell| !cell.value.is_blank()) {
                    let kind = ProblemKind::Stray(value.value.as_written());
                    self.note(self.cell_place(sheet, value_at), kind);
                }
                continue;
            }
            if self.captions.is_head_of_items(&name) {
                continue;
            }
            match self.captions.column(table, &name) {
                Ok(ColumnRole::Value(column)) if record.cells.contains_key(column.key) => {
                    let kind = ProblemKind::Duplicate { what: EntityKind::Key, key: name };
                    self.note(self.cell_place(sheet, at), kind);
                }
                Ok(ColumnRole::Value(column)) => {
                    let place = self.cell_place(sheet, value_at);
                    let said = self.value(column, value, place.clone(), &mut record);
                    if !said && column.required {
                        self.missing(table, column.key, place);
                        blamed.push(column.key);
                    }
                }
                Ok(ColumnRole::Note | ColumnRole::FormOf | ColumnRole::Unknown) => {
                    record.note = value.map(workbook_value::note).unwrap_or_default();
                }
                Err(hint) => {
                    let kind = ProblemKind::Unknown { what: EntityKind::Key, key: name, hint };
                    self.note(self.cell_place(sheet, at), kind);
                }
            }
        }
        for column in table.columns.iter().filter(|column| column.required) {
            if !record.cells.contains_key(column.key) && !blamed.contains(&column.key) {
                self.missing(table, column.key, self.sheet_place(sheet));
            }
        }
        into.records.push(record);
    }

    pub(super) fn rows(&mut self, table: &'static Table, sheet: &Sheet, into: &mut Definition) {
        let mut rows = by_row(sheet).into_iter();
        let Some((row, captions)) = rows.next() else { return };
        let header = self.header(table, sheet, row, &captions);
        let forms: Vec<String> = into.of(&schema::FORM).map(|form| form.required("id")).collect();
        for (row, cells) in rows {
            let mut record = Record::new(table, "", self.cell_place(sheet, Position::new(row, 0)));
            for (column, cell) in &cells {
                let place = self.cell_place(sheet, Position::new(row, *column));
                if let Some(row) = header.levels.get(column) {
                    let notation = cell.value.as_written().trim().to_owned();
                    record.levels.push(Level { row: row.clone(), notation, place });
                    continue;
                }
                match header.roles.get(column) {
                    Some(ColumnRole::Value(column)) => {
                        self.value(column, Some(cell), place, &mut record);
                    }
                    Some(ColumnRole::Note) => record.note = workbook_value::note(cell),
                    Some(ColumnRole::FormOf) => {
                        cell.value.as_written().trim().clone_into(&mut record.form);
                    }
                    Some(ColumnRole::Unknown) => {}
                    None => self.note(place, ProblemKind::Stray(cell.value.as_written())),
                }
            }
            if table.is(&schema::FORM) {
                record.form = record.required("id");
            } else if let Some(at) = header.of(ColumnRole::FormOf) {
                let place = self.cell_place(sheet, Position::new(row, at));
                self.check_form(&record, place, &forms);
            }
            for column in table.columns.iter().filter(|column| column.required) {
                if let (Some(at), false) =
                    (header.of(ColumnRole::Value(column)), record.cells.contains_key(column.key))
                {
                    let place = self.cell_place(sheet, Position::new(row, at));
                    self.missing(table, column.key, place);
                }
            }
            into.records.push(record);
        }
    }

    fn header(
        &mut self,
        table: &'static Table,
        sheet: &Sheet,
        row: u32,
        captions: &BTreeMap<u32, &RawCell>,
    ) -> Header {
        let mut header = Header { roles: BTreeMap::new(), levels: BTreeMap::new() };
        for (column, caption) in captions {
            let place = self.cell_place(sheet, Position::new(row, *column));
            let name = caption.value.as_written();
            if let Some(row) = Level::row_of(&name).filter(|_| table.is(&schema::UNIT)) {
                header.levels.insert(*column, row.to_owned());
                continue;
            }
            match self.captions.column(table, &name) {
                Ok(role) if header.of(role).is_some() => {
                    let kind = ProblemKind::Duplicate { what: EntityKind::Column, key: name };
                    self.note(place, kind);
                }
                Ok(role) => {
                    header.roles.insert(*column, role);
                }
                Err(hint) => {
                    let kind = ProblemKind::Unknown { what: EntityKind::Column, key: name, hint };
                    self.note(place, kind);
                    // What stands under it is blamed on its caption, not cell by cell.
                    header.roles.insert(*column, ColumnRole::Unknown);
                }
            }
        }
        for column in table.columns.iter().filter(|column| column.required) {
            if header.of(ColumnRole::Value(column)).is_none() {
                self.missing(table, column.key, self.sheet_place(sheet));
            }
        }
        if table.names_its_form() && header.of(ColumnRole::FormOf).is_none() {
            self.missing(table, FORM_OF, self.sheet_place(sheet));
        }
        header
    }

    /// The form that a record belongs to must be one of the forms.
    fn check_form(&mut self, record: &Record, place: Place, forms: &[String]) {
        if record.form.is_empty() {
            self.missing(record.table, FORM_OF, place);
        } else if !forms.contains(&record.form) {
            let hint = nearest(&record.form, forms.iter().map(String::as_str));
            let (what, key) = (EntityKind::Form, record.form.clone());
            self.note(place, ProblemKind::Unknown { what, key, hint });
        }
    }

    /// Notes the value of a cell; says whether there is one.
    fn value(
        &mut self,
        column: &'static Column,
        cell: Option<&RawCell>,
        place: Place,
        into: &mut Record,
    ) -> bool {
        let Some(cell) = cell else { return false };
        let read = match workbook_value::read(column, cell, self.captions) {
            Ok(None) => return false,
            Ok(Some(Written::Value(value))) => Ok(value),
            Ok(Some(Written::List(items))) => Ok(Value::List(
                items.into_iter().map(|text| Item { text, place: place.clone() }).collect(),
            )),
            Err(kind) => Err(kind),
        };
        let value = read.unwrap_or_else(|kind| {
            self.found.push(Problem { place: place.clone(), kind });
            // Said, if wrongly: it is not missing too.
            Value::Text(String::new())
        });
        into.cells.insert(column.key, Cell { value, place });
        true
    }

    /// Forms stand in the order that the campaign lists; each is listed, each listed one is there.
    fn order_forms(&mut self, definition: &mut Definition) {
        let Some(campaign) = definition.campaign() else { return };
        let listed = campaign.list("forms").to_vec();
        let ids: Vec<String> = definition.of(&schema::FORM).map(|f| f.required("id")).collect();
        for item in &listed {
            if !ids.contains(&item.text) {
                let hint = nearest(&item.text, ids.iter().map(String::as_str));
                let (what, key) = (EntityKind::Form, item.text.clone());
                self.note(item.place.clone(), ProblemKind::Unknown { what, key, hint });
            }
        }
        let listed: Vec<&str> = listed.iter().map(|item| item.text.as_str()).collect();
        let unlisted: Vec<(Place, String)> = definition
            .of(&schema::FORM)
            .filter(|form| form.cells.contains_key("id"))
            .map(|form| (form.place_of("id").clone(), form.required("id")))
            .filter(|(_, id)| !listed.contains(&id.as_str()))
            .collect();
        for (place, id) in unlisted {
            self.note(place, ProblemKind::Unlisted(id));
        }
        definition.records.sort_by_key(|record| {
            let table = TABLES.iter().position(|table| table.is(record.table));
            let place = listed.iter().position(|id| *id == record.form);
            (table, place.filter(|_| record.table.is(&schema::FORM)))
        });
    }

    fn missing(&mut self, table: &'static Table, key: &'static str, place: Place) {
        self.note(place, ProblemKind::Missing { table: table.key, key });
    }

    pub(super) fn note(&mut self, place: Place, kind: ProblemKind) {
        self.found.push(Problem { place, kind });
    }

    fn cell_place(&self, sheet: &Sheet, position: Position) -> Place {
        let sheet = Arc::from(sheet.name.as_str());
        Place { file: Arc::clone(&self.file), spot: Spot::Cell { sheet, position } }
    }

    fn sheet_place(&self, sheet: &Sheet) -> Place {
        let spot = Spot::Sheet(Arc::from(sheet.name.as_str()));
        Place { file: Arc::clone(&self.file), spot }
    }
}

/// The rows that hold something, each with its cells that do.
fn by_row(sheet: &Sheet) -> BTreeMap<u32, BTreeMap<u32, &RawCell>> {
    let mut rows: BTreeMap<u32, BTreeMap<u32, &RawCell>> = BTreeMap::new();
    for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
        rows.entry(at.row).or_default().insert(at.column, cell);
    }
    rows
}
