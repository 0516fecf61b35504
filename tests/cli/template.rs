//! `template`: what a clerk gets (design §4), read out of the XML of the package.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};
use unicode_normalization::is_nfc;

use crate::definition::{Form, definition};
use crate::fill::{Package, Put};
use crate::issued::{blank, issued, workbook_path};
use crate::run::Folder;

fn files() -> BTreeMap<String, Vec<u8>> {
    let tree = issued().tree();
    tree.into_iter()
        .map(|(name, bytes)| (name.trim_start_matches("out/").to_owned(), bytes))
        .collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "writes 149 workbooks and a register"; names match `<unit code>_<unit slug>.xlsx`, ASCII, the slug
/// at most 40 characters.
#[test]
fn there_is_one_workbook_for_each_unit_and_a_register() {
    let files = files();
    assert_eq!(files.len(), 149 + 2);
    let mut units = BTreeSet::new();
    for name in files.keys().filter(|name| !name.starts_with("so-phat-hanh.")) {
        let (code, slug) = name.strip_suffix(".xlsx").unwrap().split_once('_').unwrap();
        let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        assert!(code.chars().all(is_code), "{name}");
        let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(slug.chars().all(is_slug) && (1..=40).contains(&slug.len()), "{name}");
        assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{name}");
        units.insert(code.to_owned());
    }
    assert_eq!(units, definition().units.iter().map(|(code, _)| code.clone()).collect());
}

/// Design §4: serial, unit code, unit name, file, sha256, campaign, period, template version, issued
/// on; a BOM; codes keep their zeros.
#[test]
fn the_register_says_what_was_issued() {
    let files = files();
    let text = String::from_utf8(files["so-phat-hanh.csv"].clone()).unwrap();
    let text = text.strip_prefix('\u{FEFF}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let expected =
        ["serial", "unit", "name", "file", "sha256", "campaign", "period", "version", "issued_on"];
    assert_eq!(header, expected);
    let lines: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(lines.len(), 149);
    for (index, (line, (code, _))) in lines.iter().zip(&definition().units).enumerate() {
        assert_eq!(line[0], (index + 1).to_string());
        assert_eq!(&line[1], code);
        assert_eq!(line[4], sha256(&files[&line[3]]), "{}", &line[3]);
        assert_eq!(
            [&line[5], &line[6], &line[7], &line[8]],
            ["hanoi-2025", "2025-9t", "1", "2025-09-15"]
        );
    }
    // The same for people, the codes as text.
    let book = Package::from_bytes(files["so-phat-hanh.xlsx"].clone());
    let strings = book.part("xl/sharedStrings.xml");
    assert!(
        strings.contains(">00004<") && strings.contains(">15/09/2025<"),
        "codes and dates as text"
    );
    for line in &lines {
        assert!(strings.contains(&line[4]), "{}", &line[4]);
    }
    assert!(!book.part("xl/worksheets/sheet1.xml").contains("<f>"));
}

/// "each holding only its unit's rows, the lead agencies their `city` rows too", by an independent
/// reading of the definition; every input cell has its name.
#[test]
fn every_workbook_asks_its_unit_and_nothing_else() {
    for (unit, _) in &definition().units {
        let workbook = blank(unit);
        let expected = definition().input_names(unit);
        let forms: Vec<&Form> = definition()
            .forms
            .iter()
            .filter(|form| expected.contains(&format!("bdhvs_{}_meta_date", form.id)))
            .collect();
        let found: BTreeSet<String> = workbook
            .names()
            .keys()
            .filter(|name| !name.starts_with("bdhvs_id_"))
            .cloned()
            .collect();
        assert_eq!(found, expected, "{unit}");
        // Every name leads to a cell of its own, on the sheet of its form.
        let spots: BTreeSet<_> = found.iter().map(|name| &workbook.names()[name]).collect();
        assert_eq!(spots.len(), found.len(), "{unit}: two names for one cell");
        for name in &found {
            let form = name.split('_').nth(1).unwrap();
            let form = forms.iter().find(|other| other.id == form).unwrap();
            assert_eq!(workbook.names()[name].sheet, form.sheet, "{unit} {name}");
        }
        let sheets = workbook.sheets();
        assert_eq!(sheets.last().map(String::as_str), Some("_bdhvs"), "{unit}");
        assert_eq!(sheets.len(), forms.len() + 2, "{unit}");
    }
}

/// Design §4: identity is carried four times.
#[test]
fn all_carriers_of_the_identity_are_there() {
    for unit in ["00004", "SO-NV", "BQL-KCNC-KCN", "CD-CNC"] {
        let workbook = blank(unit);
        let custom = workbook.part("docProps/custom.xml");
        for (key, value) in [
            ("campaign", "hanoi-2025"),
            ("period", "2025-9t"),
            ("unit", unit),
            ("version", "1"),
            ("schema", "bdhvs.form/1"),
        ] {
            let at = custom.find(&format!("name=\"bdhvs.{key}\"")).unwrap();
            let property = &custom[at..at + custom[at..].find("</property>").unwrap()];
            // A string, because other programs turn 00004 into 4.
            assert!(property.contains(&format!("<vt:lpwstr>{value}</vt:lpwstr>")), "{property}");
        }
        let core = workbook.part("docProps/core.xml");
        let keywords =
            format!("bdhvs; campaign=hanoi-2025; period=2025-9t; unit={unit}; version=1");
        assert!(core.contains(&format!("<cp:keywords>{keywords}</cp:keywords>")), "{core}");
        let book = workbook.part("xl/workbook.xml");
        assert!(book.contains("name=\"_bdhvs\"") && book.contains("state=\"hidden\""), "{book}");
        assert!(!book.contains("veryHidden"));
        for part in ["schema", "campaign", "period", "unit", "version"] {
            assert!(workbook.names().contains_key(&format!("bdhvs_id_{part}")), "{part}");
        }
        let strings = workbook.part("xl/sharedStrings.xml");
        assert!(strings.contains(&format!("đơn vị {unit} –")), "printed on the sheets");
    }
}

/// "Deterministic output": a second run, and any number of threads, give the same bytes.
#[test]
fn the_same_inputs_give_the_same_bytes() {
    let folder = Folder::new();
    let base = ["template", "-c", "hanoi-2025", "--date", "2025-09-15"];
    folder.run(base.iter().chain(&["-o", "out", "--jobs", "1"])).check();
    let first = folder.tree();
    assert!(first == issued().tree(), "one thread and several differ");
    folder.run(base.iter().chain(&["-o", "out", "--jobs", "2"])).writes(&[]).check();
    assert!(folder.tree() == first, "a second run differs");
    // The day of the run is in the register only, and an unchanged file keeps its day of issue.
    folder
        .run(["template", "-c", "hanoi-2025", "--date", "2025-10-01", "-o", "out"])
        .writes(&[])
        .check();
    // Without --date the clock is SOURCE_DATE_EPOCH, in UTC.
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "epoch", "--unit", "SO-NV"])
        .env("SOURCE_DATE_EPOCH", "1757894400")
        .check();
    let register = String::from_utf8(folder.read("epoch/so-phat-hanh.csv")).unwrap();
    assert!(register.contains(",2025-09-15"), "{register}");
}

