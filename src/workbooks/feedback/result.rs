//! The sheet that a unit gets back, to be read and printed: the verdict, what to do, and everything
//! that was found.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::list::FindingList;
use super::reply_target::file_name;
use super::style::ReplyStyles;
use super::{NAMED, ReplyContext, completeness, list, properties};
use crate::rules::finding::Severity;
use crate::submission::difference::Side;
use crate::t;
use crate::wording::difference_text;
use crate::workbooks::paper::letter::{SIZE, TITLE_SIZE};
use crate::workbooks::paper::{self, Height};

/// The columns of the captions at the head.
const LABEL: u16 = 2;
/// How much of what two files say is shown where they differ.
const LONGEST: usize = 60;

pub(super) fn write(cx: &ReplyContext<'_>) -> Result<Vec<u8>, XlsxError> {
    let (words, styles) = (cx.shared.words, ReplyStyles::new());
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(cx)?);
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(words, "feedback-sheet"))?;
    list::set_widths(sheet)?;
    let mut page = Page { sheet, styles: &styles, row: 0 };
    page.line(&cx.shared.campaign.focal_point.to_uppercase(), &styles.letter.office, SIZE)?;
    page.line(&t!(words, "feedback-title"), &styles.letter.title, TITLE_SIZE)?;
    page.line(&cx.shared.campaign.title, &styles.letter.subtitle, SIZE)?;
    page.row += 1;
    facts(cx, &mut page)?;
    page.row += 1;
    todo(cx, &mut page)?;
    page.row += 1;
    noted(cx, &mut page)?;
    differences(cx, &mut page)?;
    page.line(&t!(words, "feedback-list"), &styles.section, SIZE)?;
    if cx.told.is_empty() {
        page.line(&t!(words, "feedback-none"), &styles.letter.line, SIZE)?;
    } else {
        let header = page.row;
        let list = FindingList { cx, styles: &styles, book: cx.copy.as_deref() };
        page.row = 1 + list.write(cx.told.iter(), header, page.sheet)?;
        page.sheet.set_repeat_rows(header, header)?;
    }
    let (end, foot) = (page.row - 1, cx.unit.map_or("", |unit| unit.name.as_str()));
    paper::landscape(sheet, foot, words);
    sheet.set_print_fit_to_pages(1, 0).set_print_area(0, 0, end, list::LAST)?;
    workbook.save_to_buffer()
}

/// The sheet as it is written, from the top.
struct Page<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a ReplyStyles,
    row: u32,
}

impl Page<'_> {
    fn line(&mut self, text: &str, format: &Format, size: u32) -> Result<(), XlsxError> {
        paper::across(self.sheet, self.row, (0, list::LAST), text, format)?;
        let width = list::WIDTH - list::WIDTH / 20;
        Height::new(size).text(text, width).set(self.sheet, self.row)?;
        self.row += 1;
        Ok(())
    }

    fn fact(&mut self, label: &str, value: &str, format: &Format) -> Result<(), XlsxError> {
        paper::across(self.sheet, self.row, (0, LABEL), label, &self.styles.label)?;
        paper::across(self.sheet, self.row, (LABEL + 1, list::LAST), value, format)?;
        let width = (list::WIDTH - 24) * 9 / 10;
        Height::new(SIZE + 1).text(value, width).set(self.sheet, self.row)?;
        self.row += 1;
        Ok(())
    }
}

/// Whose file it is, what is in it, and until when it is due.
fn facts(cx: &ReplyContext<'_>, page: &mut Page<'_>) -> Result<(), XlsxError> {
    let words = cx.shared.words;
    let styles = page.styles;
    page.fact(&t!(words, "feedback-verdict"), &cx.verdict, &styles.verdict)?;
    let unit = match cx.unit {
        Some(unit) => format!("{} ({})", unit.name, unit.code),
        None => t!(words, "feedback-unit-unknown"),
    };
    let due = cx.due().unwrap_or_else(|| t!(words, "feedback-due-none"));
    let sums = cx.case.files().map(|file| file.sha256.as_str());
    let sums: Vec<&str> = sums.filter(|sum| !sum.is_empty()).collect();
    for (label, value) in [
        (t!(words, "feedback-unit"), unit),
        (t!(words, "feedback-period"), cx.shared.period.title.clone()),
        (t!(words, "feedback-file"), cx.case.file_names().join("; ")),
        (t!(words, "feedback-sha256"), sums.join("; ")),
        (t!(words, "feedback-counts"), counted(cx)),
        (t!(words, "feedback-due"), due),
        (t!(words, "feedback-day"), words.date(cx.shared.day)),
    ] {
        page.fact(&label, &value, &styles.value)?;
    }
    Ok(())
}

