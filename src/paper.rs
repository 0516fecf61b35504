//! What every printed sheet shares: the face, the paper, and rows high enough for their text.
//!
//! Row heights are worked out here because programs do not agree on when to fit a row to its text,
//! and none does it for merged cells.

/// The face that official documents use (Nghị định 30/2020/NĐ-CP, Phụ lục I).
pub const FONT: &str = "Times New Roman";
/// Excel's number for A4.
pub const A4: u8 = 9;

/// The height of a line of 12 point text, in points.
const LINE: f64 = 15.75;
/// Excel's limit for a row.
const HIGHEST: f64 = 409.0;
/// Column widths count digits of the default face; running text of 12 points takes a little less,
/// measured on the forms in Times New Roman and its metric twin, with something to spare.
const CHARACTERS_PER_WIDTH: f64 = 1.1;

/// The height of a row, in points, in which each text stands in a column of the given width.
#[must_use]
pub fn row_height<'t>(cells: impl IntoIterator<Item = (&'t str, f64)>) -> f64 {
    let lines = cells.into_iter().map(|(text, width)| lines(text, width)).max().unwrap_or(1);
    let lines = u16::try_from(lines.max(1)).unwrap_or(u16::MAX);
    (f64::from(lines) * LINE + 3.0).min(HIGHEST)
}

/// How many lines a text takes in a column, broken between words.
fn lines(text: &str, width: f64) -> usize {
    let mut room = 1;
    while f64::from(room) < width * CHARACTERS_PER_WIDTH {
        room += 1;
    }
    let room = usize::try_from(room).unwrap_or(1);
    text.split('\n').map(|paragraph| lines_of_paragraph(paragraph, room)).sum()
}

fn lines_of_paragraph(paragraph: &str, room: usize) -> usize {
    let mut lines = 1;
    let mut used = 0;
    for word in paragraph.split_whitespace() {
        let mut length = word.chars().count();
        if used > 0 && used + 1 + length > room {
            lines += 1;
            used = 0;
        }
        // A word longer than the column is broken inside.
        while length > room {
            lines += 1;
            length -= room;
        }
        used += length + usize::from(used > 0);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_broken_between_words_and_long_words_inside() {
        assert_eq!(lines("", 10.0), 1);
        assert_eq!(lines("một hai ba", 12.0), 1);
        assert_eq!(lines("một hai ba bốn năm", 10.0), 2);
        assert_eq!(lines("a\nb", 10.0), 2);
        assert_eq!(lines(&"x".repeat(25), 10.0), 3);
        assert!(row_height([("", 5.0)]) < row_height([("một hai ba bốn", 5.0)]));
    }
}
