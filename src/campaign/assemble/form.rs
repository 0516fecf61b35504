//! One form: its columns, its headings, its rows.

use std::collections::{BTreeSet, HashMap};

use super::columns;
use super::list_figures;
use super::rows::{self, HeadingRecord, places};
use super::{Shared, key, reference, refuse_duplicates, targets, unknown};
use crate::campaign::definition::{Definition, Record, schema};
use crate::campaign::form::{Column, ColumnContent, FormKind, Heading};
use crate::campaign::problem::{EntityKind, Expected, ProblemKind, Problems};
use crate::campaign::{Duty, Form, Indicator, Prose};
use crate::values::key::Field;
use crate::values::quantity::figure_status::StatusRule;

/// The longest name of a sheet, in UTF-16 units.
const LONGEST_SHEET: usize = 31;

/// A form with its columns and rows, without its checks.
pub(super) fn read(
    definition: &Definition,
    record: &Record,
    shared: &Shared<'_>,
    problems: &mut Problems<'_>,
) -> Option<Form> {
    let name = record.form.as_str();
    let kind = record.text("kind").and_then(FormKind::read).unwrap_or(FormKind::Indicators);
    let source = record.required("source");
    let title = shared.sources.iter().find(|(id, _)| *id == source).map(|(_, title)| title);
    if title.is_none() && !source.is_empty() {
        let known = shared.sources.iter().map(|(id, _)| id.as_str());
        unknown(EntityKind::Source, &source, record.place_of("source"), known, problems);
    }
    let figures: BTreeSet<&str> =
        definition.of_form(&schema::FIGURE, name).filter_map(|figure| figure.text("id")).collect();
    let columns: Vec<Column> = definition
        .of_form(&schema::COLUMN, name)
        .filter_map(|column| columns::read(column, kind, &figures, problems))
        .collect();
    list_figures::refuse_elsewhere(definition, name, kind, problems);
    let headings = headings(definition, name, problems);
    if record.text("kind").is_some_and(|kind| schema::KINDS.contains(&kind)) {
        refuse_other_kinds(definition, name, kind, problems);
    }
    let cx = rows::Rows {
        definition,
        form: name,
        shared,
        headings: &headings,
        columns: &columns,
        places: places(&headings),
        targets: targets::by_row(definition, name),
    };
    let mut indicators = match kind {
        FormKind::Indicators => cx.indicators(problems),
        FormKind::Tasks => cx.tasks(problems),
        FormKind::Outline => cx.sections(problems),
        FormKind::List => cx.entries(record, &columns, problems),
    };
    if indicators.is_empty() && record.cells.contains_key("kind") {
        problems.at(&record.place, ProblemKind::NoRow(name.to_owned()));
    }
    ask_for_words(&columns, &mut indicators);
    let of_form = rows::status_rule(record, problems).unwrap_or_default();
    for row in indicators.iter_mut().filter(|row| row.figure_status == StatusRule::Unsaid) {
        row.figure_status = of_form;
    }
    check_columns(record, &columns, &indicators, problems);
    check_sheet(record, problems);
    let title = title.map_or("", String::as_str);
    let mut form = Form {
        id: key(record, "id", problems)?,
        kind,
        sheet: record.required("sheet"),
        heading: record.required("name"),
        title: record.required("title"),
        source: format!("{title}, {}", record.required("source-section")),
        hint: record.owned("hint"),
        duty: Duty {
            reporters: record.owned("reporters"),
            recipient: record.owned("recipient"),
            delivery: record.owned("delivery"),
            frequency: record.owned("frequency"),
        },
        columns,
        headings: headings.into_iter().map(|heading| heading.heading).collect(),
        indicators,
        checks: Vec::new(),
    };
    reference::set(&mut form);
    Some(form)
}

