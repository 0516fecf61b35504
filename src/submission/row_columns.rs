//! The columns of a sheet in which the numbers and the wordings of a form stand, where captions may be
//! changed: those in which most of them do.

use std::collections::BTreeMap;

use super::form_words::{FormWords, plain_number};
use super::wording::Meant;
use crate::reader::workbook::Sheet;
use crate::values::key::Position;

/// The column in which most wordings of the form stand, the first of several.
pub(super) fn label_column(sheet: &Sheet, words: &FormWords<'_>) -> Option<u32> {
    let cells = sheet.cells.iter();
    let texts = cells.filter_map(|(at, cell)| Some((at.column, cell.value.text()?)));
    let exactly = texts.clone().filter(|(_, text)| words.wordings.exactly(text).is_some());
    most(exactly.map(|(column, _)| column)).or_else(|| {
        let nearly =
            texts.filter(|(_, text)| matches!(words.wordings.meant(text, false), Meant::Things(_)));
        most(nearly.map(|(column, _)| column))
    })
}

/// The column in which most numbers of the form stand: left of the wordings, beside one of them.
pub(super) fn number_column(
    sheet: &Sheet,
    words: &FormWords<'_>,
    label: Option<u32>,
) -> Option<u32> {
    let beside = sheet.cells.iter().filter(|(at, _)| {
        label.is_none_or(|label| {
            at.column < label && sheet.cells.contains_key(&Position::new(at.row, label))
        })
    });
    let numbers = beside.filter(|(_, cell)| {
        let number = plain_number(&cell.value.as_written());
        !number.is_empty() && words.numbers.contains(&number)
    });
    most(numbers.map(|(at, _)| at.column))
}

fn most(columns: impl Iterator<Item = u32>) -> Option<u32> {
    let mut votes: BTreeMap<u32, usize> = BTreeMap::new();
    for column in columns {
        *votes.entry(column).or_default() += 1;
    }
    // Of equals `max_by_key` takes the last one.
    votes.into_iter().rev().max_by_key(|(_, votes)| *votes).map(|(column, _)| column)
}
