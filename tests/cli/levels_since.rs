//! Levels beyond one merge (docs/contract/previous.md, levels.md): the figures of areas beside an
//! earlier period, areas that were formed from others, the workbook of a lead agency and the data
//! package one level up. The campaigns are those of `tests/fixtures/cap` over two quarters; what is
//! expected is worked out from the consolidations of the areas themselves.

use calamine::Data;
use serde_json::{Value, json};

use crate::consolidation::book::Book;
use crate::fill::{Package, Put, Spot};
use crate::levels::{PROVINCES, campaign, returns_of};
use crate::package;
use crate::run::Folder;

const PERIODS: [&str; 2] = ["2026-q2", "2026-q3"];
/// Rows of the form: a rate, a count as of a day, classes with people.
const ROWS: [usize; 3] = [0, 1, 4];

/// A campaign over both quarters whose second row is as of a day, and may be held against the quarter
/// before.
pub fn over_two_quarters(folder: &Folder, id: &str, units: &[&str], above: Option<(&str, &str)>) {
    campaign(folder, id, units, above);
    let [head, form] = ["campaign", "so"].map(|name| format!("{id}/{name}.toml"));
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let second = text(&head).split("[[period]]").nth(1).unwrap().to_owned();
    let second = second
        .replace("2026-q2", PERIODS[1])
        .replace("Quý II", "Quý III")
        .replace("2026-04-01", "2026-07-01")
        .replace("2026-06-30", "2026-09-30");
    folder.write(&head, format!("{}\n[[period]]{second}", text(&head)));
    folder.write(&form, text(&form).replacen("\"cumulative\"", "\"stock\"", 1));
}

/// Merges what communes sent in a quarter, and puts the workbook beside those of the other areas.
fn area(folder: &Folder, id: &str, period: &str, communes: &[(usize, &str)]) {
    let name = format!("{id}-{period}");
    returns_of(folder, id, period, &name, communes);
    let (book, json) = (format!("{period}/{id}.xlsx"), format!("{name}.json"));
    std::fs::create_dir_all(folder.path(period)).unwrap();
    let run = folder.run(["merge", "-q", "-c", id, "-p", period, &name, "-o", &book]);
    // Blanks are errors.
    run.args(["--json", &json]).status(1).check();
}

/// The three provinces in both quarters; those of the second report less, the same and more.
fn provinces(folder: &Folder) {
    for (at, (province, communes)) in PROVINCES.iter().enumerate() {
        let id = format!("tinh{province}");
        over_two_quarters(folder, &id, communes, Some(("nuoc", province)));
        for (period, shift) in PERIODS.into_iter().zip([1, at]) {
            let sent: Vec<(usize, &str)> =
                (at * 4 + shift..).zip(communes.iter().copied()).collect();
            area(folder, &id, period, &sent);
        }
    }
    over_two_quarters(folder, "nuoc", &["01", "31", "37"], None);
    merge(folder, PERIODS[0], "truoc", &[]);
}

/// Merges the areas of a quarter.
fn merge(folder: &Folder, period: &str, name: &str, more: &[&str]) -> Value {
    let (book, json) = (format!("{name}.xlsx"), format!("{name}.json"));
    let run = folder.run(["merge", "-q", "-c", "nuoc", "-p", period, period, "-o", &book]);
    run.args(["--json", &json]).args(more).check();
    folder.json(&json)
}

fn rollup(area: &Value, row: usize) -> &Value {
    &area["indicators"][row]["rollup"]
}

fn number(value: &Value) -> i64 {
    value.as_i64().unwrap_or_else(|| panic!("{value} is no whole number"))
}

