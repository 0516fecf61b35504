//! Three ways to an input cell (its name, what is printed beside it, its address at issue): whatever
//! is done to a sheet, the figures are read right or the finding says where not.

use crate::fill::{Package, Put};
use crate::issued::{clean, clean_but};
use crate::moved::{Names, address, at, cut, exchange, shift, write};
use crate::seen::{Seen, found};

const FOUR: &str = "bieu2_4_own_value";
const FIVE: &str = "bieu2_5_own_value";
const FORM: &str = "Biểu 2";

/// A clean return in which rows 4 and 5 of Biểu 2 say 4321 and 54.
fn filled() -> Package {
    clean_but("00004", &[(FOUR, Put::Number("4321")), (FIVE, Put::Number("54"))])
}

#[track_caller]
fn seen(workbook: &Package) -> Seen {
    let seen = crate::seen::seen(&workbook.bytes(), "a.xlsx");
    assert_eq!(seen.status, "accepted", "{seen:?}");
    seen
}

const BOTH: [Option<u64>; 2] = [Some(4321), Some(54)];

/// The wording of row 4, and with two letters changed.
const ROW_4: &str = "Số lượng công chức, viên chức và người lao động của đơn vị tham gia tập huấn về chuyển \
                     đổi số, kỹ năng số cơ bản do đơn vị tự tổ chức";
const SLIP: &str = "Sô lượng công chức, viên chức và ngừơi lao động của đơn vị tham gia tập huấn về chuyển \
                    đổi số, kỹ năng số cơ bản do đơn vị tự tổ chức";

fn place(workbook: &Package, cell: &str) -> String {
    workbook.spot(cell).cell.clone()
}

/// The address so many rows below and columns right of another.
fn beside(place: &str, rows: u32, columns: u32) -> String {
    let (row, column) = at(place);
    address((row + rows, column + columns))
}

/// Every non-empty cell is counted once, and there are as many as the sheets hold.
#[test]
fn a_clean_return_is_read_without_a_word_and_counted_whole() {
    let workbook = filled();
    let clean = seen(&workbook);
    assert_eq!((clean.findings.clone(), clean.merged), (vec![], BOTH));
    let mut noted = workbook.clone();
    write(&mut noted, FORM, "Z3", "ghi chú");
    let [used, rejected, ignored] = clean.cells;
    assert_eq!(seen(&noted).cells, [used, rejected, ignored + 1]);
}

/// Names follow in a spreadsheet program; what is inserted is blank, and nothing need be said.
#[test]
fn inserted_rows_and_columns_change_nothing() {
    for (rows, columns) in [(1, 0), (3, 0), (0, 1), (2, 2)] {
        let mut workbook = filled();
        let (row, column) = at(&place(&workbook, FOUR));
        shift(&mut workbook, FORM, Names::Follow, |(r, c)| {
            let down = if r >= row { rows } else { 0 };
            Some((r + down, if c >= column { c + columns } else { c }))
        });
        assert_eq!(seen(&workbook), seen(&filled()), "{rows} {columns}");
    }
}

/// An added row with a figure is no row of the form, and is named.
#[test]
fn bd304_content_outside_the_input_cells_is_named_once_a_form() {
    let mut workbook = filled();
    let five = place(&workbook, FIVE);
    let row = at(&five).0;
    shift(&mut workbook, FORM, Names::Follow, |(r, c)| Some((r + u32::from(r >= row), c)));
    write(&mut workbook, FORM, &format!("B{row}"), "Lớp do doanh nghiệp tổ chức");
    write(&mut workbook, FORM, &five, "14");
    let added = seen(&workbook);
    assert_eq!(added.findings, found(&[("BD304", "", &format!("B{row}"))]));
    assert_eq!(added.merged, BOTH);
    // Beside the table, above it and below it.
    for place in ["Z9", "Z2", "Z60", "A90"] {
        let mut workbook = filled();
        write(&mut workbook, FORM, place, "số liệu đến 25/9");
        assert_eq!(seen(&workbook).findings, found(&[("BD304", "", place)]));
    }
}

/// Names are lost where a program drops them: the printed numbers and captions are enough, wherever the
/// table stands and whatever the tab is called.
#[test]
fn bd306_cells_without_names_are_found_by_what_is_printed() {
    for (rows, columns, tab) in [(0, 0, FORM), (4, 0, FORM), (0, 2, FORM), (7, 3, "Sheet1")] {
        let mut workbook = filled();
        let value = beside(&place(&workbook, "bieu2_1_own_value"), rows, columns);
        shift(&mut workbook, FORM, Names::Stay, |(r, c)| Some((r + rows, c + columns)));
        workbook.forget(|name| name.starts_with("bieu2_"));
        let names: [(&str, &str); 1] = [("xl/workbook.xml", tab)];
        for (part, tab) in names {
            workbook.replace(&[part], &format!("name=\"{FORM}\""), &format!("name=\"{tab}\""));
        }
        let moved = seen(&workbook);
        assert_eq!(moved.findings, found(&[("BD306", "", &value)]), "{rows} {columns}");
        assert_eq!((moved.merged, moved.cells), (BOTH, seen(&filled()).cells));
    }
}

