//! The cells of an .ods that pictures cover. A picture is anchored in a cell and says in which one it
//! ends, or lies on the sheet and says how far from its corner.

use std::ops::RangeInclusive;

use quick_xml::events::{BytesStart, Event};

use super::style::length;
use crate::reader::bounds::nearest_cell;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Area, Position};
use crate::reader::xml::{Walk, attribute};

/// What a picture reaches into a row or column by less than this covers nothing there, in
/// thousandths of a millimetre.
const TOUCH: u64 = 1_500;

/// Where a picture lies, in thousandths of a millimetre.
#[derive(Debug, Clone, Default)]
pub(super) struct Frame {
    /// Where it ends, where it says so.
    end: Option<LastCell>,
    /// How far it is from the corner of the sheet, or of the cell that it is anchored in.
    right: u64,
    down: u64,
    width: u64,
    height: u64,
}

/// The cell in which a picture ends.
#[derive(Debug, Clone, Copy)]
struct LastCell {
    right: End,
    down: End,
}

/// The row or column in which a picture ends, and how far it reaches into it.
#[derive(Debug, Clone, Copy)]
struct End {
    line: u32,
    inside: u64,
}

/// Reads a frame, whose start is behind the walk, to its end; `None` where it holds no picture.
pub(super) fn frame(
    walk: &mut Walk<'_>,
    element: &BytesStart<'_>,
) -> Result<Option<Frame>, OpenFailure> {
    let end = attribute(element, "end-cell-address");
    let end = end.and_then(|end| Position::parse(end.rsplit('.').next().unwrap_or_default()));
    let frame = Frame {
        end: end.map(|end| LastCell {
            right: End { line: end.column, inside: length_of(element, "end-x") },
            down: End { line: end.row, inside: length_of(element, "end-y") },
        }),
        right: length_of(element, "x"),
        down: length_of(element, "y"),
        width: length_of(element, "width"),
        height: length_of(element, "height"),
    };
    let (mut is_picture, mut depth) = (None, 0);
    loop {
        match walk.next()? {
            Event::Start(element) => {
                // A chart or another document has a picture beside it for programs that cannot show it.
                if depth == 0 && is_picture.is_none() {
                    is_picture = Some(element.name().as_ref() == "draw:image");
                }
                depth += 1;
            }
            Event::End(_) if depth == 0 => return Ok((is_picture == Some(true)).then_some(frame)),
            Event::End(_) => depth -= 1,
            Event::Eof => return Err(walk.fail("ends within a drawing")),
            _ => {}
        }
    }
}

/// A length in thousandths of a millimetre, 0 where the element gives none.
fn length_of(element: &BytesStart<'_>, name: &str) -> u64 {
    attribute(element, name).and_then(|text| length(&text)).unwrap_or(0)
}

/// The sizes of the rows or the columns of a sheet, as they follow one another.
#[derive(Debug)]
pub(super) struct Sizes {
    told: Vec<(u64, u64)>,
    /// That of those of which nothing is said.
    usual: u64,
}

impl Sizes {
    /// Of rows or columns that are usually of this size.
    pub(super) fn new(usual: u64) -> Self {
        Self { told: Vec::new(), usual }
    }

    /// So many more of one size.
    pub(super) fn push(&mut self, count: u64, size: Option<u64>) {
        let size = size.unwrap_or(self.usual);
        match self.told.last_mut() {
            Some((before, same)) if *same == size => *before = before.saturating_add(count),
            _ => self.told.push((count, size)),
        }
    }

    /// Which row or column is so far from the beginning.
    fn at(&self, mut far: u64) -> u64 {
        let mut first: u64 = 0;
        for (count, size) in &self.told {
            let all = count.saturating_mul(*size);
            if far < all {
                return first.saturating_add(far.checked_div(*size).unwrap_or(0));
            }
            far -= all;
            first = first.saturating_add(*count);
        }
        first.saturating_add(far.checked_div(self.usual).unwrap_or(0))
    }

