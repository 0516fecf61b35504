//! A row that asks for a figure: what each unit reports, and what that comes to.

use std::collections::BTreeSet;
use std::iter::Sum;

use super::{Found, Lookup, Rollup, StoredAnswer, display, each};
use crate::campaign::{Campaign, Form, Indicator, OrgUnit, Period};
use crate::submission::answer::{AnswerValue, Figure, Place};
use crate::values::key::{AnswerKey, Field, Scope, UnitCode};
use crate::values::quantity::target::Target;

/// One row with everything reported for it; `A` is what is kept of each answer.
#[derive(Debug)]
pub struct Row<'a, A = &'a StoredAnswer<'a>> {
    pub form: &'a Form,
    pub indicator: &'a Indicator,
    /// The target of the period's year.
    pub target: Option<&'a Target>,
    /// The units asked for their own figure, in their order.
    pub asked: Vec<Asked<'a>>,
    /// The units' own figures, in the order of the units; also those that are not counted.
    pub contributions: Vec<Contribution<'a, A>>,
    /// The city-wide figures of lead agencies, in the order of the units.
    pub reported: Vec<Contribution<'a, A>>,
    /// The answers that an error keeps out, own and city-wide.
    pub excluded: Vec<Excluded<'a, A>>,
    /// What the own figures of the units that count come to.
    pub rollup: Rollup,
    /// What each kind of unit that stands apart comes to, in the order of the units.
    pub apart: Vec<KindRollup<'a>>,
    /// What each kind of unit that is added up comes to, in the order of the units, where kinds may have
    /// counted the same.
    pub kinds: Vec<KindRollup<'a>>,
}

/// How many answers to a row an error keeps out.
#[derive(Debug, Clone, Copy, Default)]
pub struct LeftOutCount {
    /// Those in which something is written.
    pub faulty: usize,
    /// Those in which nothing is.
    pub missing: usize,
}

impl Sum for LeftOutCount {
    fn sum<I: Iterator<Item = Self>>(counts: I) -> Self {
        counts.fold(Self::default(), |sum, row| Self {
            faulty: sum.faulty + row.faulty,
            missing: sum.missing + row.missing,
        })
    }
}

/// How many figures of a row the officer has corrected.
#[derive(Debug, Clone, Copy)]
pub struct CorrectedCount {
    pub all: usize,
    /// Those of them that no document confirms yet.
    pub awaiting: usize,
}

/// A unit that is asked for its own figure.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    pub unit: &'a OrgUnit,
    /// Whether its figure is added to the total, and not shown beside it.
    pub counted: bool,
}

/// What one kind of unit comes to.
#[derive(Debug, Clone)]
pub struct KindRollup<'a> {
    pub caption: &'a str,
    pub rollup: Rollup,
}

impl KindRollup<'_> {
    /// What it counts; `None` where nobody of the kind has given a count.
    pub fn count(&self) -> Option<i128> {
        self.rollup.total.count()
    }
}

#[derive(Debug, Clone)]
pub struct Contribution<'a, A = &'a StoredAnswer<'a>> {
    pub unit: &'a OrgUnit,
    /// The path of the file; of a figure that the officer has corrected, the list of corrections.
    pub path: &'a str,
    /// The path of the file that the unit sent.
    pub sent: &'a str,
    pub answer: A,
    pub figure: Figure,
    /// Whether it belongs to what the units come to: not a lead agency's, and not one of a group
    /// that stands apart.
    pub counted: bool,
}

/// An answer that stays out of the totals.
#[derive(Debug, Clone)]
pub struct Excluded<'a, A = &'a StoredAnswer<'a>> {
    pub unit: &'a OrgUnit,
    pub path: &'a str,
    pub answer: A,
    /// Whether nothing is written in it.
    pub blank: bool,
}