/// A renamed tab, its names following.
#[test]
fn a_renamed_sheet_is_the_same_sheet() {
    let mut workbook = filled();
    workbook.replace(&["xl/workbook.xml"], &format!("name=\"{FORM}\""), "name=\"B2 (chính thức)\"");
    workbook.replace(&["xl/workbook.xml"], &format!("'{FORM}'!"), "'B2 (chính thức)'!");
    assert_eq!(seen(&workbook), seen(&filled()));
}

/// A row deleted with its names (`#REF!`): that row is missing, and no other is touched.
#[test]
fn bd302_a_deleted_row_is_missing_and_its_neighbours_are_read() {
    let mut workbook = filled();
    let row = at(&place(&workbook, FOUR)).0;
    shift(&mut workbook, FORM, Names::Follow, |(r, c)| match r {
        r if r == row => None,
        r => Some((r - u32::from(r > row), c)),
    });
    let deleted = seen(&workbook);
    assert_eq!(deleted.findings, found(&[("BD302", "4", "")]));
    assert_eq!(deleted.merged, [None, BOTH[1]]);
    // The same where the names were lost before.
    workbook.forget(|name| name.starts_with("bieu2_"));
    let codes: Vec<String> = seen(&workbook).findings.into_iter().map(|f| f.0).collect();
    assert_eq!(codes, ["BD306", "BD302"]);
}

/// Cut out of the table: the printed place and the address at issue agree that the cell is blank now.
/// Cut into another input cell: two rows claim it.
#[test]
fn cut_cells_are_reported_where_they_are() {
    let mut workbook = filled();
    let four = place(&workbook, FOUR);
    cut(&mut workbook, FORM, &four, "Z40");
    let out = seen(&workbook);
    let expected = [("BD304", "", "Z40"), ("BD306", "", &four), ("BD401", "4", &four)];
    assert_eq!(out.findings, found(&expected));
    assert_eq!(out.merged, [None, BOTH[1]]);
    let mut workbook = filled();
    cut(&mut workbook, FORM, &four, &place(&filled(), FIVE));
    let onto = seen(&workbook);
    assert_eq!(onto.findings, found(&[("BD305", "4", ""), ("BD305", "5", "")]));
    assert_eq!(onto.merged, [None, None]);
}

/// Rows that changed places under their names: neither counts.
#[test]
fn bd305_sorted_rows_are_not_guessed() {
    let mut workbook = filled();
    let rows = [FOUR, FIVE].map(|cell| at(&place(&workbook, cell)).0);
    exchange(&mut workbook, FORM, rows[0], rows[1]);
    let sorted = seen(&workbook);
    assert_eq!(sorted.findings, found(&[("BD305", "4", ""), ("BD305", "5", "")]));
    assert_eq!(sorted.merged, [None, None]);
}

/// Wording that was changed by a slip, and captions, are named; the figure counts. How a text is spelt in
/// bytes is no change.
#[test]
fn bd303_printed_text_that_differs_is_named() {
    let four = place(&filled(), FOUR);
    let (row, column) = at(&four);
    let (label, caption) = (address((row, 2)), address((6, column)));
    let first = place(&filled(), "bieu2_1_own_value");
    for lost in [false, true] {
        let mut workbook = filled();
        write(&mut workbook, FORM, &label, SLIP);
        let mut expected = found(&[("BD303", "4", &label)]);
        if lost {
            workbook.forget(|name| name.starts_with("bieu2_"));
            expected.insert(0, found(&[("BD306", "", &first)]).remove(0));
        }
        let altered = seen(&workbook);
        expected.sort();
        let mut findings = altered.findings.clone();
        findings.sort();
        assert_eq!(findings, expected, "{lost}");
        assert_eq!(altered.merged, BOTH);
    }
    let mut workbook = filled();
    write(&mut workbook, FORM, &caption, "Số người");
    let altered = seen(&workbook);
    assert_eq!((altered.findings, altered.merged), (found(&[("BD303", "", &caption)]), BOTH));
    // Without names a caption that is not the form's says nothing.
    workbook.forget(|name| name.starts_with("bieu2_"));
    assert_eq!(seen(&workbook).merged, [None, None]);
    let mut workbook = filled();
    write(&mut workbook, FORM, &caption, " KẾT  QUẢ");
    assert!(seen(&workbook).findings.is_empty());
}

/// The row to which a name leads says something else: its own words, another row's, or another number
/// beside the same words.
#[test]
fn bd305_a_row_that_prints_another_thing_is_left_out() {
    let (row, _) = at(&place(&filled(), FOUR));
    let (number, label) = (address((row, 1)), address((row, 2)));
    for (cell, text) in [(&label, "Người cao tuổi trên địa bàn"), (&number, "5")] {
        let mut workbook = filled();
        write(&mut workbook, FORM, cell, text);
        let changed = seen(&workbook);
        assert_eq!(changed.findings, found(&[("BD305", "4", "")]), "{text}");
        assert_eq!(changed.merged, [None, BOTH[1]]);
    }
    // A caption that is another column's.
    let mut workbook = filled();
    let (_, column) = at(&place(&workbook, FOUR));
    write(&mut workbook, FORM, &address((6, column)), "Minh chứng");
    let changed = seen(&workbook);
    assert_eq!(changed.merged, [None, None], "{changed:?}");
    assert!(changed.findings.iter().any(|(code, row, _)| code == "BD305" && row == "4"));
}

