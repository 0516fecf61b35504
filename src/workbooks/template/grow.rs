//! Lets rows grow with what a clerk writes.
//!
//! The writer marks every row height as fixed by hand, and a program then never fits the row to its
//! text again: long evidence would be cut on the signed page. The heights stay, the mark goes.

use std::io::{Cursor, Read, Write};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::campaign::layout::HEADER_ROW;

const SHEETS: &str = "xl/worksheets/sheet";
const FIXED: &str = " customHeight=\"1\"";
const ROW: &str = "<row r=\"";

/// The workbook with row heights that programs may change; every other part as it is.
pub(super) fn let_rows_grow(workbook: Vec<u8>) -> ZipResult<Vec<u8>> {
    free_rows(workbook, HEADER_ROW + 1)
}

/// The same, from a row of every sheet on.
pub(crate) fn free_rows(workbook: Vec<u8>, first: u32) -> ZipResult<Vec<u8>> {
    rewrite(workbook, |xml| free(xml, first))
}

/// The workbook without the results of its formulas: every program works out what is not there, and
/// not all of them what is there and out of date.
pub(super) fn forget_results(workbook: Vec<u8>) -> ZipResult<Vec<u8>> {
    rewrite(workbook, without_results)
}

/// The workbook with its sheets rewritten; every other part as it is.
fn rewrite(workbook: Vec<u8>, sheet: impl Fn(&str) -> String) -> ZipResult<Vec<u8>> {
    let mut parts = ZipArchive::new(Cursor::new(workbook))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index)?;
        if !part.name()?.starts_with(SHEETS) {
            out.raw_copy_file(part)?;
            continue;
        }
        let name = part.name()?.into_owned();
        let mut options = SimpleFileOptions::default();
        if let Some(time) = part.last_modified() {
            options = options.last_modified_time(time);
        }
        let mut xml = String::new();
        part.read_to_string(&mut xml)?;
        out.start_file(name, options)?;
        out.write_all(sheet(&xml).as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

fn without_results(xml: &str) -> String {
    const START: &str = "</f><v>";
    const END: &str = "</v>";
    let mut out = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = rest.split_once(START) {
        out.push_str(before);
        out.push_str("</f>");
        rest = after.split_once(END).map_or("", |(_, behind)| behind);
    }
    out.push_str(rest);
    out
}

/// The sheet with the mark taken off the rows under the captions; those above take no input. Texts
/// stand in a part of their own, so what looks like an attribute is one.
fn free(xml: &str, first: u32) -> String {
    // Rows are numbered from 1 in the part, from 0 here.
    let first = format!("{ROW}{}\"", first + 1);
    let Some(at) = xml.find(&first) else { return xml.to_owned() };
    let (head, rows) = xml.split_at(at);
    format!("{head}{}", rows.replace(FIXED, ""))
}
