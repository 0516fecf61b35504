//! Mistakes of a definition, in a folder and in a workbook: each is named with its place, all at
//! once, and nothing is written.

use bdhvs::testing::campaign::Store;
use bdhvs::testing::campaign::definition::schema::{self, Table};
use bdhvs::testing::campaign::definition::{Cell, Definition, Item, Place, Record, Value, files};
use bdhvs::testing::campaign::read;
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::workbooks::definition::write;

use crate::parts::{packed, unpacked};
use crate::run::Folder;

fn hanoi() -> Definition {
    read(&Store::builtin("hanoi-2025"), &mut Vec::new()).unwrap()
}

fn place() -> Place {
    Place::whole(&"".into())
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn list(items: &[&str]) -> Value {
    let item = |text: &&str| Item { text: (*text).to_owned(), place: place() };
    Value::List(items.iter().map(item).collect())
}

/// The first record of a table for which something holds.
#[track_caller]
fn first<'d>(
    definition: &'d mut Definition,
    table: &'static Table,
    holds: impl Fn(&Record) -> bool,
) -> &'d mut Record {
    let mut records = definition.records.iter_mut();
    records.find(|r| std::ptr::eq(r.table, table) && holds(r)).unwrap()
}

fn say(record: &mut Record, key: &'static str, value: Value) {
    record.cells.insert(key, Cell { value, place: place() });
}

fn row<'d>(definition: &'d mut Definition, id: &str) -> &'d mut Record {
    let id = id.to_owned();
    first(definition, &schema::INDICATOR, move |r| r.text("id") == Some(&id))
}

/// A mistake: how it is made, where it must be said to be in a folder and in a workbook, and what
/// must be said.
struct Mistake {
    make: fn(&mut Definition),
    file: &'static str,
    cell: &'static str,
    says: &'static str,
}

const MISTAKES: [Mistake; 12] = [
    Mistake {
        make: |d| say(first(d, &schema::FORM, |_| true), "sheet", text("Biểu 1/2")),
        file: "bieu1.toml:",
        cell: "Biểu!",
        says: "“Biểu 1/2”",
    },
    Mistake {
        make: |d| {
            say(
                first(d, &schema::FORM, |f| f.text("id") == Some("bieu2")),
                "sheet",
                text(&"Biểu ".repeat(7)),
            )
        },
        file: "bieu2.toml:",
        cell: "Biểu!",
        says: "Biểu Biểu",
    },
    Mistake {
        make: |d| say(row(d, "2"), "id", text("1")),
        file: "bieu1.toml:",
        cell: "Chỉ tiêu!B3",
        says: "“1”",
    },
    Mistake {
        make: |d| {
            let target = first(d, &schema::TARGET, |_| true);
            say(target, "target", text("85 phần"));
        },
        file: "bieu1.toml:",
        cell: "Chỉ tiêu giao!D2",
        says: "85 phần",
    },
    Mistake {
        make: |d| {
            let check = first(d, &schema::CHECK, |_| true);
            say(check, "expression", text("bieu1_99_own_denominator <= unit_population"));
        },
        file: "bieu1.toml:",
        cell: "Phép kiểm tra!C2",
        says: "bieu1_99_own_denominator",
    },
    Mistake {
        make: |d| {
            let mut group = first(d, &schema::GROUP, |_| true).clone();
            say(&mut group, "id", text("rong"));
            let at = d.records.iter().position(|r| r.table.is(&schema::GROUP));
            d.records.insert(at.unwrap(), group);
            say(first(d, &schema::PARTY, |_| true), "units", list(&["@rong"]));
        },
        file: "campaign.toml:",
        cell: "Cụm từ chỉ đơn vị!B2",
        says: "@rong",
    },
    Mistake {
        make: |d| {
            let unit = first(d, &schema::UNIT, |_| true).clone();
            let at = d.records.iter().position(|r| r.table.is(&schema::UNIT)).unwrap();
            d.records.insert(at, unit);
        },
        file: "units.csv:3",
        cell: "Đơn vị!A3",
        says: "00004",
    },
    Mistake {
        make: |d| {
            let period = first(d, &schema::PERIOD, |p| p.text("id") == Some("2025"));
            say(period, "target-year", Value::Whole(2031));
        },
        file: "campaign.toml:",
        cell: "Kỳ báo cáo!C3",
        says: "2031",
    },
    Mistake {
        make: |d| say(row(d, "3"), "measure", text("percnt")),
        file: "bieu1.toml:",
        cell: "Chỉ tiêu!F4",
        says: "“percnt”",
    },
    Mistake {
        make: |d| say(first(d, &schema::UNIT, |_| true), "groups", list(&["comune"])),
        file: "units.csv:2",
        cell: "Đơn vị!D2",
        says: "“commune”",
    },
    Mistake {
        make: |d| {
            row(d, "4").cells.remove("label");
        },
        file: "bieu1.toml:",
        cell: "Chỉ tiêu!D5",
        says: "",
    },
    Mistake {
        make: |d| say(row(d, "5"), "own", list(&["Ngân hàng Nhà nước thành phố Hà Nộ"])),
        file: "bieu1.toml:",
        cell: "Chỉ tiêu!",
        says: "Ngân hàng Nhà nước thành phố Hà Nội",
    },
];

