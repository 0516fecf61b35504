//! What a workbook says it is, gathered from every carrier that survived.

use std::collections::{BTreeMap, BTreeSet};

use crate::campaign::identity::{
    self, ADDRESS_COLUMNS, ASKED_COLUMN, Document, HIDDEN_SHEET, NAME_PREFIX, PROPERTY_PREFIX,
    Part, REPORTS_TO, SCHEMA, is_printed_line,
};
use crate::campaign::{Campaign, OrgUnit};
use crate::reader::workbook::{NameTarget, Workbook};
use crate::values::key::{AnswerKey, CellName, Position};
use crate::values::quantity::text;

/// Where a part of the identity was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Carrier {
    Property,
    Keywords,
    HiddenSheet,
    Name,
    /// The line printed on a form sheet.
    Printed,
}

/// The identity as stated, part by part and carrier by carrier.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stated {
    /// The kind of document, where the carriers agree on one.
    pub document: Option<Document>,
    /// Every kind that is stated, in the order of the carriers: more than one where they disagree.
    pub kinds: Vec<Document>,
    /// The fingerprints of the files that it corrects, where the carriers agree on them.
    pub corrects: Vec<String>,
    /// The answers of which something is to be corrected in a corrected copy.
    pub asked: BTreeSet<AnswerKey>,
    /// Each part with every text stated for it.
    parts: BTreeMap<Part, Vec<(Carrier, String)>>,
    /// Whether any defined name is one of an input cell.
    pub has_cell_names: bool,
    /// Whether a sheet shows a form of the campaign, found only where nothing else tells.
    pub shows_form: bool,
}

/// A code of a unit that had lost its zeros.
#[derive(Debug, Clone)]
pub struct RestoredCode<'c> {
    pub written: String,
    /// The unit that it can only mean.
    pub unit: &'c OrgUnit,
}

/// What the custom properties of a document state by key, if they say that it is a consolidation.
pub fn consolidation_stated(
    properties: &BTreeMap<String, String>,
) -> Option<BTreeMap<String, String>> {
    let stated = |key: &str| properties.get(&format!("{PROPERTY_PREFIX}{key}")).cloned();
    let document = stated(SCHEMA).and_then(|schema| Document::from_schema(&schema));
    document.filter(|document| *document == Document::Consolidation)?;
    let keys = Part::ALL.map(Part::key).into_iter().chain([REPORTS_TO]);
    Some(keys.filter_map(|key| Some((key.to_owned(), stated(key)?))).collect())
}

impl Stated {
    pub fn gather(workbook: &Workbook) -> Self {
        let mut stated = Self {
            has_cell_names: workbook.names.iter().any(|n| n.name.parse::<CellName>().is_ok()),
            ..Self::default()
        };
        let lines: Vec<&str> = printed(workbook).filter(|line| is_printed_line(line)).collect();
        for part in Part::ALL {
            let keywords = workbook.keywords.as_deref().unwrap_or_default();
            let carried = [
                (Carrier::Property, property(workbook, part.key())),
                (Carrier::Keywords, identity::from_keywords(keywords, part)),
                (Carrier::HiddenSheet, on_hidden_sheet(workbook, part.key())),
                (Carrier::Name, by_name(workbook, part.key())),
            ];
            let printed = lines.iter().map(|line| identity::from_printed(line, part));
            let found = carried
                .into_iter()
                .chain(printed.map(|text| (Carrier::Printed, text)))
                .filter_map(|(carrier, text)| Some((carrier, text::clean(&text?))))
                .filter(|(_, text)| !text.is_empty());
            stated.parts.insert(part, found.collect());
        }
        stated.kinds = kinds(workbook);
        stated.document = only(&stated.kinds);
        stated.corrects = corrects(workbook);
        if !stated.corrects.is_empty() {
            stated.asked = asked(workbook);
        }
        stated
    }

