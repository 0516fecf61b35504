//! The city's workbook: what an officer signs, and the way back from every figure in it to the cell
//! that it came from. One file per sheet; each adds its sheet to the workbook, in their order here.

mod calculation_sheet;
pub(crate) mod cells;
mod detail;
mod detail_ranges;
pub(crate) mod difference_words;
mod differences;
mod document_identity;
mod entries;
mod evidence;
mod explanations;
mod findings;
mod form;
mod form_cells;
mod formula;
mod formula_cells;
mod frame;
mod kind_totals;
mod list;
mod matrix;
mod nonresponse;
mod notes;
mod outline;
mod overview;
mod previous;
mod reconciliation;
mod returns;
mod sheet_names;
mod snapshot;
mod sources;
mod style;
mod task_sheet;
mod task_words;
mod value;

use std::io::Write;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::campaign::FormKind;
use crate::consolidate::index::Index;
use crate::consolidate::merge::Consolidation;
use crate::consolidate::names;
use crate::consolidate::result_cell::ResultCell;
use crate::i18n::Words;
use crate::ledger::Reply;
use crate::values::key::Field;
use calculation_sheet::Calculation;
use detail_ranges::DetailRanges;
use sheet_names::SheetNames;
use style::BookStyles;
use value::{Value, pointing};

struct BookContext<'a> {
    consolidation: &'a Consolidation<'a>,
    index: Index<'a>,
    words: &'a Words,
    styles: BookStyles,
    sheet_names: SheetNames,
    detail: DetailRanges,
    calculation: Calculation<'a>,
}

impl BookContext<'_> {
    /// What the period covers, in words.
    fn period(&self) -> String {
        let period = self.consolidation.period;
        crate::t!(
            self.words,
            "form-period",
            title = period.title.as_str(),
            since = self.words.date(period.since),
            until = self.words.date(period.until)
        )
    }

    /// Whether the officer has corrected anything.
    fn has_corrections(&self) -> bool {
        !self.consolidation.decisions.corrections.is_empty()
    }

    /// What the period covers, and which area the figures.
    fn scope(&self) -> String {
        let area = self.consolidation.campaign.area_short.as_str();
        crate::t!(self.words, "book-scope", period = self.period(), area = area)
    }

    /// What stands at the foot of every page.
    fn foot(&self) -> String {
        let Consolidation { campaign, period, .. } = self.consolidation;
        format!("{} – {}", campaign.title, period.title)
    }
}

/// Where a unit wrote something: file, sheet and cell; with the corrections that stand in the answer, each
/// with its line.
fn pointer(cx: &BookContext<'_>, reply: &Reply<'_>, field: Field) -> String {
    let sent = sent_place(cx, reply, field);
    let year = cx.consolidation.period.target_year;
    let corrections =
        reply.sent.map(|sent| names::corrections(sent.answer, year, cx.words)).unwrap_or_default();
    if corrections.is_empty() {
        return sent;
    }
    let sent = if reply.correction(field).is_some() {
        crate::t!(cx.words, "correction-sent", place = sent)
    } else {
        sent
    };
    format!("{corrections}\n{sent}")
}

/// What a unit wrote in a cell; of a text that is cut, where the rest stands.
fn written(cx: &BookContext<'_>, reply: &Reply<'_>, field: Field) -> Value {
    Value::text(reply.written(field).map(|text| {
        pointing(text, || crate::t!(cx.words, "book-cut", pointer = pointer(cx, reply, field)))
    }))
}

fn sent_place(cx: &BookContext<'_>, reply: &Reply<'_>, field: Field) -> String {
    match (reply.path(), reply.place(field)) {
        (Some(file), Some(place)) => crate::t!(
            cx.words,
            "book-pointer",
            file = file,
            sheet = place.sheet.as_ref(),
            cell = place.position.to_string()
        ),
        (file, _) => file.unwrap_or_default().to_owned(),
    }
}

/// Writes the consolidated workbook to a file; gives where the results of the rows of figures stand
/// in it. The same consolidation gives the same bytes.
///
/// # Errors
/// When the definition or the catalogue holds a text beyond Excel's limits. What units write is
/// cut to them. When the file, or a temporary one, cannot be written.
pub fn write(
    consolidation: &Consolidation<'_>,
    words: &Words,
    file: impl Write + Send,
) -> Result<Vec<ResultCell>, XlsxError> {
    let mut cx = BookContext {
        consolidation,
        index: Index::new(consolidation),
        words,
        styles: BookStyles::new(),
        sheet_names: SheetNames::new(consolidation.campaign, words),
        detail: DetailRanges::default(),
        calculation: Calculation::default(),
    };
    cx.detail = DetailRanges::new(&cx);
    cx.calculation = Calculation::new(&cx);
    let mut workbook = Workbook::new();
    // Widths are in digits of the default face; 20 and 64 pixels are a row and a column in it.
    let face = Format::new().set_font_name(crate::workbooks::paper::FONT).set_font_size(11);
    workbook.set_default_format(&face, 20, 64)?;
    workbook.set_properties(&document_identity::properties(consolidation)?);
    overview::write(&cx, &mut workbook)?;
    let mut results = Vec::new();
    for form in &consolidation.campaign.forms {
        match form.kind {
            FormKind::Indicators => results.extend(form::write(&cx, form, &mut workbook)?),
            FormKind::Tasks => task_sheet::write(&cx, form, &mut workbook)?,
            FormKind::Outline => outline::write(&cx, form, &mut workbook)?,
            FormKind::List => entries::write(&cx, form, &mut workbook)?,
        }
    }
    if !consolidation.rows.is_empty() {
        matrix::write(&cx, &mut workbook)?;
        detail::write(&cx, &mut workbook)?;
        reconciliation::write(&cx, &mut workbook)?;
        calculation_sheet::write(&cx, &mut workbook)?;
        previous::write(&cx, &mut workbook)?;
    }
    returns::write(&cx, &mut workbook)?;
    findings::write(&cx, &mut workbook)?;
    explanations::write(&cx, &mut workbook)?;
    sources::write(&cx, &mut workbook)?;
    differences::write(&cx, &mut workbook)?;
    document_identity::hidden_sheet(consolidation, &mut workbook)?;
    snapshot::write(&cx, &results, &mut workbook)?;
    workbook.save_to_writer(file)?;
    Ok(results.into_iter().map(ResultCell::from).collect())
}
