//! What a defined name points at, in the three ways of writing it that come back: `'Biểu 1'!$F$9`
//! (.xlsx), `$'Biểu 1'.$F$9` (.ods) and `Biểu 1!$F$9` (.xls and .xlsb, where calamine quotes
//! nothing).

use std::collections::HashSet;

use super::bounds::{COLUMNS, ROWS, unreadable};
use crate::reader::failure::OpenFailure;
use crate::reader::workbook::{CellReference, DefinedName, NameTarget, Position, Sheet};

/// Stands for a place that was deleted.
const DELETED: &str = "#REF!";

/// What calamine says of a name in .xls that is an error value and nothing else. LibreOffice
/// writes that for a deleted cell.
const ERROR_VALUE: &str = "Unsupported ptg: 1c";

/// How a file writes what a name refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Syntax {
    /// `Sheet!$A$1`, the sheet in quotes where it needs them, or without them.
    Excel,
    /// `$Sheet.$A$1`, the sheet in quotes where it needs them.
    OpenDocument,
}

/// Refuses two sheets of one name: calamine finds sheets by name, and would give one of them
/// twice and the other never. No spreadsheet program writes such a file.
pub(super) fn check_sheets<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), OpenFailure> {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(unreadable(format_args!("two sheets are named {name:?}")));
        }
    }
    Ok(())
}

/// Every defined name with its target, in the file's order.
pub(super) fn resolve(
    names: &[(String, String)],
    sheets: &[Sheet],
    syntax: Syntax,
) -> Vec<DefinedName> {
    names
        .iter()
        .map(|(name, text)| DefinedName {
            name: name.clone(),
            target: target(text, sheets, syntax),
        })
        .collect()
}

fn target(text: &str, sheets: &[Sheet], syntax: Syntax) -> NameTarget {
    let reference = text.trim();
    // LibreOffice writes #ref! where it has read #REF! from Excel.
    if is_deleted(&reference.to_ascii_uppercase(), syntax) {
        return NameTarget::Deleted;
    }
    let cell = cell_reference(reference, sheets, syntax);
    cell.map_or_else(|| NameTarget::Other(text.to_owned()), NameTarget::Cell)
}

fn cell_reference(reference: &str, sheets: &[Sheet], syntax: Syntax) -> Option<CellReference> {
    let (sheet, cell) = match syntax {
        Syntax::Excel => reference.rsplit_once('!')?,
        Syntax::OpenDocument => {
            let (sheet, cell) = reference.rsplit_once('.')?;
            (sheet.strip_prefix('$').unwrap_or(sheet), cell)
        }
    };
    let name = unquote(sheet)?;
    let sheet = sheets.iter().position(|sheet| sheet.name == name)?;
    let position = Position::parse(cell).filter(|position| {
        u64::from(position.row) < ROWS && u64::from(position.column) < COLUMNS
    })?;
    Some(CellReference { sheet, position })
}

/// Whether the row, the column or the sheet is gone: `'Biểu 1'!#REF!`, `#REF!$F$9`, `#REF!`, and
/// in OpenDocument also one half of the address.
fn is_deleted(reference: &str, syntax: Syntax) -> bool {
    if reference.eq_ignore_ascii_case(ERROR_VALUE) {
        return true;
    }
    if let Some(rest) = reference.strip_prefix(DELETED) {
        let rest = rest.trim_start_matches('.');
        return rest.is_empty() || rest == DELETED || Position::parse(rest).is_some();
    }
    // LibreOffice keeps this one in .ods too when it came from Excel.
    let excel = reference
        .strip_suffix(DELETED)
        .and_then(|rest| rest.strip_suffix('!'))
        .is_some_and(|sheet| unquote(sheet).is_some());
    if excel || syntax == Syntax::Excel {
        return excel;
    }
    let Some((sheet, cell)) = reference.rsplit_once('.') else { return false };
    let gone = cell.contains(DELETED) || sheet.strip_prefix('$').unwrap_or(sheet) == DELETED;
    gone && !cell.contains(['(', ' ', ';'])
}

