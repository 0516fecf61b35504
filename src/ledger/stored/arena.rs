//! The cells of a return and the words in them, in a few pieces of memory: a piece for each cell and
//! each text of thousands of returns leaves holes that nothing fits into.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::content::{Content, Span};
use super::field_index::FieldIndex;
use crate::campaign::Form;
use crate::submission::answer::{Answer, AnswerValue, FieldReading, Place};
use crate::values::key::{Field, Position};
use crate::values::quantity::reading::Reading;

/// The cells of all answers of a return.
#[derive(Debug)]
pub(super) struct CellArena {
    sheets: Box<[Arc<str>]>,
    cells: Box<[StoredCell]>,
    /// What is written, of the cells in which it is written otherwise than the program would write it;
    /// in the order of the cells.
    written: Box<[(u32, Span)]>,
    percentages: Box<[Decimal]>,
    words: Box<str>,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct StoredCell {
    field_index: FieldIndex,
    sheet: u16,
    position: Position,
    pub(super) content: Content,
}

impl CellArena {
    pub(super) fn cells(&self, of: Range<u32>) -> &[StoredCell] {
        let at = |end: u32| usize::try_from(end).unwrap_or(usize::MAX);
        self.cells.get(at(of.start)..at(of.end)).unwrap_or_default()
    }

    /// A field's cell among those of an answer, with its number.
    pub(super) fn find(
        &self,
        field_index: FieldIndex,
        of: Range<u32>,
    ) -> Option<(u32, &StoredCell)> {
        of.clone().zip(self.cells(of)).find(|(_, cell)| cell.field_index == field_index)
    }

    /// The percentage of a number, in points.
    pub(super) fn percentage(&self, number: u32) -> Option<Decimal> {
        self.percentages.get(usize::try_from(number).ok()?).copied()
    }

    pub(super) fn text(&self, span: Span) -> Option<&str> {
        self.words.get(span.range())
    }

    /// What is written in the cell of a number, where the program would write it otherwise.
    pub(super) fn written(&self, cell: u32) -> Option<&str> {
        let at = self.written.binary_search_by_key(&cell, |(cell, _)| *cell).ok()?;
        self.text(self.written.get(at)?.1)
    }

    /// Whether any cell of an answer is written otherwise.
    pub(super) fn has_written(&self, of: &Range<u32>) -> bool {
        let first = self.written.partition_point(|(cell, _)| *cell < of.start);
        self.written.get(first).is_some_and(|(cell, _)| *cell < of.end)
    }

    pub(super) fn place(&self, cell: &StoredCell) -> Option<Place> {
        let sheet = Arc::clone(self.sheets.get(usize::from(cell.sheet))?);
        Some(Place { sheet, position: cell.position })
    }
}

/// A percentage as the program would write it, without the sign.
pub(super) fn plain_percentage(points: Decimal) -> String {
    points.normalize().to_string()
}

/// A arena that is being filled, answer by answer.
#[derive(Debug, Default)]
pub(super) struct ArenaBuilder {
    sheets: Vec<Arc<str>>,
    cells: Vec<StoredCell>,
    written: Vec<(u32, Span)>,
    percentages: Vec<Decimal>,
    words: String,
}

impl ArenaBuilder {
    /// Puts the cells of an answer on; gives which they are.
    pub(super) fn add(
        &mut self,
        form: &Form,
        answer: &Answer<'_>,
        outcome: &AnswerValue,
    ) -> Range<u32> {
        let first = self.number();
        let makes_figure: Vec<Field> = answer.figure_fields().collect();
        for (field, cell) in answer.cells.iter() {
            let reading = &cell.reading;
            let (content, plain) = match reading {
                FieldReading::Text(Reading::Value { value: text, .. }) => {
                    (self.text(text, outcome), Some(Cow::Borrowed(text.as_str())))
                }
                FieldReading::Percent(Reading::Value { value: points, .. })
                | FieldReading::Decimal(Reading::Value { value: points, .. }) => {
                    (self.percentage(*points), Some(Cow::Owned(plain_percentage(*points))))
                }
                _ => {
                    let content = Content::of(reading);
                    let plain = content.plain(answer.indicator.read_as(*field).row);
                    (content, plain.map(|plain| Cow::Owned(plain.into_owned())))
                }
            };
            let written = Some(cell.raw.value.as_written()).filter(|written| {
                !cell.raw.value.is_blank() && plain.is_none_or(|plain| plain != *written)
            });
            // Where the figure should stand is worth knowing, where words might stand is not.
            if content == Content::Blank && written.is_none() && !makes_figure.contains(field) {
                continue;
            }
            let number = self.number();
            if self.put(form, *field, &cell.place, content)
                && let Some(written) = written
            {
                let span = self.keep(&written);
                self.written.push((number, span));
            }
        }
        first..self.number()
    }

    /// Puts a cell on; whether there is room for one more and the form has the field.
    pub(super) fn put(
        &mut self,
        form: &Form,
        field: Field,
        place: &Place,
        content: Content,
    ) -> bool {
        let at = self.sheets.iter().position(|known| *known == place.sheet).unwrap_or_else(|| {
            self.sheets.push(Arc::clone(&place.sheet));
            self.sheets.len() - 1
        });
        let (Ok(sheet), Some(field_index)) = (u16::try_from(at), FieldIndex::of(form, field))
        else {
            return false;
        };
        self.cells.push(StoredCell { field_index, sheet, position: place.position, content });
        true
    }

    /// The number of the next cell.
    pub(super) fn number(&self) -> u32 {
        u32::try_from(self.cells.len()).unwrap_or(u32::MAX)
    }

    /// A text, once: that of a figure of words is in the outcome.
    fn text(&mut self, text: &str, outcome: &AnswerValue) -> Content {
        match outcome {
            AnswerValue::Figure(figure) if figure.words().is_some_and(|own| **own == *text) => {
                Content::FigureText
            }
            AnswerValue::Figure(_)
            | AnswerValue::NotApplicable
            | AnswerValue::NoData
            | AnswerValue::Blank
            | AnswerValue::Faulty => Content::Text(self.keep(text)),
        }
    }

    pub(super) fn percentage(&mut self, points: Decimal) -> Content {
        self.percentages.push(points);
        Content::Percent(u32::try_from(self.percentages.len() - 1).unwrap_or(u32::MAX))
    }

    fn keep(&mut self, text: &str) -> Span {
        let start = self.words.len();
        self.words.push_str(text);
        Span::new(start..self.words.len())
    }

    /// The filled arena. What grew by doubling is copied: cut in its place it would keep its room.
    pub(super) fn finish(self) -> Arc<CellArena> {
        Arc::new(CellArena {
            sheets: Box::from(&*self.sheets),
            cells: Box::from(&*self.cells),
            written: Box::from(&*self.written),
            percentages: Box::from(&*self.percentages),
            words: Box::from(&*self.words),
        })
    }
}