/// "`merge --previous FILE`: change per indicator and unit, stock and cumulative figures that fell (702)",
/// of areas too; `status` tells it, `template` prints it.
#[test]
fn what_areas_come_to_is_held_against_the_earlier_period() {
    let folder = Folder::new();
    provinces(&folder);
    let mut both = ["json", "xlsx"].map(|kind| {
        let file = format!("truoc.{kind}");
        let mut merged = merge(&folder, PERIODS[1], kind, &["--previous", &file]);
        merged["previous"].take();
        merged
    });
    assert_eq!(both[0], both[1]);
    let merged = both[0].take();
    let mut fallen = Vec::new();
    for (province, _) in PROVINCES {
        let [then, now] =
            PERIODS.map(|period| folder.json(&format!("tinh{province}-{period}.json")));
        for row in ROWS {
            let given = merged["indicators"][row]["contributions"].as_array().unwrap();
            let previous = &given.iter().find(|g| g["unit"] == province).unwrap()["previous"];
            let (then, now) = (rollup(&then, row), rollup(&now, row));
            assert_eq!(previous["state"], "same");
            for key in ["value", "numerator", "denominator", "people"] {
                assert_eq!(previous[key], then[key], "{province} {row} {key}");
            }
            if row == 0 {
                let [before, after] = [then, now].map(|rate| {
                    let [n, d] = ["numerator", "denominator"].map(|key| number(&rate[key]));
                    (n, d)
                });
                // In hundredths of a percent point, half-up.
                let (gap, all) = (after.0 * before.1 - before.0 * after.1, before.1 * after.1);
                let exact =
                    (i128::from(gap.abs()) * 20_000 + i128::from(all)) / i128::from(2 * all);
                let sign = if gap < 0 && exact > 0 { "-" } else { "" };
                let change = previous["change"].to_string();
                let (whole, part) = change.split_once('.').unwrap_or((&change, ""));
                let said = format!("{whole}.{part:0<2}");
                assert_eq!(said, format!("{sign}{}.{:02}", exact / 100, exact % 100), "{province}");
                continue;
            }
            let change = number(&now["value"]) - number(&then["value"]);
            assert_eq!(previous["change"], change, "{province} {row}");
            if row == 1 && change < 0 {
                fallen.push(json!(province));
            }
        }
    }
    assert_eq!(fallen, [json!("01")]);
    let of_702 = |findings: &Value| -> Vec<Value> {
        let findings = findings.as_array().unwrap().iter();
        let found = findings.filter(|finding| finding["code"] == "BD702");
        found.map(|finding| finding["unit"].clone()).collect()
    };
    assert_eq!(of_702(&merged["findings"]), fallen);
    let lines = Book::open(&folder.path("json.xlsx")).lines("Thay đổi của đơn vị");
    let line = lines.iter().find(|l| l.starts_with("01 |") && l.contains("liệu | 2 |")).unwrap();
    assert!(line.contains("Giảm"), "{line}");
    assert!(line.contains("2026-q2/tinh01.xlsx") && line.contains("2026-q3/tinh01.xlsx"), "{line}");

    let status = |more: &[&str]| {
        let run = folder.run(["status", "-c", "nuoc", "-p", PERIODS[1], PERIODS[1]]);
        run.args(["--previous", "truoc.xlsx"]).args(more)
    };
    assert_eq!(of_702(&status(&["--format", "json"]).check().json()["findings"]), fallen);
    status(&[]).stdout_has("1 số liệu giảm so với kỳ trước").check();

    let out = ["template", "-q", "-c", "nuoc", "-p", PERIODS[1], "-o", "out"];
    folder.run(out).args(["--previous", "truoc.json"]).check();
    let form = Book::open(&folder.path("out/01_don-vi-01.xlsx")).lines("Biểu số liệu");
    let before = folder.json("tinh01-2026-q2.json");
    let before = rollup(&before, 0);
    let rate = format!("({}/{})", before["numerator"], before["denominator"]);
    assert!(form.iter().any(|line| line.ends_with(&rate)), "{rate} in {form:#?}");
}

