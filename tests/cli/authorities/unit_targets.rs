//! Targets of single units: columns `target:<form>.<row>` of the list of units (docs/definitions.md).

use serde_json::{Value, json};

use super::lists::{at, campaign, form, issued, validated};
use crate::fill::Put;
use crate::run::Folder;

fn row<'v>(out: &'v Value, id: &str) -> &'v Value {
    let mut rows = out["indicators"].as_array().unwrap().iter();
    rows.find(|row| row["indicator"] == id).unwrap()
}

/// Each unit is judged by its own level, before the row's; the whole is not judged.
#[test]
fn each_unit_is_judged_by_its_own_level() {
    let folder = issued();
    for (unit, reached) in [("25195", "980"), ("25210", "960"), ("25222", "820")] {
        let mut form = form(&folder, unit);
        form.put("tiepnhan_1_own_linhvuc", Put::Text("Không phát sinh"));
        form.put("pl1_2_3_own_numerator", Put::Number(reached));
        form.put("pl1_2_7_own_value", Put::Number("4"));
        folder.write(&format!("in/{unit}.xlsx"), form.bytes());
    }
    let run = folder.run(["merge", "in", "-o", "out.xlsx", "--json", "out.json", "-c"]);
    run.arg(campaign()).stdout_has("theo từng đơn vị").check();
    let out = folder.json("out.json");
    let verdicts = |id: &str| -> Vec<Value> {
        let given = row(&out, id)["contributions"].as_array().unwrap().iter();
        given.map(|given| given["verdict"].clone()).collect()
    };
    assert_eq!(verdicts("2.3"), [json!("missed"), json!("met"), json!("met")]);
    assert_eq!(verdicts("2.7"), [json!("met"), json!("missed"), json!("met")]);
    let given = &row(&out, "2.3")["contributions"];
    assert_eq!(given[0]["target"], "từ 99% trở lên");
    assert_eq!(given[1]["target"], "tối thiểu 95%");
    for id in ["2.3", "2.7"] {
        assert_eq!(row(&out, id)["verdict"], "none");
        assert_eq!(row(&out, id)["reached"], json!({ "met": 2, "of": 3 }));
    }
}

/// A unit's form prints its own level, and its return is held against it.
#[test]
fn a_form_prints_the_level_of_its_unit() {
    let folder = issued();
    for (unit, printed) in
        [("25195", "từ 99% trở lên"), ("25210", "tối thiểu 95%"), ("25222", "≥ 80%")]
    {
        let mut form = form(&folder, unit);
        let strings = form.part("xl/sharedStrings.xml");
        for level in ["từ 99% trở lên", "tối thiểu 95%", "≥ 80%"] {
            assert_eq!(strings.contains(level), level == printed, "{unit}: {level}");
        }
        form.put("tiepnhan_1_own_linhvuc", Put::Text("Không phát sinh"));
        form.put("pl1_2_3_own_numerator", Put::Number("970"));
        let expected = if unit == "25195" { vec![at("BD601", "2.3", "value")] } else { Vec::new() };
        assert_eq!(validated(&folder, &form, 0), expected, "{unit}");
    }
}

/// Folder and workbook keep the columns; a mistake in one is told at its unit.
#[test]
fn the_columns_are_kept_and_checked() {
    let folder = Folder::new();
    for name in ["campaign.toml", "units.csv", "pl1.toml", "tiepnhan.toml"] {
        folder.write(&format!("c/{name}"), std::fs::read(campaign().join(name)).unwrap());
    }
    folder.run(["campaign", "export", "-q", "-c", "c", "-o", "c.xlsx"]).check();
    folder.run(["campaign", "check", "c.xlsx"]).check();
    folder.run(["campaign", "import", "-q", "c.xlsx", "-o", "again"]).check();
    let again = String::from_utf8(folder.read("again/units.csv")).unwrap();
    for kept in ["target:pl1.2.3,target:pl1.2.7", "từ 99% trở lên", "tối thiểu 5 cuộc"] {
        assert!(again.contains(kept), "{kept}: {again}");
    }
    let plain = String::from_utf8(folder.read("c/units.csv")).unwrap();
    for (from, to, told) in [
        ("target:pl1.2.7", "target:pl1.9.9", "pl1.9.9"),
        ("từ 99% trở lên", "rất cao", "rất cao"),
        ("tối thiểu 5 cuộc", "≥ 80%", "≥ 80%"),
    ] {
        folder.write("c/units.csv", plain.replacen(from, to, 1));
        folder.run(["campaign", "check", "c"]).status(2).stderr_has(told).check();
    }
    // A row without a target of its own needs a level for every unit that is asked.
    let form = String::from_utf8(folder.read("c/pl1.toml")).unwrap();
    folder.write("c/units.csv", &plain);
    folder.write(
        "c/pl1.toml",
        form.replacen("[indicator.targets]\n2026 = \"tối thiểu 95%\"\n", "", 1),
    );
    folder.run(["campaign", "check", "c"]).status(2).stderr_has("25210").check();
}
