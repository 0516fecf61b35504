//! `merge --csv`: the consolidation as a Frictionless Data Package, one CSV file per table and
//! `datapackage.json`, which says what each column is.
//!
//! The tables hold data for programs, unchanged: a text that begins like a formula stays as it is (the
//! workbook is the form for people), exact decimals are written with their digits, an empty value means
//! that there is none, and no file begins with a byte order mark, which the standard has no place for.
//! Rows are written as they are made; nothing is built in memory.

mod descriptor;
mod figures;
mod files;
mod indicators;
mod lists;
mod outline;
mod table;
mod tasks;
mod units;
mod value;

use std::io::{self, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use crate::campaign::{Campaign, FormKind};
use crate::consolidate::index::Index;
use crate::consolidate::merge::Consolidation;
use crate::files::fingerprint::hexadecimal;
use crate::files::output::{OutputError, OutputRun};
use crate::i18n::Words;
use descriptor::Written;
use table::{Cell, Table};

/// The schema that the descriptor states.
pub const SCHEMA: &str = "bdhvs.package/1";
pub const DESCRIPTOR: &str = "datapackage.json";

/// What the tables are made from.
struct Context<'a> {
    consolidation: &'a Consolidation<'a>,
    index: Index<'a>,
}

/// Takes the records of a table, one by one.
type Sink<'w> = dyn FnMut(&[Cell<'_>]) -> io::Result<()> + 'w;

/// What writes the records of a table.
type Rows = fn(&Context<'_>, &mut Sink<'_>) -> io::Result<()>;

/// Every table, with the kind of form that a campaign must have for it.
const TABLES: [(&Table, Option<FormKind>, Rows); 10] = [
    (&figures::TABLE, None, figures::rows),
    (&indicators::TABLE, None, indicators::rows),
    (&units::TABLE, None, units::rows),
    (&files::TABLE, None, files::rows),
    (&tasks::TABLE, Some(FormKind::Tasks), tasks::rows),
    (&tasks::REPLIES, Some(FormKind::Tasks), tasks::replies),
    (&outline::TABLE, Some(FormKind::Outline), outline::rows),
    (&outline::PASSAGES, Some(FormKind::Outline), outline::passages),
    (&lists::TABLE, Some(FormKind::List), lists::rows),
    (&lists::TOTALS, Some(FormKind::List), lists::totals),
];

/// The tables that a campaign has.
fn tables(campaign: &Campaign) -> impl Iterator<Item = (&'static Table, Rows)> {
    let tables = TABLES.into_iter().filter(move |(_, kind, _)| {
        kind.is_none_or(|kind| campaign.forms.iter().any(|form| form.kind == kind))
    });
    let has_totals = lists::has_totals(campaign);
    tables
        .filter(move |(table, ..)| has_totals || table.name != lists::TOTALS.name)
        .map(|(table, _, rows)| (table, rows))
}

/// The names of the files that a package may have.
pub fn file_names() -> impl Iterator<Item = String> {
    TABLES.into_iter().map(|(table, ..)| table.file()).chain([DESCRIPTOR.to_owned()])
}

/// Writes the files beside their places in a folder, the descriptor last.
///
/// # Errors
/// When a place cannot be written.
pub fn stage_into(
    run: &mut OutputRun,
    folder: &Path,
    consolidation: &Consolidation<'_>,
    words: &Words,
) -> Result<(), OutputError> {
    let cx = Context { consolidation, index: Index::new(consolidation) };
    let mut written = Vec::new();
    for (table, rows) in tables(consolidation.campaign) {
        let mut sum = Sum::default();
        let path = folder.join(table.file());
        run.stage_with(&path, |file| {
            sum = write_table(&cx, table, rows, file)
                .map_err(|source| OutputError::Io { path: path.clone(), source })?;
            Ok::<(), OutputError>(())
        })?;
        written.push((table, sum.written()));
    }
    let path = folder.join(DESCRIPTOR);
    let text = descriptor::write(consolidation, &written, words)
        .map_err(|error| OutputError::Io { path: path.clone(), source: error.into() })?;
    run.stage(&path, text.as_bytes())
}

fn write_table(
    cx: &Context<'_>,
    table: &Table,
    rows: Rows,
    file: &mut dyn Write,
) -> io::Result<Sum> {
    let mut csv = csv::Writer::from_writer(Summing { file, sum: Sum::default() });
    csv.write_record(table.fields.iter().map(|field| field.name))?;
    rows(cx, &mut |record| Ok(csv.write_record(record.iter().map(|cell| cell.as_bytes()))?))?;
    let summing = csv.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(summing.sum)
}

/// How many bytes went to a file, and their fingerprint.
#[derive(Debug, Default)]
struct Sum {
    bytes: u64,
    hash: Sha256,
}

struct Summing<'w> {
    file: &'w mut dyn Write,
    sum: Sum,
}

impl Write for Summing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.sum.hash.update(bytes.get(..count).unwrap_or(bytes));
        self.sum.bytes += count as u64;
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Sum {
    fn written(self) -> Written {
        Written { bytes: self.bytes, sha256: hexadecimal(&self.hash.finalize()) }
    }
}

impl Table {
    fn file(&self) -> String {
        format!("{}.csv", self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::identity::CSV_STARTS;
    use crate::i18n::Language;

    /// A file of the package is known again by how it begins.
    #[test]
    fn a_walk_knows_every_table_by_its_header() {
        for (table, ..) in TABLES {
            let names: Vec<&str> = table.fields.iter().map(|field| field.name).collect();
            let header = names.join(",");
            let is_known = CSV_STARTS.iter().any(|start| header.starts_with(start));
            assert!(is_known, "{}: {header}", table.name);
        }
    }

    /// Every table and column is explained in both languages, and keys name columns that there are.
    #[test]
    fn tables_are_explained_and_keys_are_columns() {
        for language in Language::all() {
            let words = Words::load(language).unwrap();
            for (table, ..) in TABLES {
                let fields = table.fields.iter().map(|field| field.about);
                for key in fields.chain([table.about]) {
                    let text = words.lookup(key).unwrap_or_default();
                    assert!(!text.trim().is_empty(), "{language}: {key}");
                }
            }
        }
        for (table, ..) in TABLES {
            let has = |table: &Table, name: &str| table.fields.iter().any(|f| f.name == name);
            assert!(table.primary_key.iter().all(|name| has(table, name)), "{}", table.name);
            for key in table.foreign_keys {
                let find = |name: &str| TABLES.into_iter().find(|(other, ..)| other.name == name);
                let other = find(key.table).map_or(table, |(other, ..)| other);
                assert!(key.fields.iter().all(|name| has(table, name)), "{}", table.name);
                assert!(key.columns.iter().all(|name| has(other, name)), "{}", table.name);
            }
        }
    }
}