/// "units merged or split in between (sum of predecessors, marked)": provinces that became one.
#[test]
fn an_area_formed_from_areas_is_held_against_their_sum() {
    let folder = Folder::new();
    provinces(&folder);
    folder.write(
        "nuoc/units.csv",
        "code,name,kind,groups,valid-from,valid-to,predecessors\n\
         01,Tỉnh Một,tỉnh,unit,,2026-06-30,\n31,Tỉnh Hai,tỉnh,unit,,2026-06-30,\n\
         37,Tỉnh Ba,tỉnh,unit,,,\n90,Tỉnh Mới,tỉnh,unit,2026-07-01,,01;31\n",
    );
    let communes: Vec<&str> = PROVINCES[..2].iter().flat_map(|(_, c)| c).copied().collect();
    over_two_quarters(&folder, "tinh90", &communes, Some(("nuoc", "90")));
    let sent: Vec<(usize, &str)> = communes.into_iter().enumerate().collect();
    area(&folder, "tinh90", PERIODS[1], &sent);
    for gone in ["tinh01", "tinh31"] {
        std::fs::remove_file(folder.path(&format!("2026-q3/{gone}.xlsx"))).unwrap();
    }
    let merged = merge(&folder, PERIODS[1], "nay", &["--previous", "truoc.json"]);
    let parts = ["01", "31"].map(|code| folder.json(&format!("tinh{code}-2026-q2.json")));
    for row in ROWS {
        let given = merged["indicators"][row]["contributions"].as_array().unwrap();
        let given = given.iter().find(|given| given["unit"] == "90").unwrap();
        let previous = &given["previous"];
        assert_eq!(previous["state"], "summed");
        for key in ["numerator", "denominator", "people"] {
            let parts = [0, 1].map(|at| rollup(&parts[at], row)[key].as_i64());
            let sum = parts[0].zip(parts[1]).map(|(a, b)| a + b);
            assert_eq!(previous[key], json!(sum), "{row} {key}");
        }
        if row > 0 {
            let sum: i64 = parts.iter().map(|part| number(&rollup(part, row)["value"])).sum();
            assert_eq!(previous["value"], sum);
            assert_eq!(previous["change"], number(&given["value"]) - sum);
        }
        let from: Vec<&Value> =
            previous["from"].as_array().unwrap().iter().map(|from| &from["unit"]).collect();
        assert_eq!(from, ["01", "31"]);
    }
}

/// Provinces merged one level up with a package, where an agency leads rows of the whole.
fn led() -> (Folder, Value) {
    let folder = Folder::new();
    provinces(&folder);
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let party = "[[group]]\nid = \"lead\"\nname = \"Bộ\"\n\n[[party]]\nphrase = \"Bộ\"\n\
                 units = [\"BO\"]\n\n[[party]]";
    folder
        .write("nuoc/campaign.toml", text("nuoc/campaign.toml").replacen("[[party]]", party, 1))
        .write("nuoc/units.csv", format!("{}BO,Bộ,bộ,lead\n", text("nuoc/units.csv")));
    let led = "own = [\"Các đơn vị\"]\ncity = [\"Bộ\"]";
    let form = text("nuoc/so.toml").replace("own = [\"Các đơn vị\"]", led);
    folder.write("nuoc/so.toml", form);
    let merged = merge(&folder, PERIODS[1], "nay", &["--csv", "bang"]);
    (folder, merged)
}

#[test]
#[needs(Frictionless)]
fn the_package_of_areas_is_that_of_the_json() {
    let (folder, _) = led();
    package::agrees(&folder, "bang", "nay.json");
}

/// "`bdhvs extract` builds from what the units sent": of areas, counts as numbers and people too. And the
/// package holds every figure: what the areas come to adds up to the whole.
#[test]
fn a_lead_agency_and_the_package_have_every_figure_of_areas() {
    let (folder, merged) = led();
    let out =
        ["extract", "-c", "nuoc", "-p", PERIODS[1], PERIODS[1], "--unit", "BO", "-o", "bo.xlsx"];
    folder.run(out).check();
    let book = Book::open(&folder.path("bo.xlsx"));
    let classes = rollup(&merged, 4);
    let proposed = format!("| {} | {}", classes["value"], classes["people"]);
    let lines = book.lines("Biểu số liệu");
    assert!(lines.iter().any(|line| line.starts_with("5 |") && line.ends_with(&proposed)));
    let counts = book.sheet("Số liệu từng đơn vị").rows().filter(|row| row[1] == *"2");
    assert_eq!(counts.clone().count(), 3);
    assert!(counts.map(|row| &row[5]).all(|value| matches!(value, Data::Float(_))));

    // Its people are held against those of the areas too.
    let mut form = Package::open(&folder.path("bo.xlsx"));
    let more = (number(&classes["people"]) + 1).to_string();
    form.put("so_5_city_people", Put::Number(&more));
    folder.write("2026-q3/bo.xlsx", form.bytes());
    let run = folder.run(["merge", "-q", "-c", "nuoc", "-p", PERIODS[1], PERIODS[1]]);
    run.args(["-o", "ca.xlsx", "--json", "ca.json"]).status(1).check();
    let findings = folder.json("ca.json")["findings"].take();
    let differs = |f: &&Value| f["code"] == "BD703" && f["indicator"] == "5";
    assert!(findings.as_array().unwrap().iter().find(differs).is_some(), "{findings:#}");

    let figures = csv::Reader::from_path(folder.path("bang/figures.csv"));
    let mut staff = 0;
    for figure in figures.unwrap().deserialize::<std::collections::HashMap<String, String>>() {
        let figure = figure.unwrap();
        if figure["indicator"] == "7" && figure["state"] == "counted" {
            staff += figure["people"].parse::<i64>().unwrap();
        }
    }
    assert_eq!(rollup(&merged, 6)["people"], staff);
}

