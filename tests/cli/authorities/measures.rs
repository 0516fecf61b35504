//! Measures with decimals, ratios and choices (docs/definitions.md, docs/contract/numbers.md), against
//! fractions made here.

use serde_json::{Value, json};

use crate::fill::{Package, Put};
use crate::run::Folder;

const UNITS: [&str; 5] = ["001", "002", "003", "004", "005"];

fn campaign(folder: &Folder, id: &str, units: &str, more: &str) {
    let campaign = format!(
        r#"schema = "bdhvs.campaign/1"
id = "{id}"
version = 1
title = "Nông thôn mới"
authority = "UBND tỉnh"
area = "tỉnh"
area-short = "toàn tỉnh"
focal-point = "Sở Nông nghiệp"
default-period = "2025"
{more}forms = ["bieu1"]

[[source]]
id = "qd"
title = "Quyết định"

[[period]]
id = "2025"
title = "Năm 2025"
target-year = 2025
since = "2025-01-01"
until = "2025-12-31"
expected = ["*"]

[[period]]
id = "2026"
title = "Năm 2026"
target-year = 2025
since = "2026-01-01"
until = "2026-12-31"
expected = ["*"]

[[group]]
id = "commune"
name = "Xã"

[[party]]
phrase = "UBND cấp xã"
units = ["@commune"]
"#
    );
    folder.write(&format!("{id}/campaign.toml"), campaign);
    folder.write(&format!("{id}/bieu1.toml"), FORM);
    folder.write(&format!("{id}/units.csv"), format!("code,name,kind,groups\n{units}"));
}

fn communes() -> String {
    UNITS.map(|code| format!("{code},Xã {code},xã,commune\n")).concat()
}

const FORM: &str = r#"id = "bieu1"
kind = "indicators"
sheet = "Biểu 1"
name = "Biểu 1."
title = "KẾT QUẢ"
source = "qd"
source-section = "Biểu 1"

[[column]]
caption = "STT"
shows = "number"
width = 5

[[column]]
caption = "Chỉ tiêu"
shows = "label"
width = 36

[[column]]
caption = "Mức {year}"
shows = "target"
width = 12

[[column]]
caption = "Kết quả"
field = "value"
width = 12

[[column]]
caption = "Tử số"
field = "numerator"
width = 12

[[column]]
caption = "Mẫu số"
field = "denominator"
width = 12

[[column]]
caption = "Giải trình"
field = "explanation"
width = 18

[[indicator]]
id = "1"
number = "1"
label = "Đường được cứng hóa"
measure = "quantity"
decimals = 3
unit = "km"
own = ["UBND cấp xã"]
time = "cumulative"
[indicator.targets]
2025 = "≥ 50 km"

[[indicator]]
id = "2"
number = "2"
label = "Kinh phí"
measure = "quantity"
unit = "Triệu đồng"
own = ["UBND cấp xã"]
time = "cumulative"

[[indicator]]
id = "3"
number = "3"
label = "Thu nhập bình quân"
measure = "ratio"
per = 1
decimals = 2
unit = "Triệu đồng/người/năm"
numerator = "Tổng thu nhập (triệu đồng)"
numerator-decimals = 2
denominator = "Dân số"
own = ["UBND cấp xã"]
time = "stock"
[indicator.targets]
2025 = "≥ 59"

[[indicator]]
id = "4"
number = "4"
label = "Tỷ suất"
measure = "ratio"
per = 1000
decimals = 1
unit = "‰"
numerator = "Số ca"
denominator = "Dân số"
own = ["UBND cấp xã"]
time = "stock"
[indicator.targets]
2025 = "không quá 5‰"

[[indicator]]
id = "5"
number = "5"
label = "Tỷ lệ đường nhựa hóa"
measure = "percent"
unit = "%"
numerator = "Km nhựa hóa"
numerator-decimals = 2
denominator = "Tổng số km"
denominator-decimals = 2
own = ["UBND cấp xã"]
time = "stock"
[indicator.targets]
2025 = "100%"

[[indicator]]
id = "6"
number = "6"
label = "Tiêu chí giao thông"
measure = "choice"
choices = ["Đạt", "Chưa đạt"]
own = ["UBND cấp xã"]
time = "stock"
[indicator.targets]
2025 = "Đạt"

[[indicator]]
id = "7"
number = "7"
label = "Hình thức khảo sát"
measure = "choice"
choices = ["0", "1", "2"]
own = ["UBND cấp xã"]
time = "stock"

[[indicator]]
id = "8"
number = "8"
label = "Thực hiện so với kế hoạch"
measure = "ratio"
per = 100
unit = "%"
numerator = "Thực hiện"
denominator = "Kế hoạch"
own = ["UBND cấp xã"]
time = "stock"
[indicator.targets]
2025 = "120%"
"#;

