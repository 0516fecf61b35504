//! The part of an .xls stream that is about the workbook as a whole.

use super::looks::Looks;
use super::records::{Record, Records, kind, text_at};
use crate::reader::bounds::{STYLES, unreadable, within};
use crate::reader::failure::{Bound, FileKind, OpenFailure};

const BIFF8: u16 = 0x0600;

/// The workbook's part of the stream.
#[derive(Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<SheetStart>,
    pub(super) looks: Looks,
}

pub(super) struct SheetStart {
    /// The place in the stream at which the sheet begins.
    pub(super) at: usize,
    /// Whether the sheet can have cells: charts and modules have none.
    pub(super) has_cells: bool,
}

pub(super) fn read_globals(stream: &[u8]) -> Result<Globals, OpenFailure> {
    let mut globals = Globals::default();
    let mut records = Records::new(stream, 0);
    let first = records.required()?;
    if first.kind != kind::BOF {
        return Err(unreadable("the workbook stream does not begin as one"));
    }
    if first.u16(0)? != BIFF8 {
        return Err(OpenFailure::Unsupported(FileKind::OldExcel));
    }
    loop {
        let record = records.required()?;
        match record.kind {
            kind::FILE_PASS => return Err(OpenFailure::Encrypted),
            kind::BOUND_SHEET => globals.sheets.push(sheet_start(&record, stream.len())?),
            kind::FONT => globals.looks.font(record.data),
            kind::XF => globals.looks.cell_format(record.data),
            kind::FORMAT => {
                let index = record.u16(0)?;
                record.u16(2)?;
                let code = text_at(record.data, 2).map(|code| code.text);
                globals.looks.number_format(index, code.unwrap_or_default());
            }
            kind::PALETTE => globals.looks.palette(record.data),
            kind::SHARED_TEXTS => {
                let mut pieces = vec![record.data];
                let mut behind = Records::new(stream, records.at);
                loop {
                    let piece = behind.required()?;
                    if piece.kind != kind::CONTINUE {
                        break;
                    }
                    pieces.push(piece.data);
                    records.at = behind.at;
                }
                globals.looks.shared_texts(&pieces);
            }
            kind::EOF => {
                globals.looks.settle();
                return Ok(globals);
            }
            _ => {}
        }
        within(Bound::Styles, globals.looks.len() as u64, STYLES)?;
    }
}

/// Where a sheet begins in a stream of so many bytes.
fn sheet_start(record: &Record<'_>, length: usize) -> Result<SheetStart, OpenFailure> {
    const CHART_SHEET: u8 = 2;
    const MODULE: u8 = 6;
    // Its name's length and flags must be there too.
    record.u16(6)?;
    let at = record.u32(0)? as usize;
    if at >= length {
        return Err(unreadable("a sheet begins after the end of the file"));
    }
    let kind = record.data.get(5).copied().unwrap_or_default();
    Ok(SheetStart { at, has_cells: !matches!(kind, CHART_SHEET | MODULE) })
}
