//! The cells that pictures cover, from the drawing of a sheet of an .xls.

use super::bounds::ROWS;
use crate::reader::workbook::{Area, Position};

/// The columns of a sheet of an .xls.
const COLUMNS: u16 = 256;
/// As many pictures of a sheet are looked at.
const PICTURES: usize = 10_000;

/// The pictures of a sheet. The records of its drawing come in pieces, between them the objects.
#[derive(Debug, Default)]
pub(super) struct Pictures {
    is_picture: bool,
    areas: Vec<Area>,
}

impl Pictures {
    /// Takes a piece of the drawing. Records that hold others are walked into; what is damaged says
    /// nothing further.
    pub(super) fn take(&mut self, data: &[u8]) {
        const SHAPE: u16 = 0xF00A;
        const ANCHOR: u16 = 0xF010;
        const CONTAINER: u16 = 0x000F;
        /// The kind of shape that is a frame round a picture.
        const FRAME: u16 = 75;
        let mut rest = data;
        while let Some((head, behind)) = rest.split_at_checked(8) {
            let number = |at: usize| u16::from_le_bytes([head[at], head[at + 1]]);
            let (version, kind) = (number(0), number(2));
            if version & CONTAINER == CONTAINER {
                rest = behind;
                continue;
            }
            let length = usize::from(number(4)) | usize::from(number(6)) << 16;
            let Some((content, next)) = behind.split_at_checked(length) else { return };
            match kind {
                SHAPE => self.is_picture = version >> 4 == FRAME,
                ANCHOR if self.is_picture && self.areas.len() < PICTURES => {
                    self.areas.extend(area(content));
                }
                _ => {}
            }
            rest = next;
        }
    }

    /// What they cover.
    pub(super) fn areas(self) -> Vec<Area> {
        self.areas
    }
}

/// Of each corner the column, its part in 1024ths, the row, and its part in 256ths. What is reached into
/// by less than a tenth is not covered.
fn area(anchor: &[u8]) -> Option<Area> {
    let number = |at: usize| Some(u16::from_le_bytes(anchor.get(at..at + 2)?.try_into().ok()?));
    let end = |last: u16, part: u16, first: u16, least: u16| {
        if part < least { last.saturating_sub(1).max(first) } else { last.max(first) }
    };
    let (left, top) = (number(2)?, number(6)?);
    let right = end(number(10)?, number(12)?, left, 102);
    let bottom = end(number(14)?, number(16)?, top, 26);
    let position = |row: u16, column: u16| {
        let is_there = column < COLUMNS && u64::from(row) < ROWS;
        is_there.then(|| Position::new(row.into(), column.into()))
    };
    Some(Area { first: position(top, left)?, last: position(bottom, right)? })
}
