//! What stands above and below the rows of every sheet that is signed.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::BookContext;
use super::style::{Kind, Tone};
use crate::campaign::{Form, Heading, Indicator};
use crate::t;
use crate::workbooks::paper::{self, Extent, Height, Printed, across};

pub(super) const HEADER_ROW: u32 = 4;

/// Authority, heading, title, period and area.
pub(super) fn head(
    cx: &BookContext<'_>,
    form: &Form,
    Extent { last, width }: Extent,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    let authority = cx.consolidation.campaign.authority.to_uppercase();
    across(sheet, 0, (0, last), &authority, &styles.authority)?;
    across(sheet, 1, (0, last), &form.heading, &styles.title)?;
    across(sheet, 2, (0, last), &form.title, &styles.title)?;
    // Titles are bold, and of fourteen points.
    Height::new(14).text(&form.heading, width - 4).set(sheet, 1)?;
    Height::new(14).text(&form.title, width - 4).set(sheet, 2)?;
    across(sheet, 3, (0, last), &cx.scope(), &styles.subtitle)?;
    Height::new(12).text(&cx.scope(), width).set(sheet, 3)?;
    Ok(())
}

/// What stands below the last row of a form, given the row under it, and how the sheet is printed; so
/// many columns stay in sight. Gives the row below all that.
pub(super) fn finish(
    cx: &BookContext<'_>,
    last: u16,
    row: u32,
    frozen: u16,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    foot(cx, last, row + 1, sheet)?;
    let printed = Printed { header: HEADER_ROW, end: row + 2, last, frozen };
    paper::table(sheet, &cx.foot(), cx.words, printed)?;
    Ok(row + 3)
}

/// Who compiled it, and who signs; on few columns side by side without touching.
fn foot(cx: &BookContext<'_>, last: u16, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    let lines: [(String, String, &Format); 2] = [
        (t!(cx.words, "book-signature-left"), t!(cx.words, "form-signature"), &styles.signature),
        (
            t!(cx.words, "book-signature-left-note"),
            t!(cx.words, "form-signature-note"),
            &styles.signature_note,
        ),
    ];
    let left = 1.min(last.saturating_sub(1) / 2);
    let right = last.saturating_sub(2).max(left + 1);
    for (row, (compiled, signed, format)) in (row..).zip(lines) {
        across(sheet, row, (0, left), &compiled, format)?;
        across(sheet, row, (right, last.max(right)), &signed, format)?;
    }
    Ok(())
}

/// Headings, each printed once above the rows that stand under it.
#[derive(Debug, Default)]
pub(super) struct Headings<'c> {
    over: Vec<&'c Heading>,
}

impl<'c> Headings<'c> {
    /// The headings to print before a row: those that do not stand over the row before it.
    pub(super) fn before(&mut self, form: &'c Form, row: &Indicator) -> Vec<&'c Heading> {
        let over = form.headings_over(row);
        let both = self.over.iter().zip(&over);
        let kept = both.take_while(|(old, new)| old.id == new.id).count();
        let opened = over.iter().skip(kept).copied().collect();
        self.over = over;
        opened
    }
}

/// Writes a heading over all columns.
pub(super) fn heading(
    cx: &BookContext<'_>,
    row: u32,
    heading: &Heading,
    all: Extent,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let text = numbered(&heading.number, &heading.label);
    band(cx, row, &Band { text: &text, tone: Tone::Total }, all, sheet)
}

/// A line over all columns.
pub(super) struct Band<'t> {
    pub(super) text: &'t str,
    pub(super) tone: Tone,
}

pub(super) fn band(
    cx: &BookContext<'_>,
    row: u32,
    Band { text, tone }: &Band<'_>,
    Extent { last, width }: Extent,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let palette = &cx.styles.form;
    across(sheet, row, (0, last), text, palette.format(Kind::Text, *tone))?;
    // The line may be bold.
    Height::new(palette.size).text(text, width - width / 12).set(sheet, row)
}

/// A number before its text, as officials write it: "1. …", "I. …", "1.2. …".
pub(super) fn numbered(number: &str, text: &str) -> String {
    match number {
        "" => text.to_owned(),
        _ if number.ends_with(['.', ')', '-']) => format!("{number} {text}"),
        _ => format!("{number}. {text}"),
    }
}

pub(super) fn sum(widths: impl IntoIterator<Item = u16>) -> u16 {
    widths.into_iter().fold(0, u16::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_number_has_one_mark_behind_it() {
        assert_eq!(numbered("I", "Kết quả"), "I. Kết quả");
        assert_eq!(numbered("1.", "Kết quả"), "1. Kết quả");
        assert_eq!(numbered("", "Kết quả"), "Kết quả");
    }
}
