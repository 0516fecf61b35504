//! The sheets of an issued workbook: paper, protection, guards, formulas, words.

use std::collections::BTreeSet;

use unicode_normalization::is_nfc;

use super::{between, sheets_with_forms};
use crate::definition::definition;
use crate::fill::Package;
use crate::issued::blank;

/// The parts of a workbook that are form sheets.
fn form_sheets(workbook: &Package) -> Vec<String> {
    let sheets = sheets_with_forms(workbook);
    sheets.iter().map(|sheet| workbook.part(&workbook.sheet_part(sheet))).collect()
}

/// docs/contract/forms.md: A4, header rows repeated, Times New Roman, locked without a password.
#[test]
fn paper_and_protection_are_as_agreed() {
    for unit in ["00004", "SO-NV", "CATP"] {
        let workbook = blank(unit);
        for xml in form_sheets(&workbook) {
            let setup = between(&xml, "<pageSetup ", "/>");
            assert_eq!(setup.len(), 1);
            assert!(setup[0].contains("paperSize=\"9\""), "{}", setup[0]);
            assert!(setup[0].contains("orientation=\"landscape\""), "{}", setup[0]);
            assert!(setup[0].contains("fitToHeight=\"0\""), "{}", setup[0]);
            let protection = between(&xml, "<sheetProtection ", "/>");
            assert_eq!(protection.len(), 1);
            assert!(protection[0].contains("sheet=\"1\""), "{}", protection[0]);
            for secret in ["password", "hashValue", "saltValue"] {
                assert!(!protection[0].contains(secret), "{}", protection[0]);
            }
        }
        let book = workbook.part("xl/workbook.xml");
        let titles = between(&book, "_xlnm.Print_Titles", "</definedName>");
        assert_eq!(titles.len(), form_sheets(&workbook).len(), "{book}");
        let fonts = workbook.part("xl/styles.xml");
        assert!(fonts.contains("Times New Roman"));
        assert!(!book.contains("workbookProtection"));
        let names: Vec<&str> = workbook.part_names().collect();
        assert!(!names.iter().any(|name| name.contains("vba") || name.contains("externalLink")));
    }
}

/// "input cells unlocked and coloured, everything else locked"
#[test]
fn the_input_cells_are_unlocked_and_no_others() {
    for unit in ["00004", "SO-NV"] {
        let workbook = blank(unit);
        let styles = workbook.part("xl/styles.xml");
        let formats = between(&styles, "<cellXfs ", "</cellXfs>")[0].to_owned();
        let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
        let unlocked: Vec<bool> =
            formats.iter().map(|format| format.contains("locked=\"0\"")).collect();
        for sheet in &sheets_with_forms(&workbook) {
            let xml = workbook.part(&workbook.sheet_part(sheet));
            let merged: BTreeSet<String> = foot_neighbours(&workbook, sheet);
            let inputs: BTreeSet<&str> = workbook
                .names()
                .values()
                .filter(|spot| &spot.sheet == sheet)
                .map(|spot| spot.cell.as_str())
                .collect();
            let mut open = BTreeSet::new();
            for cell in between(&xml, "<c r=\"", ">") {
                let address = cell.split('"').next().unwrap();
                let style = between(cell, "s=\"", "\"").first().map_or(0, |s| s.parse().unwrap());
                if unlocked[style] && !merged.contains(address) {
                    open.insert(address.to_owned());
                    // Coloured: a fill that is not one of the two default ones.
                    let fill = between(formats[style], "fillId=\"", "\"")[0];
                    assert!(fill.parse::<u32>().unwrap() >= 2, "{unit} {sheet} {address}");
                }
            }
            let open: BTreeSet<&str> = open.iter().map(String::as_str).collect();
            assert_eq!(open, inputs, "{unit} {sheet}");
        }
    }
}

/// The cells that are merged with those at the foot: D and E beside C.
fn foot_neighbours(workbook: &Package, sheet: &str) -> BTreeSet<String> {
    workbook
        .names()
        .iter()
        .filter(|(name, spot)| {
            name.contains("_meta_") && spot.sheet == sheet && !name.ends_with("_notapplicable")
        })
        .flat_map(|(_, spot)| ["D", "E"].map(|column| spot.cell.replace('C', column)))
        .collect()
}

/// Excel's limits: a formula of a guard 255, its titles 32, its messages 255, in UTF-16 units; and
/// every input cell of a row has a guard.
#[test]
fn the_guards_keep_to_excels_limits() {
    for (unit, _) in &definition().units {
        let workbook = blank(unit);
        let mut guarded = BTreeSet::new();
        for sheet in &sheets_with_forms(&workbook) {
            let xml = workbook.part(&workbook.sheet_part(sheet));
            for guard in between(&xml, "<dataValidation ", "</dataValidation>") {
                let text = |key: &str| {
                    let found = between(guard, &format!(" {key}=\""), "\"");
                    quick_xml::escape::unescape(found.first().copied().unwrap_or_default())
                        .unwrap()
                        .into_owned()
                };
                let length = |text: &str| text.encode_utf16().count();
                for (key, longest) in
                    [("promptTitle", 32), ("prompt", 255), ("errorTitle", 32), ("error", 255)]
                {
                    let text = text(key);
                    assert!(length(&text) <= longest, "{key}: {text}");
                    assert!(is_nfc(&text), "{text}");
                }
                assert!(!text("prompt").is_empty(), "{guard}");
                for formula in between(guard, "<formula1>", "</formula1>") {
                    let formula = quick_xml::escape::unescape(formula).unwrap();
                    assert!(length(&formula) <= 255, "{} {formula}", length(&formula));
                }
                for address in between(guard, "sqref=\"", "\"")[0].split(' ') {
                    guarded.insert((sheet.clone(), address.to_owned()));
                }
            }
            for guard in between(&xml, "<dataValidation ", "/>") {
                // One without a formula, of free text.
                if let Some(address) = between(guard, "sqref=\"", "\"").first() {
                    guarded.extend(address.split(' ').map(|a| (sheet.clone(), a.to_owned())));
                }
            }
        }
        for (name, spot) in workbook.names() {
            if name.starts_with("bdhvs_id_") || name.contains("_meta_") {
                continue;
            }
            let at = (spot.sheet.clone(), spot.cell.clone());
            assert!(guarded.contains(&at), "{unit}: {name} has no guard");
        }
    }
}

