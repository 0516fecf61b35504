//! The last step of every format: sheets, names and properties become one [`Workbook`].

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{SheetVisible, WorkbookProperties};

use super::names::{self, Syntax};
use crate::reader::workbook::{Cells, Sheet, Workbook, WorkbookFormat};

/// A sheet as its format lists it, with its cells.
pub(super) fn sheet(listed: calamine::Sheet, cells: Cells) -> Sheet {
    let hidden = listed.visible != SheetVisible::Visible;
    Sheet { hidden, name: listed.name, cells, ..Sheet::default() }
}

/// A workbook of sheets and defined names, without properties yet.
pub(super) fn workbook(
    format: WorkbookFormat,
    sheets: Vec<Sheet>,
    defined_names: &[(String, String)],
    macros: bool,
) -> Workbook {
    let syntax = match format {
        WorkbookFormat::Ods => Syntax::OpenDocument,
        _ => Syntax::Excel,
    };
    Workbook {
        format,
        names: names::resolve(defined_names, &sheets, syntax),
        sheets,
        custom_properties: BTreeMap::new(),
        keywords: None,
        macros,
        errors_may_be_missing: format == WorkbookFormat::Xlsb,
    }
}

/// Puts the custom properties and keywords that `read` returns into the workbook, if it does. They
/// are one of the four carriers of a form's identity and are read apart from the cells, because a
/// file whose properties are damaged has three other carriers left.
pub(super) fn add_properties<E>(
    workbook: &mut Workbook,
    read: impl FnOnce() -> Result<WorkbookProperties, E>,
) {
    let Ok(Ok(properties)) = catch_unwind(AssertUnwindSafe(read)) else { return };
    workbook.custom_properties = properties.custom_properties.into_iter().collect();
    workbook.keywords = properties.keywords.filter(|keywords| !keywords.is_empty());
}
