//! "Text that starts with `=`, `+`, `-`, `@`, tab or CR is text; foreign links, rich text and names
//! are not carried over (docs/contract/consolidated-workbook.md). Returns of the campaign of
//! `tests/fixtures/tong-hop` say such things in every kind of form, come in files and from units
//! that are called like formulas, and carry what nobody asked for; the XML of what they are merged
//! into is held against that.

use std::path::Path;
use std::sync::OnceLock;

use crate::fill::{Package, Put};
use crate::run::Folder;
use crate::sheet_cells::{Cell, cells, decoded};

/// What is written where; `#` in each makes it known again.
const TEXTS: &[(&str, &str, &str)] = &[
    ("P01", "bieu_1_own_evidence", "=HYPERLINK(\"http://x/#01\",\"bấm vào đây\")"),
    ("P01", "bieu_1_own_explanation", "+84 24 3825 #02"),
    ("P01", "bieu_2_own_evidence", "https://example.vn/bao-cao?a=1&b=2#03"),
    ("P01", "bieu_2_own_explanation", "-1-1 #04"),
    ("P01", "bieu_4_own_value", "@SUM(1+1) #05"),
    ("P01", "bieu_4_own_evidence", "file:///C:/Windows/win.ini#06"),
    ("P01", "nhiemvu_1_own_result", "=cmd|' /C calc'!A0 #07"),
    ("P01", "nhiemvu_1_own_evidence", "mailto:a@example.vn?subject=#08"),
    ("P01", "nhiemvu_1_own_explanation", "internal:'Nguồn'!A1 #09"),
    ("P01", "nhiemvu_3_own_result", "\tthụt vào #10"),
    ("P01", "nhiemvu_3_own_evidence", "ftp://example.vn/#11"),
    ("P01", "decuong_I_1_own_text", "=1+1\n=2+2 #12"),
    ("P01", "decuong_II_own_text", "_x000D_=3+3 #13"),
    ("P01", "danhsach_1_own_ten", "=WEBSERVICE(\"http://x/#14\")"),
    ("P01", "danhsach_1_own_cachthuc", "http://example.vn/#15"),
    ("P01", "danhsach_1_own_ghichu", "{=1+1} #16"),
    ("P01", "danhsach_2_own_ten", "external:C:\\a.xlsx#17"),
    ("P01", "danhsach_2_own_cachthuc", "'=1+1 #18"),
    ("P01", "danhsach_2_own_ghichu", "_x005F_x003D_1 #19"),
    ("SO-A", "bieu_1_own_evidence", "=#20"),
    ("SO-A", "bieu_4_own_value", "http://example.vn/#21"),
    ("SO-A", "decuong_I_1_own_text", "\t=1+1 #22"),
    ("SO-A", "nhiemvu_1_own_result", "https://example.vn/ke-hoach#23"),
    ("SO-A", "nhiemvu_1_own_evidence", "một\thai_x000D_=ba #24"),
];
const NUMBERS: &[(&str, &str, &str)] = &[
    ("P01", "bieu_1_own_numerator", "60"),
    ("P01", "bieu_1_own_denominator", "100"),
    ("P01", "bieu_2_own_value", "12"),
    ("SO-A", "bieu_1_own_numerator", "3"),
    ("SO-A", "bieu_1_own_denominator", "4"),
    ("SO-A", "bieu_2_own_value", "5"),
];
const STATUSES: [(&str, &str, &str); 3] = [
    ("P01", "nhiemvu_1_own_status", "Chưa thực hiện"),
    ("P01", "nhiemvu_3_own_status", "Hoàn thành"),
    ("SO-A", "nhiemvu_1_own_status", "Hoàn thành"),
];
/// A unit, what its list calls it, and its file.
const UNITS: [(&str, &str, &str, &str); 2] = [
    ("P01", "Phường Một", "=HYPERLINK(\"http://x/#31\",\"P\")", "=1+1#41.xlsx"),
    ("SO-A", "Sở A", "@Sở A #32", "@a#42.xlsx"),
];
/// What the returns carry besides. None of it may be found again.
const FOREIGN: [&str; 4] = ["http://evil.example", "evilname", "evil.xlsx", "FFEE1122"];

struct Merged {
    folder: Folder,
    package: Package,
    cells: Vec<Cell>,
}