/// What the communes write: the numbers of rows 1, 2, 3, 4, 5 and 8, in hundredths and thousandths.
struct Given {
    thousandths_of_km: i128,
    hundredths: i128,
    income: i128,
    people: i128,
    cases: i128,
    paved: i128,
    roads: i128,
    done: i128,
}

fn given(commune: usize) -> Given {
    let n = i128::try_from(commune).unwrap();
    Given {
        thousandths_of_km: 10_100 + n * 37,
        hundredths: 10 + n * 20,
        income: 6_012_345 + n * 777_777,
        people: 1_000 + n * 313,
        cases: 3 + n * 2,
        paved: 1_010 + n * 11,
        roads: 1_200 + n * 13,
        done: 90 + n * 17,
    }
}

fn decimal(mantissa: i128, decimals: usize) -> String {
    let digits = format!("{mantissa:0width$}", width = decimals + 1);
    let (whole, rest) = digits.split_at(digits.len() - decimals);
    format!("{whole}.{rest}")
}

/// The forms of all communes, filled in.
fn filled(folder: &Folder, id: &str, period: &str) {
    let out = format!("out-{period}");
    folder.run(["template", "-q", "-c", id, "-p", period, "-o", &out]).check();
    for (commune, code) in UNITS.iter().enumerate() {
        let name = std::fs::read_dir(folder.path(&out))
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .find(|name| name.contains(code) && name.contains('_'))
            .unwrap();
        let mut form = Package::open(&folder.path(&format!("{out}/{name}")));
        let g = given(commune);
        let mut put = |cell: &str, number: String| {
            form.put(&format!("bieu1_{cell}"), Put::Number(&number));
        };
        put("1_own_value", decimal(g.thousandths_of_km, 3));
        put("2_own_value", decimal(g.hundredths, 2));
        put("3_own_numerator", decimal(g.income, 2));
        put("3_own_denominator", g.people.to_string());
        put("4_own_numerator", g.cases.to_string());
        put("4_own_denominator", g.people.to_string());
        put("5_own_numerator", decimal(g.paved, 2));
        put("5_own_denominator", decimal(g.roads, 2));
        put("7_own_value", (commune % 3).to_string());
        put("8_own_numerator", g.done.to_string());
        put("8_own_denominator", "100".to_owned());
        let said = if commune < 3 { "ĐẠT" } else { "chưa  đạt" };
        form.put("bieu1_6_own_value", Put::Text(said));
        folder.write(&format!("in-{period}/{name}"), form.bytes());
    }
}

fn sum(of: impl Fn(&Given) -> i128) -> i128 {
    (0..UNITS.len()).map(|commune| of(&given(commune))).sum()
}

/// Half-up, in units of the last decimal.
fn rounded(over: i128, under: i128) -> i128 {
    (2 * over + under) / (2 * under)
}

fn row<'j>(json: &'j Value, id: &str) -> &'j Value {
    let mut rows = json["indicators"].as_array().unwrap().iter();
    rows.find(|row| row["indicator"] == id).unwrap()
}

/// A number of JSON in its digits.
fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn parsed(mantissa: i128, decimals: usize) -> f64 {
    decimal(mantissa, decimals).parse().unwrap()
}

fn check(json: &Value) {
    let rollup = |id: &str| &row(json, id)["rollup"];
    let same = |value: &Value, mantissa: i128, decimals: usize| {
        assert!((number(value) - parsed(mantissa, decimals)).abs() < 1e-9, "{value} {mantissa}");
    };
    same(&rollup("1")["value"], sum(|g| g.thousandths_of_km), 3);
    same(&rollup("2")["value"], sum(|g| g.hundredths), 2);
    let (income, people) = (sum(|g| g.income), sum(|g| g.people));
    same(&rollup("3")["numerator"], income, 2);
    same(&rollup("3")["value"], rounded(income, people), 2);
    same(&rollup("4")["value"], rounded(sum(|g| g.cases) * 10_000, people), 1);
    same(&rollup("5")["numerator"], sum(|g| g.paved), 2);
    let paved = rounded(sum(|g| g.paved) * 10_000, sum(|g| g.roads));
    same(&rollup("5")["value"], paved, 2);
    same(&rollup("8")["value"], rounded(sum(|g| g.done) * 10_000, 500), 2);
    assert_eq!(rollup("6")["choices"], json!({"Đạt": 3, "Chưa đạt": 2}));
    assert_eq!(rollup("6")["value"], json!(60.0));
    assert_eq!(rollup("7")["choices"], json!({"0": 2, "1": 2, "2": 1}));
    let verdict = |id: &str| row(json, id)["verdict"].as_str().unwrap();
    assert_eq!(verdict("1"), "met");
    assert_eq!(verdict("3"), if income >= 5_900 * people { "met" } else { "missed" });
    let is_few = sum(|g| g.cases) * 1_000 <= 5 * people;
    assert_eq!(verdict("4"), if is_few { "met" } else { "missed" });
    assert_eq!(verdict("5"), "missed");
    let all_done = sum(|g| g.done) >= 600;
    assert_eq!(verdict("8"), if all_done { "met" } else { "missed" });
    assert_eq!(row(json, "6")["reached"], json!({"met": 3, "of": 5}));
}

