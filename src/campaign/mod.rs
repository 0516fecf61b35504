//! A campaign (đợt báo cáo): one authority's forms, targets, units and periods, all of it data.
//!
//! A [`Campaign`] that exists is whole: every reference resolves, every selector matches, every
//! target and check can be used.

pub mod asked_when;
mod assemble;
mod assignment;
pub mod calendar;
mod check;
mod check_expression;
pub mod communes;
pub mod definition;
mod entity_kind;
mod form;
pub mod formula;
pub mod identity;
mod indicator;
pub mod layout;
pub mod list_figure;
mod load;
mod people;
mod period;
mod place;
mod problem;
mod read;
mod same_row;
mod selector;
mod store;
mod unit;

use std::collections::BTreeSet;

pub use assignment::{Assignment, FormAssignment, Role};
pub use check::{Check, CheckProblem, CheckResult, CheckSeverity, Operand};
pub use form::{Column, ColumnContent, Duty, Form, FormKind, Heading};
pub use indicator::{
    Aggregation, Detail, EvidenceDemand, EvidenceWhen, Indicator, Judged, Prose, Shown, Since,
    Task, TimeKind,
};
pub use load::{LoadError, load, load_with_definition};
pub use period::{Deadline, Period, Session};
pub(crate) use problem::nearest;
pub use problem::{EntityKind, Expected, Problem, ProblemKind};
pub use read::read;
pub use same_row::SameRow;
pub use store::Store;
pub use unit::{Group, OrgUnit, UnitSet};

use crate::values::key::{AnswerKey, CampaignId, FormId, PeriodId, Scope, UnitCode};

/// Đợt báo cáo.
#[derive(Debug, Clone)]
pub struct Campaign {
    /// The key, also the name of the folder.
    pub id: CampaignId,
    /// The version of the forms; printed on them.
    pub version: u32,
    pub title: String,
    pub authority: String,
    /// The area that a city-wide figure covers.
    pub area: String,
    /// The same in a few words: "toàn Thành phố".
    pub area_short: String,
    /// The office that receives the returns, by name.
    pub focal_point: String,
    /// The period used when none is named.
    pub default_period: PeriodId,
    /// Where its consolidation goes, one level up.
    pub reports_to: Option<ReportsTo>,
    pub periods: Vec<Period>,
    pub forms: Vec<Form>,
    pub groups: Vec<Group>,
    pub units: Vec<OrgUnit>,
    /// Official phrases and whom they mean, in their order.
    pub parties: Vec<Party>,
    /// Rows of consolidations beneath that are rows here in other words.
    pub same_rows: Vec<SameRow>,
}

/// A campaign one level up, in which a consolidation is the return of its area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportsTo {
    pub campaign: CampaignId,
    /// The unit of that campaign that the area is.
    pub unit: UnitCode,
}

/// An official phrase and whom it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub phrase: String,
    /// The units; none where it means somebody who is not asked.
    pub units: BTreeSet<UnitCode>,
    /// Whether it is printed only: businesses, associations, agencies of other levels.
    pub external: bool,
}

impl Campaign {
    pub fn period(&self, id: &PeriodId) -> Option<&Period> {
        self.periods.iter().find(|period| period.id == *id)
    }

    pub fn form(&self, id: &FormId) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == *id)
    }

    pub fn unit(&self, code: &UnitCode) -> Option<&OrgUnit> {
        self.units.iter().find(|unit| unit.code == *code)
    }

    /// The unit meant by a code that a spreadsheet took the leading zeros from, where it can only be one.
    pub fn unit_without_zeros(&self, typed: &str) -> Option<&OrgUnit> {
        if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number = typed.trim_start_matches('0');
        let mut meant = self.units.iter().filter(|unit| {
            let code = unit.code.as_str();
            code.len() > typed.len() && code.trim_start_matches('0') == number
        });
        meant.next().filter(|_| meant.next().is_none())
    }

    /// The code of a unit that looks like what was typed.
    pub fn nearest_unit(&self, typed: &str) -> Option<String> {
        problem::nearest(typed, self.units.iter().map(|unit| unit.code.as_str()))
    }

    /// The row that an answer belongs to.
    pub fn indicator(&self, key: &AnswerKey) -> Option<&Indicator> {
        self.form(&key.form)?.indicator(&key.indicator)
    }

    /// The units expected in a period, in the order of the list.
    pub fn expected_units<'c>(&'c self, period: &'c Period) -> impl Iterator<Item = &'c OrgUnit> {
        self.units.iter().filter(|unit| period.expected.contains(&unit.code))
    }

    /// The units asked for a row in a period, in the order of the list.
    pub fn asked<'c>(
        &'c self,
        period: &'c Period,
        indicator: &'c Indicator,
        scope: Scope,
    ) -> impl Iterator<Item = &'c OrgUnit> {
        self.expected_units(period)
            .filter(move |unit| indicator.reporters(scope).contains(&unit.code))
    }

    /// Whether a unit's figures are added to the total, and not shown beside it.
    pub fn is_counted(&self, unit: &OrgUnit) -> bool {
        let group = unit.groups.first().and_then(|id| self.groups.iter().find(|g| g.id == *id));
        group.is_none_or(|group| !group.apart)
    }

    /// The caption of the kind of unit under which a unit is counted.
    pub fn kind_caption<'c>(&'c self, unit: &'c OrgUnit) -> &'c str {
        unit.groups
            .first()
            .and_then(|id| self.groups.iter().find(|group| group.id == *id))
            .map_or(unit.kind.as_str(), |group| group.name.as_str())
    }
}
