//! The rows that lead agencies report for the whole area, each beside what the units come to.

use super::line::{Agreed, Line};
use crate::campaign::OrgUnit;
use crate::consolidate::index::State;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource};
use crate::consolidate::names;
use crate::files::workspace::SETTINGS_FILE;
use crate::ledger::{Agreement, Comparison, Contribution, Gap, Row, Total};
use crate::rules::settings::OfficialChoice;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::values::quantity::words::Word;
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::consolidated::{BookContext, cells, difference_words};

/// A line for each lead agency that is asked, in the order of the forms and of the units; under
/// several, the largest and the sum of what they count.
pub(super) fn lines(cx: &BookContext<'_>) -> Vec<Line> {
    cx.consolidation.rows.iter().flat_map(|row| lines_of(cx, row)).collect()
}

fn lines_of(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Vec<Line> {
    let row = &consolidated.row;
    let leads = leads(cx, row);
    let mut lines: Vec<Line> = leads.iter().map(|lead| line(cx, consolidated, lead)).collect();
    if leads.len() > 1 {
        lines.extend(together(cx, row));
    }
    if let Some(first) = lines.first_mut() {
        first.official = cells::result(cx, consolidated);
        first.why = why(cx, consolidated, &leads).into();
    }
    lines
}

/// The lead agencies asked for a row.
fn leads<'a>(cx: &BookContext<'a>, row: &Row<'a>) -> Vec<&'a OrgUnit> {
    let consolidation = cx.consolidation;
    consolidation.campaign.asked(consolidation.period, row.indicator, Scope::City).collect()
}

fn line(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>, lead: &OrgUnit) -> Line {
    let row = &consolidated.row;
    let given = consolidated.compared().find(|(given, _)| given.unit.code == lead.code);
    let mut line = Line {
        who: lead.name.as_str().into(),
        units: cells::total(cx, row),
        units_base: row.rollup.total.rate().map_or(Value::Blank, |rate| cells::pair(rate).into()),
        coverage: cells::coverage(cx, row),
        ..Line::about(row)
    };
    let Some((given, compared)) = given else {
        line.verdict = Agreed { words: unsaid(cx, row, lead), tone: Tone::Doubtful };
        return line;
    };
    line.reported = cells::figure(row, &given.figure);
    line.reported_base = base(&given.figure);
    line.source = place(cx, given, Field::Value).into();
    line.verdict = verdict(cx, row, compared);
    if let Some(compared) = compared {
        line.gap = Value::text(compared.gap.map(|gap| difference_words::of(cx.words, gap)));
        line.tolerance =
            difference_words::tolerance(cx, compared.tolerance, row.indicator.measure).into();
    }
    line
}

/// Why a lead agency has no figure.
fn unsaid(cx: &BookContext<'_>, row: &Row<'_>, lead: &OrgUnit) -> String {
    match cx.index.state(row, lead, Scope::City) {
        State::Faulty => t!(cx.words, "reconcile-lead-faulty"),
        State::Stated(Word::NotApplicable) => t!(cx.words, "reconcile-lead-not-applicable"),
        State::Stated(_) => t!(cx.words, "reconcile-lead-no-data"),
        _ => t!(cx.words, "reconcile-lead-missing"),
    }
}

/// The two figures of a rate.
pub(super) fn base(figure: &Figure) -> Value {
    figure.rate().map_or(Value::Blank, |rate| cells::pair(rate).into())
}

/// File, sheet and cell of a figure.
pub(in crate::workbooks::consolidated) fn place(
    cx: &BookContext<'_>,
    given: &Contribution<'_>,
    field: Field,
) -> String {
    let Some(place) = given.answer.place(field) else { return given.path.to_owned() };
    let (sheet, cell) = (place.sheet.as_ref(), place.position.to_string());
    let sent = t!(cx.words, "book-pointer", file = given.sent, sheet = sheet, cell = cell);
    if !given.is_corrected() {
        return sent;
    }
    let year = cx.consolidation.period.target_year;
    let corrections = names::corrections(given.answer, year, cx.words);
    format!("{corrections}\n{}", t!(cx.words, "correction-sent", place = sent))
}

/// Whether a lead agency's figure and the units' agree, in words; on fewer units than are asked it is
/// never a plain yes or no.
fn verdict(cx: &BookContext<'_>, row: &Row<'_>, compared: Option<Comparison>) -> Agreed {
    let words = cx.words;
    let Some(compared) = compared else {
        return Agreed { words: without(cx, row), tone: Tone::Doubtful };
    };
    let (said, tone) = match compared.agreement {
        Agreement::Equal => (t!(words, "reconcile-equal"), Tone::Good),
        Agreement::Rounded => (t!(words, "reconcile-rounded"), Tone::Good),
        Agreement::Within => (t!(words, "reconcile-within"), Tone::Good),
        Agreement::Apart => (t!(words, "reconcile-apart"), Tone::Bad),
    };
    if row.rollup.is_complete() {
        return Agreed { words: said, tone };
    }
    let (answered, expected) = (row.rollup.answered, row.rollup.expected);
    let said =
        t!(words, "reconcile-so-far", verdict = said, answered = answered, expected = expected);
    Agreed { words: said, tone: Tone::Doubtful }
}

/// Why a figure cannot be held against what the units come to.
fn without(cx: &BookContext<'_>, row: &Row<'_>) -> String {
    let words = cx.words;
    let measure = row.indicator.measure;
    let adds_up = row.indicator.adds_up() && (measure.is_rate() || measure.adds_up());
    if row.asked.is_empty() {
        t!(words, "reconcile-lead-only")
    } else if row.is_apart_only() {
        t!(words, "reconcile-apart-only")
    } else if !adds_up {
        t!(words, "reconcile-not-added")
    } else if row.rollup.without_base > 0 {
        t!(words, "reconcile-without-base", count = row.rollup.without_base)
    } else {
        t!(words, "reconcile-no-units")
    }
}

/// The largest and the sum of what several lead agencies count, with how far each lies from the units.
fn together(cx: &BookContext<'_>, row: &Row<'_>) -> Vec<Line> {
    let Some(counts) = cells::counts(row) else { return Vec::new() };
    let units = match row.rollup.total {
        Total::Count { sum, .. } => Some(sum),
        Total::None
        | Total::Rate(_)
        | Total::CountWithPeople { .. }
        | Total::YesNo { .. }
        | Total::Arranged { .. }
        | Total::Range { .. }
        | Total::Quantity(_)
        | Total::Choices(_) => None,
    };
    let largest = counts.iter().copied().max().unwrap_or_default();
    let both = [
        (t!(cx.words, "reconcile-largest"), largest),
        (t!(cx.words, "reconcile-sum"), counts.iter().sum()),
    ];
    let lines = both.into_iter().map(|(who, count)| Line {
        who: who.into(),
        reported: Value::Whole(count),
        units: cells::total(cx, row),
        coverage: cells::coverage(cx, row),
        gap: Value::text(units.map(|units| {
            difference_words::of(cx.words, Gap::Count { count: count - units, people: None })
        })),
        total: true,
        ..Line::about(row)
    });
    lines.collect()
}

/// Why the official figure is what it is, or what the officer has to choose.
fn why(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>, leads: &[&OrgUnit]) -> String {
    let words = cx.words;
    let row = &consolidated.row;
    let several = leads.len() > 1;
    let chosen = consolidated.choice.as_ref().map(|choice| choice_words(cx, choice));
    let (sent, asked) = (row.reported.len(), leads.len());
    match (consolidated.official.source, chosen) {
        (OfficialSource::Reported, None) => t!(words, "reconcile-why-lead"),
        (OfficialSource::Reported | OfficialSource::Rollup, Some(choice))
            if !row.reported.is_empty() =>
        {
            t!(words, "reconcile-why-chosen", choice = choice, settings = SETTINGS_FILE)
        }
        (OfficialSource::Undecided, Some(choice)) => t!(
            words,
            "reconcile-why-waiting",
            choice = choice,
            settings = SETTINGS_FILE,
            sent = sent,
            asked = asked
        ),
        (OfficialSource::Undecided, None) => {
            let row_name = row.form.id.row_name(&row.indicator.id);
            let codes: Vec<String> =
                leads.iter().map(|lead| format!("\"{}\"", lead.code)).collect();
            t!(
                words,
                "reconcile-why-choose",
                settings = SETTINGS_FILE,
                row = row_name,
                codes = codes.join(", "),
                sent = sent,
                asked = asked
            )
        }
        _ if row.asked.is_empty() => t!(words, "reconcile-why-nothing"),
        _ if several => t!(words, "reconcile-why-no-leads"),
        _ => t!(words, "reconcile-why-no-lead"),
    }
}

/// What the officer chose, in words.
pub(in crate::workbooks::consolidated) fn choice_words(
    cx: &BookContext<'_>,
    choice: &OfficialChoice,
) -> String {
    match choice {
        OfficialChoice::Largest => t!(cx.words, "reconcile-largest"),
        OfficialChoice::Sum => t!(cx.words, "reconcile-sum"),
        OfficialChoice::Rollup => t!(cx.words, "book-form-rollup"),
        OfficialChoice::Unit(code) => {
            let parsed = code.parse().ok();
            let unit = parsed.and_then(|code| cx.consolidation.campaign.unit(&code));
            unit.map_or_else(|| code.clone(), |unit| unit.name.clone())
        }
    }
}
