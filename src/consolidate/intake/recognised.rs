//! Whose a workbook is, and whether it is a return of the campaign.

use super::Intake;
use super::cells::CellCount;
use super::checked::{Claims, Rejection, SourceFile, has_open_error};
use super::declared_scope::DeclaredScope;
use super::walk::file_name;
use crate::campaign::OrgUnit;
use crate::campaign::identity::{Document, Part};
use crate::reader::workbook::Workbook;
use crate::rules::engine;
use crate::rules::finding::Finding;
use crate::rules::rule::{FileContext, Whose};
use crate::submission::PrintedNames;
use crate::submission::identity_claims::{RestoredCode, Stated};
use crate::submission::unit_name::{PrintedUnit, shows_a_form};
use crate::values::key::UnitCode;

/// What a workbook turns out to be.
pub(super) enum Recognition<'c> {
    /// A document of this program that is no return.
    Other,
    Rejected(Box<Rejection>),
    Return(Box<Recognised<'c>>),
}

/// A return of a unit of the campaign, before its answers are looked for.
pub(super) struct Recognised<'c> {
    pub source: SourceFile,
    pub unit: &'c OrgUnit,
    /// The unit, where no other one's name stands on the form.
    pub certain_unit: Option<UnitCode>,
    pub claims: Claims,
    pub findings: Vec<Finding>,
    /// The names of units on its sheets, where a code tells the unit.
    pub names: Option<PrintedNames<'c>>,
    /// Whether another version of the campaign issued it.
    pub is_other_version: bool,
}

pub(super) fn recognise<'c>(
    intake: &Intake<'c>,
    source: SourceFile,
    workbook: &Workbook,
) -> Recognition<'c> {
    let Intake { campaign, period, given, words, .. } = *intake;
    let mut stated = Stated::gather(workbook);
    if stated.document.is_some_and(|document| document != Document::Form) {
        return Recognition::Other;
    }
    let claims = Claims {
        declared_scope: DeclaredScope::of(&stated),
        corrects: stated.corrects.clone(),
        asked: stated.asked.clone(),
    };
    if stated.is_foreign() {
        stated.shows_form = shows_a_form(workbook, campaign, period);
    }
    let name = file_name(&source.found_at);
    let code: Option<UnitCode> = stated.agreed(Part::Unit).and_then(|text| text.parse().ok());
    let stated_unit = code.and_then(|code| campaign.unit(&code));
    let restored = match stated_unit {
        Some(_) => None,
        None => with_zeros(&mut stated, intake, workbook),
    };
    let by_code = stated_unit.or(restored.as_ref().map(|code| code.unit));
    let printed = (stated.values(Part::Unit).is_empty() && !stated.is_foreign())
        .then(|| PrintedUnit::look(workbook, campaign, period, &name));
    let names = by_code.map(|unit| PrintedNames::look(workbook, campaign, period, unit));
    let unit = by_code.or_else(|| printed.as_ref()?.unit());
    // A form of one unit on which another one's name stands is nobody's for certain.
    let is_certain = names.as_ref().is_none_or(|names| names.others.is_empty());
    let certain_unit = unit.filter(|_| is_certain).map(|unit| unit.code.clone());
    let case = FileContext {
        opened: Ok(&stated),
        campaign,
        period,
        given,
        printed: printed.as_ref(),
        whose: Whose { unit, names: names.as_ref(), file_name: &name },
        macros: workbook.macros,
    };
    let mut findings = engine::check_file(&case, intake.decisions, words);
    if let Some(code) = &certain_unit {
        for finding in &mut findings {
            intake.decisions.waive(code, finding);
        }
    }
    let Some(unit) = unit.filter(|_| !has_open_error(&findings)) else {
        let (unit, cells) = (certain_unit, CellCount::of_rejected(workbook));
        let rejection = Rejection::new(source, findings);
        let rejection = Rejection { unit, claims, cells, ..rejection };
        return Recognition::Rejected(Box::new(rejection));
    };
    findings.extend(printed.and_then(|printed| engine::unit_by_name(&printed, words)));
    findings.extend(restored.map(|code| engine::unit_restored(&code, words)));
    let version = campaign.version.to_string();
    let is_other_version = stated.agreed(Part::Version).is_some_and(|stated| stated != version);
    Recognition::Return(Box::new(Recognised {
        source,
        unit,
        certain_unit,
        claims,
        findings,
        names,
        is_other_version,
    }))
}

/// Gives a code back the zeros that a spreadsheet took from it, where only one unit can be meant and
/// the sheets print its name.
fn with_zeros<'c>(
    stated: &mut Stated,
    intake: &Intake<'c>,
    workbook: &Workbook,
) -> Option<RestoredCode<'c>> {
    let Intake { campaign, period, .. } = *intake;
    let mut whole = stated.clone();
    let restored = whole.restore_zeros(campaign)?;
    let names = PrintedNames::look(workbook, campaign, period, restored.unit);
    (names.own && names.others.is_empty()).then(|| {
        *stated = whole;
        restored
    })
}
