//! The cells of a workbook of the program's own as its XML holds them, read without the program's
//! reader.

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::fill::Package;

/// One cell of a sheet.
#[derive(Debug, Default)]
pub struct Cell {
    /// The sheet.
    pub sheet: String,
    /// The address.
    pub at: String,
    /// `s`, `inlineStr`, `str`, `n`…; empty for a number.
    pub kind: String,
    /// The formula.
    pub formula: String,
    /// The text, or the value as it is stored.
    pub text: String,
}

/// The cells of all sheets that hold something.
pub fn cells(package: &Package) -> Vec<Cell> {
    let shared = strings(&package.part("xl/sharedStrings.xml"));
    let mut all = Vec::new();
    for sheet in package.sheets() {
        let xml = package.part(&package.sheet_part(&sheet));
        let mut reader = Reader::from_str(&xml);
        let (mut cell, mut part) = (Cell::default(), String::new());
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) if element.name().as_ref() == "c" => {
                    cell = Cell { sheet: sheet.clone(), ..Cell::default() };
                    for attribute in element.attributes().flatten() {
                        match attribute.key.as_ref() {
                            "r" => cell.at = attribute.value.to_string(),
                            "t" => cell.kind = attribute.value.to_string(),
                            _ => {}
                        }
                    }
                }
                Event::Start(element) => part = element.name().as_ref().to_owned(),
                Event::Text(text) => add(&mut cell, &part, &text),
                Event::GeneralRef(name) => add(&mut cell, &part, &resolved(&name)),
                Event::End(element) if element.name().as_ref() == "c" => {
                    let mut cell = std::mem::take(&mut cell);
                    if cell.kind == "s" {
                        cell.text = shared[cell.text.parse::<usize>().unwrap()].clone();
                    }
                    cell.text = decoded(&cell.text);
                    all.push(cell);
                }
                Event::End(_) => part.clear(),
                Event::Eof => break,
                _ => {}
            }
        }
    }
    all
}

fn add(cell: &mut Cell, part: &str, text: &str) {
    match part {
        "f" => cell.formula.push_str(text),
        "v" | "t" => cell.text.push_str(text),
        _ => {}
    }
}

fn resolved(name: &str) -> String {
    quick_xml::escape::unescape(&format!("&{name};")).unwrap().into_owned()
}

/// The shared strings as they are stored; none of them may be in several fonts.
fn strings(xml: &str) -> Vec<String> {
    let items = xml.split("<si>").skip(1).map(|item| item.split("</si>").next().unwrap());
    let text = |item: &str| {
        let (_, rest) = item.split_once('>').unwrap();
        let text = rest.strip_suffix("</t>").unwrap_or_else(|| panic!("rich text: {item}"));
        assert!(!text.contains('<'), "rich text: {item}");
        quick_xml::escape::unescape(text).unwrap().into_owned()
    };
    items.map(text).collect()
}

/// `_x000D_` is a character that XML does not keep.
pub fn decoded(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    while let Some(start) = rest.find("_x") {
        let code = rest.get(start + 2..start + 6).filter(|_| rest[start + 6..].starts_with('_'));
        let decoded = code.and_then(|code| char::from_u32(u32::from_str_radix(code, 16).ok()?));
        let (taken, end) = match decoded {
            Some(character) => (character.to_string(), start + 7),
            None => ("_x".to_owned(), start + 2),
        };
        out += &rest[..start];
        out += &taken;
        rest = &rest[end..];
    }
    out + rest
}
