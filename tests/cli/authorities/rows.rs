//! Rows one level up (docs/contract/levels.md): a row is added to the row of its number only where it is
//! about the same, or somebody has said that it is.

use serde_json::{Value, json};

use crate::fill::Package;
use crate::levels::{campaign, returns_of};
use crate::run::Folder;

const COMMUNES: [(usize, &str); 2] = [(0, "00004"), (4, "10101")];

/// Two provinces, the second with a form of its own making, each merged; the country above them.
fn provinces(folder: &Folder, theirs: impl Fn(String) -> String) {
    for ((number, commune), province) in COMMUNES.into_iter().zip(["01", "31"]) {
        let id = format!("tinh{province}");
        campaign(folder, &id, &[commune], Some(("nuoc", province)));
        if province == "31" {
            for name in ["campaign", "so"] {
                let file = format!("{id}/{name}.toml");
                let text = String::from_utf8(folder.read(&file)).unwrap();
                folder.write(&file, theirs(text));
            }
        }
        let input = format!("{id}-in");
        returns_of(folder, &id, "2026-q2", &input, &[(number, commune)]);
        let (book, json) = (format!("tinh/{id}.xlsx"), format!("{id}.json"));
        std::fs::create_dir_all(folder.path("tinh")).unwrap();
        let run = folder.run(["merge", "-q", "-c", &id, &input, "-o", &book, "--json", &json]);
        run.check();
    }
    campaign(folder, "nuoc", &["01", "31"], None);
}

fn merge(folder: &Folder, status: i32) -> Value {
    let run = folder.run(["merge", "-q", "-c", "nuoc", "tinh", "-o", "nuoc.xlsx"]);
    run.args(["--json", "nuoc.json"]).status(status).check();
    folder.json("nuoc.json")
}

/// The findings of BD113, with how serious they are and the row.
fn found(merged: &Value) -> Vec<(&str, &str, &str)> {
    let findings = merged["findings"].as_array().unwrap().iter();
    findings
        .filter(|finding| finding["code"] == "BD113")
        .map(|finding| {
            assert!(finding["path"].as_str().unwrap().contains("31"), "{finding:#}");
            let part = |key: &str| finding[key].as_str().unwrap_or_default();
            (part("severity"), part("indicator"), part("message"))
        })
        .collect()
}

fn values(merged: &Value) -> Vec<Value> {
    let rows = merged["indicators"].as_array().unwrap();
    rows.iter().map(|row| row["rollup"]["value"].clone()).collect()
}

/// Each of the things that say what a row is about, changed in one province: the row stays out, the others
/// are added.
#[test]
fn a_row_about_something_else_stays_out_with_both_texts() {
    let label = "Số người dân được phổ cập kỹ năng số";
    let changes = [
        ("2", label, "Số lớp tập huấn đã mở", "lớp tập huấn"),
        ("2", "nouns = [\"người\"]", "nouns = [\"lượt người\"]", "lượt người"),
        ("2", "nouns = [\"người\"]", "nouns = [\"người\"]\nunit = \"Nghìn người\"", "Nghìn người"),
        (
            "1",
            "numerator = \"Số cán bộ đạt\"",
            "numerator = \"Số đảng viên đạt\"",
            "Số đảng viên đạt",
        ),
        ("1", "\"Tổng số cán bộ\"", "\"Tổng số đảng viên\"", "Tổng số đảng viên"),
        ("2", "time = \"cumulative\"\njudged", "time = \"period\"\njudged", "phát sinh trong kỳ"),
        ("5", "people = \"Số người học\"", "people = \"Số giáo viên\"", "Số giáo viên"),
    ];
    for (row, ours, theirs, said) in changes {
        let folder = Folder::new();
        provinces(&folder, |text| text.replacen(ours, theirs, 1));
        let merged = merge(&folder, 1);
        let found = found(&merged);
        assert_eq!(found.len(), 1, "{theirs}: {found:#?}");
        let (severity, indicator, message) = found[0];
        assert_eq!((severity, indicator), ("error", row), "{theirs}");
        assert!(message.contains(said), "{message}");
        let [own, other] =
            ["tinh01", "tinh31"].map(|name| values(&folder.json(&format!("{name}.json"))));
        for (at, value) in
            values(&merged).iter().enumerate().filter(|(at, _)| [1, 3, 4].contains(at))
        {
            let both = own[at].as_i64().unwrap() + other[at].as_i64().unwrap();
            let expected = if (at + 1).to_string() == row { own[at].clone() } else { json!(both) };
            assert_eq!(*value, expected, "{theirs}: row {}", at + 1);
        }
        let at: usize = row.parse().unwrap();
        let row = &merged["indicators"][at - 1];
        assert_eq!(row["excluded"][0]["unit"], "31");
        assert_eq!(
            [&row["rollup"]["answered"], &row["rollup"]["expected"]],
            [&json!(1), &json!(2)]
        );
    }
}

