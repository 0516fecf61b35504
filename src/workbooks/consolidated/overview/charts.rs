//! The charts of the first page: how complete the returns of each kind of unit are, and each target
//! beside what is reached. Their values stand in cells, on this page and on "Cách tính".

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition,
    ChartSolidFill, ChartType, Color, Worksheet, XlsxError,
};

use super::page::WIDTHS;
use crate::consolidate::merge::ConsolidatedRow;
use crate::t;
use crate::wording::names::{row_number, shortened};
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::calculation_sheet::Cell;
use crate::workbooks::paper::FONT;

/// Where the charts find what they show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kinds {
    /// The first row of a kind, and the last.
    pub(super) rows: (u32, u32),
    /// The columns of those that sent and of those that did not.
    pub(super) columns: (u16, u16),
}

const DONE: Color = Color::RGB(0x1F_4E_8C);
const OPEN: Color = Color::RGB(0xE8_B0_4B);
const BOUND: Color = Color::RGB(0xB4_B9_C0);
/// The first column beside the figures.
const FIRST: u16 = 11;
/// Pixels of a character of a column's width, and what a column has besides.
const CHARACTER: u32 = 7;
const PADDING: u32 = 5;
/// Between the table and the charts, in pixels.
const GAP: u32 = 12;

/// Puts the charts beside a table that begins in a row and has a height in points.
pub(super) fn insert(
    cx: &BookContext<'_>,
    row: u32,
    height: u32,
    kinds: Option<Kinds>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let columns = WIDTHS.iter().skip(usize::from(FIRST));
    let width: u32 = columns.map(|width| u32::from(*width) * CHARACTER + PADDING).sum();
    let charts = [kinds.map(|kinds| completeness(cx, kinds)), targets(cx)];
    let charts: Vec<Chart> = charts.into_iter().flatten().collect();
    let count = u32::try_from(charts.len()).unwrap_or(1).max(1);
    // Programs make columns a little narrower or wider than these pixels.
    let width = (width - (count + 2) * GAP) / count;
    let height = height * 4 / 3;
    let mut left = GAP;
    for mut chart in charts {
        chart.set_width(width).set_height(height);
        sheet.insert_chart_with_offset(row, FIRST, &chart, left, 0)?;
        left += width + GAP;
    }
    Ok(())
}

fn font(size: u32) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name(FONT).set_size(size);
    font
}

fn fill(colour: Color) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(colour));
    format
}

/// What both charts share: bars from above to below, the legend under them, no lines between.
fn bars(kind: ChartType, title: &str) -> Chart {
    let mut chart = Chart::new(kind);
    let mut bold = font(11);
    bold.set_bold();
    chart.title().set_name(title).set_font(&bold);
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    // In a chart of bars that lie, y is where the names stand.
    chart.y_axis().set_font(&font(10)).set_reverse();
    chart.x_axis().set_hidden(true).set_major_gridlines(false);
    chart
}

fn label(colour: Color, format: &str) -> ChartDataLabel {
    let mut label = ChartDataLabel::new();
    let mut font = font(9);
    font.set_color(colour);
    label.show_value().set_num_format(format).set_font(&font);
    label
}

/// How many of each kind have sent and how many have not, as parts of a whole: one kind has a
/// hundred units and another has one.
fn completeness(cx: &BookContext<'_>, kinds: Kinds) -> Chart {
    let sheet = t!(cx.words, "book-sheet-overview");
    let title = t!(cx.words, "book-chart-completeness");
    let mut chart = bars(ChartType::BarPercentStacked, &title);
    let (first, last) = kinds.rows;
    let series = [
        (kinds.columns.0, t!(cx.words, "book-units-submitted"), DONE, Color::White),
        (kinds.columns.1, t!(cx.words, "book-units-missing"), OPEN, Color::Black),
    ];
    for (column, name, colour, ink) in series {
        chart
            .add_series()
            .set_name(name.as_str())
            .set_categories((sheet.as_str(), first, 0, last, 0))
            .set_values((sheet.as_str(), first, column, last, column))
            .set_format(&mut fill(colour))
            .set_gap(40)
            // A zero needs no figure on a bar that is not there.
            .set_data_label(&label(ink, "0;;;"));
    }
    chart
}

/// What is reached beside what is asked, in percent points. Targets of another kind have no place on
/// that scale, and a target without a result no bar; a line under the targets says which.
fn targets(cx: &BookContext<'_>) -> Option<Chart> {
    let (sheet, first, last) = cx.calculation.bars()?;
    let title = t!(cx.words, "book-chart-targets");
    let mut chart = bars(ChartType::Bar, &title);
    let name = Cell::Label.column();
    let series = [
        (Cell::Official, t!(cx.words, "table-result"), DONE),
        (Cell::Bound, t!(cx.words, "table-target"), BOUND),
    ];
    for (cell, caption, colour) in series {
        let column = cell.column();
        let mut label = label(Color::Black, "General");
        label.set_position(ChartDataLabelPosition::OutsideEnd);
        chart
            .add_series()
            .set_name(caption.as_str())
            .set_categories((sheet, first, name, last, name))
            .set_values((sheet, first, column, last, column))
            .set_format(&mut fill(colour))
            .set_gap(50)
            .set_overlap(0)
            .set_data_label(&label);
    }
    chart.x_axis().set_min(0).set_max(115);
    Some(chart)
}

/// The targets that the chart cannot show, named in a line; nothing where there is none.
pub(super) fn left_out(cx: &BookContext<'_>) -> Option<String> {
    let with_target = cx.consolidation.rows.iter().filter(|row| row.row.target.is_some());
    let left_out = with_target.filter(|row| !cx.calculation.is_barred(&row.row));
    let (upper, other): (Vec<_>, Vec<_>) = left_out.partition(|row| is_most_in_percent(row));
    let names = |rows: &[&ConsolidatedRow<'_>]| {
        let names = rows
            .iter()
            .map(|row| format!("{} – {}", row.row.form.sheet, row_number(row.row.indicator)));
        shortened(&names.collect::<Vec<_>>().join("; "), 200)
    };
    let lines = [
        (!other.is_empty()).then(|| t!(cx.words, "book-chart-left-out", which = names(&other))),
        (!upper.is_empty())
            .then(|| t!(cx.words, "book-chart-left-out-most", which = names(&upper))),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// Whether a target is the most that a percentage may be.
fn is_most_in_percent(row: &ConsolidatedRow<'_>) -> bool {
    let target = row.row.target.filter(|target| target.bound().comparison.is_upper());
    target.is_some_and(|target| target.percent_bound().is_some())
}