    /// How far a row or column is from the beginning.
    fn before(&self, line: u64) -> u64 {
        let (mut left, mut far) = (line, 0_u64);
        for (count, size) in &self.told {
            let taken = left.min(*count);
            far = far.saturating_add(taken.saturating_mul(*size));
            left -= taken;
        }
        far.saturating_add(left.saturating_mul(self.usual))
    }
}

/// The cells that a picture covers; `anchor` is the cell that it is anchored in.
pub(super) fn area(frame: &Frame, anchor: Option<Position>, columns: &Sizes, rows: &Sizes) -> Area {
    let (right, down) = frame.end.map_or((None, None), |end| (Some(end.right), Some(end.down)));
    let columns = Axis {
        sizes: columns,
        anchor: anchor.map(|anchor| anchor.column),
        from: frame.right,
        size: frame.width,
        end: right,
    };
    let rows = Axis {
        sizes: rows,
        anchor: anchor.map(|anchor| anchor.row),
        from: frame.down,
        size: frame.height,
        end: down,
    };
    let (columns, rows) = (columns.covered(), rows.covered());
    Area {
        first: nearest_cell(*rows.start(), *columns.start()),
        last: nearest_cell(*rows.end(), *columns.end()),
    }
}

/// Where a picture lies along the rows or along the columns of a sheet.
struct Axis<'a> {
    sizes: &'a Sizes,
    /// The row or column that it is anchored in.
    anchor: Option<u32>,
    from: u64,
    size: u64,
    end: Option<End>,
}

impl Axis<'_> {
    /// The rows or columns that are covered.
    fn covered(&self) -> RangeInclusive<u64> {
        let begin = self.anchor.map_or(0, |anchor| self.sizes.before(anchor.into()));
        let from = begin.saturating_add(self.from);
        let first = self.sizes.at(from.saturating_add(TOUCH));
        let last = match self.end {
            Some(end) if end.inside < TOUCH => u64::from(end.line).saturating_sub(1),
            Some(end) => end.line.into(),
            None => self.sizes.at(from.saturating_add(self.size).saturating_sub(TOUCH)),
        };
        first..=last.max(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn covered(attributes: &str, inside: &str, anchor: Option<&str>) -> Option<String> {
        let xml = format!("<draw:frame {attributes}>{inside}</draw:frame>");
        let mut walk = Walk::new("content.xml", xml.as_bytes());
        let Event::Start(element) = walk.next().unwrap() else { panic!() };
        let frame = frame(&mut walk, &element).unwrap()?;
        let (mut columns, mut rows) = (Sizes::new(10_000), Sizes::new(5_000));
        columns.push(4, Some(20_000));
        columns.push(1, None);
        rows.push(3, Some(5_000));
        let anchor = anchor.map(|anchor| Position::parse(anchor).unwrap());
        Some(area(&frame, anchor, &columns, &rows).to_string())
    }

    #[test]
    fn pictures_cover_cells() {
        let image = "<draw:image xlink:href=\"a.png\"/>";
        let covers = |attributes, anchor| covered(attributes, image, anchor).unwrap();
        let end = "table:end-cell-address=\"'Biểu 2'.F9\" table:end-x=\"8mm\" table:end-y=\"0mm\"";
        assert_eq!(covers(end, Some("E7")), "E7:F8");
        let sized = "svg:x=\"1mm\" svg:y=\"1mm\" svg:width=\"1.2cm\" svg:height=\"7mm\"";
        assert_eq!(covers(sized, Some("E7")), "E7:F8");
        let laid = "svg:x=\"85mm\" svg:y=\"41mm\" svg:width=\"4mm\" svg:height=\"3mm\"";
        assert_eq!(covers(laid, None), "E9:E9");
        let chart = "<draw:object/><draw:image/>";
        assert_eq!(covered(sized, chart, None), None);
        assert_eq!(covered(sized, "<draw:text-box/>", None), None);
    }
}
