//! The rows of a form, by its kind.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::{
    Said, Shared, figures, formulas, key, list_figures, measures, parsed, refuse_duplicates,
    reporters, targets, unknown,
};
use crate::campaign::definition::schema::{self, Table};
use crate::campaign::definition::{Definition, Record, day};
use crate::campaign::form::{Column, Heading};
use crate::campaign::problem::{EntityKind, Expected, ProblemKind, Problems, nearest};
use crate::campaign::{
    Aggregation, Detail, EvidenceDemand, EvidenceWhen, Indicator, Judged, Prose, Since, Task,
    TimeKind, UnitSet,
};
use crate::values::key::{Field, IndicatorId};
use crate::values::quantity::figure_status::StatusRule;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::measure_form::MeasureForm;
use crate::values::quantity::scale::Scale;
use crate::values::quantity::target::Better;
use crate::values::quantity::timeframe::Timeframe;

/// How many lines a list prints when its definition does not say.
const LINES: i64 = 10;

pub(super) struct Rows<'a> {
    pub definition: &'a Definition,
    pub form: &'a str,
    pub shared: &'a Shared<'a>,
    pub headings: &'a [HeadingRecord<'a>],
    pub columns: &'a [Column],
    /// Where each of them is in the list, by its key.
    pub places: HashMap<&'a str, usize>,
    /// The targets, by the row that each is for.
    pub targets: HashMap<Option<&'a str>, Vec<&'a Record>>,
}

/// A heading, and the record that it was read from.
pub(super) struct HeadingRecord<'d> {
    pub heading: Heading,
    pub record: &'d Record,
}

