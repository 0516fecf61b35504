//! Notes, text boxes, shapes, headers and footers of an .ods.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::{Remarks, note};
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{NoteKind, Position};
use crate::reader::xml::{Walk, attribute, number};
use crate::reader::zip_guard::Package;

/// One of these stands in a content with notes or shapes.
const MARKS: [&str; 2] = ["<office:annotation", "<draw:"];

/// What each sheet says beside its cells, in the order of the content.
pub(in crate::reader) fn of_package(
    content: &[u8],
    package: &mut Package<'_>,
) -> Result<Vec<Remarks>, OpenFailure> {
    let styles = package.part("styles.xml")?.unwrap_or_default();
    let pages = pages(&styles);
    let text = std::str::from_utf8(content).unwrap_or_default();
    if pages.is_empty() && !MARKS.iter().any(|mark| text.contains(mark)) {
        return Ok(Vec::new());
    }
    let mut scan = Scan {
        walk: Walk::new("content.xml", content),
        pages,
        masters: BTreeMap::new(),
        sheets: Vec::new(),
        row: 0,
        column: 0,
    };
    // The content was walked to its end before.
    let _ = scan.run();
    Ok(scan.sheets)
}

struct Scan<'a> {
    walk: Walk<'a>,
    /// What the heads and feet of each kind of page say.
    pages: BTreeMap<String, Vec<String>>,
    /// The kind of page of each style of a sheet.
    masters: BTreeMap<String, String>,
    sheets: Vec<Remarks>,
    /// Where the next row begins, and the next cell of this row.
    row: u32,
    column: u32,
}

impl Scan<'_> {
    fn run(&mut self) -> Result<(), OpenFailure> {
        let (mut repeated, mut cell) = (1, None);
        loop {
            match self.walk.next()? {
                Event::Start(element) => match element.name().as_ref() {
                    "style:style" => {
                        let name = attribute(&element, "name");
                        self.masters.extend(name.zip(attribute(&element, "master-page-name")));
                    }
                    "table:table" if attribute(&element, "name").is_some() => {
                        self.begin_sheet(&element);
                    }
                    "table:table-row" => {
                        repeated = repeats(&element, "number-rows-repeated");
                        self.column = 0;
                    }
                    "table:table-cell" | "table:covered-table-cell" => {
                        cell = Some(Position::new(self.row, self.column));
                        let columns = repeats(&element, "number-columns-repeated");
                        self.column = self.column.saturating_add(columns);
                    }
                    "office:annotation" => {
                        let text = paragraphs(&mut self.walk)?;
                        self.add(NoteKind::Note, cell, &text);
                    }
                    name if name.starts_with("draw:") && cell.is_none() => {
                        let at = anchored(&element);
                        let text = paragraphs(&mut self.walk)?;
                        self.add(NoteKind::TextBox, at, &text);
                    }
                    name if name.starts_with("draw:") => {
                        let text = paragraphs(&mut self.walk)?;
                        self.add(NoteKind::TextBox, cell, &text);
                    }
                    _ => {}
                },
                Event::End(element) => match element.name().as_ref() {
                    "table:table-row" => self.row = self.row.saturating_add(repeated),
                    "table:table-cell" | "table:covered-table-cell" => cell = None,
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn begin_sheet(&mut self, element: &BytesStart<'_>) {
        (self.row, self.column) = (0, 0);
        let page = attribute(element, "style-name");
        let page = page.and_then(|style| self.masters.get(&style));
        let margins = page.and_then(|page| self.pages.get(page)).cloned().unwrap_or_default();
        self.sheets.push(Remarks { notes: Vec::new(), margins });
    }

    fn add(&mut self, kind: NoteKind, at: Option<Position>, text: &str) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.notes.extend(note(kind, at, text));
        }
    }
}

/// Where a shape of the sheet ends, which it says as `'Biểu 2'.F9`; where it begins is a length.
fn anchored(element: &BytesStart<'_>) -> Option<Position> {
    let end = attribute(element, "end-cell-address")?;
    Position::parse(end.rsplit('.').next().unwrap_or_default())
}

fn repeats(element: &BytesStart<'_>, name: &str) -> u32 {
    number(element, name).unwrap_or(1)
}

/// The paragraphs up to the end of an element whose start is behind the walk, a line each. Fields are
/// left out, and so are titles and descriptions, names and dates.
fn paragraphs(walk: &mut Walk<'_>) -> Result<String, OpenFailure> {
    let mut text = String::new();
    // Of each element that is open, whether its text counts.
    let mut open: Vec<bool> = Vec::new();
    loop {
        match walk.next()? {
            Event::Start(element) => {
                let is_within = open.last().copied().unwrap_or_default();
                open.push(match element.name().as_ref() {
                    "text:p" | "text:h" => {
                        if !text.is_empty() {
                            text.push('\n');
                        }
                        true
                    }
                    "text:s" | "text:tab" if is_within => {
                        text.push(' ');
                        false
                    }
                    "text:line-break" if is_within => {
                        text.push('\n');
                        false
                    }
                    "text:span" | "text:a" => is_within,
                    _ => false,
                });
            }
            Event::End(_) if open.pop().is_none() => return Ok(text),
            Event::Eof => return Err(walk.fail("ends within a text")),
            event if open.last() == Some(&true) => {
                walk.add_text(&event, &mut text)?;
            }
            _ => {}
        }
    }
}

/// What the heads and feet of each kind of page say.
fn pages(styles: &[u8]) -> BTreeMap<String, Vec<String>> {
    const MARGINS: [&str; 6] = [
        "style:header",
        "style:header-left",
        "style:header-first",
        "style:footer",
        "style:footer-left",
        "style:footer-first",
    ];
    let mut pages = BTreeMap::new();
    let mut walk = Walk::new("styles.xml", styles);
    let mut page = String::new();
    while let Ok(event) = walk.next() {
        match event {
            Event::Start(element) if element.name().as_ref() == "style:master-page" => {
                page = attribute(&element, "name").unwrap_or_default();
            }
            Event::Start(element) if MARGINS.contains(&element.name().as_ref()) => {
                let is_shown = attribute(&element, "display").is_none_or(|shown| shown != "false");
                let Ok(text) = paragraphs(&mut walk) else { break };
                if is_shown {
                    let texts: &mut Vec<String> = pages.entry(page.clone()).or_default();
                    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
                    texts.extend(lines.map(str::to_owned));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    pages.retain(|_, texts| !texts.is_empty());
    pages
}
