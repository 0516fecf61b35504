//! The issue register (sổ phát hành): which file was issued to whom, with its fingerprint.
//!
//! A register is added to, never started over: issuing again for some units keeps the lines of the
//! others and the serial numbers of all.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde::Deserialize;

use super::style::FormStyles;
use crate::campaign::identity::{Document, PROPERTY_PREFIX, SCHEMA};
use crate::export::report::csv::{inert, without_mark};
use crate::files::csv_text::unclosed_quote;
use crate::i18n::Words;
use crate::t;
use crate::values::key::{CampaignId, PeriodId, UnitCode};

pub const CSV_NAME: &str = "so-phat-hanh.csv";
pub const XLSX_NAME: &str = "so-phat-hanh.xlsx";

/// Excel reads a CSV as UTF-8 only behind this mark.
const BOM: &str = "\u{FEFF}";

/// The columns that the program writes.
const COLUMNS: [&str; 9] =
    ["serial", "unit", "name", "file", "sha256", "campaign", "period", "version", "issued_on"];

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Entry {
    /// Serial number from one.
    pub serial: u32,
    pub unit: UnitCode,
    pub name: String,
    pub file: String,
    /// The file's SHA-256 in hexadecimal.
    pub sha256: String,
    pub campaign: CampaignId,
    pub period: PeriodId,
    pub version: u32,
    /// The day of issue, which a spreadsheet may have written its own way.
    #[serde(deserialize_with = "day")]
    pub issued_on: Date,
    /// The agency code of the unit, where the list of units has one.
    #[serde(default)]
    pub agency_code: String,
}

/// The column after them, which is written where some unit has a code.
const AGENCY_CODE: &str = "agency_code";

/// What a line says, column by column.
type EntryText = [String; COLUMNS.len() + 1];

/// Where the lines of a unit's return stand.
type Places = BTreeMap<(UnitCode, CampaignId, PeriodId), Vec<usize>>;

fn key(entry: &Entry) -> (UnitCode, CampaignId, PeriodId) {
    (entry.unit.clone(), entry.campaign.clone(), entry.period.clone())
}

fn text_of(entry: &Entry) -> EntryText {
    [
        entry.serial.to_string(),
        entry.unit.to_string(),
        entry.name.clone(),
        entry.file.clone(),
        entry.sha256.clone(),
        entry.campaign.to_string(),
        entry.period.to_string(),
        entry.version.to_string(),
        entry.issued_on.to_string(),
        entry.agency_code.clone(),
    ]
}

fn day<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Date, D::Error> {
    let written = String::deserialize(source)?;
    let day = crate::values::date_parse::read(&written).map(jiff::civil::DateTime::date);
    day.ok_or_else(|| serde::de::Error::custom(format!("“{written}”")))
}

/// The register, with the columns that a person has added to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    entries: Vec<Entry>,
    /// The captions of further columns, and what they say for each entry, in the same order.
    further: Vec<String>,
    remarks: Vec<Vec<String>>,
    separator: Option<u8>,
}

/// Why a register cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {detail}")]
pub struct RegisterError {
    /// The line from one.
    pub line: u64,
    pub detail: String,
}

impl RegisterError {
    fn new(error: &csv::Error) -> Self {
        Self { line: error.position().map_or(1, csv::Position::line), detail: error.to_string() }
    }
}

