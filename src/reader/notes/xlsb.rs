//! Notes, headers and footers of an .xlsb. Its sheets are binary and its drawings are not.

use super::{Remarks, margin_texts, of_sheet};
use crate::reader::failure::OpenFailure;
use crate::reader::relationships::relationships;
use crate::reader::xlsb_records::{Records, WideText};
use crate::reader::zip_guard::Package;

/// Where every program keeps the workbook.
const WORKBOOK: &str = "xl/workbook.bin";
const LISTED_SHEET: u32 = 156;
const MARGINS: u32 = 479;

/// What each sheet says beside its cells, by its name.
pub(in crate::reader) fn of_package(
    package: &mut Package<'_>,
) -> Result<Vec<(String, Remarks)>, OpenFailure> {
    let Some(workbook) = package.part(WORKBOOK)? else { return Ok(Vec::new()) };
    let Some(related) = relationships(package, WORKBOOK)? else { return Ok(Vec::new()) };
    let mut sheets = Vec::new();
    for record in Records::new(&workbook).filter(|record| record.kind == LISTED_SHEET) {
        // How it is shown and its number come first.
        let Some(id) = WideText::at(record.data, 8) else { continue };
        let Some(name) = WideText::at(record.data, id.end) else { continue };
        let id = id.text();
        let Some(part) = related.iter().find(|related| related.id == id) else { continue };
        let margins = package.part(&part.path)?.map(|sheet| margins(&sheet)).unwrap_or_default();
        sheets.push((name.text(), Remarks { notes: of_sheet(package, &part.path)?, margins }));
    }
    Ok(sheets)
}

fn margins(sheet: &[u8]) -> Vec<String> {
    let mut margins = Vec::new();
    for record in Records::new(sheet).filter(|record| record.kind == MARGINS) {
        let mut at = 2;
        // Head and foot of odd pages, of even ones, of the first.
        for _ in 0..6 {
            let Some(code) = WideText::nullable_at(record.data, at) else { break };
            margins.extend(margin_texts(&code.text()));
            at = code.end;
        }
    }
    margins
}
