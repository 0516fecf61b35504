//! Targets that are a change (`tăng 20%`, `giảm 10% so với cùng kỳ`): held against the earlier consolidation,
//! exactly, over the units that answered both times.

use serde_json::{Value, json};

use super::lists::{campaign, form};
use crate::fill::Put;
use crate::run::Folder;

/// The consolidation of a period: of each unit the figures of the two rows.
fn merged(folder: &Folder, period: &str, given: &[[&str; 3]], before: Option<&str>) -> Value {
    let run = folder.run(["template", "-q", "-p", period, "-o", period, "-c"]);
    run.arg(campaign()).check();
    for [unit, online, late] in given {
        let issued = Folder::new();
        let files = folder.tree();
        let name = |file: &&String| file.starts_with(&format!("{period}/")) && file.contains(unit);
        let file = files.keys().filter(name).find(|file| file.ends_with(".xlsx")).unwrap();
        issued.write(&format!("{unit}.xlsx"), &files[file]);
        let mut form = form(&issued, unit);
        form.put("tiepnhan_1_own_linhvuc", Put::Text("Không phát sinh"));
        form.put("pl1_3_1_own_value", Put::Number(online));
        form.put("pl1_3_2_own_value", Put::Number(late));
        folder.write(&format!("{period}-in/{unit}.xlsx"), form.bytes());
    }
    let [input, out, json] = ["-in", ".xlsx", ".json"].map(|end| format!("{period}{end}"));
    let run = folder.run(["merge", "-p", period, &input, "-o", &out, "--json", &json, "-c"]);
    let run = run.arg(campaign());
    let run = match before {
        Some(before) => run.args(["--previous", before]),
        None => run.stdout_has("--previous"),
    };
    run.check();
    folder.json(&json)
}

fn verdicts(out: &Value) -> [Value; 4] {
    let rows = out["indicators"].as_array().unwrap();
    let row = |id: &str| rows.iter().find(|row| row["indicator"] == id).unwrap();
    let [first, second] = ["3.1", "3.2"].map(row);
    [&first["verdict"], &first["provisional"], &second["verdict"], &second["provisional"]]
        .map(Clone::clone)
}

#[test]
fn a_change_is_judged_against_the_earlier_consolidation() {
    let folder = Folder::new();
    let then = [["25195", "100", "30"], ["25210", "200", "40"], ["25222", "50", "30"]];
    let before = merged(&folder, "2025-q1", &then, None);
    let unknown = [json!("insufficient"), json!(false), json!("insufficient"), json!(false)];
    assert_eq!(verdicts(&before), unknown);
    // 350 then, 420 now: exactly a fifth more. 100 then, 90 now: exactly a tenth less, which "trên" misses.
    let now = [["25195", "150", "20"], ["25210", "200", "40"], ["25222", "70", "30"]];
    let after = merged(&folder, "2026-q1", &now, Some("2025-q1.json"));
    assert_eq!(verdicts(&after), [json!("met"), json!(false), json!("missed"), json!(false)]);
    let less = [["25195", "149", "19"], ["25210", "200", "40"], ["25222", "70", "30"]];
    let after = merged(&folder, "2026-q1", &less, Some("2025-q1.xlsx"));
    assert_eq!(verdicts(&after), [json!("missed"), json!(false), json!("met"), json!(false)]);
    // A unit that has not answered yet is in neither sum.
    std::fs::remove_file(folder.path("2026-q1-in/25210.xlsx")).unwrap();
    let some = [["25195", "150", "20"], ["25222", "70", "30"]];
    let after = merged(&folder, "2026-q1", &some, Some("2025-q1.json"));
    assert_eq!(verdicts(&after), [json!("met"), json!(true), json!("met"), json!(true)]);
}
