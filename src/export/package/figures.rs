//! `figures.csv`: every figure of every return that counts, and every answer that gives none, each with
//! the cells that it stands in.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::table::{Field, ForeignKey, NONE, Table, decimal, flag_if_known, lines, shown};
use super::value::{MEASURES, Spread, spread};
use super::{Context, Sink};
use crate::consolidate::answer_use::Used;
use crate::consolidate::answers::{Listed, listed};
use crate::consolidate::index::State;
use crate::ledger::StoredAnswer;
use crate::rules::finding::Finding;
use crate::values::key;
use crate::values::key::{FormId, IndicatorId, UnitCode};

const STATES: &[&str] = &[
    Used::Counted.as_str(),
    Used::Apart.as_str(),
    Used::Listed.as_str(),
    Used::WithoutBase.as_str(),
    Used::City.as_str(),
    Used::Excluded.as_str(),
    Used::NotApplicable.as_str(),
    Used::NoData.as_str(),
    Used::Blank.as_str(),
];

pub(super) static TABLE: Table = Table {
    name: "figures",
    about: "data-figures",
    fields: &[
        Field::FORM,
        Field::INDICATOR,
        Field::choice("scope", "data-scope", &["own", "city"]).required(),
        Field::UNIT,
        Field::UNIT_NAME,
        Field::KIND,
        Field::NUMBER,
        Field::LABEL,
        Field::choice("measure", "data-measure", MEASURES).required(),
        Field::choice("state", "data-state", STATES).required(),
        Field::decimal("value", "data-value"),
        Field::flag("yes", "data-yes"),
        Field::text("text", "data-text"),
        Field::amount("numerator", "data-numerator"),
        Field::amount("denominator", "data-denominator"),
        Field::whole("people", "data-people"),
        Field::decimal("baseline", "data-baseline"),
        Field::text("raw", "data-raw"),
        Field::text("raw_numerator", "data-raw-field"),
        Field::text("raw_denominator", "data-raw-field"),
        Field::text("raw_people", "data-raw-field"),
        Field::text("raw_baseline", "data-raw-field"),
        Field::text("evidence", "data-evidence"),
        Field::text("explanation", "data-explanation"),
        Field::FILE,
        Field::SHEET,
        Field::CELL,
        Field::text("cell_numerator", "data-cell-field"),
        Field::text("cell_denominator", "data-cell-field"),
        Field::text("cell_people", "data-cell-field"),
        Field::sha256("data-sha256").required(),
        Field::text("findings", "data-findings"),
        Field::CORRECTION,
        Field::flag("confirmed", "data-confirmed"),
    ],
    primary_key: &["form", "indicator", "scope", "unit"],
    foreign_keys: &[ForeignKey::row_of("indicators"), ForeignKey::UNIT, ForeignKey::FILE],
};

/// The rows by row of the form, own before city-wide, in the order of the units: those of the sheet
/// with every figure of the workbook.
pub(super) fn rows(cx: &Context<'_>, sink: &mut Sink<'_>) -> io::Result<()> {
    let beside = Beside::new(cx);
    for entry in listed(cx.consolidation, &cx.index) {
        write(cx, &entry, &beside, sink)?;
    }
    Ok(())
}

fn write(
    cx: &Context<'_>,
    entry: &Listed<'_>,
    beside: &Beside<'_>,
    sink: &mut Sink<'_>,
) -> io::Result<()> {
    let Listed { row, unit, sent, answer, state } = entry;
    let figure = match state {
        State::Figure(figure) => spread(row, figure),
        _ => Spread::NOTHING,
    };
    // What the unit wrote, also where a correction of the officer's stands in its place.
    let written = |field| match answer.correction(field) {
        Some(corrected) => corrected.was().into(),
        None => answer.as_written(field).unwrap_or_default(),
    };
    let cell = |field| shown(answer.place(field).map(|place| place.position));
    let baseline = match answer.integer(key::Field::Baseline) {
        Some(count) => shown(Some(count)),
        None => decimal(answer.percent(key::Field::Baseline)),
    };
    let sheet = answer.first_place();
    sink(&[
        row.form.id.as_str().into(),
        row.indicator.id.as_str().into(),
        answer.scope.as_str().into(),
        unit.code.as_str().into(),
        unit.name.as_str().into(),
        cx.consolidation.campaign.kind_caption(unit).into(),
        row.indicator.number.as_str().into(),
        row.indicator.title().into_owned().into(),
        row.indicator.measure.as_str().into(),
        entry.used(cx.consolidation).as_str().into(),
        figure.value,
        figure.yes,
        figure.text,
        figure.numerator,
        figure.denominator,
        figure.people,
        if matches!(entry.state, State::Faulty) { NONE } else { baseline },
        written(key::Field::Value),
        written(key::Field::Numerator),
        written(key::Field::Denominator),
        written(key::Field::People),
        written(key::Field::Baseline),
        answer.as_written(key::Field::Evidence).unwrap_or_default(),
        answer.as_written(key::Field::Explanation).unwrap_or_default(),
        sent.file.path.as_str().into(),
        shown(sheet.map(|place| place.sheet)),
        cell(key::Field::Value),
        cell(key::Field::Numerator),
        cell(key::Field::Denominator),
        cell(key::Field::People),
        sent.file.sha256.as_str().into(),
        beside.codes(entry).into(),
        lines(answer),
        flag_if_known((!answer.corrections().is_empty()).then(|| !answer.awaits())),
    ])
}

/// Findings about an answer that stand in no file, by the unit and the row that they concern.
struct Beside<'a>(BTreeMap<(&'a UnitCode, &'a FormId, &'a IndicatorId), Vec<&'a Finding>>);

impl<'a> Beside<'a> {
    fn new(cx: &'a Context<'_>) -> Self {
        let mut all: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
        for (unit, finding) in &cx.consolidation.findings {
            let at = &finding.location;
            if let (Some(unit), Some(form), Some(row)) = (unit, &at.form, &at.indicator) {
                all.entry((unit, form, row)).or_default().push(finding);
            }
        }
        Self(all)
    }

    /// The codes of everything that was found about an answer, settled or not.
    fn codes(&self, entry: &Listed<'_>) -> String {
        let StoredAnswer { form, indicator, scope, .. } = entry.answer;
        let (form, indicator) = (&form.id, &indicator.id);
        let here = self.0.get(&(&entry.unit.code, form, indicator));
        let of_file = entry.sent.file.findings.iter().filter(|finding| {
            let at = &finding.location;
            at.form.as_ref() == Some(form) && at.indicator.as_ref() == Some(indicator)
        });
        let all = of_file.chain(here.into_iter().flatten().copied());
        let of_scope = all.filter(|finding| finding.location.scope.is_none_or(|s| s == *scope));
        let codes: BTreeSet<&str> = of_scope.map(|finding| finding.code).collect();
        codes.into_iter().collect::<Vec<_>>().join(" ")
    }
}
