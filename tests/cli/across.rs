//! Rules over the returns given, together (docs/contract/rules.md: `validate` reports 701, 703, 704, 707
//! and 710 over the files given): what is about one cell stands with its file, the rest stands alone.

use serde_json::Value;

use crate::definition::definition;
use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::run::Folder;
use Put::{Number, Text};

const B2_4: &str = "bieu2_4_own_value";
const EVIDENCE: &str = "bieu2_1_own_evidence";
const LONG: &str =
    "Đã tổ chức 12 lớp tập huấn kỹ năng số cho người cao tuổi tại nhà văn hóa tổ dân phố số 5";

#[track_caller]
fn validated(folder: &Folder) -> Value {
    folder.run(["validate", "in", "--format", "json"]).check().json()
}

/// The findings of a file or of the whole run: code, and the cell where there is one.
fn found(of: &Value) -> Vec<(&str, Option<&str>)> {
    let findings = of["findings"].as_array().unwrap().iter();
    findings.map(|f| (f["code"].as_str().unwrap(), f["cell"].as_str())).collect()
}

fn file<'v>(report: &'v Value, name: &str) -> &'v Value {
    let files = report["files"].as_array().unwrap();
    files.iter().find(|file| file["path"] == format!("in/{name}")).unwrap()
}

/// Wards of the definition, by the official list.
fn wards() -> Vec<String> {
    let units = crate::definition::units_of_kind("phường");
    assert!(units.len() > 20);
    units
}

/// A return of each of the first wards, with a figure of its own.
fn wards_with(folder: &Folder, values: &[i64], more: impl Fn(usize, &mut Package)) -> Vec<String> {
    let wards = wards();
    for (index, (ward, value)) in wards.iter().zip(values).enumerate() {
        let mut workbook = clean_but(ward, &[(B2_4, Number(&value.to_string()))]);
        more(index, &mut workbook);
        folder.write(&format!("in/{ward}.xlsx"), workbook.bytes());
    }
    wards
}

/// One figure far from those of the other wards; too few wards, or a figure that is only high, say
/// nothing.
#[test]
fn bd701_a_figure_far_from_its_kind_is_an_outlier() {
    let usual: Vec<i64> = (0..11).map(|n| 40 + n * 2).collect();
    // Quartiles of twelve figures: 44 and 56 (the largest is the one looked at), so the fence is 92.
    for (last, far) in [(92, false), (93, true), (1200, true)] {
        let folder = Folder::new();
        let values: Vec<i64> = usual.iter().copied().chain([last]).collect();
        let wards = wards_with(&folder, &values, |_, _| {});
        let report = validated(&folder);
        let odd = format!("{}.xlsx", wards[11]);
        for (index, ward) in wards.iter().take(12).enumerate() {
            let cell = clean(ward).spot(B2_4).cell.clone();
            let expected: Vec<_> =
                if index == 11 && far { vec![("BD701", Some(cell.as_str()))] } else { vec![] };
            assert_eq!(found(file(&report, &format!("{ward}.xlsx"))), expected, "{last}");
        }
        if far {
            let message = file(&report, &odd)["findings"][0]["message"].as_str().unwrap();
            for part in ["12 đơn vị", "phường", "44", "56", "tứ phân vị"] {
                assert!(message.contains(part), "{part} is not in {message}");
            }
        }
    }
    let folder = Folder::new();
    let values: Vec<i64> = usual.iter().skip(1).copied().chain([1200]).collect();
    let wards = wards_with(&folder, &values, |_, _| {});
    assert_eq!(found(file(&validated(&folder), &format!("{}.xlsx", wards[10]))), []);
}

/// Wards are compared with wards: eleven of them and a commune are no group of twelve.
#[test]
fn bd701_compares_units_of_one_kind() {
    let folder = Folder::new();
    let values: Vec<i64> = (0..11).map(|n| 40 + n * 2).collect();
    wards_with(&folder, &values, |_, _| {});
    let commune = &crate::definition::units_of_kind("xã")[0];
    folder.write("in/xa.xlsx", clean_but(commune, &[(B2_4, Number("9000"))]).bytes());
    assert_eq!(found(file(&validated(&folder), "xa.xlsx")), []);
}

