//! The cells that pictures cover, from the drawing of a sheet of an .xls.

use std::ops::RangeInclusive;

use crate::reader::bounds::ROWS;
use crate::reader::bytes::{u16_at, u16_or_zero, u32_or_zero};
use crate::reader::workbook::{Area, Position};

/// The columns of a sheet of an .xls.
const COLUMNS: u16 = 256;
/// As many pictures of a sheet are looked at.
const PICTURES: usize = 10_000;

/// The pictures of a sheet. The records of its drawing come in pieces, between them the objects.
#[derive(Debug, Default)]
pub(in crate::reader) struct Pictures {
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
            let (version, kind) = (u16_or_zero(head, 0), u16_or_zero(head, 2));
            if version & CONTAINER == CONTAINER {
                rest = behind;
                continue;
            }
            let length = u32_or_zero(head, 4) as usize;
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

    /// The cells that the pictures cover.
    pub(in crate::reader) fn areas(self) -> Vec<Area> {
        self.areas
    }
}

/// The cells that an anchor covers. It gives of each corner the column, its part in 1024ths, the row, and
/// its part in 256ths. `None` where it is cut off or beyond the sheet.
fn area(anchor: &[u8]) -> Option<Area> {
    const TENTH_OF_COLUMN: u16 = 102;
    const TENTH_OF_ROW: u16 = 26;
    let (left, top) = (u16_at(anchor, 2)?, u16_at(anchor, 6)?);
    let right = last_covered(left..=u16_at(anchor, 10)?, u16_at(anchor, 12)?, TENTH_OF_COLUMN);
    let bottom = last_covered(top..=u16_at(anchor, 14)?, u16_at(anchor, 16)?, TENTH_OF_ROW);
    Some(Area { first: position(top, left)?, last: position(bottom, right)? })
}

/// The last row or column that is covered: not the one that is reached into by less than `touch`.
fn last_covered(reached: RangeInclusive<u16>, part: u16, touch: u16) -> u16 {
    let (first, last) = reached.into_inner();
    if part < touch { last.saturating_sub(1).max(first) } else { last.max(first) }
}

fn position(row: u16, column: u16) -> Option<Position> {
    let is_there = column < COLUMNS && u64::from(row) < ROWS;
    is_there.then(|| Position::new(row.into(), column.into()))
}
