//! The head of a form sheet: whose it is, what it covers, what is still missing, the captions.

use rust_xlsxwriter::{Formula, Worksheet, XlsxError, utility};

use super::context::FormContext;
use super::formula::{self, quoted};
use super::guard::since;
use super::style::{SIZE, TITLE_SIZE};
use super::{head_cells, prior_column};
use crate::campaign::layout::{
    CHECK_WIDTH, FormPlan, HEADER_ROW, HEADING_ROW, HeadField, PERIOD_ROW, PlannedRow, STATUS_ROW,
    TITLE_ROW, UNIT_ROW,
};
use crate::campaign::{ColumnContent, Duty, FormKind, Indicator, OrgUnit, Period, Since, TimeKind};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::figure_status::{FigureStatus, StatusRule};
use crate::wording::deadlines::deadline;
use crate::wording::names;
use crate::workbooks::paper::{self, Height};

/// Writes everything down to the captions.
pub(super) fn write(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last = prior_column::last_column(cx, plan);
    let styles = cx.styles;
    let printed = cx.identity.printed(&plan.form.id, &cx.unit.name);
    let unit = cx.unit.name.to_uppercase();
    let unit_end = plan.last_unit_column();
    // The name on a blank form is written by hand.
    let by_hand = styles.unit.clone().set_unlocked();
    let name = if cx.identity.unit.is_none() { &by_hand } else { &styles.unit };
    paper::across(sheet, UNIT_ROW, (0, unit_end), &unit, name)?;
    paper::across(sheet, UNIT_ROW, (unit_end + 1, last), &printed, &styles.identity)?;
    let indicators: Vec<&Indicator> = plan.indicators().collect();
    let covered = [
        plan.form.hint.clone(),
        Some(period_line(&indicators, cx.period, cx.words)),
        exceptions(&indicators, cx.period, cx.words),
        deadlines(cx.period, cx.unit, cx.words),
        duty(&plan.form.duty, cx.words),
        statuses(&indicators, cx.words),
    ];
    let covered = covered.into_iter().flatten().collect::<Vec<_>>().join("\n");
    for (row, text, format, size) in [
        (HEADING_ROW, plan.form.heading.as_str(), &styles.title, TITLE_SIZE),
        (TITLE_ROW, plan.form.title.as_str(), &styles.title, TITLE_SIZE),
        (PERIOD_ROW, covered.as_str(), &styles.period, SIZE),
    ] {
        let mut height = Height::new(size);
        let chosen = if row == HEADING_ROW { Some(HeadField::FigureStatus) } else { None };
        let free = chosen
            .map(|field| head_cells::write(cx, plan, field, &mut height, sheet))
            .transpose()?
            .flatten();
        paper::across(sheet, row, (0, free.unwrap_or(last)), text, format)?;
        let width = plan.width_from(0);
        height.text(text, width - width / 10).set(sheet, row)?;
    }
    let mut height = Height::new(SIZE);
    let free = head_cells::write(cx, plan, HeadField::NotApplicable, &mut height, sheet)?;
    if free.is_some() {
        height.set(sheet, STATUS_ROW)?;
    } else {
        sheet.set_row_height(STATUS_ROW, 22)?;
    }
    paper::across(sheet, STATUS_ROW, (0, free.unwrap_or(last)), "", &styles.status)?;
    let (status, result) = status(cx, plan);
    let status = Formula::new(status).set_result(result);
    sheet.write_formula_with_format(STATUS_ROW, 0, status, &styles.status)?;
    captions(cx, plan, sheet)
}

/// What the figures cover. Words cover the period and nothing else.
pub(super) fn period_line(indicators: &[&Indicator], period: &Period, words: &Words) -> String {
    let title = period.title.as_str();
    let (first, until) = (words.date(period.since), words.date(period.until));
    if !indicators.iter().any(|indicator| indicator.measure.is_figure()) {
        return t!(words, "form-period-words", title = title, since = first, until = until);
    }
    let since = since(usual(indicators), period, words);
    t!(words, "form-period", title = title, since = since, until = until)
}

/// When figures are closed, and until when the return and its corrections are due.
fn deadlines(period: &Period, unit: &OrgUnit, words: &Words) -> Option<String> {
    let lines = [
        period.cut_off.map(|day| t!(words, "form-cut-off", day = words.date(day))),
        period.deadline(&unit.code).map(|due| t!(words, "form-due", due = deadline(due, words))),
        period.resend_due.map(|due| t!(words, "form-resend-due", due = deadline(due, words))),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join(" "))
}

