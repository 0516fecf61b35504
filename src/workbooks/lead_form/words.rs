//! What the sheets and the notes of the cells say.

use super::proposal::{Proposal, Why};
use super::{LeadContext, Led};
use crate::consolidate::index::State;
use crate::consolidate::names;
use crate::ledger::{CorrectedCount, Rollup, Row};
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::workbooks::consolidated::cells::{
    DASH, answered_of, lead_says, pair, range, total_words,
};
use crate::workbooks::consolidated::difference_words;

/// The two figures of a rate.
pub(super) fn base(row: &Row<'_>) -> String {
    row.rollup.total.rate().map_or_else(|| DASH.to_owned(), pair)
}

pub(super) fn coverage(row: &Row<'_>) -> String {
    answered_of(row).unwrap_or_else(|| DASH.to_owned())
}

/// What stands beside the total: the range of what does not add up, the kinds of unit, who stands apart,
/// what is left out.
pub(super) fn beside(cx: &LeadContext<'_>, row: &Row<'_>) -> String {
    let words = cx.words;
    let mut lines = Vec::new();
    let ranks = row.contributions.iter().filter_map(|given| match given.figure {
        Figure::Rank(rank) => Some(rank),
        Figure::Rate(_)
        | Figure::Bare(_)
        | Figure::Quantity(_)
        | Figure::Choice(_)
        | Figure::Count(_)
        | Figure::CountWithPeople { .. }
        | Figure::YesNo(_)
        | Figure::Arranged { .. }
        | Figure::Text(_)
        | Figure::Status(_)
        | Figure::Entry
        | Figure::Beneath(_) => None,
    });
    if let (Some(min), Some(max)) = (ranks.clone().min(), ranks.max()) {
        lines.push(range(words, min.into(), max.into()));
    }
    if row.indicator.double_count {
        for kind in &row.kinds {
            let Rollup { answered, expected, .. } = kind.rollup;
            let total = total_words(words, row, &kind.rollup);
            lines.push(t!(
                words,
                "lead-kind",
                kind = kind.caption,
                total = total,
                answered = answered,
                expected = expected
            ));
        }
    }
    for apart in &row.apart {
        let (answered, expected) = (apart.rollup.answered, apart.rollup.expected);
        let total = total_words(words, row, &apart.rollup);
        lines.push(t!(
            words,
            "lead-apart",
            kind = apart.caption,
            total = total,
            answered = answered,
            expected = expected
        ));
    }
    let rollup = &row.rollup;
    let wrong = row.left_out().faulty;
    for (count, line) in [
        (rollup.not_applicable, t!(words, "book-not-applicable", count = rollup.not_applicable)),
        (rollup.without_base, t!(words, "lead-without-base", count = rollup.without_base)),
        (wrong, t!(words, "lead-wrong", count = wrong)),
    ] {
        if count > 0 {
            lines.push(line);
        }
    }
    match row.corrected() {
        CorrectedCount { all: 0, .. } => {}
        CorrectedCount { all: count, awaiting: 0 } => {
            lines.push(t!(words, "lead-corrected", count = count));
        }
        CorrectedCount { all: count, awaiting: pending } => {
            lines.push(t!(words, "lead-pending", count = count, pending = pending));
        }
    }
    if lines.is_empty() { DASH.to_owned() } else { lines.join("\n") }
}

/// What the agency itself has reported for the whole area.
pub(super) fn earlier(cx: &LeadContext<'_>, led: &Led<'_>) -> String {
    let mut said = lead_says(cx.words, led.row(), &led.earlier);
    let answer = cx.index.answer(cx.unit, led.row(), Scope::City).map(|(_, answer)| answer);
    if let Some(answer) = answer.filter(|answer| !answer.corrections().is_empty()) {
        let year = cx.consolidation.period.target_year;
        said = format!("{said}\n{}", names::corrections(answer, year, cx.words));
    }
    if !matches!(led.earlier, State::Faulty) {
        return said;
    }
    let fields = [Field::Value, Field::Numerator, Field::Denominator, Field::People];
    let written: Vec<_> = answer
        .into_iter()
        .flat_map(|answer| fields.into_iter().filter_map(|field| answer.written(field)))
        .collect();
    format!("{said}\n{}", written.join("; "))
}

/// How far that is from what the units come to.
pub(super) fn difference(cx: &LeadContext<'_>, led: &Led<'_>) -> Option<String> {
    let mut compared = led.consolidated.compared();
    let (_, compared) = compared.find(|(lead, _)| lead.unit.code == cx.unit.code)?;
    Some(difference_words::of(cx.words, compared?.gap?))
}

/// What stands in the form, in words.
pub(super) fn in_form(cx: &LeadContext<'_>, led: &Led<'_>) -> String {
    let words = cx.words;
    match &led.proposal {
        Proposal::Figures(_) if led.row().rollup.is_complete() => t!(words, "lead-proposed"),
        Proposal::Figures(_) => t!(words, "lead-proposed-partly"),
        Proposal::Reported => t!(words, "lead-reported"),
        Proposal::Nothing(why) => match why {
            Why::NotApplicable => t!(words, "lead-why-not-applicable"),
            Why::SeveralLeads => t!(words, "lead-why-several"),
            Why::NoUnits => t!(words, "lead-why-no-units"),
            Why::ApartOnly => t!(words, "lead-why-apart"),
            Why::NotAdded => t!(words, "lead-why-not-added"),
            Why::Listed => t!(words, "lead-why-listed"),
            Why::NoBase => t!(words, "lead-why-no-base"),
            Why::Nobody => t!(words, "lead-why-nobody"),
            Why::TooLarge => t!(words, "lead-why-too-large"),
        },
    }
}

/// The note of the first cell: of a proposal always, of a figure that the agency has reported where it
/// is not what the units come to.
pub(super) fn note(cx: &LeadContext<'_>, led: &Led<'_>) -> Option<String> {
    let row = led.row();
    let (figure, coverage) = (total_words(cx.words, row, &row.rollup), coverage(row));
    match &led.proposal {
        Proposal::Figures(_) => {
            Some(t!(cx.words, "lead-note", figure = figure, coverage = coverage))
        }
        Proposal::Reported => {
            let State::Figure(reported) = &led.earlier else { return None };
            let difference = difference(cx, led)?;
            let is_same = row.rollup.total.as_figure().as_ref() == Some(reported);
            (!is_same).then(|| {
                t!(
                    cx.words,
                    "lead-note-differs",
                    figure = figure,
                    coverage = coverage,
                    difference = difference
                )
            })
        }
        Proposal::Nothing(_) => None,
    }
}
