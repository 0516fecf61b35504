//! The sheets print to PDF on A4 without cut columns (docs/contract/consolidated-workbook.md): the
//! example of Hà Nội and the campaign of `tests/fixtures/tong-hop` as LibreOffice prints them, read
//! back by pdftotext.

use std::collections::BTreeSet;
use std::path::Path;

use crate::fill::Package;
use crate::run::Folder;
use crate::sheet_cells::{Cell, cells};
use crate::{consolidation, levels, office};

/// Width and height of A4 in points.
const A4: [f64; 2] = [595.3, 841.9];
/// What a size may be off by.
const CLOSE: f64 = 1.0;
/// The margins left and right that every sheet has, in points.
const MARGINS: [f64; 2] = [36.0, 28.8];
/// Sheets that are as many pages wide as they need.
const WIDE: [&str; 2] = ["Ma trận", "Chi tiết"];
/// The sheet of several tables, each with its captions.
const OVERVIEW: &str = "Tổng quan";

struct Page {
    width: f64,
    height: f64,
    words: Vec<Word>,
}

struct Word {
    left: f64,
    right: f64,
    text: String,
}

impl Page {
    /// Everything printed, without blanks: where a face lacks a letter of Vietnamese and another one
    /// steps in, pdftotext breaks the word there.
    fn text(&self) -> String {
        self.words.iter().map(|word| word.text.as_str()).collect()
    }
}

#[test]
#[needs(LibreOffice, Times, Pdftotext)]
fn every_sheet_prints_on_a4_without_cut_columns() {
    let folder = Folder::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hanoi-2025/tiep-nhan");
    let run = folder.run(["merge", "-c", "hanoi-2025", "-o", "hanoi.xlsx", "-q"]);
    run.arg(example).status(1).check();
    folder.write("kinds.xlsx", consolidation::merged().folder.read("th.xlsx"));
    let files = ["hanoi.xlsx", "kinds.xlsx"].map(|name| folder.path(name));
    office::convert(&files, "pdf", &folder.path("pdf"), &folder.path(""));
    for name in ["hanoi", "kinds"] {
        let pages = pages(&folder.path(&format!("pdf/{name}.pdf")));
        assert!(pages.len() > 10, "{name}: {} pages", pages.len());
        for (index, page) in pages.iter().enumerate() {
            is_a4(page, &format!("{name}, page {}", index + 1));
        }
        let package = Package::open(&folder.path(&format!("{name}.xlsx")));
        shows_its_captions(&package, &pages, name);
    }
}

/// No text is cut: the rows of the long names of a form over the matrix, and of what is put together on
/// "Đối chiếu" in bold, are as high as the lines that LibreOffice makes of them.
#[test]
fn rows_are_as_high_as_the_bold_text_in_them() {
    let folder = Folder::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/hanoi-2025/tiep-nhan");
    let run = folder.run(["merge", "-c", "hanoi-2025", "-o", "hanoi.xlsx", "-q"]);
    run.arg(example).status(1).check();
    let book = Package::open(&folder.path("hanoi.xlsx"));
    let sums = cells(&book).into_iter().filter(|cell| cell.text == "Cộng các đầu mối");
    let sums: Vec<f64> = sums.map(|cell| height(&book, &cell.sheet, &cell.at[1..])).collect();
    // Four lines of ten points.
    assert!(!sums.is_empty() && sums.iter().all(|height| *height >= 52.0), "{sums:?}");

    levels::campaign(&folder, "cap", &["00004"], None);
    folder.write("in/thu.pdf", "%PDF-1.4");
    folder.run(["merge", "-q", "-c", "cap", "in", "-o", "cap.xlsx"]).status(1).check();
    let book = Package::open(&folder.path("cap.xlsx"));
    let is_number = |cell: &&Cell| cell.sheet == "Ma trận" && cell.text == "Biểu số liệu – 1";
    let cells = cells(&book);
    let number = cells.iter().find(is_number).unwrap();
    assert!(height(&book, &number.sheet, &number.at[1..]) >= 26.0);
}

/// The height of a row of a sheet, in points.
fn height(book: &Package, sheet: &str, row: &str) -> f64 {
    let part = book.part(&book.sheet_part(sheet));
    let tag = part.split("<row ").find(|tag| tag.starts_with(&format!("r=\"{row}\""))).unwrap();
    let (_, rest) = tag.split('>').next().unwrap().split_once(" ht=\"").unwrap();
    rest.split('"').next().unwrap().parse().unwrap()
}

