//! Puts a workbook together and gives its bytes.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::context::FormContext;
use super::filled::Prefill;
use super::formula::Addresses;
use super::grow::{forget_results, let_rows_grow};
use super::style::FormStyles;
use super::{document_identity, guide, sheet};
use crate::campaign::identity::{HIDDEN_SHEET, Identity, OwnTexts};
use crate::campaign::layout::FormPlan;
use crate::campaign::{Assignment, Campaign, OrgUnit, Period};
use crate::i18n::Words;
use crate::ledger::prior::Previous;
use crate::t;
use crate::workbooks::paper;

/// What a workbook is made from that the unit has answered before.
pub struct Answered<'a> {
    /// What stands in the cells.
    pub prefill: &'a Prefill,
    /// The sheets in front of the forms.
    pub before: Vec<Worksheet>,
}

/// What a workbook holds besides its questions.
#[derive(Default)]
struct Given<'a> {
    previous: Option<&'a Previous<'a>>,
    prefill: Option<&'a Prefill>,
    before: Vec<Worksheet>,
}

/// Why a workbook could not be made.
#[derive(Debug, thiserror::Error)]
pub enum TemplateError {
    /// The period asks nothing of the unit.
    #[error("{0} has nothing to report in this period")]
    NothingAsked(String),
    /// The writer refused, which the definition's own checks should exclude.
    #[error("the form cannot be written")]
    Writer(#[from] XlsxError),
    /// The written workbook could not be packed again.
    #[error("the form cannot be packed")]
    Package(#[from] zip::result::ZipError),
}

/// The workbook of one unit. The same arguments give the same bytes: the creation date in the
/// file is the last day of the period, not today.
///
/// # Errors
/// When nothing is asked of the unit, or a text of the definition is beyond Excel's limits.
pub fn write_workbook(
    campaign: &Campaign,
    period: &Period,
    unit: &OrgUnit,
    words: &Words,
) -> Result<Vec<u8>, TemplateError> {
    write_with_previous(campaign, period, unit, None, words)
}

/// The same with a column of what the unit reported in the earlier period, where there is one. Nothing
/// else of the workbook is another.
///
/// # Errors
/// As [`write_workbook`].
pub fn write_with_previous(
    campaign: &Campaign,
    period: &Period,
    unit: &OrgUnit,
    previous: Option<&Previous<'_>>,
    words: &Words,
) -> Result<Vec<u8>, TemplateError> {
    of_unit(campaign, period, unit, Given { previous, ..Given::default() }, words)
}

/// The same with what the unit has answered, behind sheets that list what is to be mended, or what is
/// behind the figures proposed. The results of its formulas are left to the program that opens it: they are those of other answers.
///
/// # Errors
/// As [`write_workbook`], and when a text of the unit is beyond Excel's limits.
pub fn write_corrected(
    campaign: &Campaign,
    period: &Period,
    unit: &OrgUnit,
    answered: Answered<'_>,
    words: &Words,
) -> Result<Vec<u8>, TemplateError> {
    let Answered { prefill, before } = answered;
    let given = Given { prefill: Some(prefill), before, previous: None };
    let bytes = of_unit(campaign, period, unit, given, words)?;
    Ok(forget_results(bytes)?)
}

/// The name for a sheet that stands before the forms, which no form of the campaign has.
pub(crate) fn free_sheet_name(campaign: &Campaign, name: &str) -> String {
    let numbered = (2..).map(|number| format!("{name} {number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| {
        let mut forms = campaign.forms.iter();
        forms.all(|form| form.sheet.to_lowercase() != name.to_lowercase())
    });
    free.unwrap_or_else(|| name.to_owned())
}

fn of_unit(
    campaign: &Campaign,
    period: &Period,
    unit: &OrgUnit,
    given: Given<'_>,
    words: &Words,
) -> Result<Vec<u8>, TemplateError> {
    let assignment = Assignment::new(campaign, period, unit);
    if assignment.forms.is_empty() {
        return Err(TemplateError::NothingAsked(unit.name.clone()));
    }
    let identity = Identity {
        campaign: campaign.id.clone(),
        period: period.id.clone(),
        unit: Some(unit.code.clone()),
        agency_code: unit.agency_code.clone(),
        version: campaign.version,
    };
    let identity = &identity;
    let styles = FormStyles::new();
    let Given { previous, prefill, before } = given;
    let styles = &styles;
    let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
    let addresses = &Addresses::of(&plans);
    let cx = FormContext {
        campaign,
        period,
        unit,
        identity,
        prefill,
        previous,
        addresses,
        words,
        styles,
    };
    put_together(&cx, &plans, before)
}

/// The workbook of nobody: every row of every form, with room for a name to be written by hand. It
/// states no unit, so what comes back of it is refused and never taken for somebody's.
///
/// # Errors
/// When a text of the definition is beyond Excel's limits.
pub fn write_blank(
    campaign: &Campaign,
    period: &Period,
    words: &Words,
) -> Result<Vec<u8>, TemplateError> {
    let identity = Identity {
        campaign: campaign.id.clone(),
        period: period.id.clone(),
        unit: None,
        agency_code: None,
        version: campaign.version,
    };
    let unit = OrgUnit::nobody(t!(words, "form-nobody"));
    let assignment = Assignment::whole(campaign, &unit);
    let styles = FormStyles::new();
    let (identity, unit, styles) = (&identity, &unit, &styles);
    let (prefill, previous) = (None, None);
    let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
    let addresses = &Addresses::of(&plans);
    let cx = FormContext {
        campaign,
        period,
        unit,
        identity,
        prefill,
        previous,
        addresses,
        words,
        styles,
    };
    put_together(&cx, &plans, Vec::new())
}

fn put_together(
    cx: &FormContext<'_>,
    plans: &[FormPlan<'_>],
    before: Vec<Worksheet>,
) -> Result<Vec<u8>, TemplateError> {
    let corrects = cx.prefill.map(|prefill| prefill.corrects.as_slice()).unwrap_or_default();
    let lead = cx.prefill.is_some_and(|prefill| prefill.lead);
    let mut workbook = Workbook::new();
    let properties =
        document_identity::properties(cx.identity, &cx.campaign.title, cx.period.until, corrects)?;
    let properties = if lead { document_identity::for_lead(properties) } else { properties };
    workbook.set_properties(&properties);
    let own_sheets = before.len();
    for sheet in before {
        workbook.push_worksheet(sheet);
    }
    let mut own = OwnTexts::default();
    own.add(None, &paper::foot(&cx.unit.name));
    own.add(None, &paper::pages(cx.words));
    workbook.push_worksheet(guide::write(cx, plans, &mut own)?);
    for plan in plans {
        workbook.push_worksheet(sheet::write(cx, plan)?);
    }
    workbook.push_worksheet(document_identity::hidden_sheet(
        cx.identity,
        plans,
        corrects,
        cx.prefill,
    )?);
    document_identity::names(&mut workbook, plans)?;
    if cx.prefill.is_some() {
        add_written(&workbook.save_to_buffer()?, own_sheets, &mut own);
    }
    document_identity::keep_own_texts(workbook.worksheet_from_name(HIDDEN_SHEET)?, &own)?;
    Ok(let_rows_grow(workbook.save_to_buffer()?)?)
}

/// Adds what a workbook says beside its forms: on the first sheets, so many, and in notes.
fn add_written(workbook: &[u8], first: usize, own: &mut OwnTexts) {
    let Ok(workbook) = crate::reader::open(workbook, "") else { return };
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if index < first {
            own.add_sheet(sheet);
        } else {
            own.add_beside(sheet);
        }
    }
}
