//! What an area sends, one level up: in each row, what its units come to.

use std::sync::Arc;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use super::arena::ArenaBuilder;
use super::content::Content;
use super::{StoredAnswer, StoredReturn};
use crate::campaign::{Form, Indicator, OrgUnit};
use crate::ledger::Rollup;
use crate::submission::answer::{AnswerValue, Figure, Place};
use crate::values::key::{Field, Scope};

impl<'c> StoredReturn<'c> {
    /// Of an area, of its answers.
    pub fn of_area(unit: &'c OrgUnit, answers: Vec<StoredAnswer<'c>>) -> Self {
        Self { unit, foot: Box::default(), answers: answers.into() }
    }
}

impl<'c> StoredAnswer<'c> {
    /// What the units of an area come to, at the cell in which its consolidation shows it.
    pub fn of_area(
        form: &'c Form,
        indicator: &'c Indicator,
        rollup: &Rollup,
        place: Option<&Place>,
    ) -> Self {
        let outcome = AnswerValue::Figure(Figure::Beneath(Arc::new(rollup.clone())));
        let total = &rollup.total;
        let mut arena = ArenaBuilder::default();
        let value = total.count().and_then(whole);
        let value = value.or_else(|| total.quantity().map(|sum| arena.percentage(sum)));
        let mut numbers = Vec::new();
        if let Some(rate) = total.rate() {
            let mut number = |number: Decimal| {
                let whole = number.to_i64().filter(|_| number.scale() == 0);
                Some(whole.map_or_else(|| arena.percentage(number), Content::Integer))
            };
            numbers.push((Field::Numerator, number(rate.numerator())));
            numbers.push((Field::Denominator, number(rate.denominator())));
        }
        numbers.push((Field::People, total.people().and_then(whole)));
        if let Some(place) = place {
            arena.put(form, Field::Value, place, value.unwrap_or(Content::Blank));
            for (field, content) in numbers {
                if let Some(content) = content {
                    arena.put(form, field, place, content);
                }
            }
        }
        Self {
            form,
            indicator,
            scope: Scope::Own,
            faulty: false,
            damaged: false,
            contested: false,
            line_word: None,
            figure_status: None,
            corrected: Box::default(),
            outcome,
            cells: 0..arena.number(),
            arena: arena.finish(),
        }
    }
}

fn whole(number: i128) -> Option<Content> {
    i64::try_from(number).ok().map(Content::Integer)
}
