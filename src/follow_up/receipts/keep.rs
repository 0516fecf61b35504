//! Adds to the register what it does not have yet. What is written in it stays byte for byte: a
//! person's lines, their order, the separator, columns of their own.

use std::collections::BTreeSet;

use super::read::{Column, Receipts};
use crate::consolidate::intake::{FileStatus, ReceiptSource, Received};
use crate::export::report::csv::inert;
use crate::values::key::UnitCode;

/// How the register starts.
pub const HEADER: [&str; 4] = ["file", "unit", "received_at", "channel"];

/// Excel reads a CSV as UTF-8 only behind this mark.
const BOM: &str = "\u{FEFF}";

/// The register with a line for each file that it has no time of and that is not ignored, and how
/// many lines that are. `listed` are the files that it has a line for, by their place; `channel` says in the reader's words that the time is the file's own, and
/// `name` gives the path of a file as the register calls it.
///
/// # Errors
/// Never in practice: it is written to memory.
pub fn added(
    receipts: &Receipts,
    listed: &BTreeSet<usize>,
    files: &[Received<'_>],
    name: impl Fn(&Received<'_>) -> String,
    channel: &str,
) -> Result<(Vec<u8>, usize), csv::Error> {
    let mut out = receipts.text.clone();
    if out.trim_start_matches('\u{FEFF}').trim().is_empty() {
        out = format!("{BOM}{}\n", HEADER.join(","));
    } else if !out.ends_with('\n') {
        out.push('\n');
    }
    let ending = if out.contains("\r\n") { "\r\n" } else { "\n" };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(receipts.separator)
        .terminator(if ending == "\n" {
            csv::Terminator::Any(b'\n')
        } else {
            csv::Terminator::CRLF
        })
        .from_writer(Vec::new());
    let mut count = 0;
    for (index, file) in files.iter().enumerate() {
        let listed = listed.contains(&index);
        let Some(receipt) = file.receipt.filter(|_| !listed) else { continue };
        if file.status == FileStatus::Ignored || receipt.source != ReceiptSource::FileTime {
            continue;
        }
        let unit = file.unit.as_ref().map_or("", UnitCode::as_str);
        let at = receipt.at.strftime("%Y-%m-%d %H:%M:%S").to_string();
        let path = name(file);
        writer.write_record(receipts.columns.iter().map(|column: &Option<Column>| {
            inert(match column {
                Some(Column::File) => path.as_str(),
                Some(Column::Unit) => unit,
                Some(Column::Received) => at.as_str(),
                Some(Column::Channel) => channel,
                None => "",
            })
        }))?;
        count += 1;
    }
    let lines = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    let mut bytes = out.into_bytes();
    bytes.extend(lines);
    Ok((bytes, count))
}
