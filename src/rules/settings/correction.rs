//! Corrections that the officer signs: `[[correction]]` in `bdhvs.toml`, or the lines of a CSV that it
//! names. As strict as waivers: a correction that names nothing would be believed to hold.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;

use super::SettingsError;
use super::basis::{read_call, read_document};
use super::list::Columns;
use super::problem::{CorrectionProblem, Problem};
use super::waiver::{Padded, find_row, find_unit, read_date};
use crate::campaign::{Campaign, Indicator};
use crate::submission::correction::{Basis, Correction, ListLine};
use crate::values::key::{AnswerKey, Field, Scope};
use crate::values::quantity::text::fold;

/// How many things a correction says.
const COUNT: usize = 12;

/// The columns of the list, in the order of [`Written::cells`].
const COLUMNS: Columns = Columns {
    known: &[
        &["unit", "đơn vị", "mã đơn vị"],
        &["indicator", "chỉ tiêu", "dòng"],
        &["scope", "phạm vi"],
        &["field", "ô", "cột"],
        &["value", "số đúng", "số mới", "giá trị mới"],
        &["was", "số cũ", "giá trị cũ", "tệp ghi"],
        &["file", "tệp", "sha-256", "sha256"],
        &["document", "văn bản"],
        &["phone", "điện thoại"],
        &["who", "người quyết định"],
        &["why", "lý do"],
        &["date", "ngày"],
    ],
    optional: &["scope", "file", "document", "phone"],
    missing: lacks,
};

/// What the columns of a form may be called in the list, besides the words of the contract.
const FIELDS: [(&str, Field); 9] = [
    ("số liệu", Field::Value),
    ("tử số", Field::Numerator),
    ("mẫu số", Field::Denominator),
    ("số người", Field::People),
    ("số trước", Field::Baseline),
    ("tình trạng", Field::Status),
    ("nội dung", Field::Text),
    ("minh chứng", Field::Evidence),
    ("giải trình", Field::Explanation),
];

fn lacks(key: &'static str) -> Problem {
    Problem::Correction(CorrectionProblem::Lacks { key })
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    unit: Option<toml::Value>,
    indicator: Option<toml::Value>,
    scope: Option<toml::Value>,
    field: Option<toml::Value>,
    value: Option<toml::Value>,
    was: Option<toml::Value>,
    file: Option<toml::Value>,
    document: Option<toml::Value>,
    phone: Option<toml::Value>,
    who: Option<toml::Value>,
    why: Option<toml::Value>,
    date: Option<toml::Value>,
}

/// A correction as written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The path of the list, for messages.
    path: String,
    line: ListLine,
    /// What is written under each of the columns; none where the key is not there.
    cells: [Option<String>; COUNT],
}

impl Written {
    pub(super) fn of_entry(
        entry: &Entry,
        path: &str,
        line: ListLine,
    ) -> Result<Self, SettingsError> {
        let Entry { unit, indicator, scope, field, value, was, .. } = entry;
        let Entry { file, document, phone, who, why, date, .. } = entry;
        let given =
            [unit, indicator, scope, field, value, was, file, document, phone, who, why, date];
        let mut cells = [const { None }; COUNT];
        for ((cell, key), given) in cells.iter_mut().zip(COLUMNS.keys()).zip(given) {
            let Some(given) = given else { continue };
            *cell = Some(plain(key, given).map_err(|problem| SettingsError::Decision {
                path: path.to_owned(),
                line: line.line,
                problem,
            })?);
        }
        Ok(Self { path: path.to_owned(), line, cells })
    }

    /// The correction in a campaign; with the code that was completed, if it had lost its zeros.
    pub(super) fn resolve(
        &self,
        campaign: &Campaign,
    ) -> Result<(Correction, Option<Padded>), SettingsError> {
        self.read(campaign).map_err(|problem| self.fail(problem))
    }

    /// That another correction is of the same cell.
    pub(super) fn twice(&self, other: &Correction) -> SettingsError {
        let other = other.line.to_string();
        self.fail(Problem::Correction(CorrectionProblem::Twice { other }))
    }

    fn fail(&self, problem: Problem) -> SettingsError {
        SettingsError::Decision { path: self.path.clone(), line: self.line.line, problem }
    }

