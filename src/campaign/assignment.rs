//! What one unit is asked in one period.

use super::{Campaign, Form, Indicator, OrgUnit, Period};
use crate::key::{AnswerKey, CellName, Scope};

/// Everything that one unit must answer.
#[derive(Debug, Clone)]
pub struct Assignment<'c> {
    /// The unit.
    pub unit: &'c OrgUnit,
    /// The forms in which it has at least one row.
    pub forms: Vec<FormAssignment<'c>>,
}

/// The rows of one form that one unit must answer.
#[derive(Debug, Clone)]
pub struct FormAssignment<'c> {
    /// The form.
    pub form: &'c Form,
    /// Its own rows, then the city-wide ones; a section without rows is left out.
    pub sections: Vec<Section<'c>>,
}

/// Rows of one scope.
#[derive(Debug, Clone)]
pub struct Section<'c> {
    /// Whose figures are asked.
    pub scope: Scope,
    /// The rows, in the order of the form.
    pub indicators: Vec<&'c Indicator>,
}

impl<'c> Assignment<'c> {
    /// What `unit` is asked; empty when the period does not expect it.
    #[must_use]
    pub fn new(campaign: &'c Campaign, period: &Period, unit: &'c OrgUnit) -> Self {
        let expected = period.expected.contains(&unit.code);
        let forms = campaign
            .forms
            .iter()
            .filter(|_| expected)
            .map(|form| FormAssignment::new(form, unit))
            .filter(|form| !form.sections.is_empty())
            .collect();
        Self { unit, forms }
    }

    /// Every row, for a form that is nobody's. One of which nobody is asked yet (the list of those
    /// meant is incomplete) stands among those of a unit's own.
    #[must_use]
    pub fn whole(campaign: &'c Campaign, unit: &'c OrgUnit) -> Self {
        let forms = campaign
            .forms
            .iter()
            .map(|form| {
                FormAssignment::of(form, |row, scope| match scope {
                    Scope::Own => !row.own.is_empty() || row.city.is_empty(),
                    Scope::City => !row.city.is_empty(),
                })
            })
            .filter(|form| !form.sections.is_empty())
            .collect();
        Self { unit, forms }
    }
}

impl<'c> FormAssignment<'c> {
    fn new(form: &'c Form, unit: &OrgUnit) -> Self {
        Self::of(form, |row, scope| row.reporters(scope).contains(&unit.code))
    }

    fn of(form: &'c Form, asked: impl Fn(&Indicator, Scope) -> bool) -> Self {
        let sections = [Scope::Own, Scope::City]
            .into_iter()
            .map(|scope| Section {
                scope,
                indicators: form
                    .indicators
                    .iter()
                    .filter(|indicator| asked(indicator, scope))
                    .collect(),
            })
            .filter(|section| !section.indicators.is_empty())
            .collect();
        Self { form, sections }
    }

    /// The answers asked, in the order of the sheet.
    pub fn answers(&self) -> impl Iterator<Item = (AnswerKey, &'c Indicator)> + '_ {
        self.sections.iter().flat_map(|section| {
            section
                .indicators
                .iter()
                .map(|indicator| (self.key(section.scope, indicator), *indicator))
        })
    }

    /// The input cells asked, in the order of the sheet.
    pub fn cells(&self) -> impl Iterator<Item = CellName> + '_ {
        self.answers().flat_map(|(key, indicator)| {
            indicator.fields().into_iter().map(move |field| key.cell(field))
        })
    }

    fn key(&self, scope: Scope, indicator: &Indicator) -> AnswerKey {
        AnswerKey { form: self.form.id.clone(), indicator: indicator.id.clone(), scope }
    }
}
