//! Old encodings against every text there is: what is Unicode is never changed, what was encoded by
//! the list comes back as it was (docs/contract/numbers.md: converted only when it is certain).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bdhvs::testing::values::quantity::legacy;
use bdhvs::testing::values::quantity::parse::choice;
use bdhvs::testing::values::quantity::words::YES_NO;
use proptest::prelude::*;

/// The letters of one encoding, by the Unicode letter.
fn letters(column: usize) -> BTreeMap<char, String> {
    let mut lines = csv::Reader::from_path(at("data/legacy-encodings.csv")).unwrap();
    let line = |line: csv::StringRecord| (line[0].chars().next().unwrap(), line[column].to_owned());
    lines.records().map(|record| line(record.unwrap())).collect()
}

const TCVN3: usize = 3;
const VNI: usize = 6;

fn at(path: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn encode(text: &str, letters: &BTreeMap<char, String>) -> String {
    text.chars().map(|c| letters.get(&c).cloned().unwrap_or_else(|| c.to_string())).collect()
}

/// Every official text: what stands in the definitions, the lists of units and the communes.
fn texts() -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let folders = std::fs::read_dir(at("templates-xlsx")).unwrap();
    for folder in folders.map(|entry| entry.unwrap().path()) {
        for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let kind = file.extension().unwrap_or_default().to_owned();
            if kind == "toml" {
                let content = std::fs::read_to_string(&file).unwrap();
                texts.extend(content.lines().map(str::to_owned));
                texts.extend(content.split(['"', '\n']).map(str::to_owned));
            } else if kind == "csv" {
                fields(&file, &mut texts);
            }
        }
    }
    fields(&at("data/communes.csv"), &mut texts);
    assert!(texts.len() > 5_000, "{}", texts.len());
    texts
}

fn fields(path: &Path, texts: &mut BTreeSet<String>) {
    let mut lines = csv::ReaderBuilder::new().flexible(true).from_path(path).unwrap();
    for record in lines.records().map(Result::unwrap) {
        texts.extend(record.iter().map(str::to_owned));
    }
}

#[test]
fn no_unicode_text_is_changed() {
    for text in texts() {
        assert_eq!(legacy::decode(&text, None), None, "{text}");
        assert_eq!(legacy::decode_one_of(&text, None, |_| true), None, "{text}");
        for word in text.split_whitespace() {
            assert_eq!(legacy::decode(word, None), None, "{word}");
        }
    }
}

/// Text that is recognised comes back as it was, but for capitals, which TCVN3 does not keep; and
/// nearly every sentence is recognised.
#[test]
fn encoded_text_comes_back() {
    for column in [TCVN3, VNI] {
        let table = letters(column);
        let (mut sentences, mut recognised) = (0, 0);
        for text in texts() {
            // Signs that the encoding has as letters, and fields that are not text.
            let foreign = |c: char| {
                !c.is_ascii() && !table.contains_key(&c) && (c <= '\u{FF}' || c.is_alphabetic())
            };
            if text.chars().any(foreign) {
                continue;
            }
            let encoded = encode(&text, &table);
            let decoded = legacy::decode(&encoded, None);
            if let Some(decoded) = &decoded {
                let same = if column == VNI {
                    *decoded == text
                } else {
                    decoded.to_lowercase() == text.to_lowercase()
                };
                assert!(same, "{text}\n{encoded}\n{decoded}");
            }
            if text.split_whitespace().filter(|word| !word.is_ascii()).count() > 4 {
                sentences += 1;
                recognised += usize::from(decoded.is_some());
            }
        }
        assert!(sentences > 500, "{sentences}");
        assert!(recognised * 100 >= sentences * 97, "{recognised} of {sentences}");
    }
}

/// A cell pasted from a document in an old font brings the font with it.
#[test]
fn the_font_of_a_cell_is_read() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, name) in (0..).zip([".VnTime", "VNI-Times", "Times New Roman"]) {
        let format = rust_xlsxwriter::Format::new().set_font_name(name);
        sheet.write_string_with_format(row, 0, "C\u{E3}", &format).unwrap();
    }
    let bytes = workbook.save_to_buffer().unwrap();
    let read = bdhvs::testing::reader::open(&bytes, "a.xlsx").unwrap();
    let cells: Vec<_> = read.sheets[0].cells.values().collect();
    let fonts: Vec<_> = cells.iter().map(|cell| cell.font).collect();
    assert_eq!(fonts, [Some(legacy::Encoding::Tcvn3), Some(legacy::Encoding::Vni), None]);
    let read = cells.iter().map(|cell| choice(cell, YES_NO).value().copied());
    assert_eq!(read.collect::<Vec<_>>(), [Some(true), None, None]);
}

proptest! {
    /// Digits and what belongs to a number come through untouched, wherever they stand.
    #[test]
    fn numbers_are_untouched(number in "[0-9]{1,3}([.,][0-9]{3}){0,2}(,[0-9]{1,2})?%?") {
        prop_assert_eq!(legacy::decode(&number, None), None);
        for column in [TCVN3, VNI] {
            let text = format!("Tổ chức {number} lớp cho {number} người dân, đạt {number}");
            let decoded = legacy::decode(&encode(&text, &letters(column)), None);
            prop_assert_eq!(decoded.as_deref(), Some(text.as_str()));
        }
    }

    /// What was converted once is Unicode and stays as it is, whatever stands side by side.
    #[test]
    fn converting_twice_is_converting_once(
        words in prop::collection::vec(prop::sample::select(WORDS.as_slice()), 1..8)
    ) {
        let text = words.join(" ");
        if let Some(decoded) = legacy::decode(&text, None) {
            prop_assert_ne!(&decoded, &text);
            prop_assert_eq!(legacy::decode(&decoded, None), None);
        }
    }
}

const WORDS: [&str; 12] = [
    "B¸o",
    "c¸o",
    "ng\u{AD}êi",
    "hiÖn",
    "Q§-UBND",
    "Khoâng",
    "phaùt",
    "ñöôïc",
    "où",
    "«",
    "12",
    "lop",
];
