//! The figures of all returns put side by side, row by row, and what they come to.
//!
//! A figure enters the ledger with the cell that it came from. What the units report of their own
//! (`contributions`) and what a lead agency reports of the whole area (`reported`) never mix.

mod rollup;

use std::collections::{BTreeMap, BTreeSet};

pub use rollup::{Rollup, Total};

use crate::campaign::{Campaign, Form, Indicator, OrgUnit, Period};
use crate::key::{AnswerKey, Field, Scope, UnitCode};
use crate::quantity::format::{format_count_vi, format_percent_vi, percent_display};
use crate::quantity::target::Target;
use crate::submission::answer::{Answer, Figure, Outcome, Place};
use crate::submission::extract::Submission;

/// A return that counts.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The path of its file.
    pub path: &'a str,
    /// What it holds.
    pub submission: &'a Submission<'a>,
    /// The answers that an error keeps out.
    pub excluded: &'a BTreeSet<AnswerKey>,
}

/// Every row of every form, in order.
#[derive(Debug)]
pub struct Ledger<'a> {
    /// The rows.
    pub rows: Vec<Row<'a>>,
}

/// One row with everything reported for it.
#[derive(Debug)]
pub struct Row<'a> {
    /// The form.
    pub form: &'a Form,
    /// The row of the form.
    pub indicator: &'a Indicator,
    /// The target of the period's year.
    pub target: Option<&'a Target>,
    /// The units' own figures, in the order of the units.
    pub contributions: Vec<Contribution<'a>>,
    /// The city-wide figures of lead agencies, in the order of the units.
    pub reported: Vec<Contribution<'a>>,
    /// The answers that an error keeps out, own and city-wide.
    pub excluded: Vec<Excluded<'a>>,
    /// What the units' own figures come to.
    pub rollup: Rollup,
}

/// One figure with its source.
#[derive(Debug, Clone)]
pub struct Contribution<'a> {
    /// Who reported it.
    pub unit: &'a OrgUnit,
    /// The path of the file.
    pub path: &'a str,
    /// The answer with its cells.
    pub answer: &'a Answer<'a>,
    /// The figure.
    pub figure: Figure,
}

/// An answer that stays out of the totals.
#[derive(Debug, Clone)]
pub struct Excluded<'a> {
    /// Who gave it.
    pub unit: &'a OrgUnit,
    /// The path of the file.
    pub path: &'a str,
    /// The answer.
    pub answer: &'a Answer<'a>,
}

/// A figure of a lead agency that is not what the units come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the lead agency reports.
    pub reported: String,
    /// What the units come to.
    pub rollup: String,
}

/// What one kind of unit comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KindTotal {
    /// The kind.
    pub caption: String,
    /// The sum of its counts.
    pub total: i128,
    /// How many of its units answered.
    pub answered: usize,
    /// How many were asked.
    pub expected: usize,
}

impl<'a> Ledger<'a> {
    /// Puts the returns together. `sources` has at most one return of each unit.
    #[must_use]
    pub fn new(campaign: &'a Campaign, period: &'a Period, sources: &[Source<'a>]) -> Self {
        let answers = Answers::new(sources);
        let rows = campaign
            .forms
            .iter()
            .flat_map(|form| form.indicators.iter().map(move |indicator| (form, indicator)))
            .map(|(form, indicator)| Row::new(campaign, period, form, indicator, &answers))
            .collect();
        Self { rows }
    }
}

impl<'a> Row<'a> {
    fn new(
        campaign: &'a Campaign,
        period: &'a Period,
        form: &'a Form,
        indicator: &'a Indicator,
        answers: &Answers<'a>,
    ) -> Self {
        let mut row = Self {
            form,
            indicator,
            target: indicator.targets.get(&period.target_year),
            contributions: Vec::new(),
            reported: Vec::new(),
            excluded: Vec::new(),
            rollup: Rollup::default(),
        };
        let mut not_applicable = 0;
        for scope in [Scope::Own, Scope::City] {
            let key = row.key(scope);
            for unit in campaign.asked(period, indicator, scope) {
                let Some((source, answer)) = answers.find(unit, &key) else { continue };
                if source.excluded.contains(&key) {
                    row.excluded.push(Excluded { unit, path: source.path, answer });
                    continue;
                }
                match answer.outcome() {
                    Outcome::Figure(figure) => {
                        let path = source.path;
                        let entry = Contribution { unit, path, answer, figure };
                        match scope {
                            Scope::Own => row.contributions.push(entry),
                            Scope::City => row.reported.push(entry),
                        }
                    }
                    Outcome::NotApplicable if scope == Scope::Own => not_applicable += 1,
                    _ => {}
                }
            }
        }
        let asked = campaign.asked(period, indicator, Scope::Own).count();
        row.rollup = Rollup::new(indicator, &row.contributions, asked, not_applicable);
        row
    }