/// A sheet's name without its quotes. `None` if what is there is more than a name.
fn unquote(sheet: &str) -> Option<String> {
    let Some(quoted) = sheet.strip_prefix('\'') else { return Some(sheet.to_owned()) };
    let inner = quoted.strip_suffix('\'')?;
    let name = inner.replace("''", "\u{0}");
    // A single quote inside means that two references were joined.
    (!name.contains('\'')).then(|| name.replace('\u{0}', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheets() -> Vec<Sheet> {
        ["Biểu 1", "It's", "Data.2025", "A!B", "Plain"]
            .map(|name| Sheet { name: name.to_owned(), ..Sheet::default() })
            .into()
    }

    fn at(sheet: usize, address: &str) -> NameTarget {
        NameTarget::Cell(CellReference { sheet, position: Position::parse(address).unwrap() })
    }

    #[test]
    fn one_cell_is_found_in_every_syntax() {
        use Syntax::{Excel, OpenDocument};
        for (syntax, text, expected) in [
            (Excel, "'Biểu 1'!$F$9", at(0, "F9")),
            (Excel, "Biểu 1!$F$9", at(0, "F9")),
            (Excel, "'It''s'!$A$1", at(1, "A1")),
            (Excel, "It's!$A$1", at(1, "A1")),
            (Excel, "A!B!$A$1", at(3, "A1")),
            (Excel, "Plain!$XFD$1048576", at(4, "XFD1048576")),
            (OpenDocument, "$'Biểu 1'.$F$9", at(0, "F9")),
            (OpenDocument, "$'Data.2025'.$B$2", at(2, "B2")),
            (OpenDocument, "$'It''s'.$A$1", at(1, "A1")),
            (OpenDocument, "$Plain.$A$1", at(4, "A1")),
        ] {
            assert_eq!(target(text, &sheets(), syntax), expected, "{text}");
        }
    }

    #[test]
    fn a_deleted_cell_is_told_from_the_rest() {
        use Syntax::{Excel, OpenDocument};
        for (syntax, text) in [
            (Excel, "'Biểu 1'!#REF!"),
            (Excel, "Biểu 1!#REF!"),
            (Excel, "'biểu 1'!#ref!"),
            (Excel, "#REF!"),
            (Excel, "#REF!$F$9"),
            (Excel, "#REF!#REF!"),
            (OpenDocument, "#REF!"),
            (OpenDocument, "'biểu 1'!#ref!"),
            (OpenDocument, "$'Biểu 1'.$F$#REF!"),
            (OpenDocument, "$#REF!.$F$9"),
            (OpenDocument, "$'Biểu 1'.#REF!"),
            (OpenDocument, "$'Biểu 1'.#REF!#REF!"),
        ] {
            assert_eq!(target(text, &sheets(), syntax), NameTarget::Deleted, "{text}");
        }
        for (syntax, text) in [
            (Excel, "'Biểu 1'!$A$1:$B$2"),
            (Excel, "Biểu 2!$A$1"),
            (Excel, "biểu 1!$A$1"),
            (Excel, "[1]Plain!$A$1"),
            (Excel, "\"HN-2025\""),
            (Excel, "SUM('Biểu 1'!$A$1,#REF!)"),
            (Excel, "Plain!$A$1,Plain!$B$1"),
            (Excel, "'Plain'!$A$1,'Biểu 1'!$B$1"),
            (Excel, "Plain!$XFE$1"),
            (Excel, ""),
            (OpenDocument, "of:=3.5"),
            (OpenDocument, "$Plain.$A$1:.$B$2"),
        ] {
            assert_eq!(
                target(text, &sheets(), syntax),
                NameTarget::Other(text.to_owned()),
                "{text}"
            );
        }
    }

    #[test]
    fn two_sheets_of_one_name_are_refused() {
        assert_eq!(check_sheets(["a", "A"].into_iter()), Ok(()));
        assert!(check_sheets(["a", "b", "a"].into_iter()).is_err());
    }
}
