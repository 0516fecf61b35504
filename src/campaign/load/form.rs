//! One form file: its columns, its rows and their targets.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::{Shared, refuse_duplicates};
use crate::campaign::document::{
    ColumnDocument, FormDocument, FormKindText, IndicatorDocument, RollupText, ShowsText, TimeText,
};
use crate::campaign::problem::{ProblemKind, Problems, Thing, nearest};
use crate::campaign::{
    Column, ColumnContent, EvidenceDemand, Form, Indicator, Rollup, Shown, TimeKind,
};
use crate::key::{Field, UnitCode};
use crate::quantity::measure::Measure;
use crate::quantity::target::Target;

/// A form with its columns and rows, without its checks.
pub(super) fn read(document: &FormDocument, shared: &Shared, problems: &mut Problems<'_>) -> Form {
    let FormKindText::Indicators = document.kind;
    let source = document.source.get_ref();
    if !shared.sources.contains_key(source) {
        let hint = nearest(source, shared.sources.keys().map(String::as_str));
        let kind = ProblemKind::Unknown { what: Thing::Source, key: source.clone(), hint };
        problems.at(document.source.span().start, kind);
    }
    let rows = document.indicator.iter().map(|indicator| &indicator.id);
    refuse_duplicates(rows, Thing::Indicator, problems);
    let columns: Vec<Column> =
        document.column.iter().filter_map(|column| read_column(column, problems)).collect();
    let indicators: Vec<Indicator> = document
        .indicator
        .iter()
        .map(|indicator| read_indicator(indicator, shared, problems))
        .collect();
    for field in indicators.iter().flat_map(Indicator::fields).collect::<BTreeSet<Field>>() {
        if !columns.iter().any(|column| column.content == ColumnContent::Asks(field)) {
            problems.at(document.id.span().start, ProblemKind::NoColumn(field.as_str()));
        }
    }
    let title = shared.sources.get(source).map_or("", String::as_str);
    Form {
        id: document.id.get_ref().clone(),
        sheet: document.sheet.get_ref().clone(),
        heading: document.heading.clone(),
        title: document.title.clone(),
        source: format!("{title}, {}", document.section),
        columns,
        indicators,
        checks: Vec::new(),
    }
}

fn read_column(document: &ColumnDocument, problems: &mut Problems<'_>) -> Option<Column> {
    let content = match (document.shows, document.field) {
        (Some(shows), None) => ColumnContent::Shows(match shows {
            ShowsText::Number => Shown::Number,
            ShowsText::Label => Shown::Label,
            ShowsText::Target => Shown::Target,
            ShowsText::Lead => Shown::Lead,
            ShowsText::Reporters => Shown::Reporters,
            ShowsText::Unit => Shown::Unit,
            ShowsText::Evidence => Shown::Evidence,
        }),
        (None, Some(field)) => ColumnContent::Asks(field),
        _ => {
            problems.at(document.caption.span().start, ProblemKind::Column);
            return None;
        }
    };
    let caption = document.caption.get_ref().clone();
    Some(Column::new(caption, content, document.added, document.width.unwrap_or(12)))
}

/// Notes what the measure of a row needs and the row does not say.
fn check_needs(document: &IndicatorDocument, problems: &mut Problems<'_>) {
    let measure = *document.measure.get_ref();
    let at = document.measure.span().start;
    let mut needs = |present: bool, key| {
        if !present {
            problems.at(at, ProblemKind::Needs { measure: measure.as_str(), key });
        }
    };
    match measure {
        Measure::Percent => {
            needs(document.numerator.is_some(), "numerator");
            needs(document.denominator.is_some(), "denominator");
        }
        Measure::Count => needs(!document.nouns.is_empty(), "nouns"),
        Measure::CountWithPeople | Measure::Arranged => {
            needs(document.people.is_some(), "people");
        }
        _ => {}
    }
}

fn read_indicator(
    document: &IndicatorDocument,
    shared: &Shared,
    problems: &mut Problems<'_>,
) -> Indicator {
    let measure = *document.measure.get_ref();
    check_needs(document, problems);
    let own = reporters(&document.own, shared, problems);
    let city = reporters(&document.city, shared, problems);
    if document.own.is_empty() && document.city.is_empty() {
        let id = document.id.get_ref().to_string();
        problems.at(document.id.span().start, ProblemKind::AskedOfNobody(id));
    }
    let evidence_field = document.evidence_field.as_ref().map_or(Field::Evidence, |f| *f.get_ref());
    Indicator {
        id: document.id.get_ref().clone(),
        number: document.number.clone(),
        label: document.label.clone(),
        measure,
        unit: document.unit.clone(),
        nouns: document.nouns.clone(),
        lead: document.lead.clone(),
        reporters: document.reporters.clone(),
        own,
        city,
        numerator: document.numerator.clone(),
        denominator: document.denominator.clone(),
        baseline: document.baseline,
        evidence: document
            .evidence
            .clone()
            .map(|text| EvidenceDemand { text, field: evidence_field }),
        people: document.people.clone(),
        people_nouns: document.people_nouns.clone(),
        time: match document.time {
            TimeText::Stock => TimeKind::Stock,
            TimeText::Cumulative => TimeKind::Cumulative,
            TimeText::Period => TimeKind::Period,
        },
        rollup: match document.rollup {
            RollupText::Sum => Rollup::Sum,
            RollupText::Listed => Rollup::Listed,
        },
        double_count: document.double_count,
        targets: read_targets(document, problems),
    }
}

fn reporters(
    phrases: &[Spanned<String>],
    shared: &Shared,
    problems: &mut Problems<'_>,
) -> BTreeSet<UnitCode> {
    let mut units = BTreeSet::new();
    for phrase in phrases {
        if let Some(party) = shared.parties.get(phrase.get_ref()) {
            units.extend(party.iter().cloned());
        } else {
            let key = phrase.get_ref().clone();
            let hint = nearest(&key, shared.parties.keys().map(String::as_str));
            let kind = ProblemKind::Unknown { what: Thing::Party, key, hint };
            problems.at(phrase.span().start, kind);
        }
    }
    units
}

fn read_targets(
    document: &IndicatorDocument,
    problems: &mut Problems<'_>,
) -> BTreeMap<u16, Target> {
    let (measure, nouns) = (*document.measure.get_ref(), document.nouns.as_slice());
    let mut read = BTreeMap::new();
    for (year, notation) in &document.targets {
        let Ok(number) = year.get_ref().parse::<u16>() else {
            let kind = ProblemKind::Shape(format!("`{}` is not a year", year.get_ref()));
            problems.at(year.span().start, kind);
            continue;
        };
        let written = notation.get_ref().clone();
        match Target::parse(&written, nouns) {
            Ok(target) if target.fits(measure) => {
                read.insert(number, target);
            }
            Ok(_) => problems.at(
                notation.span().start,
                ProblemKind::TargetMeasure { notation: written, measure: measure.as_str() },
            ),
            Err(error) => problems.at(
                notation.span().start,
                ProblemKind::Target { notation: written, reason: error.to_string() },
            ),
        }
    }
    read
}
