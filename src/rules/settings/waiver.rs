//! Findings that the officer lets stand: `[[waiver]]` in `bdhvs.toml`, or the lines of a CSV that it
//! names. Strict, because a waiver that names nothing would be believed to hold.

use std::path::Path;

use jiff::civil::Date;
use serde::Deserialize;

use super::SettingsError;
use super::list::Columns;
use super::problem::Problem;
use super::severity::named;
use crate::campaign::{Campaign, nearest};
use crate::rules::decisions::{RowName, Waiver};
use crate::values::key::UnitCode;

const COLUMNS: Columns = Columns {
    known: &[
        &["unit", "đơn vị", "mã đơn vị"],
        &["rule", "mã lỗi", "mã", "lỗi"],
        &["indicator", "chỉ tiêu", "dòng"],
        &["who", "người quyết định"],
        &["why", "lý do"],
        &["date", "ngày"],
    ],
    optional: &["indicator", "date"],
    missing: |key| Problem::Missing { key },
};

/// How many digits the official code of a commune has.
const DIGITS: usize = 5;

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
        for (key, cell) in COLUMNS.keys().zip(&self.cells) {
            if cell.is_empty() && !COLUMNS.optional.contains(&key) {
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

pub(super) fn find_unit(written: &str, campaign: &Campaign) -> Result<UnitCode, Problem> {
    let is_number = written.chars().all(|c| c.is_ascii_digit());
    let padded = if is_number { format!("{written:0>DIGITS$}") } else { written.to_owned() };
    let known = [written, &padded].into_iter().find_map(|code| campaign.unit(&code.parse().ok()?));
    known.map(|unit| unit.code.clone()).ok_or_else(|| Problem::UnknownUnit {
        asked: written.to_owned(),
        near: campaign.nearest_unit(written),
    })
}

pub(super) fn find_row(written: &str, campaign: &Campaign) -> Result<RowName, Problem> {
    parse_row(written, campaign).ok_or_else(|| {
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
pub(super) fn read_date(written: &str) -> Result<Date, Problem> {
    let read = written.parse().ok().or_else(|| -> Option<Date> {
        let mut parts = written.splitn(3, '/').map(str::trim);
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
    });
    read.ok_or_else(|| Problem::Date { asked: written.to_owned() })
}

/// The waivers of a list beside `bdhvs.toml`.
pub(super) fn read_list(folder: &Path, name: &str) -> Result<Vec<Written>, SettingsError> {
    let list = COLUMNS.read(folder, name)?;
    Ok(list
        .lines
        .into_iter()
        .map(|(line, cells): (usize, Vec<String>)| {
            let mut written = Written { file: list.file.clone(), line, ..Written::default() };
            for (cell, text) in written.cells.iter_mut().zip(cells) {
                *cell = text;
            }
            written
        })
        .collect())
}

fn parse_row(written: &str, campaign: &Campaign) -> Option<RowName> {
    let (form, row) = written.split_once('.')?;
    let row = RowName { form: form.parse().ok()?, indicator: row.parse().ok()? };
    campaign.form(&row.form)?.indicator(&row.indicator).is_some().then_some(row)
}
