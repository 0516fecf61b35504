//! From a workbook to the answers of a unit: locate each cell, read it by its measure.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::answer::{Answer, AnswerCell, Doubt, FieldReading, Place};
use super::hidden_content::{self, Unseen};
use super::layout_changes::{self, Altered, Recovered, Traces};
use super::locate::{CellIndex, Located, Sheets};
use super::look::{FormLook, Issued};
use super::moved_rows::MovedRows;
use super::outside::{self, Outside};
use super::own_formula;
use super::printed_name::PrintedName;
use super::shared_cells;
use super::shown;
use super::table::{PrintedForms, Table, tables};
use crate::campaign::layout::{FootField, FormPlan, PlannedRow};
use crate::campaign::{Assignment, Form, Indicator, OrgUnit, Period};
use crate::reader::workbook::{Area, CellReference, NameTarget, Workbook};
use crate::values::key::{AnswerKey, CellName, Field, FieldMap};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::parse::{self, CountOptions};
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::words::{ARRANGED, Word, YES_NO};

/// What one unit sent.
#[derive(Debug, Clone)]
pub struct Submission<'c> {
    pub unit: &'c OrgUnit,
    /// The forms that it must answer, as found.
    pub forms: Vec<FormReturn<'c>>,
    /// What it holds that does not show, sheet by sheet.
    pub unseen: Vec<Unseen>,
    /// What it says where no form asks.
    pub outside: Outside,
}

/// One form as it came back.
#[derive(Debug, Clone)]
pub struct FormReturn<'c> {
    pub form: &'c Form,
    /// The answers, in the order of the sheet.
    pub answers: Vec<Answer<'c>>,
    /// What stands in the cells at its foot, by their names.
    pub foot: BTreeMap<String, RawCell>,
    /// What was done to its sheets besides filling them in.
    pub traces: Traces,
}

impl Submission<'_> {
    /// Whether no input cell holds anything that a person wrote. The form's own formula of a rate is
    /// read as blank; a formula that a clerk wrote elsewhere is an answer.
    pub fn is_blank(&self) -> bool {
        self.answers().all(|answer| {
            answer.lost.is_empty()
                && answer.contested.is_empty()
                && answer.cells.values().all(|cell| cell.reading.is_blank())
        })
    }

    /// Notes names on its sheets that no unit has, each with the form whose sheet it stands on; those of
    /// the guide with the first.
    pub fn name_unknown(&mut self, names: Vec<PrintedName>) {
        for name in names {
            let is_on = |form: &FormReturn<'_>| form.traces.sheets.contains(&name.place.sheet);
            let form = self.forms.iter().position(is_on).unwrap_or_default();
            if let Some(form) = self.forms.get_mut(form) {
                form.traces.unknown_names.push(name);
            }
        }
    }

    /// Every answer of every form.
    pub fn answers(&self) -> impl Iterator<Item = &Answer<'_>> {
        self.forms.iter().flat_map(|form| &form.answers)
    }
}

impl FormReturn<'_> {
    /// Whether no cell of the form was found.
    pub fn is_missing(&self) -> bool {
        self.answers.iter().all(|answer| answer.cells.is_empty() && answer.contested.is_empty())
    }
}

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
    };
    let plans: Vec<FormPlan<'_>> = assignment.forms.iter().map(FormPlan::new).collect();
    let (forms, tables): (Vec<_>, Vec<_>) = plans.iter().map(|plan| reader.form(plan)).unzip();
    let mut submission = Submission {
        unit: assignment.unit,
        forms,
        unseen: Vec::new(),
        outside: Outside::default(),
    };
    shared_cells::shared_cells(&mut submission);
    layout_changes::unexpected(workbook, &sheets, &plans, &tables, year, &mut submission);
    submission.unseen = hidden_content::gather(workbook, &sheets, &submission);
    submission.outside = outside::gather(workbook, &sheets, &submission);
    submission
}

struct Reader<'a> {
    workbook: &'a Workbook,
    index: &'a CellIndex<'a>,
    sheets: &'a [Arc<str>],
    printed: &'a PrintedForms,
    issued: &'a Issued<'a>,
    zero_words: &'a [String],
    year: u16,
}