fn counted(cx: &ReplyContext<'_>) -> String {
    let words = cx.shared.words;
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(|severity| {
        let told = cx.told.iter().filter(|told| told.shown.asks());
        told.filter(|told| told.shown.severity == severity).count()
    });
    match cx.answered {
        Some(completeness::Answered { answered, asked }) => t!(
            words,
            "feedback-counts-value",
            answered = answered,
            asked = asked,
            errors = errors,
            warnings = warnings
        ),
        None => t!(words, "feedback-counts-unread", errors = errors, warnings = warnings),
    }
}

fn todo(cx: &ReplyContext<'_>, page: &mut Page<'_>) -> Result<(), XlsxError> {
    let words = cx.shared.words;
    let styles = page.styles;
    page.line(&t!(words, "feedback-todo"), &styles.section, SIZE + 1)?;
    let todo = cx.todo();
    for (number, line) in (1..).zip(todo.iter().take(NAMED)) {
        page.line(&format!("{number}. {line}"), &styles.letter.line, SIZE)?;
    }
    if let Some(more) = todo.len().checked_sub(NAMED).filter(|more| *more > 0) {
        page.line(&t!(words, "feedback-todo-more", more = more), &styles.letter.line, SIZE)?;
    }
    match cx.way_back() {
        Some(way) => page.line(&way, &styles.label, SIZE),
        None if todo.is_empty() => {
            page.line(&t!(words, "feedback-todo-none"), &styles.letter.line, SIZE)
        }
        None => Ok(()),
    }
}

/// The officer's corrections of what the unit wrote.
fn noted(cx: &ReplyContext<'_>, page: &mut Page<'_>) -> Result<(), XlsxError> {
    if cx.noted.is_empty() {
        return Ok(());
    }
    let styles = page.styles;
    page.line(&t!(cx.shared.words, "feedback-noted"), &styles.section, SIZE + 1)?;
    for noted in &cx.noted {
        page.line(&noted.line, &styles.letter.line, SIZE)?;
    }
    page.row += 1;
    Ok(())
}

/// The addresses of what a file says; a dash for a cell that is gone.
fn cells(side: &Side) -> String {
    Some(difference_text::cells(side))
        .filter(|cells| !cells.is_empty())
        .unwrap_or_else(|| "–".to_owned())
}

/// In which cells the files of a unit differ, each of the others beside the first. Files that complete
/// each other differ in none that both answer.
fn differences(cx: &ReplyContext<'_>, page: &mut Page<'_>) -> Result<(), XlsxError> {
    let words = cx.shared.words;
    let styles = page.styles;
    let first = file_name(cx.case.file);
    if cx.case.file.brings.is_some() {
        return Ok(());
    }
    for other in &cx.case.beside {
        let Some(compared) = &other.compared else { continue };
        let (file, count) = (file_name(other), compared.differences.len());
        let head =
            t!(words, "feedback-differs", first = first.as_str(), file = file, count = count);
        page.line(&head, &styles.section, SIZE)?;
        for difference in &compared.differences {
            let (this, that) = (&difference.this, &difference.other);
            let texts = difference_text::sides(this, that, LONGEST, words);
            let line = t!(
                words,
                "feedback-difference",
                row = difference_text::row(difference, words),
                first = texts.other,
                firstcell = cells(that),
                other = texts.this,
                othercell = cells(this)
            );
            page.line(&line, &styles.letter.line, SIZE)?;
        }
        page.row += 1;
    }
    Ok(())
}
