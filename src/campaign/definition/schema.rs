//! What a definition may say: its tables, their columns, and what each column holds.
//!
//! One description serves every way of writing a definition: the keys of the TOML files, the columns
//! of units.csv, and the sheets of the definition workbook. `docs/definitions.md` says what each
//! column means; the catalogue (`def-<table>-<column>`) says it to officials.

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Text, as it is.
    Text,
    /// A whole number.
    Whole,
    /// Yes or no.
    Flag,
    /// A day: `2025-09-30`.
    Day,
    /// A moment: `2026-05-22T08:30`.
    Moment,
    /// Several texts; in a cell separated by `;` or line breaks.
    List,
    /// One of a few words.
    Choice(&'static [&'static str]),
}

/// A column of a table: a key of its TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// Whether every record must say it.
    pub required: bool,
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
    /// `units.csv`.
    Units,
}

/// A table of a definition.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    /// The key: `[[indicator]]`.
    pub key: &'static str,
    /// Where it is written.
    pub home: Home,
    /// Its columns, in the order in which they are written.
    pub columns: &'static [Column],
}

const fn needed(key: &'static str, shape: Shape) -> Column {
    Column { key, shape, required: true }
}

const fn may(key: &'static str, shape: Shape) -> Column {
    Column { key, shape, required: false }
}

use Shape::{Choice, Day, Flag, List, Moment, Text, Whole};

/// Kinds of form.
pub const KINDS: &[&str] = &["indicators", "tasks", "outline", "list"];
/// What a column may print.
pub const SHOWS: &[&str] =
    &["number", "label", "target", "lead", "reporters", "unit", "evidence", "cooperating", "time"];
/// What a row may measure; [`Measure`](crate::quantity::measure::Measure) reads them.
pub const MEASURES: &[&str] =
    &["percent", "count", "count-with-people", "yes-no", "rank", "documents", "arranged", "text"];
const TIMES: &[&str] = &["stock", "cumulative", "period"];
const ROLLUPS: &[&str] = &["sum", "listed"];
const JUDGED: &[&str] = &["each", "total"];
const EVIDENCE_WHEN: &[&str] = &["above-zero", "below-full"];
const EVIDENCE_FIELDS: &[&str] = &["evidence", "people"];
const SEVERITIES: &[&str] = &["error", "warning"];

/// The campaign itself.
pub static CAMPAIGN: Table = Table {
    key: "campaign",
    home: Home::Campaign,
    columns: &[
        needed("schema", Text),
        needed("id", Text),
        needed("version", Whole),
        needed("title", Text),
        needed("authority", Text),
        needed("area", Text),
        needed("area-short", Text),
        needed("focal-point", Text),
        needed("default-period", Text),
        may("reports-to", Text),
        may("reports-as", Text),
        needed("forms", List),
    ],
};

/// The documents that forms come from.
pub static SOURCE: Table = Table {
    key: "source",
    home: Home::InCampaign,
    columns: &[needed("id", Text), needed("title", Text)],
};

/// Groups of units.
pub static GROUP: Table = Table {
    key: "group",
    home: Home::InCampaign,
    columns: &[needed("id", Text), needed("name", Text), may("open", Flag), may("apart", Flag)],
};

/// Official phrases.
pub static PARTY: Table = Table {
    key: "party",
    home: Home::InCampaign,
    columns: &[needed("phrase", Text), may("units", List), may("external", Flag)],
};

/// Periods.
pub static PERIOD: Table = Table {
    key: "period",
    home: Home::InCampaign,
    columns: &[
        needed("id", Text),
        needed("title", Text),
        needed("target-year", Whole),
        needed("since", Day),
        needed("until", Day),
        may("due", Day),
        may("due-before", Day),
        needed("expected", List),
    ],
};

/// Appointments of single units.
pub static SESSION: Table = Table {
    key: "session",
    home: Home::InCampaign,
    columns: &[
        needed("period", Text),
        needed("unit", Text),
        needed("place", Text),
        needed("time", Text),
        needed("starts", Moment),
        may("note", Text),
    ],
};

/// Forms.
pub static FORM: Table = Table {
    key: "form",
    home: Home::Form,
    columns: &[
        needed("id", Text),
        needed("kind", Choice(KINDS)),
        needed("sheet", Text),
        needed("name", Text),
        needed("title", Text),
        needed("source", Text),
        needed("source-section", Text),
        may("hint", Text),
        may("rows", Whole),
        may("own", List),
    ],
};