#[test]
fn decimals_ratios_and_choices_are_put_together_exactly() {
    let folder = Folder::new();
    campaign(&folder, "do", &communes(), "");
    filled(&folder, "do", "2025");
    folder.run(["merge", "-q", "-c", "do", "in-2025", "-o", "m.xlsx", "--json", "m.json"]).check();
    check(&folder.json("m.json"));
}

#[test]
fn one_level_up_they_are_what_they_were() {
    let folder = Folder::new();
    campaign(&folder, "do", &communes(), "reports-to = \"tren\"\nreports-as = \"75\"\n");
    filled(&folder, "do", "2025");
    campaign(&folder, "tren", "75,Tỉnh,tỉnh,commune\n", "");
    std::fs::create_dir(folder.path("tinh")).unwrap();
    folder
        .run(["merge", "-q", "-c", "do", "in-2025", "-o", "tinh/m.xlsx", "--json", "m.json"])
        .check();
    let up = folder.run(["merge", "-q", "-c", "tren", "tinh/m.xlsx", "-o", "n.xlsx"]);
    up.args(["--json", "n.json"]).check();
    check(&folder.json("n.json"));
    // And from the JSON, as an earlier period.
    filled(&folder, "do", "2026");
    let then =
        folder.run(["merge", "-q", "-c", "do", "in-2026", "-o", "y.xlsx", "--json", "y.json"]);
    then.args(["-p", "2026", "--previous", "m.json"]).check();
    let json = folder.json("y.json");
    for id in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        let of = row(&json, id);
        assert_eq!(of["previous"]["rollup"]["value"], of["rollup"]["value"], "{id}");
    }
}

#[test]
fn what_does_not_fit_the_measure_is_named() {
    let folder = Folder::new();
    campaign(&folder, "do", &communes(), "");
    filled(&folder, "do", "2025");
    let name =
        std::fs::read_dir(folder.path("in-2025")).unwrap().next().unwrap().unwrap().file_name();
    let path = format!("in-2025/{}", name.to_str().unwrap());
    for (cell, put, code) in [
        ("1_own_value", Put::Number("10.12345"), "BD407"),
        ("2_own_value", Put::Number("1.234"), "BD404"),
        ("2_own_value", Put::Text("1.234"), "BD404"),
        ("2_own_value", Put::Text("650.000.000 đồng"), "BD421"),
        ("2_own_value", Put::Number("-1.5"), "BD406"),
        ("1_own_value", Put::Text("5%"), "BD409"),
        ("4_own_value", Put::Text("5%"), "BD409"),
        ("5_own_value", Put::Text("5‰"), "BD409"),
        ("8_own_numerator", Put::Number("1.5"), "BD407"),
        ("6_own_value", Put::Text("Có"), "BD412"),
        ("7_own_value", Put::Number("3"), "BD412"),
    ] {
        let mut form = Package::open(&folder.path(&path));
        form.put(&format!("bieu1_{cell}"), put);
        folder.write("one/form.xlsx", form.bytes());
        let ran = folder.run(["validate", "-c", "do", "one/form.xlsx", "--format", "json"]);
        let ran = ran.status(i32::from(code != "BD421")).check();
        assert!(ran.stdout.contains(code), "{cell}: {code} not in {}", ran.stdout);
    }
}

#[test]
fn the_definition_stands_in_a_workbook_as_it_does_in_files() {
    let folder = Folder::new();
    campaign(&folder, "do", &communes(), "");
    folder.run(["campaign", "check", "do"]).check();
    folder.run(["campaign", "export", "do", "-o", "do.xlsx"]).check();
    folder.run(["campaign", "import", "do.xlsx", "-o", "lai"]).check();
    let read = |path: &str| std::fs::read_to_string(folder.path(path)).unwrap();
    for key in [
        "decimals = 3",
        "per = 1000",
        "numerator-decimals = 2",
        "denominator-decimals = 2",
        "choices = [\"Đạt\", \"Chưa đạt\"]",
        "choices = [\"0\", \"1\", \"2\"]",
    ] {
        assert!(read("lai/bieu1.toml").contains(key), "{key}");
    }
    campaign(&folder, "sai", &communes(), "");
    let wrong = FORM.replace("per = 1000", "per = 10").replace("decimals = 3", "decimals = 7");
    let wrong = wrong.replace("2025 = \"Đạt\"", "2025 = \"Có\"");
    folder.write("sai/bieu1.toml", wrong.replace("[\"0\", \"1\", \"2\"]", "[\"0\", \"0\"]"));
    let ran = folder.run(["campaign", "check", "sai"]).status(2).check();
    for key in ["per", "decimals", "choices", "Chưa đạt"] {
        assert!(ran.stderr.contains(key) || ran.stdout.contains(key), "{key}: {}", ran.stderr);
    }
}
