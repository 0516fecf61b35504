//! Notes, headers and footers of an .xlsb. Its sheets are binary and its drawings are not.

use super::comments_bin::{Records, nullable, wide};
use super::{Spoken, of_sheet, spoken};
use crate::reader::failure::OpenFailure;
use crate::reader::xlsx::{part_path, relationships, relationships_part};
use crate::reader::zip_guard::Package;

/// Where every program keeps the workbook.
const WORKBOOK: &str = "xl/workbook.bin";
const FOLDER: &str = "xl/";
const LISTED_SHEET: u32 = 156;
const MARGINS: u32 = 479;

/// What each sheet says beside its cells, by its name.
pub(in crate::reader) fn of_package(
    package: &mut Package<'_>,
) -> Result<Vec<(String, Spoken)>, OpenFailure> {
    let related = relationships_part(WORKBOOK);
    let Some(workbook) = package.part(WORKBOOK)?.filter(|_| package.has(&related)) else {
        return Ok(Vec::new());
    };
    let related = relationships(package, &related)?;
    let mut sheets = Vec::new();
    for (kind, data) in Records::new(&workbook) {
        if kind != LISTED_SHEET {
            continue;
        }
        // How it is shown and its number come first.
        let Some((id, length)) = wide(data, 8) else { continue };
        let Some((name, _)) = wide(data, 8 + length) else { continue };
        let Some(part) = related.iter().find(|related| related.id == id) else { continue };
        let path = part_path(FOLDER, &part.target);
        let margins = package.part(&path)?.map(|sheet| margins(&sheet)).unwrap_or_default();
        sheets.push((name, Spoken { notes: of_sheet(package, &path)?, margins }));
    }
    Ok(sheets)
}

fn margins(sheet: &[u8]) -> Vec<String> {
    let mut margins = Vec::new();
    for (_, data) in Records::new(sheet).filter(|(kind, _)| *kind == MARGINS) {
        let mut at = 2;
        // Head and foot of odd pages, of even ones, of the first.
        for _ in 0..6 {
            let Some((text, length)) = nullable(data, at) else { break };
            margins.extend(spoken(&text));
            at += length;
        }
    }
    margins
}
