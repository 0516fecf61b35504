//! The columns of "Cách tính", and its lines.

use std::collections::BTreeMap;

use crate::ledger::Row;
use crate::t;
use crate::values::quantity::target::Target;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::Context;
use crate::workbooks::consolidated::value::Value;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::workbooks::consolidated) enum Cell {
    /// The row of the form: `bieu1.3`.
    Key,
    Form,
    /// The number printed.
    Number,
    /// What the row asks, or the kind of unit.
    Label,
    /// The target in its notation.
    Target,
    /// The target in percent points.
    Bound,
    /// How many units the figure stands on.
    Answered,
    /// How many say that the row does not concern them.
    NotApplicable,
    /// How many are asked, without those.
    Expected,
    /// The first sum: reached, counted, said yes.
    First,
    /// The second: all, people, staff.
    Second,
    /// What the units come to.
    Rollup,
    /// Where the official figure comes from.
    Source,
    /// The first figure of the official one.
    OfficialFirst,
    OfficialSecond,
    Official,
    /// How it stands against the target.
    Verdict,
}

impl Cell {
    /// The columns in their order, with their widths.
    pub(super) const ALL: [(Self, u16); 17] = [
        (Self::Key, 13),
        (Self::Form, 9),
        (Self::Number, 7),
        (Self::Label, 44),
        (Self::Target, 10),
        (Self::Bound, 9),
        (Self::Answered, 10),
        (Self::NotApplicable, 10),
        (Self::Expected, 10),
        (Self::First, 13),
        (Self::Second, 13),
        (Self::Rollup, 18),
        (Self::Source, 24),
        (Self::OfficialFirst, 13),
        (Self::OfficialSecond, 13),
        (Self::Official, 18),
        (Self::Verdict, 26),
    ];

    /// Where the column stands.
    pub(in crate::workbooks::consolidated) fn column(self) -> u16 {
        (0..).zip(Self::ALL).find(|(_, (cell, _))| *cell == self).map_or(0, |(index, _)| index)
    }

    /// What it is called.
    pub(super) fn caption(self, cx: &Context<'_>) -> String {
        let words = cx.words;
        match self {
            Self::Key => t!(words, "book-column-row-code"),
            Self::Form => t!(words, "book-column-form"),
            Self::Number => t!(words, "book-column-number"),
            Self::Label => t!(words, "book-column-indicator"),
            Self::Target => t!(words, "table-target"),
            Self::Bound => t!(words, "book-workings-bound"),
            Self::Answered => t!(words, "book-form-coverage"),
            Self::NotApplicable => t!(words, "book-workings-not-applicable"),
            Self::Expected => t!(words, "book-workings-expected"),
            Self::First => t!(words, "book-workings-first"),
            Self::Second => t!(words, "book-workings-second"),
            Self::Rollup => t!(words, "book-form-rollup"),
            Self::Source => t!(words, "book-workings-source"),
            Self::OfficialFirst => t!(words, "book-workings-official-first"),
            Self::OfficialSecond => t!(words, "book-workings-official-second"),
            Self::Official => t!(words, "book-workings-official"),
            Self::Verdict => t!(words, "book-form-verdict"),
        }
    }

    /// The address in a row of the sheet, as formulas on the sheet write it.
    pub(super) fn at(self, row: u32) -> String {
        let letter = rust_xlsxwriter::utility::column_number_to_name(self.column());
        format!("${letter}{}", row + 1)
    }
}

/// A line of the sheet: what stands in some of its columns.
pub(super) type Line = BTreeMap<Cell, Value>;

/// A row of a form as the sheets write it.
pub(super) fn key(row: &Row<'_>) -> String {
    row.form.id.row_name(&row.indicator.id)
}

/// What a row is called on every line that is about it.
pub(super) fn named(row: &Row<'_>) -> Line {
    let target = row.target.map(Target::notation);
    Line::from([
        (Cell::Key, key(row).into()),
        (Cell::Form, row.form.sheet.as_str().into()),
        (Cell::Number, row.indicator.number.as_str().into()),
        (Cell::Label, shortened(&row.indicator.label, 90).into()),
        (Cell::Target, Value::text(target)),
    ])
}
