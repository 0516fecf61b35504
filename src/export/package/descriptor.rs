//! `datapackage.json`: what the tables are, by the standard Data Package (version 1) with Tabular Data
//! Resource and Table Schema.

use serde::Serialize;

use super::table::{Field, ForeignKey, Kind, Table};
use crate::campaign::Indicator;
use crate::consolidate::merge::Consolidation;
use crate::export::report::json_text;
use crate::i18n::Words;
use crate::t;

/// What a file of the package came to.
#[derive(Debug)]
pub(super) struct Written {
    /// How many bytes it has.
    pub(super) bytes: u64,
    /// Its fingerprint in hexadecimal.
    pub(super) sha256: String,
}

#[derive(Serialize)]
struct Package<'a> {
    /// First, so that the file is known again by how it begins.
    bdhvs: Origin<'a>,
    profile: &'static str,
    name: String,
    title: &'a str,
    description: String,
    resources: Vec<Resource<'a>>,
}

/// What the package was made from and with.
#[derive(Serialize)]
struct Origin<'a> {
    schema: &'static str,
    campaign: &'a str,
    period: &'a str,
    forms: u32,
    program: &'static str,
}

#[derive(Serialize)]
struct Resource<'a> {
    name: &'a str,
    path: String,
    profile: &'static str,
    description: String,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    bytes: u64,
    hash: String,
    dialect: Dialect,
    schema: Schema<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dialect {
    delimiter: &'static str,
    line_terminator: &'static str,
    quote_char: &'static str,
    double_quote: bool,
    skip_initial_space: bool,
    header: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema<'a> {
    fields: Vec<Column<'a>>,
    missing_values: [&'static str; 1],
    primary_key: &'a [&'a str],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    foreign_keys: Vec<Reference<'a>>,
}

#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    description: String,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints<'a>,
}

#[derive(Serialize)]
struct Constraints<'a> {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(rename = "enum", skip_serializing_if = "<[_]>::is_empty")]
    choices: &'a [&'a str],
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'a str>,
}

#[derive(Serialize)]
struct Reference<'a> {
    fields: &'a [&'a str],
    reference: Target<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    resource: &'a str,
    fields: &'a [&'a str],
}

/// The descriptor of the tables that were written, ending in a line feed.
///
/// # Errors
/// Never in practice: every key is a text.
pub(super) fn write(
    consolidation: &Consolidation<'_>,
    tables: &[(&Table, Written)],
    words: &Words,
) -> serde_json::Result<String> {
    let Consolidation { campaign, period, .. } = consolidation;
    let decimals = campaign.forms.iter().flat_map(|form| &form.indicators).any(has_decimals);
    let package = Package {
        bdhvs: Origin {
            schema: super::SCHEMA,
            campaign: campaign.id.as_str(),
            period: period.id.as_str(),
            forms: campaign.version,
            program: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        },
        profile: "data-package",
        name: format!("{}-{}", campaign.id, period.id).to_lowercase(),
        title: &campaign.title,
        description: t!(words, "data-package", period = period.title.as_str()),
        resources: tables
            .iter()
            .map(|(table, written)| resource(table, written, decimals, words))
            .collect(),
    };
    json_text::text(&package)
}

/// Whether a row counts in decimals.
fn has_decimals(row: &Indicator) -> bool {
    row.fields().into_iter().any(|field| row.decimals(field).is_some())
}

/// `decimals` says that a row of the campaign declares decimals.
fn resource<'a>(
    table: &'a Table,
    written: &Written,
    decimals: bool,
    words: &Words,
) -> Resource<'a> {
    Resource {
        name: table.name,
        path: table.file(),
        profile: "tabular-data-resource",
        description: about(table.about, words),
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        bytes: written.bytes,
        hash: format!("sha256:{}", written.sha256),
        dialect: Dialect {
            delimiter: ",",
            line_terminator: "\n",
            quote_char: "\"",
            double_quote: true,
            skip_initial_space: false,
            header: true,
        },
        schema: Schema {
            fields: table.fields.iter().map(|field| column(field, decimals, words)).collect(),
            missing_values: [""],
            primary_key: table.primary_key,
            foreign_keys: table.foreign_keys.iter().map(reference).collect(),
        },
    }
}

fn column<'a>(field: &'a Field, decimals: bool, words: &Words) -> Column<'a> {
    let Field { name, required, choices, pattern, .. } = field;
    Column {
        name,
        kind: match field.kind {
            Kind::String => "string",
            Kind::Integer => "integer",
            Kind::Amount if !decimals => "integer",
            Kind::Amount | Kind::Number => "number",
            Kind::Boolean => "boolean",
            Kind::Date => "date",
            Kind::Datetime => "datetime",
        },
        description: about(field.about, words),
        constraints: Constraints { required: *required, choices, pattern: *pattern },
    }
}

fn reference(key: &ForeignKey) -> Reference<'_> {
    let ForeignKey { fields, table, columns } = key;
    Reference { fields, reference: Target { resource: table, fields: columns } }
}

fn about(key: &str, words: &Words) -> String {
    words.lookup(key).unwrap_or_default()
}

impl Constraints<'_> {
    fn is_empty(&self) -> bool {
        !self.required && self.choices.is_empty() && self.pattern.is_none()
    }
}
