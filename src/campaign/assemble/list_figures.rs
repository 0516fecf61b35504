//! The columns of a list that hold figures.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::measures;
use super::rows::blank_row;
use crate::campaign::Indicator;
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::form::FormKind;
use crate::campaign::formula::{Expression, FigureRef, Formula, FormulaProblem, Names};
use crate::campaign::list_figure::{LINE, ListFigure, ListFigures};
use crate::campaign::problem::{ProblemKind, Problems};
use crate::values::key::{ColumnKey, FormId, IndicatorId};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::scale::Scale;

/// What only a column of a list can say.
const KEYS: [&str; 8] =
    ["measure", "nouns", "unit", "decimals", "choices", "max", "formula", "total"];

/// Notes what columns of other forms say and only those of lists can.
pub(super) fn refuse_elsewhere(
    definition: &Definition,
    form: &str,
    kind: FormKind,
    problems: &mut Problems<'_>,
) {
    if kind == FormKind::List {
        return;
    }
    for record in definition.of_form(&schema::COLUMN, form) {
        for key in KEYS.into_iter().filter(|key| record.cells.contains_key(*key)) {
            problems.at(record.place_of(key), ProblemKind::OnlyInLists { key });
        }
    }
}

/// The figures of a list, by their columns.
pub(super) fn read(
    definition: &Definition,
    form: &str,
    problems: &mut Problems<'_>,
) -> ListFigures {
    let records: Vec<&Record> = definition.of_form(&schema::COLUMN, form).collect();
    let mut figures = ListFigures::new();
    for record in &records {
        let key = record.text("field").and_then(ColumnKey::new);
        let figure = key.and_then(|key| Some((key, figure(record, key, problems)?)));
        figures.extend(figure);
    }
    if let Ok(form) = form.parse::<FormId>() {
        formulas(&records, &form, &mut figures, problems);
    }
    figures
}

fn figure(record: &Record, key: ColumnKey, problems: &mut Problems<'_>) -> Option<ListFigure> {
    let measure = match record.text("measure") {
        Some(measure) => measure.parse::<Measure>().ok()?,
        // What is worked out or added up is a number.
        None if is_said(record, "formula") || record.flag("total") => Measure::Count,
        None => return None,
    };
    if measure == Measure::Text {
        if record.flag("total") {
            problems.at(record.place_of("total"), ProblemKind::NothingToAdd);
        }
        return None;
    }
    if measure.is_rate() || measure.has_second_figure() {
        let measure = measure.as_str();
        problems.at(record.place_of("measure"), ProblemKind::NotInColumn { measure });
        return None;
    }
    let nouns = nouns(record);
    let row = Indicator {
        scale: Scale::of_row(record.text("unit"), &nouns),
        label: record.required("caption"),
        measure_form: measures::form_of(record, measure, problems),
        max: measures::max_of(record, measure, problems),
        unit: record.owned("unit"),
        nouns,
        ..blank_row(line_figure(key)?, measure)
    };
    let figure = ListFigure { row, is_totalled: record.flag("total") };
    if figure.is_totalled && !figure.can_be_totalled() {
        problems.at(record.place_of("total"), ProblemKind::NothingToAdd);
    }
    Some(figure)
}

/// What may stand after a number: the unit of measure where nothing else is said.
fn nouns(record: &Record) -> Vec<String> {
    let nouns = record.texts("nouns");
    if nouns.is_empty() { record.owned("unit").into_iter().collect() } else { nouns }
}

fn is_said(record: &Record, key: &str) -> bool {
    record.text(key).is_some_and(|text| !text.is_empty())
}

fn line_figure(key: ColumnKey) -> Option<IndicatorId> {
    LINE.parse::<IndicatorId>().ok()?.with_figure(key)
}

/// Reads the formulas of the columns, when all of them are known.
fn formulas(
    records: &[&Record],
    form: &FormId,
    figures: &mut ListFigures,
    problems: &mut Problems<'_>,
) {
    for record in records.iter().filter(|record| is_said(record, "formula")) {
        let Some(key) = record.text("field").and_then(ColumnKey::new) else { continue };
        let names = LineNames { form, figures };
        let formula = Formula::parse(&record.required("formula"), &names).and_then(only_sums);
        match (formula, figures.get_mut(&key)) {
            (Ok(_), Some(figure)) if !figure.row.measure.adds_up() => {
                let name = key.as_str().to_owned();
                let kind = ProblemKind::Formula(FormulaProblem::NoNumber { name });
                problems.at(record.place_of("formula"), kind);
            }
            (Ok(formula), Some(figure)) => figure.row.formula = Some(Arc::new(formula)),
            (Err(reason), _) => {
                problems.at(record.place_of("formula"), ProblemKind::Formula(reason));
            }
            (Ok(_), None) => {}
        }
    }
    let circles: BTreeSet<ColumnKey> =
        figures.keys().copied().filter(|key| is_circle(*key, figures)).collect();
    for key in circles {
        let record = records.iter().find(|record| record.text("field") == Some(key.as_str()));
        if let Some(record) = record {
            let kind = ProblemKind::Formula(FormulaProblem::Circle);
            problems.at(record.place_of("formula"), kind);
        }
        if let Some(figure) = figures.get_mut(&key) {
            figure.row.formula = None;
        }
    }
}

/// A line adds and takes away; it divides and counts nothing.
fn only_sums(formula: Formula) -> Result<Formula, FormulaProblem> {
    match formula.expression {
        Expression::Sum(_) => Ok(formula),
        Expression::Ratio { .. } => Err(FormulaProblem::Syntax { part: "/".to_owned() }),
        Expression::Count { .. } => Err(FormulaProblem::Syntax { part: formula.written }),
    }
}

/// Whether the formula of a column leads back to it.
fn is_circle(start: ColumnKey, figures: &ListFigures) -> bool {
    let reads = |key: &ColumnKey| -> Vec<ColumnKey> {
        let formula = figures.get(key).and_then(|figure| figure.row.formula.as_deref());
        formula
            .into_iter()
            .flat_map(Formula::figures)
            .filter_map(|of| of.indicator.figure())
            .collect()
    };
    let mut seen: BTreeSet<ColumnKey> = BTreeSet::new();
    let mut next = reads(&start);
    while let Some(key) = next.pop() {
        if key == start {
            return true;
        }
        if seen.insert(key) {
            next.extend(reads(&key));
        }
    }
    false
}

/// In the formula of a column a name is the key of another.
struct LineNames<'a> {
    form: &'a FormId,
    figures: &'a ListFigures,
}

impl Names for LineNames<'_> {
    fn figure(&self, name: &str) -> Option<FigureRef> {
        let key = ColumnKey::new(name)?;
        let figure = self.figures.get(&key).filter(|figure| figure.row.measure.adds_up())?;
        Some(FigureRef { form: self.form.clone(), indicator: figure.row.id.clone() })
    }

    fn between(&self, _: &FigureRef, _: &FigureRef) -> Vec<FigureRef> {
        Vec::new()
    }
}
