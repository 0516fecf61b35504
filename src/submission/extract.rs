//! From a workbook to the answers of a unit: locate each cell, read it by its measure.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::altered_texts::PrintedTexts;
use super::cell_reading::{Values, settle, without_misplaced_words};
use super::computed;
use super::hidden_content;
use super::layout_changes::{self, PlacedForm};
use super::line_formulas;
use super::locate::{CellIndex, Located, Sheets};
use super::look::{FormLook, Issued};
use super::model::answer::{Answer, AnswerCell, Doubt, FieldReading, Place};
use super::model::outside::Outside;
use super::model::{FormReturn, HeadAnswer, Recovered, Submission, Traces};
use super::moved_rows::MovedRows;
use super::outside;
use super::own_formula;
use super::shared_cells;
use super::shown;
use super::table::Table;
use super::table_search::{PrintedForms, tables};
use crate::campaign::layout::{FootField, FormPlan, HeadField, PlannedFigure};
use crate::campaign::{Assignment, Indicator, Period};
use crate::reader::workbook::{Area, CellReference, NameTarget, Workbook};
use crate::values::key::{AnswerKey, Field, FieldMap, UnitCode};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::reading::Reading;

/// Reads everything that a unit must answer out of its workbook. `zero_words` are words that the
/// officer has declared to mean zero; `is_of_other_version` says that the workbook states another version
/// of the forms than the one in force.
pub fn extract<'c>(
    workbook: &Workbook,
    assignment: &Assignment<'c>,
    period: &Period,
    zero_words: &[String],
    is_of_other_version: bool,
) -> Submission<'c> {
    let issued = Issued::new(workbook, is_of_other_version);
    let index = CellIndex::new(workbook);
    let sheets: Vec<Arc<str>> =
        workbook.sheets.iter().map(|sheet| Arc::from(sheet.name.as_str())).collect();
    let printed = PrintedForms::read(workbook);
    let year = period.target_year;
    let reader = Reader {
        workbook,
        index: &index,
        sheets: &sheets,
        printed: &printed,
        issued: &issued,
        zero_words,
        year,
        unit: &assignment.unit.code,
    };
    let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
    let mut forms = Vec::new();
    let mut placed = Vec::new();
    for plan in &plans {
        let ReadForm { form, tables } = reader.form(plan);
        forms.push(form);
        placed.push(PlacedForm { plan, tables });
    }
    let mut submission = Submission {
        unit: assignment.unit,
        forms,
        unseen: Vec::new(),
        outside: Outside::default(),
    };
    computed::compute(&mut submission);
    shared_cells::shared_cells(&mut submission);
    layout_changes::unexpected(workbook, &sheets, &placed, year, &mut submission);
    submission.unseen = hidden_content::gather(workbook, &sheets, &submission);
    submission.outside = outside::gather(workbook, &sheets, &submission);
    submission
}

/// What a program has saved of the form's own formula is no answer.
fn unread(answer: &mut Answer<'_>) {
    if let Some(cell) = answer.cells.get_mut(&Field::Value) {
        cell.reading = FieldReading::Integer(Reading::Blank);
    }
}

/// Where something is typed over the formula of a row that is worked out of others.
fn typed_over(answer: &Answer<'_>) -> Option<Place> {
    let cell = answer.cells.get(&Field::Value)?;
    let is_typed = !cell.raw.formula && !cell.raw.value.is_blank();
    is_typed.then(|| cell.place.clone())
}

struct Reader<'a> {
    workbook: &'a Workbook,
    index: &'a CellIndex<'a>,
    sheets: &'a [Arc<str>],
    printed: &'a PrintedForms,
    issued: &'a Issued<'a>,
    zero_words: &'a [String],
    year: u16,
    unit: &'a UnitCode,
}

/// A form, with the tables that it was read from.
struct ReadForm<'c> {
    form: FormReturn<'c>,
    tables: Vec<Table>,
}

