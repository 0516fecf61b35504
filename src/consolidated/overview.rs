//! The first page: who has sent, where each target stands, and what needs the officer. A leader
//! reads this one and no other.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::overview_page::{LAST, Titles, WIDTHS};
use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, cells, overview_needs, overview_tasks};
use crate::campaign::{Group, OrgUnit};
use crate::merge::ConsolidatedRow;
use crate::paper::{self, Height, across};
use crate::t;
use crate::wording;

/// Targets up to which everything fits on one readable page.
const ONE_PAGE: usize = 12;

/// Writes the sheet.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-overview"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    head(cx, sheet)?;
    let targets = cx.consolidation.rows.iter().filter(|row| row.row.target.is_some()).count();
    let mut titles = Titles::new(cx);
    let mut row = completeness(&mut titles, 4, sheet)?;
    if targets > 0 {
        row = self::targets(&mut titles, row + 1, sheet)?;
    }
    if !cx.consolidation.tasks.is_empty() {
        row = overview_tasks::write(&mut titles, row + 1, sheet)?;
    }
    let row = overview_needs::write(&mut titles, row + 1, sheet)?;
    paper::landscape(sheet, &cx.foot(), cx.words);
    let pages = u16::from(targets <= ONE_PAGE && cx.consolidation.tasks.is_empty());
    sheet.set_print_fit_to_pages(1, pages).set_print_area(0, 0, row, LAST)?.set_active(true);
    Ok(())
}

fn head(cx: &Context<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let campaign = cx.consolidation.campaign;
    let authority = campaign.authority.to_uppercase();
    across(sheet, 0, (0, 2), &authority, &cx.styles.authority)?;
    let title = campaign.title.to_uppercase();
    across(sheet, 1, (0, LAST), &title, &cx.styles.title)?;
    across(sheet, 2, (0, LAST), &cx.period(), &cx.styles.subtitle)?;
    let office = campaign.focal_point.as_str();
    let by = t!(cx.words, "book-compiled-by", office = office);
    let area = t!(cx.words, "book-area", area = campaign.area_short.as_str());
    let by = format!("{by}. {area}");
    across(sheet, 3, (0, LAST), &by, &cx.styles.subtitle)?;
    // Capitals of fourteen points, bold: wider than the figures that a width is given in.
    Height::new(14).text(&title, WIDTHS.iter().sum::<u16>() * 3 / 4).set(sheet, 1)
}

/// How many units have sent, by kind; the whole first.
fn completeness(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-returns"), sheet)?;
    let header = row + 1;
    let captions = [
        t!(cx.words, "book-units-expected"),
        t!(cx.words, "book-units-submitted"),
        t!(cx.words, "book-units-merged"),
        t!(cx.words, "book-units-missing"),
    ];
    across(sheet, header, (0, 2), &t!(cx.words, "book-kind"), &cx.styles.header)?;
    for (column, caption) in (3_u16..).zip(captions) {
        sheet.write_string_with_format(header, column, caption, &cx.styles.header)?;
    }
    let campaign = cx.consolidation.campaign;
    let mut kinds: Vec<&str> = Vec::new();
    for unit in &cx.consolidation.returns.expected {
        let kind = campaign.kind_caption(unit);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    // A list that is known to be incomplete may be empty: that nobody of it is asked must be seen.
    let is_empty =
        |group: &&Group| !campaign.units.iter().any(|unit| unit.groups.contains(&group.id));
    let open = campaign.groups.iter().filter(|group| group.open).filter(is_empty);
    kinds.extend(open.map(|group| group.name.as_str()));
    let mut row = header + 1;
    tally(cx, row, (&t!(cx.words, "book-all-units"), Tone::Total), &|_| true, sheet)?;
    for kind in kinds {
        row += 1;
        let is = |what: &dyn Fn(&Group) -> bool| {
            campaign.groups.iter().any(|group| group.name == kind && what(group))
        };
        let mut caption = kind.to_owned();
        if is(&|group| group.apart) {
            caption = t!(cx.words, "book-block-apart", kind = caption);
        }
        if is(&|group| group.open) {
            caption = t!(cx.words, "book-kind-open", kind = caption);
        }
        let of_kind = |unit: &OrgUnit| campaign.kind_caption(unit) == kind;
        tally(cx, row, (&caption, Tone::Plain), &of_kind, sheet)?;
    }
    Ok(row + 1)
}

fn tally(
    cx: &Context<'_>,
    row: u32,
    (caption, tone): (&str, Tone),
    keep: &dyn Fn(&OrgUnit) -> bool,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let returns = &cx.consolidation.returns;
    let lists = [&returns.expected, &returns.submitted, &returns.merged, &returns.missing];
    across(sheet, row, (0, 2), caption, cx.styles.form.format(Kind::Text, tone))?;
    for (column, list) in (3_u16..).zip(lists) {
        let count = list.iter().filter(|unit| keep(unit)).count();
        cx.styles.form.put(sheet, (row, column), &Value::tally(count), (Kind::Centred, tone))?;
    }
    Ok(())
}

fn targets(titles: &mut Titles<'_, '_>, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-targets"), sheet)?;
    let header = row + 1;
    let captions = [
        t!(cx.words, "book-column-form"),
        t!(cx.words, "book-column-number"),
        t!(cx.words, "book-column-indicator"),
        t!(cx.words, "table-target"),
        t!(cx.words, "table-result"),
        t!(cx.words, "table-coverage"),
        t!(cx.words, "table-verdict"),
    ];
    for (column, caption) in (0_u16..).zip(captions) {
        sheet.write_string_with_format(header, column, caption, &cx.styles.header)?;
    }
    let mut row = header + 1;
    for consolidated in cx.consolidation.rows.iter().filter(|row| row.row.target.is_some()) {
        target(cx, consolidated, row, sheet)?;
        row += 1;
    }
    Ok(row)
}

fn target(
    cx: &Context<'_>,
    consolidated: &ConsolidatedRow<'_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let indicator = consolidated.row.indicator;
    let notation = consolidated.row.target.map_or("", |target| target.notation());
    let tone = cells::verdict_tone(consolidated);
    let values: [(Value, Kind, Tone); 7] = [
        (consolidated.row.form.sheet.as_str().into(), Kind::Centred, Tone::Plain),
        (indicator.number.as_str().into(), Kind::Centred, Tone::Plain),
        (indicator.label.as_str().into(), Kind::Text, Tone::Plain),
        (notation.into(), Kind::Centred, Tone::Plain),
        (cells::result(cx, consolidated), Kind::Centred, Tone::Total),
        (cells::source(cx, consolidated).into(), Kind::Centred, Tone::Plain),
        (wording::verdict(consolidated, cx.words).into(), Kind::Centred, tone),
    ];
    let mut height = Height::new(cx.styles.form.size);
    for ((column, width), (value, kind, tone)) in (0_u16..).zip(WIDTHS).zip(values) {
        cx.styles.form.put(sheet, (row, column), &value, (kind, tone))?;
        height.text(value.wording(), width);
    }
    height.set(sheet, row)
}
