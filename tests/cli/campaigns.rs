//! What holds for every built-in campaign and every period of it: who gets a workbook and what it
//! asks, that a return about which there is nothing to say can be made of it, and that what comes of
//! the returns is what they say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _};

use crate::definition::{Definition, campaign_folder, periods, read};
use crate::fill::Package;
use crate::issued::fill_all_clean;
use crate::office;
use crate::oracle;
use crate::run::Folder;

/// Each has a test of its own below, since they run side by side.
const CAMPAIGNS: [&str; 4] = ["dong-nai-2026", "hai-phong-2025", "hanoi-2025", "ninh-binh-2026"];

#[test]
fn every_campaign_is_held() {
    let folders = std::fs::read_dir(campaign_folder("")).unwrap();
    let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert_eq!(names.collect::<BTreeSet<_>>(), CAMPAIGNS.map(str::to_owned).into());
    let folder = Folder::new();
    let list = folder.run(["campaign", "list"]);
    CAMPAIGNS.iter().fold(list, |run, campaign| run.stdout_has(campaign)).check();
}

/// Each campaign twice: what it asks, and, where other programs are there, what comes of the returns.
#[test]
fn forms_of_dong_nai() {
    holds_forms_by_default("dong-nai-2026");
}

#[test]
fn forms_of_hai_phong() {
    holds_forms_by_default("hai-phong-2025");
}

#[test]
fn forms_of_ninh_binh() {
    holds_forms_by_default("ninh-binh-2026");
}

#[test]
fn forms_of_ha_noi() {
    holds_forms_by_default("hanoi-2025");
}

#[test]
fn forms_of_every_other_period() {
    for (campaign, period) in other_periods() {
        holds_forms(campaign, &period);
    }
}

#[test]
#[needs(LibreOffice, Openpyxl)]
fn dong_nai_in_its_period() {
    holds_returns_by_default("dong-nai-2026");
}

#[test]
#[needs(LibreOffice, Openpyxl)]
fn hai_phong_in_its_period() {
    holds_returns_by_default("hai-phong-2025");
}

#[test]
#[needs(LibreOffice, Openpyxl)]
fn ninh_binh_in_its_period() {
    holds_returns_by_default("ninh-binh-2026");
}

#[test]
#[needs(LibreOffice, Openpyxl)]
fn ha_noi_by_default() {
    holds_returns_by_default("hanoi-2025");
}

/// The workbooks of some of the units.
#[test]
#[needs(LibreOffice, Openpyxl)]
fn every_other_period() {
    for (campaign, period) in other_periods() {
        oracle::agrees(&issue(campaign, &period), campaign, &period, 12);
    }
}

/// The periods of all campaigns that are not the default ones.
fn other_periods() -> Vec<(&'static str, String)> {
    let of =
        |campaign| periods(&campaign_folder(campaign)).1.into_iter().map(move |p| (campaign, p));
    let others: Vec<(&str, String)> = CAMPAIGNS.into_iter().flat_map(of).collect();
    assert!(!others.is_empty());
    others
}

fn holds_forms_by_default(campaign: &str) {
    holds_forms(campaign, &periods(&campaign_folder(campaign)).0);
}

fn holds_returns_by_default(campaign: &str) {
    let period = periods(&campaign_folder(campaign)).0;
    oracle::agrees(&issue(campaign, &period), campaign, &period, usize::MAX);
}

/// The forms of a period in `out`.
fn issue(campaign: &str, period: &str) -> Folder {
    let folder = Folder::new();
    let run = folder.run(["template", "-o", "out", "--date", "2025-09-15", "-q"]);
    run.arg("-c").arg(campaign).arg("-p").arg(period).stdout("").check();
    folder
}

