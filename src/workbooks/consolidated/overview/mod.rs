//! The first page: who has sent, where each target stands, and what needs the officer. A leader
//! reads this one and no other.

mod charts;
mod needs;
mod page;
mod returns;
mod targets;
mod tasks;

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use self::page::{LAST, Titles, WIDTHS, width};
use super::BookContext;
use crate::t;
use crate::workbooks::paper::{self, Height, across};

/// Targets up to which everything fits on one readable page.
const ONE_PAGE: usize = 12;
/// In percent; with it the columns fill the width of a page.
const PRINT_SCALE: u16 = 63;

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-overview"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    head(cx, sheet)?;
    let mut titles = Titles::new(cx);
    let mut row = returns::write(&mut titles, 4, sheet)?;
    let targets = cx.consolidation.rows.iter().filter(|row| row.row.has_target()).count();
    if targets > 0 {
        row = targets::write(&mut titles, row + 1, sheet)?;
    }
    paper::landscape(sheet, &cx.foot(), cx.words);
    if cx.consolidation.tasks.is_empty() {
        let pages = u16::from(targets <= ONE_PAGE);
        sheet.set_print_fit_to_pages(1, pages);
    } else {
        // Who has sent and the targets are the page that is handed on; tasks go on the next.
        sheet.set_print_scale(PRINT_SCALE).set_page_breaks(&[row + 1])?;
        row = tasks::write(&mut titles, row + 1, sheet)?;
    }
    let row = needs::write(&mut titles, row + 1, sheet)?;
    sheet.set_print_area(0, 0, row, LAST)?.set_active(true);
    Ok(())
}

fn head(cx: &BookContext<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let campaign = cx.consolidation.campaign;
    let authority = campaign.authority.to_uppercase();
    across(sheet, 0, (0, LAST), &authority, &cx.styles.authority)?;
    let title = campaign.title.to_uppercase();
    across(sheet, 1, (0, LAST), &title, &cx.styles.title)?;
    across(sheet, 2, (0, LAST), &cx.period(), &cx.styles.subtitle)?;
    let office = campaign.focal_point.as_str();
    let by = t!(cx.words, "book-compiled-by", office = office);
    let area = t!(cx.words, "book-area", area = campaign.area_short.as_str());
    let by = format!("{by}. {area}");
    across(sheet, 3, (0, LAST), &by, &cx.styles.subtitle)?;
    // Capitals of fourteen points, bold: wider than the figures that a width is given in.
    Height::new(14).text(&title, width((0, LAST)) * 3 / 4).set(sheet, 1)
}
