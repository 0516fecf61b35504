//! What the rows of a sheet print: which row of a form each says that it is, by its number and its wording.
//!
//! Where captions were changed too, the columns of numbers and wordings are those in which most of them
//! stand.

use std::collections::BTreeMap;
use std::ops::Range;

use super::form_words::{FormWords, plain_number};
use super::row_columns::{label_column, number_column};
use super::scope;
use super::wording::Meant;
use crate::campaign::identity::form_from_printed;
use crate::campaign::layout::{FormPlan, PlannedRow};
use crate::campaign::{ColumnContent, Shown};
use crate::reader::workbook::{Sheet, WorkbookFormat};
use crate::values::key::{Position, Scope};
use crate::values::quantity::text::fold;

/// What one row of a sheet prints.
#[derive(Debug, Default)]
struct Print {
    words: Words,
    number: String,
    text: String,
}

#[derive(Debug, Default)]
enum Words {
    #[default]
    Nothing,
    Other,
    Things(Vec<usize>),
}

/// Whether a row of a sheet is the row of a form that it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    Agrees,
    /// Nothing is printed that says it.
    Silent,
    /// It prints what is quoted, which is another row's or nobody's; of a row of the form, which.
    Differs {
        found: String,
        /// The thing whose wording that is.
        of: Option<usize>,
    },
}

/// What the rows of one sheet print of one form.
#[derive(Debug)]
pub(super) struct RowPrints {
    pub(super) label: Option<u32>,
    pub(super) number: Option<u32>,
    prints: BTreeMap<u32, Print>,
    /// The lines over the unit's own rows and over those of the whole area; `None` where another form
    /// begins.
    scopes: BTreeMap<u32, Option<Scope>>,
    /// The first row that prints a row of the form.
    first: Option<u32>,
}

