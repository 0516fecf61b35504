//! What the cells for the whole area of a row say: result, base, coverage, what leads report and how it
//! differs. The form sheets and the overview print the same words.

use rust_decimal::Decimal;

use super::BookContext;
use super::value::Value;
use crate::campaign::Indicator;
use crate::consolidate::index::State;
use crate::consolidate::merge::{ConsolidatedRow, OfficialSource};
use crate::consolidate::names;
use crate::i18n::Words;
use crate::ledger::{Contribution, Rollup, Row, Total};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::values::quantity::format::{
    format_count_vi, format_percent_vi, format_quantity_vi, percent_display,
};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate::Rate;
use crate::values::quantity::words::Word;

/// Where there is nothing to say.
pub(crate) const DASH: &str = "–";

/// A figure as a number where it is one, percentages never rounded across the target.
pub(super) fn figure(row: &Row<'_>, figure: &Figure) -> Value {
    match figure {
        Figure::Rate(rate) => Value::rated(rate.form(), percent_display(*rate, row.target)),
        Figure::Bare(bare) => Value::rated(bare.form, percent_display(*bare, row.target)),
        Figure::Quantity(number) => Value::exact(*number),
        Figure::Count(count) | Figure::Rank(count) => Value::Whole(i128::from(*count)),
        Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Choice(_)
        | Figure::Arranged { .. }
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry => Value::Text(row.display(figure)),
        Figure::Beneath(area) => match &area.total {
            Total::Rate(rate) => Value::rated(rate.form(), percent_display(*rate, row.target)),
            Total::Count { sum, .. } => Value::Whole(*sum),
            Total::Quantity(sum) => Value::exact(*sum),
            Total::None
            | Total::CountWithPeople { .. }
            | Total::YesNo { .. }
            | Total::Arranged { .. }
            | Total::Range { .. }
            | Total::Choices(_) => Value::Text(row.display(figure)),
        },
    }
}

/// What the units come to.
pub(super) fn total(cx: &BookContext<'_>, row: &Row<'_>) -> Value {
    sum(cx.words, row, &row.rollup)
}

/// What some of the units come to.
pub(super) fn sum(words: &Words, row: &Row<'_>, rollup: &Rollup) -> Value {
    match &rollup.total {
        Total::None => DASH.into(),
        Total::Rate(rate) => Value::rated(rate.form(), percent_display(*rate, row.target)),
        Total::Count { sum, .. } => Value::Whole(*sum),
        Total::Quantity(sum) => Value::exact(*sum),
        Total::Choices(counts) => Value::Text(counts.in_words()),
        Total::CountWithPeople { sum, people } => {
            format!("{} ({})", format_count_vi(*sum), format_count_vi(*people)).into()
        }
        &Total::YesNo { yes } => Value::Text(t!(words, "book-total-yes", count = yes)),
        &Total::Arranged { yes, staff } => {
            t!(words, "book-total-arranged", yes = yes, staff = format_count_vi(staff)).into()
        }
        Total::Range { min, max } => range(words, *min, *max).into(),
    }
}

pub(crate) fn total_words(words: &Words, row: &Row<'_>, rollup: &Rollup) -> String {
    spoken(&sum(words, row, rollup))
}

/// The smallest and the largest of figures that do not add up.
pub(crate) fn range(words: &Words, min: Decimal, max: Decimal) -> String {
    let [least, most] = [min, max].map(format_quantity_vi);
    if min == max { least } else { t!(words, "book-range", min = least, max = most) }
}

