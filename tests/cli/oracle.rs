//! "A workbook filled through the defined names by another program (openpyxl) validates as it was
//! filled, and `merge` gives the totals that an independent calculation gives": every count, Σn/Σd
//! rate, answered/expected and verdict, every task, section and list, of every campaign and period;
//! in the JSON, and again in the sheets of the workbook, where the differences stand too. The other program and the calculation are `tests/oracle`.

use std::path::Path;

use harness::Need;
use serde_json::Value;

use crate::definition::campaign_folder;
use crate::recalculated;
use crate::run::Folder;

const SEED: &str = "20250930";

/// Fills what was issued into `out`, at most about so many of the workbooks, and holds what the
/// program makes of it against the calculation.
pub fn agrees(folder: &Folder, campaign: &str, period: &str, most: usize) {
    holds(folder, &campaign_folder(campaign), period, (most, "some"));
}

/// The same with all 3,321 communes of the country in the place of those of Hà Nội, beside its
/// departments, which report the whole area; every file is opened again.
#[test]
#[needs(LibreOffice, Openpyxl)]
#[ignore = "takes half an hour"]
fn of_every_commune_of_the_country() {
    let folder = Folder::new();
    let definition = folder.path("hanoi-2025");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/campaign.py");
    let made = harness::python(&[]).arg(script).arg("3321").arg(&definition).status().unwrap();
    assert!(made.success());
    // That script leaves the departments out, and the campaign itself expects them.
    let own = campaign_folder("hanoi-2025").join("campaign.toml");
    std::fs::copy(own, definition.join("campaign.toml")).unwrap();
    let period = crate::definition::periods(&definition).0;
    let run = folder.run(["template", "-c", "./hanoi-2025", "-o", "out", "-q"]);
    run.args(["--date", "2025-09-15", "-p", &period]).check();
    holds(&folder, &definition, &period, (usize::MAX, "all"));
}

/// `opened` says whether all the files are opened again that figures lead back to, or some.
fn holds(folder: &Folder, definition: &Path, period: &str, (most, opened): (usize, &str)) {
    let campaign = definition.file_name().unwrap().to_str().unwrap();
    std::fs::create_dir(folder.path("in")).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/oracle.py");
    let output = harness::python(&[Need::Openpyxl])
        .arg(script)
        .args([folder.path("out"), definition.into(), period.into(), folder.path("in")])
        .arg(folder.path("o.json"))
        .args([SEED, &most.to_string()])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let oracle = folder.json("o.json");

    // A campaign in the folder is to be named; a built-in one is known by the files.
    let chosen: &[&str] =
        if folder.path(campaign).exists() { &["-c", "./hanoi-2025"] } else { &[] };
    // Some units send their forms in several files, all of which the officer names.
    let parts = oracle["use"].as_array().unwrap().iter();
    let parts: Vec<&str> = parts.flat_map(|path| ["--use", path.as_str().unwrap()]).collect();
    let run = folder.run(["validate", "in", "--format", "json"]).args(chosen).args(&parts);
    let report = run.writes(&[]).check().json();
    assert_eq!((&report["campaign"], &report["period"]), (&campaign.into(), &period.into()));
    let mut found = Vec::new();
    for file in report["files"].as_array().unwrap() {
        assert_eq!(file["status"], "accepted", "{file:#}");
        let findings = file["findings"].as_array().unwrap().iter();
        found.extend(findings.map(|finding| place(&file["unit"], finding)));
    }
    same(found, &oracle["findings"], campaign, period);

    let run = folder.run(["merge", "in", "-o", "c.xlsx", "--json", "c.json"]);
    run.args(chosen).args(&parts).check();
    let merged = folder.json("c.json");
    assert_eq!((&merged["campaign"], &merged["period"]), (&campaign.into(), &period.into()));
    let (units, missing) = (&oracle["units"], &oracle["missing"]);
    let count = |units: &Value| units.as_array().unwrap().len();
    assert_eq!(merged["units"]["expected"], count(units));
    assert_eq!(merged["units"]["submitted"], count(units) - count(missing));
    assert_eq!(&merged["units"]["missing"], missing);
    for file in merged["files"].as_array().unwrap() {
        assert_eq!(file["outcome"], "merged", "{file:#}");
    }
    let findings = merged["findings"].as_array().unwrap();
    let (across, of_files): (Vec<&Value>, Vec<&Value>) =
        findings.iter().partition(|finding| finding["path"].is_null());
    let places = |findings: Vec<&Value>| findings.iter().map(|f| place(&f["unit"], f)).collect();
    same(places(of_files), &oracle["findings"], campaign, period);
    same(places(across), &oracle["across"], campaign, period);

    crate::carried::same_from_both(folder, "c");

    for (list, expected) in oracle["consolidation"].as_object().unwrap() {
        let (rows, expected) = (merged[list].as_array().unwrap(), expected.as_array().unwrap());
        assert_eq!(rows.len(), expected.len(), "{list} of {campaign} {period}");
        for (row, expected) in rows.iter().zip(expected) {
            let name = format!("{} {} {}", expected["form"], expected["indicator"], period);
            // Key by key, so that a message names what differs.
            for (key, value) in expected.as_object().unwrap() {
                assert_eq!(&row[key], value, "{key} of {name}");
            }
            let keys = row.as_object().unwrap().keys().map(String::as_str);
            let unknown: Vec<&str> = keys
                .filter(|key| expected.get(key).is_none() && !HELD_ELSEWHERE.contains(key))
                .collect();
            assert_eq!(unknown, Vec::<&str>::new(), "{name}");
        }
    }
    recalculated::holds(folder, &["c.xlsx"]);
    holds_workbook(folder, definition, period, opened);
}

/// What the JSON says of a row that the calculation does not work out: where its result stands, what it is
/// about and what its target means, which are of the definition.
const HELD_ELSEWHERE: [&str; 13] = [
    "result",
    "label",
    "unit",
    "numerator_label",
    "denominator_label",
    "people_label",
    "figure_label",
    "time",
    "since",
    "until",
    "target_bound",
    "better",
    "multiple",
];

/// Holds the sheets of the workbook against the same calculation.
fn holds_workbook(folder: &Folder, definition: &Path, period: &str, opened: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/workbook.py");
    let output = harness::python(&[Need::Openpyxl])
        .arg(script)
        .args([folder.path("o.json"), folder.path("c.xlsx"), definition.to_owned()])
        .arg(period)
        .arg(folder.path(""))
        .arg(opened)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} {period}: {said}", definition.display());
}

/// Unit, code, form, row and scope of a finding.
fn place(unit: &Value, finding: &Value) -> Value {
    let keys = ["code", "form", "indicator", "scope"];
    let place = std::iter::once(unit).chain(keys.iter().map(|key| &finding[*key]));
    Value::Array(place.cloned().collect())
}

/// Holds findings against those that the data implies.
#[track_caller]
fn same(mut found: Vec<Value>, expected: &Value, campaign: &str, period: &str) {
    let mut expected = expected.as_array().unwrap().clone();
    for list in [&mut found, &mut expected] {
        list.sort_by_cached_key(Value::to_string);
    }
    for finding in &found {
        let implied = expected.contains(finding);
        assert!(implied, "{campaign} {period}: not implied by the data: {finding}");
    }
    assert_eq!(found, expected, "{campaign} {period}");
}