fn merged() -> &'static Merged {
    static MERGED: OnceLock<Merged> = OnceLock::new();
    MERGED.get_or_init(|| {
        let folder = Folder::new();
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tong-hop");
        for file in std::fs::read_dir(source).unwrap() {
            let path = file.unwrap().path();
            let mut text = std::fs::read_to_string(&path).unwrap();
            if path.ends_with("units.csv") {
                for (code, name, renamed, _) in UNITS {
                    let renamed = renamed.replace('"', "\"\"");
                    let (from, to) = (format!("{code},{name}"), format!("{code},\"{renamed}\""));
                    assert!(text.contains(&from));
                    text = text.replace(&from, &to);
                }
            }
            folder.write(&format!("campaign/{}", path.file_name().unwrap().display()), text);
        }
        folder.run(["template", "-q", "-o", "out", "-c", "campaign"]).check();
        for (unit, _, _, file) in UNITS {
            folder.write(&format!("in/{file}"), filled(&folder, unit).bytes());
        }
        let files = UNITS.map(|(_, _, _, file)| file);
        let merge = ["merge", "-o", "../th.xlsx", "-c", "../campaign", "--"];
        folder.run(merge).args(files).within("in").check();
        let package = Package::open(&folder.path("th.xlsx"));
        let cells = cells(&package);
        Merged { folder, package, cells }
    })
}

/// A return with everything in it.
fn filled(folder: &Folder, unit: &str) -> Package {
    let files = std::fs::read_dir(folder.path("out")).unwrap().map(|file| file.unwrap().path());
    let is_its =
        |path: &Path| path.file_name().unwrap().to_string_lossy().starts_with(&format!("{unit}_"));
    let mut form = Package::open(&files.into_iter().find(|path| is_its(path)).unwrap());
    for (_, cell, digits) in NUMBERS.iter().filter(|(of, ..)| *of == unit) {
        form.put(cell, Put::Number(digits));
    }
    for (_, cell, text) in TEXTS.iter().chain(&STATUSES).filter(|(of, ..)| *of == unit) {
        form.put(cell, Put::Text(text));
    }
    let spot = form.spot("bieu_1_own_evidence").clone();
    let sheet = form.sheet_part(&spot.sheet);
    // A link to elsewhere on the evidence, which is in several fonts; a name; a link to a workbook.
    let link = format!(
        "</dataValidations><hyperlinks><hyperlink ref=\"{}\" r:id=\"rId77\"/></hyperlinks>",
        spot.cell
    );
    form.replace(&[&sheet], "</dataValidations>", &link);
    let text = TEXTS.iter().find(|(of, cell, _)| *of == unit && *cell == "bieu_1_own_evidence");
    let text = text.unwrap().2.strip_prefix('=').unwrap();
    let plain = format!("<is><t xml:space=\"preserve\">={text}</t></is>");
    form.replace(&[&sheet], &plain, &format!("{RICH}{text}</t></r></is>"));
    let rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels";
    assert!(!form.part_names().any(|name| name == rels));
    let hyperlink = relationships("hyperlink", "rId77", "http://evil.example/a");
    form.add(&rels, hyperlink.as_bytes());
    let name = "<definedNames><definedName name=\"evilname\">'[1]A'!$A$1</definedName>";
    form.replace(&["xl/workbook.xml"], "<definedNames>", name);
    let references = "</sheets><externalReferences><externalReference r:id=\"rId78\"/>\
        </externalReferences>";
    form.replace(&["xl/workbook.xml"], "</sheets>", references);
    let types = "<Override PartName=\"/xl/externalLinks/externalLink1.xml\" ContentType=\"\
        application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml\"/></Types>";
    form.replace(&["[Content_Types].xml"], "</Types>", types);
    let relationship = format!(
        "<Relationship Id=\"rId78\" Type=\"{OFFICE}/externalLink\" \
         Target=\"externalLinks/externalLink1.xml\"/></Relationships>"
    );
    form.replace(&["xl/_rels/workbook.xml.rels"], "</Relationships>", &relationship);
    form.add("xl/externalLinks/externalLink1.xml", EXTERNAL.as_bytes());
    let path = relationships("externalLinkPath", "rId1", "evil.xlsx");
    form.add("xl/externalLinks/_rels/externalLink1.xml.rels", path.as_bytes());
    form
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const RICH: &str = "<is><r><rPr><b/><color rgb=\"FFEE1122\"/></rPr><t>=</t></r><r><t \
    xml:space=\"preserve\">";
const EXTERNAL: &str = "<externalLink \
    xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <externalBook r:id=\"rId1\"><sheetNames><sheetName val=\"A\"/></sheetNames></externalBook>\
    </externalLink>";

fn relationships(kind: &str, id: &str, target: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\" \
         TargetMode=\"External\"/></Relationships>"
    )
}

