//! Halves as real programs leave them: sheets deleted, and each file in another format.

use std::path::Path;

use harness::Need;

use super::*;
use crate::office;

/// Deletes the sheets that are not to stay, with their names, as openpyxl does.
const DELETE: &str = "import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for name in [s for s in book.sheetnames if s in sys.argv[2].split('|')]:
    for key in [k for k, d in book.defined_names.items() if f\"'{name}'\" in d.attr_text]:
        del book.defined_names[key]
    del book[name]
book.save(sys.argv[1])";

#[track_caller]
fn delete(path: &Path, sheets: &str) {
    let mut python = harness::python(&[Need::Openpyxl]);
    let output = python.args(["-c", DELETE]).arg(path).arg(sheets).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Without the sheets of the other clerk, in .xlsx and in pairs of formats: the figures are those of one
/// file, no form is missing, and until both are named nothing is taken.
#[test]
#[needs(LibreOffice, Openpyxl)]
fn without_the_sheets_of_the_other_and_in_every_format() {
    let folder = two();
    let gone = "Biểu 2|Nhiệm vụ|Đề cương";
    delete(&folder.path("in/a.xlsx"), gone);
    delete(&folder.path("in/b.xlsx"), "Biểu 1");
    let whole = merge(&sent(&[("a.xlsx", &clean(UNIT))]), 0, &[]);
    let holds = |a: &str, b: &str| {
        let report = validate(&folder, 1, &[]);
        for file in report["files"].as_array().unwrap() {
            assert_eq!(codes(file), ["BD105"], "{a} {b}");
            let message = file["findings"][0]["message"].as_str().unwrap();
            assert!(message.contains("bổ sung cho nhau"), "{a} {b}: {message}");
        }
        let city = merge(&folder, 0, &["--use", a, "--use", b]);
        let counted = outcomes(&city).iter().all(|(_, outcome)| *outcome == "merged");
        assert!(counted, "{:?}", outcomes(&city));
        assert_eq!(without_files(&city)["indicators"], without_files(&whole)["indicators"]);
        assert_eq!(without_files(&city)["tasks"], without_files(&whole)["tasks"]);
        assert_eq!(without_files(&city)["sections"], without_files(&whole)["sections"]);
        let found = city["findings"].as_array().unwrap().iter();
        let of_unit = found.filter(|f| f["unit"] == UNIT && f["severity"] != "info");
        let found: Vec<&Value> = of_unit.collect();
        assert!(found.is_empty(), "{a} {b}: {found:#?}");
    };
    holds("in/a.xlsx", "in/b.xlsx");
    for (name, extension) in [("b", "ods"), ("a", "xls"), ("b", "xls")] {
        let old = ["xlsx", "ods", "xls"].map(|ending| folder.path(&format!("in/{name}.{ending}")));
        let old = old.into_iter().find(|path| path.exists()).unwrap();
        office::convert(
            std::slice::from_ref(&old),
            extension,
            &folder.path("in"),
            &folder.path("home"),
        );
        std::fs::remove_file(old).unwrap();
        let of = |name: &str| {
            let endings = ["xlsx", "ods", "xls"].map(|ending| format!("in/{name}.{ending}"));
            endings.into_iter().find(|path| folder.path(path).exists()).unwrap()
        };
        holds(&of("a"), &of("b"));
    }
}

/// In a working folder the options are those that the message says, from a folder of it too.
#[test]
fn the_options_can_be_typed_in_every_folder_of_a_working_folder() {
    let [a, b] = halves();
    let folder = Folder::new();
    folder.run(["init", "viec", "--campaign", "hanoi-2025", "-q"]).check();
    folder.write("viec/2-tiep-nhan/a.xlsx", a.bytes());
    folder.write("viec/2-tiep-nhan/b.xlsx", b.bytes());
    let options = ["--use", "2-tiep-nhan/a.xlsx", "--use", "2-tiep-nhan/b.xlsx"];
    for within in ["viec", "viec/2-tiep-nhan"] {
        let run = folder.run(["merge"]).within(within).status(1);
        run.stdout_has("\n  --use 2-tiep-nhan/a.xlsx\n  --use 2-tiep-nhan/b.xlsx\n").check();
        folder.run(["merge", "-q"]).args(options).within(within).check();
        let city = folder.json("viec/4-tong-hop/tong-hop.json");
        let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
        assert_eq!(became, ["merged", "merged"]);
    }
}
