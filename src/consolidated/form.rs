//! A form for the whole area in its official layout, with what the city must know beside it.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, cells, evidence, notes};
use crate::campaign::{Column, ColumnContent, Form, Shown};
use crate::key::Field;
use crate::ledger::Total;
use crate::merge::ConsolidatedRow;
use crate::paper::{self, Height, across};
use crate::quantity::measure::Measure;
use crate::submission::answer::Figure;
use crate::t;
use crate::wording;

const HEADER_ROW: u32 = 4;

/// A column of the city's form.
#[derive(Clone, Copy)]
enum FormColumn<'c> {
    Official(&'c Column),
    Added(Added),
}

/// What the official form does not print.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Added {
    Result,
    Base,
    Coverage,
    Reported,
    Rollup,
    Difference,
    Verdict,
    Notes,
    Evidence,
}

impl FormColumn<'_> {
    /// In characters.
    fn width(self) -> u16 {
        match self {
            Self::Official(column) => column.width,
            Self::Added(Added::Coverage) => 10,
            Self::Added(Added::Rollup | Added::Difference) => 12,
            Self::Added(Added::Result) => 13,
            Self::Added(Added::Verdict) => 14,
            Self::Added(Added::Base | Added::Reported) => 20,
            Self::Added(Added::Notes) => 28,
            Self::Added(Added::Evidence) => 36,
        }
    }
}

/// Writes the sheet of a form.
pub(super) fn write(
    cx: &Context<'_>,
    form: &Form,
    workbook: &mut Workbook,
) -> Result<(), XlsxError> {
    let columns = columns(cx, form);
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let sheet = workbook.add_worksheet();
    sheet.set_name(&form.sheet)?;
    head(cx, form, last, sheet)?;
    captions(cx, &columns, sheet)?;
    let mut row = HEADER_ROW + 1;
    for consolidated in cx.consolidation.rows_of(&form.id) {
        let mut height = Height::new(cx.styles.form.size);
        for (index, column) in (0_u16..).zip(&columns) {
            let (value, kind, tone) = cell(cx, consolidated, *column);
            height.text(value.wording(), column.width());
            cx.styles.form.put(sheet, (row, index), &value, (kind, tone))?;
        }
        height.set(sheet, row)?;
        row += 1;
    }
    foot(cx, last, row + 1, sheet)?;
    paper::landscape(sheet, &cx.foot(), cx.words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEADER_ROW, HEADER_ROW)?
        .set_print_area(0, 0, row + 2, last)?
        .set_freeze_panes(HEADER_ROW + 1, 2)?;
    Ok(())
}

/// The official columns in their order, then what is added; what no row of the form has is left
/// out.
fn columns<'c>(cx: &Context<'_>, form: &'c Form) -> Vec<FormColumn<'c>> {
    let official: Vec<&Column> = form.columns.iter().filter(|column| !column.added).collect();
    let has = |field| official.iter().any(|column| column.content == ColumnContent::Asks(field));
    let rows = || cx.consolidation.rows_of(&form.id);
    let rates = rows().any(|row| row.row.indicator.measure == Measure::Percent);
    let targets = rows().any(|row| row.row.target.is_some());
    let led = rows().any(|row| !row.row.indicator.city.is_empty());
    let added = [
        (Added::Result, !has(Field::Value)),
        (Added::Base, rates && !(has(Field::Numerator) && has(Field::Denominator))),
        (Added::Coverage, true),
        (Added::Reported, led),
        (Added::Rollup, led),
        (Added::Difference, led),
        (Added::Verdict, targets),
        (Added::Notes, true),
        (Added::Evidence, !has(Field::Evidence)),
    ];
    let added = added.into_iter().filter(|(_, wanted)| *wanted).map(|(added, _)| added);
    official.iter().map(|c| FormColumn::Official(c)).chain(added.map(FormColumn::Added)).collect()
}

fn head(cx: &Context<'_>, form: &Form, last: u16, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    let authority = cx.consolidation.campaign.authority.to_uppercase();
    across(sheet, 0, (0, last.min(2)), &authority, &styles.authority)?;
    across(sheet, 1, (0, last), &form.heading, &styles.title)?;
    across(sheet, 2, (0, last), &form.title, &styles.title)?;
    across(sheet, 3, (0, last), &cx.period(), &styles.subtitle)?;
    sheet.set_row_height(3, 22)?;
    Ok(())
}

