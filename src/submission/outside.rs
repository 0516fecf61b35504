//! What a return says where no form asks: on sheets that were never issued, on the program's own sheets
//! beside the forms, in notes and text boxes, at the head and foot of the printed pages. None of it is
//! consolidated, and none of it is passed over.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::model::Submission;
use super::model::answer::Place;
use super::model::outside::{Beside, Margins, Noted, Outside};
use super::own_pages::{OwnPages, filled};
use crate::campaign::OrgUnit;
use crate::campaign::identity::HIDDEN_SHEET;
use crate::reader::workbook::{NameTarget, Note, Sheet, Workbook};
use crate::values::key::{CellName, FormId, Position};
use crate::values::quantity::text::{fold, letters};

/// How many texts of a sheet are kept to be quoted.
const QUOTED: usize = 5;

/// Gathers it. The program's own hidden sheet is left out.
pub(super) fn gather(
    workbook: &Workbook,
    names: &[Arc<str>],
    submission: &Submission<'_>,
) -> Outside {
    let own = OwnPages::new(workbook);
    let mut scan = Scan { workbook, own, unit: submission.unit, outside: Outside::default() };
    let forms = form_sheets(submission);
    for (index, (sheet, name)) in workbook.sheets.iter().zip(names).enumerate() {
        if sheet.name == HIDDEN_SHEET {
            continue;
        }
        let page = Page { index, sheet, name, form: forms.get(&**name).copied() };
        scan.page(&page);
    }
    scan.outside
}

/// The sheets of each form: those on which its table was found, and those on which a cell of it is.
fn form_sheets<'s>(submission: &'s Submission<'_>) -> BTreeMap<&'s str, &'s FormId> {
    let mut sheets = BTreeMap::new();
    for form in &submission.forms {
        let cells = form.answers.iter().flat_map(|answer| answer.cells.values());
        for sheet in form.traces.sheets.iter().chain(cells.map(|cell| &cell.place.sheet)) {
            sheets.entry(&**sheet).or_insert(&form.form.id);
        }
    }
    sheets
}

struct Scan<'a> {
    workbook: &'a Workbook,
    own: OwnPages,
    unit: &'a OrgUnit,
    outside: Outside,
}

/// A sheet that is looked through, and the form on it.
struct Page<'a> {
    index: usize,
    sheet: &'a Sheet,
    name: &'a Arc<str>,
    form: Option<&'a FormId>,
}

impl Page<'_> {
    fn place(&self, position: Position) -> Place {
        Place { sheet: Arc::clone(self.name), position }
    }
}

impl Scan<'_> {
    fn page(&mut self, page: &Page<'_>) {
        if page.form.is_none() && !self.own.is_own(page.sheet) {
            if is_empty(page.sheet) {
                return;
            }
            // A sheet of which no cell could be told is a form's all the same.
            if !is_named(self.workbook, page.index) {
                let typed: Vec<Position> = filled(page.sheet).collect();
                self.beside(page, &typed, false);
                return;
            }
        }
        if page.form.is_none() {
            let typed = self.own.typed(page.sheet);
            if !typed.is_empty() {
                self.beside(page, &typed, true);
            }
        }
        self.notes(page);
        self.margins(page);
    }

    fn beside(&mut self, page: &Page<'_>, typed: &[Position], is_own: bool) {
        let texts = typed.iter().filter_map(|at| {
            let cell = page.sheet.cells.get(at)?;
            Some((*at, cell.value.as_written()))
        });
        self.outside.sheets.push(Beside {
            place: page.place(typed.first().copied().unwrap_or_default()),
            is_own,
            count: typed.len(),
            texts: texts.take(QUOTED).collect(),
            notes: if is_own { Vec::new() } else { page.sheet.notes.clone() },
            pictures: if is_own { 0 } else { page.sheet.pictures.len() },
        });
    }

    fn notes(&mut self, page: &Page<'_>) {
        let notes = page.sheet.notes.iter();
        let notes: Vec<Note> = notes.filter(|note| !self.own.wrote(&note.text)).cloned().collect();
        if notes.is_empty() {
            return;
        }
        let position = notes.iter().find_map(|note| note.at).unwrap_or_default();
        let place = page.place(position);
        self.outside.notes.push(Noted { form: page.form.cloned(), place, notes });
    }

    fn margins(&mut self, page: &Page<'_>) {
        let mut texts: Vec<String> = Vec::new();
        for text in &page.sheet.margins {
            let is_known = self.own.wrote(text) || self.names_the_unit(page.sheet, text);
            if !is_known && !counts_pages(text) && !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        if !texts.is_empty() {
            let place = page.place(Position::default());
            self.outside.margins.push(Margins { form: page.form.cloned(), place, texts });
        }
    }

    /// Whether a text is the unit's name, as the list of the units or the head of the sheet has it.
    fn names_the_unit(&self, sheet: &Sheet, text: &str) -> bool {
        const HEAD: u32 = 8;
        let text = letters(text);
        let known = std::iter::once(&self.unit.name).chain(&self.unit.aliases);
        let mut known = known.map(|name| letters(name));
        if known.any(|name| name == text) {
            return true;
        }
        let mut head = sheet.cells.iter().take_while(|(at, _)| at.row < HEAD);
        head.any(|(_, cell)| cell.value.text().is_some_and(|printed| letters(printed) == text))
    }
}

/// Whether a text says nothing but which page it is on.
fn counts_pages(text: &str) -> bool {
    const WORDS: [&str; 8] = ["trang", "tr", "page", "pages", "of", "số", "sheet", "p"];
    let folded = fold(text);
    let mut words = folded.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    words.all(|word| WORDS.contains(&word))
}

fn is_empty(sheet: &Sheet) -> bool {
    sheet.notes.is_empty() && sheet.pictures.is_empty() && filled(sheet).next().is_none()
}

/// Whether the name of an input cell leads to a sheet.
fn is_named(workbook: &Workbook, sheet: usize) -> bool {
    workbook.names.iter().any(|defined| match &defined.target {
        NameTarget::Cell(at) => at.sheet == sheet && defined.name.parse::<CellName>().is_ok(),
        NameTarget::Deleted | NameTarget::Other(_) => false,
    })
}