impl RowPrints {
    /// Reads a sheet. `captioned` are the columns of numbers and wordings as captions name them, where
    /// the captions are known.
    pub(super) fn read(
        sheet: &Sheet,
        format: WorkbookFormat,
        plan: &FormPlan<'_>,
        words: &FormWords<'_>,
        captioned: Option<[Option<u32>; 2]>,
    ) -> Self {
        let issued = [Shown::Number, Shown::Label].map(|shown| {
            let mut columns = plan.columns.iter();
            let at = columns.position(|column| column.content == ColumnContent::Shows(shown));
            at.and_then(|at| u32::try_from(at).ok())
        });
        let [fallback_number, fallback_label] = captioned.unwrap_or(issued);
        let label = issued[1].and_then(|_| label_column(sheet, words).or(fallback_label));
        let number = issued[0].and_then(|_| number_column(sheet, words, label).or(fallback_number));
        let mut prints: BTreeMap<u32, Print> = BTreeMap::new();
        let mut scopes = BTreeMap::new();
        let may_be_cut = format == WorkbookFormat::Xls;
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.value.is_blank()) {
            if Some(at.column) == label {
                let text = cell.value.as_written();
                let print = prints.entry(at.row).or_default();
                print.words = match words.wordings.meant(&text, may_be_cut) {
                    Meant::Nothing => Words::Nothing,
                    Meant::Other => Words::Other,
                    Meant::Things(things) => Words::Things(things.to_vec()),
                };
                print.text = [std::mem::take(&mut print.text), text].join(" ");
            }
            if Some(at.column) == number {
                let print = prints.entry(at.row).or_default();
                print.number = plain_number(&cell.value.as_written());
                print.text = cell.value.as_written();
            }
            if let (true, Some(text)) = (plan.form.kind.has_scopes(), cell.value.text()) {
                if let Some(scope) = scope::named(text) {
                    scopes.insert(at.row, Some(scope));
                } else if text.contains("bdhvs") && form_from_printed(text).is_some() {
                    scopes.insert(at.row, None);
                }
            }
        }
        let mut rows = prints.iter();
        let first = rows.find(|(_, print)| matches!(&print.words, Words::Things(_)));
        let first = first.map(|(row, _)| *row);
        Self { label, number, prints, scopes, first }
    }

    /// Whether a row of the sheet prints a row of the form, and says that it is of its scope.
    pub(super) fn verdict(
        &self,
        words: &FormWords<'_>,
        row: u32,
        thing: usize,
        scope: Scope,
    ) -> Verdict {
        let verdict = self.says(words, row, thing);
        let named = self.scope(row);
        if verdict == Verdict::Agrees && named.is_some_and(|named| named != scope) {
            return self.differs(row, None);
        }
        match verdict {
            Verdict::Silent | Verdict::Differs { of: None, .. } if words.is_of_other_words => {
                Verdict::Agrees
            }
            verdict => verdict,
        }
    }

    fn says(&self, words: &FormWords<'_>, row: u32, thing: usize) -> Verdict {
        let blank = Print::default();
        let print = self.prints.get(&row).unwrap_or(&blank);
        let is_others = words.is_number_of_another(&print.number, thing);
        if !words.is_worded(thing) {
            let is_it = words.number(thing).is_empty() || words.is_number_of(&print.number, thing);
            return match (is_it, print.number.is_empty()) {
                (true, _) => Verdict::Agrees,
                (false, true) => Verdict::Silent,
                (false, false) => {
                    self.differs(row, words.numbers.iter().position(|n| *n == print.number))
                }
            };
        }
        match &print.words {
            Words::Nothing if is_others => self.differs(row, None),
            Words::Nothing => Verdict::Silent,
            Words::Other => self.differs(row, None),
            Words::Things(things) if !things.contains(&thing) => {
                self.differs(row, things.first().copied())
            }
            Words::Things(things) => {
                let number = words.number(thing);
                if things.iter().all(|other| words.number(*other) == number) {
                    return if is_others { self.differs(row, None) } else { Verdict::Agrees };
                }
                // Of rows with the same words the number decides.
                let exact = things.iter().any(|other| words.number(*other) == print.number);
                let is_it = if exact {
                    number == print.number
                } else {
                    words.is_number_of(&print.number, thing)
                };
                if is_it {
                    Verdict::Agrees
                } else if print.number.is_empty() {
                    Verdict::Silent
                } else {
                    self.differs(row, things.iter().find(|other| **other != thing).copied())
                }
            }
        }
    }

    fn differs(&self, row: u32, of: Option<usize>) -> Verdict {
        let found = self.prints.get(&row).map(|print| print.text.clone()).unwrap_or_default();
        Verdict::Differs { found, of }
    }

    /// The scope that the nearest line above a row names.
    fn scope(&self, row: u32) -> Option<Scope> {
        self.scopes.range(..row).next_back().and_then(|(_, scope)| *scope)
    }

    /// The caption of another column above a cell, where what stands there is another's.
    pub(super) fn other_caption(
        &self,
        words: &FormWords<'_>,
        sheet: &Sheet,
        at: Position,
        column: usize,
    ) -> Option<String> {
        let first = self.first?.min(at.row);
        let above = sheet.cells.range(..Position::new(first, 0)).rev();
        let mut above = above.filter(|(cell, _)| cell.column == at.column);
        let (text, columns) = above.find_map(|(_, cell)| {
            let text = cell.value.text()?;
            let columns = words.captioned_exactly(text);
            (!columns.is_empty()).then_some((text, columns))
        })?;
        (!columns.contains(&column)).then(|| text.to_owned())
    }

    /// By what the planned rows, and the rows of a range of the sheet that are the form's, are known.
    pub(super) fn keys(
        &self,
        words: &FormWords<'_>,
        plan: &FormPlan<'_>,
        below: Range<u32>,
    ) -> RowKeys {
        let is_lined = self.scopes.range(below.clone()).any(|(_, scope)| scope.is_some());
        let planned: Vec<Option<(usize, Scope)>> = plan
            .rows
            .iter()
            .map(|row| match row {
                PlannedRow::Answer { key, indicator, .. } => {
                    Some((words.thing(indicator)?, key.scope))
                }
                PlannedRow::Section(_) | PlannedRow::Heading { .. } => None,
            })
            .collect();
        let expected: Vec<Option<RowKey>> = planned
            .iter()
            .map(|row| {
                row.map(|(thing, scope)| RowKey::of(words, thing, is_lined.then_some(scope)))
            })
            .collect();
        let mut things: Vec<usize> = planned.iter().flatten().map(|(thing, _)| *thing).collect();
        things.sort_unstable();
        things.dedup();
        let found = self.prints.range(below).filter_map(|(row, print)| {
            let candidates: Vec<usize> = match &print.words {
                Words::Things(of) => {
                    of.iter().copied().filter(|thing| things.binary_search(thing).is_ok()).collect()
                }
                Words::Nothing | Words::Other => {
                    things.iter().copied().filter(|thing| !words.is_worded(*thing)).collect()
                }
            };
            let mut candidates = candidates.into_iter();
            let thing = candidates.find(|t| self.says(words, *row, *t) == Verdict::Agrees)?;
            let scope = self.scope(*row).unwrap_or(Scope::Own);
            Some((*row, RowKey::of(words, thing, is_lined.then_some(scope))))
        });
        RowKeys { expected, found: found.collect() }
    }

    /// The numbers printed in a range of rows, for forms of other words.
    pub(super) fn numbers(&self, below: Range<u32>) -> impl Iterator<Item = (u32, &str)> {
        self.prints.range(below).map(|(row, print)| (*row, print.number.as_str()))
    }
}

/// By what the rows of a form are known: those planned, and those of a sheet with their places.
pub(super) struct RowKeys {
    pub(super) expected: Vec<Option<RowKey>>,
    pub(super) found: Vec<(u32, RowKey)>,
}

/// What a row is known by: its number, its wording, and whether it is of the whole area where lines say so.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RowKey {
    pub(super) number: String,
    label: String,
    scope: Option<bool>,
}

impl RowKey {
    fn of(words: &FormWords<'_>, thing: usize, scope: Option<Scope>) -> Self {
        Self {
            number: words.number(thing).to_owned(),
            label: words.form.indicators.get(thing).map(|row| fold(&row.label)).unwrap_or_default(),
            scope: scope.map(|scope| scope == Scope::City),
        }
    }
}