/// Where each heading is in the list, by its key; of two with one key the first.
pub(super) fn places<'h>(headings: &'h [HeadingRecord<'_>]) -> HashMap<&'h str, usize> {
    let keys = headings.iter().enumerate().rev();
    keys.map(|(at, record)| (record.heading.id.as_str(), at)).collect()
}

impl Rows<'_> {
    fn targets_of<'r>(&'r self, row: &'r Record) -> &'r [&'r Record] {
        self.targets.get(&row.text("id")).map(Vec::as_slice).unwrap_or_default()
    }

    fn heading(&self, id: &str) -> Option<&HeadingRecord<'_>> {
        self.places.get(id).and_then(|at| self.headings.get(*at))
    }

    /// The rows of a form of figures.
    pub fn indicators(&self, problems: &mut Problems<'_>) -> Vec<Indicator> {
        let records = self.records(&schema::INDICATOR, problems);
        targets::check_rows(self.definition, self.form, problems);
        let figures = figures::by_row(self.definition, self.form, problems);
        let mut rows = Vec::new();
        for record in records {
            let figures = figures.get(record.text("id").unwrap_or_default());
            let Some(figures) = figures else {
                rows.extend(self.indicator(record, problems));
                continue;
            };
            let measures = figures.iter().find_map(|figure| figure.text("measure"));
            let measure = record.text("measure").or(measures).and_then(|text| text.parse().ok());
            if let Some(row) = measure.and_then(|m| self.row_of_figures(record, m, problems)) {
                rows.extend(figures::of(&row, record, figures, self.columns, problems));
            }
        }
        rows
    }

    /// The rows of a form of tasks.
    pub fn tasks(&self, problems: &mut Problems<'_>) -> Vec<Indicator> {
        let records = self.records(&schema::TASK, problems);
        records.into_iter().filter_map(|record| self.task(record, problems)).collect()
    }

    pub fn sections(&self, problems: &mut Problems<'_>) -> Vec<Indicator> {
        let records = self.records(&schema::SECTION, problems);
        records
            .into_iter()
            .filter_map(|record| {
                let length = record.whole("length").and_then(|length| usize::try_from(length).ok());
                let own = reporters(record.list("own"), self.shared, problems);
                let row = self.row(record, Measure::Section, problems)?;
                Some(Indicator { own, detail: Detail::Section { length }, ..row })
            })
            .collect()
    }

    /// The lines of a list; line n is row n.
    pub fn entries(
        &self,
        form: &Record,
        columns: &[Column],
        problems: &mut Problems<'_>,
    ) -> Vec<Indicator> {
        let own = reporters(form.list("own"), self.shared, problems);
        if form.list("own").is_empty() {
            problems.at(&form.place, ProblemKind::AskedOfNobody(self.form.to_owned()));
        }
        let fields: Vec<Field> = columns.iter().filter_map(Column::asked).collect();
        let optional: Vec<Field> =
            columns.iter().filter(|column| column.optional).filter_map(Column::asked).collect();
        let lines = form.whole("rows").unwrap_or(LINES);
        if !(1..=500).contains(&lines) {
            let (value, expected) = (lines.to_string(), Expected::AboveZero);
            let kind = ProblemKind::Value { column: "rows", value, expected };
            problems.at(form.place_of("rows"), kind);
            return Vec::new();
        }
        let figures = Arc::new(list_figures::read(self.definition, self.form, problems));
        (1..=lines)
            .filter_map(|line| {
                let id = parsed(&line.to_string(), &form.place, problems)?;
                let (columns, optional) = (fields.clone(), optional.clone());
                Some(Indicator {
                    number: line.to_string(),
                    own: own.clone(),
                    detail: Detail::Entry { columns, optional, figures: Arc::clone(&figures) },
                    ..blank_row(id, Measure::Entry)
                })
            })
            .collect()
    }

    /// The records of a table for this form; two of one id are noted.
    fn records(&self, table: &'static Table, problems: &mut Problems<'_>) -> Vec<&Record> {
        let records: Vec<&Record> = self.definition.of_form(table, self.form).collect();
        refuse_duplicates(records.iter().copied(), "id", EntityKind::Indicator, problems);
        records
    }

    /// What every row has that a record of its own describes.
    fn row(
        &self,
        record: &Record,
        measure: Measure,
        problems: &mut Problems<'_>,
    ) -> Option<Indicator> {
        let mut row = blank_row(key(record, "id", problems)?, measure);
        row.number = record.required("number");
        row.label = record.required("label");
        row.under = record.owned("under");
        if let Some(under) = &row.under
            && self.heading(under).is_none()
        {
            let known = self.headings.iter().map(|other| other.heading.id.as_str());
            unknown(EntityKind::Heading, under, record.place_of("under"), known, problems);
        }
        Some(row)
    }

    fn task(&self, record: &Record, problems: &mut Problems<'_>) -> Option<Indicator> {
        let leads = reporters(record.list("leads"), self.shared, problems);
        let with = reporters(record.list("with"), self.shared, problems);
        let (first, second) = (record.texts("leads"), record.texts("with"));
        let only_second = Said::OnlySecond(first.clone(), second.clone());
        let cooperating = self.shared.set(only_second, || &*with - &*leads);
        let own = self.shared.set(Said::Either(first, second), || &*leads | &*with);
        let time_text = record.owned("time");
        let timeframe = time_text.as_deref().map_or(Timeframe::Unstated, Timeframe::parse);
        let detail = Detail::Task(Task {
            leads,
            cooperating,
            cooperating_text: record.owned("cooperating"),
            time_text,
            timeframe,
        });
        let row = self.row(record, Measure::Status, problems)?;
        Some(Indicator { lead: record.owned("lead"), own, detail, ..row })
    }

    fn indicator(&self, record: &Record, problems: &mut Problems<'_>) -> Option<Indicator> {
        if !record.cells.contains_key("measure") {
            let kind = ProblemKind::Missing { table: schema::INDICATOR.key, key: "measure" };
            problems.at(&record.place, kind);
        }
        let measure = record.text("measure")?.parse().ok()?;
        check_needs(record, measure, problems);
        self.row_of_figures(record, measure, problems)
    }

    /// A row that asks for figures.
    fn row_of_figures(
        &self,
        record: &Record,
        measure: Measure,
        problems: &mut Problems<'_>,
    ) -> Option<Indicator> {
        let own = reporters(record.list("own"), self.shared, problems);
        let city = reporters(record.list("city"), self.shared, problems);
        if record.list("own").is_empty() && record.list("city").is_empty() {
            problems.at(&record.place, ProblemKind::AskedOfNobody(record.required("id")));
        }
        let mut row = self.row(record, measure, problems)?;
        row.formula = formulas::unread(record);
        let measure_form = measures::form_of(record, measure, problems);
        Some(Indicator {
            figure_status: status_rule(record, problems).unwrap_or_default(),
            own,
            unit: record.owned("unit"),
            nouns: record.texts("nouns"),
            lead: record.owned("lead"),
            reporters: record.owned("reporters"),
            city,
            numerator: record.owned("numerator"),
            denominator: record.owned("denominator"),
            baseline: record.flag("baseline"),
            evidence: record.owned("evidence").map(|text| EvidenceDemand {
                text,
                field: match record.text("evidence-field") {
                    Some("people") => Field::People,
                    _ => Field::Evidence,
                },
                when: match record.text("evidence-when") {
                    Some("below-full") => EvidenceWhen::BelowFull,
                    _ => EvidenceWhen::AboveZero,
                },
            }),
            people: record.owned("people"),
            people_nouns: record.texts("people-nouns"),
            time: match record.text("time") {
                Some("stock") => TimeKind::Stock,
                Some("period") => TimeKind::Period,
                _ => TimeKind::Cumulative,
            },
            since: self.since(record, problems),
            aggregation: record
                .text("rollup")
                .and_then(Aggregation::read)
                .unwrap_or(Aggregation::Sum),
            double_count: record.flag("double-count"),
            better: record.text("better").and_then(Better::read),
            scale: Scale::of_row(record.text("unit"), &record.texts("nouns")),
            targets: targets::of(
                self.targets_of(record),
                record,
                &targets::Measured { measure, form: &measure_form },
                &self.shared.spans,
                problems,
            ),
            measure_form,
            max: measures::max_of(record, measure, problems),
            judged: judged(record, measure),
            is_judged_said: record.text("judged").is_some(),
            ..row
        })
    }

    /// The first day that a row covers: its own, else that of a heading over it, the nearest first.
    fn since(&self, record: &Record, problems: &mut Problems<'_>) -> Since {
        if let Some(since) = read_since(record, problems) {
            return since;
        }
        let mut next = record.text("under");
        for _ in 0..self.headings.len() {
            let Some(found) = next.and_then(|id| self.heading(id)) else { break };
            if found.record.cells.contains_key("since") {
                return read_since(found.record, problems).unwrap_or_default();
            }
            next = found.heading.under.as_deref();
        }
        Since::default()
    }
}

