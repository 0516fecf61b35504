//! The workbook's own part: which sheets there are, in which parts they and the texts and formats
//! are kept, and the defined names.

use std::collections::{BTreeSet, HashMap};

use quick_xml::events::{BytesStart, Event};

use super::required;
use super::text;
use crate::reader::bounds::{NAMES, SHEETS, unreadable, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::xml::{Walk, attribute, unescaped};
use crate::reader::zip_guard::Package;

#[derive(Debug, Default)]
pub(super) struct WorkbookPart {
    /// The sheets in tab order.
    pub(super) sheets: Vec<Listed>,
    /// The defined names and what they stand for.
    pub(super) names: Vec<(String, String)>,
    /// Whether days are counted from 1904.
    pub(super) since_1904: bool,
    /// The part of the shared strings.
    pub(super) strings: Option<String>,
    /// The part of the cell formats.
    pub(super) styles: Option<String>,
    /// The part of the colours, if there is exactly one.
    pub(super) theme: Option<String>,
}

/// One sheet as it is listed.
#[derive(Debug)]
pub(super) struct Listed {
    /// The name on the tab.
    pub(super) name: String,
    /// Whether the tab is hidden.
    pub(super) hidden: bool,
    /// Its part; `None` for a chart or dialog sheet, which has no cells.
    pub(super) path: Option<String>,
}

/// A relationship of a part.
pub(in crate::reader) struct Relationship {
    pub(in crate::reader) id: String,
    /// The last piece of its type: `worksheet`.
    pub(in crate::reader) kind: String,
    pub(in crate::reader) target: String,
}

impl WorkbookPart {
    /// Reads the part that the package says is the workbook.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, OpenFailure> {
        let root = relationships(package, "_rels/.rels")?;
        let main = main_part(&root)?;
        let (folder, name) = main.split_at(main.rfind('/').map_or(0, |slash| slash + 1));
        let related = relationships(package, &format!("{folder}_rels/{name}.rels"))?;
        let mut part = Self {
            strings: single(package, folder, &related, "sharedStrings")?,
            styles: single(package, folder, &related, "styles")?,
            theme: target(folder, &related, "theme"),
            ..Self::default()
        };
        let bytes = required(package, main)?;
        part.walk(&mut Walk::new(main, &bytes), folder, &related)?;
        Ok(part)
    }

    fn walk(
        &mut self,
        walk: &mut Walk<'_>,
        folder: &str,
        related: &[Relationship],
    ) -> Result<(), OpenFailure> {
        let related: HashMap<&str, &Relationship> =
            related.iter().map(|found| (found.id.as_str(), found)).collect();
        loop {
            match walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => self.sheets.push(listed(&element, folder, &related)?),
                    // An extension repeats the element without this attribute.
                    "workbookPr" => {
                        let since = attribute(&element, "date1904");
                        self.since_1904 = since.map_or(self.since_1904, |since| is_true(&since));
                    }
                    "definedName" => {
                        let name = unescaped(&element, "name").unwrap_or_default();
                        self.names.push((name, text::content(walk)?));
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
            within(Bound::Sheets, self.sheets.len() as u64, SHEETS)?;
            within(Bound::Names, self.names.len() as u64, NAMES)?;
        }
    }
}

/// A truth value as XML writes it.
pub(super) fn is_true(text: &str) -> bool {
    matches!(text.trim(), "1" | "true" | "on")
}

fn listed(
    element: &BytesStart<'_>,
    folder: &str,
    related: &HashMap<&str, &Relationship>,
) -> Result<Listed, OpenFailure> {
    let id = attribute(element, "id").unwrap_or_default();
    // Macro sheets of Excel 4 that were taken out leave an entry that leads nowhere.
    let part = match related.get(id.as_str()) {
        None if id.is_empty() => None,
        None => return Err(unreadable("a sheet has no part")),
        Some(part) => Some(part),
    };
    let state = attribute(element, "state");
    Ok(Listed {
        name: unescaped(element, "name").unwrap_or_default(),
        hidden: state.is_some_and(|state| state != "visible"),
        path: part.filter(|part| part.kind == "worksheet").map(|part| path(folder, &part.target)),
    })
}

/// The one part that the package says is its document. Of two nobody can tell which one was filled in.
fn main_part(root: &[Relationship]) -> Result<&str, OpenFailure> {
    let mut targets = root
        .iter()
        .filter(|relationship| relationship.kind == "officeDocument")
        .map(|relationship| relationship.target.trim_start_matches('/'));
    let main = targets.next().ok_or_else(|| unreadable("no workbook in the package"))?;
    if targets.any(|other| other != main) {
        return Err(OpenFailure::TwoDocuments);
    }
    Ok(main)
}

/// The one part of a kind: where the workbook says, however often, else where every program puts it. One
/// that is said to be there and is not is left to who needs it.
fn single(
    package: &Package<'_>,
    folder: &str,
    related: &[Relationship],
    kind: &str,
) -> Result<Option<String>, OpenFailure> {
    let said: BTreeSet<String> = related
        .iter()
        .filter(|found| found.kind == kind)
        .map(|found| path(folder, &found.target))
        .collect();
    let there: Vec<&String> = said.iter().filter(|path| package.has(path)).collect();
    match (there.as_slice(), said.first()) {
        ([one], _) => Ok(Some((*one).clone())),
        ([], Some(missing)) => Ok(Some(missing.clone())),
        ([], None) => {
            let usual = format!("{folder}{kind}.xml");
            Ok(package.has(&usual).then_some(usual))
        }
        _ => Err(unreadable(format_args!("{kind} is there twice"))),
    }
}

/// The part of a kind that nothing depends on.
fn target(folder: &str, related: &[Relationship], kind: &str) -> Option<String> {
    let found = related.iter().find(|found| found.kind == kind)?;
    Some(path(folder, &found.target))
}

/// The part that a target in a folder stands for: a URI, in which `.` and `..` may stand anywhere.
pub(in crate::reader) fn path(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(inside) => ("", inside),
        None => (folder, target),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split_inclusive('/').chain(target.split_inclusive('/')) {
        match segment.trim_end_matches('/') {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.concat()
}

/// The part of the relationships of a part.
pub(in crate::reader) fn relationships_part(part: &str) -> String {
    let (folder, name) = part.split_at(part.rfind('/').map_or(0, |slash| slash + 1));
    format!("{folder}_rels/{name}.rels")
}

/// Reads a part of relationships.
pub(in crate::reader) fn relationships(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Vec<Relationship>, OpenFailure> {
    let bytes = required(package, part)?;
    let mut walk = Walk::new(part, &bytes);
    let mut all = vec![];
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let of = |name| unescaped(&element, name).unwrap_or_default();
                let kind = of("Type");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                all.push(Relationship { id: of("Id"), kind, target: of("Target") });
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_in_the_package() {
        for (folder, target, whole) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/sheet1.xml", "xl/sheet1.xml"),
            ("xl/", "../data/sheet1.xml", "data/sheet1.xml"),
            ("xl/", "./sheet1.xml", "xl/sheet1.xml"),
            ("xl/", "worksheets/./sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/charts/../worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "../../sheet1.xml", "sheet1.xml"),
        ] {
            assert_eq!(path(folder, target), whole);
        }
    }
}
