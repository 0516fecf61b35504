//! Rows that are asked only where another row says so (docs/definitions.md, `asked-when`).

use serde_json::json;

use super::lists::{at, campaign, form, issued, validated};
use crate::fill::Put;
use crate::run::Folder;

fn list(form: &mut crate::fill::Package) {
    form.put("tiepnhan_1_own_linhvuc", Put::Text("Không phát sinh"));
}

/// Where the other row answers otherwise nothing is missing, and a figure contradicts.
#[test]
fn a_row_is_asked_where_another_says_so() {
    let folder = issued();
    let mut no = form(&folder, "25195");
    list(&mut no);
    assert_eq!(validated(&folder, &no, 0), [] as [[String; 3]; 0]);
    let mut beside = no.clone();
    beside.put("pl1_1_3_1_own_value", Put::Number("4"));
    assert_eq!(validated(&folder, &beside, 1)[0], at("BD510", "1.3.1", "value"));
    // The word that says the same contradicts nothing.
    let mut word = no.clone();
    word.put("pl1_1_3_1_own_value", Put::Text("Không áp dụng"));
    assert_eq!(validated(&folder, &word, 0), [] as [[String; 3]; 0]);
    let mut yes = no.clone();
    yes.put("pl1_1_3_own_value", Put::Text("Có"));
    let missing = [at("BD401", "1.3.1", "value"), at("BD401", "1.3.2", "value")];
    assert_eq!(validated(&folder, &yes, 1), missing);
    yes.put("pl1_1_3_1_own_value", Put::Number("0"));
    assert_eq!(validated(&folder, &yes, 0), [] as [[String; 3]; 0]);
    yes.put("pl1_1_3_1_own_value", Put::Number("3"));
    assert_eq!(validated(&folder, &yes, 1), [at("BD401", "1.3.2", "value")]);
    // Not answered is not answered otherwise.
    let mut blank = no.clone();
    blank.put("pl1_1_3_own_value", Put::Blank);
    let missing = ["1.3", "1.3.1", "1.3.2"].map(|row| at("BD401", row, "value"));
    assert_eq!(validated(&folder, &blank, 1), missing);
}

/// Who is not asked leaves the units on which a total rests, and the form says beforehand what is asked.
#[test]
fn who_is_not_asked_is_not_waited_for() {
    let folder = issued();
    for (unit, answer) in [("25195", Some("6")), ("25210", None), ("25222", Some("1"))] {
        let mut form = form(&folder, unit);
        list(&mut form);
        if let Some(count) = answer {
            form.put("pl1_1_3_own_value", Put::Text("Có"));
            form.put("pl1_1_3_1_own_value", Put::Number(count));
            form.put("pl1_1_3_2_own_numerator", Put::Number("1"));
            form.put("pl1_1_3_2_own_denominator", Put::Number("2"));
        }
        let sheet = form.part(&form.sheet_part("Phụ lục 1"));
        assert!(sheet.contains("Không hỏi dòng này, lại có số liệu"), "no check of the condition");
        assert!(sheet.contains("Chỉ ghi khi dòng 1.3 ghi “Có”."), "no prompt");
        folder.write(&format!("in/{unit}.xlsx"), form.bytes());
    }
    let run = folder.run(["merge", "-q", "in", "-o", "out.xlsx", "--json", "out.json", "-c"]);
    run.arg(campaign()).check();
    let out = folder.json("out.json");
    let row = out["indicators"].as_array().unwrap().iter().find(|row| row["indicator"] == "1.3.1");
    let rollup = &row.unwrap()["rollup"];
    let said = ["value", "answered", "not_applicable", "expected"].map(|key| rollup[key].clone());
    assert_eq!(said, [json!(7), json!(2), json!(1), json!(2)]);
}

#[test]
fn conditions_that_cannot_be_used_are_told() {
    let folder = Folder::new();
    for name in ["campaign.toml", "units.csv", "pl1.toml", "tiepnhan.toml"] {
        folder.write(&format!("c/{name}"), std::fs::read(campaign().join(name)).unwrap());
    }
    let plain = String::from_utf8(folder.read("c/pl1.toml")).unwrap();
    for (condition, told) in [
        ("1.3 Có", "1.3 != Không"),
        ("9.9 = Có", "9.9"),
        ("1.3 = Xong", "Xong"),
        ("1.3 > 0", "1.3"),
        ("1.3.1 > 0", "chính"),
        ("1.3.2 = Có", "Có"),
    ] {
        folder.write("c/pl1.toml", plain.replacen("1.3 = Có", condition, 1));
        folder.run(["campaign", "check", "c"]).status(2).stderr_has(told).check();
    }
}
