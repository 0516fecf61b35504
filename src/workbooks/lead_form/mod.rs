//! `bdhvs extract`: for a lead agency, which never sees what the units sent, the workbook from which it
//! reports the figures of the whole area.
//!
//! It is the agency's own form, a valid return, behind two sheets: what the units come to in each row
//! that the agency leads, and the units behind each row. The cells of the whole area hold what the units
//! come to as a proposal, to be confirmed or corrected.

mod page;
mod proposal;
mod style;
mod summary;
mod units;
mod words;

use crate::campaign::{Campaign, FormKind, OrgUnit, Period};
use crate::consolidate::index::{Index, State};
use crate::consolidate::merge::{ConsolidatedRow, Consolidation};
use crate::i18n::Words;
use crate::ledger::Row;
use crate::submission::Submission;
use crate::t;
use crate::values::key::{Field, Scope};
use crate::values::quantity::raw::{RawCell, RawValue};
use crate::workbooks::template::{Answered, Filled, Mend, Prefill, TemplateError, write_corrected};
use proposal::Proposal;
use style::LeadStyles;

/// What is made for one lead agency.
#[derive(Debug)]
pub struct Extract {
    pub bytes: Vec<u8>,
    /// How many rows the agency leads.
    pub rows: usize,
    /// In how many of them a figure is proposed.
    pub proposed: usize,
    /// In how many of them the agency has reported already.
    pub reported: usize,
}

/// What the sheets are made from.
struct LeadContext<'a> {
    consolidation: &'a Consolidation<'a>,
    index: Index<'a>,
    unit: &'a OrgUnit,
    rows: Vec<Led<'a>>,
    words: &'a Words,
    styles: LeadStyles,
}

/// A row that the agency leads.
struct Led<'a> {
    consolidated: &'a ConsolidatedRow<'a>,
    /// How the agency's own figure of the whole area stands so far.
    earlier: State,
    proposal: Proposal,
}

impl<'a> Led<'a> {
    fn row(&self) -> &'a Row<'a> {
        &self.consolidated.row
    }
}

/// The units that are to report rows for the whole area in a period, in their order.
pub fn leads<'c>(campaign: &'c Campaign, period: &'c Period) -> impl Iterator<Item = &'c OrgUnit> {
    campaign.expected_units(period).filter(|unit| {
        let mut forms = campaign.forms.iter().filter(|form| form.kind == FormKind::Indicators);
        forms.any(|form| form.indicators.iter().any(|row| row.city.contains(&unit.code)))
    })
}

#[derive(Debug)]
pub struct Sent<'a> {
    pub submission: Submission<'a>,
    /// The fingerprints of the files that it is in.
    pub sums: Vec<String>,
}

/// Writes the workbook of a unit that leads rows. `sent` is its own return, where one counts.
///
/// # Errors
/// When a text is beyond Excel's limits.
pub fn write(
    consolidation: &Consolidation<'_>,
    unit: &OrgUnit,
    sent: Option<&Sent<'_>>,
    words: &Words,
) -> Result<Extract, TemplateError> {
    let Consolidation { campaign, period, .. } = consolidation;
    let index = Index::new(consolidation);
    let rows = consolidation
        .rows
        .iter()
        .filter(|consolidated| consolidated.row.indicator.city.contains(&unit.code))
        .map(|consolidated| {
            let earlier = index.state(&consolidated.row, unit, Scope::City);
            let proposal = Proposal::new(consolidation, &consolidated.row, &earlier);
            Led { consolidated, earlier, proposal }
        })
        .collect();
    let cx = LeadContext { consolidation, index, unit, rows, words, styles: LeadStyles::new() };
    let prefill = prefill(&cx, sent);
    let before = vec![summary::write(&cx)?, units::write(&cx)?];
    let bytes =
        write_corrected(campaign, period, unit, Answered { prefill: &prefill, before }, words)?;
    let proposals = cx.rows.iter().map(|led| &led.proposal);
    let proposed = proposals.clone().filter(|one| matches!(one, Proposal::Figures(_))).count();
    let reported = proposals.filter(|one| matches!(one, Proposal::Reported)).count();
    Ok(Extract { bytes, rows: cx.rows.len(), proposed, reported })
}

/// What the unit sent, as it wrote it, and the proposals in the cells of the whole area.
fn prefill(cx: &LeadContext<'_>, sent: Option<&Sent<'_>>) -> Prefill {
    let written = sent.map(|sent| Prefill::of(&sent.submission));
    let mut prefill = Prefill { lead: true, ..written.unwrap_or_default() };
    let cells = &mut prefill.cells;
    for led in &cx.rows {
        let key = led.row().key(Scope::City);
        let Some(note) = words::note(cx, led) else { continue };
        if let Proposal::Figures(figures) = &led.proposal {
            for field in [Field::Value, Field::Numerator, Field::Denominator, Field::People] {
                if led.row().indicator.fields().contains(&field) {
                    let number = figures.iter().find(|(of, _)| *of == field);
                    let value = number.map_or(RawValue::Empty, |(_, n)| RawValue::Number(*n));
                    let raw = RawCell { value, ..RawCell::default() };
                    let filled = Filled { raw, ..Filled::default() };
                    cells.insert(key.cell(field), filled);
                }
            }
        }
        let first = led.proposal.first_field().unwrap_or(Field::Value);
        cells.entry(key.cell(first)).or_default().mend = Some(Mend { must: false, note });
        for field in led.proposal.fields().filter(|field| *field != first) {
            if let Some(filled) = cells.get_mut(&key.cell(field)) {
                filled.mend = Some(Mend { must: false, note: t!(cx.words, "lead-note-beside") });
            }
        }
    }
    prefill.corrects = sent.map(|sent| sent.sums.clone()).unwrap_or_default();
    prefill
}

/// A text at a length that a cell holds.
fn fitting(text: &str) -> String {
    const CELL: usize = 8_000;
    crate::wording::names::shortened(text, CELL)
}

/// A whole number as a cell holds it: exactly, or not at all.
fn number(whole: i128) -> Option<f64> {
    const EXACT: u128 = 1 << 53;
    (whole.unsigned_abs() <= EXACT).then(|| whole.to_string().parse().ok()).flatten()
}
