//! Whose file it is, and what kind of file (docs/contract/identity.md): the names that a form prints
//! count beside its codes, a code that became a number is known again, a file that says two things of
//! itself is never passed over.

use std::path::PathBuf;

use serde_json::Value;

use crate::definition::folder as definition_folder;
use crate::fill::{Package, Put, Spot};
use crate::issued::{blank, clean, only};
use crate::office;
use crate::run::Folder;

const STRINGS: &str = "xl/sharedStrings.xml";
const HEAD: &str = "PHƯỜNG HOÀN KIẾM";
const LINE: &str = "đơn vị 00070 – Phường Hoàn Kiếm";

/// A clean return of Phường Hoàn Kiếm with another text in the first cell of each sheet, and another
/// name in the line of the identity.
fn renamed(head: &str, line: &str) -> Package {
    let mut workbook = clean("00070");
    workbook.replace(&[STRINGS], &format!("<t>{HEAD}</t>"), &format!("<t>{head}</t>"));
    workbook.replace(&[STRINGS], LINE, &format!("đơn vị 00070 – {line}"));
    workbook
}

#[track_caller]
fn validated(files: &[(&str, Vec<u8>)], status: i32, more: &[&str]) -> Vec<Value> {
    let folder = Folder::new();
    for (name, content) in files {
        folder.write(&format!("in/{name}"), content);
    }
    let arguments = ["validate", "in", "--format", "json"];
    let report = folder.run(arguments.iter().chain(more)).status(status).writes(&[]).check().json();
    report["files"].as_array().unwrap().clone()
}

#[track_caller]
fn one(name: &str, content: Vec<u8>, status: i32) -> Value {
    validated(&[(name, content)], status, &[])[0].clone()
}

fn codes(file: &Value) -> Vec<(&str, &str)> {
    let findings = file["findings"].as_array().unwrap().iter();
    findings.map(|f| (f["code"].as_str().unwrap(), f["severity"].as_str().unwrap())).collect()
}

fn message(file: &Value) -> &str {
    file["findings"][0]["message"].as_str().unwrap()
}

#[track_caller]
fn assert_conflict(file: &Value, said: &[&str]) {
    assert_eq!(file["status"], "rejected", "{file:#}");
    assert_eq!(codes(file), [("BD203", "error")], "{file:#}");
    assert!(file["unit"].is_null(), "whose it is, is not known: {file:#}");
    assert_eq!(file["cells"]["used"], 0);
    for said in said {
        assert!(message(file).contains(said), "{said}: {}", message(file));
    }
}

