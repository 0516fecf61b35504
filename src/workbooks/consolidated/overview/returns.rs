//! The part of the first page about who has sent what, by kind of unit, as counts over the list of
//! the units, with the charts beside it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::charts::{self, Kinds};
use super::page::{PageRow, Titles, captions, width};
use crate::campaign::{Group, OrgUnit};
use crate::consolidate::merge::Consolidation;
use crate::t;
use crate::workbooks::consolidated::formula::{criterion, quoted, spliced};
use crate::workbooks::consolidated::returns::{ReturnsColumn, range};
use crate::workbooks::consolidated::style::{Kind, Tone};
use crate::workbooks::consolidated::value::{Shape, Value};
use crate::workbooks::consolidated::{BookContext, cells};
use crate::workbooks::paper::{Height, across};

const KIND: (u16, u16) = (0, 2);
/// The last column of the figures.
const LAST: u16 = 10;
/// The height of a row, in points.
const ROW: u32 = 19;
/// What the charts need beside the table, in points.
const CHARTS: u32 = 230;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    Expected,
    Submitted,
    OnTime,
    Late,
    TimeUnknown,
    ToCorrect,
    Merged,
    Missing,
}

/// In their order on the page.
const COUNTS: [Count; 8] = [
    Count::Expected,
    Count::Submitted,
    Count::OnTime,
    Count::Late,
    Count::TimeUnknown,
    Count::ToCorrect,
    Count::Merged,
    Count::Missing,
];

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-returns"), sheet)?;
    let header = row + 1;
    let mut heads = vec![(KIND, t!(cx.words, "book-kind"))];
    heads.extend(
        (KIND.1 + 1..).zip(COUNTS).map(|(column, count)| ((column, column), count.caption(cx))),
    );
    captions(cx, header, &heads, sheet)?;
    let total = header + 1;
    tally(cx, total, None, sheet)?;
    let kinds = kinds(cx);
    let mut row = total;
    for kind in &kinds {
        row += 1;
        tally(cx, row, Some(kind), sheet)?;
    }
    for (row, kind) in (total + 1..).zip(&kinds) {
        let caption = caption(cx, kind);
        Height::new(cx.styles.form.size).text(&caption, width(KIND)).set(sheet, row)?;
    }
    let columns = (Count::Submitted.column(), Count::Missing.column());
    let first = total + 1;
    row = note(cx, total, row + 1, sheet)?;
    // The charts may be higher than the table.
    let table = ROW * (row - total) + ROW * 3;
    row += CHARTS.saturating_sub(table).div_ceil(15);
    let height = table.max(CHARTS);
    let last = first + u32::try_from(kinds.len()).unwrap_or_default() - 1;
    let shown = (!kinds.is_empty()).then_some(Kinds { rows: (first, last), columns });
    charts::insert(cx, header, height, shown, sheet)?;
    Ok(row)
}

/// The kinds of unit in the order of the units. A list that is known to be incomplete may be empty: that
/// nobody of it is asked must be seen.
fn kinds<'a>(cx: &BookContext<'a>) -> Vec<&'a str> {
    let campaign = cx.consolidation.campaign;
    let mut kinds: Vec<&str> = Vec::new();
    for unit in &cx.consolidation.returns.expected {
        let kind = campaign.kind_caption(unit);
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    let open = campaign.groups.iter().filter(|group| {
        group.open && !campaign.units.iter().any(|unit| unit.groups.contains(&group.id))
    });
    kinds.extend(open.map(|group| group.name.as_str()));
    kinds
}

/// Whether any unit has to send by a day.
fn has_deadline(cx: &BookContext<'_>) -> bool {
    let period = cx.consolidation.period;
    cx.consolidation.returns.expected.iter().any(|unit| period.deadline(&unit.code).is_some())
}

fn caption(cx: &BookContext<'_>, kind: &str) -> String {
    let groups = cx.consolidation.campaign.groups.iter().filter(|group| group.name == kind);
    let groups: Vec<&Group> = groups.collect();
    let mut caption = kind.to_owned();
    if groups.iter().any(|group| group.apart) {
        caption = t!(cx.words, "book-block-apart", kind = caption);
    }
    if groups.iter().any(|group| group.open) {
        caption = t!(cx.words, "book-kind-open", kind = caption);
    }
    caption
}

/// Writes the counts of a kind of unit, or those of all units.
fn tally(
    cx: &BookContext<'_>,
    row: u32,
    kind: Option<&str>,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let (caption, tone) = match kind {
        Some(kind) => (caption(cx, kind), Tone::Plain),
        None => (t!(cx.words, "book-all-units"), Tone::Total),
    };
    let cells = PageRow { palette: &cx.styles.form, row };
    cells.put(KIND, &caption.as_str().into(), Kind::Text.toned(tone), sheet)?;
    for count in COUNTS {
        let column = count.column();
        let value = count.of(cx, kind, row);
        cells.put((column, column), &value, Kind::Centred.toned(tone), sheet)?;
    }
    Ok(())
}

