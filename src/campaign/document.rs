//! The shape of a definition on disk: what the TOML files may say, and nothing else.
//!
//! Unknown keys are errors. Values that later checks can refuse carry their place in the file.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

use crate::key::{CampaignId, Field, FormId, IndicatorId, PeriodId, UnitCode};
use crate::quantity::measure::Measure;

/// `campaign.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CampaignDocument {
    pub schema: Spanned<String>,
    pub id: Spanned<CampaignId>,
    pub version: u32,
    pub title: String,
    pub authority: String,
    pub area: String,
    pub area_short: String,
    pub focal_point: Spanned<UnitCode>,
    pub default_period: Spanned<PeriodId>,
    pub forms: Spanned<Vec<Spanned<FormId>>>,
    #[serde(default)]
    pub source: Vec<SourceDocument>,
    #[serde(default)]
    pub group: Vec<GroupDocument>,
    #[serde(default)]
    pub party: Vec<PartyDocument>,
    pub period: Vec<PeriodDocument>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct SourceDocument {
    pub id: Spanned<String>,
    pub title: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct GroupDocument {
    pub id: Spanned<String>,
    pub name: String,
    #[serde(default)]
    pub open: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PartyDocument {
    pub phrase: Spanned<String>,
    pub units: Vec<Spanned<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct PeriodDocument {
    pub id: Spanned<PeriodId>,
    pub title: String,
    pub target_year: u16,
    pub since: DateText,
    pub until: DateText,
    pub due: Option<DateText>,
    pub expected: Vec<Spanned<String>>,
}

/// A date as text, `2025-09-30`.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(transparent)]
pub(super) struct DateText(pub Date);

/// One form file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct FormDocument {
    pub id: Spanned<FormId>,
    pub kind: FormKindText,
    pub sheet: Spanned<String>,
    pub heading: String,
    pub title: String,
    pub source: Spanned<String>,
    pub section: String,
    pub column: Vec<ColumnDocument>,
    pub indicator: Vec<IndicatorDocument>,
    #[serde(default)]
    pub check: Vec<CheckDocument>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FormKindText {
    Indicators,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct ColumnDocument {
    pub caption: Spanned<String>,
    pub shows: Option<ShowsText>,
    pub field: Option<Field>,
    #[serde(default)]
    pub added: bool,
    pub width: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum ShowsText {
    Number,
    Label,
    Target,
    Lead,
    Reporters,
    Unit,
    Evidence,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct IndicatorDocument {
    pub id: Spanned<IndicatorId>,
    pub number: String,
    pub label: String,
    pub measure: Spanned<Measure>,
    pub unit: Option<String>,
    #[serde(default)]
    pub nouns: Vec<String>,
    pub lead: Option<String>,
    pub reporters: Option<String>,
    #[serde(default)]
    pub own: Vec<Spanned<String>>,
    #[serde(default)]
    pub city: Vec<Spanned<String>>,
    pub numerator: Option<String>,
    pub denominator: Option<String>,
    #[serde(default)]
    pub baseline: bool,
    pub evidence: Option<String>,
    pub evidence_field: Option<Spanned<Field>>,
    pub people: Option<String>,
    #[serde(default)]
    pub people_nouns: Vec<String>,
    pub time: TimeText,
    #[serde(default)]
    pub rollup: RollupText,
    #[serde(default)]
    pub double_count: bool,
    #[serde(default)]
    pub targets: BTreeMap<Spanned<String>, Spanned<String>>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum TimeText {
    Stock,
    Cumulative,
    Period,
}

#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RollupText {
    #[default]
    Sum,
    Listed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckDocument {
    pub id: Spanned<String>,
    pub expression: Spanned<String>,
    pub severity: SeverityText,
    pub vi: String,
    pub en: String,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum SeverityText {
    Error,
    Warning,
}