impl Reader<'_> {
    fn form<'c>(&self, plan: &FormPlan<'c>) -> ReadForm<'c> {
        let look = FormLook::new(self.workbook, plan, self.year, self.issued);
        let mut tables = tables(&look, self.printed, self.index);
        let sheets = Sheets { look: &look, tables: &tables };
        let mut found = Vec::new();
        let on = tables.iter().filter_map(|table| self.sheets.get(table.sheet).map(Arc::clone));
        let mut traces = Traces { sheets: on.collect(), ..Traces::default() };
        let mut answers = Vec::new();
        let mut moved = MovedRows::default();
        for (row, planned) in plan.rows.iter().enumerate() {
            for PlannedFigure { key, indicator } in planned.answers() {
                let cells: Vec<(Field, Located)> = indicator
                    .fields()
                    .into_iter()
                    .map(|field| (field, self.index.locate(&key.cell(field), row, &sheets)))
                    .collect();
                for (field, located) in &cells {
                    match located {
                        Located::At(at) | Located::Recovered { at, .. } => {
                            found.push((row, indicator.column_of(*field), at.clone()));
                        }
                        Located::Doubtful { places, of: Some(of), .. } => {
                            moved.add(answers.len(), *of, places);
                        }
                        // The row is the form's, whatever it prints.
                        Located::Doubtful {
                            places,
                            doubt: Doubt::Silent | Doubt::Row { .. },
                            of: None,
                        } => {
                            let column = indicator.column_of(*field);
                            found.extend(places.first().map(|at| (row, column, at.clone())));
                        }
                        Located::Doubtful { .. } | Located::Ambiguous(_) | Located::Missing => {}
                    }
                    traces.recovered.extend(self.recovered(located));
                }
                let mut answer = self.answer(key, indicator, cells);
                if indicator.is_computed() {
                    traces.unexpected.extend(typed_over(&answer));
                    unread(&mut answer);
                }
                traces.unexpected.extend(line_formulas::typed_over(&answer));
                line_formulas::unread(&mut answer);
                answers.push(answer);
            }
        }
        moved.mark(&mut answers, plan);
        tables.retain(|table| {
            found.is_empty() || found.iter().any(|(_, _, at)| at.sheet == table.sheet)
        });
        for table in &mut tables {
            layout_changes::complete(table, plan, &found);
            look.complete_columns(table);
            if let (Some(sheet), Some(name)) =
                (self.workbook.sheets.get(table.sheet), self.sheets.get(table.sheet))
            {
                let texts = PrintedTexts { sheet, name, year: self.year, unit: self.unit };
                let mut altered = texts.altered(table, plan);
                // Of a row that is left out for what it prints, that says it all; and what it was issued
                // with was not changed.
                altered.retain(|altered| {
                    altered.answer.as_ref().is_none_or(|(key, _)| {
                        let mut answers = answers.iter();
                        !answers.any(|answer| answer.key == *key && answer.doubt.is_some())
                            && !look.was_issued_with(key, &altered.found)
                    })
                });
                traces.altered.extend(altered);
            }
        }
        let (head, foot) = (self.head(plan), self.foot(plan));
        let mut form = FormReturn { form: plan.form, answers, head, foot, traces };
        form.answer_by_head();
        ReadForm { form, tables }
    }

    /// What is chosen at the head of the form.
    fn head(&self, plan: &FormPlan<'_>) -> BTreeMap<HeadField, HeadAnswer> {
        let answers = plan.head_fields().filter_map(|field| {
            let name = plan.head_name(field);
            let (place, raw) = self.named_cell(&name)?;
            Some((field, HeadAnswer { name, place, raw }))
        });
        answers.collect()
    }

    /// Who filled the form in, and the covering letter: kept for the unit, checked by nobody.
    fn foot(&self, plan: &FormPlan<'_>) -> BTreeMap<String, RawCell> {
        let names = FootField::ALL.map(|field| plan.foot_name(field)).into_iter();
        names.filter_map(|name| self.named_cell(&name).map(|(_, cell)| (name, cell))).collect()
    }

    /// What stands in the cell to which a defined name leads, where anything does.
    fn named_cell(&self, name: &str) -> Option<(Place, RawCell)> {
        let named = self.workbook.names.iter().find(|n| n.name.eq_ignore_ascii_case(name))?;
        let NameTarget::Cell(at) = &named.target else { return None };
        let cell = self.workbook.cell(at).filter(|cell| !cell.value.is_blank())?;
        Some((self.place(at)?, cell.clone()))
    }

    /// A blank cell whose name is lost is found without mention: what it should hold is asked for
    /// anyway.
    fn recovered(&self, located: &Located) -> Option<Recovered> {
        let Located::Recovered { at, named } = located else { return None };
        let is_blank = self.workbook.cell(at).is_none_or(|cell| cell.value.is_blank());
        if named.is_none() && is_blank {
            return None;
        }
        let named = named.as_ref().and_then(|named| self.place(named));
        Some(Recovered { place: self.place(at)?, named })
    }

    fn answer<'c>(
        &self,
        key: AnswerKey,
        indicator: &'c Indicator,
        located: Vec<(Field, Located)>,
    ) -> Answer<'c> {
        let mut answer = Answer {
            key,
            indicator,
            cells: FieldMap::with_capacity(located.len()),
            lost: Vec::new(),
            contested: BTreeMap::new(),
            doubt: None,
            is_not_concerned: false,
            is_not_asked: false,
            figure_status: None,
            computed: None,
        };
        for (field, located) in located {
            let at = match located {
                Located::At(at) | Located::Recovered { at, .. } => at,
                Located::Ambiguous(places) => {
                    let places = places.iter().filter_map(|at| self.place(at)).collect();
                    answer.contested.insert(field, places);
                    continue;
                }
                Located::Doubtful { places, doubt, .. } => {
                    let places = places.iter().filter_map(|at| self.place(at)).collect();
                    answer.contested.insert(field, places);
                    answer.doubt.get_or_insert(doubt);
                    continue;
                }
                Located::Missing => {
                    answer.lost.push(field);
                    continue;
                }
            };
            let Some(place) = self.place(&at) else { continue };
            let mut raw = self.workbook.cell(&at).cloned().unwrap_or_default();
            let values = Values { zero_words: self.zero_words };
            let reading = shown::as_shown(&mut raw, &|raw| {
                let measure = indicator.read_as(field).row.measure;
                without_misplaced_words(values.read(indicator, field, raw), measure)
            });
            let covered = self.covered(&at);
            answer
                .cells
                .insert(field, AnswerCell { place, raw, reading, covered, corrected: None });
        }
        if indicator.measure == Measure::Percent {
            own_formula::settle(&mut answer);
            settle(&mut answer);
        }
        answer
    }

    /// The merged cells that a cell is in without being their first.
    fn covered(&self, at: &CellReference) -> Option<Area> {
        let mut areas = self.workbook.sheets.get(at.sheet)?.merged.iter();
        areas.find(|area| area.contains(at.position) && area.first != at.position).copied()
    }

    fn place(&self, at: &CellReference) -> Option<Place> {
        let sheet = Arc::clone(self.sheets.get(at.sheet)?);
        Some(Place { sheet, position: at.position })
    }
}
