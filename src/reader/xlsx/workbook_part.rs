//! The workbook's own part: which sheets there are, in which parts they and the texts and formats
//! are kept, and the defined names.

use std::collections::{BTreeSet, HashMap};

use quick_xml::events::{BytesStart, Event};

use super::required;
use crate::reader::bounds::{NAMES, SHEETS, unreadable, within};
use crate::reader::failure::{Bound, OpenFailure};
use crate::reader::relationships::{Relationship, folder_of, relationships, relationships_part};
use crate::reader::xml::{Walk, attribute, unescaped};
use crate::reader::zip_guard::Package;

#[derive(Debug, Default)]
pub(super) struct WorkbookPart {
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
    pub(super) name: String,
    pub(super) hidden: bool,
    /// Its part; `None` for a chart or dialog sheet, which has no cells.
    pub(super) path: Option<String>,
}

impl WorkbookPart {
    /// Reads the part that the package says is the workbook.
    pub(super) fn read(package: &mut Package<'_>) -> Result<Self, OpenFailure> {
        let root = required_relationships(package, "")?;
        let main = main_part(&root)?;
        let related = required_relationships(package, main)?;
        let folder = folder_of(main);
        let mut part = Self {
            strings: single(package, folder, &related, "sharedStrings")?,
            styles: single(package, folder, &related, "styles")?,
            theme: path_of(&related, "theme"),
            ..Self::default()
        };
        let bytes = required(package, main)?;
        part.walk(&mut Walk::new(main, &bytes), &related)?;
        Ok(part)
    }

    fn walk(&mut self, walk: &mut Walk<'_>, related: &[Relationship]) -> Result<(), OpenFailure> {
        let related: HashMap<&str, &Relationship> =
            related.iter().map(|found| (found.id.as_str(), found)).collect();
        loop {
            match walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "sheet" => self.sheets.push(listed(&element, &related)?),
                    // An extension repeats the element without this attribute.
                    "workbookPr" => {
                        let since = attribute(&element, "date1904");
                        self.since_1904 = since.map_or(self.since_1904, |since| is_true(&since));
                    }
                    "definedName" => {
                        let name = unescaped(&element, "name").unwrap_or_default();
                        self.names.push((name, walk.content()?));
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
        path: part.filter(|part| part.kind == "worksheet").map(|part| part.path.clone()),
    })
}

/// The one part that the package says is its document. Of two either may be the one that was filled in.
fn main_part(root: &[Relationship]) -> Result<&str, OpenFailure> {
    let mut targets = root
        .iter()
        .filter(|relationship| relationship.kind == "officeDocument")
        .map(|relationship| relationship.path.trim_start_matches('/'));
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
    let named: BTreeSet<&str> = related
        .iter()
        .filter(|found| found.kind == kind)
        .map(|found| found.path.as_str())
        .collect();
    let there: Vec<&str> = named.iter().copied().filter(|path| package.has(path)).collect();
    match (there.as_slice(), named.first()) {
        ([one], _) | ([], Some(one)) => Ok(Some((*one).to_owned())),
        ([], None) => {
            let usual = format!("{folder}{kind}.xml");
            Ok(package.has(&usual).then_some(usual))
        }
        _ => Err(unreadable(format_args!("{kind} is there twice"))),
    }
}

/// The part of a kind that nothing depends on.
fn path_of(related: &[Relationship], kind: &str) -> Option<String> {
    related.iter().find(|found| found.kind == kind).map(|found| found.path.clone())
}

fn required_relationships(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Vec<Relationship>, OpenFailure> {
    relationships(package, part)?
        .ok_or_else(|| unreadable(format_args!("{} is missing", relationships_part(part))))
}