/// A4 either way up, with every word within the margins left and right and every figure shown.
/// Up and down nothing is held: a text of more than a page ends in the middle of a line, whose words
/// pdftotext gives on both pages.
fn is_a4(page: &Page, at: &str) {
    let mut size = [page.width, page.height];
    size.sort_by(f64::total_cmp);
    let close = size.iter().zip(A4).all(|(side, wanted)| (side - wanted).abs() < CLOSE);
    assert!(close, "{at} is {size:?}");
    assert!(!page.words.is_empty(), "{at} is empty");
    for word in &page.words {
        let Word { left, right, text } = word;
        let within = *left > MARGINS[0] - CLOSE && *right < page.width - MARGINS[1] + CLOSE;
        assert!(within, "{at}: “{text}” is off the page: {left}–{right}");
        assert!(!text.contains("###"), "{at}: a figure is not shown: {text}");
    }
}

/// A sheet that is one page wide has all its captions on one page; of another each is on some page.
fn shows_its_captions(package: &Package, pages: &[Page], name: &str) {
    let all = cells(package);
    let titles = title_rows(package);
    let visible: Vec<String> =
        package.sheets().into_iter().filter(|sheet| !sheet.starts_with('_')).collect();
    assert_eq!(titles.len() + 1, visible.len(), "{name}: the captions are repeated: {titles:?}");
    for sheet in visible {
        let of_sheet: Vec<&Cell> = all.iter().filter(|cell| cell.sheet == sheet).collect();
        let rows: Vec<Vec<&str>> = if sheet == OVERVIEW {
            let rows = (1..=200).map(|row| texts(&of_sheet, row..=row));
            rows.filter(|texts| texts.len() > 5).collect()
        } else {
            let rows = titles.iter().find(|(of, _)| *of == sheet);
            vec![texts(
                &of_sheet,
                rows.unwrap_or_else(|| panic!("{name}: no titles: {sheet}")).1.clone(),
            )]
        };
        assert!(rows.iter().any(|texts| texts.len() > 2), "{name}: {sheet}: {rows:?}");
        for texts in rows {
            if WIDE.contains(&sheet.as_str()) {
                texts.iter().for_each(|text| on_one_page(&[text], pages, name, &sheet));
            } else {
                on_one_page(&texts, pages, name, &sheet);
            }
        }
    }
}

fn on_one_page(texts: &[&str], pages: &[Page], name: &str, sheet: &str) {
    let words: BTreeSet<&str> = texts.iter().flat_map(|text| text.split_whitespace()).collect();
    let missing = |page: &Page| {
        let text = page.text();
        words.iter().filter(|word| !text.contains(**word)).map(|w| (*w).to_owned()).collect()
    };
    let best: Option<Vec<String>> = pages.iter().map(missing).min_by_key(Vec::len);
    assert_eq!(best, Some(Vec::new()), "{name}, {sheet}: of {texts:?} no page shows");
}

/// What stands in rows of a sheet.
fn texts<'c>(cells: &[&'c Cell], rows: std::ops::RangeInclusive<u32>) -> Vec<&'c str> {
    let row = |cell: &Cell| cell.at.trim_start_matches(char::is_alphabetic).parse().unwrap();
    let words = cells.iter().filter(|cell| {
        ["s", "inlineStr"].contains(&cell.kind.as_str()) && rows.contains(&row(cell))
    });
    words.map(|cell| cell.text.as_str()).filter(|text| !text.is_empty()).collect()
}

/// The rows that each sheet repeats on every page.
fn title_rows(package: &Package) -> Vec<(String, std::ops::RangeInclusive<u32>)> {
    let workbook = package.part("xl/workbook.xml");
    let names = workbook.split("<definedName name=\"_xlnm.Print_Titles\"").skip(1);
    names
        .map(|name| {
            let range = name.split('>').nth(1).unwrap().split('<').next().unwrap();
            let (sheet, rows) =
                range.rsplit_once(',').map_or(range, |(_, rows)| rows).split_once('!').unwrap();
            let (first, last) = rows.split_once(':').unwrap();
            let row = |text: &str| text.trim_start_matches('$').parse().unwrap();
            (sheet.trim_matches('\'').to_owned(), row(first)..=row(last))
        })
        .collect()
}

/// The pages of a PDF with the words on them and their boxes.
fn pages(pdf: &Path) -> Vec<Page> {
    let output = harness::pdftotext().arg("-bbox").arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let html = String::from_utf8(output.stdout).unwrap();
    let number = |tag: &str, key: &str| -> f64 {
        let (_, rest) = tag.split_once(&format!("{key}=\"")).unwrap();
        rest.split('"').next().unwrap().parse().unwrap()
    };
    let word = |tag: &str| Word {
        left: number(tag, "xMin"),
        right: number(tag, "xMax"),
        text: {
            let (_, rest) = tag.split_once('>').unwrap();
            let text = rest.split("</word>").next().unwrap();
            quick_xml::escape::unescape(text).unwrap().into_owned()
        },
    };
    html.split("<page ")
        .skip(1)
        .map(|page| Page {
            width: number(page, "width"),
            height: number(page, "height"),
            words: page.split("<word ").skip(1).map(word).collect(),
        })
        .collect()
}
