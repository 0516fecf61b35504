//! Fills an issued .xlsx the way another program does: through its defined names, by patching the
//! XML inside the package. Nothing here uses the program's own reader or writer, so that neither can
//! hide a mistake of the other (docs/contract/forms.md: the names are public contract).

use std::collections::BTreeMap;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::parts::{Part, packed, unpacked};

/// What is written into a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Put<'a> {
    /// A number, as its digits are stored.
    Number(&'a str),
    /// A text.
    Text(&'a str),
    /// A text in runs, as `<is>` holds them.
    Runs(&'a str),
    /// A picture as WPS embeds it in a cell.
    Embedded,
    /// A number in a cell that is formatted as a percentage.
    Percent(&'a str),
    /// A number in a cell that is formatted as a date.
    Date(&'a str),
    /// A formula with the result that some program has stored.
    Formula(&'a str, &'a str),
    /// A formula without a result.
    Uncalculated(&'a str),
    /// An error value.
    Error(&'a str),
    /// TRUE or FALSE.
    Bool(bool),
    /// Nothing.
    Blank,
}

/// Where a defined name leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The sheet.
    pub sheet: String,
    /// The address without dollar signs.
    pub cell: String,
}

/// A package in memory.
#[derive(Debug, Clone)]
pub struct Package {
    parts: Vec<Part>,
    names: BTreeMap<String, Spot>,
}

impl Package {
    /// Reads a package.
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        Self::from_bytes(std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display())))
    }

    /// Takes a package apart.
    #[track_caller]
    pub fn from_bytes(bytes: Vec<u8>) -> Self {
        let mut package = Self { parts: unpacked(&bytes), names: BTreeMap::new() };
        package.names = names(&package.part("xl/workbook.xml"));
        package
    }

    /// The defined names of cells, the sheets' own (print titles) left out.
    pub fn names(&self) -> &BTreeMap<String, Spot> {
        &self.names
    }

    /// The place of an input cell: `bieu1_3_own_value`.
    #[track_caller]
    pub fn spot(&self, cell: &str) -> &Spot {
        self.names.get(&format!("bdhvs_{cell}")).unwrap_or_else(|| panic!("no name for {cell}"))
    }

    /// The answers in the workbook, `bieu1_3_own`, each with its fields.
    pub fn answers(&self) -> BTreeMap<String, Vec<String>> {
        let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for name in self.names.keys() {
            let parts: Vec<&str> = name.trim_start_matches("bdhvs_").split('_').collect();
            if let [form, indicator @ .., scope @ ("own" | "city"), field] = parts.as_slice() {
                let answer = format!("{form}_{}_{scope}", indicator.join("_"));
                answers.entry(answer).or_default().push((*field).to_owned());
            }
        }
        answers
    }

    /// One part as text.
    #[track_caller]
    pub fn part(&self, name: &str) -> String {
        let part = self.parts.iter().find(|(part, _)| part == name);
        String::from_utf8(part.unwrap_or_else(|| panic!("no part {name}")).1.clone()).unwrap()
    }

    /// The names of the parts.
    pub fn part_names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().map(|(name, _)| name.as_str())
    }

    /// The part of a sheet, `xl/worksheets/sheet2.xml`.
    #[track_caller]
    pub fn sheet_part(&self, sheet: &str) -> String {
        let sheets = sheets(&self.part("xl/workbook.xml"));
        let index = sheets.iter().position(|name| name == sheet);
        format!("xl/worksheets/sheet{}.xml", index.unwrap_or_else(|| panic!("no {sheet}")) + 1)
    }

    /// The sheets in tab order.
    pub fn sheets(&self) -> Vec<String> {
        sheets(&self.part("xl/workbook.xml"))
    }

    /// Puts content into an input cell.
    #[track_caller]
    pub fn put(&mut self, cell: &str, content: Put<'_>) -> &mut Self {
        let spot = self.spot(cell).clone();
        self.put_at(&spot, content)
    }

    /// Puts content into any cell that the sheet stores, formatted ones included.
    #[track_caller]
    pub fn put_at(&mut self, spot: &Spot, content: Put<'_>) -> &mut Self {
        let part = self.sheet_part(&spot.sheet);
        let xml = self.part(&part);
        let (start, end, style) = find_cell(&xml, &spot.cell);
        let style = match content {
            Put::Percent(_) => self.restyled(&style, 10),
            Put::Date(_) => self.restyled(&style, 14),
            _ => style,
        };
        let cell = &spot.cell;
        let open = format!("<c r=\"{cell}\" s=\"{style}\"");
        let new = match content {
            Put::Number(digits) | Put::Percent(digits) | Put::Date(digits) => {
                format!("{open}><v>{digits}</v></c>")
            }
            Put::Text(text) => format!(
                "{open} t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(text)
            ),
            Put::Runs(runs) => format!("{open} t=\"inlineStr\"><is>{runs}</is></c>"),
            Put::Embedded => {
                let picture = "DISPIMG(\"ID_61A4C7AEBBCE4C2AB56FC63352E00CBD\",1)";
                format!("{open} t=\"str\"><f>_xlfn.{picture}</f><v>={picture}</v></c>")
            }
            Put::Formula(formula, result) => {
                format!("{open}><f>{}</f><v>{result}</v></c>", escaped(formula))
            }
            Put::Uncalculated(formula) => format!("{open}><f>{}</f></c>", escaped(formula)),
            Put::Error(error) => format!("{open} t=\"e\"><v>{error}</v></c>"),
            Put::Bool(value) => format!("{open} t=\"b\"><v>{}</v></c>", u8::from(value)),
            Put::Blank => format!("{open}/>"),
        };
        self.set_part(&part, format!("{}{new}{}", &xml[..start], &xml[end..]));
        self
    }

    /// Takes defined names away, as deleting their rows and saving in some programs does.
    pub fn forget(&mut self, lost: impl Fn(&str) -> bool) -> &mut Self {
        let xml = self.part("xl/workbook.xml");
        let mut out = String::new();
        let mut rest = xml.as_str();
        while let Some(start) = rest.find("<definedName ") {
            let end =
                start + rest[start..].find("</definedName>").unwrap() + "</definedName>".len();
            let name = rest[start..end].split('"').nth(1).unwrap();
            out.push_str(&rest[..start]);
            if !name.strip_prefix("bdhvs_").is_some_and(&lost) {
                out.push_str(&rest[start..end]);
            }
            rest = &rest[end..];
        }
        out.push_str(rest);
        self.set_part("xl/workbook.xml", out);
        self.names.retain(|name, _| !name.strip_prefix("bdhvs_").is_some_and(&lost));
        self
    }

    /// Replaces a text in some parts.
    #[track_caller]
    pub fn replace(&mut self, parts: &[&str], from: &str, to: &str) -> &mut Self {
        for part in parts {
            let xml = self.part(part);
            assert!(xml.contains(from), "{part} has no {from}");
            self.set_part(part, xml.replace(from, to));
        }
        self
    }

    /// Adds a part.
    pub fn add(&mut self, name: &str, content: &[u8]) -> &mut Self {
        self.parts.push((name.to_owned(), content.to_vec()));
        self
    }

    /// The package as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        packed(&self.parts)
    }

    fn set_part(&mut self, name: &str, content: String) {
        let part = self.parts.iter_mut().find(|(part, _)| part == name).unwrap();
        part.1 = content.into_bytes();
    }

    /// A copy of a cell format with another number format.
    fn restyled(&mut self, style: &str, number_format: u32) -> String {
        let xml = self.part("xl/styles.xml");
        let start = xml.find("<cellXfs ").unwrap();
        let end = start + xml[start..].find("</cellXfs>").unwrap();
        let formats: Vec<&str> = xml[start..end].split("<xf ").skip(1).collect();
        let old = formats[style.parse::<usize>().unwrap()];
        let rest = old.split_once('"').and_then(|(_, rest)| rest.split_once('"')).unwrap().1;
        let rest = rest.replace(" applyNumberFormat=\"1\"", "");
        assert!(old.starts_with("numFmtId=\""));
        let new = format!("<xf numFmtId=\"{number_format}\" applyNumberFormat=\"1\"{rest}");
        let index = formats.len();
        let xml = format!("{}{new}{}", &xml[..end], &xml[end..]).replace(
            &format!("<cellXfs count=\"{index}\""),
            &format!("<cellXfs count=\"{}\"", index + 1),
        );
        self.set_part("xl/styles.xml", xml);
        index.to_string()
    }
}