/// Holds who gets a workbook in a period, what it asks and what it prints.
fn holds_forms(campaign: &str, period: &str) {
    let folder = issue(campaign, period);
    let definition = read(&campaign_folder(campaign), period);
    let forms = issued(&folder, &definition);
    for (unit, form) in &forms {
        let workbook = Package::open(form);
        let names = workbook.names().keys().filter(|name| !name.starts_with("bdhvs_id_"));
        let names: BTreeSet<String> = names.cloned().collect();
        assert_eq!(names, definition.input_names(unit), "{campaign} {period} {unit}");
        assert!(names.len() > 4, "{campaign} {period} {unit} is asked nothing");
        prints_identity(&workbook, &definition, unit, period);
        prints_sessions(&workbook, &definition, unit);
    }
}

/// The issued workbooks with their units: those of the expected units, and no others.
fn issued(folder: &Folder, definition: &Definition) -> Vec<(String, PathBuf)> {
    let mut files: BTreeSet<String> = folder.tree().into_keys().collect();
    for register in ["out/so-phat-hanh.csv", "out/so-phat-hanh.xlsx"] {
        assert!(files.remove(register), "{register}");
    }
    let unit = |file: &str| {
        let name = file.strip_prefix("out/").and_then(|name| name.split_once('_'));
        name.unwrap_or_else(|| panic!("{file}")).0.to_owned()
    };
    let forms: Vec<_> = files.iter().map(|file| (unit(file), folder.path(file))).collect();
    let units: BTreeSet<&String> = forms.iter().map(|(unit, _)| unit).collect();
    assert_eq!(units, definition.units.iter().map(|(code, _)| code).collect());
    assert_eq!(units.len(), forms.len());
    forms
}

/// docs/contract/identity.md: form code, version, period, unit code and name are printed on each form
/// sheet.
fn prints_identity(workbook: &Package, definition: &Definition, unit: &str, period: &str) {
    let mut book = book(workbook.bytes());
    for form in &definition.forms {
        if !workbook.names().contains_key(&format!("bdhvs_{}_meta_date", form.id)) {
            assert!(!workbook.sheets().contains(&form.sheet), "{unit} {}", form.sheet);
            continue;
        }
        let texts = texts(&mut book, &form.sheet);
        let (name, version) = (&definition.names[unit], definition.version);
        let code = format!("{unit} {}", form.id);
        assert!(texts.contains(&name.to_uppercase()), "{code}: {texts}");
        assert!(texts.contains(&definition.title), "{code}: {texts}");
        let line = texts.lines().find(|line| line.contains(&form.id) && line.contains(unit));
        let line = line.unwrap_or_else(|| panic!("{code}: {texts}"));
        for printed in [period, name, &version.to_string()] {
            assert!(line.contains(printed), "{code}: {line}");
        }
    }
}

/// docs/definitions.md: an appointment is printed in its unit's workbook, and in no other.
fn prints_sessions(workbook: &Package, definition: &Definition, unit: &str) {
    let mut book = book(workbook.bytes());
    let sheets = book.sheet_names();
    let printed: Vec<String> = sheets.iter().map(|sheet| texts(&mut book, sheet)).collect();
    let line = |of: &str, said: &[String; 2]| {
        let of_unit = |line: &&str| said.iter().all(|text| line.contains(text.as_str()));
        let found = printed.iter().any(|sheet| sheet.lines().any(|line| of_unit(&line)));
        assert_eq!(found, of == unit, "{said:?} in the workbook of {unit}");
    };
    definition.sessions.iter().for_each(|(of, said)| line(of, said));
}

fn book(bytes: Vec<u8>) -> calamine::Xlsx<std::io::Cursor<Vec<u8>>> {
    calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap()
}

