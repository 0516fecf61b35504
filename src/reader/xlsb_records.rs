//! The records of the binary parts of an .xlsb: a number of the kind, a length, and the data.

use super::bytes::{u32_at, utf16_units};

/// The records of a part, to its end or to the first that is cut off.
pub(super) struct Records<'a> {
    rest: &'a [u8],
}

pub(super) struct Record<'a> {
    pub(super) kind: u32,
    pub(super) data: &'a [u8],
}

impl<'a> Records<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    /// A number in so many groups of seven bits at most, the lowest first.
    fn number(&mut self, groups: u32) -> Option<u32> {
        let mut number = 0;
        for group in 0..groups {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            number |= u32::from(byte & 0x7F) << (7 * group);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let kind = self.number(2)?;
        let length = usize::try_from(self.number(4)?).ok()?;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(Record { kind, data })
    }
}

/// A text of a record, in units of UTF-16.
pub(super) struct WideText {
    units: Vec<u16>,
    /// The place of the byte behind it.
    pub(super) end: usize,
}

impl WideText {
    /// The text at a place, with its length before it.
    pub(super) fn at(data: &[u8], at: usize) -> Option<Self> {
        let length = usize::try_from(u32_at(data, at)?).ok()?;
        let start = at.checked_add(4)?;
        let end = start.checked_add(length.checked_mul(2)?)?;
        Some(Self { units: utf16_units(data.get(start..end)?).collect(), end })
    }

    /// The same of a text that may be missing, which is an empty one then.
    pub(super) fn nullable_at(data: &[u8], at: usize) -> Option<Self> {
        match u32_at(data, at)? {
            u32::MAX => Some(Self { units: Vec::new(), end: at + 4 }),
            _ => Self::at(data, at),
        }
    }

    pub(super) fn text(&self) -> String {
        String::from_utf16_lossy(&self.units)
    }

    /// The text up to a unit; `None` where it ends before.
    pub(super) fn before(&self, unit: usize) -> Option<String> {
        Some(String::from_utf16_lossy(self.units.get(..unit)?))
    }
}
