//! Lists whose columns hold figures (docs/definitions.md, columns): read by their measure, worked out of
//! each other, added up under the lines and over all units.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::fill::{Package, Put, Spot};
use crate::run::Folder;

pub(super) fn campaign() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/authorities/cai-cach-hanh-chinh")
}

/// A folder with the forms of every unit.
pub(super) fn issued() -> Folder {
    let folder = Folder::new();
    let run = folder.run(["template", "-q", "--date", "2026-04-01", "-o", "forms", "-c"]);
    run.arg(campaign()).check();
    folder
}

/// The form of a unit, with the rows of its other form answered.
pub(super) fn form(folder: &Folder, unit: &str) -> Package {
    let files = folder.tree();
    let file = files.keys().find(|name| name.contains(unit) && name.ends_with(".xlsx")).unwrap();
    let mut form = Package::open(&folder.path(file));
    form.put("pl1_1_3_own_value", Put::Text("Không"));
    for (cell, figure) in [
        ("2_3_own_numerator", "995"),
        ("2_3_own_denominator", "1000"),
        ("2_7_own_value", "6"),
        ("3_1_own_value", "10"),
        ("3_2_own_value", "10"),
        ("4_1_own_value", "92.5"),
    ] {
        form.put(&format!("pl1_{cell}"), Put::Number(figure));
    }
    form
}

/// Puts lines in, each a subject with its figures: online, in person, carried over, settled.
fn fill(form: &mut Package, lines: &[[&str; 5]]) {
    for (number, [subject, figures @ ..]) in (1..).zip(lines) {
        form.put(&format!("tiepnhan_{number}_own_linhvuc"), Put::Text(subject));
        let columns = ["tructuyen", "tructiep", "kytruoc", "giaiquyet"];
        for (column, figure) in columns.into_iter().zip(figures) {
            let cell = format!("tiepnhan_{number}_own_{column}");
            match figure.parse::<f64>() {
                Ok(_) => form.put(&cell, Put::Number(figure)),
                Err(_) if figure.is_empty() => continue,
                Err(_) => form.put(&cell, Put::Text(figure)),
            };
        }
    }
}

