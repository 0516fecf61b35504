//! The corrected copy of a return in several files puts them into one: it states the fingerprint of
//! each, and takes the place of all of them.

use serde_json::Value;

use super::*;

const B1_3: &str = "bieu1_3_own_numerator";
const B2_4: &str = "bieu2_4_own_value";

/// Halves with an error in each.
fn wrong() -> Folder {
    let a = part_but(UNIT, &["bieu1"], &[(B1_3, Number("2000"))]);
    let b = part_but(UNIT, &REST, &[(B2_4, Text("hơn 200"))]);
    sent(&[("a.xlsx", &a), ("b.xlsx", &b)])
}

/// What was answered, and the unit's copy.
#[track_caller]
fn copy_of(folder: &Folder, out: &str, more: &[&str]) -> Package {
    let run = folder.run(["validate", "in", "--feedback", out, "-c", "hanoi-2025", "-q"]);
    let names = ["00004-ket-qua.xlsx", "00004-sua.xlsx", "00004.txt"];
    let names = names.map(|name| format!("{out}/{name}"));
    let names = names.each_ref().map(String::as_str);
    run.args(more).status(1).writes(&names).check();
    Package::from_bytes(folder.read(&format!("{out}/00004-sua.xlsx")))
}

fn reasons(city: &Value) -> Vec<String> {
    let files = city["files"].as_array().unwrap().iter();
    files.map(|file| file["reason"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn one_copy_corrects_all_of_them() {
    let folder = wrong();
    let mut copy = copy_of(&folder, "out", &BOTH);
    let message = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    for said in ["a.xlsx; b.xlsx", "00004-sua.xlsx", "Biểu 1", "Biểu 2"] {
        assert!(message.contains(said), "no {said} in {message}");
    }
    // As it is, it says what both say; mended, it counts in the place of both, without a word more.
    folder.write("in/c.xlsx", copy.bytes());
    let as_sent = merge(&folder, 1, &[]);
    let expected =
        [("in/a.xlsx", "superseded"), ("in/b.xlsx", "superseded"), ("in/c.xlsx", "merged")];
    assert_eq!(outcomes(&as_sent), expected);
    assert_eq!(reasons(&as_sent)[..2], ["đã có bản sửa: in/c.xlsx", "đã có bản sửa: in/c.xlsx"]);
    std::fs::remove_file(folder.path("in/c.xlsx")).unwrap();
    let of_both = merge(&folder, 1, &BOTH);
    assert_eq!(without_files(&as_sent)["indicators"], without_files(&of_both)["indicators"]);
    assert_eq!(without_files(&as_sent)["tasks"], without_files(&of_both)["tasks"]);
    assert_eq!(without_files(&as_sent)["sections"], without_files(&of_both)["sections"]);

    copy.put(B1_3, Number("970")).put(B2_4, Number("12"));
    folder.write("in/c.xlsx", copy.bytes());
    let city = merge(&folder, 0, &[]);
    assert_eq!(outcomes(&city), expected);
    let whole = merge(&sent(&[("a.xlsx", &clean(UNIT))]), 0, &[]);
    assert_eq!(without_files(&city), without_files(&whole));

    // The officer may still choose the files that were corrected; and one of them alone.
    let city = merge(&folder, 1, &BOTH);
    let expected = [("in/a.xlsx", "merged"), ("in/b.xlsx", "merged"), ("in/c.xlsx", "superseded")];
    assert_eq!(outcomes(&city), expected);
    // It takes the place of the one that is there.
    std::fs::remove_file(folder.path("in/b.xlsx")).unwrap();
    let city = merge(&folder, 0, &[]);
    assert_eq!(outcomes(&city), [("in/a.xlsx", "superseded"), ("in/c.xlsx", "merged")]);
}

/// A copy of the copy takes the place of that, and of no other; a half that was sent again later is a
/// file like any other.
#[test]
fn a_chain_of_copies_leaves_its_last() {
    let folder = wrong();
    let mut copy = copy_of(&folder, "out", &BOTH);
    copy.put(B1_3, Number("970"));
    folder.write("in/c.xlsx", copy.bytes());
    let mut second = copy_of(&folder, "out2", &[]);
    second.put(B2_4, Number("12"));
    folder.write("in/d.xlsx", second.bytes());
    let city = merge(&folder, 0, &[]);
    let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "superseded", "superseded", "merged"]);
    let again = part_but(UNIT, &REST, &[(B2_4, Number("13"))]);
    folder.write("in/e.xlsx", again.bytes());
    let city = merge(&folder, 1, &[]);
    let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "superseded", "superseded", "rejected", "rejected"]);
    assert!(reasons(&city)[3].contains("khác nhau"), "{city:#}");
}

