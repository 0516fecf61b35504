//! `merge --json`: schema `bdhvs.consolidation/1`. Percentages are in percent points with at most
//! two decimals and never rounded across the target; nothing is decided on them.

mod bound;
mod figure;
mod figures;
mod replies;
mod trend;

use std::collections::BTreeMap;
use std::io::Write;

use serde::ser::{Error as _, SerializeSeq as _};
use serde::{Serialize, Serializer};

use super::compared_json::{Compared, compared};
use super::correction_json::{Listed, listed};
use crate::campaign::calendar::Calendar;
use crate::consolidate::intake::Decision;
use crate::consolidate::merge::{Consolidation, UnitReturn};
use crate::consolidate::result_cell::ResultCell;
use crate::export::report::json_text;
use crate::ledger::{EntryList, SectionRow, TaskRow};
use crate::rules::decisions::{Setting, Waiver};
use crate::rules::finding::Finding;
use crate::values::key::UnitCode;

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    campaign: &'a str,
    period: &'a str,
    version: u32,
    calendar: Option<&'static str>,
    previous: Option<trend::File<'a>>,
    units: Units<'a>,
    files: Vec<File<'a>>,
    indicators: Rows<'a>,
    #[serde(serialize_with = "tasks")]
    tasks: &'a [TaskRow<'a>],
    #[serde(serialize_with = "sections")]
    sections: &'a [SectionRow<'a>],
    #[serde(serialize_with = "lists")]
    lists: &'a [EntryList<'a>],
    findings: Vec<Placed<'a>>,
    severities: &'a BTreeMap<&'static str, Setting>,
    waivers: &'a [Waiver],
    corrections: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Units<'a> {
    expected: usize,
    submitted: usize,
    missing: Vec<&'a UnitCode>,
    late: Vec<&'a UnitCode>,
    list: Vec<Unit<'a>>,
    beneath: Vec<Beneath<'a>>,
}

/// A unit whose return counts in the consolidation that an expected unit sent.
#[derive(Serialize)]
struct Beneath<'a> {
    #[serde(rename = "unit")]
    code: &'a UnitCode,
    name: &'a str,
    sha256: Option<&'a str>,
}

#[derive(Serialize)]
struct Unit<'a> {
    #[serde(rename = "unit")]
    code: &'a UnitCode,
    name: &'a str,
    agency_code: Option<&'a str>,
    state: &'static str,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    unit: Option<&'a UnitCode>,
    outcome: &'static str,
    reason: Option<&'a str>,
    sha256: Option<&'a str>,
    decision: Option<&'static str>,
    replaced_by: Option<&'a str>,
    compared: Option<Compared<'a>>,
}

/// A finding with the file or the unit that it is about.
#[derive(Serialize)]
struct Placed<'a> {
    path: Option<&'a str>,
    unit: Option<&'a UnitCode>,
    #[serde(flatten)]
    finding: &'a Finding,
}

// Row by row, since all rows of a country together are longer than anything else in memory.

/// The rows of figures, with the places of their results in the workbook.
struct Rows<'a> {
    consolidation: &'a Consolidation<'a>,
    results: &'a [ResultCell],
}

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut sequence = to.serialize_seq(Some(self.consolidation.rows.len()))?;
        for row in &self.consolidation.rows {
            let figures = figures::indicator(self.consolidation, row, self.results)
                .map_err(S::Error::custom)?;
            sequence.serialize_element(&figures)?;
        }
        sequence.end()
    }
}

fn tasks<S: Serializer>(tasks: &&[TaskRow<'_>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(tasks.iter().map(replies::task))
}

fn sections<S: Serializer>(sections: &&[SectionRow<'_>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(sections.iter().map(replies::section))
}

fn lists<S: Serializer>(lists: &&[EntryList<'_>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(lists.iter().map(replies::list))
}

/// Writes the document to a file, ending in a line feed. `results` are the places of the results in
/// the workbook.
///
/// # Errors
/// When the file cannot be written.
pub fn write<'a>(
    consolidation: &'a Consolidation<'a>,
    results: &'a [ResultCell],
    file: &mut impl Write,
) -> std::io::Result<()> {
    let returns = &consolidation.returns;
    let document = Document {
        schema: "bdhvs.consolidation/1",
        campaign: consolidation.campaign.id.as_str(),
        period: consolidation.period.id.as_str(),
        version: consolidation.campaign.version,
        calendar: consolidation.period.calendar.map(Calendar::as_str),
        previous: trend::file(consolidation),
        units: Units {
            expected: returns.expected.len(),
            submitted: returns.submitted.len(),
            missing: returns.missing.iter().map(|unit| &unit.code).collect(),
            late: returns.late.iter().map(|late| &late.unit.code).collect(),
            list: units(consolidation),
            beneath: consolidation
                .members()
                .map(|member| Beneath {
                    code: &member.code,
                    name: &member.name,
                    sha256: member.sha256.as_deref(),
                })
                .collect(),
        },
        files: consolidation
            .files
            .iter()
            .map(|file| File {
                path: &file.path,
                unit: file.unit.as_ref(),
                outcome: file.status.as_str(),
                reason: file.reason.as_deref(),
                sha256: Some(file.sha256.as_str()).filter(|text| !text.is_empty()),
                decision: file.decision.map(Decision::as_str),
                replaced_by: file.replaced_by.as_deref(),
                compared: file.compared.as_ref().map(compared),
            })
            .collect(),
        indicators: Rows { consolidation, results },
        tasks: &consolidation.tasks,
        sections: &consolidation.sections,
        lists: &consolidation.lists,
        findings: findings(consolidation),
        severities: &consolidation.decisions.severities,
        waivers: &consolidation.decisions.waivers,
        corrections: listed(&consolidation.decisions.corrections, consolidation.files),
    };
    json_text::write(&mut *file, &document)?;
    file.write_all(b"\n")
}

/// The expected units in their order.
fn units<'a>(consolidation: &Consolidation<'a>) -> Vec<Unit<'a>> {
    consolidation
        .unit_returns()
        .into_iter()
        .map(|sent: UnitReturn<'a>| Unit {
            code: &sent.unit.code,
            name: &sent.unit.name,
            agency_code: sent.unit.agency_code.as_deref(),
            state: sent.state.as_str(),
        })
        .collect()
}

/// Findings of the files in their order, then those over all returns.
fn findings<'a>(consolidation: &'a Consolidation<'_>) -> Vec<Placed<'a>> {
    let of_files = consolidation.files.iter().flat_map(|file| {
        file.findings.iter().map(|finding| Placed {
            path: Some(file.path.as_str()),
            unit: file.unit.as_ref(),
            finding,
        })
    });
    let across = consolidation.findings.iter().map(|(unit, finding)| Placed {
        path: None,
        unit: unit.as_ref(),
        finding,
    });
    of_files.chain(across).collect()
}