/// The same return, stating the version before in every carrier.
fn of_an_earlier_version() -> Package {
    let mut workbook = filled();
    workbook.replace(&["docProps/core.xml"], "version=1", "version=0");
    workbook.replace(&["xl/sharedStrings.xml"], "bản 1", "bản 0");
    let custom = workbook.part("docProps/custom.xml");
    let at = custom.find("name=\"bdhvs.version\"").unwrap();
    let value = &custom[at..at + custom[at..].find("</property>").unwrap()];
    workbook.replace(&["docProps/custom.xml"], value, &value.replace(">1<", ">0<"));
    write(&mut workbook, "_bdhvs", "B5", "0");
    workbook
}

/// A row is held against what it was worded when its form was issued, of which the hidden sheet keeps a
/// mark; a form of another version that keeps none is read by its names.
#[test]
fn the_wordings_of_the_issue_count() {
    const OTHER: &str = "Số lớp tập huấn đã mở";
    let (row, _) = at(&place(&filled(), FOUR));
    let label = address((row, 2));
    let stale = ("BD108", "", "");
    let mut workbook = of_an_earlier_version();
    write(&mut workbook, FORM, &label, OTHER);
    let changed = seen(&workbook);
    assert_eq!(changed.findings, found(&[stale, ("BD305", "4", "")]));
    assert_eq!(changed.merged, [None, BOTH[1]]);
    // Issued with those words.
    let mut issued = workbook.clone();
    let marks = issued.part(&issued.sheet_part("_bdhvs"));
    let wording = |text| bdhvs::testing::campaign::identity::wording_mark(text).unwrap();
    let strings = issued.part("xl/sharedStrings.xml");
    assert!(marks.contains("H1") && strings.contains(&wording(ROW_4)));
    issued.replace(&["xl/sharedStrings.xml"], &wording(ROW_4), &wording(OTHER));
    let seen_so = seen(&issued);
    assert_eq!((seen_so.findings, seen_so.merged), (found(&[stale]), BOTH));
    // Without marks.
    shift(&mut workbook, "_bdhvs", Names::Stay, |(r, c)| (c != 8).then_some((r, c)));
    let old = seen(&workbook);
    assert_eq!((old.findings, old.merged), (found(&[stale, ("BD303", "4", &label)]), BOTH));
}

/// A number that a spreadsheet made into another, or that is gone, does not matter where the wording is
/// the only one of its form.
#[test]
fn a_number_that_was_changed_by_a_spreadsheet_changes_nothing() {
    let (row, _) = at(&place(&filled(), FOUR));
    for text in ["4.", "04/01/2026", "46023"] {
        let mut workbook = filled();
        write(&mut workbook, FORM, &address((row, 1)), text);
        assert_eq!(seen(&workbook).merged, BOTH, "{text}");
    }
}

/// Nothing is left of what the row printed: the name alone is no proof, and one finding says so for the
/// sheet. A row that holds nothing is asked for as ever.
#[test]
fn bd309_rows_that_print_nothing_are_not_confirmed() {
    let mut workbook = filled();
    let rows = [FOUR, FIVE].map(|cell| at(&place(&workbook, cell)).0);
    shift(&mut workbook, FORM, Names::Follow, |(r, c)| {
        (!rows.contains(&r) || c > 2).then_some((r, c))
    });
    let gone = seen(&workbook);
    assert_eq!(gone.findings, found(&[("BD309", "", &place(&filled(), FOUR))]));
    assert_eq!(gone.merged, [None, None]);
}

/// A copy without names, as LibreOffice makes it: while both hold the same it says nothing; where they
/// differ, nothing tells which is meant.
#[test]
fn a_duplicated_sheet_is_silent_until_it_differs() {
    for (changed, findings) in [(false, vec![]), (true, found(&[("BD305", "4", "")]))] {
        let mut workbook = filled();
        // The sheet of tasks is overwritten by a copy of the form.
        let four = place(&workbook, FOUR);
        let source = workbook.part(&workbook.sheet_part(FORM));
        let other = workbook.sheet_part("Đề cương");
        let old = workbook.part(&other);
        workbook.replace(&[&other], &old, &source);
        if changed {
            write(&mut workbook, "Đề cương", &four, "1");
        }
        let mut seen = seen(&workbook);
        // The names of the outline lead to rows that print other things.
        seen.findings.retain(|(code, row, _)| code == "BD305" && !row.starts_with('I'));
        assert_eq!(seen.findings, findings, "{changed}");
    }
    assert!(seen(&clean("00004")).findings.is_empty());
}
