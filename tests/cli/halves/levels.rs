//! Halves in a campaign of two forms that check each other, and one level up.

use serde_json::{Value, json};

use super::{outcomes, without_files};
use crate::fill::{Package, Put};
use crate::levels::campaign as cap;
use crate::run::Folder;

/// Communes; the first sends two files. One has no code of the country.
const UNITS: [&str; 3] = ["00004", "00008", "DV-3"];

/// A campaign with two forms, each with a check that reads the other.
fn campaign(folder: &Folder, id: &str, units: &[&str], above: Option<(&str, &str)>) {
    cap(folder, id, units, above);
    let text = |name: &str| String::from_utf8(folder.read(&format!("{id}/{name}"))).unwrap();
    let head = text("campaign.toml").replace("forms = [\"so\"]", "forms = [\"so\", \"hai\"]");
    let form = text("so.toml");
    let check = |id: &str, expression: &str| {
        format!(
            "\n[[check]]\nid = \"{id}\"\nexpression = \"{expression}\"\nseverity = \"error\"\n\
             vi = \"Hai biểu không khớp ({id}).\"\nen = \"The forms disagree ({id}).\"\n"
        )
    };
    let second = form.replace("id = \"so\"", "id = \"hai\"").replace("Biểu số liệu", "Biểu hai");
    // The second blames a figure of the first form.
    let one = check("one", "so_2_own_value <= hai_2_own_value");
    let two = check("two", "so_4_own_value >= hai_4_own_value");
    folder.write(&format!("{id}/campaign.toml"), head);
    folder.write(&format!("{id}/so.toml"), form + &one);
    folder.write(&format!("{id}/hai.toml"), second + &two);
}

/// A form in which the rows of some forms are filled in: two counts, the same in both forms.
fn filled(folder: &Folder, id: &str, unit: &str, forms: &[&str]) -> Package {
    let out = format!("{id}-out");
    if !folder.path(&out).exists() {
        folder.run(["template", "-q", "-c", id, "-o", &out]).check();
    }
    let slug = unit.to_lowercase();
    let mut form = Package::open(&folder.path(&format!("{out}/{unit}_don-vi-{slug}.xlsx")));
    for name in forms {
        form.put(&format!("{name}_2_own_value"), Put::Number("131"));
        form.put(&format!("{name}_4_own_value"), Put::Number("2"));
    }
    form
}

/// Rows that are left blank are errors, those of an area are none.
fn merge(folder: &Folder, id: &str, input: &str, more: &[&str]) -> Value {
    let (book, json) = (format!("{id}.xlsx"), format!("{id}.json"));
    let run = folder.run(["merge", "-c", id, input, "-o", &book, "--json", &json]).args(more);
    run.status(i32::from(!input.starts_with("up-"))).check();
    folder.json(&json)
}

fn found(file: &Value, code: &str) -> Vec<[String; 2]> {
    let findings = file["findings"].as_array().unwrap().iter().filter(|f| f["code"] == code);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings.map(|f| [text(&f["form"]), text(&f["message"])]).collect()
}

/// A check that reads both forms is held over both files, and stands with the file of the figure that it
/// blames, on whichever form it is defined; only that answer stays out.
#[test]
fn a_check_across_forms_is_held_over_both_files() {
    let folder = Folder::new();
    campaign(&folder, "hai", &UNITS, None);
    let mut a = filled(&folder, "hai", "00004", &["so"]);
    a.put("so_2_own_value", Put::Number("132")).put("so_4_own_value", Put::Number("1"));
    folder.write("in/a.xlsx", a.bytes());
    folder.write("in/b.xlsx", filled(&folder, "hai", "00004", &["hai"]).bytes());
    let run = folder.run(["validate", "-c", "hai", "in", "--format", "json"]);
    let report = run.args(super::BOTH).status(1).check().json();
    let said = |id: &str| ["so".to_owned(), format!("Hai biểu không khớp ({id}).")];
    assert_eq!(found(&report["files"][0], "BD506"), [said("one"), said("two")]);
    assert_eq!(found(&report["files"][1], "BD506"), [[""; 2]; 0]);
    let city = merge(&folder, "hai", "in", &super::BOTH);
    let counted: Vec<String> = city["indicators"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| !row["contributions"].as_array().unwrap().is_empty())
        .map(|row| format!("{} {}", row["form"], row["indicator"]))
        .collect();
    assert_eq!(counted, ["\"hai\" \"2\"", "\"hai\" \"4\""]);
    // Alone, each file would pass that check.
    let run = folder.run(["validate", "-c", "hai", "in/a.xlsx", "--format", "json"]);
    assert_eq!(found(&run.status(1).check().json()["files"][0], "BD506"), [[""; 2]; 0]);
}

