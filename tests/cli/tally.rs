//! An independent count of what a return holds, so that "used + rejected + ignored = non-empty cells of
//! the form sheets" (the ledger of cells in `validate --format json`) is held on every return that a
//! test validates, and not only where a test thinks of it.
//!
//! It reads the XML of the package by itself and knows two marks of a form sheet: the name of an input
//! cell leads there, or the form's code is printed there. A table that was typed again has neither; the
//! tests about such tables count for themselves.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _};
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use zip::ZipArchive;

use crate::fill::sheets;

/// Holds the three counts of every .xlsx that a report names against the file.
#[track_caller]
pub fn check(folder: &Path, report: &Value) {
    hold(folder, report, false);
}

/// The same of files in which a table may have lost both marks of a form sheet: the program may count
/// more cells than these marks tell, and never fewer.
#[track_caller]
pub fn check_where_marks_are_lost(folder: &Path, report: &Value) {
    hold(folder, report, true);
}

#[track_caller]
fn hold(folder: &Path, report: &Value, may_be_more: bool) {
    for file in report["files"].as_array().into_iter().flatten() {
        let path = folder.join(file["path"].as_str().unwrap());
        let of = |key: &str| file["cells"][key].as_u64().unwrap();
        let sum = of("used") + of("rejected") + of("ignored");
        let shown = || format!("cells of {}: {file:#}", path.display());
        match file["status"].as_str() {
            Some("accepted") => {}
            Some("rejected") => assert_eq!(of("used"), 0, "{}", shown()),
            _ => assert_eq!((of("used"), of("rejected")), (0, 0), "{}", shown()),
        }
        let Some(counted) = std::fs::read(&path).ok().and_then(form_cells) else { continue };
        // What cannot be opened has no cells, and neither has what is ignored for its name.
        let unopened = ["BD101", "BD102", "BD103", "BD104"];
        let codes = file["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str());
        let is_unopened = codes.flatten().any(|code| unopened.contains(&code));
        let is_ignored = file["status"] == "ignored";
        if !(is_unopened || is_ignored) || sum > 0 {
            let is_so = sum == counted || may_be_more && sum > counted;
            assert!(is_so, "{sum} cells for {counted}: {}", shown());
        }
    }
}

/// The non-empty cells of the form sheets; nothing for what is no .xlsx or has no form sheet.
fn form_cells(bytes: Vec<u8>) -> Option<u64> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).ok()?.read_to_string(&mut text).ok()?;
        Some(text)
    };
    let workbook = part("xl/workbook.xml")?;
    let named = named_sheets(&workbook);
    let shared = part("xl/sharedStrings.xml").map_or_else(Vec::new, |xml| shared_strings(&xml));
    let mut total = None;
    for (index, sheet) in sheets(&workbook).iter().enumerate() {
        let Some(xml) = part(&format!("xl/worksheets/sheet{}.xml", index + 1)) else { continue };
        let cells = cells(&xml, &shared);
        let prints_code = cells.iter().any(|text| text.starts_with("bdhvs · biểu "));
        if sheet != "_bdhvs" && (prints_code || named.contains(sheet)) {
            total = Some(total.unwrap_or(0) + u64::try_from(cells.len()).unwrap());
        }
    }
    total
}

/// The sheets to which names of input cells lead.
fn named_sheets(workbook: &str) -> BTreeSet<String> {
    let mut sheets = BTreeSet::new();
    for piece in workbook.split("<definedName ").skip(1) {
        let Some((head, rest)) = piece.split_once('>') else { continue };
        let name = head.split("name=\"").nth(1).and_then(|name| name.split('"').next());
        let parts: Vec<&str> = name.unwrap_or_default().split('_').collect();
        let is_input = parts.len() >= 5
            && parts[0] == "bdhvs"
            && matches!(parts[parts.len() - 2], "own" | "city");
        let target = rest.split('<').next().unwrap();
        if let Some((sheet, cell)) = target.rsplit_once('!')
            && is_input
            && !cell.is_empty()
        {
            let sheet = sheet.replace("&apos;", "'").replace("&amp;", "&");
            sheets.insert(sheet.trim_start_matches('$').trim_matches('\'').replace("''", "'"));
        }
    }
    sheets
}

fn shared_strings(xml: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.local_name().as_ref() == "si" => {
                strings.push(texts(&mut reader, "si"));
            }
            Event::Empty(element) if element.local_name().as_ref() == "si" => {
                strings.push(String::new());
            }
            Event::Eof => return strings,
            _ => {}
        }
    }
}

/// The text of the `t` elements up to the end of an element.
fn texts(reader: &mut Reader<&[u8]>, end: &str) -> String {
    let (mut text, mut is_text) = (String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => is_text = element.local_name().as_ref() == "t",
            Event::Text(piece) if is_text => text.push_str(&piece),
            // Some programs write every letter beyond ASCII as a reference.
            Event::GeneralRef(letter) if is_text => {
                text.push(letter.resolve_char_ref().ok().flatten().unwrap_or('&'));
            }
            Event::End(element) if element.local_name().as_ref() == end => return text,
            Event::End(_) => is_text = false,
            Event::Eof => return text,
            _ => {}
        }
    }
}

/// What the cells hold that hold something: a text or a number, or a formula whatever its result.
fn cells(xml: &str, shared: &[String]) -> Vec<String> {
    let mut cells = Vec::new();
    for piece in xml.split("<c r=\"").skip(1) {
        let tag = piece.find('>').unwrap();
        if piece[..tag].ends_with('/') {
            continue;
        }
        let body = &piece[tag + 1..piece.find("</c>").unwrap()];
        let has_formula = body.contains("<f>") || body.contains("<f ") || body.contains("<f/>");
        let value = body.split_once("<v>").map(|(_, rest)| rest.split("</v>").next().unwrap());
        let text = if piece[..tag].contains("t=\"s\"") {
            value.and_then(|index| shared.get(index.trim().parse::<usize>().unwrap()).cloned())
        } else if piece[..tag].contains("t=\"inlineStr\"") {
            Some(texts(&mut Reader::from_str(body), "is"))
        } else {
            value.map(ToOwned::to_owned)
        };
        let text = text.unwrap_or_default();
        if has_formula || !text.is_empty() {
            cells.push(text);
        }
    }
    cells
}