    /// What kind of document a workbook says it is; `None` where its carriers disagree.
    pub fn document(workbook: &Workbook) -> Option<Document> {
        only(&kinds(workbook))
    }

    /// What a workbook states by key, from whatever carrier is left, if it is a consolidation.
    pub fn consolidation(workbook: &Workbook) -> Option<BTreeMap<String, String>> {
        Self::document(workbook).filter(|document| *document == Document::Consolidation)?;
        let keys = Part::ALL.map(Part::key).into_iter().chain([REPORTS_TO]);
        Some(keys.filter_map(|key| Some((key.to_owned(), marked(workbook, key)?))).collect())
    }

    /// What the consolidation of an area states as a return of it.
    pub fn of_area<'t>(parts: impl IntoIterator<Item = (Part, Option<&'t str>)>) -> Self {
        let mut stated = Self { document: Some(Document::Consolidation), ..Self::default() };
        for (part, text) in parts {
            let texts = text.map(|text| (Carrier::HiddenSheet, text.to_owned()));
            stated.parts.insert(part, texts.into_iter().collect());
        }
        stated
    }

    /// The different texts stated for a part, with the carriers of each.
    pub fn values(&self, part: Part) -> BTreeMap<&str, BTreeSet<Carrier>> {
        let mut values: BTreeMap<&str, BTreeSet<Carrier>> = BTreeMap::new();
        for (carrier, text) in self.parts.get(&part).into_iter().flatten() {
            values.entry(text).or_default().insert(*carrier);
        }
        values
    }

    /// The text stated for a part, when all carriers agree.
    pub fn agreed(&self, part: Part) -> Option<&str> {
        let values = self.values(part);
        let mut texts = values.into_keys();
        texts.next().filter(|_| texts.next().is_none())
    }

    /// Takes a code that a spreadsheet made into a number (70 for 00070) as the code that it was, in
    /// every carrier, where all of them mean one unit of the list. Gives what was written; nothing is
    /// changed where no code had lost its zeros.
    pub fn restore_zeros<'c>(&mut self, campaign: &'c Campaign) -> Option<RestoredCode<'c>> {
        let texts = self.parts.get_mut(&Part::Unit)?;
        let mut written: Option<String> = None;
        let mut meant: Option<&'c OrgUnit> = None;
        for (_, text) in texts.iter() {
            let exact = text.parse().ok().and_then(|code| campaign.unit(&code));
            let unit = if let Some(unit) = exact {
                unit
            } else {
                written.get_or_insert_with(|| text.clone());
                campaign.unit_without_zeros(whole_number(text))?
            };
            if meant.is_some_and(|meant| meant.code != unit.code) {
                return None;
            }
            meant = Some(unit);
        }
        let restored = RestoredCode { written: written?, unit: meant? };
        for (_, text) in texts.iter_mut() {
            *text = restored.unit.code.to_string();
        }
        Some(restored)
    }

    /// Whether nothing says that this is a workbook of this program, or a form typed again.
    pub fn is_foreign(&self) -> bool {
        self.kinds.is_empty()
            && !self.has_cell_names
            && !self.shows_form
            && self.parts.values().all(Vec::is_empty)
    }
}

/// The files that a corrected copy corrects.
fn corrects(workbook: &Workbook) -> Vec<String> {
    identity::corrects_keys().map_while(|key| corrected(workbook, &key)).collect()
}