/// However the name of another unit is written, in the first cell, in the line, in both.
#[test]
fn bd203_the_name_of_another_unit_is_a_conflict() {
    for (head, line) in [
        ("PHƯỜNG CỬA NAM", "Phường Cửa Nam"),
        ("PHƯỜNG CỬA NAM", "Phường Hoàn Kiếm"),
        (HEAD, "Phường Cửa Nam"),
        ("UBND phường Cửa Nam", "Phường Hoàn Kiếm"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG CỬA NAM", "Phường Hoàn Kiếm"),
        ("P. CỬA NAM", "Phường Hoàn Kiếm"),
        ("PHUONG CUA NAM", "Phường Hoàn Kiếm"),
        ("Cửa Nam", "Phường Hoàn Kiếm"),
        ("Đơn vị: Phường Cửa Nam, TP Hà Nội", "Phường Hoàn Kiếm"),
        // TCVN3.
        ("PH¦êNG CöA NAM", "Phường Hoàn Kiếm"),
    ] {
        let file = one("a.xlsx", renamed(head, line).bytes(), 1);
        assert_conflict(&file, &["Phường Hoàn Kiếm (00070)", "Phường Cửa Nam (00082)", "Biểu 1"]);
    }
    let mut guide = clean("00070");
    let first = Spot { sheet: "Hướng dẫn".to_owned(), cell: "A1".to_owned() };
    guide.put_at(&first, Put::Text("PHƯỜNG CỬA NAM"));
    assert_conflict(&one("a.xlsx", guide.bytes(), 1), &["“Hướng dẫn” A1"]);
    // A row inserted above the head moves the name down.
    let moved = Spot { sheet: "Biểu 2".to_owned(), cell: "A1".to_owned() };
    let mut workbook = clean("00070");
    workbook.put_at(&moved, Put::Text("Phường Cửa Nam"));
    assert_conflict(&one("a.xlsx", workbook.bytes(), 1), &["“Biểu 2” A1"]);
}

/// Another spelling of the unit's own name says nothing, nor does a name that is gone.
#[test]
fn a_name_in_another_spelling_is_no_finding() {
    for (head, line) in [
        ("Phường Hoàn Kiếm", "PHƯỜNG HOÀN KIẾM"),
        ("UBND PHƯỜNG HOÀN KIẾM", "UBND phường Hoàn Kiếm"),
        ("ỦY BAN NHÂN DÂN\nPHƯỜNG HOÀN KIẾM", "P.Hoàn Kiếm"),
        ("UBND P. HOÀN KIẾM", "Hoàn Kiếm"),
        ("PHUONG HOAN KIEM", "Phuong Hoan Kiem"),
        ("PHƯỜNG HOÀN KIẾM - THÀNH PHỐ HÀ NỘI", "Phường Hoàn Kiếm, Hà Nội"),
        ("HĐND VÀ UBND PHƯỜNG HOÀN KIẾM", "Phường  Hoàn Kiếm"),
        ("PH¦êNG HOµN KIÕM", "Phường Hoàn Kiếm"),
        ("", "Phường Hoàn Kiếm"),
        ("Ủy ban nhân dân", "Phường Hoàn Kiếm"),
    ] {
        let file = one("a.xlsx", renamed(head, line).bytes(), 0);
        assert_eq!(file["unit"], "00070", "{head}");
        assert!(codes(&file).is_empty(), "{head}: {file:#}");
    }
    let mut department = clean("SO-YT");
    department.replace(&[STRINGS], "<t>SỞ Y TẾ</t>", "<t>SYT</t>");
    assert!(codes(&one("a.xlsx", department.bytes(), 0)).is_empty());
}

/// A name that nobody has is a changed text of the form, at its cell.
#[test]
fn bd303_the_name_of_nobody_is_an_altered_text() {
    let file = one("a.xlsx", renamed("TỔ CÔNG TÁC SỐ 4", "Phường Hoàn Kiếm").bytes(), 0);
    assert_eq!((&file["status"], &file["unit"]), (&"accepted".into(), &"00070".into()));
    let findings = file["findings"].as_array().unwrap();
    assert!(findings.len() >= 4 && codes(&file).iter().all(|c| *c == ("BD303", "warning")));
    for finding in findings {
        assert_eq!(finding["cell"], "A1");
        assert_eq!(finding["raw"], "TỔ CÔNG TÁC SỐ 4");
        assert!(finding["message"].as_str().unwrap().contains("Phường Hoàn Kiếm"));
    }
    assert!(findings.iter().any(|finding| finding["sheet"] == "Biểu 2"));
}

/// Former names and the names of those that a unit was formed from are its own.
#[test]
fn aliases_and_predecessors_are_names_of_the_unit() {
    let folder = Folder::new();
    copy(&definition_folder(), &folder.path("own"));
    let units = std::fs::read_to_string(folder.path("own/units.csv")).unwrap();
    let units: Vec<String> = units
        .lines()
        .map(|line| match line {
            _ if line.starts_with("00070,") => {
                "00070,Phường Hoàn Kiếm,phường,commune;state-agency,,Phường Hàng Trống,,,2025-07-01,,01234,"
                    .to_owned()
            }
            _ if line.starts_with("00082,") => {
                "00082,Phường Cửa Nam,phường,commune;state-agency,,Phường Trần Hưng Đạo,,,2025-07-01,,,"
                    .to_owned()
            }
            _ => line.to_owned(),
        })
        .chain(["01234,Phường Tràng Tiền,phường,commune,,,,,,2025-06-30,,".to_owned()])
        .collect();
    folder.write("own/units.csv", units.join("\n"));
    for (name, expected) in [
        ("Phường Hàng Trống", None),
        ("UBND phường Tràng Tiền", None),
        ("Phường Trần Hưng Đạo", Some("BD203")),
        // A unit that is no longer asked is nobody.
        ("Phường Hàng Bài", Some("BD303")),
    ] {
        folder.write("in/a.xlsx", renamed(name, "Phường Hoàn Kiếm").bytes());
        let run = folder.run(["validate", "in", "--format", "json", "-c", "own"]);
        let report = run.status(i32::from(expected == Some("BD203"))).check().json();
        let found = report["files"][0]["findings"][0]["code"].as_str();
        assert_eq!(found, expected, "{name}: {report:#}");
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// The letter goes by the name of the file, since nobody knows to whom; nothing of it counts.
#[test]
fn a_conflict_of_names_keeps_the_figures_out() {
    let folder = Folder::new();
    folder.write("in/x.xlsx", renamed("PHƯỜNG CỬA NAM", "Phường Cửa Nam").bytes());
    folder.write("in/b.xlsx", clean("00004").bytes());
    let run = folder.run(["merge", "in", "-o", "m.xlsx", "--json", "m.json", "-c", "hanoi-2025"]);
    run.status(1).check();
    let city = folder.json("m.json");
    assert_eq!(city["units"]["submitted"], 1, "{:#}", city["units"]);
    let run = folder.run(["validate", "in", "--feedback", "out", "-c", "hanoi-2025"]);
    run.status(1).check();
    let letter = String::from_utf8(folder.read("out/x.txt")).unwrap();
    assert!(letter.contains("Phường Hoàn Kiếm") && letter.contains("Phường Cửa Nam"), "{letter}");
    assert!(!folder.path("out/00070-sua.xlsx").exists());
}

/// A code that became a number is known again where the printed name agrees, in whatever carrier.
#[test]
fn bd201_a_code_that_became_a_number_is_completed() {
    let unit_cell = Spot { sheet: "_bdhvs".to_owned(), cell: "B4".to_owned() };
    let carriers: [&[usize]; 6] = [&[0], &[1], &[2], &[3], &[0, 1, 2, 3], &[2, 3]];
    let change = |workbook: &mut Package, carriers: &[usize], digits: &str| {
        for carrier in carriers {
            match carrier {
                0 => workbook.replace(&["docProps/custom.xml"], ">00070<", &format!(">{digits}<")),
                1 => workbook.replace(
                    &["docProps/core.xml"],
                    "unit=00070",
                    &format!("unit={digits}"),
                ),
                2 => workbook.put_at(&unit_cell, Put::Number(digits)),
                _ => workbook.replace(&[STRINGS], "đơn vị 00070", &format!("đơn vị {digits}")),
            };
        }
    };
    for carriers in carriers {
        let mut workbook = clean("00070");
        change(&mut workbook, carriers, "70");
        let file = one("a.xlsx", workbook.bytes(), 0);
        assert_eq!(file["unit"], "00070", "{carriers:?}: {file:#}");
        assert_eq!(codes(&file), [("BD201", "info")], "{carriers:?}: {file:#}");
        assert!(message(&file).contains("“70”") && message(&file).contains("(00070)"));
        // The name printed is another unit's, or nobody's: it is asked.
        let mut other = renamed("PHƯỜNG CỬA NAM", "Phường Cửa Nam");
        change(&mut other, carriers, "70");
        let file = one("a.xlsx", other.bytes(), 1);
        assert_eq!(file["status"], "rejected", "{carriers:?}: {file:#}");
        assert!(file["unit"].is_null(), "{carriers:?}: {file:#}");
        let mut none = renamed("TỔ CÔNG TÁC", "Tổ công tác");
        none.replace(&[STRINGS], "đơn vị 00070 – Tổ công tác", "đơn vị 00070");
        change(&mut none, carriers, "70");
        assert_eq!(one("a.xlsx", none.bytes(), 1)["status"], "rejected", "{carriers:?}");
    }
    // No code of the list results.
    let mut workbook = clean("00070");
    change(&mut workbook, &[0, 1, 2, 3], "71");
    let file = one("a.xlsx", workbook.bytes(), 1);
    assert_eq!(codes(&file), [("BD201", "error")], "{file:#}");
    // Two codes are still two.
    let mut workbook = clean("00070");
    change(&mut workbook, &[0], "82");
    assert_eq!(codes(&one("a.xlsx", workbook.bytes(), 1)), [("BD203", "error")]);
}

/// A property alone must not make a return vanish; nor may the cells of a form be those of a register.
#[test]
fn bd206_a_file_of_two_kinds_is_rejected_and_never_ignored() {
    let schema = Spot { sheet: "_bdhvs".to_owned(), cell: "B1".to_owned() };
    for kind in ["consolidation", "register", "definition", "feedback", "reminders"] {
        let kind = format!("bdhvs.{kind}/1");
        let mut property = clean("00070");
        property.replace(&["docProps/custom.xml"], "bdhvs.form/1", &kind);
        let mut hidden = clean("00070");
        hidden.put_at(&schema, Put::Text(&kind));
        // Every carrier of the kind is changed: the cells of the form are still there.
        let mut both = clean("00070");
        both.replace(&["docProps/custom.xml"], "bdhvs.form/1", &kind);
        both.put_at(&schema, Put::Text(&kind));
        for workbook in [property, hidden, both] {
            let file = one("a.xlsx", workbook.bytes(), 1);
            assert_eq!(file["status"], "rejected", "{kind}: {file:#}");
            assert_eq!(codes(&file), [("BD206", "error")], "{kind}: {file:#}");
            assert_eq!(file["unit"], "00070");
        }
    }
    // What is no kind at all says nothing.
    let mut unknown = clean("00070");
    unknown.replace(&["docProps/custom.xml"], "bdhvs.form/1", "abc");
    assert_eq!(codes(&one("a.xlsx", unknown.bytes(), 0)), []);
}

/// A return that says in one place that it is a result is never written over.
#[test]
fn a_return_that_calls_itself_a_result_is_not_written_over() {
    let folder = Folder::new();
    let mut workbook = clean("00070");
    workbook.replace(&["docProps/custom.xml"], "bdhvs.form/1", "bdhvs.consolidation/1");
    folder.write("in/a.xlsx", workbook.bytes());
    let run = folder.run(["merge", "in", "-o", "in/a.xlsx", "-c", "hanoi-2025"]);
    run.status(2).stderr_has("a.xlsx").writes(&[]).check();
}

/// A name given to another unit's file warns with both, and decides nothing.
#[test]
fn bd116_a_file_named_for_another_unit_names_both() {
    for name in [
        "00082_phuong-cua-nam.xlsx",
        "00082_PHUONG-CUA-NAM (1).xlsx",
        "00082-sua.xlsx",
        "SO-YT_so-y-te.xlsx",
    ] {
        let file = one(name, clean("00070").bytes(), 0);
        assert_eq!(file["unit"], "00070");
        assert_eq!(codes(&file), [("BD116", "warning")], "{name}: {file:#}");
        assert!(message(&file).contains("Phường Hoàn Kiếm (00070)"), "{}", message(&file));
    }
    for name in [
        "00070_phuong-hoan-kiem.xlsx",
        "00070_phuong-hoan-kiem (2).xlsx",
        "00070-sua.xlsx",
        "bao-cao.xlsx",
        "00082.xlsx",
        "Cửa Nam.xlsx",
    ] {
        assert!(codes(&one(name, clean("00070").bytes(), 0)).is_empty(), "{name}");
    }
}

/// The same in the formats that other programs save, and in a form that was not filled by us.
#[test]
#[needs(LibreOffice)]
fn whose_it_is_in_every_format() {
    let folder = Folder::new();
    let unit_cell = Spot { sheet: "_bdhvs".to_owned(), cell: "B4".to_owned() };
    let mut number = clean("00070");
    number.put_at(&unit_cell, Put::Number("70"));
    number.replace(&[STRINGS], "đơn vị 00070", "đơn vị 70");
    let mut kind = clean("00070");
    kind.replace(&["docProps/custom.xml"], "bdhvs.form/1", "bdhvs.register/1");
    let made = [
        ("other", renamed("PHƯỜNG CỬA NAM", "Phường Cửa Nam"), "BD203"),
        ("nobody", renamed("TỔ SỐ 4", "Phường Hoàn Kiếm"), "BD303"),
        ("own", renamed("UBND P. HOÀN KIẾM", "Phuong Hoan Kiem"), ""),
        ("number", number, "BD201"),
        ("kind", kind, "BD206"),
    ];
    let files: Vec<PathBuf> = made
        .iter()
        .map(|(name, workbook, _)| {
            let name = format!("{name}.xlsx");
            folder.write(&name, workbook.bytes());
            folder.path(&name)
        })
        .collect();
    for extension in ["xlsx", "xls", "ods"] {
        let out = folder.path(&format!("out-{extension}"));
        office::convert(&files, extension, &out, &folder.path("home"));
        for (name, _, code) in &made {
            let path = out.join(format!("{name}.{extension}"));
            let output = folder
                .run(["validate", "--format", "json", "-c", "hanoi-2025"])
                .arg(&path)
                .status(i32::from(["BD203", "BD206"].contains(code)))
                .check();
            let file = output.json()["files"][0].clone();
            let found = file["findings"][0]["code"].as_str().unwrap_or_default();
            assert_eq!(found, *code, "{name}.{extension}: {file:#}");
        }
    }
}

/// A file with little or nothing filled in is its unit's all the same.
#[test]
fn an_empty_form_is_its_units() {
    let workbook = only("00070", &[("bieu2_4_own_value", Put::Number("5"))]);
    assert_eq!(one("a.xlsx", workbook.bytes(), 1)["unit"], "00070");
    assert_eq!(one("a.xlsx", blank("00070").bytes(), 1)["unit"], "00070");
}

/// Every carrier of the identity says the lead agency, and the form is that of a commune: its own figures
/// are not those of the whole area, whether its cells have their names or not.
#[test]
fn own_figures_are_never_those_of_the_whole_area() {
    for with_names in [true, false] {
        let mut workbook = clean("00004");
        let parts = ["docProps/custom.xml", "docProps/core.xml", STRINGS];
        workbook.replace(&parts, "00004", "SO-NV");
        workbook.replace(&[STRINGS], "PHƯỜNG BA ĐÌNH", "SỞ NỘI VỤ");
        workbook.replace(&[STRINGS], "Phường Ba Đình", "Sở Nội vụ");
        if !with_names {
            workbook.forget(|name| name.starts_with("bieu"));
        }
        let folder = Folder::new();
        folder.write("in/a.xlsx", workbook.bytes());
        let run = folder.run(["merge", "in", "-o", "m.xlsx", "--json", "m.json"]);
        run.args(["-c", "hanoi-2025"]).status(1).check();
        let city = folder.json("m.json");
        assert_eq!(city["files"][0]["outcome"], "merged");
        let rows = city["indicators"].as_array().unwrap();
        let reported = rows.iter().filter(|row| !row["reported"].as_array().unwrap().is_empty());
        assert_eq!(reported.count(), 0, "with names: {with_names}");
        // What is its own in its own form too counts as that.
        let own = |row: &&Value| row["form"] == "bieu1" && row["indicator"] == "1";
        assert_eq!(rows.iter().find(own).unwrap()["rollup"]["numerator"], 970);
    }
}

/// The other way round: the figures of the area are not those of a unit.
#[test]
fn figures_of_the_whole_area_are_never_a_units_own() {
    for with_names in [true, false] {
        let mut workbook = clean("SO-NV");
        let parts = ["docProps/custom.xml", "docProps/core.xml", STRINGS];
        workbook.replace(&parts, "SO-NV", "00004");
        workbook.replace(&[STRINGS], "SỞ NỘI VỤ", "PHƯỜNG BA ĐÌNH");
        workbook.replace(&[STRINGS], "– Sở Nội vụ", "– Phường Ba Đình");
        if !with_names {
            workbook.forget(|name| name.starts_with("bieu"));
        }
        let folder = Folder::new();
        folder.write("in/a.xlsx", workbook.bytes());
        let run = folder.run(["merge", "in", "-o", "m.xlsx", "--json", "m.json"]);
        run.args(["-c", "hanoi-2025"]).status(1).check();
        let city = folder.json("m.json");
        assert_eq!(city["files"][0]["outcome"], "merged", "{:#}", city["files"]);
        for row in city["indicators"].as_array().unwrap() {
            let is_area =
                row["form"] == "bieu1" && ["3", "7"].iter().any(|id| row["indicator"] == *id);
            let answered = &row["rollup"]["answered"];
            assert!(!is_area || *answered == 0, "with names: {with_names}: {row:#}");
        }
    }
}

/// The form of a lead agency that lost the names of its cells is read by its lines.
#[test]
fn a_lead_agency_without_names_is_read_by_the_lines_over_its_rows() {
    let mut workbook = clean("SO-NV");
    workbook.forget(|name| name.starts_with("bieu"));
    let folder = Folder::new();
    folder.write("in/a.xlsx", workbook.bytes());
    let run = folder.run(["merge", "in", "-o", "m.xlsx", "--json", "m.json", "-c", "hanoi-2025"]);
    run.check();
    let city = folder.json("m.json");
    let row = |id: &str| {
        let rows = city["indicators"].as_array().unwrap().iter();
        let mut row = rows.filter(|row| row["form"] == "bieu1" && row["indicator"] == id);
        row.next().unwrap().clone()
    };
    assert_eq!(row("3")["reported"][0]["numerator"], 970);
    assert_eq!(row("1")["rollup"]["numerator"], 970);
}
