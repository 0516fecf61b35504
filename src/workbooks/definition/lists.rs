//! In-cell lists: what may be chosen where. Where a cell takes several items, the list only helps
//! with the first, and anything else may be typed.

use rust_xlsxwriter::{DataValidation, Formula, XlsxError};

use super::{choice, sheet_name};
use crate::campaign::definition::schema::{self, Column, Shape, Table};
use crate::campaign::definition::{Definition, FORM_OF};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Position;

/// Rows under the last entry of a sheet that lists still reach.
pub(super) const SPARE: u32 = 200;

/// What a list takes its entries from.
enum Origin {
    Words(Vec<String>),
    Column(&'static Table, &'static str),
}

/// The list of a column, where it has one.
pub(super) fn of(
    definition: &Definition,
    table: &'static Table,
    column: &Column,
    words: &Words,
) -> Result<Option<DataValidation>, XlsxError> {
    let origin = match column.shape {
        Shape::Choice(choices) => {
            Origin::Words(choices.iter().map(|word| choice(column.key, word, words)).collect())
        }
        Shape::Flag => Origin::Words(vec![t!(words, "def-yes"), t!(words, "def-no")]),
        _ => match origin(table, column.key) {
            Some((table, column)) => Origin::Column(table, column),
            None => return Ok(None),
        },
    };
    let free = column.shape == Shape::List || column.key == "focal-point";
    validation(definition, origin, words).map(|list| Some(list.show_error_message(!free)))
}

/// The list of forms, for the column that says to which one a row belongs.
pub(super) fn of_forms(
    definition: &Definition,
    words: &Words,
) -> Result<DataValidation, XlsxError> {
    validation(definition, Origin::Column(&schema::FORM, "id"), words)
}

/// The table and column that a column refers to.
fn origin(table: &Table, key: &str) -> Option<(&'static Table, &'static str)> {
    Some(match (table.key, key) {
        (_, FORM_OF) | ("campaign", "forms") => (&schema::FORM, "id"),
        ("campaign", "default-period") | ("session", "period") => (&schema::PERIOD, "id"),
        ("campaign", "focal-point") | ("session", "unit") => (&schema::UNIT, "code"),
        ("form", "source") => (&schema::SOURCE, "id"),
        ("unit", "groups") => (&schema::GROUP, "id"),
        (_, "own" | "city" | "leads" | "with") => (&schema::PARTY, "phrase"),
        _ => return None,
    })
}

fn validation(
    definition: &Definition,
    origin: Origin,
    words: &Words,
) -> Result<DataValidation, XlsxError> {
    match origin {
        Origin::Words(words) => DataValidation::new().allow_list_strings(&words),
        Origin::Column(table, key) => {
            // Every table that is referred to is one of the campaign: its columns start at A.
            let column = table.columns.iter().position(|column| column.key == key);
            let column = u32::try_from(column.unwrap_or(0)).unwrap_or(0);
            let entries = u32::try_from(definition.of(table).count()).unwrap_or(0);
            let letters = Position::new(0, column).to_string();
            let letters = letters.trim_end_matches('1');
            let name = sheet_name(table, words).replace('\'', "''");
            let range = format!("='{name}'!${letters}$2:${letters}${}", entries + 1 + SPARE / 4);
            Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
        }
    }
}
