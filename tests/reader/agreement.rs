//! .xlsx is read without calamine, and calamine is the independent witness: on every workbook that
//! both can read, every cell is the same. `BDHVS_WORKBOOKS=folder` adds all .xlsx files below a
//! folder, such as the test files of other projects; the examples are always read.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use bdhvs::testing::reader::workbook::{Position, Sheet, WorkbookFormat};
use bdhvs::testing::reader::{open, read_file};
use bdhvs::testing::values::quantity::raw::RawValue;
use calamine::{Data, Reader, SheetVisible, Xlsx};

/// What calamine makes of one sheet, cell by cell; `None` where it gives up.
fn by_calamine(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Option<BTreeMap<Position, Data>> {
    let mut reader = book.worksheet_cells_reader(name).ok()?;
    let mut cells = BTreeMap::new();
    while let Some(cell) = reader.next_cell().ok()? {
        let (row, column) = cell.get_position();
        let value = Data::from(cell.get_value().clone());
        cells.insert(Position::new(row, column), value);
    }
    Some(cells)
}

fn is_same(ours: &RawValue, theirs: &Data) -> bool {
    match (ours, theirs) {
        (RawValue::Empty, Data::Empty) => true,
        (RawValue::Empty, Data::String(text)) => text.is_empty(),
        (RawValue::Text(ours), Data::String(theirs)) => ours == theirs,
        (RawValue::Bool(ours), Data::Bool(theirs)) => ours == theirs,
        (RawValue::Number(ours), Data::Int(theirs)) => *ours == (*theirs).into(),
        (RawValue::Number(ours), Data::Float(theirs)) => {
            let ours: f64 = ours.to_string().parse().unwrap();
            (ours - theirs).abs() <= theirs.abs() * 1e-14
        }
        (RawValue::Unrepresentable(ours), Data::Float(theirs)) => *ours == format!("{theirs:E}"),
        (RawValue::Date { serial: Some(ours), .. }, Data::DateTime(theirs)) => {
            let ours: f64 = ours.to_string().parse().unwrap();
            (ours - theirs.as_f64()).abs() <= theirs.as_f64().abs() * 1e-14
        }
        (RawValue::Date { .. }, Data::DateTime(_)) => true,
        (RawValue::Date { iso, .. }, Data::DateTimeIso(text)) => iso == text,
        // Ours keeps the file's own words for an error; calamine knows some of them.
        (RawValue::Error(ours), Data::Error(theirs)) => {
            *ours == theirs.to_string() || ours == "#GETTING_DATA"
        }
        // Where the content of a number is interrupted ours reads nothing rather than a part.
        (RawValue::Error(ours), _) => ours == "?",
        _ => false,
    }
}

/// How many cells were compared, or the first that differs.
fn compare(bytes: &[u8]) -> Result<usize, String> {
    let Ok(ours) = open(bytes, "a.xlsx") else { return Ok(0) };
    if ours.format != WorkbookFormat::Xlsx {
        return Ok(0);
    }
    let theirs = catch_unwind(AssertUnwindSafe(|| Xlsx::new(Cursor::new(bytes)).ok()));
    let Ok(Some(mut theirs)) = theirs else { return Ok(0) };
    let listed: Vec<(String, bool)> = theirs
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible))
        .collect();
    let ours_listed: Vec<(String, bool)> =
        ours.sheets.iter().map(|sheet| (sheet.name.clone(), sheet.hidden)).collect();
    same("sheets", &ours_listed, &listed)?;
    let names: Vec<&String> = theirs.defined_names().iter().map(|(name, _)| name).collect();
    let ours_names: Vec<&String> = ours.names.iter().map(|name| &name.name).collect();
    same("names", &ours_names, &names)?;
    let mut compared = 0;
    for sheet in &ours.sheets {
        let read = catch_unwind(AssertUnwindSafe(|| by_calamine(&mut theirs, &sheet.name)));
        if let Ok(Some(read)) = read {
            compared += compare_sheet(sheet, &read)?;
        }
    }
    if let Ok(Ok(properties)) = catch_unwind(AssertUnwindSafe(|| theirs.workbook_properties())) {
        let custom: BTreeMap<String, String> = properties.custom_properties.into_iter().collect();
        same("properties", &ours.custom_properties, &custom)?;
        same("keywords", &ours.keywords, &properties.keywords.filter(|text| !text.is_empty()))?;
    }
    Ok(compared)
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, theirs: &T) -> Result<(), String> {
    (ours == theirs).then_some(()).ok_or_else(|| format!("{what}: {ours:?}, and {theirs:?}"))
}

fn compare_sheet(sheet: &Sheet, read: &BTreeMap<Position, Data>) -> Result<usize, String> {
    for (at, theirs) in read {
        let is_as_expected = match sheet.cells.get(at) {
            Some(ours) => is_same(&ours.value, theirs),
            None => matches!(theirs, Data::Empty) || *theirs == Data::String(String::new()),
        };
        if !is_as_expected {
            let ours = sheet.cells.get(at);
            return Err(format!("{}!{at}: {ours:?}, and {theirs:?}", sheet.name));
        }
    }
    let missed = sheet.cells.keys().find(|at| !read.contains_key(at));
    same(&sheet.name, &missed, &None)?;
    Ok(sheet.cells.len())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter();
    found.filter_map(Result::ok).map(walkdir::DirEntry::into_path).filter(|p| p.is_file()).collect()
}

/// docs/design.md: nothing is dropped and nothing is guessed, in the reader to begin with.
#[test]
fn every_cell_is_what_an_independent_reader_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = files(&root.join("examples"));
    paths.extend(files(&root.join("templates-xlsx")));
    if let Some(more) = std::env::var_os("BDHVS_WORKBOOKS") {
        paths.extend(files(Path::new(&more)));
    }
    let (mut read, mut cells, mut different) = (0, 0, Vec::new());
    for path in paths {
        let Ok(bytes) = read_file(&path) else { continue };
        match compare(&bytes) {
            Ok(compared) => {
                read += usize::from(compared > 0);
                cells += compared;
            }
            Err(difference) => different.push(format!("{}: {difference}", path.display())),
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
    println!("{cells} cells of {read} workbooks are the same");
    assert!(read >= 20 && cells > 15_000, "{cells} cells of {read} workbooks");
}
