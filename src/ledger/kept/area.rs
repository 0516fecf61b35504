//! What an area sends, one level up: in each row, what its units come to.

use std::sync::Arc;

use super::content::Content;
use super::slot::Slot;
use super::{Kept, KeptAnswer, KeptCell};
use crate::campaign::{Form, Indicator, OrgUnit};
use crate::key::{Field, Scope};
use crate::ledger::Rollup;
use crate::quantity::rollup::Total;
use crate::submission::answer::{Figure, Outcome, Place};

impl<'c> Kept<'c> {
    /// Of an area, of its answers.
    #[must_use]
    pub fn of_area(unit: &'c OrgUnit, answers: Vec<KeptAnswer<'c>>) -> Self {
        Self { unit, foot: Box::default(), answers: answers.into() }
    }
}

impl<'c> KeptAnswer<'c> {
    /// What the units of an area come to, at the cell in which its consolidation shows it.
    #[must_use]
    pub fn of_area(
        form: &'c Form,
        indicator: &'c Indicator,
        rollup: &Rollup,
        place: Option<&Place>,
    ) -> Self {
        let outcome = Outcome::Figure(Figure::Beneath(Arc::new(rollup.clone())));
        let whole = |number: i128| i64::try_from(number).ok().map(Content::Integer);
        let total = &rollup.total;
        let (mut numbers, mut value) = (Vec::new(), None);
        match total {
            Total::Rate(rate) => numbers.extend([
                (Field::Numerator, Some(Content::Integer(rate.numerator()))),
                (Field::Denominator, Some(Content::Integer(rate.denominator()))),
            ]),
            Total::Count { sum, .. } | Total::CountWithPeople { sum, .. } => value = whole(*sum),
            _ => {}
        }
        numbers.push((Field::People, total.people().and_then(whole)));
        let sheets = place.iter().map(|place| Arc::clone(&place.sheet)).collect();
        let mut cells = Vec::new();
        if let Some(&Place { position, .. }) = place {
            let cell = |field, content| {
                let slot = Slot::of(form, field)?;
                Some(KeptCell { slot, sheet: 0, position, content })
            };
            cells.extend(cell(Field::Value, value.unwrap_or(Content::Blank)));
            cells.extend(numbers.into_iter().filter_map(|(field, content)| cell(field, content?)));
        }
        Self {
            form,
            indicator,
            scope: Scope::Own,
            faulty: false,
            damaged: false,
            contested: false,
            line_word: None,
            outcome,
            sheets,
            cells: cells.into(),
        }
    }
}
