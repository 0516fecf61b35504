//! The column of what the unit reported in the earlier period: to be read, not filled, and therefore
//! right of everything else, where it moves no cell of the form.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::context::FormContext;
use crate::campaign::layout::{FormPlan, HEADER_ROW};
use crate::campaign::{FormKind, Indicator};
use crate::ledger::prior::{Previous, PriorFigure};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::Scope;
use crate::wording::names::shortened;
use crate::workbooks::paper::Height;

/// The width of the column, in characters.
pub(super) const WIDTH: u16 = 20;
/// How much of what a unit wrote in words is repeated.
const LONGEST: usize = 80;
/// Where there is no figure.
const DASH: &str = "–";

/// The column of a form, where it has one.
pub(super) fn column(cx: &FormContext<'_>, plan: &FormPlan<'_>) -> Option<u16> {
    let has = cx.previous.is_some() && plan.form.kind == FormKind::Indicators;
    has.then(|| plan.check_column() + 1)
}

/// The last column of a form sheet.
pub(super) fn last_column(cx: &FormContext<'_>, plan: &FormPlan<'_>) -> u16 {
    column(cx, plan).unwrap_or_else(|| plan.check_column())
}

pub(super) fn caption(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    height: &mut Height,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (Some(column), Some(previous)) = (column(cx, plan), cx.previous) else { return Ok(()) };
    let period = previous.period.title.as_str();
    let caption = t!(cx.words, "form-caption-previous", period = period);
    height.text(&caption, WIDTH);
    sheet.write_string_with_format(HEADER_ROW, column, caption, &cx.styles.header)?;
    sheet.set_column_width(column, f64::from(WIDTH))?;
    Ok(())
}

/// What stands in the column in a row; `None` for a form without it.
pub(super) fn text(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    indicator: &Indicator,
    scope: Scope,
) -> Option<String> {
    column(cx, plan)?;
    let previous = cx.previous?;
    let then = previous.of(cx.unit, plan.form, indicator, scope);
    let figure = then.figure().map_or_else(|| DASH.to_owned(), |f| figure(previous, indicator, f));
    let sources = then.sources();
    let names = sources.iter().map(|source| previous.name(&source.unit));
    let names = names.collect::<Vec<_>>().join(", ");
    let remark = match &then {
        PriorFigure::Summed { .. } => t!(cx.words, "form-previous-summed", units = names),
        PriorFigure::NoSum { .. } => t!(cx.words, "form-previous-no-sum", units = names),
        PriorFigure::Same(source) if source.unit != cx.unit.code => names,
        PriorFigure::Split => t!(cx.words, "form-previous-split"),
        PriorFigure::Same(_) | PriorFigure::New | PriorFigure::Silent => return Some(figure),
    };
    Some(format!("{figure}\n({remark})"))
}

/// A figure with the two that a rate is made of.
fn figure(previous: &Previous<'_>, indicator: &Indicator, figure: &Figure) -> String {
    let shown = previous.display(indicator, figure);
    match figure {
        Figure::Beneath(area) => area
            .total
            .rate()
            .map_or(shown, |rate| self::figure(previous, indicator, &Figure::Rate(rate))),
        Figure::Rate(rate) => {
            let [reached, all] = [rate.numerator(), rate.denominator()]
                .map(crate::values::quantity::format::format_quantity_vi);
            format!("{shown} ({reached}/{all})")
        }
        Figure::Text(text) => shortened(&text.replace('\n', " "), LONGEST),
        Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::Count(_)
        | Figure::Rank(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Status(_)
        | Figure::Entry => shown,
    }
}

/// Writes what stands in the column in a row.
pub(super) fn cell(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    row: u32,
    text: Option<&str>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    if let (Some(column), Some(text)) = (column(cx, plan), text) {
        sheet.write_string_with_format(row, column, text, &cx.styles.centred)?;
    }
    Ok(())
}

/// The height that a text in the column asks for.
pub(super) fn grow(text: Option<&str>, height: &mut Height) {
    if let Some(text) = text {
        height.text(text, WIDTH);
    }
}
