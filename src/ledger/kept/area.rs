//! A consolidation as the return of its area, one level up.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::content::Content;
use super::slot::Slot;
use super::{Kept, KeptAnswer, KeptCell};
use crate::campaign::{Campaign, Form, FormKind, Indicator, OrgUnit};
use crate::carried::{Carried, CarriedRow};
use crate::key::{Field, Position, Scope};
use crate::quantity::rollup::Total;
use crate::submission::answer::{Figure, Outcome};

impl<'c> Kept<'c> {
    /// Of a consolidation that is the return of its area: each row that the area is asked, as what
    /// the units beneath it come to. Gives the rows too that are carried and asked of nobody here, or
    /// measured in another way.
    #[must_use]
    pub fn of_area<'r>(
        unit: &'c OrgUnit,
        campaign: &'c Campaign,
        carried: &'r Carried,
    ) -> (Self, Vec<&'r CarriedRow>) {
        let (mut answers, mut taken) = (Vec::new(), BTreeSet::new());
        let forms = campaign.forms.iter().filter(|form| form.kind == FormKind::Indicators);
        for (form, row) in forms.flat_map(|form| form.indicators.iter().map(move |r| (form, r))) {
            let found = carried
                .row(&form.id, &row.id)
                .filter(|found| found.measure == row.measure && found.aggregation == row.rollup);
            if let Some(found) = found.filter(|_| row.reporters(Scope::Own).contains(&unit.code)) {
                taken.insert((&found.form, &found.indicator));
                answers.push(KeptAnswer::of_area(form, row, found));
            }
        }
        let rest = carried.rows.iter().filter(|row| !taken.contains(&(&row.form, &row.indicator)));
        (Self { unit, foot: Box::default(), answers: answers.into() }, rest.collect())
    }
}

impl<'c> KeptAnswer<'c> {
    /// What the units of an area come to, at the cell in which its consolidation shows it.
    fn of_area(form: &'c Form, indicator: &'c Indicator, carried: &CarriedRow) -> Self {
        let outcome = Outcome::Figure(Figure::Beneath(Arc::new(carried.rollup.clone())));
        let whole = |number: i128| i64::try_from(number).ok().map(Content::Integer);
        let total = &carried.rollup.total;
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
        let place = carried.place.as_ref().and_then(|place| {
            Some((Arc::<str>::from(place.sheet.as_str()), Position::parse(&place.cell)?))
        });
        let mut cells = Vec::new();
        if let Some((_, position)) = &place {
            let cell = |field, content| {
                let slot = Slot::of(form, field)?;
                Some(KeptCell { slot, sheet: 0, position: *position, content })
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
            sheets: place.into_iter().map(|(sheet, _)| sheet).collect(),
            cells: cells.into(),
        }
    }
}