/// What is left out is left out of the formulas too, and of what goes one level up.
#[test]
#[needs(LibreOffice)]
fn a_row_that_stays_out_is_in_no_formula() {
    let folder = Folder::new();
    provinces(&folder, |text| text.replace("Số cán bộ đạt", "Số đảng viên đạt"));
    let merged = merge(&folder, 1);
    assert_eq!(merged["indicators"][0]["excluded"][0]["unit"], "31");
    crate::recalculated::holds(&folder, &["nuoc.xlsx"]);
}

/// "period dates": every row of a province whose quarter is another one.
#[test]
fn rows_of_other_days_stay_out() {
    let folder = Folder::new();
    provinces(&folder, |text| text.replacen("2026-06-30", "2026-06-14", 1));
    let merged = merge(&folder, 1);
    let found = found(&merged);
    assert_eq!(found.len(), 7);
    assert!(found.iter().all(|(severity, _, message)| {
        *severity == "error" && message.contains("30/06/2026") && message.contains("14/06/2026")
    }));
}

/// Text is compared as everywhere: spaces, case and how letters are composed make no difference.
#[test]
fn texts_are_compared_as_everywhere() {
    let folder = Folder::new();
    provinces(&folder, |text| {
        text.replace("Số người dân được phổ cập", "SỐ  người dân được phổ cập")
            .replace("Tỷ lệ cán bộ", "Ty\u{309} lệ cán bộ")
    });
    assert!(found(&merge(&folder, 0)).is_empty());
}

const SIGNED: &str = "who = \"Nguyễn Văn A, Chánh Văn phòng\"\nwhy = \"Cùng nội dung\"\n";

