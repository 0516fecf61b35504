//! The table of shared texts of an .xls, of which the runs of the rich ones are kept.

use std::collections::HashMap;

use super::cell::{Run, runs_of};
use crate::reader::bytes::{u16_at, u32_at};

/// The table of shared texts, which goes on from one record to the next.
struct Texts<'a> {
    records: std::slice::Iter<'a, &'a [u8]>,
    rest: &'a [u8],
}

impl<'a> Texts<'a> {
    /// So many bytes, which stand in one record unless they are skipped.
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            self.rest = self.records.next()?;
        }
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u16> {
        u16_at(self.take(2)?, 0)
    }

    fn skip(&mut self, mut count: usize) -> Option<()> {
        while count > 0 {
            if self.rest.is_empty() {
                self.rest = self.records.next()?;
            }
            let now = count.min(self.rest.len());
            self.take(now)?;
            count -= now;
        }
        Some(())
    }

    /// Passes so many characters. Where they go on in the next record, it says anew how wide they are.
    fn characters(&mut self, count: u16, flags: u8) -> Option<()> {
        let (mut left, mut flags) = (usize::from(count), flags);
        loop {
            let width = if flags & 1 == 0 { 1 } else { 2 };
            let now = left.min(self.rest.len() / width);
            self.rest = self.rest.get(now * width..)?;
            left -= now;
            if left == 0 {
                return Some(());
            }
            let (next, rest) = self.records.next()?.split_first()?;
            (flags, self.rest) = (*next, rest);
        }
    }

    /// The runs of the next text.
    fn text(&mut self) -> Option<Vec<Run>> {
        const READINGS: u8 = 0x04;
        const RICH: u8 = 0x08;
        let count = self.number()?;
        let flags = *self.take(1)?.first()?;
        let runs = if flags & RICH == 0 { 0 } else { self.number()? };
        let readings = match flags & READINGS {
            0 => 0,
            _ => u32_at(self.take(4)?, 0)?,
        };
        self.characters(count, flags)?;
        let mut found = Vec::new();
        for _ in 0..runs {
            found.extend(runs_of(self.take(4)?, 1));
        }
        self.skip(usize::try_from(readings).ok()?)?;
        Some(found)
    }
}

/// The runs of those shared texts that are rich, by the number of the text. `records` are the record of
/// the table and those that continue it; what is damaged ends the table.
pub(super) fn rich_texts(records: &[&[u8]]) -> HashMap<u32, Vec<Run>> {
    let mut texts = Texts { records: records.iter(), rest: &[] };
    let mut rich = HashMap::new();
    // How often the texts are used, and how many they are.
    let Some(count) = texts.take(8).and_then(|counts| u32_at(counts, 4)) else { return rich };
    for index in 0..count {
        let Some(runs) = texts.text() else { break };
        if !runs.is_empty() {
            rich.insert(index, runs);
        }
    }
    rich
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_where_a_text_goes_on_in_the_next_record() {
        let first = [
            &[9, 0, 0, 0, 3, 0, 0, 0][..],
            &[2, 0, 0, b'a', b'b'],
            // Rich, with readings: five characters, of which two stand here.
            &[5, 0, 0x0D, 1, 0, 3, 0, 0, 0, b'1', 0, b'2', 0],
        ];
        let second = [&[0, b'3', b'4', b'5', 2, 0, 6, 0, 1, 2, 3, 2, 0, 8, 2, 0][..], b"xy"];
        let third = [1, 0, 5, 0, 0, 0, 7, 0];
        let (first, second) = (first.concat(), second.concat());
        let rich = rich_texts(&[&first, &second, &third]);
        assert_eq!(rich[&1], [Run { start: 2, font: 6 }]);
        assert_eq!(rich[&2], [Run { start: 1, font: 5 }, Run { start: 0, font: 7 }]);
        assert_eq!(rich.len(), 2);
        assert!(rich_texts(&[&first]).is_empty());
        assert!(rich_texts(&[]).is_empty());
    }
}
