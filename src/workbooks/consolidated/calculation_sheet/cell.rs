//! The columns of "Cách tính", and its lines.

use std::collections::BTreeMap;

use crate::i18n::Words;
use crate::ledger::Row;
use crate::t;
use crate::values::quantity::target::Target;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::style::Kind;
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

/// A column of the sheet: what stands in it, its caption, its width and how its cells look.
pub(super) struct CalculationColumn {
    pub(super) cell: Cell,
    pub(super) caption: fn(&Words) -> String,
    pub(super) width: u16,
    pub(super) kind: Kind,
}

const fn column(cell: Cell, width: u16, caption: fn(&Words) -> String) -> CalculationColumn {
    CalculationColumn { cell, caption, width, kind: Kind::Centred }
}

const fn text(cell: Cell, width: u16, caption: fn(&Words) -> String) -> CalculationColumn {
    CalculationColumn { cell, caption, width, kind: Kind::Text }
}

/// The columns of the sheet, from left to right. A cell stands where its column does here.
pub(super) const COLUMNS: [CalculationColumn; 17] = [
    column(Cell::Key, 13, |words| t!(words, "book-column-row-code")),
    column(Cell::Form, 9, |words| t!(words, "book-column-form")),
    column(Cell::Number, 7, |words| t!(words, "book-column-number")),
    text(Cell::Label, 44, |words| t!(words, "book-column-indicator")),
    column(Cell::Target, 10, |words| t!(words, "table-target")),
    column(Cell::Bound, 9, |words| t!(words, "book-workings-bound")),
    column(Cell::Answered, 10, |words| t!(words, "book-form-coverage")),
    column(Cell::NotApplicable, 10, |words| t!(words, "book-workings-not-applicable")),
    column(Cell::Expected, 10, |words| t!(words, "book-workings-expected")),
    column(Cell::First, 13, |words| t!(words, "book-workings-first")),
    column(Cell::Second, 13, |words| t!(words, "book-workings-second")),
    column(Cell::Rollup, 18, |words| t!(words, "book-form-rollup")),
    text(Cell::Source, 24, |words| t!(words, "book-workings-source")),
    column(Cell::OfficialFirst, 13, |words| t!(words, "book-workings-official-first")),
    column(Cell::OfficialSecond, 13, |words| t!(words, "book-workings-official-second")),
    column(Cell::Official, 18, |words| t!(words, "book-workings-official")),
    text(Cell::Verdict, 26, |words| t!(words, "book-form-verdict")),
];

impl Cell {
    pub(in crate::workbooks::consolidated) fn column(self) -> u16 {
        let mut columns = (0..).zip(&COLUMNS);
        columns.find(|(_, column)| column.cell == self).map_or(0, |(index, _)| index)
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
        (Cell::Label, shortened(&row.indicator.title(), 90).into()),
        (Cell::Target, Value::text(target)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn a_cell_stands_in_the_column_under_its_caption() {
        let words = Words::load(Language::VI).unwrap();
        for (cell, caption) in [
            (Cell::Answered, t!(words, "book-form-coverage")),
            (Cell::NotApplicable, t!(words, "book-workings-not-applicable")),
            (Cell::Expected, t!(words, "book-workings-expected")),
            (Cell::First, t!(words, "book-workings-first")),
            (Cell::Second, t!(words, "book-workings-second")),
            (Cell::Rollup, t!(words, "book-form-rollup")),
            (Cell::OfficialFirst, t!(words, "book-workings-official-first")),
            (Cell::OfficialSecond, t!(words, "book-workings-official-second")),
            (Cell::Official, t!(words, "book-workings-official")),
            (Cell::Verdict, t!(words, "book-form-verdict")),
        ] {
            let column = &COLUMNS[usize::from(cell.column())];
            assert_eq!((column.cell, (column.caption)(&words)), (cell, caption));
        }
    }
}
