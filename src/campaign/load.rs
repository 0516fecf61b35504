//! From files to a [`Campaign`]: read, cross-check, report every mistake with its place.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::check::{Check, CheckSeverity};
use super::document::{
    CampaignDocument, CheckDocument, ColumnDocument, FormDocument, FormKindText, IndicatorDocument,
    PartyDocument, PeriodDocument, RollupText, SeverityText, ShowsText, TimeText,
};
use super::problem::{DefinitionError, Problem, ProblemKind, Problems, Thing, nearest};
use super::unit::{Group, OrgUnit, read_units};
use super::{
    Campaign, Column, ColumnContent, EvidenceDemand, Form, Indicator, Period, Rollup, Shown, Store,
    TimeKind, selector,
};
use crate::key::{CellName, Field, UnitCode};
use crate::quantity::measure::Measure;
use crate::quantity::target::Target;

const SCHEMA: &str = "bdhvs.campaign/1";
const CAMPAIGN_FILE: &str = "campaign.toml";
pub(super) const UNITS_FILE: &str = "units.csv";

/// Why there is no campaign.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The definition has mistakes.
    #[error(transparent)]
    Definition(#[from] DefinitionError),
    /// A file of the definition cannot be read.
    #[error("cannot read {path}")]
    Io {
        /// Which file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
}

/// A file of the definition in memory.
struct Source {
    name: String,
    text: String,
}

/// Loads and cross-checks a campaign.
///
/// # Errors
/// Every mistake of the definition that could be found, with file and line; or a failure to read.
pub fn load(store: &Store) -> Result<Campaign, LoadError> {
    let mut found = Vec::new();
    let head = read(store, CAMPAIGN_FILE, &mut found)?;
    let units = read(store, UNITS_FILE, &mut found)?;
    let Some((head, units)) = head.zip(units) else { return Err(refuse(found)) };
    let Some(document) = parse::<CampaignDocument>(&head, &mut found) else {
        return Err(refuse(found));
    };
    let mut forms = Vec::new();
    for id in document.forms.get_ref() {
        let source = read(store, &format!("{}.toml", id.get_ref()), &mut found)?;
        if let Some(source) = source
            && let Some(document) = parse::<FormDocument>(&source, &mut found)
        {
            forms.push((source, document));
        }
    }
    let campaign = assemble(&head, document, &units, forms, &mut found);
    if found.is_empty() { Ok(campaign) } else { Err(refuse(found)) }
}

fn refuse(problems: Vec<Problem>) -> LoadError {
    LoadError::Definition(DefinitionError { problems })
}

fn read(store: &Store, name: &str, found: &mut Vec<Problem>) -> Result<Option<Source>, LoadError> {
    let described = store.describe(name);
    let mut refuse = |kind| found.push(Problem { file: described.clone(), line: None, kind });
    match store.read(name) {
        Err(source) => Err(LoadError::Io { path: described, source }),
        Ok(None) => {
            refuse(ProblemKind::MissingFile);
            Ok(None)
        }
        Ok(Some(bytes)) => {
            let text = String::from_utf8(bytes.into_owned()).ok();
            if text.is_none() {
                refuse(ProblemKind::NotUtf8);
            }
            Ok(text.map(|text| Source { name: described, text }))
        }
    }
}

fn parse<T: serde::de::DeserializeOwned>(source: &Source, found: &mut Vec<Problem>) -> Option<T> {
    match toml::from_str(&source.text) {
        Ok(document) => Some(document),
        Err(error) => {
            let kind = ProblemKind::Shape(error.message().trim().to_owned());
            let offset = error.span().map_or(0, |span| span.start);
            source.problems(found).at(offset, kind);
            None
        }
    }
}

impl Source {
    fn problems<'a>(&'a self, found: &'a mut Vec<Problem>) -> Problems<'a> {
        Problems { file: &self.name, text: &self.text, found }
    }
}

/// What the forms refer to.
struct Shared {
    parties: BTreeMap<String, BTreeSet<UnitCode>>,
    sources: BTreeMap<String, String>,
}

fn assemble(
    head: &Source,
    document: CampaignDocument,
    units: &Source,
    forms: Vec<(Source, FormDocument)>,
    found: &mut Vec<Problem>,
) -> Campaign {
    let groups: Vec<Group> = document
        .group
        .iter()
        .map(|group| Group {
            id: group.id.get_ref().clone(),
            name: group.name.clone(),
            open: group.open,
        })
        .collect();
    let units = read_units(&groups, &mut units.problems(found));
    let mut problems = head.problems(found);
    check_head(&document, &units, &mut problems);
    let parties = read_parties(&document.party, &units, &groups, &mut problems);
    let sources =
        document.source.iter().map(|s| (s.id.get_ref().clone(), s.title.clone())).collect();
    let periods: Vec<Period> = document
        .period
        .iter()
        .filter_map(|period| read_period(period, &units, &groups, &mut problems))
        .collect();
    let shared = Shared { parties, sources };
    let (sources_of_forms, documents): (Vec<Source>, Vec<FormDocument>) = forms.into_iter().unzip();
    let mut built: Vec<Form> = Vec::new();
    for (source, form) in sources_of_forms.iter().zip(&documents) {
        built.push(read_form(form, &shared, &mut source.problems(found)));
    }
    for (index, (source, form)) in sources_of_forms.iter().zip(&documents).enumerate() {
        let checks = read_checks(&form.check, &built, &mut source.problems(found));
        if let Some(form) = built.get_mut(index) {
            form.checks = checks;
        }
    }
    Campaign {
        id: document.id.into_inner(),
        version: document.version,
        title: document.title,
        authority: document.authority,
        area: document.area,
        area_short: document.area_short,
        focal_point: document.focal_point.into_inner(),
        default_period: document.default_period.into_inner(),
        periods,
        forms: built,
        groups,
        units,
        parties: shared.parties,
    }
}

fn check_head(document: &CampaignDocument, units: &[OrgUnit], problems: &mut Problems<'_>) {
    let schema = &document.schema;
    if schema.get_ref() != SCHEMA {
        let kind = ProblemKind::Schema { found: schema.get_ref().clone(), expected: SCHEMA };
        problems.at(schema.span().start, kind);
    }
    let focal = document.focal_point.get_ref().as_str();
    if !units.iter().any(|unit| unit.code.as_str() == focal) {
        let hint = nearest(focal, units.iter().map(|unit| unit.code.as_str()));
        let kind = ProblemKind::Unknown { what: Thing::Unit, key: focal.to_owned(), hint };
        problems.at(document.focal_point.span().start, kind);
    }
    let default = document.default_period.get_ref().as_str();
    let periods = || document.period.iter().map(|period| period.id.get_ref().as_str());
    if !periods().any(|period| period == default) {
        let hint = nearest(default, periods());
        let kind = ProblemKind::Unknown { what: Thing::Period, key: default.to_owned(), hint };
        problems.at(document.default_period.span().start, kind);
    }
    refuse_duplicates(document.forms.get_ref(), Thing::Form, problems);
    refuse_duplicates(document.period.iter().map(|period| &period.id), Thing::Period, problems);
    refuse_duplicates(document.group.iter().map(|group| &group.id), Thing::Group, problems);
    refuse_duplicates(document.party.iter().map(|party| &party.phrase), Thing::Party, problems);
    refuse_duplicates(document.source.iter().map(|source| &source.id), Thing::Source, problems);
}

/// Keys are compared without regard to case, since names of cells are.
fn refuse_duplicates<'d, T: ToString + 'd>(
    keys: impl IntoIterator<Item = &'d Spanned<T>>,
    what: Thing,
    problems: &mut Problems<'_>,
) {
    let mut seen = BTreeSet::new();
    for key in keys {
        let text = key.get_ref().to_string();
        if !seen.insert(text.to_lowercase()) {
            problems.at(key.span().start, ProblemKind::Duplicate { what, key: text });
        }
    }
}

fn read_parties(
    parties: &[PartyDocument],
    units: &[OrgUnit],
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> BTreeMap<String, BTreeSet<UnitCode>> {
    parties
        .iter()
        .map(|party| {
            let selected = selector::resolve(&party.units, units, groups, problems);
            (party.phrase.get_ref().clone(), selected)
        })
        .collect()
}

fn read_period(
    document: &PeriodDocument,
    units: &[OrgUnit],
    groups: &[Group],
    problems: &mut Problems<'_>,
) -> Option<Period> {
    let mut expected = selector::resolve(&document.expected, units, groups, problems);
    let (since, until) = (document.since.0, document.until.0);
    // A unit is expected when it exists at the period's end.
    expected.retain(|code| {
        units.iter().find(|unit| unit.code == *code).is_some_and(|unit| {
            unit.valid_from.is_none_or(|from| from <= until)
                && unit.valid_to.is_none_or(|to| to >= until)
        })
    });
    let due = document.due.map(|due| due.0);
    if since > until {
        problems.at(document.id.span().start, ProblemKind::DatesOutOfOrder);
        return None;
    }
    Some(Period {
        id: document.id.get_ref().clone(),
        title: document.title.clone(),
        target_year: document.target_year,
        since,
        until,
        due,
        expected,
    })
}

fn read_form(document: &FormDocument, shared: &Shared, problems: &mut Problems<'_>) -> Form {
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

fn read_indicator(
    document: &IndicatorDocument,
    shared: &Shared,
    problems: &mut Problems<'_>,
) -> Indicator {
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

fn read_checks(
    documents: &[CheckDocument],
    forms: &[Form],
    problems: &mut Problems<'_>,
) -> Vec<Check> {
    refuse_duplicates(documents.iter().map(|check| &check.id), Thing::Check, problems);
    let is_figure = |cell: &CellName| {
        forms
            .iter()
            .find(|form| form.id == cell.answer.form)
            .and_then(|form| form.indicator(&cell.answer.indicator))
            .is_some_and(|indicator| {
                !indicator.reporters(cell.answer.scope).is_empty()
                    && indicator.fields().contains(&cell.field)
                    && is_whole_number(indicator.measure, cell.field)
            })
    };
    let mut checks = Vec::new();
    for document in documents {
        let severity = match document.severity {
            SeverityText::Error => CheckSeverity::Error,
            SeverityText::Warning => CheckSeverity::Warning,
        };
        let messages = (document.vi.clone(), document.en.clone());
        let expression = document.expression.get_ref();
        match Check::compile(document.id.get_ref(), expression, severity, messages, is_figure) {
            Ok(check) => checks.push(check),
            Err(reason) => {
                problems.at(document.expression.span().start, ProblemKind::Check(reason));
            }
        }
    }
    checks
}

/// Whether a cell holds a whole number, which is all that a check may read.
fn is_whole_number(measure: Measure, field: Field) -> bool {
    match field {
        Field::Numerator | Field::Denominator | Field::People => true,
        Field::Value => matches!(
            measure,
            Measure::Count | Measure::CountWithPeople | Measure::Documents | Measure::Rank
        ),
        Field::Baseline | Field::Evidence | Field::Explanation => false,
    }
}