/// "unless `[[same-row]]` (`row`, `theirs`, `who`, `why`) in the upper campaign or bdhvs.toml accepts it".
#[test]
fn a_row_in_other_words_is_added_where_somebody_says_so() {
    let theirs = "Số công dân được phổ cập kỹ năng số";
    let folder = Folder::new();
    provinces(&folder, |text| text.replace("Số người dân được phổ cập kỹ năng số", theirs));
    let refused = merge(&folder, 1);
    let (_, _, message) = found(&refused)[0];
    assert!(message.contains(theirs) && message.contains("Số người dân được phổ cập"), "{message}");
    let whole = ["tinh01", "tinh31"].map(|name| {
        folder.json(&format!("{name}.json"))["indicators"][1]["rollup"]["value"].as_i64().unwrap()
    });
    let head = String::from_utf8(folder.read("nuoc/campaign.toml")).unwrap();
    let accepted = |merged: &Value, place: &str| {
        assert_eq!(merged["indicators"][1]["rollup"]["value"], whole[0] + whole[1], "{place}");
        let found = found(merged);
        assert_eq!((found.len(), found[0].0, found[0].1), (1, "info", "2"), "{place}");
        assert!(
            found[0].2.contains("Nguyễn Văn A") && found[0].2.contains(theirs),
            "{}",
            found[0].2
        );
    };
    for named in [theirs, "so.2", " số công dân  được phổ cập kỹ năng số"] {
        let same = format!("[[same-row]]\nrow = \"so.2\"\ntheirs = \"{named}\"\n{SIGNED}");
        folder.write("nuoc/campaign.toml", format!("{head}\n{same}"));
        accepted(&merge(&folder, 0), named);
        folder.write("nuoc/campaign.toml", &head).write("bdhvs.toml", &same);
        accepted(&merge(&folder, 0), named);
        std::fs::remove_file(folder.path("bdhvs.toml")).unwrap();
    }
    // What is said of other words, or of another row, is not said of these.
    for (row, named) in [("so.2", "Số lớp"), ("so.1", theirs)] {
        let same = format!("[[same-row]]\nrow = \"{row}\"\ntheirs = \"{named}\"\n{SIGNED}");
        folder.write("bdhvs.toml", &same);
        assert_eq!(found(&merge(&folder, 1))[0].0, "error");
    }
    // Somebody signs, for a row that there is.
    folder.write("bdhvs.toml", format!("[[same-row]]\nrow = \"so.2\"\ntheirs = \"{theirs}\"\n"));
    let run = folder.run(["merge", "-q", "-c", "nuoc", "tinh", "-o", "x.xlsx"]);
    run.status(2).stderr_has("who").check();
    folder.write("bdhvs.toml", format!("[[same-row]]\nrow = \"so.99\"\ntheirs = \"x\"\n{SIGNED}"));
    let run = folder.run(["merge", "-q", "-c", "nuoc", "tinh", "-o", "x.xlsx"]);
    run.status(2).stderr_has("so.99").check();
    std::fs::remove_file(folder.path("bdhvs.toml")).unwrap();
    let same = format!("{head}\n[[same-row]]\nrow = \"so.99\"\ntheirs = \"x\"\n{SIGNED}");
    folder.write("nuoc/campaign.toml", same);
    folder.run(["campaign", "check", "nuoc"]).status(2).stderr_has("so.99").check();
}

/// What the area is told is what it can do.
#[test]
fn the_area_is_told_of_a_row_about_something_else() {
    let folder = Folder::new();
    provinces(&folder, |text| text.replace("Số cán bộ đạt", "Số đảng viên đạt"));
    folder.run(["validate", "-c", "nuoc", "tinh", "--feedback", "tra"]).status(1).check();
    let told = String::from_utf8(folder.read("tra/31.txt")).unwrap();
    assert!(told.contains("Số đảng viên đạt") && told.contains("lập lại bảng tổng hợp"), "{told}");
    assert!(!told.contains("không phải làm gì"), "{told}");
}

/// A decision in the definition is carried by its workbook.
#[test]
fn a_row_in_other_words_is_a_sheet_of_the_definition() {
    let folder = Folder::new();
    campaign(&folder, "nuoc", &["01"], None);
    let head = String::from_utf8(folder.read("nuoc/campaign.toml")).unwrap();
    let same = format!("[[same-row]]\nrow = \"so.2\"\ntheirs = \"Số lớp\"\n{SIGNED}");
    folder.write("nuoc/campaign.toml", format!("{head}\n{same}"));
    folder.run(["campaign", "export", "nuoc", "-o", "nuoc.xlsx"]).check();
    folder.run(["campaign", "import", "nuoc.xlsx", "-o", "lai"]).check();
    let again = String::from_utf8(folder.read("lai/campaign.toml")).unwrap();
    assert!(again.contains(&same), "{again}");
}

/// "an older one is compared by measure only": a consolidation that does not say what its rows are about.
#[test]
fn an_older_consolidation_is_compared_by_measure_only() {
    let folder = Folder::new();
    provinces(&folder, |text| text.replace("Số người dân được phổ cập kỹ năng số", "Số lớp"));
    let mut book = Package::open(&folder.path("tinh/tinh31.xlsx"));
    let part = book.sheet_part("_bdhvs_rows");
    for key in ["label", "numerator_label", "time", "since"] {
        book.replace(&[&part], &format!(">{key}<"), ">khac<");
    }
    folder.write("tinh/tinh31.xlsx", book.bytes());
    let merged = merge(&folder, 0);
    assert!(found(&merged).is_empty());
}
