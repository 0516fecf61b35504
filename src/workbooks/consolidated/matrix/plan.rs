//! Where everything stands in the matrix: one column a row of a form, one block a form, and pages
//! that cut no column in two. The city-wide figures of lead agencies stand in rows of their own below
//! the totals, in the column of what they are compared with, and are in no total.

use crate::campaign::OrgUnit;
use crate::consolidate::index::State;
use crate::consolidate::merge::ConsolidatedRow;
use crate::values::key::Scope;
use crate::values::quantity::measure::Measure;
use crate::workbooks::consolidated::BookContext;

/// Columns that fit beside the unit's on one page at the matrix's scale.
const PAGE_COLUMNS: usize = 14;

/// Which figure of an answer a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Main,
    /// People, or staff.
    People,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct MatrixColumn<'a> {
    pub(super) row: &'a ConsolidatedRow<'a>,
    pub(super) part: Part,
}

/// Columns under one caption, never more than a page holds.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) caption: String,
    pub(super) columns: Vec<MatrixColumn<'a>>,
}

pub(super) fn blocks<'a>(cx: &BookContext<'a>) -> Vec<Block<'a>> {
    let consolidation = cx.consolidation;
    let mut blocks = Vec::new();
    for form in &consolidation.campaign.forms {
        let rows = consolidation.rows_of(&form.id);
        let shown = rows.filter(|row| !row.row.indicator.own.is_empty() || is_led(cx, row));
        blocks.extend(pages(&form.sheet, &shown.flat_map(columns).collect::<Vec<_>>()));
    }
    blocks
}

/// The lead agencies that say anything of the whole area.
pub(super) fn leads<'a>(cx: &BookContext<'a>) -> Vec<&'a OrgUnit> {
    let rows = &cx.consolidation.rows;
    let units = cx.consolidation.returns.expected.iter().copied();
    units.filter(|unit| rows.iter().any(|row| speaks(cx, row, unit))).collect()
}

/// Whether a lead agency says anything of a row.
fn is_led(cx: &BookContext<'_>, consolidated: &ConsolidatedRow<'_>) -> bool {
    let BookContext { consolidation, .. } = cx;
    let row = &consolidated.row;
    consolidation
        .campaign
        .asked(consolidation.period, row.indicator, Scope::City)
        .any(|lead| speaks(cx, consolidated, lead))
}

/// Whether a unit says anything of a row for the whole area.
fn speaks(cx: &BookContext<'_>, row: &ConsolidatedRow<'_>, unit: &OrgUnit) -> bool {
    let state = cx.index.state(&row.row, unit, Scope::City);
    !matches!(state, State::NotAsked | State::Missing)
}

fn columns<'a>(row: &'a ConsolidatedRow<'a>) -> impl Iterator<Item = MatrixColumn<'a>> {
    let second = matches!(row.row.indicator.measure, Measure::CountWithPeople | Measure::Arranged);
    let parts = [Some(Part::Main), second.then_some(Part::People)];
    parts.into_iter().flatten().map(move |part| MatrixColumn { row, part })
}

/// A block cut into pages of about the same width.
fn pages<'a>(caption: &str, columns: &[MatrixColumn<'a>]) -> Vec<Block<'a>> {
    if columns.is_empty() {
        return Vec::new();
    }
    let count = columns.len().div_ceil(PAGE_COLUMNS);
    let width = columns.len().div_ceil(count);
    columns
        .chunks(width)
        .map(|columns| Block { caption: caption.to_owned(), columns: columns.to_vec() })
        .collect()
}