fn headings<'d>(
    definition: &'d Definition,
    form: &'d str,
    problems: &mut Problems<'_>,
) -> Vec<HeadingRecord<'d>> {
    let records: Vec<&Record> = definition.of_form(&schema::HEADING, form).collect();
    refuse_duplicates(records.iter().copied(), "id", EntityKind::Heading, problems);
    let headings: Vec<HeadingRecord<'_>> = records
        .into_iter()
        .map(|record| {
            let heading = Heading {
                id: record.required("id"),
                number: record.required("number"),
                label: record.required("label"),
                under: record.owned("under"),
            };
            HeadingRecord { heading, record }
        })
        .collect();
    let places = places(&headings);
    let circles = on_circles(&headings, &places);
    for (at, HeadingRecord { heading, record }) in headings.iter().enumerate() {
        let Some(under) = &heading.under else { continue };
        if !places.contains_key(under.as_str()) {
            let known = headings.iter().map(|other| other.heading.id.as_str());
            unknown(EntityKind::Heading, under, record.place_of("under"), known, problems);
            continue;
        }
        if circles.contains(&at) {
            problems.at(record.place_of("under"), ProblemKind::Circle(heading.id.clone()));
        }
    }
    headings
}

/// The headings that stand under themselves. Each is visited once, however long the chains are.
fn on_circles(headings: &[HeadingRecord<'_>], places: &HashMap<&str, usize>) -> BTreeSet<usize> {
    let above = |at: usize| {
        let under = headings.get(at)?.heading.under.as_deref()?;
        places.get(under).copied()
    };
    let (mut circles, mut visited) = (BTreeSet::new(), BTreeSet::new());
    for start in 0..headings.len() {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|at| visited.insert(*at)) {
            way.push(at);
            next = above(at);
        }
        // The way ends at the top, in another way, or in itself.
        let back = next.and_then(|at| way.iter().position(|passed| *passed == at));
        circles.extend(back.and_then(|from| way.get(from..)).into_iter().flatten());
    }
    circles
}

/// Rows of another kind would be dropped without a word.
fn refuse_other_kinds(
    definition: &Definition,
    form: &str,
    kind: FormKind,
    problems: &mut Problems<'_>,
) {
    for (table, of) in [
        (&schema::INDICATOR, FormKind::Indicators),
        (&schema::TASK, FormKind::Tasks),
        (&schema::SECTION, FormKind::Outline),
    ] {
        if of == kind {
            continue;
        }
        if let Some(row) = definition.of_form(table, form).next() {
            let kind = ProblemKind::WrongKind { kind: kind.as_str(), table: table.key };
            problems.at(&row.place, kind);
        }
    }
}

/// Whether Excel takes the name of the sheet.
fn check_sheet(record: &Record, problems: &mut Problems<'_>) {
    let Some(name) = record.text("sheet").filter(|name| !name.is_empty()) else { return };
    let is_refused = name.encode_utf16().count() > LONGEST_SHEET
        || name.contains(['[', ']', ':', '*', '?', '/', '\\'])
        || name.starts_with('\'')
        || name.ends_with('\'')
        || name.eq_ignore_ascii_case("history");
    if is_refused {
        let (value, expected) = (name.to_owned(), Expected::SheetName);
        let kind = ProblemKind::Value { column: "sheet", value, expected };
        problems.at(record.place_of("sheet"), kind);
    }
}

/// A form that has no column for evidence asks for it only in rows that demand it; one without a column for
/// explanations asks for none.
fn ask_for_words(columns: &[Column], rows: &mut [Indicator]) {
    let asks = |field| columns.iter().any(|column| column.asked() == Some(field));
    let (evidence, explanation) = (asks(Field::Evidence), asks(Field::Explanation));
    for row in rows {
        let demands = row.evidence.as_ref().is_some_and(|demand| demand.field == Field::Evidence);
        row.prose = Prose { evidence: evidence || demands, explanation };
    }
}

fn check_columns(
    record: &Record,
    columns: &[Column],
    indicators: &[Indicator],
    problems: &mut Problems<'_>,
) {
    for field in indicators.iter().flat_map(Indicator::columns).collect::<BTreeSet<Field>>() {
        if !columns.iter().any(|column| column.content == ColumnContent::Asks(field)) {
            problems.at(&record.place, ProblemKind::NoColumn(field.to_string()));
        }
    }
    let mut seen = BTreeSet::new();
    for column in columns {
        if let ColumnContent::Asks(field) = column.content
            && !seen.insert(field)
        {
            let kind = ProblemKind::Duplicate { what: EntityKind::Column, key: field.to_string() };
            problems.at(&record.place, kind);
        }
    }
}
