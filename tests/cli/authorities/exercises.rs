//! Administrative reform, new rural areas, natural disasters (`tests/authorities/cchc-quy`, `nong-thon-moi`,
//! `thien-tai`): decimals, rates of the quarter and of the year side by side, averages, choices counted by a row, sums of money, levels by region, against integers added here.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::fill::{Package, Put};
use crate::office;
use crate::recalculated;
use crate::run::Folder;

const COMMUNES: usize = 6;

fn definition(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/authorities").join(id)
}

/// The first communes' forms, each filled in by `fill` with the number of the commune.
fn filled(folder: &Folder, id: &str, fill: impl Fn(usize, &mut Package)) -> Vec<PathBuf> {
    let definition = definition(id);
    folder.run(["template", "-q", "-o", "out", "-c"]).arg(&definition).check();
    let mut forms: Vec<String> = std::fs::read_dir(folder.path("out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains('_'))
        .collect();
    forms.sort();
    forms.truncate(COMMUNES);
    for (commune, name) in forms.iter().enumerate() {
        let mut form = Package::open(&folder.path(&format!("out/{name}")));
        fill(commune, &mut form);
        folder.write(&format!("in/{name}"), form.bytes());
    }
    forms.into_iter().map(|name| folder.path(&format!("in/{name}"))).collect()
}

fn merged(folder: &Folder, id: &str, input: &str) -> Value {
    let run = folder.run(["merge", "-q", input, "-o", "m.xlsx", "--json", "m.json", "-c"]);
    run.arg(definition(id)).check();
    folder.json("m.json")
}

fn row<'j>(json: &'j Value, form: &str, indicator: &str, figure: Option<&str>) -> &'j Value {
    let mut rows = json["indicators"].as_array().unwrap().iter();
    rows.find(|row| {
        row["form"] == form
            && row["indicator"] == indicator
            && row.get("figure").and_then(Value::as_str) == figure
    })
    .unwrap_or_else(|| panic!("no row {form} {indicator} {figure:?}"))
}

/// A number of hundredths as it is typed.
fn hundredths(number: usize) -> String {
    format!("{}.{:02}", number / 100, number % 100)
}

/// A number of tenths as it is typed.
fn tenths(number: usize) -> String {
    format!("{}.{}", number / 10, number % 10)
}

/// A number of the JSON in so many decimals, as an integer of its last one.
fn last_digits(number: &Value, decimals: usize) -> usize {
    let text = number.to_string();
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    assert!(rest.len() <= decimals, "{text}");
    format!("{whole}{rest:0<decimals$}").parse().unwrap()
}

fn roads(commune: usize) -> (usize, usize) {
    (101 + commune * 7, 111 + commune * 7)
}

fn income(commune: usize) -> (usize, usize) {
    (3_000_001 + commune * 123_457, 5_300 + commune * 11)
}

fn money(commune: usize, source: usize, figure: usize) -> usize {
    1 + commune * 17 + source * 31 + figure * 5
}

fn rural(commune: usize, form: &mut Package) {
    for criterion in 1..=19 {
        let choice =
            if (criterion + commune).is_multiple_of(4) { "Chưa đạt" } else { "Đạt" };
        form.put(&format!("bieu1_{criterion}_own_value"), Put::Text(choice));
        form.put(&format!("bieu1_{criterion}_own_evidence"), Put::Text("Quyết định số 12/QĐ-UBND"));
    }
    let (n, d) = roads(commune);
    form.put("bieu2_1_own_numerator", Put::Number(&tenths(n)));
    form.put("bieu2_1_own_denominator", Put::Number(&tenths(d)));
    form.put("bieu2_2_own_numerator", Put::Number(&hundredths(8_000 + commune)));
    form.put("bieu2_2_own_denominator", Put::Number(&hundredths(10_000)));
    form.put("bieu2_3_own_value", Put::Number(&hundredths(10_000 + commune * 3)));
    let (n, d) = income(commune);
    form.put("bieu2_4_own_numerator", Put::Number(&tenths(n)));
    form.put("bieu2_4_own_denominator", Put::Number(&d.to_string()));
    for (row, n, d) in [("5", 10 + commune * 8, 1_000), ("6", 760, 1_000)] {
        form.put(&format!("bieu2_{row}_own_numerator"), Put::Number(&n.to_string()));
        form.put(&format!("bieu2_{row}_own_denominator"), Put::Number(&d.to_string()));
    }
    form.put("bieu2_7_own_numerator", Put::Number(&tenths(250_000)));
    form.put("bieu2_7_own_denominator", Put::Number("6000"));
    for source in 1..=7 {
        for (figure, key) in ["kehoach", "thuchien"].into_iter().enumerate() {
            let typed = tenths(money(commune, source, figure));
            form.put(&format!("bieu3_{source}_own_{key}"), Put::Number(&typed));
        }
    }
}