pub(super) fn blank_row(id: IndicatorId, measure: Measure) -> Indicator {
    Indicator {
        id,
        number: String::new(),
        reference: String::new(),
        label: String::new(),
        under: None,
        measure,
        measure_form: MeasureForm::default(),
        unit: None,
        nouns: Vec::new(),
        lead: None,
        reporters: None,
        own: UnitSet::default(),
        city: UnitSet::default(),
        numerator: None,
        denominator: None,
        baseline: false,
        evidence: None,
        people: None,
        people_nouns: Vec::new(),
        time: TimeKind::Cumulative,
        since: Since::Period,
        aggregation: Aggregation::Sum,
        double_count: false,
        better: None,
        scale: Scale::ONE,
        targets: BTreeMap::new(),
        levels: Arc::default(),
        judged: Judged::default(),
        is_judged_said: false,
        figure_status: StatusRule::Unsaid,
        prose: Prose { evidence: true, explanation: true },
        detail: Detail::Figure,
        figure: None,
        formula: None,
        max: None,
        asked_when: None,
    }
}

/// What the target of a row is held against. A count adds up, so that one unit's part of it cannot reach
/// what is set for all.
fn judged(record: &Record, measure: Measure) -> Judged {
    match record.text("judged") {
        // Who reports the whole area only is no unit among others.
        Some("each") if record.list("own").is_empty() => Judged::Common,
        Some("each") => Judged::Each,
        Some("total") => Judged::Total,
        // One of the choices is what each unit should say.
        _ if measure == Measure::Choice && !record.list("own").is_empty() => Judged::Each,
        _ if measure.adds_up() => Judged::Total,
        _ => Judged::Common,
    }
}

/// What a record says of the status of figures; `None` where it says nothing.
pub(super) fn status_rule(record: &Record, problems: &mut Problems<'_>) -> Option<StatusRule> {
    let written = record.text("figure-status")?;
    let read = StatusRule::read(written);
    if read.is_none() {
        let kind = ProblemKind::NotOneOf {
            key: "figure-status",
            value: written.to_owned(),
            hint: nearest(written, StatusRule::WORDS.iter().copied()),
            choices: StatusRule::WORDS,
        };
        problems.at(record.place_of("figure-status"), kind);
    }
    read
}

fn read_since(record: &Record, problems: &mut Problems<'_>) -> Option<Since> {
    let written = record.text("since")?;
    if written == "start" {
        return Some(Since::Start);
    }
    let day = day(written);
    if day.is_none() {
        let value = written.to_owned();
        let kind = ProblemKind::Value { column: "since", value, expected: Expected::Since };
        problems.at(record.place_of("since"), kind);
    }
    day.map(Since::Day)
}

/// Notes what the measure of a row needs and the row does not say.
fn check_needs(record: &Record, measure: Measure, problems: &mut Problems<'_>) {
    let mut needed: Vec<&'static str> = Vec::new();
    let is_computed = record.text("formula").is_some_and(|formula| !formula.is_empty());
    if measure.is_rate() && !is_computed {
        needed.extend(["numerator", "denominator"]);
    }
    if measure == Measure::Count {
        needed.push("nouns");
    }
    if measure == Measure::Choice {
        needed.push("choices");
    }
    if measure.has_second_figure() {
        needed.push("people");
    }
    for key in needed.into_iter().filter(|key| !record.cells.contains_key(key)) {
        let kind = ProblemKind::Needs { measure: measure.as_str(), key };
        problems.at(record.place_of("measure"), kind);
    }
}
