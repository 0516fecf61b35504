//! Document properties: one of the four carriers of a form's identity. They are read apart from
//! the cells, because a file whose properties are damaged has three other carriers left.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::WorkbookProperties;

use crate::submission::workbook::Workbook;

/// Puts the custom properties and keywords that `read` returns into the workbook, if it does.
pub(super) fn fill<E>(
    workbook: &mut Workbook,
    read: impl FnOnce() -> Result<WorkbookProperties, E>,
) {
    let Ok(Ok(properties)) = catch_unwind(AssertUnwindSafe(read)) else { return };
    workbook.custom_properties =
        properties.custom_properties.into_iter().collect::<BTreeMap<_, _>>();
    workbook.keywords = properties.keywords.filter(|keywords| !keywords.is_empty());
}