fn holds_rural(json: &Value) {
    let communes = 0..COMMUNES;
    // So many of 19 criteria are reached in a commune; together, and how many reach all of them.
    let reached =
        |c: usize| (1..=19).filter(|criterion| !(criterion + c).is_multiple_of(4)).count();
    let all = row(json, "bieu1", "20", None);
    assert_eq!(all["rollup"]["value"], json!(communes.clone().map(reached).sum::<usize>()));
    assert_eq!((&all["verdict"], &all["reached"]["met"]), (&json!("none"), &json!(0)));
    let first = &row(json, "bieu1", "4", None)["rollup"];
    let met = communes.clone().filter(|c| !(4 + c).is_multiple_of(4)).count();
    assert_eq!(first["choices"]["Đạt"], json!(met), "{first:#}");
    // Σ / Σ of decimals, met and missed exactly.
    let share = &row(json, "bieu2", "1", None);
    let sums = communes.clone().map(roads).fold((0, 0), |(n, d), (a, b)| (n + a, d + b));
    let rollup = &share["rollup"];
    let of = [&rollup["numerator"], &rollup["denominator"]].map(|part| last_digits(part, 1));
    assert_eq!((of, &share["verdict"]), ([sums.0, sums.1], &json!("missed")));
    assert_eq!(row(json, "bieu2", "2", None)["verdict"], "met");
    let area = &row(json, "bieu2", "3", None)["rollup"]["value"];
    assert_eq!(last_digits(area, 2), communes.clone().map(|c| 10_000 + c * 3).sum::<usize>());
    // An average is that of all people, and each commune is held against the level of its region.
    let average = row(json, "bieu2", "4", None);
    let sums = communes.clone().map(income).fold((0, 0), |(n, d), (a, b)| (n + a, d + b));
    let exact = (sums.0 * 10 * 2 + sums.1) / (2 * sums.1);
    assert_eq!(last_digits(&average["rollup"]["value"], 2), exact);
    let met = communes.clone().filter(|c| {
        let (n, d) = income(*c);
        // 53 in the first, third … commune, 59 in the others; tenths of a million.
        n >= d * if c.is_multiple_of(2) { 530 } else { 590 }
    });
    assert_eq!(average["reached"]["met"], json!(met.count()), "{:#}", average["reached"]);
    // Of poverty less is better: 3 % of all is above 2 %.
    assert_eq!(row(json, "bieu2", "5", None)["verdict"], "missed");
    for (figure, key) in ["kehoach", "thuchien"].into_iter().enumerate() {
        let sum = &row(json, "bieu3", "T", Some(key))["rollup"]["value"];
        let sources = communes.clone().flat_map(|c| (1..=7).map(move |s| money(c, s, figure)));
        assert_eq!(last_digits(sum, 1), sources.sum::<usize>(), "{key}");
    }
}

#[test]
fn new_rural_areas_by_year() {
    let folder = Folder::new();
    filled(&folder, "nong-thon-moi", rural);
    holds_rural(&merged(&folder, "nong-thon-moi", "in"));
}

#[test]
#[needs(LibreOffice)]
fn new_rural_areas_saved_by_libreoffice() {
    let folder = Folder::new();
    let forms = filled(&folder, "nong-thon-moi", rural);
    office::recalculate(&forms, &folder.path("saved"), &folder.path("home"));
    holds_rural(&merged(&folder, "nong-thon-moi", "saved"));
    recalculated::holds(&folder, &["m.xlsx"]);
}

#[test]
fn damage_by_natural_disasters_from_day_to_day() {
    let folder = Folder::new();
    let counts = ["NG01", "NG01_1", "NG01_2", "NG02", "NG03", "NG04", "NH01", "NH02"];
    filled(&folder, "thien-tai", |commune, form| {
        form.put("bieu_meta_figurestatus", Put::Text("ước tính"));
        for (at, id) in counts.into_iter().enumerate() {
            let number = if id == "NG01" { 9 } else { (commune + at) % 5 };
            form.put(&format!("bieu_{id}_own_soluong"), Put::Number(&number.to_string()));
        }
        for id in ["NLN01", "NLN02"] {
            let typed = hundredths(1_005 + commune * 33);
            form.put(&format!("bieu_{id}_own_soluong"), Put::Number(&typed));
        }
        form.put("bieu_GT01_own_soluong", Put::Number("120.5"));
        form.put("bieu_GT02_own_soluong", Put::Number(&tenths(200 + commune * 10)));
        for id in ["NH01", "NH02", "NLN01", "NLN02", "GT01"] {
            form.put(&format!("bieu_{id}_own_giatri"), Put::Number(&tenths(15 + commune)));
        }
    });
    let json = merged(&folder, "thien-tai", "in");
    let hectares = &row(&json, "bieu", "NLN01", Some("soluong"))["rollup"]["value"];
    assert_eq!(last_digits(hectares, 2), (0..COMMUNES).map(|c| 1_005 + c * 33).sum::<usize>());
    let worth = &row(&json, "bieu", "NLN01", Some("giatri"))["rollup"]["value"];
    assert_eq!(last_digits(worth, 1), (0..COMMUNES).map(|c| 15 + c).sum::<usize>());
    // 20, 21, 22, 23 hours are below 24; 24 and 25 are not.
    let hours = row(&json, "bieu", "GT02", Some("soluong"));
    assert_eq!((&hours["verdict"], &hours["reached"]["met"]), (&json!("none"), &json!(4)));
    let dead = row(&json, "bieu", "NG01", Some("soluong"));
    assert_eq!(dead["rollup"]["value"], json!(9 * COMMUNES));
    assert_eq!(dead["figure_status"]["status"], "ước tính");
}