impl Register {
    /// Reads a register written by [`to_csv`](Self::to_csv), also after Excel saved it with
    /// semicolons.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn from_csv(text: &str) -> Result<Self, RegisterError> {
        let text = text.trim_start_matches(BOM);
        let header = text.lines().next().unwrap_or_default();
        let separator = [(';', b';'), ('\t', b'\t')];
        let found = separator.into_iter().find(|(mark, _)| header.contains(*mark));
        let separator = found.map(|(_, byte)| byte);
        if let Some(line) = unclosed_quote(text, separator.unwrap_or(b',')) {
            return Err(RegisterError { line, detail: "unclosed quote".to_owned() });
        }
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .from_reader(text.as_bytes());
        let names = reader.headers().map_err(|error| RegisterError::new(&error))?.clone();
        let is_further = |name: &str| !COLUMNS.contains(&name) && name != AGENCY_CODE;
        let further = names.iter().filter(|name: &&str| is_further(name)).map(str::to_owned);
        let mut register = Self { further: further.collect(), separator, ..Self::default() };
        for record in reader.records() {
            let record = record.map_err(|error| RegisterError::new(&error))?;
            let unmarked: csv::StringRecord = record.iter().map(without_mark).collect();
            let entry = unmarked.deserialize(Some(&names)).map_err(|error| RegisterError {
                line: record.position().map_or(1, csv::Position::line),
                detail: error.to_string(),
            })?;
            let pairs = names.iter().zip(&unmarked);
            let remarks =
                pairs.filter(|(name, _)| is_further(name)).map(|(_, said)| said.to_owned());
            register.remarks.push(remarks.collect());
            register.entries.push(entry);
        }
        Ok(register)
    }

    fn has_agencies(&self) -> bool {
        self.entries.iter().any(|entry| !entry.agency_code.is_empty())
    }

    /// The lines in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The lines of a file: more than one where a person and a run have both written one.
    pub fn of_file(&self, file: &str) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |entry| entry.file == file)
    }

    /// Enters issued files. The serials of `issued` are ignored: a file issued before keeps its serial,
    /// and an unchanged file also its day of issue. `known` is the register as it was read when the files
    /// were made: a line that has changed since stays as it is, and the file gets a new one.
    pub fn enter(&mut self, known: &Self, issued: &[Entry]) {
        let mut places = Places::default();
        for (index, entry) in self.entries.iter().enumerate() {
            places.entry(key(entry)).or_default().push(index);
        }
        let before: BTreeSet<EntryText> = known.entries.iter().map(text_of).collect();
        let mut last = self.entries.iter().map(|entry| entry.serial).max().unwrap_or(0);
        for entry in issued {
            let there = places.get(&key(entry)).map(Vec::as_slice).unwrap_or_default();
            let old = there.iter().filter_map(|index| self.entries.get(*index));
            if old.clone().any(|old| old.sha256 == entry.sha256) {
                continue;
            }
            let unchanged = old.clone().any(|old| before.contains(&text_of(old)));
            let place = there.last().copied().filter(|_| unchanged);
            if let Some(old) = place.and_then(|index| self.entries.get_mut(index)) {
                *old = Entry { serial: old.serial, ..entry.clone() };
            } else {
                last += 1;
                self.entries.push(Entry { serial: last, ..entry.clone() });
                self.remarks.push(vec![String::new(); self.further.len()]);
            }
        }
    }

    /// The register as CSV in UTF-8 with a byte order mark.
    ///
    /// # Errors
    /// When a line cannot be written.
    pub fn to_csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::WriterBuilder::new()
            .delimiter(self.separator.unwrap_or(b','))
            .from_writer(BOM.as_bytes().to_vec());
        let further = self.further.iter().map(String::as_str);
        let agencies = self.has_agencies().then_some(AGENCY_CODE);
        writer.write_record(COLUMNS.into_iter().chain(agencies).chain(further))?;
        let width = COLUMNS.len() + usize::from(self.has_agencies());
        for (entry, remarks) in self.entries.iter().zip(&self.remarks) {
            let own: Vec<String> = text_of(entry).into_iter().take(width).collect();
            writer.write_record(own.iter().chain(remarks).map(|text| inert(text)))?;
        }
        writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))
    }

    /// The register as a workbook, codes as text.
    ///
    /// # Errors
    /// When a text is beyond Excel's limits.
    pub fn to_xlsx(&self, words: &Words) -> Result<Vec<u8>, XlsxError> {
        let styles = FormStyles::new();
        let mut workbook = Workbook::new();
        workbook.set_properties(
            &DocProperties::new()
                .set_title(t!(words, "register-sheet"))
                .set_creation_datetime(&ExcelDateTime::from_ymd(2025, 1, 1)?)
                .set_custom_property(
                    format!("{PROPERTY_PREFIX}{SCHEMA}"),
                    Document::Register.schema(),
                ),
        );
        let sheet = workbook.add_worksheet();
        sheet.set_name(t!(words, "register-sheet"))?.set_freeze_panes(1, 0)?;
        let captions = [
            (t!(words, "register-serial"), 8),
            (t!(words, "register-unit"), 14),
            (t!(words, "register-name"), 38),
            (t!(words, "register-file"), 44),
            (t!(words, "register-sha256"), 30),
            (t!(words, "register-campaign"), 14),
            (t!(words, "register-period"), 12),
            (t!(words, "register-version"), 10),
            (t!(words, "register-issued"), 14),
        ];
        let agencies = self.has_agencies().then(|| (t!(words, "register-agency-code"), 18));
        for (column, (caption, width)) in (0_u16..).zip(captions.into_iter().chain(agencies)) {
            sheet.write_string_with_format(0, column, caption, &styles.header)?;
            sheet.set_column_width(column, width)?;
        }
        for (row, entry) in (1_u32..).zip(&self.entries) {
            sheet.write_number_with_format(row, 0, entry.serial, &styles.centred)?;
            let issued = words.date(entry.issued_on);
            let texts = [
                entry.unit.as_str(),
                &entry.name,
                &entry.file,
                &entry.sha256,
                entry.campaign.as_str(),
                entry.period.as_str(),
                &entry.version.to_string(),
                &issued,
            ];
            let agency = self.has_agencies().then_some(entry.agency_code.as_str());
            for (column, text) in (1_u16..).zip(texts.into_iter().chain(agency)) {
                sheet.write_string_with_format(row, column, text, &styles.text)?;
            }
        }
        sheet
            .set_paper_size(9)
            .set_landscape()
            .set_print_fit_to_pages(1, 0)
            .set_repeat_rows(0, 0)?;
        workbook.save_to_buffer()
    }
}

#[cfg(test)]
mod tests;
