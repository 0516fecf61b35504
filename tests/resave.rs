//! A filled form saved again by LibreOffice as .xlsx, .ods and .xls says the same in all three.
//!
//! A normal run takes one unit of each kind; `BDHVS_ALL=1` takes every unit.

#[macro_use]
extern crate harness;

mod office;
#[path = "common/parts.rs"]
mod parts;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use assert_cmd::Command;
use harness::Need;
use parts::{packed, unpacked};
use serde_json::Value;
use tempfile::TempDir;

/// One of each kind, and every lead agency.
const SAMPLE: [&str; 11] = [
    "00175",
    "09988",
    "SO-NV",
    "SO-KHCN",
    "SO-GDDT",
    "SO-VHTT",
    "CATP",
    "NHNN-KV1",
    "THANHDOAN",
    "BAO-PTTH",
    "CD-CNC",
];

fn bdhvs() -> Command {
    Command::cargo_bin("bdhvs").unwrap()
}

fn issue(folder: &Path) -> Vec<PathBuf> {
    let mut command = bdhvs();
    command.args(["template", "-c", "hanoi-2025", "--date", "2025-09-10", "-q", "-o"]).arg(folder);
    if std::env::var_os("BDHVS_ALL").is_none() {
        command.args(SAMPLE.iter().flat_map(|code| ["--unit", code]));
    }
    command.assert().success();
    let mut forms: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "xlsx"))
        .filter(|path| !path.ends_with("so-phat-hanh.xlsx"))
        .collect();
    forms.sort();
    forms
}

// ------------------------------------------------- filling by name, in the XML