/// A file that a corrected copy corrects: a fingerprint is whole, or it is none.
fn corrected(workbook: &Workbook, key: &str) -> Option<String> {
    let carriers = [property(workbook, key), on_hidden_sheet(workbook, key)];
    let stated: BTreeSet<String> =
        carriers.into_iter().flatten().map(|text| text.trim().to_ascii_lowercase()).collect();
    let mut stated = stated.into_iter();
    let only = stated.next().filter(|_| stated.next().is_none())?;
    (only.len() == 64 && only.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(only)
}

/// The kinds of document that a workbook says it is: in its properties, on the hidden sheet, by name,
/// and by what only a form has, the names of input cells and the line that prints the form's code.
fn kinds(workbook: &Workbook) -> Vec<Document> {
    let stated = [property(workbook, SCHEMA), on_hidden_sheet(workbook, SCHEMA)];
    let stated = stated.into_iter().chain([by_name(workbook, SCHEMA)]).flatten();
    let mut kinds: Vec<Document> = Vec::new();
    for kind in stated.filter_map(|schema| Document::from_schema(&schema)) {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // What says that it is a form and nothing else need not be looked at further.
    let is_other = !kinds.is_empty() && !kinds.contains(&Document::Form);
    if is_other && shows_a_form_of_ours(workbook) {
        kinds.push(Document::Form);
    }
    kinds
}

fn shows_a_form_of_ours(workbook: &Workbook) -> bool {
    workbook.names.iter().any(|defined| defined.name.parse::<CellName>().is_ok())
        || printed(workbook).any(|line| identity::form_from_printed(line).is_some())
}

fn only(kinds: &[Document]) -> Option<Document> {
    match kinds {
        [only] => Some(*only),
        _ => None,
    }
}

/// The answers whose cells the hidden sheet of a corrected copy marks.
fn asked(workbook: &Workbook) -> BTreeSet<AnswerKey> {
    let hidden = workbook.sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET);
    let cells = hidden.into_iter().flat_map(|sheet| {
        let marked = sheet
            .cells
            .iter()
            .filter(|(at, cell)| at.column == u32::from(ASKED_COLUMN) && !cell.value.is_blank());
        marked.filter_map(|(at, _)| {
            sheet.cells.get(&Position::new(at.row, u32::from(ADDRESS_COLUMNS[0])))?.value.text()
        })
    });
    cells.filter_map(|name| Some(name.parse::<CellName>().ok()?.answer)).collect()
}

/// The digits of a whole number that was stored with decimals: `70.0`.
fn whole_number(text: &str) -> &str {
    match text.split_once(['.', ',']) {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit == b'0') => whole,
        _ => text,
    }
}

/// What the properties or the hidden sheet of a workbook state by a key.
pub(super) fn marked(workbook: &Workbook, key: &str) -> Option<String> {
    property(workbook, key).or_else(|| on_hidden_sheet(workbook, key))
}

fn property(workbook: &Workbook, key: &str) -> Option<String> {
    workbook.custom_properties.get(&format!("{PROPERTY_PREFIX}{key}")).cloned()
}

fn on_hidden_sheet(workbook: &Workbook, key: &str) -> Option<String> {
    let sheet = workbook.sheets.iter().find(|sheet| sheet.name == HIDDEN_SHEET)?;
    let (at, _) =
        sheet.cells.iter().find(|(at, cell)| at.column == 0 && cell.value.as_written() == key)?;
    let beside = Position::new(at.row, 1);
    Some(sheet.cells.get(&beside)?.value.as_written())
}

fn by_name(workbook: &Workbook, key: &str) -> Option<String> {
    let name = format!("{NAME_PREFIX}{key}");
    workbook.names.iter().filter(|defined| defined.name.eq_ignore_ascii_case(&name)).find_map(
        |defined| match &defined.target {
            NameTarget::Cell(at) => Some(workbook.cell(at)?.value.as_written()),
            NameTarget::Deleted | NameTarget::Other(_) => None,
        },
    )
}

/// The texts that may be the printed line: the first column of the first rows of each sheet.
fn printed(workbook: &Workbook) -> impl Iterator<Item = &str> {
    const ROWS: u32 = 8;
    workbook.sheets.iter().flat_map(|sheet| {
        sheet
            .cells
            .iter()
            .take_while(|(at, _)| at.row < ROWS)
            .filter_map(|(_, cell)| cell.value.text())
    })
}
