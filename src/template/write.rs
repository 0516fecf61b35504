//! Puts a workbook together and gives its bytes.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::grow::let_rows_grow;
use super::plan::FormPlan;
use super::sheet::{self, Context};
use super::style::Styles;
use super::{guide, marks};
use crate::campaign::{Assignment, Campaign, OrgUnit, Period};
use crate::i18n::Words;
use crate::identity::Identity;

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
    let assignment = Assignment::new(campaign, period, unit);
    if assignment.forms.is_empty() {
        return Err(TemplateError::NothingAsked(unit.name.clone()));
    }
    let identity = Identity {
        campaign: campaign.id.clone(),
        period: period.id.clone(),
        unit: unit.code.clone(),
        version: campaign.version,
    };
    let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
    let styles = Styles::new();
    let cx = Context { campaign, period, unit, identity: &identity, words, styles: &styles };
    let mut workbook = Workbook::new();
    workbook.set_properties(&marks::properties(&identity, &campaign.title, period.until)?);
    workbook.push_worksheet(guide::write(&cx, &plans)?);
    for plan in &plans {
        workbook.push_worksheet(sheet::write(&cx, plan)?);
    }
    workbook.push_worksheet(marks::hidden_sheet(&identity, &plans)?);
    marks::names(&mut workbook, &plans)?;
    Ok(let_rows_grow(workbook.save_to_buffer()?)?)
}