/// What stands in a cell after filling.
enum Content {
    Number(&'static str),
    Text(&'static str),
}

impl Content {
    fn xml(&self, cell: &str, style: &str) -> String {
        match self {
            Self::Number(number) => format!("<c r=\"{cell}\"{style}><v>{number}</v></c>"),
            Self::Text(text) => {
                format!("<c r=\"{cell}\"{style} t=\"inlineStr\"><is><t>{text}</t></is></c>")
            }
        }
    }
}

/// The input cells: name to sheet part and address. The sheets of an issued form are numbered in
/// their order.
fn input_cells(workbook: &str) -> BTreeMap<String, (String, String)> {
    let between = |text: &str, from: &str, to: &str| -> Option<String> {
        Some(text.split_once(from)?.1.split_once(to)?.0.to_owned())
    };
    let sheets: Vec<String> = workbook
        .split("<sheet ")
        .skip(1)
        .filter_map(|sheet| between(sheet, "name=\"", "\""))
        .collect();
    workbook
        .split("<definedName ")
        .skip(1)
        .filter_map(|defined| {
            let name = between(defined, "name=\"", "\"")?;
            let target = between(defined, ">", "<")?;
            let (sheet, cell) = target.rsplit_once('!')?;
            let sheet = sheet.trim_matches('\'');
            let part = 1 + sheets.iter().position(|other| other == sheet)?;
            name.starts_with("bdhvs_").then(|| {
                let part = format!("xl/worksheets/sheet{part}.xml");
                (name, (part, cell.replace('$', "")))
            })
        })
        .collect()
}

/// What a clerk writes in the rows of a form: right and wrong in turn.
fn answers(names: &BTreeMap<String, (String, String)>) -> BTreeMap<String, Content> {
    use Content::{Number, Text};
    let mut filled = BTreeMap::new();
    let rows: Vec<&str> = names
        .keys()
        .filter(|name| !name.contains("_meta_"))
        .filter_map(|name| name.strip_suffix("_value"))
        .collect();
    for (turn, row) in rows.into_iter().enumerate() {
        let mut write = |field: &str, content| {
            let name = format!("{row}_{field}");
            assert!(names.contains_key(&name), "{name}");
            filled.insert(name, content);
        };
        if row.contains("_bieu1_6_") {
            write("value", Number("3"));
            write("evidence", Text("Bảng xếp hạng công bố ngày 20/9/2025"));
        } else if names.contains_key(&format!("{row}_people")) {
            write("value", Text("Đã bố trí"));
            write("people", Number("3"));
        } else if names.contains_key(&format!("{row}_numerator")) {
            let (value, n, d) = [
                (None, Some("39100"), Some("46000")),
                (Some(Number("0.855")), Some("855"), Some("1000")),
                (Some(Number("0.883")), None, None),
                (None, Some("8499"), Some("10000")),
                (Some(Text("85,5%")), None, None),
                (None, Some("120"), Some("100")),
                (Some(Number("91")), Some("84"), Some("100")),
                (Some(Text("Không áp dụng")), None, None),
            ]
            .into_iter()
            .nth(turn % 8)
            .unwrap();
            value.into_iter().for_each(|value| write("value", value));
            n.into_iter().for_each(|n| write("numerator", Number(n)));
            d.into_iter().for_each(|d| write("denominator", Number(d)));
        } else {
            let value = [
                Some(Number("350")),
                Some(Text("1.250 người")),
                Some(Text("Không phát sinh")),
                None,
                Some(Text("hơn 200")),
                Some(Number("12.5")),
                Some(Number("1.234")),
                Some(Text("1.250")),
                Some(Text("Chưa có số liệu")),
                Some(Number("-2")),
            ]
            .into_iter()
            .nth(turn % 10)
            .unwrap();
            value.into_iter().for_each(|value| write("value", value));
            if turn % 3 == 0 {
                write("evidence", Text("Kế hoạch số 17/KH-UBND ngày 15/7/2025"));
            }
        }
    }
    for (turn, name) in names.keys().filter(|name| name.ends_with("_own_status")).enumerate() {
        let status = ["Hoàn thành", "Đang thực hiện", "xong rồi", ""][turn % 4];
        let result = name.replace("_status", "_result");
        assert!(names.contains_key(&result), "{result}");
        if !status.is_empty() {
            filled.insert(name.clone(), Text(status));
            filled.insert(result, Text("- Kế hoạch số 17/KH-UBND;\n- 12 lớp, “cầm tay chỉ việc”."));
        }
    }
    for (turn, name) in names.keys().filter(|name| name.ends_with("_own_text")).enumerate() {
        let passages = ["Đã triển khai.\n\n- Không có vướng mắc.", "Không phát sinh", "", "100%"];
        if !passages[turn % 4].is_empty() {
            filled.insert(name.clone(), Text(passages[turn % 4]));
        }
    }
    filled
}

/// Fills a form through its defined names, as another program would.
fn fill(form: &Path, target: &Path) {
    let mut parts = unpacked(&fs::read(form).unwrap());
    let part = |parts: &[(String, Vec<u8>)], name: &str| -> usize {
        parts.iter().position(|(other, _)| other == name).unwrap()
    };
    let workbook = part(&parts, "xl/workbook.xml");
    let names = input_cells(std::str::from_utf8(&parts[workbook].1).unwrap());
    for (name, content) in answers(&names) {
        let (sheet, cell) = &names[&name];
        let at = part(&parts, sheet);
        let xml = String::from_utf8(std::mem::take(&mut parts[at].1)).unwrap();
        parts[at].1 = replace(&xml, cell, &content).into_bytes();
    }
    fs::write(target, packed(&parts)).unwrap();
}

/// The sheet with other content in one cell, of the same format.
fn replace(xml: &str, cell: &str, content: &Content) -> String {
    let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap();
    let open = start + xml[start..].find('>').unwrap();
    let end = if xml[..open].ends_with('/') {
        open + 1
    } else {
        open + xml[open..].find("</c>").unwrap() + "</c>".len()
    };
    let style = xml[start..open]
        .split_once(" s=\"")
        .map(|(_, rest)| format!(" s=\"{}\"", rest.split_once('"').unwrap().0))
        .unwrap_or_default();
    format!("{}{}{}", &xml[..start], content.xml(cell, &style), &xml[end..])
}

// ----------------------------------------------------------------- comparing

/// The report with what may differ between formats taken out: the extension, the raw spelling and
/// the messages that quote it, and how many other cells the format stores.
fn without_format(value: &mut Value, extension: &str) {
    match value {
        Value::Object(map) => {
            for key in ["raw", "message", "reason", "sha256", "ignored"] {
                map.remove(key);
            }
            map.values_mut().for_each(|value| without_format(value, extension));
        }
        Value::Array(values) => {
            values.iter_mut().for_each(|value| without_format(value, extension));
        }
        Value::String(text) => {
            if let Some(stem) = text.strip_suffix(&format!(".{extension}")) {
                *text = stem.to_owned();
            }
        }
        _ => {}
    }
}

/// What `validate` and `merge` say of a folder, whatever the format of its files.
fn reports(folder: &Path, extension: &str) -> [Value; 2] {
    let validation = bdhvs()
        .current_dir(folder)
        .args(["validate", ".", "-c", "hanoi-2025", "--format", "json"])
        .output()
        .unwrap();
    let out = tempfile::tempdir().unwrap();
    let json = out.path().join("out.json");
    bdhvs()
        .current_dir(folder)
        .args(["merge", ".", "-c", "hanoi-2025", "--date", "2025-10-02", "-q", "-o"])
        .arg(out.path().join("out.xlsx"))
        .arg("--json")
        .arg(&json)
        .assert()
        .code(1);
    [validation.stdout, fs::read(json).unwrap()].map(|bytes| {
        let mut report: Value = serde_json::from_slice(&bytes).unwrap();
        without_format(&mut report, extension);
        report
    })
}

/// The issued forms of the sample, filled, in a folder `filled`.
fn filled(folder: &Path) -> Vec<PathBuf> {
    let filled = folder.join("filled");
    fs::create_dir(&filled).unwrap();
    let fill = |form: &PathBuf| {
        let target = filled.join(form.file_name().unwrap());
        fill(form, &target);
        target
    };
    issue(&folder.join("issued")).iter().map(fill).collect()
}

/// Takes the findings of a rule out of a report.
fn without(report: &mut Value, code: &str) {
    match report {
        Value::Object(map) => map.values_mut().for_each(|value| without(value, code)),
        Value::Array(values) => {
            values.retain(|value| value["code"] != code);
            values.iter_mut().for_each(|value| without(value, code));
        }
        _ => {}
    }
}

/// The filled forms with what is said of them.
struct Originals {
    folder: TempDir,
    forms: Vec<PathBuf>,
    reports: [Value; 2],
}

/// Made once for all programs.
fn originals() -> &'static Originals {
    static ORIGINALS: OnceLock<Originals> = OnceLock::new();
    ORIGINALS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let forms = filled(folder.path());
        let reports = reports(&folder.path().join("filled"), "xlsx");
        Originals { folder, forms, reports }
    })
}