pub(super) fn found(file: &Value) -> Vec<[String; 3]> {
    let findings = file["findings"].as_array().unwrap().iter();
    findings
        .map(|finding| {
            ["code", "indicator", "field"]
                .map(|key| finding[key].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

pub(super) fn validated(folder: &Folder, form: &Package, status: i32) -> Vec<[String; 3]> {
    folder.write("in.xlsx", form.bytes());
    let run = folder.run(["validate", "in.xlsx", "--format", "json", "-c"]);
    found(&run.arg(campaign()).status(status).check().json()["files"][0])
}

pub(super) fn at(code: &str, line: &str, column: &str) -> [String; 3] {
    [code, line, column].map(str::to_owned)
}

/// A cell of a column of figures is read as a row of its measure would be.
#[test]
fn cells_are_read_by_the_measure_of_their_column() {
    let folder = issued();
    let mut clean = form(&folder, "25195");
    fill(&mut clean, &[["Đất đai", "10", "5 hồ sơ", "2", "12"], ["Hộ tịch", "3", "0", "", "3"]]);
    clean.put("tiepnhan_1_own_congkhai", Put::Text("Có"));
    assert_eq!(validated(&folder, &clean, 0), [at("BD403", "1", "tructiep")]);
    for (figure, code) in [
        (Put::Text("1,250"), "BD404"),
        (Put::Text("khoảng 20"), "BD405"),
        (Put::Number("-3"), "BD406"),
        (Put::Number("2.5"), "BD407"),
        (Put::Text("5 người"), "BD409"),
        (Put::Text("nhiều"), "BD402"),
    ] {
        let mut wrong = clean.clone();
        wrong.put("tiepnhan_2_own_tructuyen", figure);
        let codes: Vec<String> =
            validated(&folder, &wrong, 1).into_iter().map(|[code, ..]| code).collect();
        assert!(codes.contains(&code.to_owned()), "{figure:?}: {codes:?}");
    }
    clean.put("tiepnhan_1_own_phi", Put::Number("1.25"));
    assert!(validated(&folder, &clean, 1).contains(&at("BD407", "1", "phi")));
    clean.put("tiepnhan_1_own_phi", Put::Number("1.5"));
    clean.put("tiepnhan_1_own_congkhai", Put::Text("Chưa"));
    assert!(validated(&folder, &clean, 1).contains(&at("BD412", "1", "congkhai")));
}

/// A check that names the columns of a line holds for every line, and is told of the one that breaks it.
#[test]
fn a_check_holds_for_every_line() {
    let folder = issued();
    let mut form = form(&folder, "25195");
    fill(
        &mut form,
        &[
            ["Đất đai", "10", "5", "2", "17"],
            ["Hộ tịch", "3", "0", "", "4"],
            ["Xây dựng", "1", "1", "0", "3"],
        ],
    );
    let expected = [at("BD506", "2", "giaiquyet"), at("BD506", "3", "giaiquyet")];
    assert_eq!(validated(&folder, &form, 1), expected);
}

/// What is worked out is nobody's to fill in: what is typed there is told and not read. A number typed over
/// a total too.
#[test]
fn formulas_and_totals_are_no_inputs() {
    let folder = issued();
    let mut form = form(&folder, "25195");
    fill(&mut form, &[["Đất đai", "10", "5", "2", "12"]]);
    let total = form.spot("tiepnhan_1_own_tong").clone();
    let xml = form.part(&form.sheet_part(&total.sheet));
    let cell = xml.split(&format!("<c r=\"{}\"", total.cell)).nth(1).unwrap();
    assert!(cell.starts_with(" s=") && cell.split("</c>").next().unwrap().contains("<f>"));
    // Five lines from row 7 on, and the total under them.
    let sum = Spot { cell: total.cell.replace('7', "12"), ..total.clone() };
    let cell = xml.split(&format!("<c r=\"{}\"", sum.cell)).nth(1).unwrap();
    assert!(cell.split("</c>").next().unwrap().contains("SUM("), "{cell}");
    assert_eq!(validated(&folder, &form, 0), [] as [[String; 3]; 0]);
    form.put("tiepnhan_1_own_tong", Put::Number("99"));
    let found = validated(&folder, &form, 0);
    assert_eq!(found.iter().map(|[code, ..]| code.as_str()).collect::<Vec<_>>(), ["BD304"]);
    form.put("tiepnhan_1_own_tong", Put::Formula("1+1", "2"));
    form.put_at(&sum, Put::Number("99"));
    let found = validated(&folder, &form, 0);
    assert_eq!(found.iter().map(|[code, ..]| code.as_str()).collect::<Vec<_>>(), ["BD304"]);
}

/// The lines of all units are added up, without the lines that an error keeps out.
#[test]
fn the_lines_of_all_units_are_added_up() {
    let folder = issued();
    let returns = [
        ("25195", vec![["Đất đai", "10", "5", "2", "12"], ["Hộ tịch", "3", "0", "", "3"]]),
        ("25210", vec![["Hộ tịch", "1200", "Không phát sinh", "0", "900"]]),
        ("25222", vec![["Đất đai", "7", "1", "1", "9"], ["Hộ tịch", "2.5", "1", "0", "1"]]),
    ];
    for (unit, lines) in &returns {
        let mut form = form(&folder, unit);
        fill(&mut form, lines);
        form.put(
            "tiepnhan_1_own_congkhai",
            Put::Text(if *unit == "25210" { "Không" } else { "Có" }),
        );
        form.put("tiepnhan_1_own_phi", Put::Number(if *unit == "25210" { "0.3" } else { "1.2" }));
        folder.write(&format!("in/{unit}.xlsx"), form.bytes());
    }
    let run = folder.run(["merge", "-q", "in", "-o", "out.xlsx", "--json", "out.json"]);
    run.args(["--csv", "data", "-c"]).arg(campaign()).status(1).check();
    let list = &folder.json("out.json")["lists"][0];
    let total = |value, lines, units| json!({ "value": value, "lines": lines, "units": units });
    assert_eq!(
        list["totals"],
        json!({
            "tong": total(17 + 3 + 1200 + 9, 4, 3),
            "tructuyen": total(10 + 3 + 1200 + 7, 4, 3),
            "tructiep": total(5 + 1, 4, 3),
            "giaiquyet": total(12 + 3 + 900 + 9, 4, 3),
            "congkhai": total(2, 3, 3),
            "phi": { "value": 2.7, "lines": 3, "units": 3 },
        })
    );
    assert_eq!(list["entries"][0]["values"]["tong"], "17");
    assert_eq!(list["entries"][4]["faulty"], true);
    let book = Package::open(&folder.path("out.xlsx"));
    let sheet = book.part(&book.sheet_part("Biểu II.06a"));
    let row = sheet.split("<row ").find(|row| row.contains("SUM(")).unwrap();
    for value in ["1229", "1220", "924", "2.7"] {
        assert!(row.contains(&format!("<v>{value}</v>")), "{value}: {row}");
    }
    let totals = String::from_utf8(folder.read("data/entry_totals.csv")).unwrap();
    assert!(totals.contains("tiepnhan,tong,Tiếp nhận: tổng số,1229,4,3"), "{totals}");
}

/// A definition with mistakes in its columns is told where, and how to say it.
#[test]
fn mistakes_in_columns_are_told() {
    let folder = Folder::new();
    for name in ["campaign.toml", "units.csv", "pl1.toml", "tiepnhan.toml"] {
        folder.write(&format!("c/{name}"), std::fs::read(campaign().join(name)).unwrap());
    }
    let plain = String::from_utf8(folder.read("c/tiepnhan.toml")).unwrap();
    for (from, to, told) in [
        ("tructuyen + tructiep + kytruoc", "tructuyen + khac", "khac"),
        ("tructuyen + tructiep + kytruoc", "tructuyen + tong", "chính"),
        ("tructuyen + tructiep + kytruoc", "tructuyen + linhvuc", "linhvuc"),
        ("measure = \"yes-no\"", "measure = \"text\"", "cộng"),
        ("tiepnhan_line_own_tong\"", "tiepnhan_line_own_ghichu\"", "ghichu"),
        ("measure = \"yes-no\"", "measure = \"percent\"", "nhiều ô"),
    ] {
        folder.write("c/tiepnhan.toml", plain.replacen(from, to, 1));
        folder.run(["campaign", "check", "c"]).status(2).stderr_has(told).check();
    }
    folder.write("c/tiepnhan.toml", &plain);
    folder.run(["campaign", "check", "c"]).check();
    // Folder and workbook say the same.
    folder.run(["campaign", "export", "-q", "-c", "c", "-o", "c.xlsx"]).check();
    folder.run(["campaign", "import", "-q", "c.xlsx", "-o", "again"]).check();
    let again = String::from_utf8(folder.read("again/tiepnhan.toml")).unwrap();
    for kept in
        ["formula = \"tructuyen + tructiep + kytruoc\"", "total = true", "measure = \"yes-no\""]
    {
        assert_eq!(again.matches(kept).count(), plain.matches(kept).count(), "{again}");
    }
}
