//! Lines of the register and the files that are there: whose time is known, and what of the register
//! leads nowhere.

use std::collections::{BTreeMap, BTreeSet};

use super::read::{Line, Receipts};
use crate::campaign::Campaign;
use crate::consolidate::intake::{FileStatus, Receipt, ReceiptSource, Received};
use crate::values::key::UnitCode;
use crate::values::quantity::text;

/// What came of holding a register against the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Match {
    /// The files that a line is about, by their place among those given.
    pub listed: BTreeSet<usize>,
    /// What the officer should know, in the order of the lines.
    pub notes: Vec<Note>,
    /// What the lines say of files, by their place among those given.
    entries: BTreeMap<usize, Entry>,
}

/// What lines of the register say of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Entry {
    /// The earliest time that a line has for it: a unit that sends again, having been asked to, is not late
    /// for that.
    receipt: Option<Receipt>,
    sender: Option<UnitCode>,
}

impl Match {
    /// The files with the times of their receipt. One that does not say whose it is, is of the unit that the
    /// register names, if nothing of it counts anyway.
    pub fn received<'c>(&self, files: Vec<Received<'c>>) -> Vec<Received<'c>> {
        let files = files.into_iter().enumerate();
        let received = files.map(|(index, file)| match self.entries.get(&index) {
            Some(Entry { receipt, sender }) => file.received_at(*receipt, sender.clone()),
            None => file,
        });
        received.collect()
    }
}

/// Something about a line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The file is not among those given.
    UnknownFile {
        /// The line from one.
        line: u64,
        file: String,
    },
    /// Several files go by this name.
    AmbiguousFile {
        /// The line from one.
        line: u64,
        file: String,
        count: usize,
    },
    /// A code that a spreadsheet took the zeros from.
    PaddedCode {
        /// The line from one.
        line: u64,
        /// The code as written.
        written: String,
        code: UnitCode,
    },
    /// No unit has this code.
    UnknownUnit {
        /// The line from one.
        line: u64,
        /// The code as written.
        written: String,
    },
    /// The file says that it is of another unit.
    OtherUnit {
        /// The line from one.
        line: u64,
        registered: UnitCode,
        found: UnitCode,
    },
}

impl Receipts {
    /// Holds the lines against the files. `name` gives the path of a file as it is seen from the register.
    pub fn hold_against(
        &self,
        campaign: &Campaign,
        files: &[Received<'_>],
        name: impl Fn(&Received<'_>) -> String,
    ) -> Match {
        let names: Vec<[String; 2]> =
            files.iter().map(|f| [text::clean(&name(f)), text::clean(&f.path)]).collect();
        let mut result = Match::default();
        for line in &self.lines {
            let unit = unit(line, campaign, &mut result.notes);
            match found(line, &names).as_slice() {
                [index] => {
                    result.listed.insert(*index);
                    if let Some(file) = files.get(*index) {
                        let entry = result.entries.entry(*index).or_default();
                        result.notes.extend(entry.add(line, unit, file));
                    }
                }
                [] => {
                    let (line, file) = (line.number, line.file.clone());
                    result.notes.push(Note::UnknownFile { line, file });
                }
                several => {
                    let (line, file) = (line.number, line.file.clone());
                    let count = several.len();
                    result.notes.push(Note::AmbiguousFile { line, file, count });
                }
            }
        }
        result
    }
}

/// The files that a line may mean: the one of this path, else those whose path ends so.
fn found(line: &Line, names: &[[String; 2]]) -> Vec<usize> {
    for of in [0, 1] {
        if let Some(exact) = names.iter().position(|name| name[of] == line.file) {
            return vec![exact];
        }
    }
    let ending = format!("/{}", line.file);
    let ends = names.iter().enumerate().filter(|(_, name)| name[1].ends_with(&ending));
    ends.map(|(index, _)| index).collect()
}

impl Entry {
    /// Adds what a line says, whose unit is known; gives what the officer should know of it.
    fn add(&mut self, line: &Line, unit: Option<UnitCode>, file: &Received<'_>) -> Option<Note> {
        if let Some(at) = line.received {
            let earlier = self.receipt.is_some_and(|known| known.at <= at);
            if !earlier {
                self.receipt = Some(Receipt { at, source: ReceiptSource::Register });
            }
        }
        match (unit, &file.unit) {
            (Some(registered), Some(found)) if registered != *found => {
                let (line, found) = (line.number, found.clone());
                return Some(Note::OtherUnit { line, registered, found });
            }
            (Some(registered), None) if file.status == FileStatus::Rejected => {
                self.sender = Some(registered);
            }
            (Some(_) | None, Some(_) | None) => {}
        }
        None
    }
}

/// The unit of a line; a code that lost its zeros is padded where only one unit can be meant.
fn unit(line: &Line, campaign: &Campaign, notes: &mut Vec<Note>) -> Option<UnitCode> {
    if line.unit.is_empty() {
        return None;
    }
    // "00070 Phường Hoàn Kiếm" is the code and the name.
    let written = line.unit.split_whitespace().next().unwrap_or_default();
    let exact = campaign.units.iter().find(|unit| unit.code.as_str() == written);
    if let Some(unit) = exact {
        return Some(unit.code.clone());
    }
    let (number, written) = (line.number, written.to_owned());
    let padded = campaign.unit_without_zeros(&written).map(|unit| unit.code.clone());
    notes.push(match &padded {
        Some(code) => Note::PaddedCode { line: number, written, code: code.clone() },
        None => Note::UnknownUnit { line: number, written: line.unit.clone() },
    });
    padded
}