/// Every text of a sheet, one to a line.
fn texts(book: &mut calamine::Xlsx<std::io::Cursor<Vec<u8>>>, sheet: &str) -> String {
    let range = book.worksheet_range(sheet).unwrap();
    let texts = range.used_cells().filter_map(|(_, _, cell)| match cell {
        Data::String(text) => Some(text.as_str()),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n")
}

/// A filled workbook of a campaign.
struct Filled {
    workbook: Package,
    definition: Definition,
    path: PathBuf,
}

/// One unit of each campaign in its default period, that with the most rows: filled so that nothing
/// is to be said about it.
fn clean_returns(folder: &Folder) -> Vec<Filled> {
    CAMPAIGNS.map(|campaign| clean_return(folder, campaign)).into()
}

fn clean_return(folder: &Folder, campaign: &str) -> Filled {
    let definition = read(&campaign_folder(campaign), &periods(&campaign_folder(campaign)).0);
    let units = definition.units.iter();
    let most = units.max_by_key(|(unit, _)| definition.input_names(unit).len());
    let (unit, _) = most.unwrap();
    let out = format!("{campaign}/out");
    let run = folder.run(["template", "-q", "--date", "2025-09-15", "-c", campaign, "-o"]);
    run.arg(&out).arg("--unit").arg(unit).check();
    let mut forms = std::fs::read_dir(folder.path(&out)).unwrap().map(|f| f.unwrap().path());
    let start = format!("{unit}_");
    let is_form = |path: &PathBuf| path.file_name().unwrap().to_string_lossy().starts_with(&start);
    let mut workbook = Package::open(&forms.find(is_form).unwrap());
    fill_all_clean(&mut workbook, &definition);
    let name = format!("{campaign}/in/{campaign}.xlsx");
    folder.write(&name, workbook.bytes());
    Filled { workbook, definition, path: folder.path(&name) }
}

#[test]
fn a_clean_return_of_every_campaign_validates_without_a_finding() {
    let folder = Folder::new();
    for filled in clean_returns(&folder) {
        let run = folder.run(["validate", "--format", "json"]).arg(filled.path);
        let report = run.check().json();
        assert_eq!(report["files"][0]["findings"], serde_json::json!([]), "{report:#}");
    }
}

/// LibreOffice works out that every row is complete.
#[test]
#[needs(LibreOffice)]
fn a_clean_return_of_every_campaign_is_complete() {
    let folder = Folder::new();
    let filled = clean_returns(&folder);
    let files: Vec<PathBuf> = filled.iter().map(|filled| filled.path.clone()).collect();
    office::recalculate(&files, &folder.path("calculated"), &folder.path(""));
    for Filled { workbook, definition, path } in &filled {
        let path = folder.path("calculated").join(path.file_name().unwrap());
        is_complete(workbook, definition, &path);
    }
}

/// No cell of the workbook is an error, every row that is filled in is complete, and so is each form.
fn is_complete(workbook: &Package, definition: &Definition, calculated: &Path) {
    let shown = calculated.display();
    let mut book = book(std::fs::read(calculated).unwrap());
    assert_eq!(book.sheet_names(), workbook.sheets(), "{shown}");
    for sheet in book.sheet_names() {
        for (row, column, cell) in book.worksheet_range(&sheet).unwrap().used_cells() {
            assert!(!matches!(cell, Data::Error(_)), "{shown} {sheet} {row} {column}: {cell}");
        }
    }
    for form in &definition.forms {
        if !workbook.sheets().contains(&form.sheet) {
            continue;
        }
        let sheet = texts(&mut book, &form.sheet);
        assert!(sheet.contains("Đã điền đủ, có thể gửi"), "{shown} {}: {sheet}", form.sheet);
        let range = book.worksheet_range(&form.sheet).unwrap();
        let caption = range.used_cells().find(|(_, _, cell)| **cell == "Kiểm tra");
        let (head, check, _) = caption.unwrap_or_else(|| panic!("{shown} {sheet}"));
        let mut complete = 0;
        for (row, cells) in range.rows().enumerate().skip(head + 1) {
            match &cells[check] {
                Data::Empty => {}
                Data::String(said) if said.is_empty() => {}
                said => {
                    assert_eq!(
                        *said,
                        Data::String("Đủ".to_owned()),
                        "{shown} {} {row}",
                        form.sheet
                    );
                    complete += 1;
                }
            }
        }
        let answers = workbook.answers().into_keys();
        let mut answers: Vec<_> =
            answers.filter(|answer| answer.starts_with(&format!("{}_", form.id))).collect();
        if definition.rows.iter().any(|row| row.form == form.id && row.kind == "list") {
            // One line is filled in.
            answers.truncate(1);
        }
        assert_eq!(complete, answers.len(), "{shown} {}", form.sheet);
    }
}
