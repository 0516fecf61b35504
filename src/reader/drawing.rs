//! The cells that pictures cover, from the drawing of a sheet (.xlsx and .xlsb alike).

use quick_xml::events::Event;

use super::bounds::nearest_cell;
use super::relationships::relationships;
use super::xml::{Walk, number};
use super::zip_guard::Package;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::Area;

/// A column and a row as they usually are, in the units of drawings: for pictures that say how large
/// they are and not where they end.
const COLUMN_SIZE: u64 = 609_600;
const ROW_SIZE: u64 = 190_500;
/// What a picture reaches into its last row or column by less than this covers nothing there.
const TOUCH: u64 = 60_000;
/// As many pictures of a sheet are looked at.
const PICTURES: usize = 10_000;

/// The areas that the pictures of a sheet cover. A drawing that is
/// damaged covers none: it holds no figures.
pub(super) fn pictures(package: &mut Package<'_>, sheet: &str) -> Vec<Area> {
    let related = relationships(package, sheet).ok().flatten().unwrap_or_default();
    let paths = related.iter().filter(|related| related.kind == "drawing").map(|found| &found.path);
    paths
        .filter_map(|path| package.part(path).ok().flatten())
        .flat_map(|drawing| areas(&drawing).unwrap_or_default())
        .take(PICTURES)
        .collect()
}

#[derive(Debug, Default, Clone, Copy)]
struct Corner {
    column: u64,
    /// How far it reaches into the column.
    right: u64,
    row: u64,
    /// How far it reaches into the row.
    down: u64,
}

impl Corner {
    /// The number that an element of this name gives.
    fn part(&mut self, name: &str) -> Option<&mut u64> {
        match name {
            "col" => Some(&mut self.column),
            "colOff" => Some(&mut self.right),
            "row" => Some(&mut self.row),
            "rowOff" => Some(&mut self.down),
            _ => None,
        }
    }
}

/// Where a drawing is anchored, while it is read.
#[derive(Debug, Default)]
struct Anchor {
    from: Corner,
    to: Option<Corner>,
    width: u64,
    height: u64,
    is_picture: bool,
}

impl Anchor {
    fn area(&self) -> Area {
        let from = self.from;
        let to = self.to.unwrap_or_else(|| {
            let right = from.right.saturating_add(self.width);
            let down = from.down.saturating_add(self.height);
            Corner {
                column: from.column.saturating_add(right / COLUMN_SIZE),
                right: right % COLUMN_SIZE,
                row: from.row.saturating_add(down / ROW_SIZE),
                down: down % ROW_SIZE,
            }
        });
        let last_row = last_covered(to.row, to.down, from.row);
        let last_column = last_covered(to.column, to.right, from.column);
        Area {
            first: nearest_cell(from.row, from.column),
            last: nearest_cell(last_row, last_column),
        }
    }
}

/// The last row or column that a picture covers that begins in `first`.
fn last_covered(last: u64, part: u64, first: u64) -> u64 {
    if part < TOUCH { last.saturating_sub(1).max(first) } else { last }
}

/// The areas of the pictures of one drawing. A picture of no size covers nothing.
fn areas(drawing: &[u8]) -> Result<Vec<Area>, OpenFailure> {
    let mut walk = Walk::new("drawing", drawing);
    let mut areas = Vec::new();
    let mut anchor = Anchor::default();
    // Whether the corner being read is the last one.
    let mut is_last = None;
    let mut depth = 0;
    let mut text = String::new();
    loop {
        match walk.next()? {
            Event::Start(element) => {
                text.clear();
                match element.local_name().as_ref() {
                    "twoCellAnchor" | "oneCellAnchor" => {
                        anchor = Anchor::default();
                        depth = 1;
                        continue;
                    }
                    "from" if depth == 1 => is_last = Some(false),
                    "to" if depth == 1 => {
                        anchor.to = Some(Corner::default());
                        is_last = Some(true);
                    }
                    "ext" if depth == 1 => {
                        anchor.width = number(&element, "cx").unwrap_or(0);
                        anchor.height = number(&element, "cy").unwrap_or(0);
                    }
                    "pic" if depth > 0 => anchor.is_picture = true,
                    _ => {}
                }
                depth += usize::from(depth > 0);
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                match element.local_name().as_ref() {
                    "from" | "to" => is_last = None,
                    "twoCellAnchor" | "oneCellAnchor" => {
                        areas.extend(anchor.is_picture.then(|| anchor.area()));
                        depth = 0;
                    }
                    name => {
                        let corner = match is_last {
                            Some(true) => anchor.to.as_mut(),
                            Some(false) => Some(&mut anchor.from),
                            None => None,
                        };
                        if let Some(part) = corner.and_then(|corner| corner.part(name)) {
                            *part = text.trim().parse().unwrap_or(0);
                        }
                    }
                }
            }
            Event::Eof => return Ok(areas),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_cover_what_they_reach_into() {
        let corner = |name: &str, [column, right, row, down]: [u64; 4]| {
            format!(
                "<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{right}</xdr:colOff>\
                 <xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:{name}>"
            )
        };
        let two = |to: [u64; 4], what: &str| {
            format!(
                "<xdr:twoCellAnchor>{}{}<xdr:{what}><a:ext cx=\"9\" cy=\"9\"/></xdr:{what}></xdr:twoCellAnchor>",
                corner("from", [5, 10, 8, 0]),
                corner("to", to)
            )
        };
        let one = format!(
            "<xdr:oneCellAnchor>{}<xdr:ext cx=\"700000\" cy=\"190500\"/><xdr:pic/></xdr:oneCellAnchor>",
            corner("from", [1, 0, 1, 0])
        );
        let drawing = [
            two([7, 100_000, 8, 100_000], "pic"),
            two([6, 0, 9, 0], "pic"),
            two([9, 0, 9, 0], "sp"),
            one,
        ];
        let drawing = format!("<xdr:wsDr>{}</xdr:wsDr>", drawing.concat());
        let areas: Vec<String> =
            areas(drawing.as_bytes()).unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(areas, ["F9:H9", "F9:F9", "B2:C2"]);
    }
}
