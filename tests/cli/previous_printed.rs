//! What is printed of the figures of an earlier period (docs/contract/previous.md).

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::run::Folder;
use crate::{levels, previous};

/// Percentages are never rounded across the target (docs/contract/previous.md): a figure of then not
/// across that of its own year, in JSON as on the sheet.
#[test]
fn a_figure_of_then_keeps_to_the_target_of_then() {
    let folder = Folder::new();
    levels::campaign(&folder, "mot", &["00004"], None);
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let head = text("mot/campaign.toml");
    let period = head.split("[[period]]").nth(1).unwrap();
    let then = period
        .replace("2026-q2", "2025-q4")
        .replace("target-year = 2026", "target-year = 2025")
        .replace("2026-04-01", "2025-10-01")
        .replace("2026-06-30", "2025-12-31");
    folder.write("mot/campaign.toml", format!("{head}\n[[period]]{then}"));
    let form = text("mot/so.toml");
    folder.write("mot/so.toml", form.replacen("\"2026\" = \"85%\"", "\"2025\" = \"90%\"", 1));
    for (period, reached) in [("2025-q4", "89996"), ("2026-q2", "95000")] {
        let issued = format!("out-{period}");
        folder.run(["template", "-q", "-c", "mot", "-p", period, "-o", &issued]).check();
        let mut form = Package::open(&folder.path(&format!("{issued}/00004_don-vi-00004.xlsx")));
        form.put("so_1_own_numerator", Put::Number(reached));
        form.put("so_1_own_denominator", Put::Number("100000"));
        folder.write(&format!("in-{period}/a.xlsx"), form.bytes());
    }
    let merge = |period: &str, more: &[&str]| {
        let (input, book, json) =
            (format!("in-{period}"), format!("{period}.xlsx"), format!("{period}.json"));
        let run = folder.run(["merge", "-q", "-c", "mot", "-p", period, &input, "-o", &book]);
        run.args(["--json", &json]).args(more).status(1).check();
    };
    merge("2025-q4", &[]);
    merge("2026-q2", &["--previous", "2025-q4.json"]);
    let now = folder.json("2026-q2.json");
    let row = &now["indicators"][0];
    assert_eq!(row["previous"]["value"], 89.99);
    assert_eq!(row["contributions"][0]["previous"]["value"], 89.99);
    let lines = Book::open(&folder.path("2026-q2.xlsx")).lines("So với kỳ trước");
    assert!(lines.iter().any(|line| line.contains("| 89.99 |")), "{lines:#?}");
}

/// A rank of 4 after one of 5 is a better one, and no indicator that went down.
#[test]
fn a_better_rank_has_not_gone_down() {
    let folder = Folder::new();
    for (period, rank) in [("2025-nam", "5"), ("2026-q1", "4")] {
        let out = format!("out-{period}");
        let run = folder.run(["template", "-q", "--unit", "SO-A", "-p", period, "-o", &out, "-c"]);
        run.arg(previous::campaign()).check();
        let mut form = Package::open(&folder.path(&format!("{out}/SO-A_so-a.xlsx")));
        form.put("bieu_10_city_value", Put::Number(rank));
        folder.write(&format!("in-{period}/a.xlsx"), form.bytes());
    }
    let merge = |period: &str, more: &[&str]| {
        let (input, book) = (format!("in-{period}"), format!("{period}.xlsx"));
        let run = folder.run(["merge", "-p", period, &input, "-o", &book, "-c"]);
        // Rows that are left blank are errors.
        run.arg(previous::campaign()).args(more).status(1).check().stdout
    };
    merge("2025-nam", &[]);
    let said = merge("2026-q1", &["--previous", "2025-nam.xlsx"]);
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("1 chỉ tiêu tăng, 0 giảm, 0 không đổi"), "{said}");
    let lines = Book::open(&folder.path("2026-q1.xlsx")).lines("So với kỳ trước");
    let line = lines.iter().find(|line| line.starts_with("Biểu 1 | 10 |")).unwrap();
    assert!(line.contains("| -1 |") && line.contains("số nhỏ hơn là thứ hạng cao hơn"), "{line}");
}
