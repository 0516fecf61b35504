//! Heights of rows. A program that opens the workbook need not fit them (LibreOffice does not), and
//! never does where cells are merged, so the lines of each cell are counted here.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

/// Excel's limit, in points.
const HIGHEST: u32 = 409;
/// A unit of column width (seven pixels of 1/96 inch) in thousandths of a type of one point, less a
/// little, since programs round each letter to pixels.
const UNIT: u32 = 5_100;

/// Lines of a text up to which it stands in one row.
const WHOLE: u32 = 12;
/// Lines of each row of a text that takes several.
const PART: u32 = 8;
/// What a row is higher than its lines, in points.
const MARGIN: u32 = 4;
/// Rows from which on a sheet is long: what is remembered of each row for itself then takes more memory
/// than all returns together.
pub(crate) const MANY_ROWS: usize = 50_000;
/// How wide a letter of Vietnamese prose is on average, spaces and what lines leave free at their
/// ends included.
const PROSE_ADVANCE: u32 = 480;

/// The height that a row needs.
#[derive(Debug)]
pub(crate) struct Height {
    size: u32,
    lines: u32,
}

impl Height {
    /// A row in type of a size, of one line so far.
    pub(crate) fn new(size: u32) -> Self {
        Self { size, lines: 1 }
    }

    /// Makes room for a text in a column, or in merged columns, of a width.
    pub(crate) fn text(&mut self, text: &str, width: u16) -> &mut Self {
        let room = u32::from(width) * UNIT / self.size;
        let lines: u32 = text.split('\n').map(|line| wrapped(line, room.max(1))).sum();
        self.lines = self.lines.max(lines);
        self
    }

    /// Spreads a text of many lines over several rows, from a row on; gives the last of them. A row
    /// is printed on one page or not at all, so that low ones leave less of a page empty.
    pub(crate) fn spread(&self, sheet: &mut Worksheet, row: u32) -> Result<u32, XlsxError> {
        let rows = if self.lines > WHOLE { self.lines.div_ceil(PART) } else { 1 };
        let lines = self.lines.div_ceil(rows);
        let margin = if rows > 1 { 0 } else { MARGIN };
        for row in row..row + rows {
            sheet.set_row_height(row, points(lines, self.size) - MARGIN + margin)?;
        }
        Ok(row + rows - 1)
    }

    /// Makes room for a number of lines.
    pub(crate) fn at_least(&mut self, lines: u32) -> &mut Self {
        self.lines = self.lines.max(lines);
        self
    }

    /// Sets the height of a row.
    pub(crate) fn set(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        sheet.set_row_height(row, self.points())?;
        Ok(())
    }

    /// Sets the height of a row of a sheet whose rows have a usual height; such a one has no other.
    pub(crate) fn set_beside(
        &self,
        usual: Option<u32>,
        sheet: &mut Worksheet,
        row: u32,
    ) -> Result<(), XlsxError> {
        if usual == Some(self.points()) { Ok(()) } else { self.set(sheet, row) }
    }

    fn points(&self) -> u32 {
        points(self.lines, self.size).min(HIGHEST)
    }
}

/// The height of most rows, in points. The writer remembers each row that has a height of its own until
/// the sheet is finished.
pub(crate) fn most_common(rows: impl Iterator<Item = Height>) -> Option<u32> {
    let mut counted: BTreeMap<u32, usize> = BTreeMap::new();
    for height in rows {
        *counted.entry(height.points()).or_default() += 1;
    }
    counted.into_iter().max_by_key(|(_, rows)| *rows).map(|(points, _)| points)
}

/// The height of some lines, which stand a little further apart than the type is high.
fn points(lines: u32, size: u32) -> u32 {
    lines.saturating_mul(size * 13) / 10 + MARGIN
}

/// About how many characters of prose the highest row prints in a column.
pub(crate) fn fitting(size: u32, width: u16) -> usize {
    let lines = (HIGHEST - MARGIN) * 10 / (size * 13);
    usize::try_from(lines * per_line(size, width)).unwrap_or(usize::MAX)
}

/// About how many lines a number of characters of prose takes in a column.
pub(crate) fn lines(characters: usize, size: u32, width: u16) -> u32 {
    let characters = u32::try_from(characters).unwrap_or(u32::MAX);
    characters.div_ceil(per_line(size, width))
}

fn per_line(size: u32, width: u16) -> u32 {
    (u32::from(width) * UNIT / size / PROSE_ADVANCE).max(1)
}

/// How many lines a paragraph takes in a room; a word that is too long is broken.
fn wrapped(paragraph: &str, room: u32) -> u32 {
    let (mut lines, mut used) = (1, 0);
    for word in paragraph.split_whitespace() {
        let length: u32 = word.chars().map(advance).sum();
        if used > 0 && used + advance(' ') + length > room {
            lines += 1;
            used = 0;
        }
        used += length + if used > 0 { advance(' ') } else { 0 };
        let broken = used.saturating_sub(1) / room;
        lines += broken;
        used -= broken * room;
    }
    lines
}

/// About how wide a letter of Times New Roman is, in thousandths of its size.
fn advance(letter: char) -> u32 {
    match letter {
        ' ' | '.' | ',' => 250,
        'f' | 'i' | 'j' | 'l' | 't' | 'r' | ':' | ';' | '/' | '(' | ')' | '-' => 310,
        'm' | 'w' => 770,
        'M' | 'W' | '%' | '…' => 950,
        _ if letter.is_uppercase() => 710,
        _ => 490,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_words_wrap() {
        let room = "một hai ba".chars().map(advance).sum();
        assert_eq!(wrapped("", room), 1);
        assert_eq!(wrapped("một hai ba", room), 1);
        assert_eq!(wrapped("một hai ba bốn", room), 2);
        assert_eq!(wrapped(&"a".repeat(25), 10 * advance('a')), 3);
        assert_eq!(Height::new(12).text("a\nb\nc", 10).lines, 3);
    }

    #[test]
    fn most_rows_have_the_usual_height() {
        let rows = [1, 3, 2, 3, 1, 3].map(|lines| Height { size: 10, lines });
        assert_eq!(most_common(rows.into_iter()), Some(points(3, 10)));
        assert_eq!(most_common(std::iter::empty()), None);
    }

    #[test]
    fn a_text_of_many_lines_takes_as_many_rows_as_hold_it() {
        for (lines, last) in [(1, 5), (WHOLE, 5), (WHOLE + 1, 6), (80, 14)] {
            let mut sheet = Worksheet::new();
            let height = Height { size: 12, lines };
            assert_eq!(height.spread(&mut sheet, 5).unwrap(), last, "{lines}");
            assert!((last - 4) * lines.div_ceil(last - 4) >= lines);
        }
    }
}
