//! The part of the first page about the targets: result, where it comes from, how it stands, and who
//! is furthest from it.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::charts;
use super::page::{LAST, PageRow, Titles, captions, width};
use crate::campaign::Judged;
use crate::consolidate::merge::ConsolidatedRow;
use crate::consolidate::names;
use crate::ledger::Contribution;
use crate::t;
use crate::values::quantity::exact::Exact;
use crate::values::quantity::target::{Figure as Held, More, Target};
use crate::wording::names::shortened;
use crate::workbooks::consolidated::style::{Kind, Tone};
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::consolidated::{BookContext, cells, formula_cells};
use crate::workbooks::paper::{Height, across};

/// So many of the lowest are named.
const LOWEST: usize = 3;

const FORM: (u16, u16) = (0, 0);
const NUMBER: (u16, u16) = (1, 1);
const LABEL: (u16, u16) = (2, 7);
const TARGET: (u16, u16) = (8, 8);
const RESULT: (u16, u16) = (9, 10);
const SOURCE: (u16, u16) = (11, 11);
const VERDICT: (u16, u16) = (12, 12);
const BEHIND: (u16, u16) = (13, 13);

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-targets"), sheet)?;
    let heads = [
        (FORM, t!(cx.words, "book-column-form")),
        (NUMBER, t!(cx.words, "book-column-number")),
        (LABEL, t!(cx.words, "book-column-indicator")),
        (TARGET, t!(cx.words, "table-target")),
        (RESULT, t!(cx.words, "table-result")),
        (SOURCE, t!(cx.words, "table-coverage")),
        (VERDICT, t!(cx.words, "table-verdict")),
        (BEHIND, t!(cx.words, "book-column-lowest")),
    ];
    captions(cx, row + 1, &heads, sheet)?;
    let first = row + 2;
    let mut row = first;
    for consolidated in cx.consolidation.rows.iter().filter(|row| row.row.has_target()) {
        target(cx, consolidated, row, sheet)?;
        row += 1;
    }
    formula_cells::colour_verdicts(cx, VERDICT.0, first..=row - 1, sheet)?;
    if let Some(note) = charts::left_out(cx) {
        across(sheet, row, (0, LAST), &note, &cx.styles.note)?;
        Height::new(10).text(&note, width((0, LAST))).set(sheet, row)?;
        row += 1;
    }
    Ok(row)
}

fn target(
    cx: &BookContext<'_>,
    consolidated: &ConsolidatedRow<'_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<(), XlsxError> {
    let indicator = consolidated.row.indicator;
    let notation = names::target(&consolidated.row, cx.words);
    let centred = Kind::Centred.toned(Tone::Plain);
    let values = [
        (FORM, Value::from(consolidated.row.form.sheet.as_str()), centred),
        (NUMBER, indicator.number.as_str().into(), centred),
        (LABEL, indicator.title().into_owned().into(), Kind::Text.toned(Tone::Plain)),
        (TARGET, notation.into_owned().into(), centred),
        (RESULT, formula_cells::result(cx, consolidated), Kind::Centred.toned(Tone::Total)),
        (SOURCE, formula_cells::source(cx, consolidated), centred),
        (VERDICT, formula_cells::verdict(cx, consolidated), centred),
        (BEHIND, lowest(cx, consolidated).into(), Kind::Text.toned(Tone::Plain)),
    ];
    let mut height = Height::new(cx.styles.form.size);
    let cells = PageRow { palette: &cx.styles.form, row };
    for (columns, value, look) in values {
        cells.put(columns, &value, look, sheet)?;
        height.text(value.wording(), width(columns));
    }
    height.set(sheet, row)
}

/// The units that are furthest from the target, the furthest first, each with its figure; also how
/// many more stand where the last of them does. Those whose figures stand beside the total are
/// among them: the target is theirs too.
fn lowest(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> String {
    let row = &consolidated.row;
    if row.indicator.judged == Judged::Total {
        return t!(cx.words, "book-lowest-total");
    }
    let more = row.target.map_or(More::Helps, Target::more);
    let mut given: Vec<(Exact, &Contribution<'_>)> = row
        .contributions
        .iter()
        .filter(|_| row.indicator.adds_up() || row.has_levels())
        .filter_map(|given| Some((distance(given.figure.held()?, more)?, given)))
        .collect();
    given.sort_by_key(|(distance, _)| *distance);
    let Some((last, _)) = given.get(LOWEST.min(given.len()).saturating_sub(1)) else {
        return cells::DASH.to_owned();
    };
    let further = given.iter().skip(LOWEST).filter(|(distance, _)| distance == last).count();
    let named = given.iter().take(LOWEST).map(|(_, given)| {
        format!("{}: {}", shortened(&given.unit.name, 60), row.display(&given.figure))
    });
    let mut named = named.collect::<Vec<_>>().join("\n");
    if more == More::Harms && !row.target.is_some_and(Target::is_of_ranks) {
        named = format!("{}\n{named}", t!(cx.words, "book-lowest-highest"));
    }
    match further {
        0 => named,
        count => format!("{named} {}", t!(cx.words, "book-lowest-more", count = count)),
    }
}

/// What puts figures in their order: the lowest first, or the highest where less is better, as of ranks.
fn distance(figure: Held, more: More) -> Option<Exact> {
    let figure: Exact = match figure {
        Held::Rate(rate) => rate.into(),
        Held::Percent(number) | Held::Quantity(number) => number.into(),
        Held::Choice(_) => return None,
        Held::Rank(rank) => rank.into(),
        Held::Count(count) => i64::try_from(count).unwrap_or(i64::MAX).into(),
    };
    match more {
        More::Helps => Some(figure),
        More::Harms => Exact::from(0).minus(figure),
    }
}
