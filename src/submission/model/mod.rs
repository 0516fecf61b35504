//! The return of one unit: its forms, their answers, and what else stands in its workbook. The finders
//! of this module fill it; nothing of it knows how a cell is found.

pub mod answer;
pub(super) mod cell;
pub mod correction;
mod figure;
pub mod hidden;
pub mod outside;
mod printed_names;
mod reading;
mod traces;

use std::collections::BTreeMap;

use self::answer::{Answer, Place};
use self::hidden::Unseen;
use self::outside::Outside;
pub use self::printed_names::{PrintedName, PrintedNames};
pub use self::traces::{Altered, Recovered, Traces};
use crate::campaign::layout::HeadField;
use crate::campaign::{Form, FormKind, OrgUnit};
use crate::values::quantity::figure_status::{FigureStatus, StatusRule};
use crate::values::quantity::head_words::is_not_concerned;
use crate::values::quantity::raw::RawCell;

#[derive(Debug, Clone)]
pub struct Submission<'c> {
    pub unit: &'c OrgUnit,
    /// The forms that it must answer, as found.
    pub forms: Vec<FormReturn<'c>>,
    /// What it holds that does not show, sheet by sheet.
    pub unseen: Vec<Unseen>,
    /// What it says where no form asks.
    pub outside: Outside,
}

/// One form as it came back.
#[derive(Debug, Clone)]
pub struct FormReturn<'c> {
    pub form: &'c Form,
    /// The answers, in the order of the sheet.
    pub answers: Vec<Answer<'c>>,
    /// What stands in the cells at its head.
    pub head: BTreeMap<HeadField, HeadAnswer>,
    /// What stands in the cells at its foot, by their names.
    pub foot: BTreeMap<String, RawCell>,
    /// What was done to its sheets besides filling them in.
    pub traces: Traces,
}

/// What a unit chose in a cell at the head of a form.
#[derive(Debug, Clone)]
pub struct HeadAnswer {
    /// The defined name of the cell.
    pub name: String,
    pub place: Place,
    pub raw: RawCell,
}

impl Submission<'_> {
    /// Whether no input cell holds anything that a person wrote. The form's own formula of a rate is
    /// read as blank; a formula that a clerk wrote elsewhere is an answer.
    pub fn is_blank(&self) -> bool {
        self.forms.iter().all(|form| !form.head.contains_key(&HeadField::NotApplicable))
            && self.answers().all(|answer| {
                answer.lost.is_empty()
                    && answer.contested.is_empty()
                    && answer.cells.values().all(|cell| cell.reading.is_blank())
            })
    }

    /// Notes names on its sheets that no unit has, each with the form whose sheet it stands on; those of
    /// the guide with the first.
    pub fn name_unknown(&mut self, names: Vec<PrintedName>) {
        for name in names {
            let mut forms = self.forms.iter();
            let form = forms.position(|form| form.traces.sheets.contains(&name.place.sheet));
            if let Some(form) = self.forms.get_mut(form.unwrap_or_default()) {
                form.traces.unknown_names.push(name);
            }
        }
    }

    pub fn answers(&self) -> impl Iterator<Item = &Answer<'_>> {
        self.forms.iter().flat_map(|form| &form.answers)
    }
}

impl FormReturn<'_> {
    /// Whether the unit says at the head that the form does not concern it; `None` where what stands there
    /// says neither that nor the contrary.
    pub fn is_not_concerned(&self) -> Option<bool> {
        let Some(answer) = self.head.get(&HeadField::NotApplicable) else { return Some(false) };
        is_not_concerned(&answer.raw.value.as_written())
    }

    /// How settled the unit says that the figures of the form are.
    pub fn chosen_status(&self) -> Option<FigureStatus> {
        let answer = self.head.get(&HeadField::FigureStatus)?;
        FigureStatus::read(&answer.raw.value.as_written())
    }

    /// Takes the rows in which nothing is written as answered by the head of the form. Of a list, that
    /// is the first line: the others are not used.
    pub(in crate::submission) fn answer_by_head(&mut self) {
        let chosen = self.chosen_status();
        for answer in &mut self.answers {
            answer.figure_status = match answer.indicator.figure_status {
                StatusRule::Unsaid => None,
                StatusRule::Fixed(status) => Some(status),
                StatusRule::Chosen => chosen,
            };
        }
        if self.is_not_concerned() != Some(true) {
            return;
        }
        let is_list = self.form.kind == FormKind::List;
        for (index, answer) in self.answers.iter_mut().enumerate() {
            answer.is_not_concerned = index == 0 || !is_list;
        }
    }

    /// Whether no cell of the form was found.
    pub fn is_missing(&self) -> bool {
        self.answers.iter().all(|answer| answer.cells.is_empty() && answer.contested.is_empty())
    }
}
