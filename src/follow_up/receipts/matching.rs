//! Lines of the register and the files that are there: whose time is known, and what of the register
//! leads nowhere.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::read::{Line, Receipts};
use crate::campaign::Campaign;
use crate::consolidate::intake::{FileStatus, Receipt, ReceiptSource, Received};
use crate::i18n::visible::visible;
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
        let names = Names::new(files, name);
        let mut result = Match::default();
        for line in &self.lines {
            let unit = unit(line, campaign, &mut result.notes);
            match names.found(line).as_slice() {
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

    /// The files that it has a line for, by their place among those given.
    pub fn listed(
        &self,
        files: &[Received<'_>],
        name: impl Fn(&Received<'_>) -> String,
    ) -> BTreeSet<usize> {
        let names = Names::new(files, name);
        let found = self.lines.iter().map(|line| names.found(line));
        found.filter_map(|found| <[usize; 1]>::try_from(found).ok()).flatten().collect()
    }
}

/// What the files are called, as the register may call them.
struct Names {
    /// By the path from the register, and by the path as given; of two the first.
    paths: [HashMap<String, usize>; 2],
    /// By the last part of the path as given.
    last_parts: HashMap<String, Vec<(usize, String)>>,
}

impl Names {
    fn new(files: &[Received<'_>], name: impl Fn(&Received<'_>) -> String) -> Self {
        let mut names = Self { paths: Default::default(), last_parts: HashMap::new() };
        for (index, file) in files.iter().enumerate() {
            let given = called(&file.path);
            let [from_register, as_given] = &mut names.paths;
            from_register.entry(called(&name(file))).or_insert(index);
            as_given.entry(given.clone()).or_insert(index);
            let last = last_part(&given).to_owned();
            names.last_parts.entry(last).or_default().push((index, given));
        }
        names
    }

    /// The files that a line may mean: the one of this path, else those whose path ends so.
    fn found(&self, line: &Line) -> Vec<usize> {
        let written = called(&line.file);
        if let Some(exact) = self.paths.iter().find_map(|names| names.get(&written)) {
            return vec![*exact];
        }
        let ending = format!("/{written}");
        let same_last = self.last_parts.get(last_part(&written));
        let same_last = same_last.map(Vec::as_slice).unwrap_or_default();
        same_last
            .iter()
            .filter(|(_, name)| name.ends_with(&ending))
            .map(|(index, _)| *index)
            .collect()
    }
}

/// A path as the register writes it.
fn called(path: &str) -> String {
    text::clean(&visible(path))
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
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