/// The figure that the area's report prints, or why there is none.
pub(super) fn result(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Value {
    match (&consolidated.official.figure, consolidated.official.source) {
        (Some(official), _) => figure(&consolidated.row, official),
        (None, OfficialSource::Rollup) => total(cx, &consolidated.row),
        (None, _) => names::result(consolidated, cx.words).into(),
    }
}

/// The two figures of a rate: those of the official result, then those of the units.
pub(super) fn base(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Value {
    let official = consolidated.official.figure.as_ref().and_then(Figure::rate);
    match (official, consolidated.row.rollup.total.rate()) {
        (Some(official), Some(units)) if official != units => {
            let units = t!(cx.words, "book-base-units", base = pair(units));
            format!("{}\n{units}", pair(official)).into()
        }
        (None, Some(units)) => t!(cx.words, "book-base-units", base = pair(units)).into(),
        (Some(official), _) => pair(official).into(),
        (None, _) => DASH.into(),
    }
}

/// The two figures of a rate in running text.
pub(crate) fn pair(rate: Rate) -> String {
    let [reached, all] = [rate.numerator(), rate.denominator()].map(format_quantity_vi);
    format!("{reached}/{all}")
}

/// Whether units are asked whose figures are added up.
pub(super) fn adds_up(row: &Row<'_>) -> bool {
    !row.asked.is_empty() && !row.is_apart_only()
}

/// Of how many units; `None` where none of those asked is added up.
pub(crate) fn answered_of(row: &Row<'_>) -> Option<String> {
    adds_up(row).then(|| row.rollup.coverage())
}

/// The same with those that the row does not concern.
pub(super) fn coverage(cx: &BookContext<'_>, row: &Row<'_>) -> Value {
    let rollup = &row.rollup;
    let Some(mut text) = answered_of(row) else { return DASH.into() };
    if rollup.not_applicable > 0 {
        text.push('\n');
        text.push_str(&t!(cx.words, "book-not-applicable", count = rollup.not_applicable));
    }
    text.into()
}

/// What each lead agency reports; one that has not says so.
pub(super) fn reported(cx: &BookContext<'_>, row: &Row<'_>) -> Value {
    let BookContext { consolidation, .. } = cx;
    let leads = consolidation.campaign.asked(consolidation.period, row.indicator, Scope::City);
    let lines: Vec<String> = leads
        .map(|lead| {
            let said = lead_says(cx.words, row, &cx.index.state(row, lead, Scope::City));
            format!("{}: {said}", lead.name)
        })
        .collect();
    if lines.is_empty() { DASH.into() } else { lines.join("\n").into() }
}

/// What several lead agencies count for one row; none where one of them reports something else.
pub(super) fn counts(row: &Row<'_>) -> Option<Vec<i128>> {
    let counts = row.reported.iter().map(|lead| match lead.figure {
        Figure::Count(count) => Some(i128::from(count)),
        Figure::Rate(_)
        | Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::Rank(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => None,
    });
    counts.collect::<Option<Vec<i128>>>().filter(|counts| counts.len() > 1)
}

/// What a lead agency reports, in words.
pub(crate) fn lead_says(words: &Words, row: &Row<'_>, state: &State) -> String {
    match state {
        State::Figure(figure) => row.display(figure),
        State::Faulty => t!(words, "book-lead-faulty"),
        State::Stated(Word::NotApplicable) => t!(words, "book-lead-not-applicable"),
        State::Stated(_) => t!(words, "book-lead-no-data"),
        State::NotAsked | State::Missing => t!(words, "book-lead-missing"),
    }
}

/// Where the official figure comes from, in words.
pub(super) fn source(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> String {
    let row = &consolidated.row;
    let rollup = &row.rollup;
    match (consolidated.official.source, row.reported.as_slice()) {
        (OfficialSource::Reported, [lead]) => lead.unit.name.clone(),
        (OfficialSource::Reported, _) => t!(cx.words, "book-source-chosen"),
        (OfficialSource::Undecided, _) => t!(cx.words, "book-source-undecided"),
        (OfficialSource::Rollup, _) if row.indicator.own.is_empty() => {
            t!(cx.words, "book-source-no-lead")
        }
        (OfficialSource::Rollup, _) if row.is_apart_only() => t!(cx.words, "book-source-apart"),
        (OfficialSource::Rollup, _) => {
            let [answered, expected] =
                [rollup.answered, rollup.expected].map(|units| units.to_string());
            source_units(cx, row, &answered, &expected)
        }
    }
}

/// That a figure comes from the units, and from how many of them.
pub(super) fn source_units(
    cx: &BookContext<'_>,
    row: &Row<'_>,
    answered: &str,
    expected: &str,
) -> String {
    let units = t!(cx.words, "book-source-units", answered = answered, expected = expected);
    if open_groups(cx, row).is_empty() {
        return units;
    }
    format!("{units}; {}", t!(cx.words, "book-source-open"))
}

/// The figure before the movement: a lead agency's, else the range of the units'. Never a total.
pub(super) fn baseline(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> Value {
    let row = &consolidated.row;
    if let (OfficialSource::Reported, [lead]) =
        (consolidated.official.source, row.reported.as_slice())
    {
        return baseline_of(lead).unwrap_or(Value::Blank);
    }
    let given: Vec<Value> = row.contributions.iter().filter_map(baseline_of).collect();
    let (Some(least), Some(most)) = (given.iter().min(), given.iter().max()) else {
        return Value::Blank;
    };
    let [from, to] = [least, most].map(spoken);
    let range = if from == to { from } else { t!(cx.words, "book-range", min = from, max = to) };
    t!(cx.words, "book-baseline-range", count = given.len(), range = range).into()
}

fn baseline_of(given: &Contribution<'_>) -> Option<Value> {
    let answer = given.answer;
    match answer.integer(Field::Baseline) {
        Some(count) => Some(Value::Whole(i128::from(count))),
        None => answer.percent(Field::Baseline).map(|number| decimal(answer.indicator, number)),
    }
}

/// A number that is no count, in a cell of a row that asks for a figure.
pub(super) fn decimal(indicator: &Indicator, number: Decimal) -> Value {
    match indicator.measure {
        Measure::Quantity => Value::exact(number),
        Measure::Ratio => Value::rated(indicator.rate_form(), number),
        Measure::Percent
        | Measure::Count
        | Measure::CountWithPeople
        | Measure::YesNo
        | Measure::Rank
        | Measure::Documents
        | Measure::Arranged
        | Measure::Text
        | Measure::Choice
        | Measure::Status
        | Measure::Section
        | Measure::Entry => Value::Percent(number),
    }
}

pub(super) fn spoken(value: &Value) -> String {
    match value {
        Value::Whole(whole) => format_count_vi(*whole),
        Value::Percent(points) => format!("{}%", format_percent_vi(*points)),
        Value::Decimal { number, sign } => format!("{}{sign}", format_quantity_vi(*number)),
        Value::Blank | Value::Text(_) | Value::Live(_) => value.words(),
    }
}

/// The groups of the units asked whose lists are known to be incomplete.
pub(super) fn open_groups<'a>(cx: &BookContext<'a>, row: &Row<'_>) -> Vec<&'a str> {
    let groups = cx.consolidation.campaign.groups.iter().filter(|group| group.open);
    groups
        .filter(|group| row.asked.iter().any(|asked| asked.unit.groups.contains(&group.id)))
        .map(|group| group.name.as_str())
        .collect()
}
