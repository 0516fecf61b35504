//! Packages made by hand, part by part, to hold what no spreadsheet program writes.

use std::io::{Cursor, Write};

use bdhvs::testing::reader::failure::OpenFailure;
use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::{Position, Workbook};
use bdhvs::testing::values::quantity::raw::RawCell;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A zip of the parts, compressed or as they are.
pub fn zipped(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The parts of an .xlsx; what is left out is as simple as can be.
pub struct Xlsx {
    /// Name of each sheet.
    pub sheets: Vec<&'static str>,
    /// The XML between `<worksheet>` and its end, the same for each sheet.
    pub sheet: String,
    /// The whole styles part.
    pub styles: String,
    /// The whole shared strings part.
    pub strings: String,
}

impl Xlsx {
    /// One sheet named Sheet1 with these rows.
    pub fn with_rows(rows: &str) -> Self {
        Self::with_sheet(&format!("<sheetData>{rows}</sheetData>"))
    }

    /// One sheet named Sheet1 with this XML.
    pub fn with_sheet(sheet: &str) -> Self {
        Self {
            sheets: vec!["Sheet1"],
            sheet: sheet.to_owned(),
            styles: "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/>\
                     <xf numFmtId=\"14\"/></cellXfs></styleSheet>"
                .to_owned(),
            strings: "<sst uniqueCount=\"1\"><si><t>Có</t></si></sst>".to_owned(),
        }
    }

    /// The package, with these parts besides.
    pub fn build_with(&self, more: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
        let root = format!(
            "<Relationships xmlns=\"{TYPES}\"><Relationship Id=\"r1\" \
             Type=\"{OFFICE}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        );
        let (mut list, mut targets) = (String::new(), String::new());
        for (index, name) in self.sheets.iter().enumerate() {
            list += &format!("<sheet name=\"{name}\" sheetId=\"{index}\" r:id=\"s{index}\"/>");
            targets += &format!(
                "<Relationship Id=\"s{index}\" Type=\"{OFFICE}/worksheet\" \
                 Target=\"worksheets/sheet.xml\"/>"
            );
        }
        let workbook = format!("<workbook xmlns:r=\"{OFFICE}\"><sheets>{list}</sheets></workbook>");
        for part in ["styles", "sharedStrings"] {
            targets += &format!(
                "<Relationship Id=\"{part}\" Type=\"{OFFICE}/{part}\" Target=\"{part}.xml\"/>"
            );
        }
        let targets = format!("<Relationships xmlns=\"{TYPES}\">{targets}</Relationships>");
        let sheet = format!("<worksheet>{}</worksheet>", self.sheet);
        let mut parts: Vec<(&str, &[u8])> = vec![
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", workbook.as_bytes()),
            ("xl/_rels/workbook.xml.rels", targets.as_bytes()),
            ("xl/worksheets/sheet.xml", sheet.as_bytes()),
            ("xl/styles.xml", self.styles.as_bytes()),
            ("xl/sharedStrings.xml", self.strings.as_bytes()),
        ];
        parts.extend(more);
        zipped(&parts, method)
    }

    /// The package.
    pub fn build(&self) -> Vec<u8> {
        self.build_with(&[], CompressionMethod::Deflated)
    }
}

/// Opens a package made by hand.
pub fn open_xlsx(xlsx: &Xlsx) -> Result<Workbook, OpenFailure> {
    open(&xlsx.build(), "form.xlsx")
}

/// The cell of the first sheet at an address.
pub fn at(workbook: &Workbook, address: &str) -> Option<RawCell> {
    workbook.sheets[0].cells.get(&Position::parse(address).unwrap()).cloned()
}

/// Whether it is unreadable, with these words in the detail.
#[track_caller]
pub fn assert_unreadable(result: &Result<Workbook, OpenFailure>, words: &str) {
    match result {
        Err(OpenFailure::Unreadable { detail }) if detail.contains(words) => {}
        other => panic!("{other:?} instead of unreadable with {words:?}"),
    }
}
