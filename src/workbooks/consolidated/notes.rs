//! What must be known before a city-wide figure is used: figures that do not add up, people who may
//! be counted twice, leads that disagree, units that stand outside the total.

use super::BookContext;
use super::cells;
use crate::campaign::Aggregation;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource};
use crate::ledger::{CorrectedCount, KindRollup, LeftOutCount, Row, Total};
use crate::t;
use crate::values::quantity::figure_status::{FigureStatus, UNSTATED};
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::measure::Measure;

/// The remarks on a row, one a line.
pub(super) fn of(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> String {
    let row = &consolidated.row;
    let LeftOutCount { faulty, missing } = row.left_out();
    let notes = [
        leads(cx, consolidated),
        listed(cx, row),
        kinds(cx, row),
        apart(cx, row),
        documents(cx, row),
        tally(row.rollup.without_base, |n| t!(cx.words, "book-note-without-base", count = n)),
        corrected(cx, row),
        statuses(cx, consolidated),
        tally(faulty, |n| t!(cx.words, "book-note-excluded", count = n)),
        tally(missing, |n| t!(cx.words, "book-note-blank", count = n)),
        open(cx, row),
    ];
    notes.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn tally(count: usize, words: impl Fn(usize) -> String) -> Option<String> {
    (count > 0).then(|| words(count))
}

/// Figures that the officer has corrected; one that no document confirms makes the result provisional.
fn corrected(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    let sheet = t!(cx.words, "book-sheet-sources");
    match row.corrected() {
        CorrectedCount { all: 0, .. } => None,
        CorrectedCount { all: count, awaiting: 0 } => {
            Some(t!(cx.words, "book-note-corrected", count = count, sheet = sheet))
        }
        CorrectedCount { all: count, awaiting: pending } => {
            Some(t!(cx.words, "book-note-pending", count = count, pending = pending, sheet = sheet))
        }
    }
}

/// How settled the figures behind the official one are.
fn statuses(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>) -> Option<String> {
    if !row.statuses.is_stated() {
        return None;
    }
    let status = row.statuses.total().map_or(UNSTATED, FigureStatus::as_str);
    let parts: Vec<String> =
        row.statuses.named().map(|(status, count)| format!("{count} {status}")).collect();
    Some(t!(cx.words, "book-note-status", status = status, parts = parts.join(", ")))
}

/// Several lead agencies for one row: the largest and the sum of their counts.
fn leads(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Option<String> {
    let reported = &consolidated.row.reported;
    let undecided = consolidated.official.source == OfficialSource::Undecided;
    let figures = cells::counts(&consolidated.row).and_then(|counts| {
        let largest = format_count_vi(counts.iter().copied().max()?);
        let sum = format_count_vi(counts.iter().sum());
        Some(t!(cx.words, "book-note-leads", largest = largest, sum = sum))
    });
    let decided = match (undecided, reported.len()) {
        (true, _) => Some(t!(cx.words, "book-note-undecided")),
        (false, 2..) => Some(t!(cx.words, "book-note-decided")),
        _ => None,
    };
    let parts: Vec<String> = figures.into_iter().chain(decided).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// Units that count the same things many times: a range and no total.
fn listed(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    if row.indicator.aggregation != Aggregation::Listed {
        return None;
    }
    Some(match &row.rollup.total {
        Total::Range { min, max } => {
            t!(cx.words, "book-note-listed", range = cells::range(cx.words, *min, *max))
        }
        Total::None
        | Total::Rate(_)
        | Total::Count { .. }
        | Total::CountWithPeople { .. }
        | Total::YesNo { .. }
        | Total::Arranged { .. }
        | Total::Quantity(_)
        | Total::Choices(_) => t!(cx.words, "book-note-listed-empty"),
    })
}

/// Where kinds of unit may count the same people: a subtotal for each kind.
fn kinds(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    if !row.indicator.double_count {
        return None;
    }
    Some(t!(cx.words, "book-note-kinds", parts = by_kind(cx, row, &row.kinds)))
}

fn documents(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    match row.rollup.total {
        Total::Count { at_least_one: Some(units), .. } => {
            Some(t!(cx.words, "book-note-documents", count = units))
        }
        Total::None
        | Total::Rate(_)
        | Total::Count { at_least_one: None, .. }
        | Total::CountWithPeople { .. }
        | Total::YesNo { .. }
        | Total::Arranged { .. }
        | Total::Range { .. }
        | Total::Quantity(_)
        | Total::Choices(_) => None,
    }
}

/// A group whose list is known to be incomplete makes "n of m" weaker than it looks.
fn open(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    let open = cells::open_groups(cx, row);
    (!open.is_empty()).then(|| t!(cx.words, "book-note-open", groups = open.join(", ")))
}

/// What stands beside the total: groups whose members are counted by others.
fn apart(cx: &BookContext<'_>, row: &Row<'_>) -> Option<String> {
    // Texts and ranks come to no total, so nothing stands beside one.
    if matches!(row.indicator.measure, Measure::Text | Measure::Rank) {
        return None;
    }
    let parts = by_kind(cx, row, &row.apart);
    let beside = (!parts.is_empty()).then(|| t!(cx.words, "book-note-apart", parts = parts));
    let only = row.is_apart_only().then(|| t!(cx.words, "book-note-apart-only"));
    let notes: Vec<String> = only.into_iter().chain(beside).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

/// What each kind comes to, and of how many units: "Xã, phường: 1.200 (11/126); …".
fn by_kind(cx: &BookContext<'_>, row: &Row<'_>, kinds: &[KindRollup<'_>]) -> String {
    let parts = kinds.iter().map(|kind| {
        let total = cells::total_words(cx.words, row, &kind.rollup);
        format!("{}: {total} ({})", kind.caption, kind.rollup.coverage())
    });
    parts.collect::<Vec<_>>().join("; ")
}