impl Reader<'_> {
    /// A form with the tables that it was read from.
    fn form<'c>(&self, plan: &FormPlan<'c>) -> (FormReturn<'c>, Vec<Table>) {
        let look = FormLook::new(self.workbook, plan, self.year, self.issued);
        let mut tables = self.tables(&look);
        let sheets = Sheets { look: &look, tables: &tables };
        let mut found = Vec::new();
        let on = tables.iter().filter_map(|table| self.sheets.get(table.sheet).map(Arc::clone));
        let mut traces = Traces { sheets: on.collect(), ..Traces::default() };
        let mut answers = Vec::new();
        let mut moved = MovedRows::default();
        for (row, planned) in plan.rows.iter().enumerate() {
            let PlannedRow::Answer { key, indicator } = planned else { continue };
            let cells: Vec<(Field, Located)> = indicator
                .fields()
                .into_iter()
                .map(|field| (field, self.index.locate(&key.cell(field), row, &sheets)))
                .collect();
            for (field, located) in &cells {
                match located {
                    Located::At(at) | Located::Recovered { at, .. } => {
                        found.push((row, *field, at.clone()));
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
                        found.extend(places.first().map(|at| (row, *field, at.clone())));
                    }
                    Located::Doubtful { .. } | Located::Ambiguous(_) | Located::Missing => {}
                }
                traces.recovered.extend(self.recovered(located));
            }
            answers.push(self.answer(key.clone(), indicator, cells));
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
                let altered = layout_changes::altered(table, (sheet, name), plan, self.year);
                // Of a row that is left out for what it prints, that says it all; and what it was issued
                // with was not changed.
                let is_said = |altered: &Altered| {
                    altered.answer.as_ref().is_some_and(|(key, _)| {
                        let mut answers = answers.iter();
                        answers.any(|answer| answer.key == *key && answer.doubt.is_some())
                            || look.was_issued_with(key, &altered.found)
                    })
                };
                traces.altered.extend(altered.into_iter().filter(|altered| !is_said(altered)));
            }
        }
        (FormReturn { form: plan.form, answers, foot: self.foot(plan), traces }, tables)
    }

    /// The tables of a form: those whose captions are known, and those of the sheets to which its names
    /// lead. Beside one to which a name leads, one that does not print which form it is does not count.
    fn tables(&self, look: &FormLook<'_, '_>) -> Vec<Table> {
        let mut tables = tables(look, self.printed);
        if let [table] = tables.as_slice()
            && table.is_as_issued
            && table.is_marked
        {
            return tables;
        }
        let names = look.plan.rows.iter().enumerate().filter_map(|(row, planned)| match planned {
            PlannedRow::Answer { key, indicator } => {
                Some((row, key.cell(*indicator.fields().first()?)))
            }
            PlannedRow::Section(_) | PlannedRow::Heading { .. } => None,
        });
        let names: Vec<(usize, CellName)> = names.collect();
        let led_to: BTreeSet<usize> =
            names.iter().flat_map(|(_, name)| self.index.sheets_of(name)).collect();
        for sheet in led_to {
            if !tables.iter().any(|table| table.sheet == sheet) {
                tables.extend(look.without_captions(sheet));
            }
        }
        if tables.iter().all(|table| table.is_marked) || tables.len() < 2 {
            return tables;
        }
        let confirmed: BTreeSet<usize> = names
            .iter()
            .filter_map(|(row, name)| self.index.confirmed_on(name, *row, look))
            .collect();
        if !confirmed.is_empty() {
            tables.retain(|table| table.is_marked || confirmed.contains(&table.sheet));
        }
        tables
    }

    /// Who filled the form in, and the covering letter: kept for the unit, checked by nobody.
    fn foot(&self, plan: &FormPlan<'_>) -> BTreeMap<String, RawCell> {
        let content = |name: &str| {
            let named = self.workbook.names.iter().find(|n| n.name.eq_ignore_ascii_case(name))?;
            let NameTarget::Cell(at) = &named.target else { return None };
            self.workbook.cell(at).filter(|cell| !cell.value.is_blank()).cloned()
        };
        let names = FootField::ALL.map(|field| plan.foot_name(field));
        names.into_iter().filter_map(|name| content(&name).map(|cell| (name, cell))).collect()
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
                without_misplaced_words(values.read(indicator, field, raw), indicator.measure)
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

/// How the content of cells is read.
pub(super) struct Values<'a> {
    /// Words that the officer has declared to mean zero.
    pub(super) zero_words: &'a [String],
}

