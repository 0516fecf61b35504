//! The first page: who has sent, where each target stands, and what needs the officer. A leader
//! reads this one and no other.

use rust_xlsxwriter::{Url, Workbook, Worksheet, XlsxError};

use super::style::{Kind, Tone};
use super::value::Value;
use super::{Context, cells};
use crate::campaign::OrgUnit;
use crate::intake::{Received, Standing};
use crate::merge::{ConsolidatedRow, OfficialSource};
use crate::paper::{self, Height, across};
use crate::t;
use crate::wording::{self, shortened};

const LAST: u16 = 6;
const WIDTHS: [u16; 7] = [9, 6, 80, 14, 13, 30, 27];
/// Targets up to which everything fits on one readable page.
const ONE_PAGE: usize = 12;

/// Something that needs the officer.
struct Need {
    what: String,
    count: usize,
    which: String,
    sheet: String,
}

/// Writes the sheet.
pub(super) fn write(cx: &Context<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(t!(cx.words, "book-sheet-overview"))?;
    for (column, width) in (0_u16..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    head(cx, sheet)?;
    let row = completeness(cx, 4, sheet)?;
    let row = targets(cx, row + 1, sheet)?;
    let row = needs(cx, row + 1, sheet)?;
    paper::landscape(sheet, &cx.foot(), cx.words);
    let targets = cx.consolidation.rows.iter().filter(|row| row.row.target.is_some()).count();
    let pages = u16::from(targets <= ONE_PAGE);
    sheet.set_print_fit_to_pages(1, pages).set_print_area(0, 0, row, LAST)?.set_active(true);
    Ok(())
}

fn head(cx: &Context<'_>, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let campaign = cx.consolidation.campaign;
    let authority = campaign.authority.to_uppercase();
    across(sheet, 0, (0, 2), &authority, &cx.styles.authority)?;
    across(sheet, 1, (0, LAST), &campaign.title.to_uppercase(), &cx.styles.title)?;
    across(sheet, 2, (0, LAST), &cx.period(), &cx.styles.subtitle)?;
    let office = campaign.focal_point.as_str();
    let by = t!(cx.words, "book-compiled-by", office = office);
    across(sheet, 3, (0, LAST), &by, &cx.styles.subtitle)?;
    sheet.set_row_height(1, 24)?;
    Ok(())
}

fn section(cx: &Context<'_>, row: u32, text: &str, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    across(sheet, row, (0, LAST), text, &cx.styles.section)?;
    sheet.set_row_height(row, 26)?;
    Ok(())
}

/// How many units have sent, by kind; the whole first.
fn completeness(cx: &Context<'_>, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    section(cx, row, &t!(cx.words, "book-section-returns"), sheet)?;
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
    let mut row = header + 1;
    tally(cx, row, (&t!(cx.words, "book-all-units"), Tone::Total), &|_| true, sheet)?;
    for kind in kinds {
        row += 1;
        let open = campaign.groups.iter().any(|group| group.name == kind && group.open);
        let caption =
            if open { t!(cx.words, "book-kind-open", kind = kind) } else { kind.to_owned() };
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

fn targets(cx: &Context<'_>, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    section(cx, row, &t!(cx.words, "book-section-targets"), sheet)?;
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

fn needs(cx: &Context<'_>, row: u32, sheet: &mut Worksheet) -> Result<u32, XlsxError> {
    section(cx, row, &t!(cx.words, "book-section-needs"), sheet)?;
    let header = row + 1;
    let styles = &cx.styles;
    across(sheet, header, (0, 2), &t!(cx.words, "book-need-what"), &styles.header)?;
    sheet.write_string_with_format(header, 3, t!(cx.words, "book-need-count"), &styles.header)?;
    across(sheet, header, (4, 5), &t!(cx.words, "book-need-which"), &styles.header)?;
    sheet.write_string_with_format(header, 6, t!(cx.words, "book-need-sheet"), &styles.header)?;
    let mut row = header + 1;
    for need in gather(cx) {
        let tone = if need.count == 0 { Tone::Plain } else { Tone::Doubtful };
        let text = styles.form.format(Kind::Text, Tone::Plain);
        across(sheet, row, (0, 2), &need.what, text)?;
        styles.form.put(sheet, (row, 3), &Value::tally(need.count), (Kind::Centred, tone))?;
        across(sheet, row, (4, 5), &need.which, text)?;
        let url = Url::new(format!("internal:'{}'!A1", need.sheet.replace('\'', "''")));
        sheet.write_url_with_format(row, 6, url.set_text(&need.sheet), &styles.link)?;
        let mut height = Height::new(styles.form.size);
        height.text(&need.what, WIDTHS[0] + WIDTHS[1] + WIDTHS[2]);
        height.text(&need.which, WIDTHS[4] + WIDTHS[5]).set(sheet, row)?;
        row += 1;
    }
    Ok(row)
}

fn gather(cx: &Context<'_>) -> [Need; 8] {
    let words = cx.words;
    let consolidation = cx.consolidation;
    let rows = |keep: &dyn Fn(&ConsolidatedRow<'_>) -> bool| -> Vec<String> {
        let kept = consolidation.rows.iter().filter(|row| keep(row)).map(|row| &row.row);
        kept.map(|row| format!("{} – {}", row.form.sheet, row.indicator.number)).collect()
    };
    let files = |keep: &dyn Fn(&Received<'_>) -> bool| -> Vec<String> {
        consolidation.files.iter().filter(|file| keep(file)).map(|f| name(&f.path)).collect()
    };
    let sum = |count: &dyn Fn(&ConsolidatedRow<'_>) -> usize| {
        consolidation.rows.iter().map(count).sum::<usize>()
    };
    let form = |list: &[String]| {
        let first = consolidation.campaign.forms.iter().find(|form| {
            list.first().is_some_and(|row| row.starts_with(&format!("{} – ", form.sheet)))
        });
        first.or(consolidation.campaign.forms.first()).map_or_else(String::new, |f| f.sheet.clone())
    };
    let need = |what, list: &[String], sheet| Need {
        what,
        count: list.len(),
        which: shortened(&list.join("; "), 90),
        sheet,
    };
    let undecided = rows(&|row| row.official.source == OfficialSource::Undecided);
    let differ = rows(&|row| row.row.reported.iter().any(|c| row.row.difference(c).is_some()));
    let excluded = rows(&|row| row.row.left_out().0 > 0);
    let blank = rows(&|row| row.row.left_out().1 > 0);
    let without_base = rows(&|row| row.row.rollup.without_base > 0);
    let rejected = files(&|file| file.standing == Standing::Rejected);
    let aside = files(&|f| matches!(f.standing, Standing::Superseded | Standing::Excluded));
    let missing: Vec<String> =
        consolidation.returns.missing.iter().map(|unit| unit.name.clone()).collect();
    let findings = t!(words, "book-sheet-findings");
    let detail = t!(words, "book-sheet-detail");
    let sources = t!(words, "book-sheet-sources");
    [
        need(t!(words, "book-need-missing"), &missing, t!(words, "book-sheet-returns")),
        need(t!(words, "book-need-rejected"), &rejected, findings.clone()),
        Need {
            count: sum(&|row| row.row.left_out().0),
            ..need(t!(words, "book-need-excluded"), &excluded, findings)
        },
        Need {
            count: sum(&|row| row.row.left_out().1),
            ..need(t!(words, "book-need-blank"), &blank, detail.clone())
        },
        need(t!(words, "book-need-undecided"), &undecided, form(&undecided)),
        need(t!(words, "book-need-differ"), &differ, form(&differ)),
        Need {
            count: sum(&|row| row.row.rollup.without_base),
            ..need(t!(words, "book-need-without-base"), &without_base, detail)
        },
        need(t!(words, "book-need-aside"), &aside, sources),
    ]
}

/// The last part of a path.
fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
