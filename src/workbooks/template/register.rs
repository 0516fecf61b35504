//! The issue register (sổ phát hành): which file was issued to whom, with its fingerprint.
//!
//! A register is added to, never started over: issuing again for some units keeps the lines of the
//! others and the serial numbers of all.

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use serde::{Deserialize, Serialize};

use super::style::FormStyles;
use crate::campaign::identity::{Document, PROPERTY_PREFIX, SCHEMA};
use crate::i18n::Words;
use crate::t;
use crate::values::key::{CampaignId, PeriodId, UnitCode};

pub const CSV_NAME: &str = "so-phat-hanh.csv";
pub const XLSX_NAME: &str = "so-phat-hanh.xlsx";

/// Excel reads a CSV as UTF-8 only behind this mark.
const BOM: &str = "\u{FEFF}";

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
}

fn day<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Date, D::Error> {
    let written = String::deserialize(source)?;
    let day = crate::values::date_parse::read(&written).map(jiff::civil::DateTime::date);
    day.ok_or_else(|| serde::de::Error::custom(format!("“{written}”")))
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    entries: Vec<Entry>,
}

impl Register {
    /// Reads a register written by [`to_csv`](Self::to_csv), also after Excel saved it with
    /// semicolons.
    ///
    /// # Errors
    /// When a line cannot be read.
    pub fn from_csv(text: &str) -> Result<Self, csv::Error> {
        let text = text.trim_start_matches(BOM);
        let header = text.lines().next().unwrap_or_default();
        let separator = [(';', b';'), ('\t', b'\t')];
        let found = separator.into_iter().find(|(mark, _)| header.contains(*mark));
        let separator = found.map_or(b',', |(_, byte)| byte);
        let entries = csv::ReaderBuilder::new()
            .delimiter(separator)
            .from_reader(text.as_bytes())
            .into_deserialize()
            .collect::<Result<_, _>>()?;
        Ok(Self { entries })
    }

    /// The lines, by serial number.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn of_file(&self, file: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.file == file)
    }

    /// Enters an issued file. The serial of `entry` is ignored: a file issued before keeps its
    /// serial, and an unchanged file also its day of issue.
    pub fn enter(&mut self, mut entry: Entry) {
        let known = self.entries.iter_mut().find(|old| {
            (&old.unit, &old.campaign, &old.period) == (&entry.unit, &entry.campaign, &entry.period)
        });
        if let Some(old) = known {
            if old.sha256 != entry.sha256 {
                entry.serial = old.serial;
                *old = entry;
            }
            return;
        }
        entry.serial = self.entries.iter().map(|old| old.serial).max().unwrap_or(0) + 1;
        self.entries.push(entry);
    }

    /// The register as CSV in UTF-8 with a byte order mark.
    ///
    /// # Errors
    /// When a line cannot be written.
    pub fn to_csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(BOM.as_bytes().to_vec());
        for entry in &self.entries {
            writer.serialize(entry)?;
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
        for (column, (caption, width)) in (0_u16..).zip(captions) {
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
            for (column, text) in (1_u16..).zip(texts) {
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
mod tests {
    use super::*;

    fn entry(unit: &str, sha256: &str, day: i8) -> Entry {
        Entry {
            serial: 0,
            unit: unit.parse().unwrap(),
            name: "Phường Mẫu".to_owned(),
            file: format!("{unit}.xlsx"),
            sha256: sha256.to_owned(),
            campaign: "mau-2025".parse().unwrap(),
            period: "2025-9t".parse().unwrap(),
            version: 1,
            issued_on: jiff::civil::date(2025, 9, day),
        }
    }

    /// Nothing is dropped: issuing for one unit keeps the lines of the others.
    #[test]
    fn issuing_again_keeps_the_others_and_the_serials() {
        let mut register = Register::default();
        register.enter(entry("99001", "a", 1));
        register.enter(entry("CQ-A", "b", 1));
        let csv = String::from_utf8(register.to_csv().unwrap()).unwrap();
        assert!(
            csv.trim_start_matches('\u{FEFF}')
                .starts_with(crate::campaign::identity::CSV_STARTS[0])
        );
        assert!(csv.starts_with('\u{FEFF}'));
        let mut again = Register::from_csv(&csv.replace(',', ";")).unwrap();
        assert_eq!(again, register);
        again.enter(entry("CQ-A", "c", 2));
        again.enter(entry("99001", "a", 2));
        let lines: Vec<_> = again
            .entries()
            .iter()
            .map(|e| (e.serial, e.sha256.as_str(), e.issued_on.day()))
            .collect();
        assert_eq!(lines, [(1, "a", 1), (2, "c", 2)]);
    }
}
