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
        let at = Field::NAMED.iter().position(|named: &Field| *named == field).or_else(|| {
            Some(
                Field::NAMED.len()
                    + form
                        .columns
                        .iter()
                        .position(|column: &Column| column.content == ColumnContent::Asks(field))?,
            )
        })?;
        u16::try_from(at).ok().map(Self)
    }
}
