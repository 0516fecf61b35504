//! Every table of a definition and every column of it: a new key is a line here.

use super::Shape::{self, Choice, Day, DayOrMoment, Flag, List, Moment, Text, Whole};
use super::{Column, Home, Table};

const fn needed(key: &'static str, shape: Shape) -> Column {
    Column { key, shape, required: true }
}

const fn may(key: &'static str, shape: Shape) -> Column {
    Column { key, shape, required: false }
}

pub const KINDS: &[&str] = &["indicators", "tasks", "outline", "list"];
pub const SHOWS: &[&str] =
    &["number", "label", "target", "lead", "reporters", "unit", "evidence", "cooperating", "time"];
/// What a row may measure; [`Measure`](crate::values::quantity::measure::Measure) reads them.
pub const MEASURES: &[&str] = &[
    "percent",
    "count",
    "count-with-people",
    "yes-no",
    "rank",
    "documents",
    "arranged",
    "text",
    "quantity",
    "ratio",
    "choice",
];
const TIMES: &[&str] = &["stock", "cumulative", "period"];
const ROLLUPS: &[&str] = &["sum", "listed"];
const JUDGED: &[&str] = &["each", "total"];
const BETTER: &[&str] = &["more", "less"];
const EVIDENCE_WHEN: &[&str] = &["above-zero", "below-full"];
const EVIDENCE_FIELDS: &[&str] = &["evidence", "people"];
/// Whose days a period covers; [`Calendar`](crate::campaign::calendar::Calendar) reads them.
const CALENDARS: &[&str] = &["hanh-chinh", "thong-ke", "van-ban"];
const SEVERITIES: &[&str] = &["error", "warning"];

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

pub static GROUP: Table = Table {
    key: "group",
    home: Home::InCampaign,
    columns: &[needed("id", Text), needed("name", Text), may("open", Flag), may("apart", Flag)],
};

pub static PARTY: Table = Table {
    key: "party",
    home: Home::InCampaign,
    columns: &[needed("phrase", Text), may("units", List), may("external", Flag)],
};

pub static PERIOD: Table = Table {
    key: "period",
    home: Home::InCampaign,
    columns: &[
        needed("id", Text),
        needed("title", Text),
        needed("target-year", Whole),
        needed("since", Day),
        needed("until", Day),
        may("calendar", Choice(CALENDARS)),
        may("cut-off", Day),
        may("due", DayOrMoment),
        may("due-before", Day),
        may("resend-due", DayOrMoment),
        needed("expected", List),
    ],
};

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

/// Rows of consolidations beneath that are rows here in other words.
pub static SAME_ROW: Table = Table {
    key: "same-row",
    home: Home::InCampaign,
    columns: &[
        needed("row", Text),
        needed("theirs", Text),
        needed("who", Text),
        needed("why", Text),
    ],
};

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
        may("reporters", Text),
        may("recipient", Text),
        may("delivery", Text),
        may("frequency", Text),
        may("figure-status", Text),
        may("rows", Whole),
        may("own", List),
    ],
};

pub static COLUMN: Table = Table {
    key: "column",
    home: Home::InForm,
    columns: &[
        needed("caption", Text),
        may("shows", Choice(SHOWS)),
        may("field", Text),
        may("measure", Choice(MEASURES)),
        may("unit", Text),
        may("nouns", List),
        may("decimals", Whole),
        may("choices", List),
        may("max", Whole),
        may("formula", Text),
        may("total", Flag),
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
        may("measure", Choice(MEASURES)),
        may("formula", Text),
        may("unit", Text),
        may("nouns", List),
        may("decimals", Whole),
        may("per", Whole),
        may("numerator-decimals", Whole),
        may("denominator-decimals", Whole),
        may("choices", List),
        may("max", Whole),
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
        may("asked-when", Text),
        may("figure-status", Text),
        may("better", Choice(BETTER)),
        may("meaning", Text),
    ],
};

/// Several figures in a row, each in a column of its own.
pub static FIGURE: Table = Table {
    key: "figure",
    home: Home::InRow,
    columns: &[
        needed("indicator", Text),
        needed("id", Text),
        may("caption", Text),
        may("measure", Choice(MEASURES)),
        may("unit", Text),
        may("nouns", List),
        may("decimals", Whole),
        may("per", Whole),
        may("choices", List),
        may("max", Whole),
        may("formula", Text),
        may("rollup", Choice(ROLLUPS)),
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
    columns: &[
        needed("indicator", Text),
        needed("year", Whole),
        needed("target", Text),
        may("meaning", Text),
    ],
};

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

pub static UNIT: Table = Table {
    key: "unit",
    home: Home::Units,
    columns: &[
        needed("code", Text),
        needed("name", Text),
        needed("kind", Text),
        needed("groups", List),
        may("population", Whole),
        may("agency-code", Text),
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
pub static TABLES: [&Table; 17] = [
    &CAMPAIGN, &SOURCE, &PERIOD, &SESSION, &GROUP, &PARTY, &SAME_ROW, &FORM, &COLUMN, &HEADING,
    &INDICATOR, &FIGURE, &TARGET, &TASK, &SECTION, &CHECK, &UNIT,
];
