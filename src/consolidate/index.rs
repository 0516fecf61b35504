//! Finds what a unit answered to a row, whatever became of the answer. The ledger holds what
//! counts; the sheets must also show what does not.

use std::collections::BTreeMap;

use crate::campaign::OrgUnit;
use crate::consolidate::intake::Received;
use crate::consolidate::merge::Consolidation;
use crate::ledger::{Row, StoredAnswer, StoredReturn};
use crate::submission::answer::{AnswerValue, Figure};
use crate::values::key::{Scope, UnitCode};
use crate::values::quantity::words::Word;

/// The returns that count, by unit: each in one file, or in several that complete each other.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    returns: BTreeMap<&'a UnitCode, Vec<Return<'a>>>,
}

/// A file that counts, with the rows that are taken from it.
#[derive(Debug)]
pub(crate) struct Return<'a> {
    pub(crate) file: &'a Received<'a>,
    stored: &'a StoredReturn<'a>,
}

#[derive(Debug)]
pub(crate) enum State {
    NotAsked,
    /// It is asked, and there is nothing that can be read.
    Missing,
    /// It says in one of the agreed words why there is no figure.
    Stated(Word),
    /// An error keeps the answer out.
    Faulty,
    Figure(Figure),
}

impl<'a> Index<'a> {
    pub(crate) fn new(consolidation: &'a Consolidation<'a>) -> Self {
        let mut returns: BTreeMap<&UnitCode, Vec<Return<'_>>> = BTreeMap::new();
        for file in consolidation.files {
            let Some(source) = file.source() else { continue };
            let of_unit = returns.entry(&source.stored.unit.code).or_default();
            of_unit.push(Return { file, stored: source.stored });
        }
        Self { returns }
    }

    /// The files of a unit that count; none where no return of it does.
    pub(crate) fn of(&self, unit: &OrgUnit) -> &[Return<'a>] {
        self.returns.get(&unit.code).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether a return of a unit counts.
    pub(crate) fn has(&self, unit: &OrgUnit) -> bool {
        self.returns.contains_key(&unit.code)
    }

    /// The answer of a unit to a row, with the file that it stands in.
    pub(crate) fn answer(
        &self,
        unit: &OrgUnit,
        row: &Row<'_>,
        scope: Scope,
    ) -> Option<(&Return<'a>, &'a StoredAnswer<'a>)> {
        self.of(unit).iter().find_map(|sent| Some((sent, sent.answer(row, scope)?)))
    }

    /// Who filled a unit's forms in, and the covering letter, as they are written, each text once;
    /// nothing where nothing is.
    pub(crate) fn foot(&self, unit: &OrgUnit) -> Option<String> {
        let mut texts: Vec<&str> = Vec::new();
        for text in self.of(unit).iter().flat_map(|sent| &sent.stored.foot) {
            if !texts.contains(&&**text) {
                texts.push(text);
            }
        }
        (!texts.is_empty()).then(|| texts.join("\n"))
    }

    /// How the answer of a unit to a row stands.
    pub(crate) fn state(&self, row: &Row<'_>, unit: &OrgUnit, scope: Scope) -> State {
        if !row.indicator.reporters(scope).contains(&unit.code) {
            return State::NotAsked;
        }
        self.answer(unit, row, scope).map_or(State::Missing, |(_, answer)| State::of(answer))
    }
}

impl<'a> Return<'a> {
    fn answer(&self, row: &Row<'_>, scope: Scope) -> Option<&'a StoredAnswer<'a>> {
        self.stored.answer(row.indicator, scope)
    }
}

impl State {
    pub(crate) fn of(answer: &StoredAnswer<'_>) -> Self {
        // A cell left blank is an error too, but what it lacks is an answer.
        match answer.value() {
            AnswerValue::Blank => Self::Missing,
            _ if answer.faulty => Self::Faulty,
            AnswerValue::Figure(figure) => Self::Figure(figure.clone()),
            AnswerValue::NotApplicable => Self::Stated(Word::NotApplicable),
            AnswerValue::NoData => Self::Stated(Word::NoData),
            AnswerValue::Faulty => Self::Faulty,
        }
    }
}
