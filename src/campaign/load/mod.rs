//! From files to a [`Campaign`]: read, cross-check, report every mistake with its place.

mod checks;
mod form;
mod head;

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::document::{CampaignDocument, FormDocument};
use super::problem::{DefinitionError, Problem, ProblemKind, Problems, Thing};
use super::unit::{Group, read_units};
use super::{Campaign, Form, Period, Store};
use crate::key::UnitCode;

const CAMPAIGN_FILE: &str = "campaign.toml";
pub(in crate::campaign) const UNITS_FILE: &str = "units.csv";

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
    head::check(&document, &units, &mut problems);
    let parties = head::parties(&document.party, &units, &groups, &mut problems);
    let sources =
        document.source.iter().map(|s| (s.id.get_ref().clone(), s.title.clone())).collect();
    let periods: Vec<Period> = document
        .period
        .iter()
        .filter_map(|period| head::period(period, &units, &groups, &mut problems))
        .collect();
    let shared = Shared { parties, sources };
    let (sources_of_forms, documents): (Vec<Source>, Vec<FormDocument>) = forms.into_iter().unzip();
    let mut built: Vec<Form> = Vec::new();
    for (source, form) in sources_of_forms.iter().zip(&documents) {
        built.push(form::read(form, &shared, &mut source.problems(found)));
    }
    for (index, (source, form)) in sources_of_forms.iter().zip(&documents).enumerate() {
        let checks = checks::read(&form.check, &built, &mut source.problems(found));
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
