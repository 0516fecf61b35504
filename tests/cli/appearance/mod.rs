//! What a cell shows beside what it stores (docs/reading.md, "What a cell says"): kinds of looks, made by
//! programs that clerks use, and what is said and merged of each.

mod by_hand;
mod programs;

use crate::unseen::{BOTH, Merged};

/// A kind of look, given to a clean return in which F9 of Biểu 2 says 4321.
pub struct Kind {
    /// Its name in the scripts of `tests/office`.
    pub name: &'static str,
    /// Code, severity, form, row, sheet and cell of all that is said.
    pub findings: &'static [&'static str],
    /// What is merged of rows 4 and 5.
    pub merged: Merged,
    /// What the first message has in it.
    pub says: &'static [&'static str],
}

const OUT: Merged = [None, BOTH[1]];

const fn kind(
    name: &'static str,
    findings: &'static [&'static str],
    merged: Merged,
    says: &'static [&'static str],
) -> Kind {
    Kind { name, findings, merged, says }
}

/// The kinds that every format can hold.
pub const KINDS: &[Kind] = &[
    kind("struck", &["BD416 error bieu2 4 Biểu 2 F9"], OUT, &["“1200” (gạch ngang)", "“1250”"]),
    kind("raised", &["BD416 error bieu2 4 Biểu 2 F9"], OUT, &["“1250”", "“1” (chỉ số trên)"]),
    kind("lowered", &["BD416 error bieu2 4 Biểu 2 F9"], OUT, &["“1250”", "“1” (chỉ số dưới)"]),
    kind("withdrawn", &["BD416 error bieu2 4 Biểu 2 F9"], OUT, &["“4321”", "toàn bộ"]),
    // Other fonts change nothing, and a blank cell has nothing to strike out.
    kind("bold", &["BD403 warning bieu2 4 Biểu 2 F9"], BOTH, &["“4321”"]),
    kind("blank", &[], BOTH, &[]),
    kind("words", &["BD416 warning bieu2 4 Biểu 2 H9"], BOTH, &["“số 14” (gạch ngang)"]),
    kind("thousands", &["BD404 error bieu2 4 Biểu 2 F9"], OUT, &["4321", "“4”"]),
    kind("noun", &["BD404 error bieu2 4 Biểu 2 F9"], OUT, &["4321", "4321000"]),
    kind("other", &["BD409 error bieu2 4 Biểu 2 F9"], OUT, &["“4321 lớp”", "“4321”"]),
    kind("percent", &["BD409 error bieu2 4 Biểu 2 F9"], OUT, &["“%”"]),
    kind("nothing", &["BD401 error bieu2 4 Biểu 2 F9"], OUT, &["“4321”", "để trống"]),
    kind("grouped", &[], BOTH, &[]),
    kind("faint", &["BD308 warning bieu2 - Biểu 2 F9"], BOTH, &["F9", "không nhìn thấy"]),
    kind("ground", &["BD308 warning bieu2 - Biểu 2 F9"], BOTH, &["F9", "không nhìn thấy"]),
    kind("low", &["BD308 warning bieu2 - Biểu 2 A9"], BOTH, &["dòng 9"]),
    kind("narrow", &["BD308 warning bieu2 - Biểu 2 F6"], BOTH, &["cột F"]),
    kind("covered", &["BD308 warning bieu2 - Biểu 2 F9"], BOTH, &["F9", "hình ảnh che"]),
];
