//! Single-bit flips in a return never change a value unnoticed: the file is refused, or every cell and
//! every name is read as it was.
//!
//! A zip package carries a checksum of each part, so that an .xlsx gives this without a
//! remainder. An .xls has no checksum at all: a flipped bit in a number is another number, and nothing in
//! the file can tell. What can be known there is that such a file never brings the reader down and that
//! whatever is read of it has a status; see `xls_has_no_checksum`.

use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::Workbook;

use crate::fill::Put;
use crate::issued::clean_but;
use crate::office;
use crate::run::Folder;

/// How many bits of a return a normal run flips; `BDHVS_ALL=1` flips one in every byte.
const FLIPS: usize = 1500;
/// The same of a return that another program has packed.
const FEWER: usize = 300;

/// The values that a return tells, and where. A flip in the list of parts can make a part go missing that
/// has other witnesses (properties) or whose loss is found at the cells (formats), and is none of these.
fn told(book: &Workbook) -> String {
    let values = book.sheets.iter().map(|sheet| {
        let cells: Vec<_> =
            sheet.cells.iter().map(|(at, cell)| (at, &cell.value, cell.formula)).collect();
        (&sheet.name, sheet.hidden, cells)
    });
    format!("{:?} {:?}", values.collect::<Vec<_>>(), book.names)
}

fn filled() -> Vec<u8> {
    clean_but("00004", &[("bieu2_4_own_value", Put::Number("4321"))]).bytes()
}

/// Positions spread evenly over the bytes, the headers at both ends all among them, each with its bit.
fn positions(length: usize, flips: usize) -> Vec<(usize, u8)> {
    let all = std::env::var_os("BDHVS_ALL").is_some();
    let step = if all { 1 } else { (length / flips).max(1) };
    let is_end = |at: usize| at < 64 || at + 64 >= length;
    let chosen = (0..length).filter(|at| at.is_multiple_of(step) || is_end(*at));
    // A multiplier that is odd gives every bit its turn.
    chosen.map(|at| (at, 1 << (at.wrapping_mul(0x9E37_79B9) >> 7 & 7))).collect()
}

#[track_caller]
fn no_flip_changes_what_is_told(bytes: &[u8], name: &str, flips: usize) {
    let whole = told(&open(bytes, name).unwrap());
    let mut refused = 0;
    let mut flipped = bytes.to_vec();
    let positions = positions(bytes.len(), flips);
    for (at, bit) in &positions {
        flipped[*at] ^= bit;
        match open(&flipped, name) {
            Ok(read) => assert!(told(&read) == whole, "{name}: byte {at}, bit {bit:#04x}"),
            Err(_) => refused += 1,
        }
        flipped[*at] ^= bit;
    }
    // Most of a package is content; the rest is its own bookkeeping.
    assert!(refused * 2 > positions.len(), "{refused} of {}", positions.len());
}

#[test]
fn no_flipped_bit_changes_a_return() {
    no_flip_changes_what_is_told(&filled(), "a.xlsx", FLIPS);
}

/// The same of an .ods, which is a package with checksums too.
#[test]
#[needs(LibreOffice)]
fn no_flipped_bit_changes_a_return_in_ods() {
    let folder = Folder::new();
    folder.write("a.xlsx", filled());
    office::convert(&[folder.path("a.xlsx")], "ods", &folder.path("out"), &folder.path(""));
    let bytes = std::fs::read(folder.path("out/a.ods")).unwrap();
    no_flip_changes_what_is_told(&bytes, "a.ods", FEWER);
}

/// Whatever a flipped bit does to an .xls, it is read or refused in words and never brings the reader
/// down.
#[test]
#[needs(LibreOffice)]
fn xls_has_no_checksum() {
    let folder = Folder::new();
    folder.write("a.xlsx", filled());
    office::convert(&[folder.path("a.xlsx")], "xls", &folder.path("out"), &folder.path(""));
    let bytes = std::fs::read(folder.path("out/a.xls")).unwrap();
    let mut flipped = bytes.clone();
    let (mut refused, mut changed) = (0, 0);
    let whole = told(&open(&bytes, "a.xls").unwrap());
    for (at, bit) in positions(bytes.len(), FEWER) {
        flipped[at] ^= bit;
        match open(&flipped, "a.xls") {
            Ok(read) => changed += usize::from(told(&read) != whole),
            Err(failure) => {
                assert!(!failure.to_string().is_empty());
                refused += 1;
            }
        }
        flipped[at] ^= bit;
    }
    assert!(refused > 0 && changed > 0, "{refused} refused, {changed} changed");
}