/// A workbook that was changed after it was issued may be somebody's work: it is never replaced.
#[test]
fn a_changed_workbook_is_never_overwritten() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "--unit", "SO-NV", "--unit", "SO-YT", "-o", "out"])
        .check();
    let names: Vec<String> = folder.tree().into_keys().collect();
    let changed = names.iter().find(|name| name.contains("SO-NV_")).unwrap();
    let mut workbook = Package::open(&folder.path(changed));
    workbook.put("bieu2_4_own_value", Put::Number("5"));
    folder.write(changed, workbook.bytes());
    for arguments in [&["--unit", "SO-NV"][..], &[]] {
        folder
            .run(["template", "-c", "hanoi-2025", "-o", "out"].iter().chain(arguments))
            .status(2)
            .stdout("")
            .stderr_has(changed.rsplit('/').next().unwrap())
            .writes(&[])
            .check();
    }
}

/// Issuing for one unit keeps the lines and the serial numbers of the others.
#[test]
fn issuing_for_one_unit_keeps_the_register() {
    let folder = Folder::new();
    let issue = |more: &[&str]| {
        folder.run(["template", "-c", "hanoi-2025", "-o", "out"].iter().chain(more)).check();
        String::from_utf8(folder.read("out/so-phat-hanh.csv")).unwrap()
    };
    let first = issue(&["--unit", "SO-NV", "--unit", "00004", "--date", "2025-09-15"]);
    assert_eq!(first.lines().count(), 3);
    let second = issue(&["--unit", "SO-YT", "--date", "2025-09-16"]);
    assert!(second.starts_with(&first), "{second}");
    let added = second.lines().last().unwrap();
    assert!(added.starts_with("3,SO-YT,") && added.ends_with(",2025-09-16"), "{added}");
    assert_eq!(issue(&["--unit", "SO-NV", "--date", "2025-09-17"]), second);
    // Units in the register's xlsx too.
    let strings = Package::open(&folder.path("out/so-phat-hanh.xlsx")).part("xl/sharedStrings.xml");
    for unit in ["SO-NV", "00004", "SO-YT"] {
        assert!(strings.contains(&format!(">{unit}<")), "{unit}");
    }
}

