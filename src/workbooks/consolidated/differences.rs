//! What the files that were put aside say differently from the one that counts, cell by cell: the
//! loss behind a decision can be seen, and the decision looked at again. Written only where a unit
//! sent different files.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::Context;
use super::list::{Column, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::consolidate::intake::{Comparison, Received};
use crate::consolidate::names::status_words;
use crate::submission::difference::{Difference, Side};
use crate::t;
use crate::wording::difference_text;
use crate::wording::names::row_number;

/// The columns of a difference, which a file that says the same leaves blank.
const ABOUT_CELLS: usize = 6;

/// Writes the sheet, if there is anything to compare.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let files = cx.consolidation.files;
    let compared = || files.iter().filter_map(|file| Some((file, file.compared.as_ref()?)));
    if compared().next().is_none() {
        return Ok(());
    }
    let list = List {
        name: t!(cx.words, "book-sheet-differences"),
        head: vec![
            t!(cx.words, "book-differences-title"),
            cx.period(),
            t!(cx.words, "book-differences-about"),
        ],
        columns: columns(cx),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-differences-none"),
    };
    let rows = compared().flat_map(|(file, comparison)| rows(cx, file, comparison));
    list.write(cx, rows, workbook)
}

fn columns(cx: &Context<'_>) -> Vec<Column> {
    let words = cx.words;
    vec![
        Column::short(t!(words, "book-column-code"), 13),
        Column::text(t!(words, "book-column-unit"), 24),
        Column::text(t!(words, "book-column-file"), 28),
        Column::text(t!(words, "book-column-outcome"), 20),
        Column::text(t!(words, "book-column-compared"), 28),
        Column::short(t!(words, "book-column-row"), 12),
        Column::text(t!(words, "book-column-caption"), 18),
        Column::short(t!(words, "book-column-cell"), 12),
        Column::text(t!(words, "book-column-said"), 32),
        Column::short(t!(words, "book-column-compared-cell"), 12),
        Column::text(t!(words, "book-column-compared-said"), 32),
    ]
}

fn rows(cx: &Context<'_>, file: &Received<'_>, comparison: &Comparison<'_>) -> Vec<ListRow> {
    let unit = file.unit.as_ref().and_then(|code| cx.consolidation.campaign.unit(code));
    let head = [
        Value::text(file.unit.as_ref().map(crate::values::key::UnitCode::as_str)),
        Value::text(unit.map(|unit| unit.name.as_str())),
        file.path.as_str().into(),
        status_words(file, cx.words).into(),
        comparison.with.as_str().into(),
    ];
    if comparison.differences.is_empty() {
        let mut about = vec![Value::Blank; ABOUT_CELLS];
        if let Some(first) = about.get_mut(1) {
            *first = t!(cx.words, "book-differences-same").into();
        }
        return vec![(Tone::Plain, head.into_iter().chain(about).collect())];
    }
    let row = |difference| {
        (Tone::Plain, head.iter().cloned().chain(about(cx, difference)).collect::<Vec<_>>())
    };
    comparison.differences.iter().map(row).collect()
}

fn about(cx: &Context<'_>, difference: &Difference<'_>) -> [Value; ABOUT_CELLS] {
    let Difference { form, indicator, field, this, other, .. } = difference;
    let year = cx.consolidation.period.target_year;
    [
        format!("{} – {}", form.sheet, row_number(indicator)).into(),
        form.field_caption(*field, year).into(),
        difference_text::places(this).into(),
        said(cx, this),
        difference_text::places(other).into(),
        said(cx, other),
    ]
}

/// All that is written, or why nothing can be said.
fn said(cx: &Context<'_>, side: &Side) -> Value {
    match side.written() {
        Some(text) if !text.is_empty() => text.into(),
        _ => difference_text::side(side, 0, cx.words).into(),
    }
}