/// The mark of a text: `#01`.
fn mark(text: &str) -> &str {
    let at = text.find('#').unwrap();
    &text[at..at + 3]
}

/// Everything that came from outside.
fn texts() -> Vec<String> {
    let written = TEXTS.iter().map(|(_, _, text)| decoded(text));
    let called = UNITS.iter().flat_map(|(_, _, name, file)| [*name, *file]).map(str::to_owned);
    written.chain(called).collect()
}

/// Blanks are not told apart: those around a text and more than one within it are left out, a tab
/// begins a new line.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What was written stands in cells of text, whole in one of them at least; where it stands among
/// other words or is cut, it is those characters still.
#[test]
fn what_looks_like_a_formula_is_text() {
    let merged = merged();
    for text in texts() {
        let mark = mark(&text);
        let holding: Vec<&Cell> = merged.cells.iter().filter(|c| c.text.contains(mark)).collect();
        for cell in &holding {
            assert!(["s", "inlineStr"].contains(&cell.kind.as_str()), "{text:?} in {cell:?}");
            assert_eq!(cell.formula, "", "{text:?} in {cell:?}");
            let (said, line) = (on_one_line(&cell.text), on_one_line(&text));
            assert!(said.contains(&line), "{text:?} is another text in {cell:?}");
        }
        let whole = holding.iter().any(|cell| on_one_line(&cell.text) == on_one_line(&text));
        assert!(whole, "{text:?} stands whole and alone nowhere: {holding:#?}");
        for cell in &merged.cells {
            assert!(!cell.formula.contains(mark), "{text:?} is in the formula of {cell:?}");
        }
    }
}

/// A text beside a figure stands whole in the line of that figure on “Chi tiết”.
#[test]
fn the_line_of_a_figure_holds_its_texts() {
    let merged = merged();
    let lines: Vec<&Cell> = merged.cells.iter().filter(|c| c.sheet == "Chi tiết").collect();
    for (_, cell, text) in TEXTS.iter().filter(|(_, cell, _)| cell.starts_with("bieu_")) {
        assert!(lines.iter().any(|cell| cell.text == *text), "{cell}: {text}");
    }
}

/// No link but those within the workbook, no other workbook, no name but the program's own.
#[test]
fn nothing_foreign_is_carried_over() {
    let package = &merged().package;
    for name in package.part_names() {
        assert!(!name.contains("externalLink"), "{name}");
        let part = package.part(name);
        assert!(!part.contains("TargetMode=\"External\""), "{name} leads elsewhere");
        for foreign in FOREIGN {
            assert!(!part.contains(foreign), "{foreign} is in {name}");
        }
        for link in part.split("<hyperlink ").skip(1) {
            let link = link.split('>').next().unwrap();
            assert!(!link.contains("r:id") && link.contains("location="), "{name}: {link}");
            assert!(!link.contains('#'), "{name}: {link}");
        }
        let in_formulas = ["<formula", "<c:f>", "<xm:f>"];
        for formula in in_formulas.iter().flat_map(|tag| part.split(tag).skip(1)) {
            let formula = formula.split("</").next().unwrap();
            let found = texts().into_iter().find(|text| formula.contains(mark(text)));
            assert_eq!(found, None, "{name}: {formula}");
        }
    }
    let workbook = package.part("xl/workbook.xml");
    let names = workbook.split("<definedName name=\"").skip(1);
    let names: Vec<&str> = names.map(|name| name.split('"').next().unwrap()).collect();
    assert!(names.len() > 10);
    for name in names {
        let own = ["bdhvs_", "_bdhvs_", "_xlnm."].iter().any(|start| name.starts_with(start));
        assert!(own, "{name}");
    }
    assert!(!workbook.contains("externalReference"));
}

/// The returns did hold what is looked for above, and were read nevertheless.
#[test]
fn the_returns_carry_what_is_looked_for() {
    let folder = &merged().folder;
    for (unit, _, _, file) in UNITS {
        let form = Package::open(&folder.path(&format!("in/{file}")));
        let all: String = form.part_names().map(|name| form.part(name)).collect();
        for foreign in FOREIGN {
            assert!(all.contains(foreign), "{foreign} in the return of {unit}");
        }
    }
}
