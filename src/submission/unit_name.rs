//! The unit by the name printed on its sheets, where no carrier of the identity tells its code: a
//! table that was typed again, or pasted into an empty workbook.
//!
//! Only the whole name counts, as it stands in the list of units. Names that are nearly right are
//! named to the officer and never taken: "Phường Hoa Lư" is not "Phường Nam Hoa Lư". The file name
//! is a hint for the officer at most (docs/contract/identity.md).

use std::collections::BTreeSet;
use std::path::Path;

use crate::campaign::{Campaign, FormKind, OrgUnit, Period};
use crate::reader::workbook::{Sheet, Workbook};
use crate::values::quantity::{legacy, text};

/// How far down a head reaches where no row of captions ends it.
const HEAD_ROWS: u32 = 15;
/// A row of so many cells is a row of the table.
const TABLE_CELLS: usize = 4;
/// A longer text is a sentence, not a name.
const LONGEST_NAME: usize = 120;
/// From here on a name is nearly the same: a letter or two differ, or the accents.
const NEAR: f64 = 0.85;
/// From here on a name is worth looking at.
const ALIKE: f64 = 0.6;
/// How many names are worth reading.
const NAMED: usize = 3;
/// How the office of a commune calls itself before the name of the commune.
const OFFICES: [&str; 2] = ["ủy ban nhân dân ", "ubnd "];
/// What may stand before the name and a colon.
const LABELS: [&str; 3] = ["đơn vị", "cơ quan", "tên "];

/// What the heads of the sheets say about the unit.
#[derive(Debug, Clone)]
pub struct PrintedUnit<'c> {
    pub found: Found<'c>,
    /// The unit whose code or name the file name has.
    pub by_file_name: Option<&'c OrgUnit>,
}

/// The unit by its printed name.
#[derive(Debug, Clone)]
pub enum Found<'c> {
    /// One unit, by its whole name.
    One {
        unit: &'c OrgUnit,
        printed: String,
    },
    Several(Vec<&'c OrgUnit>),
    /// A name that is nearly that of these units.
    Near {
        printed: String,
        units: Vec<&'c OrgUnit>,
    },
    /// No name; the units whose names look most like what is printed.
    Nothing(Vec<&'c OrgUnit>),
}

impl<'c> PrintedUnit<'c> {
    /// Looks for the unit in the heads of a workbook's sheets.
    pub fn look(
        workbook: &Workbook,
        campaign: &'c Campaign,
        period: &'c Period,
        file_name: &str,
    ) -> Self {
        let names = head_names(workbook);
        let expected: Vec<&OrgUnit> = campaign.expected_units(period).collect();
        // A unit that is no longer asked may have left its name to one that is.
        let exact = Some(exact(&names, &expected))
            .filter(|found| !found.is_empty())
            .unwrap_or_else(|| self::exact(&names, &campaign.units.iter().collect::<Vec<_>>()));
        let found = match exact.as_slice() {
            [] => alike(&names, &expected),
            [(unit, printed)] => Found::One { unit, printed: printed.clone() },
            several => Found::Several(several.iter().map(|(unit, _)| *unit).collect()),
        };
        Self { found, by_file_name: by_file_name(file_name, &expected) }
    }

    /// The unit, where it can be told.
    pub fn unit(&self) -> Option<&'c OrgUnit> {
        match &self.found {
            Found::One { unit, .. } => Some(unit),
            _ => None,
        }
    }
}

/// Whether a sheet shows a form of the campaign, though nothing of its identity is left: three of
/// its rows letter for letter, or all captions of a list.
pub fn shows_a_form(workbook: &Workbook, campaign: &Campaign, period: &Period) -> bool {
    workbook.sheets.iter().filter(|sheet| !sheet.hidden).any(|sheet| {
        let texts: BTreeSet<String> =
            sheet.cells.values().map(|cell| text::fold(&cell.value.as_written())).collect();
        campaign.forms.iter().any(|form| {
            let (printed, enough): (BTreeSet<String>, usize) = if form.kind == FormKind::List {
                let captions = form.columns.iter().map(|c| c.caption(period.target_year));
                (captions.map(|caption| text::fold(&caption)).collect(), usize::MAX)
            } else {
                (form.indicators.iter().map(|row| text::fold(&row.label)).collect(), 3)
            };
            let seen = printed.intersection(&texts).count();
            seen > 0 && seen >= enough.min(printed.len())
        })
    })
}