impl Values<'_> {
    /// What is typed in a list in the place of a cell. It is text there, which is no fault.
    pub(super) fn typed(&self, indicator: &Indicator, field: Field, raw: &RawCell) -> FieldReading {
        let read = self.read(indicator, field, raw);
        without_misplaced_words(read, indicator.measure).stored_as_number()
    }

    fn read(&self, indicator: &Indicator, field: Field, raw: &RawCell) -> FieldReading {
        let count = |nouns: &[String]| {
            let options = CountOptions { nouns, zero_words: self.zero_words };
            FieldReading::Integer(parse::count(raw, &options))
        };
        match field {
            Field::Evidence | Field::Explanation | Field::Result | Field::Column(_) => {
                FieldReading::Text(parse::words(raw))
            }
            Field::Text => prose(raw),
            Field::Status => FieldReading::Status(parse::status(raw)),
            Field::Numerator | Field::Denominator => count(&indicator.nouns),
            Field::People => count(&indicator.people_nouns),
            // What was before the movement is measured like what is now.
            Field::Value | Field::Baseline => match indicator.measure {
                Measure::Percent => FieldReading::Percent(parse::percent(raw)),
                Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                    count(&indicator.nouns)
                }
                Measure::Rank => FieldReading::Integer(parse::rank(raw)),
                Measure::YesNo => FieldReading::Choice(parse::choice(raw, YES_NO)),
                Measure::Arranged => FieldReading::Choice(parse::choice(raw, ARRANGED)),
                Measure::Text | Measure::Status | Measure::Section | Measure::Entry => prose(raw),
            },
        }
    }
}

/// Prose, in whose place two of the agreed words may stand. The third is an answer in words: that no
/// difficulty arose is what a section on difficulties says.
fn prose(raw: &RawCell) -> FieldReading {
    FieldReading::Text(match parse::words(raw) {
        Reading::Value { value, as_text } => match Word::read(&value) {
            Some(word @ (Word::NotApplicable | Word::NoData)) => Reading::Word(word),
            Some(Word::Nil) | None => Reading::Value { value, as_text },
        },
        other => other,
    })
}

/// `Không phát sinh` is a zero for what is counted and for nothing else: taken as an answer, it would
/// be a rank of 0, which every `Tốp` target admits, or a rate that no total holds and no rule names.
fn without_misplaced_words(reading: FieldReading, measure: Measure) -> FieldReading {
    match reading {
        FieldReading::Percent(Reading::Word(Word::Nil)) => {
            FieldReading::Percent(Reading::Fault(Fault::NotANumber))
        }
        FieldReading::Choice(Reading::Word(Word::Nil)) => {
            FieldReading::Choice(Reading::Fault(Fault::NotAChoice))
        }
        // A task has statuses of its own, one of them for what does not concern the unit.
        FieldReading::Status(Reading::Word(_)) => {
            FieldReading::Status(Reading::Fault(Fault::NotAChoice))
        }
        FieldReading::Integer(Reading::Word(Word::Nil)) if measure == Measure::Rank => {
            FieldReading::Integer(Reading::Fault(Fault::InvalidRank))
        }
        other => other,
    }
}

/// An ambiguous percentage (0.855: points, or a fraction?) is settled by the two figures beside it
/// when they agree with exactly one of its readings.
pub(super) fn settle(answer: &mut Answer<'_>) {
    let Some(rate) = answer.rate() else { return };
    let Some(cell) = answer.cells.get_mut(&Field::Value) else { return };
    let FieldReading::Percent(Reading::Fault(Fault::Ambiguous(first, second))) = &cell.reading
    else {
        return;
    };
    if let Some(value) = rate.settle(*first, *second) {
        cell.reading = FieldReading::Percent(Reading::Value { value, as_text: false });
    }
}
