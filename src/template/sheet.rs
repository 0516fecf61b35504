//! Writes one form sheet from its plan.

use rust_xlsxwriter::{
    ConditionalFormatText, ConditionalFormatTextRule, Format, Formula, ProtectionOptions,
    Worksheet, XlsxError, utility,
};

use super::formula::{self, RowCells, quoted};
use super::guard;
use super::plan::{
    FootField, FormPlan, HEADER_ROW, HEADING_ROW, PERIOD_ROW, PlannedRow, STATUS_ROW, TITLE_ROW,
    UNIT_COLUMNS, UNIT_ROW,
};
use super::style::{SIZE, Styles};
use crate::campaign::{Campaign, ColumnContent, Indicator, OrgUnit, Period, Shown};
use crate::i18n::Words;
use crate::identity::Identity;
use crate::key::{Field, Scope};
use crate::paper::{self, Height};
use crate::quantity::measure::Measure;
use crate::t;

const CHECK_WIDTH: f64 = 20.0;

/// What every sheet of a workbook shares.
pub(super) struct Context<'a> {
    pub campaign: &'a Campaign,
    pub period: &'a Period,
    pub unit: &'a OrgUnit,
    pub identity: &'a Identity,
    pub words: &'a Words,
    pub styles: &'a Styles,
}

/// Writes a form sheet.
pub(super) fn write(cx: &Context<'_>, plan: &FormPlan<'_>) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(&plan.form.sheet)?;
    sheet.set_formula_result_default("");
    head(cx, plan, &mut sheet)?;
    captions(cx, plan, &mut sheet)?;
    for (row, planned) in plan.numbered_rows() {
        match planned {
            PlannedRow::Heading(scope) => heading(cx, plan, *scope, row, &mut sheet)?,
            PlannedRow::Answer { indicator, .. } => answer(cx, plan, indicator, row, &mut sheet)?,
        }
    }
    colours(cx, plan, &mut sheet)?;
    foot(cx, plan, &mut sheet)?;
    print_setup(cx, plan, &mut sheet)?;
    Ok(sheet)
}

fn head(cx: &Context<'_>, plan: &FormPlan<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let last = plan.check_column();
    let styles = cx.styles;
    let printed = cx.identity.printed(&plan.form.id, &cx.unit.name);
    let period = t!(
        cx.words,
        "form-period",
        title = cx.period.title.as_str(),
        since = cx.words.date(cx.period.since),
        until = cx.words.date(cx.period.until)
    );
    let unit = cx.unit.name.to_uppercase();
    // The name on a blank form is written by hand.
    let by_hand = styles.unit.clone().set_unlocked();
    let name = if cx.identity.unit.is_none() { &by_hand } else { &styles.unit };
    sheet.merge_range(UNIT_ROW, 0, UNIT_ROW, UNIT_COLUMNS - 1, &unit, name)?;
    sheet.merge_range(UNIT_ROW, UNIT_COLUMNS, UNIT_ROW, last, &printed, &styles.identity)?;
    let heading = plan.form.heading.as_str();
    sheet.merge_range(HEADING_ROW, 0, HEADING_ROW, last, heading, &styles.title)?;
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, last, &plan.form.title, &styles.title)?;
    sheet.merge_range(PERIOD_ROW, 0, PERIOD_ROW, last, &period, &styles.period)?;
    sheet.merge_range(STATUS_ROW, 0, STATUS_ROW, last, "", &styles.status)?;
    let (status, result) = status(cx, plan);
    let status = Formula::new(status).set_result(result);
    sheet.write_formula_with_format(STATUS_ROW, 0, status, &styles.status)?;
    sheet.set_row_height(STATUS_ROW, 22)?;
    Ok(())
}

/// How many rows are not complete yet, in words.
fn status(cx: &Context<'_>, plan: &FormPlan<'_>) -> (String, String) {
    let rows = plan.rows.iter().filter(|row| matches!(row, PlannedRow::Answer { .. })).count();
    let column = plan.check_column();
    let first = utility::row_col_to_cell(HEADER_ROW + 1, column);
    let last = utility::row_col_to_cell(plan.end_row() - 1, column);
    let complete = quoted(&format!("{}*", formula::complete(cx.words)));
    let open = format!("{rows}-COUNTIF({first}:{last},{complete})");
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

fn captions(cx: &Context<'_>, plan: &FormPlan<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (index, column) in (0_u16..).zip(&plan.columns) {
        let format = match column.content {
            ColumnContent::Asks(_) => &cx.styles.header_input,
            ColumnContent::Shows(_) => &cx.styles.header,
        };
        let caption = column.caption(cx.period.target_year);
        sheet.write_string_with_format(HEADER_ROW, index, caption, format)?;
        sheet.set_column_width(index, f64::from(column.width))?;
    }
    let mut height = Height::new(SIZE);
    for column in &plan.columns {
        height.text(&column.caption(cx.period.target_year), column.width);
    }
    height.set(sheet, HEADER_ROW)?;
    let check = plan.check_column();
    let caption = t!(cx.words, "form-caption-check");
    sheet.write_string_with_format(HEADER_ROW, check, caption, &cx.styles.header)?;
    sheet.set_column_width(check, CHECK_WIDTH)?;
    Ok(())
}

