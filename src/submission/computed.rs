//! Rows that are worked out of others, in the figures of one unit.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::model::Submission;
use super::model::answer::{Answer, AnswerValue, Figure};
use super::{conditions, line_formulas};
use crate::campaign::Indicator;
use crate::campaign::formula::{Expression, FigureRef, Formula, Term};
use crate::values::key::{AnswerKey, Scope};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::text::fold;

/// Works out every row that is not asked, of the answers that are there now.
pub(super) fn compute(submission: &mut Submission<'_>) {
    line_formulas::compute(submission);
    conditions::mark(submission);
    if !submission.answers().any(|answer| answer.indicator.is_computed()) {
        return;
    }
    let values: BTreeMap<AnswerKey, AnswerValue> = {
        let known =
            Answers { by_key: submission.answers().map(|answer| (&answer.key, answer)).collect() };
        let computed = submission.answers().filter(|answer| answer.indicator.is_computed());
        computed.map(|answer| (answer.key.clone(), known.value(answer))).collect()
    };
    for answer in submission.forms.iter_mut().flat_map(|form| &mut form.answers) {
        answer.computed = values.get(&answer.key).cloned();
    }
    // A row may be asked by what others come to.
    conditions::mark(submission);
}

/// The answers of a return by their keys.
struct Answers<'a, 'c> {
    by_key: BTreeMap<&'a AnswerKey, &'a Answer<'c>>,
}

/// What the rows that a formula reads come to: nothing where one of them is not there yet.
enum Sum {
    Number(Decimal),
    /// Every row says that it does not concern the unit.
    NotApplicable,
    /// A row says that there is no figure yet.
    NoData,
    /// A row is blank or cannot be read.
    Unknown,
}

impl Answers<'_, '_> {
    fn value(&self, answer: &Answer<'_>) -> AnswerValue {
        let Some(formula) = &answer.indicator.formula else { return answer.value() };
        self.of(formula, answer.indicator, answer.key.scope)
    }

    fn of(&self, formula: &Formula, row: &Indicator, scope: Scope) -> AnswerValue {
        match &formula.expression {
            Expression::Sum(terms) => match self.sum(terms, scope) {
                Sum::Number(sum) => figure(row, sum),
                Sum::NotApplicable => AnswerValue::NotApplicable,
                Sum::NoData => AnswerValue::NoData,
                Sum::Unknown => AnswerValue::Blank,
            },
            Expression::Ratio { numerator, denominator } => {
                match (self.sum(numerator, scope), self.sum(denominator, scope)) {
                    (Sum::Number(n), Sum::Number(d)) => match Rate::new(n, d) {
                        Ok(rate) => {
                            AnswerValue::Figure(Figure::Rate(rate.in_form(row.rate_form())))
                        }
                        // Of nothing there is no rate.
                        Err(_) => AnswerValue::NotApplicable,
                    },
                    (Sum::Unknown, _) | (_, Sum::Unknown) => AnswerValue::Blank,
                    (Sum::NoData, _) | (_, Sum::NoData) => AnswerValue::NoData,
                    (Sum::NotApplicable, _) | (_, Sum::NotApplicable) => AnswerValue::NotApplicable,
                }
            }
            Expression::Count { choice, of } => self.count(choice, of, scope),
        }
    }

    /// The value of a row that a formula reads; none where the unit is not asked it.
    fn read(&self, of: &FigureRef, scope: Scope) -> Option<AnswerValue> {
        // No formula leads back to itself, which the definition was held against.
        self.by_key.get(&of.key(scope)).map(|answer| self.value(answer))
    }

    fn sum(&self, terms: &[Term], scope: Scope) -> Sum {
        let (mut sum, mut given, mut stands_apart) = (Some(Decimal::ZERO), false, false);
        let mut has_none = false;
        for term in terms {
            match self.read(&term.of, scope) {
                Some(AnswerValue::Figure(figure)) => {
                    let Some(number) = figure.number() else { return Sum::Unknown };
                    let number = if term.is_subtracted { -number } else { number };
                    (sum, given) = (sum.and_then(|sum| sum.checked_add(number)), true);
                }
                Some(AnswerValue::NotApplicable) => stands_apart = true,
                Some(AnswerValue::NoData) => has_none = true,
                Some(AnswerValue::Blank | AnswerValue::Faulty) => return Sum::Unknown,
                None => {}
            }
        }
        match (sum, given) {
            _ if has_none => Sum::NoData,
            (Some(sum), true) => Sum::Number(sum),
            (_, false) if stands_apart => Sum::NotApplicable,
            (Some(_) | None, _) => Sum::Unknown,
        }
    }

    fn count(&self, choice: &str, of: &[FigureRef], scope: Scope) -> AnswerValue {
        let mut count = 0;
        for of in of {
            match self.read(of, scope) {
                Some(AnswerValue::Figure(figure)) => {
                    count += i64::from(says(&figure, choice));
                }
                Some(AnswerValue::NoData) => return AnswerValue::NoData,
                Some(AnswerValue::Blank | AnswerValue::Faulty) => return AnswerValue::Blank,
                Some(AnswerValue::NotApplicable) | None => {}
            }
        }
        AnswerValue::Figure(Figure::Count(count))
    }
}

/// A sum as the figure of a measure; one below zero is none.
fn figure(row: &Indicator, sum: Decimal) -> AnswerValue {
    if sum < Decimal::ZERO {
        return AnswerValue::Blank;
    }
    if row.measure == Measure::Quantity {
        let mut sum = sum;
        sum.rescale(row.measure_form.decimals.max(sum.normalize().scale()));
        return AnswerValue::Figure(Figure::Quantity(sum));
    }
    let Some(count) = sum.to_i64().filter(|_| sum.is_integer()) else { return AnswerValue::Blank };
    AnswerValue::Figure(if row.measure == Measure::CountWithPeople {
        Figure::CountWithPeople { count, people: None }
    } else {
        Figure::Count(count)
    })
}

/// Whether an answer is a choice.
fn says(figure: &Figure, choice: &str) -> bool {
    figure.choice().is_some_and(|said| fold(said) == fold(choice))
}
