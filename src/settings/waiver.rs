//! Findings that the officer lets stand: `[[waiver]]` in `bdhvs.toml`, or the lines of a CSV that it
//! names. Strict, because a waiver that names nothing would be believed to hold.

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::problem::Problem;
use super::severity::named;
use super::{SettingsError, line_of};
use crate::campaign::{Campaign, nearest};
use crate::key::UnitCode;
use crate::quantity::text::fold;
use crate::rules::decisions::{RowName, Waiver};

/// The columns of the list, each with the captions that it may have.
const COLUMNS: [(&str, &[&str]); 6] = [
    ("unit", &["unit", "đơn vị", "mã đơn vị"]),
    ("rule", &["rule", "mã lỗi", "mã", "lỗi"]),
    ("indicator", &["indicator", "chỉ tiêu", "dòng"]),
    ("who", &["who", "người quyết định"]),
    ("why", &["why", "lý do"]),
    ("date", &["date", "ngày"]),
];

/// How many digits the official code of a commune has.
const DIGITS: usize = 5;

/// One waiver of `bdhvs.toml`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[serde(default)]
    unit: String,
    #[serde(default)]
    rule: String,
    #[serde(default)]
    indicator: String,
    #[serde(default)]
    who: String,
    #[serde(default)]
    why: String,
    date: Option<toml::Value>,
}

/// A waiver as written, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    file: String,
    line: usize,
    /// What is written under each of [`COLUMNS`].
    cells: [String; 6],
}

/// A code that had lost its zeros.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Padded {
    /// `file:line`.
    pub place: String,
    /// What is written.
    pub written: String,
    /// The unit taken.
    pub unit: UnitCode,
}

