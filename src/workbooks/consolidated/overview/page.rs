//! What the parts of the first page share: its columns, its titles, its links.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use crate::t;
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::style::{Kind, Look, Palette, Tone};
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::paper::{Height, across};

pub(super) const LAST: u16 = 13;
/// The widths of the columns in characters: eight columns of figures between the kinds of unit and
/// the charts, over which the other tables lay their columns.
pub(super) const WIDTHS: [u16; 14] = [9, 6, 27, 9, 9, 9, 9, 9, 9, 9, 9, 26, 26, 48];
const WHAT: (u16, u16) = (0, 7);
const COUNT: (u16, u16) = (8, 8);
const WHICH: (u16, u16) = (9, 12);
const SEE: (u16, u16) = (LAST, LAST);

pub(super) fn width((first, last): (u16, u16)) -> u16 {
    let columns = usize::from(first)..=usize::from(last);
    WIDTHS.get(columns).unwrap_or_default().iter().sum()
}

/// A row of a table on the page.
pub(super) struct PageRow<'a> {
    pub(super) palette: &'a Palette,
    pub(super) row: u32,
}

impl PageRow<'_> {
    /// Writes a value over several cells of the row, or into one.
    pub(super) fn put(
        &self,
        (first, last): (u16, u16),
        value: &Value,
        look: Look,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        if first < last {
            let format = self.palette.format(look.kind, look.tone);
            sheet.merge_range(self.row, first, self.row, last, "", format)?;
        }
        self.palette.put(sheet, (self.row, first), value, look)
    }
}

pub(super) fn captions(
    cx: &BookContext<'_>,
    row: u32,
    captions: &[((u16, u16), String)],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut height = Height::new(cx.styles.form.size);
    for (columns, caption) in captions {
        across(sheet, row, *columns, caption, &cx.styles.header)?;
        // Captions are bold.
        height.text(caption, width(*columns).saturating_sub(1));
    }
    height.set(sheet, row)
}

/// The titles of the parts, numbered as they come: not every campaign has every part.
pub(super) struct Titles<'a, 'c> {
    pub(super) cx: &'a BookContext<'c>,
    written: usize,
}

impl<'a, 'c> Titles<'a, 'c> {
    pub(super) fn new(cx: &'a BookContext<'c>) -> Self {
        Self { cx, written: 0 }
    }

    pub(super) fn next(
        &mut self,
        row: u32,
        title: &str,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        self.written += 1;
        let text = t!(self.cx.words, "book-section", number = self.written, title = title);
        across(sheet, row, (0, LAST), &text, &self.cx.styles.section)?;
        sheet.set_row_height(row, 26)?;
        Ok(())
    }
}

/// A line of the parts that say how many there are of something, and which.
pub(super) struct Line<'a> {
    /// What it is about, and how that looks.
    pub(super) what: (&'a str, Tone),
    /// How many there are of it, and how that looks.
    pub(super) count: (usize, Tone),
    pub(super) which: &'a str,
    /// The sheet on which more of it stands.
    pub(super) tab: &'a str,
    /// How much narrower than its cells what it is about is taken to be: it may be bold.
    pub(super) margin: u16,
}

impl Line<'_> {
    /// Writes the captions of such lines, given that of the first column.
    pub(super) fn captions(
        cx: &BookContext<'_>,
        row: u32,
        what: String,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let header = [
            (WHAT, what),
            (COUNT, t!(cx.words, "book-need-count")),
            (WHICH, t!(cx.words, "book-need-which")),
            (SEE, t!(cx.words, "book-need-sheet")),
        ];
        captions(cx, row, &header, sheet)
    }

    pub(super) fn write(
        &self,
        cx: &BookContext<'_>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let ((what, tone), (count, count_tone)) = (self.what, self.count);
        let cells = PageRow { palette: &cx.styles.form, row };
        cells.put(WHAT, &what.into(), Kind::Text.toned(tone), sheet)?;
        cells.put(COUNT, &Value::tally(count), Kind::Centred.toned(count_tone), sheet)?;
        cells.put(WHICH, &self.which.into(), Kind::Text.toned(Tone::Plain), sheet)?;
        link(cx, row, self.tab, sheet)?;
        let mut height = Height::new(cx.styles.form.size);
        height.text(what, width(WHAT) - self.margin);
        height.text(self.which, width(WHICH)).set(sheet, row)
    }
}

/// A link to another sheet, in the last column.
fn link(cx: &BookContext<'_>, row: u32, tab: &str, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let url = Url::new(format!("internal:'{}'!A1", tab.replace('\'', "''")));
    sheet.write_url_with_format(row, LAST, url.set_text(tab), &cx.styles.link)?;
    Ok(())
}