/// One level up the same figures come, whether a unit sent one file or two.
#[test]
fn one_level_up_halves_are_one_unit() {
    let folder = Folder::new();
    campaign(&folder, "tinh", &UNITS, Some(("nuoc", "01")));
    campaign(&folder, "nuoc", &["01", "31", "DV-3"], None);
    for unit in &UNITS[1..] {
        let form = filled(&folder, "tinh", unit, &["so", "hai"]);
        folder.write(&format!("one/{unit}.xlsx"), form.bytes());
        folder.write(&format!("two/{unit}.xlsx"), form.bytes());
    }
    let whole = filled(&folder, "tinh", "00004", &["so", "hai"]);
    folder.write("one/a.xlsx", whole.bytes());
    for (name, form) in [("a", "so"), ("b", "hai")] {
        let half = filled(&folder, "tinh", "00004", &[form]);
        folder.write(&format!("two/{name}.xlsx"), half.bytes());
    }
    let own = merge(&folder, "tinh", "one", &[]);
    folder.write("up-one/tinh.xlsx", folder.read("tinh.xlsx"));
    let above = merge(&folder, "nuoc", "up-one", &[]);
    let both = ["--use", "two/a.xlsx", "--use", "two/b.xlsx"];
    let own_two = merge(&folder, "tinh", "two", &both);
    crate::carried::same_from_both(&folder, "tinh");
    folder.write("up-two/tinh.xlsx", folder.read("tinh.xlsx"));
    let above_two = merge(&folder, "nuoc", "up-two", &[]);
    assert_eq!(without_files(&own)["indicators"], without_files(&own_two)["indicators"]);
    assert_eq!(own["units"], own_two["units"]);
    assert_eq!(without_files(&above)["indicators"], without_files(&above_two)["indicators"]);
    // The unit is beneath once, with both fingerprints.
    let beneath = above_two["units"]["beneath"].as_array().unwrap();
    assert_eq!(beneath.len(), UNITS.len(), "{beneath:?}");
    let sums: Vec<usize> =
        beneath.iter().map(|unit| unit["sha256"].as_str().unwrap().len()).collect();
    assert_eq!(sums, [64 + 1 + 64, 64, 64]);
}

#[test]
#[needs(LibreOffice)]
fn the_workbook_of_halves_recalculates_to_what_it_holds() {
    let folder = Folder::new();
    campaign(&folder, "tinh", &UNITS, Some(("nuoc", "01")));
    for unit in &UNITS[1..] {
        let form = filled(&folder, "tinh", unit, &["so", "hai"]);
        folder.write(&format!("two/{unit}.xlsx"), form.bytes());
    }
    for (name, form) in [("a", "so"), ("b", "hai")] {
        let half = filled(&folder, "tinh", "00004", &[form]);
        folder.write(&format!("two/{name}.xlsx"), half.bytes());
    }
    merge(&folder, "tinh", "two", &["--use", "two/a.xlsx", "--use", "two/b.xlsx"]);
    crate::recalculated::holds(&folder, &["tinh.xlsx"]);
}

/// A unit that counts in a consolidation and by itself stops all its files, in halves too; halves alone
/// do not count twice.
#[test]
fn halves_count_twice_only_beside_a_consolidation() {
    let folder = Folder::new();
    campaign(&folder, "tinh", &UNITS, Some(("nuoc", "01")));
    campaign(&folder, "nuoc", &["01", "00004", "00008", "DV-3"], None);
    for (name, form) in [("a", "so"), ("b", "hai")] {
        let half = filled(&folder, "tinh", "DV-3", &[form]);
        folder.write(&format!("tinh-in/{name}.xlsx"), half.bytes());
    }
    merge(&folder, "tinh", "tinh-in", &["--use", "tinh-in/a.xlsx", "--use", "tinh-in/b.xlsx"]);
    // Another unit in halves, beside the consolidation.
    folder.write("in/tinh.xlsx", folder.read("tinh.xlsx"));
    for (name, form) in [("a", "so"), ("b", "hai")] {
        folder.write(&format!("in/{name}.xlsx"), filled(&folder, "nuoc", "00008", &[form]).bytes());
    }
    let city = merge(&folder, "nuoc", "in", &super::BOTH);
    let expected = [("in/a.xlsx", "merged"), ("in/b.xlsx", "merged"), ("in/tinh.xlsx", "merged")];
    assert_eq!(outcomes(&city), expected);
    assert_eq!(city["units"]["missing"], json!(["00004", "DV-3"]));
    // Now the unit beneath is that one.
    for (name, form) in [("a", "so"), ("b", "hai")] {
        let half = filled(&folder, "tinh", "00008", &[form]);
        folder.write(&format!("tinh-in/{name}.xlsx"), half.bytes());
    }
    merge(&folder, "tinh", "tinh-in", &["--use", "tinh-in/a.xlsx", "--use", "tinh-in/b.xlsx"]);
    folder.write("in/tinh.xlsx", folder.read("tinh.xlsx"));
    let run = folder.run(["merge", "-c", "nuoc", "in", "-o", "x.xlsx", "--json", "x.json"]);
    // What was chosen cannot be merged.
    run.args(super::BOTH).status(2).stderr_has("BD111").check();
}
