//! The columns of a list in one table: what each is called, how wide it is, what stands in it, and by
//! which key formulas and printing ask for it. Nothing else knows where a column stands.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::column_number_to_name;
use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::style::Kind;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::paper::Height;

/// Characters of a column that its caption does not have: captions are bold, and a list's carry the
/// button of the filter.
const CAPTION_MARGIN: u16 = 3;

/// What stands in a cell of a column, given what the line is made from.
type CellValue<R> = dyn Fn(&BookContext<'_>, &R) -> Value;

/// A column of a list whose lines are made from `R`, asked for by `K`.
pub(in crate::workbooks::consolidated) struct Column<R, K = ()> {
    pub(in crate::workbooks::consolidated) caption: String,
    pub(in crate::workbooks::consolidated) width: u16,
    pub(in crate::workbooks::consolidated) kind: Kind,
    pub(super) name: Option<&'static str>,
    key: Option<K>,
    value: Box<CellValue<R>>,
}

impl<R, K> Column<R, K> {
    pub(in crate::workbooks::consolidated) fn text(
        caption: String,
        width: u16,
        value: impl Fn(&BookContext<'_>, &R) -> Value + 'static,
    ) -> Self {
        Self { caption, width, kind: Kind::Text, name: None, key: None, value: Box::new(value) }
    }

    /// A column of long codes, each on one line.
    pub(in crate::workbooks::consolidated) fn code(
        caption: String,
        width: u16,
        value: impl Fn(&BookContext<'_>, &R) -> Value + 'static,
    ) -> Self {
        Self { kind: Kind::Code, ..Self::text(caption, width, value) }
    }

    /// A column of codes, addresses and numbers.
    pub(in crate::workbooks::consolidated) fn short(
        caption: String,
        width: u16,
        value: impl Fn(&BookContext<'_>, &R) -> Value + 'static,
    ) -> Self {
        Self { kind: Kind::Centred, ..Self::text(caption, width, value) }
    }

    /// Gives the caption a defined name, by which the column is found again in any language,
    /// wherever it is moved.
    pub(in crate::workbooks::consolidated) fn named(self, name: &'static str) -> Self {
        Self { name: Some(name), ..self }
    }

    /// Gives the column a key, by which formulas ask for its letter.
    pub(in crate::workbooks::consolidated) fn keyed(self, key: K) -> Self {
        Self { key: Some(key), ..self }
    }

    pub(in crate::workbooks::consolidated) fn value(&self, cx: &BookContext<'_>, row: &R) -> Value {
        (self.value)(cx, row)
    }
}

/// All columns of a list, from left to right.
pub(in crate::workbooks::consolidated) struct Columns<R, K = ()>(Vec<Column<R, K>>);

impl<R, K> From<Vec<Column<R, K>>> for Columns<R, K> {
    fn from(columns: Vec<Column<R, K>>) -> Self {
        Self(columns)
    }
}

impl<R, K> Columns<R, K> {
    /// The columns, each with where it stands.
    pub(in crate::workbooks::consolidated) fn iter(
        &self,
    ) -> impl Iterator<Item = (u16, &Column<R, K>)> {
        (0..).zip(&self.0)
    }

    pub(in crate::workbooks::consolidated) fn last(&self) -> u16 {
        u16::try_from(self.0.len().saturating_sub(1)).unwrap_or(u16::MAX)
    }

    /// The width of all together, in characters.
    pub(in crate::workbooks::consolidated) fn width(&self) -> u16 {
        self.0.iter().map(|column| column.width).fold(0, u16::saturating_add)
    }

    /// Writes the captions, and makes the columns as wide as they are to be.
    pub(in crate::workbooks::consolidated) fn write_captions(
        &self,
        cx: &BookContext<'_>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let mut height = Height::new(cx.styles.list.size);
        for (index, column) in self.iter() {
            let format = &cx.styles.header_small;
            sheet.write_string_with_format(row, index, &column.caption, format)?;
            sheet.set_column_width(index, column.width)?;
            height.text(&column.caption, column.width.saturating_sub(CAPTION_MARGIN));
        }
        height.set(sheet, row)
    }
}

impl<R, K: PartialEq> Columns<R, K> {
    /// Where the column with a key stands; the first where the list has no such column.
    pub(in crate::workbooks::consolidated) fn index(&self, key: &K) -> u16 {
        let found = self.iter().find(|(_, column)| column.key.as_ref() == Some(key));
        found.map_or(0, |(index, _)| index)
    }

    /// The letters of the columns that have keys.
    pub(in crate::workbooks::consolidated) fn letters(&self) -> BTreeMap<K, String>
    where
        K: Ord + Clone,
    {
        let keyed = self.iter().filter_map(|(index, column)| Some((index, column.key.clone()?)));
        keyed.map(|(index, key)| (key, column_number_to_name(index))).collect()
    }

    /// The letter of the column with a key.
    pub(in crate::workbooks::consolidated) fn letter(&self, key: &K) -> String {
        column_number_to_name(self.index(key))
    }

    /// What stands above the column of a letter, for tests of formulas.
    #[cfg(test)]
    pub(in crate::workbooks::consolidated) fn caption_of(&self, letter: &str) -> &str {
        let found = self.iter().find(|(index, _)| column_number_to_name(*index) == letter);
        found.map_or("", |(_, column)| &column.caption)
    }
}
