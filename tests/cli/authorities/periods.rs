//! Like with like over periods (docs/contract/previous.md): a lead's figure with a lead's, a roll-up with a
//! roll-up and the units that answered both times, both sides of a split.

use serde_json::{Value, json};

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::levels_since::over_two_quarters;
use crate::run::Folder;

const PERIODS: [&str; 2] = ["2026-q2", "2026-q3"];
const UNITS: [&str; 3] = ["00004", "00008", "00013"];

/// What a unit writes, by cell.
type Cells<'a> = &'a [(&'a str, &'a str)];

/// A campaign of three communes over two quarters, with a department that leads the first two rows.
fn campaign() -> Folder {
    let folder = Folder::new();
    over_two_quarters(&folder, "mot", &UNITS, None);
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let party = "[[group]]\nid = \"lead\"\nname = \"Sở\"\n\n[[party]]\nphrase = \"Sở\"\n\
                 units = [\"SO\"]\n\n[[party]]";
    let head = text("mot/campaign.toml").replacen("[[party]]", party, 1);
    let led = "own = [\"Các đơn vị\"]\ncity = [\"Sở\"]";
    let form = text("mot/so.toml").replacen("own = [\"Các đơn vị\"]", led, 2);
    let units = format!("{}SO,Sở,sở,lead\n", text("mot/units.csv"));
    folder
        .write("mot/campaign.toml", head)
        .write("mot/so.toml", form)
        .write("mot/units.csv", units);
    folder
}

/// The list of units, with who came from whom.
fn units(folder: &Folder, lines: &str) {
    let head = "code,name,kind,groups,valid-from,valid-to,predecessors\n";
    folder.write("mot/units.csv", format!("{head}{lines}SO,Sở,sở,lead,,,\n"));
}

