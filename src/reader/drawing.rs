//! The cells that pictures cover, from the drawing of a sheet (.xlsx and .xlsb alike).

use std::collections::HashMap;

use quick_xml::events::{BytesStart, Event};

use super::bounds::{COLUMNS, ROWS};
use super::xml::{Walk, attribute};
use super::zip_guard::Package;
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{Area, Position};

/// A column and a row as they usually are, in the units of drawings: for pictures that say how large
/// they are and not where they end.
const COLUMN_SIZE: u64 = 609_600;
const ROW_SIZE: u64 = 190_500;
/// What a picture reaches into its last row or column by less than this covers nothing there.
const TOUCH: u64 = 60_000;
/// As many pictures of a sheet are looked at.
const PICTURES: usize = 10_000;

/// The areas that the pictures of a sheet cover. Drawings are read in good faith: one that is damaged
/// costs no figure.
pub(super) fn pictures(package: &mut Package<'_>, sheet: &str) -> Vec<Area> {
    let (folder, name) = sheet.split_at(sheet.rfind('/').map_or(0, |slash| slash + 1));
    let relations = format!("{folder}_rels/{name}.rels");
    if !package.has(&relations) {
        return Vec::new();
    }
    let mut part = |path: &str| package.part(path).ok().flatten();
    let targets = part(&relations).and_then(|part| targets(&part).ok()).unwrap_or_default();
    let drawings = targets.iter().filter_map(|target| part(&resolved(folder, target)));
    drawings.flat_map(|drawing| areas(&drawing).unwrap_or_default()).take(PICTURES).collect()
}

/// The targets of the relationships that are drawings.
fn targets(part: &[u8]) -> Result<Vec<String>, OpenFailure> {
    let mut walk = Walk::new("rels", part);
    let mut targets = Vec::new();
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let kind = attribute(&element, "Type").unwrap_or_default();
                if kind.ends_with("/drawing") {
                    targets.extend(attribute(&element, "Target"));
                }
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// The targets of relationships by their names.
pub(super) fn relationships(part: &[u8]) -> Result<HashMap<String, String>, OpenFailure> {
    let mut walk = Walk::new("rels", part);
    let mut targets = HashMap::new();
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let (id, target) = (attribute(&element, "Id"), attribute(&element, "Target"));
                targets.extend(id.zip(target));
            }
            Event::Eof => return Ok(targets),
            _ => {}
        }
    }
}

/// The part that a target in a folder stands for.
pub(super) fn resolved(folder: &str, target: &str) -> String {
    if let Some(inside) = target.strip_prefix('/') {
        return inside.to_owned();
    }
    let (mut folder, mut target) = (folder, target);
    while let Some(up) = target.strip_prefix("../") {
        let outer = folder.trim_end_matches('/').rfind('/').map_or(0, |slash| slash + 1);
        (folder, target) = (&folder[..outer], up);
    }
    format!("{folder}{target}")
}

/// Where a drawing is anchored, while it is read.
#[derive(Debug, Default)]
struct Anchor {
    /// Column, its part, row, its part: of the first corner and of the last.
    from: [u64; 4],
    to: Option<[u64; 4]>,
    size: [u64; 2],
    is_picture: bool,
}

impl Anchor {
    fn area(&self) -> Option<Area> {
        let [column, column_part, row, row_part] = self.from;
        let [width, height] = self.size;
        let [last_column, last_column_part, last_row, last_row_part] =
            self.to.unwrap_or_else(|| {
                let (right, down) =
                    (column_part.saturating_add(width), row_part.saturating_add(height));
                let (columns, rows) = (right / COLUMN_SIZE, down / ROW_SIZE);
                [
                    column.saturating_add(columns),
                    right % COLUMN_SIZE,
                    row.saturating_add(rows),
                    down % ROW_SIZE,
                ]
            });
        let end = |last: u64, part: u64, first: u64| {
            if part < TOUCH { last.saturating_sub(1).max(first) } else { last }
        };
        let position = |row: u64, column: u64| {
            let row = u32::try_from(row.min(ROWS - 1)).ok()?;
            Some(Position::new(row, u32::try_from(column.min(COLUMNS - 1)).ok()?))
        };
        let last_row = end(last_row, last_row_part, row);
        let last_column = end(last_column, last_column_part, column);
        Some(Area { first: position(row, column)?, last: position(last_row, last_column)? })
    }
}

/// The areas of the pictures of one drawing. A picture of no size covers nothing.
fn areas(drawing: &[u8]) -> Result<Vec<Area>, OpenFailure> {
    let mut walk = Walk::new("drawing", drawing);
    let mut areas = Vec::new();
    let mut anchor = Anchor::default();
    let mut corner = None;
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
                    "from" if depth == 1 => corner = Some(false),
                    "to" if depth == 1 => {
                        anchor.to = Some([0; 4]);
                        corner = Some(true);
                    }
                    "ext" if depth == 1 => anchor.size = size(&element),
                    "pic" if depth > 0 => anchor.is_picture = true,
                    _ => {}
                }
                depth += usize::from(depth > 0);
            }
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                let index = match element.local_name().as_ref() {
                    "col" => 0,
                    "colOff" => 1,
                    "row" => 2,
                    "rowOff" => 3,
                    "from" | "to" => {
                        corner = None;
                        continue;
                    }
                    "twoCellAnchor" | "oneCellAnchor" => {
                        areas.extend(anchor.area().filter(|_| anchor.is_picture));
                        depth = 0;
                        continue;
                    }
                    _ => continue,
                };
                let number = text.trim().parse::<u64>().unwrap_or(0);
                match (corner, &mut anchor.to) {
                    (Some(true), Some(to)) => to[index] = number,
                    (Some(false), _) => anchor.from[index] = number,
                    _ => {}
                }
            }
            Event::Eof => return Ok(areas),
            _ => {}
        }
    }
}

fn size(element: &BytesStart<'_>) -> [u64; 2] {
    let of = |name| attribute(element, name).and_then(|text| text.parse().ok()).unwrap_or(0);
    [of("cx"), of("cy")]
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
        assert_eq!(
            resolved("xl/worksheets/", "../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml"
        );
    }
}