impl<'a, A> Row<'a, A> {
    pub(super) fn new(
        campaign: &'a Campaign,
        period: &'a Period,
        form: &'a Form,
        indicator: &'a Indicator,
        answers: &impl Lookup<'a, Answer = A>,
    ) -> Self {
        let asked: Vec<Asked<'a>> = campaign
            .asked(period, indicator, Scope::Own)
            .map(|unit| Asked { unit, counted: campaign.is_counted(unit) })
            .collect();
        // Most are there, and a list that grows by doubling may leave half of itself empty.
        let room = asked.len();
        let mut row = Self {
            form,
            indicator,
            target: indicator.targets.get(&period.target_year),
            asked,
            contributions: Vec::with_capacity(room),
            reported: Vec::new(),
            excluded: Vec::new(),
            rollup: Rollup::default(),
            apart: Vec::new(),
            kinds: Vec::new(),
        };
        let mut not_applicable = BTreeSet::new();
        for scope in [Scope::Own, Scope::City] {
            for unit in campaign.asked(period, indicator, scope) {
                let Some(found) = answers.find(unit, indicator, scope) else { continue };
                let Found { path, sent, answer, faulty, outcome } = found;
                if faulty {
                    let blank = outcome == AnswerValue::Blank;
                    row.excluded.push(Excluded { unit, path, answer, blank });
                    continue;
                }
                match outcome {
                    AnswerValue::Figure(figure) => {
                        let counted = scope == Scope::Own && campaign.is_counted(unit);
                        let entry = Contribution { unit, path, sent, answer, figure, counted };
                        match scope {
                            Scope::Own => row.contributions.push(entry),
                            Scope::City => row.reported.push(entry),
                        }
                    }
                    AnswerValue::NotApplicable if scope == Scope::Own => {
                        not_applicable.insert(&unit.code);
                    }
                    _ => {}
                }
            }
        }
        row.rollup = row.roll_up(&not_applicable, |asked| asked.counted);
        row.apart = row.roll_up_kinds(campaign, &not_applicable, false);
        if indicator.double_count {
            row.kinds = row.roll_up_kinds(campaign, &not_applicable, true);
        }
        row
    }

    /// What the figures of some of the units asked come to.
    fn roll_up(
        &self,
        not_applicable: &BTreeSet<&UnitCode>,
        keep: impl Fn(&Asked<'_>) -> bool,
    ) -> Rollup {
        let kept: BTreeSet<&UnitCode> =
            self.asked.iter().filter(|asked| keep(asked)).map(|asked| &asked.unit.code).collect();
        let given = self.contributions.iter().filter(|given| kept.contains(&given.unit.code));
        let figures: Vec<&Figure> = given.clone().map(|given| &given.figure).collect();
        let without = not_applicable.intersection(&kept).count();
        let rollup = Rollup::new(self.indicator, &figures, kept.len(), without);
        let held = given.map(|given| {
            let (figure, level) = (&given.figure, self.level_of_each(&given.unit.code));
            each::Held { figure, level }
        });
        let met = if self.has_levels() { each::met(held) } else { None };
        Rollup { met, ..rollup }
    }

    /// Of each kind of the units that are added up, or of those that stand apart.
    fn roll_up_kinds(
        &self,
        campaign: &'a Campaign,
        not_applicable: &BTreeSet<&UnitCode>,
        counted: bool,
    ) -> Vec<KindRollup<'a>> {
        let mut captions: Vec<&'a str> = Vec::new();
        for asked in self.asked.iter().filter(|asked| asked.counted == counted) {
            let caption = campaign.kind_caption(asked.unit);
            if !captions.contains(&caption) {
                captions.push(caption);
            }
        }
        captions
            .into_iter()
            .map(|caption: &'a str| {
                let rollup = self.roll_up(not_applicable, |asked| {
                    asked.counted == counted && campaign.kind_caption(asked.unit) == caption
                });
                KindRollup { caption, rollup }
            })
            .collect()
    }

    /// Whether units are asked and none of them is counted: there is nothing to add up.
    pub fn is_apart_only(&self) -> bool {
        !self.asked.is_empty() && self.asked.iter().all(|asked| !asked.counted)
    }

    /// Whether areas are among the units, each with what the units beneath it come to.
    pub fn has_areas(&self) -> bool {
        self.contributions.iter().any(|given| given.figure.beneath().is_some())
    }

    /// The key of an answer to this row.
    pub fn key(&self, scope: Scope) -> AnswerKey {
        AnswerKey { form: self.form.id.clone(), indicator: self.indicator.id.clone(), scope }
    }

    /// A figure in words, percentages never rounded across the target of the row.
    pub fn display(&self, figure: &Figure) -> String {
        display(figure, self.target)
    }

    /// How many answers an error keeps out.
    pub fn left_out(&self) -> LeftOutCount {
        let missing = self.excluded.iter().filter(|left| left.blank).count();
        LeftOutCount { faulty: self.excluded.len() - missing, missing }
    }
}

impl Row<'_> {
    /// How many of its figures the officer has corrected.
    pub fn corrected(&self) -> CorrectedCount {
        let given = self.contributions.iter().chain(&self.reported);
        CorrectedCount {
            all: given.clone().filter(|given| given.is_corrected()).count(),
            awaiting: given.filter(|given| given.answer.awaits()).count(),
        }
    }
}

impl Contribution<'_> {
    /// The cell that the figure stands in; none where the officer has corrected it.
    pub fn place(&self) -> Option<Place> {
        self.place_of(Field::Value)
    }

    /// The place of one of the answer's cells, likewise.
    pub fn place_of(&self, field: Field) -> Option<Place> {
        self.answer.place(field).filter(|_| !self.is_corrected())
    }

    /// Whether the officer has corrected the figure.
    pub fn is_corrected(&self) -> bool {
        self.answer.figure_corrections().next().is_some()
    }
}
