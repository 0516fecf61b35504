//! Finds what a unit answered to a row, whatever became of the answer. The ledger holds what
//! counts; the sheets must also show what does not.

use std::collections::BTreeMap;

use crate::campaign::OrgUnit;
use crate::intake::Received;
use crate::key::{Scope, UnitCode};
use crate::ledger::{Kept, KeptAnswer, Row};
use crate::merge::Consolidation;
use crate::quantity::words::Word;
use crate::submission::answer::{Figure, Outcome};

/// The returns that count, by unit.
#[derive(Debug)]
pub(crate) struct Index<'a> {
    returns: BTreeMap<&'a UnitCode, Return<'a>>,
}

/// A return that counts.
#[derive(Debug)]
pub(crate) struct Return<'a> {
    /// Its file.
    pub(crate) file: &'a Received<'a>,
    kept: &'a Kept<'a>,
}

/// How an answer stands.
#[derive(Debug)]
pub(crate) enum State {
    /// The unit is not asked.
    NotAsked,
    /// It is asked, and there is nothing that can be read.
    Missing,
    /// It says in one of the agreed words why there is no figure.
    Stated(Word),
    /// An error keeps the answer out.
    Faulty,
    /// A figure.
    Figure(Figure),
}

impl<'a> Index<'a> {
    /// Indexes the returns that count.
    pub(crate) fn new(consolidation: &'a Consolidation<'a>) -> Self {
        let mut returns = BTreeMap::new();
        for file in consolidation.files {
            let Some(source) = file.source() else { continue };
            returns.insert(&source.kept.unit.code, Return { file, kept: source.kept });
        }
        Self { returns }
    }

    /// The return of a unit.
    pub(crate) fn of(&self, unit: &OrgUnit) -> Option<&Return<'a>> {
        self.returns.get(&unit.code)
    }

    /// How the answer of a unit to a row stands.
    pub(crate) fn state(&self, row: &Row<'_>, unit: &OrgUnit, scope: Scope) -> State {
        if !row.indicator.reporters(scope).contains(&unit.code) {
            return State::NotAsked;
        }
        let answer = self.of(unit).and_then(|sent| sent.answer(row, scope));
        answer.map_or(State::Missing, State::of)
    }
}

impl<'a> Return<'a> {
    /// Who filled it in, and its covering letter, as they are written; nothing where nothing is.
    pub(crate) fn foot(&self) -> Option<String> {
        (!self.kept.foot.is_empty()).then(|| self.kept.foot.join("\n"))
    }

    /// The answer to a row.
    pub(crate) fn answer(&self, row: &Row<'_>, scope: Scope) -> Option<&'a KeptAnswer<'a>> {
        self.kept.answer(row.indicator, scope)
    }
}

impl State {
    /// How an answer stands.
    pub(crate) fn of(answer: &KeptAnswer<'_>) -> Self {
        // A cell left blank is an error too, but what it lacks is an answer.
        match answer.outcome() {
            Outcome::Blank => Self::Missing,
            _ if answer.faulty => Self::Faulty,
            Outcome::Figure(figure) => Self::Figure(figure.clone()),
            Outcome::NotApplicable => Self::Stated(Word::NotApplicable),
            Outcome::NoData => Self::Stated(Word::NoData),
            Outcome::Faulty => Self::Faulty,
        }
    }
}
