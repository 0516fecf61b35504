//! Where everything stands in the matrix: one block of columns for each form's own figures, one for
//! the city-wide figures of lead agencies, and pages that cut no column in two.

use super::Context;
use super::index::State;
use crate::key::Scope;
use crate::ledger::Row;
use crate::merge::ConsolidatedRow;
use crate::quantity::measure::Measure;
use crate::t;

/// Columns that fit beside the unit's on one page at the matrix's scale.
const PAGE_COLUMNS: usize = 17;

/// Which figure of an answer a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The figure itself.
    Main,
    /// People, or staff.
    People,
}

/// A column of the matrix.
#[derive(Debug, Clone, Copy)]
pub(super) struct MatrixColumn<'a> {
    /// The row of the form.
    pub(super) row: &'a Row<'a>,
    /// Whose figures.
    pub(super) scope: Scope,
    /// Which figure.
    pub(super) part: Part,
}

/// Columns under one caption, never more than a page holds.
#[derive(Debug)]
pub(super) struct Block<'a> {
    /// The caption.
    pub(super) caption: String,
    /// The columns.
    pub(super) columns: Vec<MatrixColumn<'a>>,
}

/// The blocks in their order.
pub(super) fn blocks<'a>(cx: &Context<'a>) -> Vec<Block<'a>> {
    let consolidation = cx.consolidation;
    let mut blocks = Vec::new();
    for form in &consolidation.campaign.forms {
        let own = consolidation
            .rows_of(&form.id)
            .filter(|row| !row.row.indicator.own.is_empty())
            .flat_map(|row| columns(row, Scope::Own))
            .collect();
        blocks.extend(pages(&t!(cx.words, "book-block-own", form = form.sheet.as_str()), own));
    }
    let city = consolidation
        .rows
        .iter()
        .filter(|row| is_reported(cx, row))
        .flat_map(|row| columns(row, Scope::City))
        .collect();
    let area = consolidation.campaign.area_short.as_str();
    blocks.extend(pages(&t!(cx.words, "book-block-city", area = area), city));
    blocks
}

fn is_reported(cx: &Context<'_>, consolidated: &ConsolidatedRow<'_>) -> bool {
    let row = &consolidated.row;
    let leads =
        cx.consolidation.campaign.asked(cx.consolidation.period, row.indicator, Scope::City);
    leads
        .map(|lead| cx.index.state(row, lead, Scope::City))
        .any(|state| !matches!(state, State::NotAsked | State::Missing))
}

fn columns<'a>(
    consolidated: &'a ConsolidatedRow<'a>,
    scope: Scope,
) -> impl Iterator<Item = MatrixColumn<'a>> {
    let row = &consolidated.row;
    let second = matches!(row.indicator.measure, Measure::CountWithPeople | Measure::Arranged);
    let parts = [Some(Part::Main), second.then_some(Part::People)];
    parts.into_iter().flatten().map(move |part| MatrixColumn { row, scope, part })
}

/// A block cut into pages of about the same width.
fn pages<'a>(caption: &str, columns: Vec<MatrixColumn<'a>>) -> Vec<Block<'a>> {
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
