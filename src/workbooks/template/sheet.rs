//! Writes one form sheet from its plan.

use rust_xlsxwriter::{
    ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, ProtectionOptions,
    Worksheet, XlsxError,
};

use super::context::FormContext;
use super::row::AnswerRow;
use super::style::SIZE;
use super::{foot, formula, head, list_total, prior_column, row};
use crate::campaign::layout::{FormPlan, HEADER_ROW, PlannedRow, STATUS_ROW};
use crate::campaign::{Heading, Role};
use crate::t;
use crate::workbooks::paper::{self, Height};

pub(super) fn write(cx: &FormContext<'_>, plan: &FormPlan<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(&plan.form.sheet)?;
    sheet.set_formula_result_default("");
    head::write(cx, plan, &mut sheet)?;
    // Headings of the form stand below the lines over the unit's parts, where there are any.
    let outer = plan.rows.iter().any(|row| matches!(row, PlannedRow::Section(_)));
    let mut is_first = true;
    for (row, planned) in plan.numbered_rows() {
        match planned {
            PlannedRow::Section(role) => section(cx, plan, *role, row, &mut sheet)?,
            PlannedRow::Heading { heading: line, depth } => {
                let level = depth + usize::from(outer);
                let last = prior_column::last_column(cx, plan);
                heading(plan, line, cx.styles.heading(level), (row, last), &mut sheet)?;
            }
            PlannedRow::Answer { key, indicator, .. } => {
                let figures: Vec<_> = planned.answers().collect();
                let answer =
                    AnswerRow { cx, plan, key, indicator, figures: &figures, row, is_first };
                row::write(&answer, &mut sheet)?;
                is_first = false;
            }
        }
    }
    list_total::write(cx, plan, &mut sheet)?;
    colours(cx, plan, &mut sheet)?;
    foot::write(cx, plan, &mut sheet)?;
    print_setup(cx, plan, &mut sheet)?;
    Ok(sheet)
}

/// A line over the rows in which the unit has one part.
fn section(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    role: Role,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let text = match role {
        Role::Own => t!(cx.words, "form-section-own"),
        Role::City => {
            t!(cx.words, "form-section-city", area = cx.campaign.area_short.to_uppercase())
        }
        Role::Leads => t!(cx.words, "form-section-leads"),
        Role::Cooperates => t!(cx.words, "form-section-cooperates"),
    };
    let last = prior_column::last_column(cx, plan);
    paper::across(sheet, row, (0, last), &text, cx.styles.heading(0))?;
    height(&text, plan.width_from(0)).set(sheet, row)
}

/// A heading of the form in a row as far as the last column, its number in the column of the numbers where there is one.
fn heading(
    plan: &FormPlan<'_>,
    heading: &Heading,
    format: &Format,
    (row, last): (u32, u16),
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    if plan.starts_with_numbers() && !heading.number.is_empty() {
        let centred = format.clone().set_align(FormatAlign::Center);
        sheet.write_string_with_format(row, 0, &heading.number, &centred)?;
        paper::across(sheet, row, (1, last), &heading.label, format)?;
        return height(&heading.label, plan.width_from(1)).set(sheet, row);
    }
    let text = format!("{} {}", heading.number, heading.label);
    paper::across(sheet, row, (0, last), text.trim(), format)?;
    height(text.trim(), plan.width_from(0)).set(sheet, row)
}

/// The height of a text in bold, which runs wider than the same text in plain type.
fn height(text: &str, width: u16) -> Height {
    let mut height = Height::new(SIZE);
    height.text(text, width - width / 10);
    height
}

fn colours(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (first, last, column) = (HEADER_ROW + 1, plan.total_row() - 1, plan.check_column());
    let complete = formula::complete(cx.words);
    let good = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::BeginsWith(complete.clone()))
        .set_format(&cx.styles.good);
    let bad = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::DoesNotContain(complete))
        .set_format(&cx.styles.bad);
    sheet.add_conditional_format(first, column, last, column, &good)?;
    sheet.add_conditional_format(first, column, last, column, &bad)?;
    let done = t!(cx.words, "form-status-complete");
    let good = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::BeginsWith(done.clone()))
        .set_format(&cx.styles.good);
    let bad = ConditionalFormatText::new()
        .set_rule(ConditionalFormatTextRule::DoesNotContain(done))
        .set_format(&cx.styles.bad);
    sheet.add_conditional_format(STATUS_ROW, 0, STATUS_ROW, 0, &good)?;
    sheet.add_conditional_format(STATUS_ROW, 0, STATUS_ROW, 0, &bad)?;
    Ok(())
}

fn print_setup(
    cx: &FormContext<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    // Landscape for prose too: a row can be no higher than 409 points, so that what a cell prints
    // depends on how wide it is.
    paper::landscape(sheet, &cx.unit.name, cx.words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEADER_ROW, HEADER_ROW)?
        .set_print_area(0, 0, foot::last_row(plan), prior_column::last_column(cx, plan))?
        .set_freeze_panes(HEADER_ROW + 1, 2)?
        .protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            ..ProtectionOptions::new()
        });
    if let Some((_, at)) = plan.input_cells().first() {
        let column = u16::try_from(at.column).unwrap_or(0);
        sheet.set_selection(at.row, column, at.row, column)?;
    }
    Ok(())
}
