//! Heights of rows. A program that opens the workbook need not fit them (LibreOffice does not), and
//! never does where cells are merged, so the lines of each cell are counted here.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::value::Value;

/// Excel's limit, in points.
const HIGHEST: u32 = 409;
/// The size of type at which a letter is about as wide as a unit of column width.
const UNIT_SIZE: u32 = 13;

/// The height that a row needs.
#[derive(Debug)]
pub(super) struct Height {
    size: u32,
    lines: u32,
}

impl Height {
    /// A row in type of a size, of one line so far.
    pub(super) fn new(size: u32) -> Self {
        Self { size, lines: 1 }
    }

    /// Makes room for a text in a column, or in merged columns, of a width.
    pub(super) fn text(&mut self, text: &str, width: u16) -> &mut Self {
        let room = usize::from(width) * UNIT_SIZE as usize / self.size as usize;
        if text.len() > room || text.contains('\n') {
            let lines: usize = text.split('\n').map(|line| wrapped(line, room.max(1))).sum();
            self.lines = self.lines.max(u32::try_from(lines).unwrap_or(HIGHEST));
        }
        self
    }

    /// Makes room for what a cell says.
    pub(super) fn value(&mut self, value: &Value, width: u16) -> &mut Self {
        if let Value::Text(text) = value { self.text(text, width) } else { self }
    }

    /// Sets the height of a row.
    pub(super) fn set(&self, sheet: &mut Worksheet, row: u32) -> Result<(), XlsxError> {
        // Lines stand a little further apart than the type is high.
        let points = self.lines.saturating_mul(self.size * 13) / 10 + 4;
        sheet.set_row_height(row, points.min(HIGHEST))?;
        Ok(())
    }
}

/// How many lines a paragraph takes; a word that is too long is broken.
fn wrapped(paragraph: &str, room: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in paragraph.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        lines += used.saturating_sub(1) / room;
        used -= used.saturating_sub(1) / room * room;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_as_words_wrap() {
        assert_eq!(wrapped("", 10), 1);
        assert_eq!(wrapped("một hai ba", 10), 1);
        assert_eq!(wrapped("một hai ba bốn", 10), 2);
        assert_eq!(wrapped(&"a".repeat(25), 10), 3);
        assert_eq!(Height::new(12).text("a\nb\nc", 10).lines, 3);
    }
}
