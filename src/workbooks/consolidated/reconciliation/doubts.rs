//! Below the rows of lead agencies: what kinds of unit may have counted twice, and units that count
//! more than the whole area has.

use super::line::{Agreed, Line};
use super::rows::{base, place};
use crate::ledger::{Exceeding, Gap, KindRollup, Row};
use crate::t;
use crate::values::key::Field;
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::consolidated::{cells, difference_words};

/// Rows in which kinds of unit may count the same people: a subtotal for each kind, then the total.
pub(super) fn counted_twice(cx: &BookContext<'_>) -> Vec<Line> {
    let rows = cx.consolidation.rows.iter().map(|row| &row.row);
    rows.filter(|row| row.indicator.double_count).flat_map(|row| kinds(cx, row)).collect()
}

fn kinds(cx: &BookContext<'_>, row: &Row<'_>) -> Vec<Line> {
    let mut lines: Vec<Line> = row.kinds.iter().map(|kind| of_kind(cx, row, kind)).collect();
    let is_doubtful = row.may_count_twice();
    let verdict = if is_doubtful {
        Agreed { words: t!(cx.words, "reconcile-twice"), tone: Tone::Doubtful }
    } else {
        Agreed { words: t!(cx.words, "reconcile-not-twice"), tone: Tone::Plain }
    };
    lines.push(Line {
        who: t!(cx.words, "reconcile-total").into(),
        units: cells::total(cx, row),
        coverage: cells::coverage(cx, row),
        verdict,
        why: if is_doubtful { t!(cx.words, "reconcile-twice-why").into() } else { Value::Blank },
        total: true,
        ..Line::about(row)
    });
    lines
}

fn of_kind(cx: &BookContext<'_>, row: &Row<'_>, kind: &KindRollup<'_>) -> Line {
    Line {
        who: kind.caption.into(),
        units: cells::sum(cx.words, row, &kind.rollup),
        coverage: kind.rollup.coverage().into(),
        ..Line::about(row)
    }
}

/// Units that count more than the lead agency does for the whole area.
pub(super) fn exceeding(cx: &BookContext<'_>) -> Vec<Line> {
    let rows = cx.consolidation.rows.iter().map(|row| &row.row);
    rows.flat_map(|row| row.exceeding().into_iter().map(move |found| unit(cx, row, &found)))
        .collect()
}

fn unit(cx: &BookContext<'_>, row: &Row<'_>, found: &Exceeding<'_, '_>) -> Line {
    let Exceeding { given, own, field, city, lead } = found;
    let gap = Gap::Count { count: i128::from(*city) - i128::from(*own), people: None };
    let explained = given.answer.text(Field::Explanation).filter(|text| !text.trim().is_empty());
    let why = match explained {
        Some(text) => t!(cx.words, "reconcile-explained", text = text),
        None => t!(cx.words, "reconcile-exceeding-why"),
    };
    Line {
        who: given.unit.name.as_str().into(),
        reported: cells::figure(row, &lead.figure),
        reported_base: base(&lead.figure),
        units: cells::figure(row, &given.figure),
        units_base: base(&given.figure),
        gap: difference_words::of(cx.words, gap).into(),
        verdict: Agreed {
            words: t!(cx.words, "reconcile-exceeding", lead = lead.unit.name.as_str()),
            tone: Tone::Bad,
        },
        why: why.into(),
        source: place(cx, given, *field).into(),
        ..Line::about(row)
    }
}
