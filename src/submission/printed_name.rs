//! The names of units that a return prints where its form prints the name of its unit: the first cell
//! and the line of the identity on each form sheet, and the first cell of the guide.
//!
//! A form of one unit on which the name of another stands may hold the figures of either, and nobody
//! but the units can tell which.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::model::answer::Place;
use super::model::{PrintedName, PrintedNames};
use super::name_forms::{Spelled, pieces};
use crate::campaign::identity::{
    HIDDEN_SHEET, LEAD_LINE, LIST_LINE, is_printed_line, name_from_printed,
};
use crate::campaign::layout::UNIT_ROW;
use crate::campaign::{Campaign, OrgUnit, Period};
use crate::reader::workbook::{NameTarget, Sheet, Workbook};
use crate::values::key::{CellName, Position};
use crate::values::quantity::legacy;
use crate::values::quantity::text::{clean, fold};

/// The first rows of a sheet, in which the line of the identity may stand.
const HEAD_ROWS: u32 = 8;

impl<'c> PrintedNames<'c> {
    /// Looks at the names on a workbook that states a unit. Where every name stands as it was issued,
    /// which is nearly every return, that is a comparison or two for each sheet.
    pub fn look(
        workbook: &Workbook,
        campaign: &'c Campaign,
        period: &'c Period,
        unit: &OrgUnit,
    ) -> Self {
        let mut names = Self::default();
        let issued = unit.name.to_uppercase();
        let mut odd: Vec<PrintedName> = Vec::new();
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            if sheet.name == HIDDEN_SHEET {
                continue;
            }
            if is_as_issued(sheet, &issued, &unit.name) {
                names.own = true;
                continue;
            }
            for (position, text) in printed(workbook, index, sheet, campaign) {
                let place = Place { sheet: Arc::from(sheet.name.as_str()), position };
                odd.push(PrintedName { place, text });
            }
        }
        if !odd.is_empty() {
            names.judge(odd, campaign, period, unit);
        }
        names
    }

    fn judge(
        &mut self,
        odd: Vec<PrintedName>,
        campaign: &'c Campaign,
        period: &'c Period,
        unit: &OrgUnit,
    ) {
        let own = Spelled::new(names_of(unit, campaign));
        let others: Vec<(&OrgUnit, Spelled)> = campaign
            .expected_units(period)
            .filter(|other| other.code != unit.code)
            .map(|other| (other, Spelled::new(names_of_one(other))))
            .collect();
        for name in odd {
            let pieces = pieces(&name.text);
            // "Ủy ban nhân dân" alone says nothing of the unit.
            if pieces.is_empty() {
                self.spelled.push(name);
                continue;
            }
            if own.is_exactly(&pieces) {
                self.own = true;
                self.spelled.push(name);
                continue;
            }
            let exactly = units_where(&others, |spelled| spelled.is_exactly(&pieces));
            if !exactly.is_empty() {
                self.others.push((name, exactly));
                continue;
            }
            if own.is_nearly(&pieces) {
                self.own = true;
                self.spelled.push(name);
                continue;
            }
            let nearly = units_where(&others, |spelled| spelled.is_without_accents(&pieces));
            if nearly.is_empty() {
                self.unknown.push(name);
            } else {
                self.others.push((name, nearly));
            }
        }
    }
}

fn units_where<'c>(
    units: &[(&'c OrgUnit, Spelled)],
    is_it: impl Fn(&Spelled) -> bool,
) -> Vec<&'c OrgUnit> {
    units.iter().filter(|(_, spelled)| is_it(spelled)).map(|(unit, _)| *unit).collect()
}

/// The names of a unit, and of those that it was formed from.
fn names_of<'u>(unit: &'u OrgUnit, campaign: &'u Campaign) -> impl Iterator<Item = &'u str> {
    let before = unit.predecessors.iter().filter_map(|code| campaign.unit(code));
    names_of_one(unit).chain(before.flat_map(names_of_one))
}

fn names_of_one(unit: &OrgUnit) -> impl Iterator<Item = &str> {
    std::iter::once(unit.name.as_str()).chain(unit.aliases.iter().map(String::as_str))
}

/// Whether a form sheet prints the name where and as it was issued.
fn is_as_issued(sheet: &Sheet, upper: &str, name: &str) -> bool {
    let first = sheet.cells.get(&Position::new(UNIT_ROW, 0)).and_then(|cell| cell.value.text());
    first == Some(upper)
        && sheet.cells.range(Position::new(UNIT_ROW, 1)..Position::new(UNIT_ROW + 1, 0)).all(
            |(_, cell)| match cell.value.text().filter(|text| text.starts_with("bdhvs · ")) {
                Some(line) => line.strip_suffix(name).is_some_and(|rest| rest.ends_with(" – ")),
                None => true,
            },
        )
}

/// The cells of a sheet that print the name of a unit, if it is a form sheet or the guide.
fn printed(
    workbook: &Workbook,
    index: usize,
    sheet: &Sheet,
    campaign: &Campaign,
) -> Vec<(Position, String)> {
    let head: Vec<(Position, &str)> = sheet
        .cells
        .iter()
        .take_while(|(at, _)| at.row < HEAD_ROWS)
        .filter_map(|(at, cell)| Some((*at, cell.value.text()?)))
        .collect();
    if head.iter().any(|(_, text)| [LIST_LINE, LEAD_LINE].contains(&text.trim())) {
        return Vec::new();
    }
    let lines: Vec<(Position, &str)> =
        head.iter().copied().filter(|(_, text)| is_printed_line(text)).collect();
    let is_guide = head.iter().any(|(_, text)| fold(text) == fold(&campaign.title));
    if lines.is_empty() && !is_guide && !is_form_sheet(workbook, index, sheet, campaign) {
        return Vec::new();
    }
    let mut found: Vec<(Position, String)> =
        lines.iter().filter_map(|(at, text)| Some((*at, name_from_printed(text)?))).collect();
    let first = match lines.first() {
        // Rows inserted above move the name and the line together.
        Some((line, _)) => {
            head.iter().find(|(at, _)| at.row == line.row && at.column < line.column)
        }
        None => head.first().filter(|(_, text)| !is_heading(text, campaign)),
    };
    if let Some((at, text)) = first {
        found.insert(0, (*at, (*text).to_owned()));
    }
    found
        .into_iter()
        .map(|(at, text)| (at, legacy::decode(&text, None).unwrap_or(text)))
        .filter(|(_, text)| !clean(text).is_empty())
        .collect()
}

/// Whether a sheet without the line of the identity is called as a form is, or holds input cells.
fn is_form_sheet(workbook: &Workbook, index: usize, sheet: &Sheet, campaign: &Campaign) -> bool {
    campaign.forms.iter().any(|form| fold(&form.sheet) == fold(&sheet.name))
        || workbook.names.iter().any(|defined| {
            let is_on = matches!(&defined.target, NameTarget::Cell(at) if at.sheet == index);
            is_on && defined.name.parse::<CellName>().is_ok()
        })
}

/// Whether a text stands at the head of every form, whosever it is.
fn is_heading(text: &str, campaign: &Campaign) -> bool {
    let forms = campaign.forms.iter().flat_map(|form| [&form.heading, &form.title]);
    let known: BTreeSet<String> = forms.chain([&campaign.title]).map(|known| fold(known)).collect();
    known.contains(&fold(text))
}
