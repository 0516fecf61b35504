//! What one unit is asked in one period.

use super::{Campaign, Form, Indicator, OrgUnit, Period};
use crate::values::key::{AnswerKey, CellName, Scope, UnitCode};
use crate::values::quantity::measure::Measure;

/// Everything that one unit must answer.
#[derive(Debug, Clone)]
pub struct Assignment<'c> {
    pub unit: &'c OrgUnit,
    /// The forms in which it has at least one row.
    pub forms: Vec<FormAssignment<'c>>,
}

/// The rows of one form that one unit must answer.
#[derive(Debug, Clone)]
pub struct FormAssignment<'c> {
    pub form: &'c Form,
    /// Its own rows, then the city-wide ones; of tasks those that it leads, then those in which it
    /// co-operates. A section without rows is left out.
    pub sections: Vec<Section<'c>>,
}

/// What the rows of a section have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The unit reports its own area; of an outline or a list, its own words.
    Own,
    /// The unit reports the whole area.
    City,
    /// The unit leads the tasks (chủ trì).
    Leads,
    /// The unit co-operates in the tasks (phối hợp).
    Cooperates,
}

impl Role {
    const ALL: [Self; 4] = [Self::Own, Self::City, Self::Leads, Self::Cooperates];

    pub fn scope(self) -> Scope {
        match self {
            Self::City => Scope::City,
            Self::Own | Self::Leads | Self::Cooperates => Scope::Own,
        }
    }

    /// Whether a unit has this part in a row.
    fn is_of(self, unit: &UnitCode, indicator: &Indicator) -> bool {
        match (self, indicator.task()) {
            (Self::Leads, Some(task)) => task.leads.contains(unit),
            (Self::Cooperates, Some(task)) => task.cooperating.contains(unit),
            (Self::Own, None) => indicator.own.contains(unit),
            (Self::City, None) => indicator.city.contains(unit),
            _ => false,
        }
    }
}

/// Rows in which the unit has the same part.
#[derive(Debug, Clone)]
pub struct Section<'c> {
    pub role: Role,
    /// The rows, in the order of the form.
    pub indicators: Vec<&'c Indicator>,
}

impl<'c> Assignment<'c> {
    /// What `unit` is asked; empty when the period does not expect it.
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

    /// How many answers are asked. The lines of a list are there to be used, not to be filled.
    pub fn asked(&self) -> usize {
        let rows = self.forms.iter().flat_map(FormAssignment::answers);
        rows.filter(|(_, row)| row.measure != Measure::Entry && !row.is_computed()).count()
    }

    /// Every row once, for a form that is nobody's. A task, and a row of which nobody is asked yet
    /// (the list of those meant is incomplete), stand among those of a unit's own.
    pub fn whole(campaign: &'c Campaign, unit: &'c OrgUnit) -> Self {
        let forms = campaign
            .forms
            .iter()
            .map(|form| {
                FormAssignment::of(form, |role, row| match role {
                    Role::Own => !row.own.is_empty() || row.city.is_empty(),
                    Role::City => !row.city.is_empty(),
                    Role::Leads | Role::Cooperates => false,
                })
            })
            .collect();
        Self { unit, forms }
    }
}

impl<'c> FormAssignment<'c> {
    fn new(form: &'c Form, unit: &OrgUnit) -> Self {
        Self::of(form, |role, row| role.is_of(&unit.code, row))
    }

    fn of(form: &'c Form, asked: impl Fn(Role, &Indicator) -> bool) -> Self {
        let sections = Role::ALL
            .into_iter()
            .map(|role| Section {
                role,
                indicators: form
                    .indicators
                    .iter()
                    .filter(|indicator| asked(role, indicator))
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
                .map(|indicator| (self.key(section.role.scope(), indicator), *indicator))
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
