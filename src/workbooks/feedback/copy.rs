//! The corrected copy: the unit's own form with every answer that it gave, ready to be mended and sent
//! back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::ReplyContext;
use super::list::{self, FindingList};
use super::style::{ReplyStyles, cut};
use crate::campaign::OrgUnit;
use crate::campaign::identity::{CORRECTS, LEAD, LIST_LINE, PROPERTY_PREFIX};
use crate::rules::finding::Severity;
use crate::submission::Submission;
use crate::t;
use crate::values::key::CellName;
use crate::workbooks::paper::letter::{SIZE, TITLE_SIZE, head};
use crate::workbooks::paper::{self, Extent};
use crate::workbooks::template::{
    Answered, Filled, Mend, Prefill, TemplateError, free_sheet_name, write_corrected,
};

/// What a cell of Excel holds, in UTF-16 units.
const CELL: usize = 32_767;

/// Whether everything that a unit wrote can be put back. What a cell of Excel does not hold is not
/// cut: the unit mends the file that it has.
pub(super) fn fits(submission: &Submission<'_>) -> bool {
    let cells = submission.answers().flat_map(|answer| answer.cells.values());
    let feet = submission.forms.iter().flat_map(|form| form.foot.values());
    let mut texts = cells.map(|cell| &cell.raw).chain(feet).filter_map(|raw| raw.value.text());
    texts.all(|text| text.encode_utf16().count() <= CELL)
}

pub(super) fn write(
    cx: &ReplyContext<'_>,
    unit: &OrgUnit,
    submission: &Submission<'_>,
) -> Result<Vec<u8>, TemplateError> {
    let prefill = prefill(cx, submission);
    let list = first_sheet(cx, unit)?;
    let (campaign, period) = (cx.shared.campaign, cx.shared.period);
    let answered = Answered { prefill: &prefill, before: vec![list] };
    write_corrected(campaign, period, unit, answered, cx.shared.words)
}

/// Every answer as it was written, with what is to be mended.
fn prefill(cx: &ReplyContext<'_>, submission: &Submission<'_>) -> Prefill {
    let mut prefill = Prefill::of(submission);
    let cells = &mut prefill.cells;
    for told in cx.told.iter().filter(|told| told.shown.asks()) {
        let Some(target) = &told.target else { continue };
        let filled = cells.entry(target.name.clone()).or_default();
        let note = format!("{}\n→ {}", cut(&told.shown.message), told.shown.hint);
        let must = told.shown.severity == Severity::Error;
        filled.mend = Some(match filled.mend.take() {
            Some(mend) => {
                Mend { must: mend.must || must, note: format!("{}\n\n{note}", mend.note) }
            }
            None => Mend { must, note },
        });
    }
    // What the unit wrote stays: the officer's figure is not the unit's.
    for noted in &cx.noted {
        let filled = cells.entry(noted.name.clone()).or_default();
        let mend = filled.mend.get_or_insert_with(|| Mend { must: false, note: String::new() });
        let parts = [noted.line.as_str(), mend.note.as_str()];
        mend.note =
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    missing_forms(cx, submission, cells);
    prefill.corrects = cx.case.files().map(|file| file.sha256.clone()).collect();
    prefill
}

/// The rows of a form that did not come back are to be filled in, all of them.
fn missing_forms(
    cx: &ReplyContext<'_>,
    submission: &Submission<'_>,
    cells: &mut BTreeMap<CellName, Filled>,
) {
    for form in submission.forms.iter().filter(|form| form.is_missing()) {
        let mut told = cx.told.iter();
        let told = told.find(|told| {
            let at = &told.shown.location;
            told.shown.asks() && at.indicator.is_none() && at.form.as_ref() == Some(&form.form.id)
        });
        let Some(told) = told else { continue };
        for answer in &form.answers {
            let first = answer.indicator.fields().into_iter().next();
            let mend = Mend { must: true, note: told.shown.hint.clone() };
            let filled = Filled { mend: Some(mend), ..Filled::default() };
            cells.extend(first.map(|field| (answer.key.cell(field), filled)));
        }
    }
}

/// The list of what is to be mended, each with a link to its cell.
fn first_sheet(cx: &ReplyContext<'_>, unit: &OrgUnit) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.shared.words, ReplyStyles::new());
    let mut sheet = Worksheet::new();
    sheet.set_name(free_sheet_name(cx.shared.campaign, &t!(words, "feedback-copy-sheet")))?;
    list::set_widths(&mut sheet)?;
    let office = cx.shared.campaign.focal_point.as_str();
    let due = cx.due().unwrap_or_else(|| t!(words, "feedback-due-soon"));
    let all = Extent { last: list::LAST, width: list::WIDTH };
    let letter = &styles.letter;
    let lines = [
        (unit.name.to_uppercase(), &letter.office, SIZE),
        (t!(words, "feedback-copy-title"), &letter.title, TITLE_SIZE),
        (cx.shared.period.title.clone(), &letter.subtitle, SIZE),
        (t!(words, "feedback-copy-colours"), &letter.line, SIZE),
        (t!(words, "feedback-copy-help", office = office, due = due), &letter.line, SIZE),
    ];
    head(&mut sheet, all, LIST_LINE, &letter.quiet, lines)?;
    let header = 7;
    let asking = cx.told.iter().filter(|told| told.shown.asks());
    let findings = FindingList { cx, styles: &styles, book: None };
    let end = findings.write(asking, header, &mut sheet)?;
    paper::landscape(&mut sheet, &unit.name, words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(header, header)?
        .set_print_area(0, 0, end, list::LAST)?
        .protect();
    Ok(sheet)
}

/// Whether a file is a corrected copy, or a form made for a lead agency, as it was written, and nobody has
/// saved it since: programs put down when they save. `new` is what would take its place.
pub fn is_untouched(old: &[u8], new: &[u8]) -> bool {
    let marks = [CORRECTS, LEAD].map(|key| format!("\"{PROPERTY_PREFIX}{key}\""));
    let is_copy = part(old, "docProps/custom.xml")
        .is_some_and(|xml| marks.iter().any(|mark| xml.contains(mark)));
    let [old, new] = [old, new].map(|bytes| part(bytes, "docProps/core.xml"));
    is_copy && old.is_some() && old == new
}

/// A small part of a package as text.
fn part(package: &[u8], name: &str) -> Option<String> {
    const LONGEST: u64 = 64 * 1024;
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).ok()?;
    let mut text = String::new();
    archive.by_name(name).ok()?.take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}