/// "Missing is not zero": an area of whose units none answered has no figure, and had one before.
#[test]
fn an_area_that_has_no_figure_any_more_is_told() {
    let folder = Folder::new();
    provinces(&folder);
    folder.write("khong/thu.pdf", "%PDF-1.4");
    let nothing = ["merge", "-q", "-c", "tinh01", "-p", PERIODS[1], "khong"];
    folder.run(nothing).args(["-o", "2026-q3/tinh01.xlsx"]).status(1).check();
    let merged = merge(&folder, PERIODS[1], "nay", &["--previous", "truoc.json"]);
    let lines = Book::open(&folder.path("nay.xlsx")).lines("Thay đổi của đơn vị");
    for row in ROWS {
        let given = &merged["indicators"][row]["contributions"][0];
        assert_eq!((&given["unit"], &given["value"]), (&json!("01"), &Value::Null));
        assert_eq!(given["previous"]["change"], Value::Null);
        let is_it = |line: &&String| {
            line.starts_with("01 |") && line.contains(&format!("liệu | {} |", row + 1))
        };
        let line = lines.iter().find(is_it).unwrap();
        assert!(line.contains("Kỳ này chưa có số liệu"), "{line}");
    }
    // And the other way round: nothing then, a figure now.
    let nothing = ["merge", "-q", "-c", "tinh01", "-p", PERIODS[0], "khong"];
    folder.run(nothing).args(["-o", "2026-q2/tinh01.xlsx"]).status(1).check();
    merge(&folder, PERIODS[0], "truoc", &[]);
    let again = merge(&folder, PERIODS[1], "lai", &["--previous", "truoc.json"]);
    let previous = &again["indicators"][1]["contributions"][0]["previous"];
    assert_eq!((&previous["state"], &previous["value"]), (&json!("silent"), &Value::Null));
}

/// What an area is told is what an area can do: it has no form to fill in (BD112), and does not say which
/// rows the level above asks (BD113).
#[test]
fn an_area_is_asked_for_what_it_can_do() {
    let folder = Folder::new();
    provinces(&folder);
    let form = String::from_utf8(folder.read("nuoc/so.toml")).unwrap();
    let last = form.find("[[indicator]]\nid = \"7\"").unwrap();
    folder.write("nuoc/so.toml", &form[..last]);
    let shown = folder.json("tinh01-2026-q3.json")["indicators"][1]["result"].take();
    let text = |key: &str| shown[key].as_str().unwrap().to_owned();
    let mut book = Package::open(&folder.path("2026-q3/tinh01.xlsx"));
    book.put_at(&Spot { sheet: text("sheet"), cell: text("cell") }, Put::Number("999999"));
    folder.write("2026-q3/tinh01.xlsx", book.bytes());
    let validate = ["validate", "-c", "nuoc", "-p", PERIODS[1], PERIODS[1], "--feedback", "tra"];
    folder.run(validate).status(1).check();
    let told = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let altered = told("tra/01.txt");
    assert!(altered.contains("lập lại bảng tổng hợp từ báo cáo của các đơn vị"), "{altered}");
    let rows = told("tra/31.txt");
    assert!(rows.contains("Đơn vị không phải làm gì thêm."), "{rows}");
    let status = ["status", "-c", "nuoc", "-p", PERIODS[1], PERIODS[1], "--reminders", "nhac"];
    folder.run(status).status(1).check();
    let reminder = told("nhac/01-nhac.txt");
    assert!(reminder.contains("lập lại bảng tổng hợp nếu cần"), "{reminder}");
    for text in [altered, rows, reminder] {
        assert!(!text.contains("biểu mẫu đã phát hành"), "{text}");
        assert!(!text.contains("bản để sửa gửi kèm"), "{text}");
    }
}