/// The same of mistakes that change what another one changes.
const OTHERS: [Mistake; 6] = [
    Mistake {
        make: |d| say_check(d, "Dòng 2 >= Dòng 1"),
        file: "bieu1.toml:",
        cell: "Phép kiểm tra!C2",
        says: "bieu2_5_own_value <= bieu2_4_own_value",
    },
    Mistake {
        make: |d| say_check(d, "SUM(bieu1_3_own_numerator) > 0"),
        file: "bieu1.toml:",
        cell: "Phép kiểm tra!C2",
        says: "“SUM”",
    },
    Mistake {
        make: |d| say_check(d, "bieu1_3_own > 0"),
        file: "bieu1.toml:",
        cell: "Phép kiểm tra!C2",
        says: "bieu1_3_own_numerator",
    },
    Mistake {
        make: |d| say_check(d, "bieu1_3_own_numerator > > 0"),
        file: "bieu1.toml:",
        cell: "Phép kiểm tra!C2",
        says: "ký tự thứ 25",
    },
    Mistake {
        make: |d| say(first(d, &schema::UNIT, |_| true), "predecessors", list(&["00004"])),
        file: "units.csv:2",
        cell: "Đơn vị!",
        says: "tiền thân",
    },
    Mistake {
        make: |d| say(first(d, &schema::UNIT, |_| true), "code", text("COM1")),
        file: "units.csv:2",
        cell: "Đơn vị!A2",
        says: "Windows",
    },
];

/// Gives the first check another expression.
fn say_check(definition: &mut Definition, expression: &str) {
    say(first(definition, &schema::CHECK, |_| true), "expression", text(expression));
}

/// Writes a definition as the folder `d` and as the workbook `d.xlsx`.
fn put(definition: &Definition, folder: &Folder) {
    for (name, text) in files(definition) {
        folder.write(&format!("d/{name}"), text);
    }
    let words = Words::load(Language::VI).unwrap();
    folder.write("d.xlsx", write(definition, &words).unwrap());
}

#[test]
fn each_mistake_is_named_with_its_place() {
    for mistake in MISTAKES.into_iter().chain(OTHERS) {
        let folder = Folder::new();
        let mut definition = hanoi();
        (mistake.make)(&mut definition);
        put(&definition, &folder);
        for (path, place) in
            [("d", format!("d/{}", mistake.file)), ("d.xlsx", format!("d.xlsx, {}", mistake.cell))]
        {
            folder
                .run(["campaign", "check", path])
                .status(2)
                .stdout("")
                .stderr_has(&place)
                .stderr_has(mistake.says)
                .writes(&[])
                .check();
        }
    }
}

/// Several mistakes of all tables are told in one run.
#[test]
fn all_mistakes_are_told_at_once() {
    let folder = Folder::new();
    let mut definition = hanoi();
    let told: Vec<&Mistake> =
        MISTAKES.iter().filter(|m| !m.cell.starts_with("Phép") && !m.says.is_empty()).collect();
    for mistake in &told {
        (mistake.make)(&mut definition);
    }
    put(&definition, &folder);
    for (path, language) in [("d", "vi"), ("d.xlsx", "vi"), ("d", "en"), ("d.xlsx", "en")] {
        let mut run = folder.run(["campaign", "check", path, "--lang", language]).status(2);
        for mistake in &told {
            // The two languages quote in different ways.
            run = run.stderr_has(mistake.says.trim_matches(['“', '”']));
        }
        run.writes(&[]).check();
    }
    // Every command that needs the definition refuses it.
    folder.run(["template", "-c", "d.xlsx", "-o", "out"]).status(2).writes(&[]).check();
    folder.run(["campaign", "export", "d", "-o", "e.xlsx"]).status(2).writes(&[]).check();
    folder.run(["campaign", "import", "d.xlsx", "-o", "e"]).status(2).writes(&[]).check();
}

