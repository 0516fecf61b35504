//! `merge --previous` (docs/contract/previous.md, figures.md, rules.md): how figures have moved since an
//! earlier period, also of units that were merged, split or renamed in between, against a calculation
//! that is not the program's (`tests/oracle/previous.py`).

mod forms;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use harness::Need;
use serde_json::{Value, json};

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::run::Folder;

const SEEDS: [&str; 3] = ["1", "7", "42"];

pub fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hai-ky")
}

/// What the calculation says, with the answers that it is about.
fn calculated(seed: &str) -> Value {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/previous.py");
    let output = harness::python(&[]).arg(script).arg(seed).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Issues the forms of a period and fills those of units with answers.
fn fill(folder: &Folder, period: &str, into: &str, answers: &Value) {
    let issued = format!("out-{into}");
    folder.run(["template", "-q", "-p", period, "-o", &issued, "-c"]).arg(campaign()).check();
    let mut units: Vec<&str> = Vec::new();
    for answer in answers.as_array().unwrap() {
        let unit = answer[0].as_str().unwrap();
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    for unit in units {
        let mut files = std::fs::read_dir(folder.path(&issued)).unwrap();
        let file = files.find_map(|file| {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.starts_with(&format!("{unit}_")).then_some(path)
        });
        let mut form = Package::open(&file.unwrap_or_else(|| panic!("no form of {unit}")));
        for answer in answers.as_array().unwrap().iter().filter(|answer| answer[0] == unit) {
            let [row, scope] = [1, 2].map(|at| answer[at].as_str().unwrap());
            for (field, text) in answer[3].as_object().unwrap() {
                let text = text.as_str().unwrap();
                let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
                let put = if is_number { Put::Number(text) } else { Put::Text(text) };
                form.put(&format!("bieu_{row}_{scope}_{field}"), put);
            }
        }
        folder.write(&format!("{into}/{unit}.xlsx"), form.bytes());
    }
}

/// A folder with both periods merged, the second against the JSON and against the workbook of the first.
fn merged(calculated: &Value) -> Folder {
    let folder = Folder::new();
    fill(&folder, "2025-nam", "then", &calculated["then"]);
    fill(&folder, "2026-q1", "now", &calculated["now"]);
    let merge = |arguments: &[&str]| {
        let run = folder.run(["merge", "-q"]).arg("-c").arg(campaign());
        let run = arguments.iter().fold(run, |run, argument| run.arg(argument));
        // Rows that are left blank are errors.
        run.status(1).check()
    };
    merge(&["then", "-p", "2025-nam", "-o", "then.xlsx", "--json", "then.json"]);
    for (name, previous) in [("a", "then.json"), ("b", "then.xlsx")] {
        let (book, json) = (format!("{name}.xlsx"), format!("{name}.json"));
        merge(&["now", "-p", "2026-q1", "--previous", previous, "-o", &book, "--json", &json]);
    }
    folder
}

/// One of them for the tests that need no calculation of their own.
#[track_caller]
pub fn one() -> &'static (Folder, Value) {
    Need::Python.used();
    static ONE: OnceLock<(Folder, Value)> = OnceLock::new();
    ONE.get_or_init(|| {
        let calculated = calculated(SEEDS[1]);
        (merged(&calculated), calculated)
    })
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap()
}

/// "Rates compared exactly; percent points": every figure of then and every change.
#[test]
#[needs(Python)]
fn every_change_is_that_of_an_independent_calculation() {
    for seed in SEEDS {
        let calculated = calculated(seed);
        let folder = merged(&calculated);
        let city = folder.json("a.json");
        crate::carried::same_from_both(&folder, "then");
        let mut seen = 0;
        for row in list(&city, "indicators") {
            let id = row["indicator"].as_str().unwrap();
            let mut previous = row["previous"].clone();
            let place = previous.as_object_mut().unwrap();
            let (sheet, cell) = (place.remove("sheet").unwrap(), place.remove("cell").unwrap());
            assert_eq!(previous, calculated["rows"][id], "{id} of {seed}");
            let then = folder.json("then.json");
            let of_then =
                list(&then, "indicators").iter().find(|row| row["indicator"] == id).unwrap();
            assert_eq!(json!({"sheet": sheet, "cell": cell}), of_then["result"]);
            for (figures, scope) in [("contributions", "own"), ("reported", "city")] {
                for figure in list(row, figures) {
                    let key = format!("{} {id} {scope}", figure["unit"].as_str().unwrap());
                    let mut previous = figure["previous"].clone();
                    let bare = |from: &mut Value| {
                        for source in from.as_array_mut().unwrap() {
                            // The place is that of the figure in the earlier consolidation.
                            let given = list(of_then, figures);
                            let given = given.iter().find(|g| g["unit"] == source["unit"]).unwrap();
                            for at in ["file", "sheet", "cell"] {
                                assert_eq!(source[at], given[at], "{key}");
                            }
                            *source = source["unit"].take();
                        }
                    };
                    bare(&mut previous["from"]);
                    if previous["together"].is_object() {
                        bare(&mut previous["together"]["from"]);
                    }
                    assert_eq!(previous, calculated["units"][&key], "{key} of {seed}");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, calculated["units"].as_object().unwrap().len());
        findings(&city, &calculated, seed);
    }
}

/// BD702 and BD709 stand where the calculation says, and a reason of the unit settles them.
fn findings(city: &Value, calculated: &Value, seed: &str) {
    let is_since = |f: &&Value| ["BD702", "BD709"].contains(&f["code"].as_str().unwrap());
    let found = || list(city, "findings").iter().filter(is_since);
    let place = |f: &Value| json!([f["code"], f["unit"], f["indicator"], f["scope"]]);
    let sorted = |mut list: Vec<Value>| {
        list.sort_by_cached_key(Value::to_string);
        list
    };
    let all = sorted(found().map(place).collect());
    assert_eq!(all, sorted(list(calculated, "findings").to_vec()), "{seed}");
    let settled = found().filter(|f| f["settled"]["how"] == "explained").map(place).collect();
    assert_eq!(sorted(settled), sorted(list(calculated, "settled").to_vec()), "{seed}");
    for finding in found() {
        assert_eq!(finding["severity"], "warning");
        assert_eq!(finding["field"], "value");
        assert!(finding["cell"].is_string() && finding["path"].is_string(), "{finding:#}");
    }
}

/// "json vs xlsx as FILE give the same output".
#[test]
#[needs(Python)]
fn the_json_and_the_workbook_of_then_give_the_same() {
    let (folder, _) = one();
    let [a, b] = ["a.json", "b.json"].map(|name| {
        let mut city = folder.json(name);
        let file = city["previous"].take();
        assert_eq!(file["period"], "2025-nam");
        city
    });
    assert_eq!(a, b);
    let [a, b] = ["a.xlsx", "b.xlsx"].map(|name| Book::open(&folder.path(name)));
    assert_eq!(a.sheets(), b.sheets());
    let named = |line: &String| line.contains("then.json") || line.contains("then.xlsx");
    for sheet in a.sheets() {
        let [a, b] = [&a, &b].map(|book| {
            book.lines(sheet).into_iter().filter(|line| !named(line)).collect::<Vec<_>>()
        });
        assert_eq!(a, b, "{sheet}");
    }
}

/// The sheets: every unit figure that fell is on its line with both places, and the file of then is
/// among the sources.
#[test]
#[needs(Python)]
fn the_workbook_tells_of_each_change_with_both_places() {
    let (folder, calculated) = one();
    let book = Book::open(&folder.path("a.xlsx"));
    let lines = book.lines("Thay đổi của đơn vị");
    for finding in list(calculated, "findings").iter().filter(|f| f[0] == "BD702") {
        let [unit, row] = [1, 2].map(|at| finding[at].as_str().unwrap());
        let is_it = |line: &&String| {
            line.starts_with(unit) && line.contains(&format!("| Biểu 1 | {row} |"))
        };
        let line = lines.iter().find(is_it).unwrap_or_else(|| panic!("{unit} {row}"));
        assert!(line.contains("Giảm"), "{line}");
        assert!(line.contains(&format!("now/{unit}.xlsx")), "{line}");
        assert!(line.contains("then/"), "{line}");
    }
    let summed = lines.iter().find(|line| line.contains("cộng từ Xã Cũ Một, Xã Cũ Hai")).unwrap();
    assert!(summed.contains("then/O1.xlsx") && summed.contains("then/O2.xlsx"), "{summed}");
    assert!(lines.iter().any(|line| line.contains("chia tách, không so sánh")));
    let area = book.lines("So với kỳ trước");
    assert!(area.iter().any(|line| line.contains("Kỳ trước: Năm 2025.")), "{area:#?}");
    let sources = book.lines("Nguồn");
    let sha256 = folder.json("a.json")["previous"]["sha256"].as_str().unwrap().to_owned();
    let is_it = |line: &&String| line.contains("then.json") && line.contains(&sha256);
    assert!(sources.iter().any(|line| is_it(&line)), "{sources:#?}");
}

/// Runs `merge now` with more arguments.
fn merge<'f>(folder: &'f Folder, arguments: &[&str]) -> crate::run::Run<'f> {
    let run = folder.run(["merge", "now"]).arg("-c").arg(campaign());
    arguments.iter().fold(run, |run, argument| run.arg(argument))
}

/// "Refuse an earlier consolidation that is not earlier, of another campaign: exit 2 with words." FILE
/// is an input.
#[test]
#[needs(Python)]
fn a_file_that_is_no_earlier_consolidation_is_refused() {
    let (folder, _) = one();
    let here = Folder::new();
    for name in ["then.json", "then.xlsx", "a.json"] {
        here.write(name, folder.read(name));
    }
    for file in std::fs::read_dir(folder.path("now")).unwrap() {
        let path = file.unwrap().path();
        here.write(
            &format!("now/{}", path.file_name().unwrap().to_string_lossy()),
            std::fs::read(&path).unwrap(),
        );
    }
    let refused = |arguments: &[&str], words: &str| {
        merge(&here, arguments).status(2).stderr_has(words).writes(&[]).check();
    };
    let out = |previous| ["-p", "2026-q1", "-o", "x.xlsx", "--previous", previous];
    refused(&out("a.json"), "không phải kỳ trước");
    refused(&out("now/P01.xlsx"), "không phải tệp tổng hợp");
    refused(&out("none.json"), "none.json");
    let other = here.json("then.json");
    let mut changed = other.clone();
    changed["campaign"] = json!("mau-2025");
    here.write("other.json", changed.to_string());
    refused(&out("other.json"), "đợt khác (mau-2025)");
    let mut changed = other;
    changed["indicators"][3]["rollup"]["value"] = json!(1);
    here.write("changed.json", changed.to_string());
    refused(&out("changed.json"), "bị sửa sau khi tổng hợp");
    for arguments in [
        ["-p", "2026-q1", "--previous", "then.xlsx", "-o", "then.xlsx"],
        ["-p", "2026-q1", "--previous", "./then.xlsx", "-o", "then.xlsx"],
    ] {
        refused(&arguments, "then.xlsx");
    }
    let json = ["-p", "2026-q1", "--previous", "then.json", "-o", "x.xlsx", "--json", "then.json"];
    refused(&json, "then.json");
}

/// Counts since the first day of a period start anew with it: fewer than then is no fall.
#[test]
fn a_count_since_another_day_has_not_fallen() {
    let folder = Folder::new();
    let row = |unit, row, value| json!([unit, row, "own", {"value": value}]);
    fill(&folder, "2026-q1", "then", &json!([row("P01", "2", "50"), row("P01", "3", "9")]));
    fill(&folder, "2026-q2", "now", &json!([row("P01", "2", "20"), row("P01", "3", "8")]));
    let merge = |arguments: &[&str]| {
        let run = folder.run(["merge", "-q"]).arg("-c").arg(campaign());
        arguments.iter().fold(run, |run, argument| run.arg(argument)).status(1).check();
    };
    merge(&["then", "-p", "2026-q1", "-o", "then.xlsx", "--json", "then.json"]);
    merge(&["now", "-p", "2026-q2", "--previous", "then.json", "-o", "x.xlsx", "--json", "x.json"]);
    let city = folder.json("x.json");
    let fallen = list(&city, "findings").iter().filter(|f| f["code"] == "BD702");
    // What there is as of a day has.
    assert_eq!(fallen.map(|f| &f["indicator"]).collect::<Vec<_>>(), ["3"]);
    let lines = Book::open(&folder.path("x.xlsx")).lines("Thay đổi của đơn vị");
    let line = lines.iter().find(|line| line.contains("| Biểu 1 | 2 |")).unwrap();
    assert!(line.contains("Lũy kế tính từ ngày khác"), "{line}");
}

/// A working folder names the earlier consolidation once; `status` holds figures against it too, and
/// `validate` does not (docs/contract/rules.md).
#[test]
#[needs(Python)]
fn a_working_folder_names_it_once() {
    let (folder, calculated) = one();
    let here = Folder::new();
    let campaign = campaign().to_string_lossy().into_owned();
    let settings =
        format!("campaign = {campaign:?}\nperiod = \"2026-q1\"\nprevious = \"ky-truoc.json\"\n");
    here.write("bdhvs.toml", settings).write("ky-truoc.json", folder.read("then.json"));
    for file in std::fs::read_dir(folder.path("now")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        here.write(&format!("2-tiep-nhan/{name}"), std::fs::read(&path).unwrap());
    }
    std::fs::create_dir(here.path("4-tong-hop")).unwrap();
    let fallen = list(calculated, "findings").iter().filter(|f| f[0] == "BD702").count();
    let said = "So với kỳ trước (Năm 2025): ";
    let ran = here.run(["merge"]).status(1).stdout_has(said).check();
    let shown = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.contains(&format!("{fallen} số liệu của đơn vị giảm (BD702)")), "{shown}");
    let city = here.json("4-tong-hop/tong-hop.json");
    assert_eq!(city["previous"]["path"], "ky-truoc.json");
    let validated = here.run(["validate", "2-tiep-nhan", "--format", "json"]).status(1).check();
    assert!(!validated.stdout.contains("BD702"));
    // A merge of another period than the folder's is not held against it.
    let other = ["merge", "-p", "2026-q2", "-o", "x.xlsx", "--json", "x.json"];
    here.run(other).status(1).stdout_lacks("So với kỳ trước").check();
    assert_eq!(here.json("x.json")["previous"], Value::Null);
}
