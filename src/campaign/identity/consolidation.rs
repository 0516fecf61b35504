//! What a consolidated workbook calls the cells from which it is read back.

/// What the name of the caption of a column of figures is called: `_bdhvs_detail_unit` in a
/// consolidated workbook, `_bdhvs_detail2_unit` where the table goes on on a second sheet. It does
/// not begin like the name of an input cell, which other programs fill.
const DETAIL_PREFIX: &str = "_bdhvs_detail";

/// The name of the caption of a column of figures on one of the sheets that they fill.
pub fn detail_name(part: usize, column: &str) -> String {
    let part = if part == 1 { String::new() } else { part.to_string() };
    format!("{DETAIL_PREFIX}{part}_{column}")
}

/// The hidden sheet of the rows of figures that a consolidated workbook carries, and its name.
pub const ROWS_NAME: &str = "_bdhvs_rows";
/// The hidden sheet of the units that were expected, and its name.
pub const UNITS_NAME: &str = "_bdhvs_units";

/// The name of the cell of a row's result in a consolidated workbook: `_bdhvs_result_bieu1_3_1`; of one of
/// several figures in a row with the key of the figure behind a point.
pub fn result_name(form: &str, indicator: &str) -> String {
    format!("_bdhvs_result_{form}_{}", indicator.replace('.', "_").replace(':', "."))
}
