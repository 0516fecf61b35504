//! Forms of every kind put together, and groups that stand apart (docs/contract/json-consolidation.md,
//! figures.md), on the campaign of `tests/fixtures/tong-hop`. What is expected is worked out here from
//! the answers themselves.

mod answers;
pub mod book;
mod figures;
mod replies;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use crate::fill::Package;
use crate::run::{Folder, Ran};
use answers::{ANSWERS, UNITS};

/// The folder of the campaign.
fn campaign() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tong-hop")
}

/// The forms issued, the returns that [`ANSWERS`] make, and what they were merged into.
pub struct Merged {
    pub folder: Folder,
    pub json: Value,
    ran: Ran,
}

/// Merged once for all tests.
pub fn merged() -> &'static Merged {
    static MERGED: OnceLock<Merged> = OnceLock::new();
    MERGED.get_or_init(|| {
        let folder = Folder::new();
        let campaign = campaign();
        folder.run(["template", "-q", "-o", "out", "-c"]).arg(&campaign).check();
        for unit in UNITS {
            let cells: Vec<_> = ANSWERS.iter().filter(|answer| answer.unit == unit).collect();
            let mut form = Package::open(&folder.path(&format!("out/{}", file(&folder, unit))));
            for answer in &cells {
                form.put(&answer.cell(), answer.put());
            }
            if !cells.is_empty() {
                folder.write(&format!("in/{}", file(&folder, unit)), form.bytes());
            }
        }
        let ran = folder
            .run(["merge", "in", "-o", "th.xlsx", "--json", "th.json", "-c"])
            .arg(&campaign)
            // Rows of figures that are left blank are errors.
            .status(1)
            .check();
        let json = folder.json("th.json");
        Merged { folder, json, ran }
    })
}

/// The name of the form issued to a unit.
#[track_caller]
fn file(folder: &Folder, unit: &str) -> String {
    let mut files = std::fs::read_dir(folder.path("out")).unwrap();
    let start = format!("{unit}_");
    let name = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    files.find_map(|f| Some(name(f.unwrap())).filter(|f| f.starts_with(&start))).unwrap()
}

impl Merged {
    /// An element of one of the arrays.
    #[track_caller]
    fn row(&self, array: &str, indicator: &str) -> &Value {
        let rows = self.json[array].as_array().unwrap();
        let found = rows.iter().find(|row| row["indicator"] == indicator);
        found.unwrap_or_else(|| panic!("no {indicator} in {array}"))
    }

    /// The file, sheet and cell that an answer was put into, as JSON prints them.
    #[track_caller]
    fn source(&self, unit: &str, cell: &str) -> [Value; 3] {
        let file = file(&self.folder, unit);
        let form = Package::open(&self.folder.path(&format!("out/{file}")));
        let spot = form.spot(cell);
        [format!("in/{file}").into(), spot.sheet.clone().into(), spot.cell.clone().into()]
    }
}

/// The summary of a merge says of every kind of form how much is there.
#[test]
fn the_summary_tells_of_every_kind_of_form() {
    let shown = &merged().ran.stdout;
    for line in [
        "Nhiệm vụ: hoàn thành 1/4 nhiệm vụ; 1 quá hạn; 1 chưa có báo cáo.",
        "Thuyết minh: 5/9 phần nội dung đã có.",
        "Nguồn: 3 dòng của 2/7 đơn vị.",
        "7 đơn vị phải báo cáo: 6 đã gửi, 6 được tổng hợp, 1 chưa gửi.",
    ] {
        assert!(shown.contains(line), "{line} is not in\n{shown}");
    }
}

/// A campaign without a figure or a target says nothing of figures and targets.
#[test]
fn a_campaign_of_tasks_alone_has_no_part_about_figures() {
    let folder = Folder::new();
    for name in ["units.csv", "nhiemvu.toml"] {
        folder.write(&format!("campaign/{name}"), std::fs::read(campaign().join(name)).unwrap());
    }
    let head = std::fs::read_to_string(campaign().join("campaign.toml")).unwrap();
    let all = r#"forms = ["bieu", "nhiemvu", "decuong", "danhsach"]"#;
    assert!(head.contains(all));
    let head = head.replace(all, r#"forms = ["nhiemvu"]"#);
    folder.write("campaign/campaign.toml", &head);
    // Who is asked nothing could never send anything, and would be missing for ever.
    let check = ["campaign", "check", "campaign"];
    folder.run(check).status(2).stderr_has("TO-1, TO-2").stderr_has("campaign.toml:67").check();
    let asked = r#"expected = ["*", "!TO-1", "!TO-2"]"#;
    folder.write("campaign/campaign.toml", head.replace(r#"expected = ["*"]"#, asked));
    folder.run(["template", "-q", "-o", "out", "-c", "campaign", "--unit", "SO-B"]).check();
    let mut form = Package::open(&folder.path("out/SO-B_so-b.xlsx"));
    form.put("nhiemvu_5_own_status", crate::fill::Put::Text("Đang thực hiện"));
    folder.write("in/SO-B.xlsx", form.bytes());
    let run = folder.run(["merge", "in", "-c", "campaign", "-o", "th.xlsx", "--json", "th.json"]);
    let run = run.stdout_has("hoàn thành 0/4 nhiệm vụ").stdout_lacks("Mức giao");
    run.stdout_lacks("chỉ tiêu").check();
    let book = book::Book::open(&folder.path("th.xlsx"));
    let sheets = ["Tổng quan", "Nhiệm vụ", "Tình hình gửi báo cáo", "Lỗi và cảnh báo", "Nguồn"];
    assert_eq!(book.sheets(), [&sheets[..], &["_bdhvs", "_bdhvs_units", "_bdhvs_rows"]].concat());
    let overview = book.texts("Tổng quan");
    assert!(overview.iter().any(|text| text == "2. Tình hình thực hiện nhiệm vụ"));
    assert!(!overview.iter().any(|text| text.contains("chỉ tiêu")), "{overview:?}");
    assert_eq!(folder.json("th.json")["indicators"], Value::Array(Vec::new()));
}