    /// The key of an answer to this row.
    #[must_use]
    pub fn key(&self, scope: Scope) -> AnswerKey {
        AnswerKey { form: self.form.id.clone(), indicator: self.indicator.id.clone(), scope }
    }

    /// A figure in words, percentages never rounded across the target of the row.
    #[must_use]
    pub fn display(&self, figure: &Figure) -> String {
        display(figure, self.target)
    }

    /// How many answers hold something that an error keeps out, and how many hold nothing.
    #[must_use]
    pub fn left_out(&self) -> (usize, usize) {
        let blank = |left: &&Excluded<'_>| left.answer.outcome() == Outcome::Blank;
        let missing = self.excluded.iter().filter(blank).count();
        (self.excluded.len() - missing, missing)
    }

    /// How a lead agency's figure differs from what the units come to, when both are there and
    /// can be compared.
    #[must_use]
    pub fn difference(&self, lead: &Contribution<'_>) -> Option<Difference> {
        let rollup = self.rollup.total.as_figure()?;
        let (reported, rollup) = (self.display(&lead.figure), self.display(&rollup));
        (reported != rollup).then_some(Difference { reported, rollup })
    }

    /// The subtotals of a count by kind of unit, in the order of the units.
    #[must_use]
    pub fn kinds(&self, campaign: &Campaign) -> Vec<KindTotal> {
        let mut kinds: Vec<KindTotal> = Vec::new();
        let asked = campaign.units.iter().filter(|unit| self.indicator.own.contains(&unit.code));
        for unit in asked {
            let caption = campaign.kind_caption(unit);
            let index =
                kinds.iter().position(|kind| kind.caption == caption).unwrap_or_else(|| {
                    let caption = caption.to_owned();
                    kinds.push(KindTotal { caption, total: 0, answered: 0, expected: 0 });
                    kinds.len() - 1
                });
            let Some(kind) = kinds.get_mut(index) else { continue };
            kind.expected += 1;
            let given = self.contributions.iter().find(|c| c.unit.code == unit.code);
            if let Some(count) = given.and_then(|given| given.figure.count()) {
                kind.answered += 1;
                kind.total += i128::from(count);
            }
        }
        kinds
    }
}

/// The answers of all returns by unit and row.
struct Answers<'a> {
    by_unit: BTreeMap<&'a UnitCode, (Source<'a>, BTreeMap<&'a AnswerKey, &'a Answer<'a>>)>,
}

impl<'a> Answers<'a> {
    fn new(sources: &[Source<'a>]) -> Self {
        let by_unit = sources.iter().map(|source| {
            let answers = source.submission.forms.iter().flat_map(|form| &form.answers);
            let by_key = answers.map(|answer| (&answer.key, answer)).collect();
            (&source.submission.unit.code, (*source, by_key))
        });
        Self { by_unit: by_unit.collect() }
    }

    fn find(&self, unit: &OrgUnit, key: &AnswerKey) -> Option<(Source<'a>, &'a Answer<'a>)> {
        let (source, answers) = self.by_unit.get(&unit.code)?;
        Some((*source, *answers.get(key)?))
    }
}

impl Contribution<'_> {
    /// The cell that the figure stands in.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.place_of(Field::Value)
    }

    /// The place of one of the answer's cells.
    #[must_use]
    pub fn place_of(&self, field: Field) -> Option<&Place> {
        self.answer.cells.get(&field).map(|cell| &cell.place)
    }
}

/// A figure in words; percentages with two decimals, never rounded across the target.
#[must_use]
pub fn display(figure: &Figure, target: Option<&Target>) -> String {
    match figure {
        Figure::Rate(rate) => format!("{}%", format_percent_vi(percent_display(*rate, target))),
        Figure::Percent(percent) => {
            format!("{}%", format_percent_vi(percent_display(*percent, target)))
        }
        Figure::Count(count)
        | Figure::Rank(count)
        | Figure::CountWithPeople { count, people: None } => format_count_vi(i128::from(*count)),
        Figure::CountWithPeople { count, people: Some(people) } => {
            format!(
                "{} ({})",
                format_count_vi(i128::from(*count)),
                format_count_vi(i128::from(*people))
            )
        }
        Figure::YesNo(yes) => choice(crate::quantity::words::YES_NO, *yes).to_owned(),
        Figure::Arranged { yes, staff } => {
            let chosen = choice(crate::quantity::words::ARRANGED, *yes);
            match staff {
                Some(staff) => format!("{chosen} ({})", format_count_vi(i128::from(*staff))),
                None => chosen.to_owned(),
            }
        }
        Figure::Text(text) => text.clone(),
        Figure::Status(status) => status.as_str().to_owned(),
        Figure::Entry => String::new(),
    }
}

fn choice(choices: [&'static str; 2], yes: bool) -> &'static str {
    if yes { choices[0] } else { choices[1] }
}