impl Originals {
    fn out(&self, program: &str, extension: &str) -> PathBuf {
        self.folder.path().join(format!("{program}-{extension}"))
    }

    /// Holds that the forms say the same when another program has saved them, but for rules that are
    /// named.
    #[track_caller]
    fn same(&self, program: &str, extension: &str, said: &[&str]) {
        let [validation, merged] = &self.reports;
        let mut saved = reports(&self.out(program, extension), extension);
        for code in said {
            assert!(saved[0].to_string().contains(code), "{program} {extension} {code}");
            assert!(!validation.to_string().contains(code), "{code}");
            saved.iter_mut().for_each(|report| without(report, code));
        }
        let [other_validation, other_merged] = &saved;
        assert_eq!(validation["files"], other_validation["files"], "{program} {extension}");
        for key in ["units", "files", "indicators", "tasks", "sections", "lists", "findings"] {
            assert_eq!(merged[key], other_merged[key], "{program} {extension} {key}");
        }
    }
}

#[test]
#[needs(Openpyxl)]
fn openpyxl_keeps_every_answer() {
    let originals = originals();
    office::save_by_openpyxl(&originals.forms, &originals.out("openpyxl", "xlsx"));
    originals.same("openpyxl", "xlsx", &[]);
}

#[test]
#[needs(Exceljs)]
fn exceljs_keeps_every_answer() {
    let originals = originals();
    let out = originals.out("exceljs", "xlsx");
    office::save_by_node(Need::Exceljs, &originals.forms, "xlsx", &out);
    originals.same("exceljs", "xlsx", &[]);
}

/// SheetJS keeps every answer in .xlsx. It keeps no names in .xls and .ods, so that the cells are found by
/// what is printed (BD306), and in .xls it cuts a text after 255 characters (BD303 where that is official
/// text). Both are said, and nothing else differs.
#[test]
#[needs(Sheetjs)]
fn sheetjs_keeps_every_answer_or_it_is_said() {
    let originals = originals();
    let cases: [(&str, &[&str]); 3] =
        [("xlsx", &[]), ("ods", &["BD306"]), ("xls", &["BD303", "BD306"])];
    for (extension, said) in cases {
        let out = originals.out("sheetjs", extension);
        office::save_by_node(Need::Sheetjs, &originals.forms, extension, &out);
        originals.same("sheetjs", extension, said);
    }
}

/// In its .xlsb SheetJS writes cells in a form that cannot be read here: said, not dropped.
#[test]
#[needs(Sheetjs)]
fn an_xlsb_of_sheetjs_is_rejected() {
    let originals = originals();
    let out = originals.out("sheetjs", "xlsb");
    office::save_by_node(Need::Sheetjs, &originals.forms[..1], "xlsb", &out);
    let arguments = ["validate", ".", "-c", "hanoi-2025", "--format", "json"];
    let report = bdhvs().current_dir(&out).args(arguments).output().unwrap();
    let report: Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["files"][0]["status"], "rejected", "{report:#}");
    assert_eq!(report["files"][0]["findings"][0]["code"], "BD101", "{report:#}");
}

#[test]
#[needs(LibreOffice)]
fn every_format_says_the_same() {
    let Originals { folder, forms, reports: [validation, merged] } = originals();
    let files = validation["files"].as_array().unwrap();
    assert_eq!(files.len(), forms.len());
    assert!(files.iter().all(|file| file["status"] == "accepted"), "{validation:#}");
    assert!(validation["summary"]["errors"].as_u64() > Some(10));
    assert!(merged["indicators"][0]["contributions"].as_array().is_some());
    // Text of several lines is there to be compared.
    for list in ["tasks", "sections"] {
        assert!(merged[list].to_string().contains("\\n"), "{list}");
    }

    for extension in ["xlsx", "ods", "xls"] {
        let out = folder.path().join(extension);
        office::convert(forms, extension, &out, folder.path());
        let [other_validation, other_merged] = reports(&out, extension);
        for (ours, theirs) in files.iter().zip(other_validation["files"].as_array().unwrap()) {
            assert_eq!(ours, theirs, "{extension}");
        }
        assert_eq!(validation["summary"], other_validation["summary"], "{extension}");
        for key in ["units", "files", "indicators", "tasks", "sections", "lists", "findings"] {
            assert_eq!(merged[key], other_merged[key], "{extension} {key}");
        }
    }
}

fn main() -> std::process::ExitCode {
    harness::main()
}
