//! What Excel cannot hold is no reason for a consolidation (docs/contract/consolidated-workbook.md) to
//! fail or to be broken: cells keep 32,767 letters, formulas 8,192, and the texts in formulas 255.

use serde_json::json;

use crate::fill::{Package, Put};
use crate::levels::campaign;
use crate::run::Folder;
use crate::sheet_cells::cells;

const SECTION: &str = "id = \"decuong\"\nkind = \"outline\"\nsheet = \"Đề cương\"\nname = \"Đề cương\"\n\
title = \"Đề cương báo cáo\"\nsource = \"thu\"\nsource-section = \"Đề cương\"\n\n\
[[column]]\ncaption = \"Mục\"\nshows = \"label\"\nwidth = 40\n\n\
[[column]]\ncaption = \"Nội dung\"\nfield = \"text\"\nwidth = 60\n\n\
[[section]]\nid = \"1\"\nnumber = \"1\"\nlabel = \"Khó khăn\"\nown = [\"Các đơn vị\"]\n";

/// 120 units with long names, all of which leave a section blank, and 40 lead agencies for one row, whose
/// figures the officer adds up.
#[test]
fn many_units_and_many_lead_agencies_are_merged() {
    const UNITS: usize = 120;
    const LEADS: usize = 40;
    let folder = Folder::new();
    campaign(&folder, "nhieu", &[], None);
    let text = |name: &str| String::from_utf8(folder.read(name)).unwrap();
    let head = text("nhieu/campaign.toml").replace("[\"so\"]", "[\"so\", \"decuong\"]");
    let party = "[[group]]\nid = \"lead\"\nname = \"Đầu mối\"\n\n[[party]]\nphrase = \"Các đầu mối\"\n\
                 units = [\"@lead\"]\n\n[[party]]";
    let form = text("nhieu/so.toml");
    let second = form.find("id = \"2\"").unwrap();
    let led = "own = [\"Các đơn vị\"]\ncity = [\"Các đầu mối\"]";
    let form =
        [&form[..second], &form[second..].replacen("own = [\"Các đơn vị\"]", led, 1)].concat();
    let long = "tên rất dài ".repeat(24);
    let units = (1..=UNITS).map(|n| format!("U{n:03},Đơn vị {n} {},xã,unit\n", long.trim()));
    let leads = (1..=LEADS).map(|n| format!("L{n:02},Đầu mối {n},sở,lead\n"));
    let list: String = units.chain(leads).collect();
    let head = head.replacen("name = \"Đơn vị\"", &format!("name = \"Nhóm {}\"", long.trim()), 1);
    folder
        .write("nhieu/campaign.toml", head.replacen("[[party]]", party, 1))
        .write("nhieu/so.toml", form)
        .write("nhieu/decuong.toml", SECTION)
        .write("nhieu/units.csv", format!("code,name,kind,groups\n{list}"))
        .write("bdhvs.toml", "[official]\n\"so.2\" = \"sum\"\n");
    folder.run(["template", "-q", "-c", "nhieu", "-o", "out"]).check();
    for file in std::fs::read_dir(folder.path("out")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let scope = match name.as_bytes()[0] {
            b'U' => "own",
            b'L' => "city",
            _ => continue,
        };
        let mut form = Package::open(&path);
        form.put(&format!("so_2_{scope}_value"), Put::Number("3"));
        folder.write(&format!("in/{name}"), form.bytes());
    }
    // Blanks are errors.
    let merge = ["merge", "-q", "-c", "nhieu", "in", "-o", "c.xlsx", "--json", "c.json"];
    folder.run(merge).status(1).check();
    let row = &folder.json("c.json")["indicators"][1];
    assert_eq!(row["rollup"]["value"], json!(3 * UNITS));
    assert_eq!(row["official"]["value"], json!(3 * LEADS));
    let all = cells(&Package::open(&folder.path("c.xlsx")));
    assert!(all.iter().any(|cell| cell.text == (3 * LEADS).to_string()));
    for cell in &all {
        assert!(cell.formula.encode_utf16().count() < 8_192, "{} {}", cell.sheet, cell.at);
        let texts = cell.formula.split('"').skip(1).step_by(2);
        let longest = texts.map(|text| text.encode_utf16().count()).max();
        assert!(longest.unwrap_or_default() <= 255, "{} {}: {}", cell.sheet, cell.at, cell.formula);
        assert!(cell.text.encode_utf16().count() <= 32_767, "{} {}", cell.sheet, cell.at);
    }
    let silent = all.iter().find(|cell| cell.text.starts_with("Có báo cáo nhưng để trống (120)"));
    // As many rows as hold them name them all.
    let of_sheet = all.iter().filter(|cell| cell.sheet == silent.unwrap().sheet);
    let texts: Vec<&str> = of_sheet.map(|cell| cell.text.as_str()).collect();
    for unit in 1..=UNITS {
        let name = format!("Đơn vị {unit} tên");
        let named: usize = texts.iter().map(|text| text.matches(&name).count()).sum();
        assert_eq!(named, 1, "{name}");
    }
    assert!(texts.iter().all(|text| text.chars().count() < 4_000));
}