impl Written {
    pub(super) fn of_entry(entry: &Entry, file: &str, line: usize) -> Self {
        let date = match &entry.date {
            Some(toml::Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
            None => String::new(),
        };
        let [unit, rule, indicator] = [&entry.unit, &entry.rule, &entry.indicator];
        let cells = [unit, rule, indicator, &entry.who, &entry.why, &date];
        Self { file: file.to_owned(), line, cells: cells.map(|text| text.trim().to_owned()) }
    }

    /// The waiver in a campaign; with the code that was completed, if it had lost its zeros.
    pub(super) fn resolve(
        &self,
        campaign: &Campaign,
    ) -> Result<(Waiver, Option<Padded>), SettingsError> {
        self.read(campaign).map_err(|problem| self.fail(problem))
    }

    fn read(&self, campaign: &Campaign) -> Result<(Waiver, Option<Padded>), Problem> {
        let [unit, rule, indicator, who, why, date] = &self.cells;
        for (index, (key, _)) in COLUMNS.iter().enumerate() {
            let is_optional = matches!(*key, "indicator" | "date");
            if !is_optional && self.cells.get(index).is_none_or(String::is_empty) {
                return Err(Problem::Missing { key });
            }
        }
        let code = find_unit(unit, campaign)?;
        let place = format!("{}:{}", self.file, self.line);
        let padded = (code.as_str() != unit.as_str()).then(|| Padded {
            place: place.clone(),
            written: unit.clone(),
            unit: code.clone(),
        });
        let rule = named(rule)?;
        if rule.firm {
            return Err(Problem::Firm { code: rule.code });
        }
        let row = (!indicator.is_empty()).then(|| find_row(indicator, campaign)).transpose()?;
        let on = (!date.is_empty()).then(|| read_date(date)).transpose()?;
        let (who, why) = (who.clone(), why.clone());
        Ok((Waiver { unit: code, code: rule.code, row, who, why, on, place }, padded))
    }

    fn fail(&self, problem: Problem) -> SettingsError {
        SettingsError::Decision { path: self.file.clone(), line: self.line, problem }
    }
}

fn find_unit(written: &str, campaign: &Campaign) -> Result<UnitCode, Problem> {
    let known = |text: &str| campaign.unit(&text.parse().ok()?).map(|unit| unit.code.clone());
    let digits =
        || written.chars().all(|c| c.is_ascii_digit()).then(|| format!("{written:0>DIGITS$}"));
    known(written).or_else(|| known(&digits()?)).ok_or_else(|| Problem::UnknownUnit {
        asked: written.to_owned(),
        near: campaign.nearest_unit(written),
    })
}

pub(super) fn find_row(written: &str, campaign: &Campaign) -> Result<RowName, Problem> {
    let parsed = || -> Option<RowName> {
        let (form, row) = written.split_once('.')?;
        let row = RowName { form: form.parse().ok()?, indicator: row.parse().ok()? };
        campaign.form(&row.form)?.indicator(&row.indicator).is_some().then_some(row)
    };
    parsed().ok_or_else(|| {
        let rows = campaign
            .forms
            .iter()
            .flat_map(|form| form.indicators.iter().map(move |row| form.id.row_name(&row.id)));
        let rows: Vec<String> = rows.collect();
        let near = nearest(written, rows.iter().map(String::as_str));
        Problem::UnknownRow { asked: written.to_owned(), near }
    })
}

/// `2026-05-30`, or as officials write it: `30/5/2026`.
fn read_date(written: &str) -> Result<Date, Problem> {
    let vietnamese = || -> Option<Date> {
        let mut parts = written.splitn(3, '/').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    };
    let read = written.parse().ok().or_else(vietnamese);
    read.ok_or_else(|| Problem::Date { asked: written.to_owned() })
}

/// The waivers of a list beside `bdhvs.toml`.
pub(super) fn read_list(folder: &Path, name: &str) -> Result<Vec<Written>, SettingsError> {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let bytes =
        std::fs::read(&path).map_err(|source| SettingsError::Io { path: shown.clone(), source })?;
    let fail = |line, problem| SettingsError::Decision { path: shown.clone(), line, problem };
    let text = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(error.as_bytes().get(..valid).unwrap_or_default());
        fail(line_of(&before, before.len()), Problem::NotUtf8)
    })?;
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let header = reader.headers().cloned().unwrap_or_default();
    let columns =
        header.iter().map(column).collect::<Result<Vec<_>, _>>().map_err(|p| fail(1, p))?;
    for (index, (key, _)) in COLUMNS.iter().enumerate() {
        if !columns.contains(&Some(index)) && !matches!(*key, "indicator" | "date") {
            return Err(fail(1, Problem::Missing { key }));
        }
    }
    let mut waivers = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            fail(
                usize::try_from(line).unwrap_or(1),
                Problem::NotTable { detail: error.to_string() },
            )
        })?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.iter().all(str::is_empty) {
            continue;
        }
        let line = usize::try_from(line).unwrap_or(1);
        let mut written = Written { file: shown.clone(), line, ..Written::default() };
        for (index, text) in columns.iter().zip(&record) {
            let cell = index.and_then(|index| written.cells.get_mut(index));
            if let Some(cell) = cell {
                text.clone_into(cell);
            }
        }
        waivers.push(written);
    }
    Ok(waivers)
}

/// The separator that the header uses.
fn separator(text: &str) -> u8 {
    let header = text.lines().next().unwrap_or_default();
    let count = |s: u8| (header.bytes().filter(|b| *b == s).count(), u8::from(s == b','));
    [b',', b';', b'\t'].into_iter().max_by_key(|s| count(*s)).unwrap_or(b',')
}

/// Which of [`COLUMNS`] a caption stands for; nothing for a column without caption.
fn column(caption: &str) -> Result<Option<usize>, Problem> {
    if caption.is_empty() {
        return Ok(None);
    }
    let folded = fold(caption);
    let found = COLUMNS.iter().position(|(_, names)| names.iter().any(|name| fold(name) == folded));
    found.map(Some).ok_or_else(|| Problem::UnknownColumn {
        asked: caption.to_owned(),
        near: nearest(&folded, COLUMNS.iter().flat_map(|(_, names)| names.iter().copied())),
    })
}
