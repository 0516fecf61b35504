//! The consolidated workbook read back.

use std::path::Path;

use calamine::{Data, Range, Reader as _, Xlsx};

use crate::fill::Package;

/// The workbook.
pub struct Book {
    sheets: Vec<(String, Range<Data>)>,
    package: Package,
}

impl Book {
    #[track_caller]
    pub fn open(path: &Path) -> Self {
        let mut workbook: Xlsx<_> = calamine::open_workbook(path).unwrap();
        Self { sheets: workbook.worksheets(), package: Package::open(path) }
    }

    /// The names of the sheets.
    pub fn sheets(&self) -> Vec<&str> {
        self.sheets.iter().map(|(name, _)| name.as_str()).collect()
    }

    #[track_caller]
    pub fn sheet(&self, name: &str) -> &Range<Data> {
        let found = self.sheets.iter().find(|(sheet, _)| sheet == name);
        &found.unwrap_or_else(|| panic!("no sheet {name}")).1
    }

    /// What stands in the cells of a sheet, row by row.
    #[track_caller]
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.sheet(name).used_cells().map(|(_, _, cell)| cell.to_string()).collect()
    }

    /// The rows of a sheet, the cells that hold something joined by ` | `.
    #[track_caller]
    pub fn lines(&self, name: &str) -> Vec<String> {
        let filled = |row: &[Data]| {
            let cells = row.iter().filter(|cell| **cell != Data::Empty);
            cells.map(ToString::to_string).collect::<Vec<_>>().join(" | ")
        };
        self.sheet(name).rows().map(filled).filter(|line| !line.is_empty()).collect()
    }

    /// Whether a text stands somewhere, whole and alone in its cell.
    pub fn holds(&self, text: &str) -> bool {
        self.sheets.iter().any(|(_, range)| range.used_cells().any(|(_, _, c)| *c == *text))
    }

    /// Where the matrix shows a row of a form of a unit, or of a caption in the first column.
    #[track_caller]
    pub fn matrix(&self, first: &str, row: &str) -> (Data, String) {
        let range = self.sheet("Ma trận");
        let rows: Vec<&[Data]> = range.rows().collect();
        let head = rows.iter().find(|cells| cells.iter().any(|c| *c == *row)).unwrap();
        let column = head.iter().position(|c| *c == *row).unwrap();
        let line = rows.iter().position(|cells| cells[0] == *first);
        let line = line.unwrap_or_else(|| panic!("no {first} in the matrix"));
        assert_eq!(range.start(), Some((0, 0)));
        let letter = char::from(b'A' + u8::try_from(column).unwrap());
        (rows[line][column].clone(), format!("{letter}{}", line + 1))
    }

    /// The number format of a cell of the matrix.
    #[track_caller]
    pub fn number_format(&self, cell: &str) -> String {
        let sheet = self.package.part(&self.package.sheet_part("Ma trận"));
        let styles = self.package.part("xl/styles.xml");
        let attribute = |xml: &str, key: &str| {
            let from = xml.split_once(&format!("{key}=\"")).map(|(_, rest)| rest);
            from.and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
        };
        let start = sheet.find(&format!("<c r=\"{cell}\"")).unwrap();
        let style: usize = attribute(&sheet[start..], " s").parse().unwrap();
        let formats = styles.split_once("<cellXfs").unwrap().1;
        let format = attribute(formats.split("<xf ").nth(style + 1).unwrap(), "numFmtId");
        let declared = styles.split("<numFmt ").find(|f| attribute(f, "numFmtId") == format);
        attribute(declared.unwrap_or_default(), "formatCode").replace("&quot;", "\"")
    }
}