    fn read(&self, campaign: &Campaign) -> Result<(Correction, Option<Padded>), Problem> {
        for (key, cell) in COLUMNS.keys().zip(&self.cells) {
            // The old value of a blank cell is written as nothing, and written all the same.
            let is_there = match key {
                "was" => cell.is_some(),
                _ => cell.as_ref().is_some_and(|text| !text.is_empty()),
            };
            if !is_there && !COLUMNS.optional.contains(&key) {
                return Err(lacks(key));
            }
        }
        let [unit, indicator, scope, field, value, was, file, document, phone, who, why, date] =
            self.cells.each_ref().map(|cell: &Option<String>| cell.clone().unwrap_or_default());
        let code = find_unit(&unit, campaign)?;
        let padded = (code.as_str() != unit.as_str()).then(|| Padded {
            place: self.line.to_string(),
            written: unit,
            unit: code.clone(),
        });
        // Of several figures in a row the field is the key of the figure.
        let (row, field) = match find_row(&format!("{indicator}:{field}"), campaign) {
            Ok(figure) if !field.is_empty() => (figure, Field::Value.to_string()),
            Ok(_) | Err(_) => (find_row(&indicator, campaign)?, field),
        };
        let found = campaign.form(&row.form).and_then(|form| form.indicator(&row.indicator));
        let scope = match scope.as_str() {
            "" => Scope::Own,
            named => read_scope(named)?,
        };
        if found.is_none_or(|row| !row.reporters(scope).contains(&code)) {
            let (unit, row) = (code.to_string(), indicator);
            return Err(Problem::Correction(CorrectionProblem::NotAsked { unit, row }));
        }
        let field = find_field(&field, found)?;
        let basis = Basis { document: read_document(&document)?, phone: read_call(&phone)? };
        if basis == Basis::default() {
            return Err(Problem::Correction(CorrectionProblem::NoBasis));
        }
        let key = AnswerKey { form: row.form, indicator: row.indicator, scope };
        let (on, line) = (read_date(&date)?, self.line.clone());
        let correction =
            Correction { unit: code, key, field, value, was, file, basis, who, why, on, line };
        Ok((correction, padded))
    }
}

/// What a key of `bdhvs.toml` says, as it is typed. A decimal is written as a text, so that no digit of
/// it changes.
fn plain(key: &'static str, given: &toml::Value) -> Result<String, Problem> {
    match given {
        toml::Value::String(text) => Ok(text.trim().to_owned()),
        toml::Value::Integer(number) => Ok(number.to_string()),
        toml::Value::Datetime(date) if key == "date" => Ok(date.to_string()),
        toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_)
        | toml::Value::Array(_)
        | toml::Value::Table(_) => {
            let asked = given.to_string();
            Err(Problem::Correction(CorrectionProblem::NotPlain { key, asked }))
        }
    }
}

fn read_scope(named: &str) -> Result<Scope, Problem> {
    named
        .parse()
        .ok()
        .or_else(|| match fold(named).as_str() {
            word if word == fold("đơn vị") || word == fold("riêng") => Some(Scope::Own),
            word if word == fold("toàn địa bàn") => Some(Scope::City),
            _ => None,
        })
        .ok_or_else(|| {
            Problem::Correction(CorrectionProblem::UnknownScope { asked: named.to_owned() })
        })
}

/// One of the columns that a row is answered in.
fn find_field(named: &str, row: Option<&Indicator>) -> Result<Field, Problem> {
    let fields = row.map(Indicator::fields).unwrap_or_default();
    let folded = fold(named);
    let vietnamese = FIELDS.into_iter().find(|(word, _)| fold(word) == folded);
    let field = vietnamese.map(|(_, field)| field).or_else(|| named.parse().ok());
    field.filter(|field| fields.contains(field)).ok_or_else(|| {
        let known = fields.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        Problem::Correction(CorrectionProblem::NoField { asked: named.to_owned(), known })
    })
}

/// The corrections of a list beside `bdhvs.toml`.
pub(super) fn read_list(folder: &Path, name: &str) -> Result<Vec<Written>, SettingsError> {
    let list = COLUMNS.read(folder, name)?;
    let (file, sha256): (Arc<str>, Arc<str>) = (Arc::from(name), Arc::from(&*list.sha256));
    let mut all = Vec::new();
    for (line, cells) in list.lines {
        let mut written = Written {
            path: list.file.clone(),
            line: ListLine { file: Arc::clone(&file), sha256: Arc::clone(&sha256), line },
            cells: [const { None }; COUNT],
        };
        for (cell, text) in written.cells.iter_mut().zip(cells) {
            *cell = Some(text);
        }
        all.push(written);
    }
    Ok(all)
}