/// Where a cell stands in the XML of its sheet, and its style.
#[track_caller]
fn find_cell(xml: &str, cell: &str) -> (usize, usize, String) {
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no cell {cell}"));
    let tag = start + xml[start..].find('>').unwrap();
    let end = if xml[..tag].ends_with('/') {
        tag + 1
    } else {
        start + xml[start..].find("</c>").unwrap() + "</c>".len()
    };
    let attributes = &xml[start..tag];
    let style =
        attributes.split_once(" s=\"").map_or("0", |(_, rest)| rest.split('"').next().unwrap());
    (start, end, style.to_owned())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn attribute(element: &BytesStart<'_>, key: &str) -> Option<String> {
    element
        .attributes()
        .flatten()
        .find(|a| a.key.as_ref() == key)
        .map(|a| quick_xml::escape::unescape(&a.value).unwrap().into_owned())
}

/// The sheets that a workbook part lists, in tab order.
pub fn sheets(workbook: &str) -> Vec<String> {
    let mut reader = Reader::from_str(workbook);
    let mut sheets = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Empty(element) | Event::Start(element) if element.name().as_ref() == "sheet" => {
                sheets.extend(attribute(&element, "name"));
            }
            Event::Eof => return sheets,
            _ => {}
        }
    }
}

fn names(workbook: &str) -> BTreeMap<String, Spot> {
    let mut reader = Reader::from_str(workbook);
    let mut names = BTreeMap::new();
    let mut open: Option<(String, String)> = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) if element.name().as_ref() == "definedName" => {
                open = attribute(&element, "name")
                    .filter(|name| name.trim_start_matches('_').starts_with("bdhvs_"))
                    .map(|name| (name, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, content)) = &mut open {
                    content.push_str(&text);
                }
            }
            Event::End(element) if element.name().as_ref() == "definedName" => {
                if let Some((name, content)) = open.take() {
                    let content = content.trim_start_matches('=').to_owned();
                    let (sheet, cell) = content.rsplit_once('!').unwrap();
                    let sheet = sheet.trim_matches('\'').replace("''", "'");
                    names.insert(name, Spot { sheet, cell: cell.replace('$', "") });
                }
            }
            Event::Eof => return names,
            _ => {}
        }
    }
}
