//! The marks by which a consolidated workbook is recognised as one, and not taken for a return.

use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::identity::{Document, HIDDEN_SHEET, NAME_PREFIX, Part, SCHEMA};
use crate::merge::Consolidation;
use crate::paper;

/// Document properties; the creation date is the last day of the period.
pub(super) fn properties(consolidation: &Consolidation<'_>) -> Result<DocProperties, XlsxError> {
    let parts = parts(consolidation);
    let items: Vec<String> =
        parts.iter().map(|(part, text)| format!("{}={text}", part.key())).collect();
    let keywords = format!("bdhvs; {}", items.join("; "));
    let Consolidation { campaign, period, .. } = consolidation;
    paper::properties(Document::Consolidation, &campaign.title, keywords, period.until, &parts)
}

/// The hidden sheet and its name, for programs that drop the properties.
pub(super) fn hidden_sheet(
    consolidation: &Consolidation<'_>,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(HIDDEN_SHEET)?.set_hidden(true).protect();
    sheet.write_string(0, 0, SCHEMA)?.write_string(0, 1, Document::Consolidation.schema())?;
    for (row, (part, text)) in (1..).zip(parts(consolidation)) {
        sheet.write_string(row, 0, part.key())?.write_string(row, 1, text)?;
    }
    workbook.define_name(format!("{NAME_PREFIX}{SCHEMA}"), &format!("='{HIDDEN_SHEET}'!$B$1"))?;
    Ok(())
}

fn parts(consolidation: &Consolidation<'_>) -> [(Part, String); 3] {
    let Consolidation { campaign, period, .. } = consolidation;
    [
        (Part::Campaign, campaign.id.to_string()),
        (Part::Period, period.id.to_string()),
        (Part::Version, campaign.version.to_string()),
    ]
}