/// Columns of a form.
pub static COLUMN: Table = Table {
    key: "column",
    home: Home::InForm,
    columns: &[
        needed("caption", Text),
        may("shows", Choice(SHOWS)),
        may("field", Text),
        may("added", Flag),
        may("optional", Flag),
        may("width", Whole),
    ],
};

/// Lines over the rows of a form.
pub static HEADING: Table = Table {
    key: "heading",
    home: Home::InForm,
    columns: &[
        needed("id", Text),
        needed("number", Text),
        needed("label", Text),
        may("under", Text),
        may("since", Text),
    ],
};

/// Rows that ask for a figure.
pub static INDICATOR: Table = Table {
    key: "indicator",
    home: Home::InForm,
    columns: &[
        needed("id", Text),
        needed("number", Text),
        needed("label", Text),
        may("under", Text),
        needed("measure", Choice(MEASURES)),
        may("unit", Text),
        may("nouns", List),
        may("people", Text),
        may("people-nouns", List),
        may("numerator", Text),
        may("denominator", Text),
        may("baseline", Flag),
        may("evidence", Text),
        may("evidence-field", Choice(EVIDENCE_FIELDS)),
        may("evidence-when", Choice(EVIDENCE_WHEN)),
        may("lead", Text),
        may("reporters", Text),
        may("own", List),
        may("city", List),
        needed("time", Choice(TIMES)),
        may("since", Text),
        may("rollup", Choice(ROLLUPS)),
        may("double-count", Flag),
        may("judged", Choice(JUDGED)),
    ],
};

/// Rows that ask how far a task is.
pub static TASK: Table = Table {
    key: "task",
    home: Home::InForm,
    columns: &[
        needed("id", Text),
        needed("number", Text),
        needed("label", Text),
        may("under", Text),
        may("lead", Text),
        may("cooperating", Text),
        may("time", Text),
        may("leads", List),
        may("with", List),
    ],
};

/// Rows that ask for prose.
pub static SECTION: Table = Table {
    key: "section",
    home: Home::InForm,
    columns: &[
        needed("id", Text),
        needed("number", Text),
        needed("label", Text),
        may("under", Text),
        needed("own", List),
        may("length", Whole),
    ],
};

/// What rows must reach, by year.
pub static TARGET: Table = Table {
    key: "targets",
    home: Home::Targets,
    columns: &[needed("indicator", Text), needed("year", Whole), needed("target", Text)],
};

/// Cross checks.
pub static CHECK: Table = Table {
    key: "check",
    home: Home::InForm,
    columns: &[
        needed("id", Text),
        needed("expression", Text),
        needed("severity", Choice(SEVERITIES)),
        needed("vi", Text),
        needed("en", Text),
    ],
};

/// Reporting units.
pub static UNIT: Table = Table {
    key: "unit",
    home: Home::Units,
    columns: &[
        needed("code", Text),
        needed("name", Text),
        needed("kind", Text),
        needed("groups", List),
        may("population", Whole),
        may("aliases", List),
        may("email", Text),
        may("phone", Text),
        may("valid-from", Day),
        may("valid-to", Day),
        may("predecessors", List),
        may("note", Text),
    ],
};

/// Every table, in the order in which a person reads them.
pub static TABLES: [&Table; 15] = [
    &CAMPAIGN, &SOURCE, &PERIOD, &SESSION, &GROUP, &PARTY, &FORM, &COLUMN, &HEADING, &INDICATOR,
    &TARGET, &TASK, &SECTION, &CHECK, &UNIT,
];

impl Table {
    /// Whether this is another table, and not one like it.
    #[must_use]
    pub fn is(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }

    /// A column by key.
    #[must_use]
    pub fn column(&self, key: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The tables written in a place, in their order.
    pub fn at_home(home: Home) -> impl Iterator<Item = &'static Self> {
        TABLES.into_iter().filter(move |table| table.home == home)
    }

    /// Whether its records belong to a form.
    #[must_use]
    pub fn is_of_form(&self) -> bool {
        matches!(self.home, Home::Form | Home::InForm | Home::Targets)
    }

    /// Whether its records, in a sheet of their own, must say which form they belong to.
    #[must_use]
    pub fn names_its_form(&self) -> bool {
        self.is_of_form() && self.home != Home::Form
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::measure::Measure;

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