/// Issues the forms of a period and fills in those of some units.
fn sent(folder: &Folder, period: &str, returns: &[(&str, Cells<'_>)]) {
    let issued = format!("out-{period}");
    folder.run(["template", "-q", "-c", "mot", "-p", period, "-o", &issued]).check();
    for (unit, cells) in returns {
        let name = std::fs::read_dir(folder.path(&issued)).unwrap().find_map(|file| {
            let name = file.unwrap().file_name().to_string_lossy().into_owned();
            name.starts_with(&format!("{unit}_")).then_some(name)
        });
        let name = name.unwrap_or_else(|| panic!("no form of {unit}"));
        let mut form = Package::open(&folder.path(&format!("{issued}/{name}")));
        for (cell, number) in *cells {
            form.put(&format!("so_{cell}"), Put::Number(number));
        }
        folder.write(&format!("in-{period}/{name}"), form.bytes());
    }
}

/// Merges both quarters, the second held against the workbook of the first; what is printed and written.
fn merged(folder: &Folder) -> (String, Value) {
    for (period, more) in PERIODS.into_iter().zip([&[][..], &["--previous", "2026-q2.xlsx"]]) {
        let [input, book, json] =
            [format!("in-{period}"), format!("{period}.xlsx"), format!("{period}.json")];
        let run = folder.run(["merge", "-c", "mot", "-p", period, &input, "-o", &book]);
        // Rows that are left blank are errors.
        let ran = run.args(["--json", &json]).args(more).status(1).check();
        if period == PERIODS[1] {
            let said = ran.stdout.split_whitespace().collect::<Vec<_>>().join(" ");
            return (said, folder.json(&json));
        }
    }
    unreachable!()
}

fn rate(numerator: &str) -> [(&'static str, &str); 2] {
    [("1_own_numerator", numerator), ("1_own_denominator", "100")]
}

/// "a lead's figure of last period beside this period's roll-up (−24 points)": 86 % of the department then,
/// 62 % of the communes then and now.
#[test]
fn the_figure_of_a_lead_is_not_held_against_a_sum_of_units() {
    let folder = campaign();
    let rates = ["60", "62", "64"].map(rate);
    let own: Vec<(&str, Cells<'_>)> =
        UNITS.into_iter().zip(rates.iter().map(|rate| rate.as_slice())).collect();
    let lead: Cells<'_> = &[("1_city_numerator", "86"), ("1_city_denominator", "100")];
    let with_lead: Vec<(&str, Cells<'_>)> = own.iter().copied().chain([("SO", lead)]).collect();
    sent(&folder, PERIODS[0], &with_lead);
    sent(&folder, PERIODS[1], &own);
    let (said, city) = merged(&folder);
    let row = &city["indicators"][0];
    assert_eq!(
        (&row["official"]["value"], &row["official"]["source"]),
        (&json!(62.0), &json!("rollup"))
    );
    let previous = &row["previous"];
    let printed = &previous["official"];
    assert_eq!((&printed["value"], &printed["source"]), (&json!(86.0), &json!("reported")));
    assert_eq!((&previous["value"], &previous["source"]), (&json!(62.0), &json!("rollup")));
    assert_eq!(previous["change"], 0.0);
    assert_eq!(
        (&previous["rollup"]["value"], &previous["rollup"]["change"]),
        (&json!(62.0), &json!(0.0))
    );
    assert_eq!((&previous["both"]["units"], &previous["both"]["change"]), (&json!(3), &json!(0.0)));
    assert!(said.contains("0 chỉ tiêu tăng, 0 giảm"), "{said}");
    let lines = Book::open(&folder.path("2026-q3.xlsx")).lines("So với kỳ trước");
    let line = lines.iter().find(|line| line.starts_with("Biểu số liệu | 1 |")).unwrap();
    assert!(line.contains("| 86 | 3/3 | 62 | 3/3 | – | 3 | 62 | 62 | 0 |"), "{line}");
    assert!(line.contains("hai số khác loại, không so với nhau"), "{line}");
    assert!(line.contains("kỳ trước 62% (3/3 đơn vị), kỳ này 62% (3/3 đơn vị)"), "{line}");

    // A lead then and the same now are.
    let less: Cells<'_> = &[("1_city_numerator", "80"), ("1_city_denominator", "100")];
    sent(&folder, PERIODS[1], &[("SO", less)]);
    let (said, city) = merged(&folder);
    assert_eq!(city["indicators"][0]["previous"]["change"], json!(-6.0));
    assert!(said.contains("0 chỉ tiêu tăng, 1 giảm"), "{said}");
}

/// "a total that fell since one commune has not reported": 180 people then, 150 now, and neither of the two
/// communes that answered both times has fewer.
#[test]
fn a_total_that_is_smaller_since_a_commune_has_not_answered_has_not_fallen() {
    let folder = campaign();
    let counts = ["100", "50", "30"].map(|count| [("2_own_value", count)]);
    let all: Vec<(&str, Cells<'_>)> =
        UNITS.into_iter().zip(counts.iter().map(|cells| cells.as_slice())).collect();
    sent(&folder, PERIODS[0], &all);
    sent(&folder, PERIODS[1], &all[..2]);
    let (said, city) = merged(&folder);
    let previous = &city["indicators"][1]["previous"];
    assert_eq!(previous["value"], 180);
    let both = &previous["both"];
    let keys = ["units", "only_then", "only_now"].map(|key| &both[key]);
    assert_eq!(keys, [&json!(2), &json!(1), &json!(0)]);
    let [then, now] = ["then", "now"].map(|when| &both[when]["value"]);
    assert_eq!((then, now, &both["change"]), (&json!(150), &json!(150), &json!(0)));
    assert!(said.contains("0 chỉ tiêu tăng, 0 giảm, 1 không đổi"), "{said}");
    let lines = Book::open(&folder.path("2026-q3.xlsx")).lines("So với kỳ trước");
    let line = lines.iter().find(|line| line.starts_with("Biểu số liệu | 2 |")).unwrap();
    assert!(line.contains("| 180 | 3/3 | 150 | 2/3 | -30 | 2 | 150 | 150 | 0 |"), "{line}");
    assert!(line.contains("1 đơn vị có số kỳ trước mà chưa có số kỳ này"), "{line}");
}

/// The units that BD702 finds.
fn fallen(city: &Value) -> Vec<&Value> {
    let findings = city["findings"].as_array().unwrap().iter();
    findings.filter(|finding| finding["code"] == "BD702").map(|finding| &finding["unit"]).collect()
}

/// "split and merged units with sums of both sides, and 702 on them".
#[test]
fn units_that_were_split_are_held_together_against_what_they_were() {
    let folder = campaign();
    units(
        &folder,
        "00004,Xã Một,xã,unit,,2026-06-30,\n00008,Xã Hai,xã,unit,,,\n\
         10004,Xã Một A,xã,unit,2026-07-01,,00004\n10005,Xã Một B,xã,unit,2026-07-01,,00004\n",
    );
    let [hundred, forty, fifty, more]: [[(&str, &str); 1]; 4] =
        ["100", "40", "50", "70"].map(|count| [("2_own_value", count)]);
    sent(&folder, PERIODS[0], &[("00004", &hundred), ("00008", &fifty)]);
    sent(&folder, PERIODS[1], &[("10004", &forty), ("10005", &fifty), ("00008", &fifty)]);
    let (_, city) = merged(&folder);
    let row = &city["indicators"][1];
    let parts: Vec<&Value> = row["contributions"].as_array().unwrap().iter().collect();
    for given in parts.iter().filter(|given| given["unit"] != "00008") {
        let previous = &given["previous"];
        assert_eq!((&previous["state"], &previous["change"]), (&json!("split"), &Value::Null));
        let together = &previous["together"];
        assert_eq!(together["units"], json!(["10004", "10005"]));
        assert_eq!(together["from"][0]["unit"], "00004");
        let [then, now] = ["then", "now"].map(|when| &together[when]["value"]);
        assert_eq!((then, now, &together["change"]), (&json!(100), &json!(90), &json!(-10)));
    }
    let both = &row["previous"]["both"];
    assert_eq!((&both["units"], &both["change"]), (&json!(3), &json!(-10)));
    assert_eq!(fallen(&city), ["10004", "10005"]);
    let lines = Book::open(&folder.path("2026-q3.xlsx")).lines("Thay đổi của đơn vị");
    let line = lines.iter().find(|line| line.starts_with("10004 |")).unwrap();
    assert!(line.contains("kỳ trước 100, kỳ này 90, thay đổi -10; Giảm"), "{line}");

    // Together they have more.
    sent(&folder, PERIODS[1], &[("10005", &more)]);
    let (_, city) = merged(&folder);
    assert!(fallen(&city).is_empty());
    assert_eq!(city["indicators"][1]["previous"]["both"]["change"], 10);

    // Of one of the two alone nothing can be said.
    for file in std::fs::read_dir(folder.path("in-2026-q3")).unwrap() {
        let file = file.unwrap();
        if file.file_name().to_string_lossy().starts_with("10005_") {
            std::fs::remove_file(file.path()).unwrap();
        }
    }
    let (_, city) = merged(&folder);
    assert!(fallen(&city).is_empty());
    let row = &city["indicators"][1];
    assert_eq!(row["contributions"][1]["previous"]["together"], Value::Null);
    assert_eq!(row["previous"]["both"]["units"], 1);
}

/// A unit that took in another and kept its code is held against the sum of both.
#[test]
fn a_unit_that_took_in_another_is_held_against_both() {
    let folder = campaign();
    units(
        &folder,
        "00004,Xã Một,xã,unit,,,00008\n00008,Xã Hai,xã,unit,,2026-06-30,\n00013,Xã Ba,xã,unit,,,\n",
    );
    let [hundred, fifty, now]: [[(&str, &str); 1]; 3] =
        ["100", "50", "120"].map(|count| [("2_own_value", count)]);
    sent(&folder, PERIODS[0], &[("00004", &hundred), ("00008", &fifty)]);
    sent(&folder, PERIODS[1], &[("00004", &now)]);
    let (_, city) = merged(&folder);
    let previous = &city["indicators"][1]["contributions"][0]["previous"];
    assert_eq!((&previous["state"], &previous["value"]), (&json!("summed"), &json!(150)));
    assert_eq!(previous["change"], -30);
    assert_eq!(fallen(&city), ["00004"]);
}
