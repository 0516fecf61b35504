//! A definition as a workbook: there and back again.

use std::collections::BTreeMap;

use bdhvs::testing::campaign::Store;
use bdhvs::testing::campaign::definition::files;
use bdhvs::testing::campaign::read;

use crate::run::Folder;

/// What the definition of a built-in campaign is in canonical form.
fn canonical(name: &str) -> BTreeMap<String, String> {
    let mut problems = Vec::new();
    let definition = read(&Store::builtin(name), &mut problems).unwrap();
    assert!(problems.is_empty());
    files(&definition).into_iter().collect()
}

/// Requirement: "after import(export) the TOML text of a canonical folder is identical byte for byte".
#[test]
fn a_definition_comes_back_from_its_workbook_byte_for_byte() {
    for name in Store::builtin_names() {
        let folder = Folder::new();
        let canonical = canonical(&name);
        for language in ["vi", "en"] {
            let (book, back) = (format!("{language}.xlsx"), format!("back-{language}"));
            folder
                .run(["campaign", "export", &name, "-o", &book, "--lang", language])
                .stdout_has("campaign check")
                .writes(&[&book])
                .check();
            folder
                .run(["campaign", "import", &book, "-o", &back, "--lang", language])
                .stdout_has(&back)
                .check();
            for (file, text) in &canonical {
                let written = String::from_utf8(folder.read(&format!("{back}/{file}"))).unwrap();
                assert!(written == *text, "{name}/{file} is not the same after {language}");
            }
        }
    }
}

/// Requirement: `--campaign FILE.xlsx` works everywhere a folder does, and gives the same forms.
#[test]
fn a_workbook_serves_as_a_definition() {
    let folder = Folder::new();
    folder.run(["campaign", "export", "hanoi-2025", "-o", "d.xlsx"]).check();
    folder.run(["campaign", "check", "d.xlsx"]).stdout_has("126 Xã, phường").check();
    let of_book = ["template", "-c", "d.xlsx", "--unit", "SO-NV", "-o", "a", "-q"];
    let built_in = ["template", "-c", "hanoi-2025", "--unit", "SO-NV", "-o", "b", "-q"];
    folder.run(of_book).check();
    folder.run(built_in).check();
    assert!(folder.read("a/SO-NV_so-noi-vu.xlsx") == folder.read("b/SO-NV_so-noi-vu.xlsx"));
    folder
        .run(["validate", "a/SO-NV_so-noi-vu.xlsx", "-c", "d.xlsx"])
        .status(1)
        .stdout_has("BD401")
        .check();
    // A result never takes its place, whether a flag names it or the working folder.
    let merge = ["merge", "a", "-o", "d.xlsx"];
    folder.run(merge).arg("-cd.xlsx").status(2).stderr_has("d.xlsx").writes(&[]).check();
    folder.write("bdhvs.toml", "campaign = \"d.xlsx\"\n");
    folder.run(merge).status(2).stderr_has("d.xlsx").writes(&[]).check();
    // Another list of units takes the place of the workbook's, as of a folder's.
    folder.write("units.csv", "code,name,kind,groups\nSO-NV,Sở Nội vụ,sở,department\n");
    folder
        .run(["campaign", "check", "d.xlsx", "--units", "units.csv"])
        .status(2)
        .stderr_has("SO-KHCN")
        .check();
}

/// A definition that lies among returns is no return, and no figure of it is looked for.
#[test]
fn a_definition_among_returns_is_ignored() {
    let folder = Folder::new();
    folder.run(["campaign", "export", "hanoi-2025", "-o", "in/d.xlsx"]).check();
    let ran = folder.run(["validate", "in", "-c", "hanoi-2025", "--format", "json"]).check();
    assert_eq!(ran.json()["files"][0]["status"], "ignored");
    // Nor does it say which campaign the files are of, or give way to a result.
    folder.run(["validate", "in"]).status(2).stderr_has("hanoi-2025").check();
    folder
        .run(["merge", "in", "-c", "hanoi-2025", "-o", "in/d.xlsx"])
        .status(2)
        .stderr_has("in/d.xlsx")
        .writes(&[])
        .check();
}

/// docs/contract/commands.md: never over an input; what is there already may be somebody's work.
#[test]
fn export_and_import_write_over_nothing() {
    let folder = Folder::new();
    let export = ["campaign", "export", "hanoi-2025", "-o", "d.xlsx"];
    folder.run(export).writes(&["d.xlsx"]).check();
    folder.run(export).writes(&[]).check();
    folder.run(["campaign", "export", "d.xlsx", "-o", "d.xlsx"]).status(2).writes(&[]).check();
    folder.write("d.xlsx", "của người khác");
    folder.run(export).status(2).stderr_has("d.xlsx").writes(&[]).check();
    folder
        .run(["campaign", "export", "hanoi-2025", "-o", "d.ods"])
        .status(2)
        .stderr_has("d.ods")
        .writes(&[])
        .check();
    folder.run(["campaign", "export", "hanoi-2025", "-o", "e.xlsx"]).check();
    folder.write("day/x", "x");
    folder
        .run(["campaign", "import", "e.xlsx", "-o", "day"])
        .status(2)
        .stderr_has("day")
        .writes(&[])
        .check();
    for file in ["khong-co.xlsx", "d.xlsx", "day"] {
        folder
            .run(["campaign", "import", file, "-o", "moi"])
            .status(2)
            .stderr_has(file)
            .writes(&[])
            .check();
    }
}
