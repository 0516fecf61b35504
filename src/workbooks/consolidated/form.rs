//! A form of figures for the whole area in its official layout, with what must be known beside it.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::form_cells::{Added, FormCell, FormColumn, caption, cell};
use super::frame::{self, HEADER_ROW, Headings};
use super::snapshot::ResultPlace;
use super::value::Value;
use super::{BookContext, formula_cells};
use crate::campaign::{Column, ColumnContent, Form};
use crate::consolidate::merge::ConsolidatedRow;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::workbooks::paper::{Extent, Height};

/// Writes the sheet of a form; gives the places of the results.
pub(super) fn write(
    cx: &BookContext<'_>,
    form: &Form,
    workbook: &mut Workbook,
) -> Result<Vec<ResultPlace>, XlsxError> {
    let columns = columns(cx, form);
    let last = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    let sheet = workbook.add_worksheet();
    sheet.set_name(cx.sheet_names.of(form))?;
    let across = Extent { last, width: frame::sum(columns.iter().map(|column| column.width())) };
    frame::head(cx, form, across, sheet)?;
    captions(cx, &columns, sheet)?;
    let mut row = HEADER_ROW + 1;
    let mut headings = Headings::default();
    let mut results = Vec::new();
    for consolidated in cx.consolidation.rows_of(&form.id) {
        if consolidated.row.indicator.is_beside() {
            continue;
        }
        for heading in headings.before(form, consolidated.row.indicator) {
            frame::heading(cx, row, heading, across, sheet)?;
            row += 1;
        }
        let mut height = Height::new(cx.styles.form.size);
        for (index, column) in (0_u16..).zip(&columns) {
            let figure = figure(cx, consolidated, *column);
            let FormCell { value, kind, tone } = match figure {
                Figure::None => FormCell::closed(),
                Figure::OfRow => cell(cx, consolidated, *column),
                Figure::Named(of) => cell(cx, of, FormColumn::Added(Added::Result)),
            };
            height.text(value.wording(), column.width());
            cx.styles.form.put(sheet, (row, index), &value, kind.toned(tone))?;
            match figure {
                Figure::Named(of) => results.push(result(cx, of, (row, index), value)),
                Figure::OfRow if column.is_result() => {
                    results.push(result(cx, consolidated, (row, index), value));
                }
                Figure::OfRow | Figure::None => {}
            }
        }
        height.set(sheet, row)?;
        row += 1;
    }
    let mut verdicts = (0_u16..).zip(&columns);
    let verdicts = verdicts.find(|(_, column)| column.is_verdict());
    if let Some((at, _)) = verdicts {
        formula_cells::colour_verdicts(cx, at, HEADER_ROW + 1..=row - 1, sheet)?;
    }
    frame::finish(cx, last, row, 2, sheet)?;
    Ok(results)
}

/// Whose figure stands in a column of a row.
#[derive(Clone, Copy)]
enum Figure<'a, 'c> {
    /// The row's, or what is said of the row.
    OfRow,
    /// One of several in the row.
    Named(&'a ConsolidatedRow<'c>),
    /// The column of a figure that the row has not.
    None,
}

fn figure<'a, 'c>(
    cx: &BookContext<'a>,
    row: &'a ConsolidatedRow<'c>,
    column: FormColumn<'_>,
) -> Figure<'a, 'c>
where
    'a: 'c,
{
    let has_several = row.row.indicator.figure.is_some();
    let asked = match column {
        FormColumn::Official(column) => column.asked(),
        FormColumn::Added(Added::Result) if has_several => return Figure::None,
        FormColumn::Added(_) => None,
    };
    match asked {
        Some(Field::Column(key)) => {
            let id = row.row.indicator.id.with_figure(key);
            let mut rows = cx.consolidation.rows_of(&row.row.form.id);
            let named = rows.find(|of| Some(&of.row.indicator.id) == id.as_ref());
            named.map_or(Figure::None, Figure::Named)
        }
        Some(Field::Value) if has_several => Figure::None,
        Some(_) | None => Figure::OfRow,
    }
}

/// Where the result of a row stands. What units write in words is no result to be held to.
fn result(
    cx: &BookContext<'_>,
    consolidated: &ConsolidatedRow<'_>,
    position: (u32, u16),
    shown: Value,
) -> ResultPlace {
    let row = &consolidated.row;
    ResultPlace {
        form: row.form.id.clone(),
        indicator: row.indicator.id.clone(),
        sheet: cx.sheet_names.of(row.form).to_owned(),
        position,
        shown: if row.indicator.measure == Measure::Text { Value::Blank } else { shown.settled() },
    }
}

/// The official columns in their order, then what is added; what no row of the form has is left
/// out.
fn columns<'c>(cx: &BookContext<'_>, form: &'c Form) -> Vec<FormColumn<'c>> {
    let official: Vec<&Column> = form.columns.iter().filter(|c| !c.added || is_figure(c)).collect();
    let rows: Vec<&ConsolidatedRow<'_>> = cx.consolidation.rows_of(&form.id).collect();
    let rates = rows.iter().any(|row| row.row.indicator.measure == Measure::Percent);
    let targets = rows.iter().any(|row| row.row.target.is_some());
    let led = rows.iter().any(|row| !row.row.indicator.city.is_empty());
    let single = rows.iter().any(|row| row.row.indicator.figure.is_none());
    let has_base = asks(&official, Field::Numerator) && asks(&official, Field::Denominator);
    let added = [
        (Added::Result, !asks(&official, Field::Value) && single),
        (Added::Base, rates && !has_base),
        (Added::Coverage, true),
        (Added::Reported, led),
        (Added::Rollup, led),
        (Added::Difference, led),
        (Added::Verdict, targets),
        (Added::Notes, true),
        (Added::Evidence, !asks(&official, Field::Evidence)),
    ];
    let added = added.into_iter().filter(|(_, wanted)| *wanted).map(|(added, _)| added);
    official.iter().map(|c| FormColumn::Official(c)).chain(added.map(FormColumn::Added)).collect()
}

/// Whether it is the column of one of several figures in a row.
fn is_figure(column: &Column) -> bool {
    matches!(column.content, ColumnContent::Asks(Field::Column(_)))
}

fn asks(columns: &[&Column], field: Field) -> bool {
    columns.iter().any(|column| column.content == ColumnContent::Asks(field))
}

fn captions(
    cx: &BookContext<'_>,
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
