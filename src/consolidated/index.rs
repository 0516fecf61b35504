//! Finds what a unit answered to a row, whatever became of the answer. The ledger holds what
//! counts; the sheets must also show what does not.

use std::collections::BTreeMap;

use crate::campaign::OrgUnit;
use crate::intake::Received;
use crate::key::{AnswerKey, Scope, UnitCode};
use crate::ledger::Row;
use crate::merge::Consolidation;
use crate::quantity::words::Word;
use crate::submission::answer::{Answer, Figure, Outcome};

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
    answers: BTreeMap<&'a AnswerKey, &'a Answer<'a>>,
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
            let answers = source.submission.answers().map(|answer| (&answer.key, answer)).collect();
            returns.insert(&source.submission.unit.code, Return { file, answers });
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
        let key = row.key(scope);
        let sent = self.of(unit);
        sent.and_then(|sent| Some(sent.state(sent.answer(&key)?))).unwrap_or(State::Missing)
    }
}

impl<'a> Return<'a> {
    /// The answer to a row.
    pub(crate) fn answer(&self, key: &AnswerKey) -> Option<&'a Answer<'a>> {
        self.answers.get(key).copied()
    }

    /// How one of its answers stands.
    pub(crate) fn state(&self, answer: &Answer<'_>) -> State {
        // A cell left blank is an error too, but what it lacks is an answer.
        match answer.outcome() {
            Outcome::Blank => State::Missing,
            _ if self.file.excluded.contains(&answer.key) => State::Faulty,
            Outcome::Figure(figure) => State::Figure(figure),
            Outcome::NotApplicable => State::Stated(Word::NotApplicable),
            Outcome::NoData => State::Stated(Word::NoData),
            Outcome::Faulty => State::Faulty,
        }
    }
}