fn captions(
    cx: &Context<'_>,
    columns: &[FormColumn<'_>],
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let year = cx.consolidation.period.target_year;
    let mut height = Height::new(cx.styles.form.size);
    for (index, column) in (0_u16..).zip(columns) {
        let (caption, format) = match column {
            FormColumn::Official(column) => (column.caption(year), &cx.styles.header),
            FormColumn::Added(added) => (caption(cx, *added), &cx.styles.header_added),
        };
        // Captions are bold.
        height.text(&caption, column.width() - 1);
        sheet.write_string_with_format(HEADER_ROW, index, caption, format)?;
        sheet.set_column_width(index, column.width())?;
    }
    height.set(sheet, HEADER_ROW)
}

fn caption(cx: &Context<'_>, added: Added) -> String {
    match added {
        Added::Result => t!(cx.words, "book-form-result"),
        Added::Base => t!(cx.words, "book-form-base"),
        Added::Coverage => t!(cx.words, "book-form-coverage"),
        Added::Reported => t!(cx.words, "book-form-reported"),
        Added::Rollup => t!(cx.words, "book-form-rollup"),
        Added::Difference => t!(cx.words, "book-form-difference"),
        Added::Verdict => t!(cx.words, "book-form-verdict"),
        Added::Notes => t!(cx.words, "book-form-notes"),
        Added::Evidence => t!(cx.words, "book-form-evidence"),
    }
}

fn cell(
    cx: &Context<'_>,
    row: &ConsolidatedRow<'_>,
    column: FormColumn<'_>,
) -> (Value, Kind, Tone) {
    match column {
        FormColumn::Official(column) => match column.content {
            ColumnContent::Shows(shown) => {
                let (value, kind) = official(row, shown);
                (value, kind, Tone::Plain)
            }
            ColumnContent::Asks(field) => asked(cx, row, field),
        },
        FormColumn::Added(added) => self::added(cx, row, added),
    }
}

/// Official text, letter for letter.
fn official(row: &ConsolidatedRow<'_>, shown: Shown) -> (Value, Kind) {
    let indicator = row.row.indicator;
    let text = match shown {
        Shown::Number => Some(indicator.number.as_str()),
        Shown::Label => Some(indicator.label.as_str()),
        Shown::Target => row.row.target.map(crate::quantity::target::Target::notation),
        Shown::Lead => indicator.lead.as_deref(),
        Shown::Reporters => indicator.reporters.as_deref(),
        Shown::Unit => indicator.unit.as_deref(),
        Shown::Evidence => indicator.evidence.as_ref().map(|demand| demand.text.as_str()),
        Shown::Cooperating => indicator.task().and_then(|task| task.cooperating_text.as_deref()),
        Shown::Time => indicator.task().and_then(|task| task.time_text.as_deref()),
    };
    let kind = match shown {
        Shown::Number | Shown::Target | Shown::Unit => Kind::Centred,
        _ => Kind::Text,
    };
    (Value::text(text), kind)
}

/// An official column that asks: the city's answer.
fn asked(cx: &Context<'_>, row: &ConsolidatedRow<'_>, field: Field) -> (Value, Kind, Tone) {
    let rate = match &row.official.figure {
        Some(Figure::Rate(rate)) => Some(*rate),
        _ => None,
    };
    let value = match field {
        Field::Value => return added(cx, row, Added::Result),
        Field::Evidence => return added(cx, row, Added::Evidence),
        Field::Numerator => Value::whole(rate.map(crate::quantity::rate::Rate::numerator)),
        Field::Denominator => Value::whole(rate.map(crate::quantity::rate::Rate::denominator)),
        Field::People => match (&row.official.figure, &row.row.rollup.total) {
            (Some(Figure::CountWithPeople { people, .. }), _) => Value::whole(*people),
            (None, Total::Arranged { staff, .. }) => Value::Whole(*staff),
            _ => Value::Blank,
        },
        Field::Baseline
        | Field::Explanation
        | Field::Status
        | Field::Result
        | Field::Text
        | Field::Column(_) => Value::Blank,
    };
    (value, Kind::Centred, Tone::Plain)
}

fn added(cx: &Context<'_>, row: &ConsolidatedRow<'_>, added: Added) -> (Value, Kind, Tone) {
    let centred = |value| (value, Kind::Centred, Tone::Plain);
    let words = |text: String| (Value::Text(text), Kind::Text, Tone::Plain);
    match added {
        Added::Result => (cells::result(cx, row), Kind::Centred, Tone::Total),
        Added::Base => centred(cells::base(cx, row)),
        Added::Coverage => centred(cells::coverage(cx, &row.row)),
        Added::Reported => (cells::reported(cx, &row.row), Kind::Text, Tone::Plain),
        Added::Rollup => centred(cells::total(cx, &row.row)),
        Added::Difference => centred(cells::difference(cx, &row.row)),
        Added::Verdict => {
            (wording::verdict(row, cx.words).into(), Kind::Centred, cells::verdict_tone(row))
        }
        Added::Notes => words(notes::of(cx, row)),
        Added::Evidence => words(evidence::extract(cx, &row.row)),
    }
}

fn foot(cx: &Context<'_>, last: u16, row: u32, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let styles = &cx.styles;
    let right = (last.saturating_sub(2), last);
    across(sheet, row, (0, 1), &t!(cx.words, "book-signature-left"), &styles.signature)?;
    across(sheet, row, right, &t!(cx.words, "form-signature"), &styles.signature)?;
    let note = t!(cx.words, "form-signature-note");
    across(
        sheet,
        row + 1,
        (0, 1),
        &t!(cx.words, "book-signature-left-note"),
        &styles.signature_note,
    )?;
    across(sheet, row + 1, right, &note, &styles.signature_note)?;
    Ok(())
}
