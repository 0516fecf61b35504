//! What is printed of the figures of an earlier period (design §7).

use crate::consolidation::book::Book;
use crate::fill::{Package, Put};
use crate::levels;
use crate::run::Folder;

/// "Percent values are … never across the target" (design §7): a figure of then not across that of its own
/// year, in JSON as on the sheet.
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
