//! What a table of the package is: its columns with their types and what holds of them. The descriptor
//! states it and the records follow it.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::ledger::{Reply, StoredAnswer};
use crate::submission::answer::Place;

/// A table of the package.
#[derive(Debug)]
pub(super) struct Table {
    /// The name of the resource; its file is called so too.
    pub(super) name: &'static str,
    /// The key of the message that says what it holds.
    pub(super) about: &'static str,
    pub(super) fields: &'static [Field],
    /// The columns that tell one row from another.
    pub(super) primary_key: &'static [&'static str],
    /// What its rows refer to.
    pub(super) foreign_keys: &'static [ForeignKey],
}

/// Columns whose values stand in another table.
#[derive(Debug)]
pub(super) struct ForeignKey {
    pub(super) fields: &'static [&'static str],
    /// The other table; nothing for the table itself.
    pub(super) table: &'static str,
    pub(super) columns: &'static [&'static str],
}

/// The columns that tell one row of the forms from another.
pub(super) const ROW: &[&str] = &["form", "indicator"];

impl ForeignKey {
    pub(super) const UNIT: Self = Self { fields: &["unit"], table: "units", columns: &["unit"] };
    pub(super) const FILE: Self = Self { fields: &["file"], table: "files", columns: &["path"] };

    /// The row of a form, in the table that has one record for each.
    pub(super) const fn row_of(table: &'static str) -> Self {
        Self { fields: ROW, table, columns: ROW }
    }
}

/// What a column holds, in the words of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    /// A whole number, but where a row of the campaign declares decimals.
    Amount,
    Boolean,
    Date,
    Datetime,
}

#[derive(Debug)]
pub(super) struct Field {
    /// The name in the header.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) kind: Kind,
    /// The key of the message that says what it means.
    pub(super) about: &'static str,
    /// Whether it is never empty.
    pub(super) required: bool,
    /// The only values that it may have.
    pub(super) choices: &'static [&'static str],
    /// What every value looks like.
    pub(super) pattern: Option<&'static str>,
}

/// What a SHA-256 in hexadecimal looks like.
const SHA256: &str = "[0-9a-f]{64}";

/// The columns that several tables have.
impl Field {
    pub(super) const FORM: Self = Self::text("form", "data-form").required();
    pub(super) const INDICATOR: Self = Self::text("indicator", "data-indicator").required();
    pub(super) const NUMBER: Self = Self::text("number", "data-number");
    pub(super) const LABEL: Self = Self::text("label", "data-label");
    pub(super) const UNIT: Self = Self::text("unit", "data-unit").required();
    pub(super) const UNIT_NAME: Self = Self::text("unit_name", "data-unit-name").required();
    pub(super) const KIND: Self = Self::text("kind", "data-kind");
    pub(super) const FAULTY: Self = Self::flag("faulty", "data-faulty").required();
    pub(super) const FILE: Self = Self::text("file", "data-file").required();
    pub(super) const SHEET: Self = Self::text("sheet", "data-sheet");
    pub(super) const CELL: Self = Self::text("cell", "data-cell");
    pub(super) const CORRECTION: Self = Self::text("correction", "data-correction");
}

impl Field {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about, required: false, choices: &[], pattern: None }
    }

    pub(super) const fn text(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::String, about)
    }

    pub(super) const fn whole(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Integer, about)
    }

    pub(super) const fn decimal(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Number, about)
    }

    /// What rows count or measure.
    pub(super) const fn amount(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Amount, about)
    }

    /// Yes or no.
    pub(super) const fn flag(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Boolean, about)
    }

    pub(super) const fn day(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Date, about)
    }

    pub(super) const fn moment(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Datetime, about)
    }

    /// Fingerprints of files.
    pub(super) const fn sha256(about: &'static str) -> Self {
        let field = Self::new("sha256", Kind::String, about);
        Self { pattern: Some(SHA256), ..field }
    }

    /// One of these words.
    pub(super) const fn choice(
        name: &'static str,
        about: &'static str,
        choices: &'static [&'static str],
    ) -> Self {
        let field = Self::new(name, Kind::String, about);
        Self { choices, ..field }
    }

    /// Never empty.
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// A value of a record as CSV spells it; empty for none.
pub(super) type Cell<'a> = Cow<'a, str>;

pub(super) const NONE: Cell<'static> = Cow::Borrowed("");

/// A text, or none.
pub(super) fn text(text: Option<&str>) -> Cell<'_> {
    Cow::Borrowed(text.unwrap_or_default())
}

/// Anything that prints as it is meant, or none.
pub(super) fn shown<T: ToString>(value: Option<T>) -> Cell<'static> {
    value.map_or(NONE, |value| Cow::Owned(value.to_string()))
}

/// The sheet and the cell in which something stands.
pub(super) fn found_at(place: Option<Place>) -> [Cell<'static>; 2] {
    let [mut sheet, mut cell] = [NONE; 2];
    if let Some(place) = place {
        sheet = Cow::Owned(place.sheet.to_string());
        cell = Cow::Owned(place.position.to_string());
    }
    [sheet, cell]
}

/// The lines of the officer's corrections that stand in a reply, or none.
pub(super) fn corrections(reply: &Reply<'_>) -> Cell<'static> {
    reply.sent.map_or(NONE, |sent| lines(sent.answer))
}

/// The lines of the officer's corrections that stand in an answer, or none.
pub(super) fn lines(answer: &StoredAnswer<'_>) -> Cell<'static> {
    let lines = answer.corrections().iter().map(|(_, corrected)| corrected.by.line.to_string());
    Cow::Owned(lines.collect::<Vec<_>>().join(" "))
}

/// A decimal with its digits and without zeros behind them, or none.
pub(super) fn decimal(value: Option<Decimal>) -> Cell<'static> {
    shown(value.map(|value| value.normalize()))
}

/// Yes or no.
pub(super) fn flag(value: bool) -> Cell<'static> {
    Cow::Borrowed(if value { "true" } else { "false" })
}

/// Yes, no, or not known.
pub(super) fn flag_if_known(value: Option<bool>) -> Cell<'static> {
    value.map_or(NONE, flag)
}
