//! Which field of its form a cell answers.

use crate::campaign::{Column, ColumnContent, Form};
use crate::values::key::Field;

/// A field of a form in two bytes: the key of a column of a list would take more room than what most
/// cells hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FieldIndex(u16);

impl FieldIndex {
    /// `None` for a column that the form does not have.
    pub(super) fn of(form: &Form, field: Field) -> Option<Self> {
        let is_it = |named: &Field| *named == field;
        let at = Field::NAMED.iter().position(is_it).or_else(|| {
            let asks = |column: &Column| column.content == ColumnContent::Asks(field);
            Some(Field::NAMED.len() + form.columns.iter().position(asks)?)
        })?;
        u16::try_from(at).ok().map(Self)
    }
}