/// Says so where nobody can tell who was in time, given the row of all units and the row to write in.
/// Gives the row under it.
fn note(
    cx: &BookContext<'_>,
    total: u32,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let unknown = Count::TimeUnknown.units(cx, None);
    if !has_deadline(cx) {
        let text = t!(cx.words, "book-units-no-deadline");
        across(sheet, row, (0, LAST), &text, &cx.styles.note)?;
        return Ok(row + 1);
    }
    if unknown == 0 {
        return Ok(row);
    }
    let at = Count::TimeUnknown.at(total);
    let words = t!(cx.words, "book-units-time-note", count = unknown.to_string());
    let marked = t!(cx.words, "book-units-time-note", count = "①");
    let live = Value::from(words.as_str()).live(Shape::Words, spliced(&marked, &[('①', &at)]));
    sheet.merge_range(row, 0, row, LAST, "", &cx.styles.note)?;
    if let Value::Live(live) = live {
        crate::workbooks::consolidated::style::formula(sheet, (row, 0), &live, &cx.styles.note)?;
    }
    Height::new(10).text(&words, width((0, LAST))).set(sheet, row)?;
    Ok(row + 1)
}

impl Count {
    fn caption(self, cx: &BookContext<'_>) -> String {
        let words = cx.words;
        match self {
            Self::Expected => t!(words, "book-units-expected"),
            Self::Submitted => t!(words, "book-units-submitted"),
            Self::OnTime => t!(words, "book-on-time"),
            Self::Late => t!(words, "book-late"),
            Self::TimeUnknown => t!(words, "book-units-time-unknown"),
            Self::ToCorrect => t!(words, "book-to-correct"),
            Self::Merged => t!(words, "book-units-merged"),
            Self::Missing => t!(words, "book-units-missing"),
        }
    }

    fn column(self) -> u16 {
        let at = (KIND.1 + 1..).zip(COUNTS).find(|(_, count)| *count == self);
        at.map_or(0, |(column, _)| column)
    }

    fn at(self, row: u32) -> String {
        let letter = rust_xlsxwriter::utility::column_number_to_name(self.column());
        format!("{letter}{}", row + 1)
    }

    fn units(self, cx: &BookContext<'_>, kind: Option<&str>) -> usize {
        let Consolidation { campaign, period, returns, .. } = cx.consolidation;
        let late: Vec<&OrgUnit>;
        let units = match self {
            Self::Expected => &returns.expected,
            Self::Submitted => &returns.submitted,
            Self::OnTime => &returns.on_time,
            Self::Late => {
                late = returns.late.iter().map(|late| late.unit).collect();
                &late
            }
            Self::TimeUnknown => {
                let units = returns.submitted.iter();
                let timed = units.filter(|unit| period.deadline(&unit.code).is_some());
                late = timed.copied().collect();
                &late
            }
            Self::ToCorrect => &returns.to_correct,
            Self::Merged => &returns.merged,
            Self::Missing => &returns.missing,
        };
        let units = units.iter();
        let count = units
            .filter(|unit| kind.is_none_or(|kind| campaign.kind_caption(unit) == kind))
            .count();
        match self {
            Self::TimeUnknown => count - Self::OnTime.units(cx, kind) - Self::Late.units(cx, kind),
            _ => count,
        }
    }

    fn of(self, cx: &BookContext<'_>, kind: Option<&str>, row: u32) -> Value {
        let words = cx.words;
        if matches!(self, Self::OnTime | Self::Late | Self::TimeUnknown) && !has_deadline(cx) {
            return cells::DASH.into();
        }
        let value = Value::tally(self.units(cx, kind));
        if cx.consolidation.returns.expected.is_empty() {
            return value;
        }
        let formula = match self {
            Self::Expected if kind.is_none() => {
                format!("COUNTA({})", range(cx, ReturnsColumn::UnitCode))
            }
            Self::Expected => format!("COUNTIFS({})", of_kind(cx, kind).join(",")),
            Self::Submitted => {
                let merged = count(cx, kind, ReturnsColumn::Sent, &t!(words, "book-sent"));
                let other = t!(words, "book-sent-not-merged");
                format!("{merged}+{}", count(cx, kind, ReturnsColumn::Sent, &other))
            }
            Self::OnTime => count(cx, kind, ReturnsColumn::Timeliness, &t!(words, "book-on-time")),
            Self::Late => count(cx, kind, ReturnsColumn::Timeliness, &t!(words, "book-late")),
            Self::TimeUnknown => {
                count(cx, kind, ReturnsColumn::Timeliness, &t!(words, "book-time-unknown"))
            }
            Self::ToCorrect => {
                count(cx, kind, ReturnsColumn::ToCorrect, &t!(words, "book-to-correct"))
            }
            Self::Merged => count(cx, kind, ReturnsColumn::Sent, &t!(words, "book-sent")),
            Self::Missing => format!("{}-{}", Self::Expected.at(row), Self::Submitted.at(row)),
        };
        value.live(Shape::Whole, formula)
    }
}

/// The condition that a line of the list is about a unit of a kind; none for all units.
fn of_kind(cx: &BookContext<'_>, kind: Option<&str>) -> Vec<String> {
    kind.map_or_else(Vec::new, |kind| vec![range(cx, ReturnsColumn::UnitKind), criterion(kind)])
}

/// How many lines of the list say a word in a column.
fn count(cx: &BookContext<'_>, kind: Option<&str>, column: ReturnsColumn, word: &str) -> String {
    let mut conditions = of_kind(cx, kind);
    conditions.extend([range(cx, column), quoted(word)]);
    format!("COUNTIFS({})", conditions.join(","))
}