/// What may be a name above the tables: whole cells, their lines, and what follows "Đơn vị:".
fn head_names(workbook: &Workbook) -> Vec<String> {
    let mut names = Vec::new();
    for sheet in workbook.sheets.iter().filter(|sheet| !sheet.hidden) {
        for written in head(sheet) {
            let written = legacy::decode(&written, None).unwrap_or(written);
            for piece in std::iter::once(written.as_str()).chain(written.lines()) {
                let after_label = piece.split_once([':', '：']).filter(|(label, _)| {
                    let label = text::fold(label);
                    LABELS.iter().any(|known| label.starts_with(known))
                });
                let name = text::clean(after_label.map_or(piece, |(_, name)| name));
                let name = name.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
                if (1..=LONGEST_NAME).contains(&name.chars().count()) && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

/// The texts above the table of a sheet.
fn head(sheet: &Sheet) -> impl Iterator<Item = String> {
    let mut end = HEAD_ROWS;
    let mut row = (0, 0);
    for at in sheet.cells.keys().take_while(|at| at.row < HEAD_ROWS) {
        row = if at.row == row.0 { (row.0, row.1 + 1) } else { (at.row, 1) };
        if row.1 >= TABLE_CELLS {
            end = row.0;
            break;
        }
    }
    let cells = sheet.cells.iter().take_while(move |(at, _)| at.row < end);
    cells.map(|(_, cell)| cell.value.as_written())
}

/// The name and the other names of a unit.
fn names_of(unit: &OrgUnit) -> impl Iterator<Item = &str> {
    std::iter::once(unit.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// The units with exactly one of these names, in the order of the list.
fn exact<'c>(names: &[String], units: &[&'c OrgUnit]) -> Vec<(&'c OrgUnit, String)> {
    let printed: Vec<(String, &String)> =
        names.iter().map(|name| (text::fold(name), name)).collect();
    let found = units.iter().filter_map(|unit| {
        let known: Vec<String> = names_of(unit).map(text::fold).collect();
        let mut printed = printed.iter();
        let (_, name) = printed.find(|(folded, _)| known.iter().any(|k| is_name(k, folded)))?;
        Some((*unit, (*name).clone()))
    });
    found.collect()
}

/// Whether a printed text is a name, its office before it or not.
fn is_name(known: &str, printed: &str) -> bool {
    printed == known || OFFICES.iter().any(|office| printed.strip_prefix(office) == Some(known))
}

/// The units whose names are near what is printed, the nearest first.
fn alike<'c>(names: &[String], units: &[&'c OrgUnit]) -> Found<'c> {
    let printed: Vec<(String, &String)> =
        names.iter().map(|name| (text::plain(name), name)).collect();
    let mut found: Vec<(f64, &String, &'c OrgUnit)> = Vec::new();
    for unit in units {
        let best = names_of(unit)
            .map(text::plain)
            .flat_map(|known| printed.iter().map(move |(p, name)| (likeness(p, &known), *name)))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        found.extend(best.map(|(likeness, name)| (likeness, name, *unit)));
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near = found.first().filter(|(likeness, ..)| *likeness >= NEAR);
    // Beside a name that is all but right the others are noise.
    let least = near.map_or(ALIKE, |(likeness, ..)| NEAR.max(likeness - 0.1));
    let units = found.iter().filter(|(likeness, ..)| *likeness >= least).take(NAMED);
    let units = units.map(|(.., unit)| *unit).collect();
    match near {
        Some((_, printed, _)) => Found::Near { printed: (*printed).clone(), units },
        None => Found::Nothing(units),
    }
}

/// How much a printed text is like a name. A name with a word too many or too few is near ("Phường
/// Hoa Lư", "Phường Nam Hoa Lư"), and so is a name inside a sentence.
fn likeness(printed: &str, known: &str) -> f64 {
    let likeness = strsim::normalized_damerau_levenshtein(printed, known);
    let [printed_words, known_words] =
        [printed, known].map(|text| text.split_whitespace().collect::<Vec<_>>());
    let (mut short, mut long) = (&printed_words, &known_words);
    if short.len() > long.len() {
        (short, long) = (long, short);
    }
    let a_word_more = long.len() - short.len() <= 2 && short.len() > 1 && is_within(short, long);
    let in_sentence =
        known_words.len() > 1 && format!(" {printed} ").contains(&format!(" {known} "));
    if a_word_more || in_sentence { likeness.max(NEAR) } else { likeness }
}

/// Whether all words of one text are in another, in the same order.
fn is_within(short: &[&str], long: &[&str]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// The only unit whose code the file name begins with, or whose name it is.
fn by_file_name<'c>(file_name: &str, units: &[&'c OrgUnit]) -> Option<&'c OrgUnit> {
    let stem = Path::new(file_name).file_stem()?.to_string_lossy().into_owned();
    let coded = only(units.iter().copied().filter(|unit| begins_with_code(&stem, unit)));
    coded.or_else(|| {
        let bare = bare(&stem);
        only(
            units
                .iter()
                .copied()
                .filter(|unit| names_of(unit).any(|name| self::bare(name) == bare)),
        )
    })
}

fn only<'c>(mut units: impl Iterator<Item = &'c OrgUnit>) -> Option<&'c OrgUnit> {
    units.next().filter(|_| units.next().is_none())
}

/// Whether a name of a file begins with the whole code of a unit.
fn begins_with_code(stem: &str, unit: &OrgUnit) -> bool {
    let code = unit.code.as_str();
    let start = stem.get(..code.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(code))
        && !stem[code.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '-')
}

/// The words of a name without accents, as a file name has them.
fn bare(name: &str) -> String {
    let plain = text::plain(name);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
