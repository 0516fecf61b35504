//! What a definition may say: its tables, their columns, and what each column holds.
//!
//! One description serves every way of writing a definition: the keys of the TOML files, the columns
//! of units.csv, and the sheets of the definition workbook. `docs/definitions.md` says what each
//! column means; the catalogue (`def-<table>-<column>`) says it to officials.

mod tables;

pub use tables::{
    CAMPAIGN, CHECK, COLUMN, FIGURE, FORM, GROUP, HEADING, INDICATOR, KINDS, MEASURES, PARTY,
    PERIOD, SAME_ROW, SECTION, SESSION, SHOWS, SOURCE, TABLES, TARGET, TASK, UNIT,
};

use crate::campaign::problem::{Expected, ProblemKind};

/// The key of the column that says which row a record belongs to.
pub const ROW_OF: &str = "indicator";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Text,
    Whole,
    Flag,
    /// A day: `2025-09-30`.
    Day,
    /// A moment: `2026-05-22T08:30`.
    Moment,
    /// A day, or a moment of one.
    DayOrMoment,
    /// Several texts; in a cell separated by `;` or line breaks.
    List,
    Choice(&'static [&'static str]),
}

/// A column of a table: a key of its TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    pub key: &'static str,
    pub shape: Shape,
    /// Whether every record must say it.
    pub required: bool,
}

impl Column {
    /// That something written is not what the column holds.
    pub(in crate::campaign) fn is_not(&self, expected: Expected, written: &str) -> ProblemKind {
        ProblemKind::Value { column: self.key, value: written.to_owned(), expected }
    }
}

/// Where a table is written in a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// The top of `campaign.toml`: exactly one record.
    Campaign,
    /// An array of tables in `campaign.toml`.
    InCampaign,
    /// The top of a form's file: one record each.
    Form,
    /// An array of tables in a form's file.
    InForm,
    /// Under the rows of a form: `[indicator.targets]`.
    Targets,
    /// Arrays of tables under the rows of a form: `[[indicator.figure]]`.
    InRow,
    /// `units.csv`.
    Units,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The key: `[[indicator]]`.
    pub key: &'static str,
    pub home: Home,
    /// Its columns, in the order in which they are written.
    pub columns: &'static [Column],
}

impl Table {
    /// Whether this is another table, and not one like it.
    pub fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The tables written in a place, in their order.
    pub fn at_home(home: Home) -> impl Iterator<Item = &'static Self> {
        TABLES.into_iter().filter(move |table| table.home == home)
    }

    /// Whether its records belong to a form.
    pub fn is_of_form(&self) -> bool {
        match self.home {
            Home::Form | Home::InForm | Home::Targets | Home::InRow => true,
            Home::Campaign | Home::InCampaign | Home::Units => false,
        }
    }

    /// Whether its records, in a sheet of their own, must say which form they belong to.
    pub fn names_its_form(&self) -> bool {
        self.is_of_form() && self.home != Home::Form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::quantity::measure::Measure;

    #[test]
    fn the_measures_are_the_contract_s() {
        assert_eq!(MEASURES, Measure::ALL.map(Measure::as_str));
    }

    /// TOML takes a key once: a file cannot say `heading = …` and hold `[[heading]]`.
    #[test]
    fn no_key_of_a_file_is_also_one_of_its_tables() {
        for (top, inner) in [(&CAMPAIGN, Home::InCampaign), (&FORM, Home::InForm)] {
            assert!(Table::at_home(inner).all(|table| top.column(table.key).is_none()));
        }
    }

    #[test]
    fn keys_are_unique() {
        for table in TABLES {
            for (index, column) in table.columns.iter().enumerate() {
                assert!(table.columns.iter().skip(index + 1).all(|other| other.key != column.key));
            }
        }
    }
}
