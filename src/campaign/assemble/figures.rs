//! Several figures in a row: one record of the row becomes a figure for each of its `[[indicator.figure]]`.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::measures::{form_of_figure, max_of};
use super::{formulas, refuse_duplicates, unknown};
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::form::{Column, ColumnContent};
use crate::campaign::indicator::NamedFigure;
use crate::campaign::problem::{EntityKind, Expected, ProblemKind, Problems};
use crate::campaign::{Aggregation, Indicator};
use crate::values::key::{ColumnKey, Field};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::scale::Scale;

/// The records of a form's figures, by the key of the row that each stands in.
pub(super) fn by_row<'d>(
    definition: &'d Definition,
    form: &'d str,
    problems: &mut Problems<'_>,
) -> HashMap<String, Vec<&'d Record>> {
    let rows: BTreeSet<&str> =
        definition.of_form(&schema::INDICATOR, form).filter_map(|row| row.text("id")).collect();
    let mut figures: HashMap<String, Vec<&Record>> = HashMap::new();
    for record in definition.of_form(&schema::FIGURE, form) {
        let id = record.required(schema::ROW_OF);
        if !id.is_empty() && !rows.contains(id.as_str()) {
            let place = record.place_of(schema::ROW_OF);
            unknown(EntityKind::Indicator, &id, place, rows.iter().copied(), problems);
        }
        figures.entry(id).or_default().push(record);
    }
    for of_row in figures.values() {
        refuse_duplicates(of_row.iter().copied(), "id", EntityKind::Figure, problems);
    }
    figures
}

/// The figures of a row, the first of which keeps what is asked of the row as a whole.
pub(super) fn of(
    row: &Indicator,
    record: &Record,
    figures: &[&Record],
    columns: &[Column],
    problems: &mut Problems<'_>,
) -> Vec<Indicator> {
    let mut of_row: Vec<Indicator> = Vec::new();
    for figure in figures {
        let Some(key) = key(figure, problems) else { continue };
        let measure = figure.text("measure").or_else(|| record.text("measure"));
        let Some(measure) = measure.and_then(|measure| measure.parse::<Measure>().ok()) else {
            // One that is not known is a problem of its own already.
            if measure.is_none() {
                let kind = ProblemKind::Missing { table: schema::FIGURE.key, key: "measure" };
                problems.at(&figure.place, kind);
            }
            continue;
        };
        // A rate is asked in two cells; one that is worked out has none of them.
        let is_computed = figure.text("formula").is_some_and(|formula| !formula.is_empty());
        if measure.is_rate() && !is_computed || measure.has_second_figure() {
            let measure = measure.as_str();
            problems.at(figure.place_of("measure"), ProblemKind::NotInColumn { measure });
            continue;
        }
        let measure_form = form_of_figure(figure, measure, &row.measure_form, problems);
        if measure == Measure::Choice && measure_form.choices.as_slice().is_empty() {
            let kind = ProblemKind::Needs { measure: measure.as_str(), key: "choices" };
            problems.at(figure.place_of("measure"), kind);
        }
        let Some(id) = row.id.with_figure(key) else { continue };
        let is_first = of_row.is_empty();
        let nouns = Some(figure.texts("nouns")).filter(|nouns| !nouns.is_empty());
        let nouns = nouns.unwrap_or_else(|| row.nouns.clone());
        let unit = figure.owned("unit").or_else(|| row.unit.clone());
        // The target is that of the first figure that is measured as the row says.
        let is_judged =
            measure == row.measure && of_row.iter().all(|other| other.targets.is_empty());
        let targets = if is_judged { row.targets.clone() } else { BTreeMap::new() };
        of_row.push(Indicator {
            id,
            measure,
            scale: Scale::of_row(unit.as_deref(), &nouns),
            measure_form,
            max: max_of(figure, measure, problems).or(row.max),
            unit,
            nouns,
            aggregation: figure
                .text("rollup")
                .and_then(Aggregation::read)
                .unwrap_or(row.aggregation),
            evidence: row.evidence.clone().filter(|_| is_first),
            baseline: row.baseline && is_first,
            targets,
            figure: Some(NamedFigure { caption: caption(figure, key, columns), is_first }),
            formula: formulas::unread(figure).or_else(|| row.formula.clone()),
            ..row.clone()
        });
    }
    let is_lost = of_row.iter().all(|figure| figure.targets.is_empty());
    if let Some(target) = row.targets.values().next().filter(|_| is_lost && !of_row.is_empty()) {
        let (notation, measure) = (target.notation().to_owned(), row.measure.as_str());
        problems.at(&record.place, ProblemKind::TargetMeasure { notation, measure });
    }
    of_row
}

/// What a figure is called: its own caption, else that of its column.
fn caption(figure: &Record, key: ColumnKey, columns: &[Column]) -> String {
    let own = figure.owned("caption").filter(|caption| !caption.is_empty());
    own.or_else(|| {
        let column = ColumnContent::Asks(Field::Column(key));
        let column = columns.iter().find(|known| known.content == column)?;
        Some(column.plain_caption().to_owned())
    })
    .unwrap_or_else(|| key.as_str().to_owned())
}

/// The key of a figure, which is that of its column: none of the words that the contract has for other cells.
fn key(figure: &Record, problems: &mut Problems<'_>) -> Option<ColumnKey> {
    let written = figure.text("id").filter(|id| !id.is_empty())?;
    let key = ColumnKey::new(written)
        .filter(|_| !Field::NAMED.iter().any(|field| field.as_str() == written));
    if key.is_none() {
        let (value, expected) = (written.to_owned(), Expected::FigureKey);
        problems.at(figure.place_of("id"), ProblemKind::Value { column: "id", value, expected });
    }
    key
}