/// "formulas use only functions of Excel 2010 and LibreOffice 7", and none that reaches out.
#[test]
fn formulas_use_only_plain_functions() {
    let allowed = BTreeSet::from([
        "IF",
        "AND",
        "OR",
        "NOT",
        "ISNUMBER",
        "ISBLANK",
        "TRIM",
        "INT",
        "ROUND",
        "ROUNDDOWN",
        "ROUNDUP",
        "ABS",
        "COUNTIF",
        "IFERROR",
        "LEN",
        "ISTEXT",
        "ISERROR",
        "SUM",
        "MOD",
        "EXACT",
    ]);
    for unit in ["00004", "SO-NV", "SO-KHCN", "SO-GDDT", "CATP", "NHNN-KV1", "CD-CNC"] {
        let workbook = blank(unit);
        for xml in form_sheets(&workbook) {
            let mut formulas = between(&xml, "<f>", "</f>");
            formulas.extend(between(&xml, "<formula1>", "</formula1>"));
            formulas.extend(between(&xml, "<formula>", "</formula>"));
            assert!(!formulas.is_empty());
            for formula in formulas {
                let formula = quick_xml::escape::unescape(formula).unwrap();
                assert!(formula.encode_utf16().count() <= 8192);
                for function in functions(&formula) {
                    // Conditional formats of rust_xlsxwriter look at the beginning of a text.
                    let known = ["LEFT", "SEARCH"].contains(&function.as_str())
                        || allowed.contains(function.as_str());
                    assert!(known, "{unit}: {function} in {formula}");
                }
                assert!(!formula.contains("_xlfn") && !formula.contains('['), "{formula}");
            }
        }
    }
}

/// The names before an opening bracket, texts left out.
fn functions(formula: &str) -> Vec<String> {
    let mut functions = Vec::new();
    let mut name = String::new();
    let mut quoted = false;
    for c in formula.chars() {
        match c {
            '"' => quoted = !quoted,
            _ if quoted => {}
            'A'..='Z' | 'a'..='z' | '.' | '_' => name.push(c),
            '(' if !name.is_empty() => functions.push(std::mem::take(&mut name)),
            _ => name.clear(),
        }
    }
    functions
}

/// docs/contract/forms.md: its `value` is a formula over its two figures; it is in percent points, never
/// `%`-formatted, and the file stores an empty result for it, not 0.
#[test]
fn a_rate_is_a_formula_in_points_without_a_stored_zero() {
    let workbook = blank("00004");
    let xml = workbook.part(&workbook.sheet_part("Biểu 1"));
    let styles = workbook.part("xl/styles.xml");
    let formats = between(&styles, "<cellXfs ", "</cellXfs>")[0].to_owned();
    let formats: Vec<&str> = formats.split("<xf ").skip(1).collect();
    for row in ["1", "2", "3", "4", "7"] {
        let spot = workbook.spot(&format!("bieu1_{row}_own_value"));
        let cell = between(&xml, &format!("<c r=\"{}\"", spot.cell), "</c>")[0];
        assert!(cell.contains("<f>") && !cell.contains("<v>0</v>"), "{cell}");
        let style: usize = between(cell, "s=\"", "\"")[0].parse().unwrap();
        for percent in ["numFmtId=\"9\"", "numFmtId=\"10\""] {
            assert!(!formats[style].contains(percent), "{}", formats[style]);
        }
    }
    for format in between(&styles, "<numFmt ", "/>") {
        assert!(!format.contains('%'), "{format}");
    }
}

/// What the official form prints is in the workbook letter for letter, NFC; what clerks read never
/// says "tử số", "mẫu số".
#[test]
fn official_words_are_kept_and_plain_words_are_used() {
    let workbook = blank("00004");
    let strings = workbook.part("xl/sharedStrings.xml");
    assert!(is_nfc(&strings));
    for word in [
        "Số người đạt",
        "Tổng số người trong diện",
        "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ",
        "(Ký, ghi rõ họ tên và đóng dấu)",
    ] {
        assert!(strings.contains(word), "{word}");
    }
    let everything: String = form_sheets(&workbook).concat() + &strings;
    let lower = everything.to_lowercase();
    for word in ["tử số", "mẫu số", "{ $", "{$"] {
        assert!(!lower.contains(word), "{word}");
    }
    assert!(!everything.contains('\u{2068}'));
}