/// How settled the figures are, where the definition says it for all of them or for some rows.
fn statuses(indicators: &[&Indicator], words: &Words) -> Option<String> {
    let lines = FigureStatus::ALL.into_iter().filter_map(|status| {
        let rows = indicators.iter().filter(|row| row.figure_status == StatusRule::Fixed(status));
        let rows: Vec<String> = rows.map(|row| names::row_number(row)).collect();
        let status = status.as_str();
        if rows.is_empty() {
            None
        } else if rows.len() == indicators.len() {
            Some(t!(words, "form-status-fixed", status = status))
        } else {
            let rows = rows.join(", ");
            Some(t!(words, "form-status-fixed-rows", rows = rows, status = status))
        }
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Who reports, who receives, how and how often, as far as the definition says it.
fn duty(duty: &Duty, words: &Words) -> Option<String> {
    let Duty { reporters, recipient, delivery, frequency } = duty;
    let lines = [
        reporters.as_deref().map(|text| t!(words, "form-duty-reporters", text = text)),
        recipient.as_deref().map(|text| t!(words, "form-duty-recipient", text = text)),
        delivery.as_deref().map(|text| t!(words, "form-duty-delivery", text = text)),
        frequency.as_deref().map(|text| t!(words, "form-duty-frequency", text = text)),
    ];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The rows that begin on another day than the line over all of them says.
fn exceptions(indicators: &[&Indicator], period: &Period, words: &Words) -> Option<String> {
    let usual = usual(indicators);
    let mut lines = Vec::new();
    let mut days: Vec<Since> = Vec::new();
    for day in flows(indicators) {
        if day != usual && !days.contains(&day) {
            days.push(day);
        }
    }
    for day in days {
        let rows: Vec<String> = indicators
            .iter()
            .filter(|row| is_flow(row) && row.since == day)
            .map(|row| names::row_number(row))
            .collect();
        let (since, until) = (since(day, period, words), words.date(period.until));
        let rows = rows.join(", ");
        lines.push(t!(words, "form-period-except", rows = rows, since = since, until = until));
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The first day of most forms is the period's; of a form whose figures all begin on another, that.
fn usual(indicators: &[&Indicator]) -> Since {
    let mut days = flows(indicators);
    let first = days.next().unwrap_or_default();
    if days.all(|day| day == first) { first } else { Since::Period }
}

fn flows<'i>(indicators: &'i [&Indicator]) -> impl Iterator<Item = Since> + 'i {
    indicators.iter().filter(|row| is_flow(row)).map(|row| row.since)
}

fn is_flow(indicator: &Indicator) -> bool {
    indicator.measure.is_figure() && indicator.time != TimeKind::Stock
}

/// How many rows are not complete yet, in words.
fn status(cx: &FormContext<'_>, plan: &FormPlan<'_>) -> (String, String) {
    let column = plan.check_column();
    let first = utility::row_col_to_cell(HEADER_ROW + 1, column);
    let last = utility::row_col_to_cell(plan.total_row() - 1, column);
    let complete = quoted(&format!("{}*", formula::complete(cx.words)));
    // Of a list, lines that are not used say nothing, and one line is asked for.
    let (rows, open) = if plan.form.kind == FormKind::List {
        (1, format!("COUNTIF({first}:{last},\"?*\")"))
    } else {
        let rows = plan.rows.iter().filter(|row| row.answers().next().is_some()).count();
        // A row that is worked out is complete from the beginning.
        let asks = |row: &&PlannedRow<'_>| row.answers().any(|of| !of.indicator.is_computed());
        (plan.rows.iter().filter(asks).count(), rows.to_string())
    };
    let open = format!("{open}-COUNTIF({first}:{last},{complete})");
    let done = quoted(&t!(cx.words, "form-status-complete"));
    let before = t!(cx.words, "form-status-open-before");
    let after = t!(cx.words, "form-status-open-after");
    let formula = format!(
        "=IF({open}=0,{done},{}&({open})&{})",
        quoted(&format!("{before} ")),
        quoted(&format!(" {after}"))
    );
    (formula, format!("{before} {rows} {after}"))
}

fn captions(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let mut height = Height::new(SIZE);
    for (index, column) in (0_u16..).zip(&plan.columns) {
        let format = match column.content {
            ColumnContent::Asks(_) => &cx.styles.header_input,
            ColumnContent::Shows(_) => &cx.styles.header,
        };
        let caption = column.caption(cx.period.target_year);
        height.text(&caption, column.width);
        sheet.write_string_with_format(HEADER_ROW, index, caption, format)?;
        sheet.set_column_width(index, f64::from(column.width))?;
    }
    prior_column::caption(cx, plan, &mut height, sheet)?;
    height.set(sheet, HEADER_ROW)?;
    let check = plan.check_column();
    let caption = t!(cx.words, "form-caption-check");
    sheet.write_string_with_format(HEADER_ROW, check, caption, &cx.styles.header)?;
    sheet.set_column_width(check, f64::from(CHECK_WIDTH))?;
    Ok(())
}
