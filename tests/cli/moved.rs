//! What a clerk does to a sheet besides filling it in, done to the XML of a package: cells are moved
//! and taken away, with or without the names that lead to them, and sheets are copied.

use std::collections::BTreeMap;

use crate::fill::Package;

/// A cell by row and column, from one.
pub type At = (u32, u32);

/// Whether names follow the cells, as in a spreadsheet program, or are left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Follow,
    Stay,
}

pub fn at(address: &str) -> At {
    let digits = address.find(|c: char| c.is_ascii_digit()).unwrap();
    let (letters, row) = address.split_at(digits);
    let column = letters.bytes().fold(0, |sum, b| sum * 26 + u32::from(b - b'A') + 1);
    (row.parse().unwrap(), column)
}

pub fn address((row, column): At) -> String {
    let mut letters = String::new();
    let mut rest = column;
    while rest > 0 {
        letters.insert(0, char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap()));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{row}")
}

/// Every cell of a sheet as its XML without the address: ` s="3" t="s"><v>7</v></c>`.
fn cells(xml: &str) -> BTreeMap<At, String> {
    let mut cells = BTreeMap::new();
    for piece in xml.split("<c r=\"").skip(1) {
        let (place, rest) = piece.split_once('"').unwrap();
        let tag = rest.find('>').unwrap();
        let end = if rest[..tag].ends_with('/') {
            tag + 1
        } else {
            rest.find("</c>").unwrap() + "</c>".len()
        };
        cells.insert(at(place), rest[..end].to_owned());
    }
    cells
}

/// The sheet with other cells. What refers to cells (merged ones, lists, colours) goes: nothing of it
/// is read.
fn with_cells(xml: &str, cells: &BTreeMap<At, String>) -> String {
    let mut rows: BTreeMap<u32, String> = BTreeMap::new();
    for (place, cell) in cells {
        *rows.entry(place.0).or_default() += &format!("<c r=\"{}\"{cell}", address(*place));
    }
    let rows: String =
        rows.iter().map(|(row, cells)| format!("<row r=\"{row}\">{cells}</row>")).collect();
    let ends = ["<dimension", "<sheetViews", "<sheetData"];
    let end = ends.iter().filter_map(|end| xml.find(end)).min().unwrap();
    let head = &xml[..end];
    format!("{head}<sheetData>{rows}</sheetData></worksheet>")
}

/// Moves the cells of a sheet; what goes nowhere is deleted, and its names with it (`#REF!`).
pub fn shift(workbook: &mut Package, sheet: &str, names: Names, to: impl Fn(At) -> Option<At>) {
    let part = workbook.sheet_part(sheet);
    let xml = workbook.part(&part);
    let moved = cells(&xml).into_iter().filter_map(|(place, cell)| Some((to(place)?, cell)));
    let new = with_cells(&xml, &moved.collect());
    workbook.replace(&[&part], &xml, &new);
    if names == Names::Stay {
        return;
    }
    let book = workbook.part("xl/workbook.xml");
    let mut out = String::new();
    for piece in book.split_inclusive("</definedName>") {
        let start = format!("'{sheet}'!$");
        let moved = piece.find(&start).and_then(|begin| {
            let target = begin + start.len() - 1;
            let end = target + piece[target..].find('<').unwrap();
            if piece[target..end].contains(':') {
                return None;
            }
            let old = at(&piece[target..end].replace('$', ""));
            let new = to(old).map_or("#REF!".to_owned(), |new| {
                let text = address(new);
                let digits = text.find(|c: char| c.is_ascii_digit()).unwrap();
                format!("${}${}", &text[..digits], &text[digits..])
            });
            Some(format!("{}{new}{}", &piece[..target], &piece[end..]))
        });
        out += moved.as_deref().unwrap_or(piece);
    }
    workbook.replace(&["xl/workbook.xml"], &book, &out);
}

/// Writes a text or a number into any cell, stored or not.
pub fn write(workbook: &mut Package, sheet: &str, place: &str, text: &str) {
    let part = workbook.sheet_part(sheet);
    let xml = workbook.part(&part);
    let mut cells = cells(&xml);
    let cell = if text.parse::<u32>().is_ok() {
        format!("><v>{text}</v></c>")
    } else {
        format!(" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    cells.insert(at(place), cell);
    workbook.replace(&[&part], &xml, &with_cells(&xml, &cells));
}

/// Takes what a cell holds away and gives it to another, as cut and paste does.
pub fn cut(workbook: &mut Package, sheet: &str, from: &str, to: &str) {
    let (from, to) = (at(from), at(to));
    shift(workbook, sheet, Names::Follow, |place| match place {
        place if place == from => Some(to),
        place if place == to => None,
        place => Some(place),
    });
}

/// Exchanges rows but not the names, as sorting does.
pub fn exchange(workbook: &mut Package, sheet: &str, one: u32, other: u32) {
    shift(workbook, sheet, Names::Stay, |(row, column)| match row {
        row if row == one => Some((other, column)),
        row if row == other => Some((one, column)),
        row => Some((row, column)),
    });
}
