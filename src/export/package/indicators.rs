//! `indicators.csv`: every row of a form of figures with what the units come to, what is official and how
//! it stands against the target.

use std::io;

use super::table::{Cell, Field, NONE, ROW, Table, decimal, flag, shown, text};
use super::value::{MEASURES, Spread, pair, points, spread};
use super::{Context, Sink};
use crate::campaign::Aggregation;
use crate::consolidate::merge::{OfficialSource, Verdict};
use crate::ledger::{Row, Total};
use crate::values::quantity::choices::ChoiceCounts;
use crate::values::quantity::target::Target;

pub(super) static TABLE: Table = Table {
    name: "indicators",
    about: "data-indicators",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::NUMBER,
        Field::LABEL,
        Field::choice("measure", "data-measure", MEASURES).required(),
        Field::choice(
            "aggregation",
            "data-aggregation",
            &[Aggregation::Sum.as_str(), Aggregation::Listed.as_str()],
        )
        .required(),
        Field::decimal("value", "data-total-value"),
        Field::amount("numerator", "data-total-numerator"),
        Field::amount("denominator", "data-total-denominator"),
        Field::whole("people", "data-total-people"),
        Field::whole("yes", "data-total-yes"),
        Field::amount("min", "data-total-min"),
        Field::amount("max", "data-total-max"),
        Field::whole("answered", "data-answered").required(),
        Field::whole("not_applicable", "data-not-applicable").required(),
        Field::whole("expected", "data-expected").required(),
        Field::whole("without_base", "data-without-base").required(),
        Field::decimal("official_value", "data-official-value"),
        Field::flag("official_yes", "data-official-yes"),
        Field::text("official_text", "data-official-text"),
        Field::choice(
            "official_source",
            "data-official-source",
            &[
                OfficialSource::Reported.as_str(),
                OfficialSource::Rollup.as_str(),
                OfficialSource::Undecided.as_str(),
            ],
        )
        .required(),
        Field::text("target", "data-target"),
        Field::choice(
            "verdict",
            "data-verdict",
            &[
                Verdict::Met.as_str(),
                Verdict::Missed.as_str(),
                Verdict::Insufficient.as_str(),
                Verdict::None.as_str(),
            ],
        )
        .required(),
        Field::flag("provisional", "data-provisional").required(),
        Field::text("choices", "data-total-choices"),
    ],
    primary_key: ROW,
    foreign_keys: &[],
};

/// The rows in the order of the forms.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    for consolidated in &cx.consolidation.rows {
        let (row, official) = (&consolidated.row, &consolidated.official);
        let (indicator, rollup) = (row.indicator, &row.rollup);
        let [value, numerator, denominator, people, yes, min, max] = total(row);
        let printed =
            official.figure.as_ref().map_or(Spread::NOTHING, |figure| spread(row, figure));
        sink(&[
            row.form.id.as_str().into(),
            indicator.id.as_str().into(),
            indicator.number.as_str().into(),
            indicator.title().into_owned().into(),
            indicator.measure.as_str().into(),
            indicator.aggregation.as_str().into(),
            value,
            numerator,
            denominator,
            people,
            yes,
            min,
            max,
            shown(Some(rollup.answered)),
            shown(Some(rollup.not_applicable)),
            shown(Some(rollup.expected)),
            shown(Some(rollup.without_base)),
            printed.value,
            printed.yes,
            printed.text,
            official.source.as_str().into(),
            text(row.target.map(Target::notation)),
            consolidated.verdict.as_str().into(),
            flag(consolidated.provisional),
            shown(rollup.total.choices().map(ChoiceCounts::to_json)),
        ])?;
    }
    Ok(())
}

/// What the units come to: value, numerator, denominator, people, yes, smallest, largest.
fn total(row: &Row<'_>) -> [Cell<'static>; 7] {
    let mut cells = [NONE; 7];
    let [value, numerator, denominator, people, said_yes, smallest, largest] = &mut cells;
    match &row.rollup.total {
        Total::None => {}
        Total::Quantity(sum) => *value = decimal(Some(*sum)),
        Total::Choices(counts) => {
            if let Some(share) = counts.share() {
                *value = points(row, share);
                [*numerator, *denominator] = pair(share);
            }
        }
        Total::Rate(rate) => {
            *value = points(row, *rate);
            [*numerator, *denominator] = pair(*rate);
        }
        Total::Count { sum, at_least_one } => {
            *value = shown(Some(sum));
            *said_yes = shown(*at_least_one);
        }
        Total::CountWithPeople { sum, people: all } => {
            *value = shown(Some(sum));
            *people = shown(Some(all));
        }
        Total::YesNo { yes } => *said_yes = shown(Some(yes)),
        Total::Arranged { yes, staff } => {
            *said_yes = shown(Some(yes));
            *people = shown(Some(staff));
        }
        Total::Range { min, max } => {
            *smallest = decimal(Some(*min));
            *largest = decimal(Some(*max));
        }
    }
    cells
}
