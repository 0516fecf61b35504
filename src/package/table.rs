//! What a table of the package is: its columns with their types and what holds of them. The descriptor
//! states it and the records follow it.

use std::borrow::Cow;

use rust_decimal::Decimal;

/// A table of the package.
#[derive(Debug)]
pub(super) struct Table {
    /// The name of the resource; its file is called so too.
    pub(super) name: &'static str,
    /// The key of the message that says what it holds.
    pub(super) about: &'static str,
    /// The columns in their order.
    pub(super) fields: &'static [Field],
    /// The columns that tell one row from another.
    pub(super) primary_key: &'static [&'static str],
    /// What its rows refer to.
    pub(super) foreign_keys: &'static [ForeignKey],
}

/// Columns whose values stand in another table.
#[derive(Debug)]
pub(super) struct ForeignKey {
    /// The columns.
    pub(super) fields: &'static [&'static str],
    /// The other table; nothing for the table itself.
    pub(super) table: &'static str,
    /// Its columns.
    pub(super) columns: &'static [&'static str],
}

/// What a column holds, in the words of Table Schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Date,
    Datetime,
}

/// A column.
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

impl Field {
    const fn new(name: &'static str, kind: Kind, about: &'static str) -> Self {
        Self { name, kind, about, required: false, choices: &[], pattern: None }
    }

    /// Text.
    pub(super) const fn text(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::String, about)
    }

    /// Whole numbers.
    pub(super) const fn whole(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Integer, about)
    }

    /// Decimals.
    pub(super) const fn decimal(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Number, about)
    }

    /// Yes or no.
    pub(super) const fn flag(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Boolean, about)
    }

    /// Days.
    pub(super) const fn day(name: &'static str, about: &'static str) -> Self {
        Self::new(name, Kind::Date, about)
    }

    /// Moments.
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

/// No value.
pub(super) const NONE: Cell<'static> = Cow::Borrowed("");

/// A text, or none.
pub(super) fn text(text: Option<&str>) -> Cell<'_> {
    Cow::Borrowed(text.unwrap_or_default())
}

/// Anything that prints as it is meant, or none.
pub(super) fn shown<T: ToString>(value: Option<T>) -> Cell<'static> {
    value.map_or(NONE, |value| Cow::Owned(value.to_string()))
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