fn heading(
    cx: &Context<'_>,
    plan: &FormPlan<'_>,
    scope: Scope,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let text = match scope {
        Scope::Own => t!(cx.words, "form-section-own"),
        Scope::City => {
            t!(cx.words, "form-section-city", area = cx.campaign.area_short.to_uppercase())
        }
    };
    sheet.merge_range(row, 0, row, plan.check_column(), &text, &cx.styles.section)?;
    Ok(())
}

fn answer(
    cx: &Context<'_>,
    plan: &FormPlan<'_>,
    indicator: &Indicator,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let fields = indicator.fields();
    let address = |field: Field| {
        let column = plan.field_column(field).filter(|_| fields.contains(&field))?;
        Some(utility::row_col_to_cell(row, column))
    };
    let cells = RowCells::new(&address);
    let mut height = Height::new(SIZE);
    for column in &plan.columns {
        if let ColumnContent::Shows(shown) = column.content {
            height.text(indicator.printed(shown, cx.period.target_year), column.width);
        }
    }
    height.set(sheet, row)?;
    for (index, column) in (0_u16..).zip(&plan.columns) {
        match column.content {
            ColumnContent::Shows(shown) => {
                official(cx, indicator, shown, (row, index), sheet)?;
            }
            ColumnContent::Asks(field) if fields.contains(&field) => {
                let format = input_format(cx.styles, indicator, field);
                if field == Field::Value && indicator.measure == Measure::Percent {
                    let target = indicator.targets.get(&cx.period.target_year);
                    let rate = Formula::new(formula::rate(&cells, target)).set_result("");
                    sheet.write_formula_with_format(row, index, rate, format)?;
                } else {
                    sheet.write_blank(row, index, format)?;
                }
                let cell = utility::row_col_to_cell(row, index);
                let guard = guard::validation(indicator, field, cx.period, &cell, cx.words)?;
                sheet.add_data_validation(row, index, row, index, &guard)?;
            }
            ColumnContent::Asks(_) => {
                sheet.write_blank(row, index, &cx.styles.closed)?;
            }
        }
    }
    let (check, blank) = formula::check(indicator, &cells, cx.words);
    let check = Formula::new(check).set_result(blank);
    sheet.write_formula_with_format(row, plan.check_column(), check, &cx.styles.check)?;
    Ok(())
}

fn official(
    cx: &Context<'_>,
    indicator: &Indicator,
    shown: Shown,
    (row, column): (u32, u16),
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let format = match shown {
        Shown::Number | Shown::Target | Shown::Unit => &cx.styles.centred,
        _ => &cx.styles.text,
    };
    let text = indicator.printed(shown, cx.period.target_year);
    sheet.write_string_with_format(row, column, text, format)?;
    Ok(())
}

fn input_format<'s>(styles: &'s Styles, indicator: &Indicator, field: Field) -> &'s Format {
    match (field, indicator.measure) {
        (Field::Evidence | Field::Explanation, _) | (Field::Value, Measure::Text) => &styles.words,
        (Field::Value, Measure::Percent) | (Field::Baseline, _) => &styles.percent,
        (Field::Value, Measure::YesNo | Measure::Arranged) => &styles.choice,
        _ => &styles.count,
    }
}

fn colours(cx: &Context<'_>, plan: &FormPlan<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let (first, last, column) = (HEADER_ROW + 1, plan.end_row() - 1, plan.check_column());
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

fn foot(cx: &Context<'_>, plan: &FormPlan<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for field in FootField::ALL {
        let caption = match field {
            FootField::Person => t!(cx.words, "form-foot-person"),
            FootField::Phone => t!(cx.words, "form-foot-phone"),
            FootField::Letter => t!(cx.words, "form-foot-letter"),
            FootField::Date => t!(cx.words, "form-foot-date"),
        };
        let at = plan.foot_position(field);
        let column = u16::try_from(at.column).unwrap_or(2);
        sheet.write_string_with_format(at.row, column - 1, caption, &cx.styles.foot)?;
        let (first, last) = (column, column + 2);
        sheet.merge_range(at.row, first, at.row, last, "", &cx.styles.foot_input)?;
    }
    let row = plan.end_row() + 1;
    let last = plan.check_column();
    let first = last.saturating_sub(3);
    let signed = t!(cx.words, "form-signature");
    let note = t!(cx.words, "form-signature-note");
    sheet.merge_range(row, first, row, last, &signed, &cx.styles.signature)?;
    sheet.merge_range(row + 1, first, row + 1, last, &note, &cx.styles.signature_note)?;
    Ok(())
}

fn print_setup(
    cx: &Context<'_>,
    plan: &FormPlan<'_>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let last_row = plan.foot_position(FootField::Date).row + 2;
    paper::landscape(sheet, &cx.unit.name, cx.words);
    sheet
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(HEADER_ROW, HEADER_ROW)?
        .set_print_area(0, 0, last_row, plan.check_column())?
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
