//! A section of an outline over all units: what each wrote under it.

use std::borrow::Cow;

use super::{Answers, Reply};
use crate::campaign::{Campaign, Form, Indicator, OrgUnit, Period};
use crate::values::key::{Field, Scope};
use crate::values::quantity::words::Word;

/// One section with everything written under it.
#[derive(Debug)]
pub struct SectionRow<'a> {
    pub form: &'a Form,
    pub indicator: &'a Indicator,
    /// What is written, in the order of the units, whether it can be used or not.
    pub passages: Vec<Passage<'a>>,
    /// The units that are asked and have not written anything.
    pub silent: Vec<&'a OrgUnit>,
}

#[derive(Debug)]
pub struct Passage<'a> {
    pub reply: Reply<'a>,
    /// The text, as written; empty where the cell is gone.
    pub text: Cow<'a, str>,
    /// Whether it cannot be used: an error is found in it, or the cell is gone.
    pub faulty: bool,
}

impl<'a> SectionRow<'a> {
    pub(super) fn new(
        campaign: &'a Campaign,
        period: &'a Period,
        form: &'a Form,
        indicator: &'a Indicator,
        answers: &Answers<'a>,
    ) -> Self {
        let mut row = Self { form, indicator, passages: Vec::new(), silent: Vec::new() };
        for unit in campaign.asked(period, indicator, Scope::Own) {
            let reply = answers.own(unit, indicator);
            if !reply.is_written() && !reply.is_damaged() {
                row.silent.push(unit);
                continue;
            }
            let text = reply.written(Field::Text);
            let faulty = text.is_none() || reply.is_faulty();
            row.passages.push(Passage { reply, text: text.unwrap_or_default(), faulty });
        }
        row
    }

    /// How many units wrote something that stands under the section.
    pub fn answered(&self) -> usize {
        self.passages.iter().filter(|passage| passage.stands()).count()
    }

    /// How many units say that the section does not concern them.
    pub fn not_applicable(&self) -> usize {
        self.passages
            .iter()
            .filter(|p: &&Passage<'_>| p.word() == Some(Word::NotApplicable))
            .count()
    }

    /// How many units are asked, without those.
    pub fn expected(&self) -> usize {
        self.passages.len() + self.silent.len() - self.not_applicable()
    }
}

impl Passage<'_> {
    /// The agreed word that stands in place of a text.
    pub fn word(&self) -> Option<Word> {
        Word::read(&self.text)
    }

    fn stands(&self) -> bool {
        let without = matches!(self.word(), Some(Word::NotApplicable | Word::NoData));
        !self.faulty && !without
    }
}