/// A written reason settles it, as it does any other warning.
#[test]
fn bd701_is_settled_by_a_reason() {
    let folder = Folder::new();
    let values: Vec<i64> = (0..11).map(|n| 40 + n * 2).chain([1200]).collect();
    let reason = Text("Phường có ba trường đại học tham gia");
    let wards = wards_with(&folder, &values, |index, workbook| {
        if index == 11 {
            workbook.put("bieu2_4_own_explanation", reason);
        }
    });
    let report = validated(&folder);
    let finding = &file(&report, &format!("{}.xlsx", wards[11]))["findings"][0];
    assert_eq!(
        (&finding["code"], &finding["settled"]["how"]),
        (&"BD701".into(), &"explained".into())
    );
    assert_eq!(report["summary"]["warnings"], 0);
}

/// The same long words in two returns; short ones, and other rows, are no copy.
#[test]
fn bd704_evidence_of_another_unit_is_found_at_both() {
    let mut communes = definition().communes();
    let [first, second, third] = [(); 3].map(|()| communes.next().unwrap());
    let folder = Folder::new();
    let shouted = LONG.to_uppercase().replace(' ', "  ");
    folder.write("in/a.xlsx", clean_but(first, &[(EVIDENCE, Text(LONG))]).bytes());
    folder.write("in/b.xlsx", clean_but(second, &[(EVIDENCE, Text(&shouted))]).bytes());
    let other = clean_but(third, &[("bieu2_4_own_evidence", Text(LONG))]);
    folder.write("in/c.xlsx", other.bytes());
    let report = validated(&folder);
    let cell = clean(first).spot(EVIDENCE).cell.clone();
    for name in ["a.xlsx", "b.xlsx"] {
        assert_eq!(found(file(&report, name)), [("BD704", Some(cell.as_str()))], "{name}");
    }
    assert_eq!(found(file(&report, "c.xlsx")), []);
    // In the consolidated workbook's JSON it is about the same file and cell.
    let run = folder.run(["merge", "in", "-o", "th.xlsx", "--json", "th.json"]).check();
    assert!(run.stderr.is_empty());
    let json = folder.json("th.json");
    let copies = json["findings"].as_array().unwrap().iter().filter(|f| f["code"] == "BD704");
    let paths: Vec<_> = copies.map(|f| f["path"].as_str().unwrap()).collect();
    assert_eq!(paths, ["in/a.xlsx", "in/b.xlsx"]);
}

/// A part that is larger than the whole; and where lead and units differ, it stands alone.
#[test]
fn bd703_and_bd710_hold_a_lead_agency_against_the_units() {
    let folder = Folder::new();
    let commune = definition().communes().next().unwrap();
    let mut lead = clean("SO-NV");
    lead.put("bieu2_9_city_value", Number("100"));
    folder.write("in/lead.xlsx", lead.bytes());
    let own = clean_but(commune, &[("bieu2_9_own_value", Number("101"))]);
    folder.write("in/own.xlsx", own.bytes());
    let report = validated(&folder);
    let cell = own.spot("bieu2_9_own_value").cell.clone();
    assert_eq!(found(file(&report, "own.xlsx")), [("BD710", Some(cell.as_str()))]);
    assert_eq!(found(file(&report, "lead.xlsx")), []);
    let alone = report["findings"].as_array().unwrap();
    let nine = alone.iter().find(|f| f["indicator"] == "9" && f["form"] == "bieu2");
    let nine = nine.unwrap_or_else(|| panic!("{alone:#?}"));
    assert_eq!((&nine["code"], &nine["unit"]), (&"BD703".into(), &"SO-NV".into()));
    folder.run(["validate", "in"]).stdout_has("Khi so các tệp với nhau").check();
}

/// 705 and 708 belong to `merge`: over some files it is not known what is missing.
#[test]
fn what_is_missing_is_not_asked_of_some_files() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    let report = validated(&folder);
    assert_eq!(report["findings"], Value::Array(vec![]));
}