/// Two periods in one folder would leave one workbook and two lines about it, one of them untrue.
#[test]
fn another_period_does_not_replace_what_was_issued() {
    let folder = Folder::new();
    let issue = |period: &str| {
        folder.run(["template", "-c", "hanoi-2025", "--unit", "SO-NV", "-o", "out", "-p", period])
    };
    issue("2025-9t").check();
    issue("2025")
        .status(2)
        .stdout("")
        .stderr_has("2025-9t")
        .stderr_has("SO-NV_")
        .writes(&[])
        .check();
    issue("2025-9t").writes(&[]).check();
}

/// The register is written last: a run that was cut short can simply be run again.
#[test]
fn a_run_that_was_cut_short_can_be_run_again() {
    let folder = Folder::new();
    let arguments =
        ["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV", "--unit", "SO-YT"];
    folder.run(arguments).check();
    let whole = folder.tree();
    for lost in ["out/so-phat-hanh.csv", "out/so-phat-hanh.xlsx"] {
        std::fs::remove_file(folder.path(lost)).unwrap();
    }
    folder.run(arguments).check();
    assert!(folder.tree() == whole);
}

/// A register that cannot be read is not started over.
#[test]
fn a_broken_register_is_named() {
    let folder = Folder::new();
    folder.write("out/so-phat-hanh.csv", "\u{FEFF}serial,unit\nx,y\n");
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV"])
        .status(2)
        .stderr_has("so-phat-hanh.csv")
        .writes(&[])
        .check();
}

/// The parts of a workbook that are form sheets.
fn form_sheets(workbook: &Package) -> Vec<String> {
    let sheets = sheets_with_forms(workbook);
    sheets.iter().map(|sheet| workbook.part(&workbook.sheet_part(sheet))).collect()
}

/// The sheets with a form to fill in, in tab order.
fn sheets_with_forms(workbook: &Package) -> Vec<String> {
    let names = workbook.names().iter().filter(|(name, _)| name.ends_with("_meta_date"));
    let forms: BTreeSet<&String> = names.map(|(_, spot)| &spot.sheet).collect();
    let mut sheets = workbook.sheets();
    sheets.retain(|sheet| forms.contains(sheet));
    assert_eq!(sheets.len(), forms.len());
    sheets
}

/// The text between two marks, every time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}

/// Design §4: A4, header rows repeated, Times New Roman, locked without a password.
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
        .filter(|(name, spot)| name.contains("_meta_") && spot.sheet == sheet)
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

/// Design §4: "its `value` is a formula over them"; it is in percent points, "never `%`-formatted",
/// and the file stores an empty result for it, not 0.
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

/// Forms of an issued workbook can be asked for in several ways of one unit only once.
#[test]
fn a_unit_named_twice_is_issued_once() {
    let folder = Folder::new();
    folder
        .run(["template", "-c", "hanoi-2025", "-o", "out", "--unit", "SO-NV", "--unit", "SO-NV"])
        .stdout_has("1")
        .check();
    assert_eq!(folder.tree().len(), 3);
    let name = workbook_path("SO-NV").file_name().unwrap().to_string_lossy().into_owned();
    assert_eq!(folder.read(&format!("out/{name}")), issued().read(&format!("out/{name}")));
}
