//! What the figures of one kind of unit come to. Kinds of a single unit are left out: its row says it.

use super::BookContext;
use crate::campaign::OrgUnit;
use crate::consolidate::index::State;
use crate::ledger::{Rollup, Row};
use crate::submission::answer::Figure;
use crate::values::key::Scope;
use crate::values::quantity::words::Word;

/// What one kind of unit comes to.
#[derive(Debug)]
pub(super) struct KindFigures<'a> {
    pub(super) row: &'a Row<'a>,
    pub(super) kind: &'a str,
    /// How many of its units are asked.
    pub(super) asked: usize,
    pub(super) rollup: Rollup,
    pub(super) apart: bool,
}

impl KindFigures<'_> {
    /// Whether they are figures of a row.
    pub(super) fn is_of(&self, row: &Row<'_>) -> bool {
        self.row.form.id == row.form.id && self.row.indicator.id == row.indicator.id
    }
}

/// The units of one kind, by the kind's caption.
#[derive(Debug)]
pub(super) struct UnitKind<'a> {
    pub(super) caption: &'a str,
    pub(super) units: Vec<&'a OrgUnit>,
}

/// The units by kind, those that count or those that stand apart.
pub(super) fn kinds<'a>(cx: &BookContext<'a>, counted: bool) -> Vec<UnitKind<'a>> {
    let campaign = cx.consolidation.campaign;
    let mut kinds: Vec<UnitKind<'a>> = Vec::new();
    let units = cx.consolidation.returns.expected.iter();
    for unit in units.filter(|unit| campaign.is_counted(unit) == counted) {
        let caption = campaign.kind_caption(unit);
        match kinds.iter_mut().find(|kind| kind.caption == caption) {
            Some(kind) => kind.units.push(unit),
            None => kinds.push(UnitKind { caption, units: vec![unit] }),
        }
    }
    kinds
}

/// The kinds that have a subtotal in the matrix: several kinds, and several units of the kind.
pub(super) fn shown<'a, 'k>(kinds: &'k [UnitKind<'a>]) -> impl Iterator<Item = &'k UnitKind<'a>> {
    kinds.iter().filter(|kind| kinds.len() > 1 && kind.units.len() > 1)
}

/// What a row comes to for each kind that has a subtotal and is asked, those that stand apart last.
pub(super) fn of<'a>(cx: &BookContext<'a>, row: &'a Row<'a>) -> Vec<KindFigures<'a>> {
    let kinds = kinds(cx, true);
    let counted = shown(&kinds).filter_map(|kind| figures(cx, row, kind.caption, &kind.units));
    let apart = row.apart.iter().map(|apart| KindFigures {
        row,
        kind: apart.caption,
        asked: apart.rollup.expected + apart.rollup.not_applicable,
        rollup: apart.rollup.clone(),
        apart: true,
    });
    counted.chain(apart).collect()
}

/// What a row comes to for some units of a kind; nothing where none of them is asked.
pub(super) fn figures<'a>(
    cx: &BookContext<'_>,
    row: &'a Row<'a>,
    kind: &'a str,
    units: &[&OrgUnit],
) -> Option<KindFigures<'a>> {
    let mut given: Vec<Figure> = Vec::new();
    let (mut asked, mut without) = (0, 0);
    for unit in units {
        match cx.index.state(row, unit, Scope::Own) {
            State::NotAsked => continue,
            State::Figure(figure) => given.push(figure),
            State::Stated(Word::NotApplicable) => without += 1,
            State::Stated(_) | State::Missing | State::Faulty => {}
        }
        asked += 1;
    }
    let figures: Vec<&Figure> = given.iter().collect();
    let (measure, aggregation) = (row.indicator.measure, row.indicator.aggregation);
    let rollup = Rollup::of(measure, aggregation, &figures, asked, without);
    (asked > 0).then_some(KindFigures { row, kind, asked, rollup, apart: false })
}