/// A slip is answered in the words of the place: a key in TOML, a caption in a workbook.
#[test]
fn a_misspelt_measure_is_set_right_in_the_words_of_the_place() {
    let folder = Folder::new();
    let mut definition = hanoi();
    say(row(&mut definition, "3"), "measure", text("Tỉ lệ %"));
    put(&definition, &folder);
    folder.run(["campaign", "check", "d.xlsx"]).status(2).stderr_has("“Tỷ lệ (%)”").check();
    say(row(&mut definition, "3"), "measure", text("percnt"));
    put(&definition, &folder);
    // Nothing else is to blame, not even the check that reads the row.
    for (path, right) in [("d", "“percent”"), ("d.xlsx", "“Tỷ lệ (%)”")] {
        let ran = folder.run(["campaign", "check", path]).status(2).stderr_has(right).check();
        assert_eq!(ran.stderr.trim_end().lines().count(), 2, "{}", ran.stderr);
    }
}

/// A key that nobody knows, in TOML.
#[test]
fn an_unknown_key_is_named_with_its_line() {
    let folder = Folder::new();
    put(&hanoi(), &folder);
    let form = String::from_utf8(folder.read("d/bieu1.toml")).unwrap();
    folder.write("d/bieu1.toml", form.replacen("\nmeasure = ", "\nmesure = ", 1));
    let line = form.lines().position(|line| line.starts_with("measure = ")).unwrap() + 1;
    folder
        .run(["campaign", "check", "d"])
        .status(2)
        .stderr_has(&format!("bieu1.toml:{line}"))
        .stderr_has("“mesure”; có phải “measure”")
        .check();
}

/// Captions and sheets that nobody knows, text beside the table, in a workbook.
#[test]
fn what_a_workbook_calls_wrong_is_named_with_its_cell() {
    let folder = Folder::new();
    put(&hanoi(), &folder);
    let whole = folder.read("d.xlsx");
    for (part, from, to, says) in [
        (
            "xl/sharedStrings.xml",
            "<t>Nội dung chỉ tiêu (*)</t>",
            "<t>Nội dung chi tieu (*)</t>",
            "d.xlsx, Chỉ tiêu!D1: không có cột “Nội dung chi tieu (*)”; có phải “Nội dung chỉ tiêu”",
        ),
        (
            "xl/workbook.xml",
            "name=\"Nhóm đơn vị\"",
            "name=\"Nhom đơn vi\"",
            "d.xlsx, Nhom đơn vi: không có trang tính “Nhom đơn vi”; có phải “Nhóm đơn vị”",
        ),
        (
            "xl/workbook.xml",
            "name=\"Đơn vị\"",
            "name=\"Sheet1\"",
            "d.xlsx: thiếu trang tính “Đơn vị”",
        ),
        (
            "xl/sharedStrings.xml",
            "<t>Mã đợt (*)</t>",
            "<t>Mã đọt (*)</t>",
            "d.xlsx, Đợt báo cáo!A3",
        ),
    ] {
        folder.write("d.xlsx", with(&whole, part, from, to));
        folder
            .run(["campaign", "check", "d.xlsx"])
            .status(2)
            .stdout("")
            .stderr_has(says)
            .writes(&[])
            .check();
    }
    folder.write("d.xlsx", "không phải sổ tính");
    folder.run(["campaign", "check", "d.xlsx"]).status(2).stderr_has("d.xlsx").check();
}

/// The package with something else in one part.
#[track_caller]
fn with(package: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut parts = unpacked(package);
    for (_, bytes) in parts.iter_mut().filter(|(name, _)| name == part) {
        let text = String::from_utf8(std::mem::take(bytes)).unwrap();
        assert!(text.contains(from), "{part} does not hold {from}");
        *bytes = text.replacen(from, to, 1).into_bytes();
    }
    packed(&parts)
}
