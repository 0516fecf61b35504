//! What a file says differently from another one of its unit, in JSON: every cell, nothing cut.

use serde::Serialize;

use crate::consolidate::intake::Comparison;
use crate::submission::answer::Place;
use crate::submission::difference::{Difference, Side};
use crate::values::key::{Field, FormId, IndicatorId, Scope};
use crate::wording::names::row_number;

#[derive(Serialize)]
pub(super) struct Compared<'a> {
    with: &'a str,
    differences: Vec<Differs<'a>>,
}

#[derive(Serialize)]
struct Differs<'a> {
    form: &'a FormId,
    indicator: &'a IndicatorId,
    scope: Scope,
    field: Field,
    row: String,
    this: Said<'a>,
    other: Said<'a>,
}

#[derive(Serialize)]
struct Said<'a> {
    state: &'static str,
    raw: Option<&'a str>,
    places: Vec<At<'a>>,
}

#[derive(Serialize)]
struct At<'a> {
    sheet: &'a str,
    cell: String,
}

pub(super) fn compared<'a>(comparison: &'a Comparison<'_>) -> Compared<'a> {
    Compared {
        with: &comparison.with,
        differences: comparison.differences.iter().map(differs).collect(),
    }
}

fn differs<'a>(difference: &'a Difference<'_>) -> Differs<'a> {
    Differs {
        form: &difference.form.id,
        indicator: &difference.indicator.id,
        scope: difference.scope,
        field: difference.field,
        row: row_number(difference.indicator),
        this: said(&difference.this),
        other: said(&difference.other),
    }
}

fn said(side: &Side) -> Said<'_> {
    let state = match side {
        Side::Written { .. } => "written",
        Side::Blank(_) => "blank",
        Side::Deleted => "deleted",
        Side::Contested(_) => "contested",
    };
    Said { state, raw: side.written(), places: side.places().iter().map(at).collect() }
}

fn at(place: &Place) -> At<'_> {
    At { sheet: &place.sheet, cell: place.position.to_string() }
}