/// Before the officer has said anything, the unit gets one workbook with both halves, which it can send
/// back in their place.
#[test]
fn halves_that_wait_are_answered_with_one_copy() {
    let folder = two();
    let copy = copy_of(&folder, "out", &[]);
    let message = String::from_utf8(folder.read("out/00004.txt")).unwrap();
    assert!(message.contains("trong nhiều tệp") && !message.contains("khác nhau"), "{message}");
    folder.write("in/c.xlsx", copy.bytes());
    let city = merge(&folder, 0, &[]);
    assert_eq!(outcomes(&city)[2], ("in/c.xlsx", "merged"));
    let whole = merge(&sent(&[("a.xlsx", &clean(UNIT))]), 0, &[]);
    assert_eq!(without_files(&city), without_files(&whole));
}

/// A property holds no more than three fingerprints: of four files each has one of its own.
#[test]
fn a_copy_of_many_files_states_them_all() {
    let folder = Folder::new();
    let mut all = Vec::new();
    for form in ["bieu1", "bieu2", "nhiemvu", "decuong"] {
        let name = format!("in/{form}.xlsx");
        folder.write(&name, part(UNIT, &[form]).bytes());
        all.extend(["--use".to_owned(), name]);
    }
    let mut bieu2 = part(UNIT, &["bieu2"]);
    folder.write("in/bieu2.xlsx", bieu2.put(B2_4, Text("nhiều")).bytes());
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    let mut copy = copy_of(&folder, "out", &all);
    let properties = copy.part("docProps/custom.xml");
    for key in ["corrects", "corrects-2", "corrects-3", "corrects-4"] {
        assert!(properties.contains(&format!("name=\"bdhvs.{key}\"")), "{properties}");
    }
    folder.write("in/x.xlsx", copy.put(B2_4, Number("12")).bytes());
    let city = merge(&folder, 0, &[]);
    let became: Vec<&str> = outcomes(&city).iter().map(|(_, outcome)| *outcome).collect();
    assert_eq!(became, ["superseded", "superseded", "superseded", "superseded", "merged"]);
}

/// The workbook of a lead agency whose return is in two files has both, and takes the place of both.
#[test]
fn the_workbook_of_a_lead_agency_has_both() {
    let a = part("SO-NV", &["bieu1"]);
    let b = part("SO-NV", &["bieu2", "nhiemvu", "decuong"]);
    let folder = sent(&[("a.xlsx", &a), ("b.xlsx", &b)]);
    let extract = ["extract", "in", "--unit", "SO-NV", "-o", "nv.xlsx", "-c", "hanoi-2025"];
    folder.run(extract).args(BOTH).stdout_has("in/a.xlsx; in/b.xlsx").check();
    let both = merge(&folder, 0, &BOTH);
    folder.write("in/nv.xlsx", folder.read("nv.xlsx"));
    let city = merge(&folder, 0, &[]);
    let expected =
        [("in/a.xlsx", "superseded"), ("in/b.xlsx", "superseded"), ("in/nv.xlsx", "merged")];
    assert_eq!(outcomes(&city), expected);
    assert_eq!(without_files(&city)["indicators"], without_files(&both)["indicators"]);
}
