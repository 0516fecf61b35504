//! The marks by which a consolidated workbook is recognised as one, and not taken for a return.

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::campaign::identity::{
    Document, HIDDEN_SHEET, NAME_PREFIX, PROPERTY_PREFIX, Part, REPORTS_TO, SCHEMA,
};
use crate::consolidate::merge::Consolidation;
use crate::workbooks::paper;

/// Document properties; the creation date is the last day of the period.
pub(super) fn properties(consolidation: &Consolidation<'_>) -> Result<DocProperties, XlsxError> {
    let parts = parts(consolidation);
    let items: Vec<String> =
        parts.iter().map(|(part, text)| format!("{}={text}", part.key())).collect();
    let keywords = format!("bdhvs; {}", items.join("; "));
    let Consolidation { campaign, period, .. } = consolidation;
    let properties = paper::properties(
        Document::Consolidation,
        &campaign.title,
        keywords,
        period.until,
        &parts,
    )?;
    Ok(match &campaign.reports_to {
        Some(above) => properties
            .set_custom_property(format!("{PROPERTY_PREFIX}{REPORTS_TO}"), above.campaign.as_str()),
        None => properties,
    })
}

/// The hidden sheet and its name, for programs that drop the properties.
pub(super) fn hidden_sheet(
    consolidation: &Consolidation<'_>,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(HIDDEN_SHEET)?.set_hidden(true).protect();
    sheet.write_string(0, 0, SCHEMA)?.write_string(0, 1, Document::Consolidation.schema())?;
    let parts = parts(consolidation);
    let mut lines: Vec<(&str, &str)> =
        parts.iter().map(|(part, text)| (part.key(), text.as_str())).collect();
    if let Some(above) = &consolidation.campaign.reports_to {
        lines.push((REPORTS_TO, above.campaign.as_str()));
    }
    for (row, (key, text)) in (1..).zip(lines) {
        sheet.write_string(row, 0, key)?.write_string(row, 1, text)?;
    }
    workbook.define_name(format!("{NAME_PREFIX}{SCHEMA}"), &format!("='{HIDDEN_SHEET}'!$B$1"))?;
    Ok(())
}

/// What it is the consolidation of; where it is a return one level up, the unit that it is of there.
fn parts(consolidation: &Consolidation<'_>) -> Vec<(Part, String)> {
    let Consolidation { campaign, period, .. } = consolidation;
    let mut parts = vec![
        (Part::Campaign, campaign.id.to_string()),
        (Part::Period, period.id.to_string()),
        (Part::Version, campaign.version.to_string()),
    ];
    parts.extend(campaign.reports_to.as_ref().map(|above| (Part::Unit, above.unit.to_string())));
    parts
}
