//! The list of single findings, on the sheet that a unit gets back and first in its corrected copy.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::ReplyContext;
use super::accepted_values::allowed;
use super::clerk_findings::{Target, Told};
use super::style::{ReplyStyles, cut};
use crate::consolidate::names::{remedy, weight};
use crate::t;
use crate::wording::names::{row_name, shortened};
use crate::workbooks::paper::Height;
use crate::workbooks::paper::letter::SIZE;

/// The widths of the columns, in characters: together a page of A4 across.
const WIDTHS: [u16; 9] = [5, 11, 8, 30, 52, 16, 24, 10, 8];
pub(super) const LAST: u16 = 8;
pub(super) const WIDTH: u16 = 164;
/// How much of a row's wording is enough to know it.
const LABEL: usize = 90;

/// Sets the widths of the columns.
pub(super) fn set_widths(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

pub(super) struct FindingList<'l> {
    pub cx: &'l ReplyContext<'l>,
    pub styles: &'l ReplyStyles,
    /// The workbook that links lead to; none where they lead to a sheet of the same one.
    pub book: Option<&'l str>,
}

impl FindingList<'_> {
    /// Writes captions and findings from a row on; gives the last row.
    pub(super) fn write<'t>(
        &self,
        told: impl Iterator<Item = &'t Told<'t>>,
        header: u32,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let words = self.cx.shared.words;
        let captions = [
            t!(words, "feedback-column-number"),
            t!(words, "feedback-column-sheet"),
            t!(words, "feedback-column-cell"),
            t!(words, "feedback-column-row"),
            t!(words, "feedback-column-what"),
            t!(words, "feedback-column-written"),
            t!(words, "feedback-column-allowed"),
            t!(words, "book-column-severity"),
            t!(words, "table-rule"),
        ];
        for (column, caption) in (0_u16..).zip(captions) {
            sheet.write_string_with_format(header, column, caption, &self.styles.letter.header)?;
        }
        sheet.set_row_height(header, 32)?;
        let mut last = header;
        for (number, told) in (1_u32..).zip(told) {
            last = header + number;
            sheet.write_number_with_format(last, 0, number, &self.styles.letter.centred)?;
            self.line(told, last, sheet)?;
        }
        Ok(last)
    }

    /// Writes a finding behind its number.
    fn line(&self, told: &Told<'_>, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let Self { cx, styles, book } = *self;
        let (words, letter) = (cx.shared.words, &styles.letter);
        let finding = &told.shown;
        let at = &finding.location;
        let mark = if finding.settled.is_some() { "✓" } else { "→" };
        let remedy = remedy(finding, words);
        let mut what = format!("{}\n{mark} {}", cut(&finding.message), cut(&remedy));
        if let Some(sent) = &told.sent_at {
            what = format!("{what}\n{}", t!(words, "feedback-sent-at", cell = sent.as_str()));
        }
        let form = at.form.as_ref().and_then(|id| cx.shared.campaign.form(id));
        let tab = at.sheet.as_deref().or(form.map(|form| form.sheet.as_str())).unwrap_or_default();
        let takes = told.row.zip(at.field).map(|((_, row), field)| allowed(row, field, words));
        let texts = [
            (1, tab.to_owned(), &letter.centred),
            (2, at.cell.clone().unwrap_or_default(), &letter.centred),
            (3, row_words(cx, told), &letter.text),
            (4, what, &letter.text),
            (5, cut(finding.raw.as_deref().unwrap_or_default()), &letter.text),
            (6, takes.unwrap_or_default(), &letter.text),
            (7, weight(finding, words), styles.weight(finding)),
            (8, finding.code.to_owned(), &letter.centred),
        ];
        let mut height = Height::new(SIZE);
        for (column, text, format) in texts {
            sheet.write_string_with_format(row, column, &text, format)?;
            height.text(&text, WIDTHS.get(usize::from(column)).copied().unwrap_or(1));
        }
        if let Some(target) = &told.target {
            let url = Url::new(link(target, book)).set_text(target.at.to_string());
            sheet.write_url_with_format(row, 2, url, &styles.link)?;
        }
        height.set(sheet, row)
    }
}

/// The address of a cell of the corrected copy, within it or from another workbook beside it.
fn link(target: &Target, book: Option<&str>) -> String {
    let place = format!("'{}'!{}", target.sheet.replace('\'', "''"), target.at);
    match book {
        Some(book) => format!("file:///{book}#{place}"),
        None => format!("internal:{place}"),
    }
}

/// The row and the column that a finding is about.
fn row_words(cx: &ReplyContext<'_>, told: &Told<'_>) -> String {
    let Some((form, row)) = told.row else { return String::new() };
    let words = cx.shared.words;
    let name = row_name(row, words);
    let label = shortened(&row.title().replace('\n', " "), LABEL);
    // A line of a list has no wording of its own.
    let row =
        if label.is_empty() { name } else { t!(words, "feedback-row", row = name, label = label) };
    match told.shown.location.field {
        Some(field) => {
            let column = form.field_caption(field, cx.shared.period.target_year);
            t!(words, "feedback-row-column", row = row, column = column)
        }
        None => row,
    }
}