/// A number of a commune for a row and a figure of the quarter's form.
fn reform(commune: usize, row: usize, figure: usize) -> usize {
    20 + commune * 3 + row * 2 + figure
}

#[test]
fn administrative_reform_by_quarter() {
    let folder = Folder::new();
    let rates = ["1_1", "2_3", "2_4", "2_5"];
    let sums = ["2_2_1", "2_2_2", "2_2_3"];
    filled(&folder, "cchc-quy", |commune, form| {
        for (at, row) in rates.into_iter().enumerate() {
            for (figure, period) in ["nam", "quy"].into_iter().enumerate() {
                let n = reform(commune, at, figure);
                // Late dossiers are few: one of a hundred times as many.
                let d = if row == "2_4" { n * 101 } else { n + usize::from(commune == 2) };
                let put = |field: &str, n: usize, form: &mut Package| {
                    let cell = format!("pl1_{row}_own_{field}{period}");
                    form.put(&cell, Put::Number(&n.to_string()));
                };
                put("dat", n, form);
                put("tong", d, form);
            }
        }
        for (at, row) in sums.into_iter().enumerate() {
            for (figure, period) in ["nam", "quy"].into_iter().enumerate() {
                let n = reform(commune, at, figure).to_string();
                form.put(&format!("pl1_{row}_own_{period}"), Put::Number(&n));
            }
        }
        for (row, n, d) in
            [("2_6", tenths(1_000 + commune), "40".to_owned()), ("3_1", tenths(955), tenths(1_000))]
        {
            for period in ["nam", "quy"] {
                form.put(&format!("pl1_{row}_own_dat{period}"), Put::Number(&n));
                form.put(&format!("pl1_{row}_own_tong{period}"), Put::Number(&d));
            }
        }
        for period in ["nam", "quy"] {
            form.put(&format!("pl1_2_1_own_{period}"), Put::Number("120"));
            form.put(&format!("pl1_3_2_own_{period}"), Put::Number("12.5"));
        }
        form.put("pl1_1_2_own_value", Put::Number("1"));
        form.put("pl1_1_3_own_value", Put::Text("Không"));
        form.put("pl1_2_7_own_value", Put::Number("3"));
    });
    let json = merged(&folder, "cchc-quy", "in");
    for (at, name) in [(0, "1.1"), (1, "2.3"), (3, "2.5")] {
        for (figure, period) in ["nam", "quy"].into_iter().enumerate() {
            let rollup = &row(&json, "pl1", name, Some(period))["rollup"];
            let n: usize = (0..COMMUNES).map(|c| reform(c, at, figure)).sum();
            let of = [&rollup["numerator"], &rollup["denominator"]];
            assert_eq!(of, [&json!(n), &json!(n + 1)], "{name} {period}");
        }
    }
    let verdict = |name: &str| row(&json, "pl1", name, Some("nam"))["verdict"].clone();
    let verdicts = ["1.1", "2.3", "2.4", "2.5", "3.1"].map(verdict);
    assert_eq!(verdicts, ["missed", "met", "met", "met", "met"]);
    for (figure, period) in ["nam", "quy"].into_iter().enumerate() {
        let all = (0..COMMUNES).flat_map(|c| (0..3).map(move |at| reform(c, at, figure)));
        let sum = &row(&json, "pl1", "2.2", Some(period))["rollup"]["value"];
        assert_eq!(*sum, json!(all.sum::<usize>()), "{period}");
    }
    // 601,5 days of 240 dossiers are 2,50625.
    let days = &row(&json, "pl1", "2.6", Some("nam"))["rollup"];
    assert_eq!((&days["value"], &days["denominator"]), (&json!(2.5), &json!(240)));
    assert_eq!(row(&json, "pl1", "1.2", None)["rollup"]["choices"]["1"], json!(COMMUNES));
    // Where there was no dialogue, none are counted.
    let dialogues = &row(&json, "pl1", "1.3.1", None)["rollup"];
    assert_eq!(
        [&dialogues["answered"], &dialogues["not_applicable"]],
        [&json!(0), &json!(COMMUNES)]
    );
}
