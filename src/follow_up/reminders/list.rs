//! The list of the units to remind: CSV with a byte order mark, and a workbook with codes as text.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use super::Reminder;
use crate::campaign::identity::Document;
use crate::export::report::csv::inert;
use crate::follow_up::status_table::status_words;
use crate::follow_up::tracking::{Tracking, UnitStatus};
use crate::i18n::Words;
use crate::t;
use crate::wording::deadlines::deadline;
use crate::workbooks::paper::{self, FONT};

pub const CSV_NAME: &str = "danh-sach-nhac.csv";
pub const XLSX_NAME: &str = "danh-sach-nhac.xlsx";

const WIDTHS: [f64; 9] = [6.0, 12.0, 34.0, 28.0, 24.0, 26.0, 16.0, 40.0, 22.0];

type Reminded<'t, 'a> = (&'t UnitStatus<'a>, Reminder);

/// The list in CSV.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn to_csv(
    tracking: &Tracking<'_>,
    reminded: &[Reminded<'_, '_>],
    words: &Words,
) -> Result<Vec<u8>, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    writer.write_record(captions(words))?;
    for row in rows(tracking, reminded, words) {
        writer.write_record(row.iter().map(|cell| inert(cell)))?;
    }
    writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
}

/// The list as a workbook.
///
/// # Errors
/// When a text is beyond Excel's limits.
pub fn to_xlsx(
    tracking: &Tracking<'_>,
    reminded: &[Reminded<'_, '_>],
    words: &Words,
) -> Result<Vec<u8>, XlsxError> {
    let base = Format::new().set_font_name(FONT).set_font_size(11).set_text_wrap();
    let cell = base
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::VerticalCenter)
        .set_num_format("@");
    let header = cell.clone().set_bold().set_align(FormatAlign::Center);
    let title = t!(words, "reminders-sheet");
    let keywords = Document::Reminders.schema().to_owned();
    let mut workbook = Workbook::new();
    workbook.set_properties(&paper::properties(
        Document::Reminders,
        &title,
        keywords,
        tracking.as_of,
        &[],
    )?);
    let mut sheet = Worksheet::new();
    sheet.set_name(&title)?.set_freeze_panes(1, 0)?;
    for ((column, caption), width) in (0_u16..).zip(captions(words)).zip(WIDTHS) {
        sheet.write_string_with_format(0, column, caption, &header)?;
        sheet.set_column_width(column, width)?;
    }
    sheet.set_row_height(0, 32)?;
    for (row, cells) in (1_u32..).zip(rows(tracking, reminded, words)) {
        for (column, text) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, column, text, &cell)?;
        }
    }
    paper::landscape(&mut sheet, &title, words);
    sheet.set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    workbook.push_worksheet(sheet);
    workbook.save_to_buffer()
}

fn captions(words: &Words) -> [String; 9] {
    [
        t!(words, "register-serial"),
        t!(words, "register-unit"),
        t!(words, "register-name"),
        t!(words, "status-standing"),
        t!(words, "reminders-due"),
        t!(words, "reminders-email"),
        t!(words, "reminders-phone"),
        t!(words, "reminders-issued"),
        t!(words, "reminders-file"),
    ]
}

fn row(
    tracking: &Tracking<'_>,
    number: usize,
    (unit, reminder): &Reminded<'_, '_>,
    words: &Words,
) -> [String; 9] {
    let due = unit.deadline.map(|due| deadline(due, words));
    [
        number.to_string(),
        unit.unit.code.to_string(),
        unit.unit.name.clone(),
        status_words(tracking, unit, words).replace('\n', "; "),
        due.unwrap_or_default(),
        unit.unit.email.clone().unwrap_or_default(),
        unit.unit.phone.clone().unwrap_or_default(),
        unit.issued.clone().unwrap_or_default(),
        reminder.file.clone(),
    ]
}

fn rows(tracking: &Tracking<'_>, reminded: &[Reminded<'_, '_>], words: &Words) -> Vec<[String; 9]> {
    let numbered = (1..).zip(reminded);
    numbered.map(|(number, reminded)| row(tracking, number, reminded, words)).collect()
}
