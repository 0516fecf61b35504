//! The columns of "Đối chiếu", and its lines.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::ledger::Row;
use crate::t;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::list::{self, Columns};
use crate::workbooks::consolidated::style::Tone;
use crate::workbooks::consolidated::value::Value;
use crate::workbooks::paper::Height;

/// How much of the wording of a row is shown.
const LONGEST_LABEL: usize = 120;

/// How much less of bold type than of other a column holds, in characters; no column is narrower.
const BOLD: u16 = 3;

/// Whether two figures agree, in words; without words where there is nothing to compare.
#[derive(Debug, Default)]
pub(super) struct Agreed {
    pub(super) words: String,
    pub(super) tone: Tone,
}

#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) form: Value,
    /// The number printed.
    pub(super) number: Value,
    pub(super) indicator: Value,
    /// Who reports, or what is put together.
    pub(super) who: Value,
    /// What a lead agency reports for the whole area.
    pub(super) reported: Value,
    /// What that rate stands on.
    pub(super) reported_base: Value,
    /// What the units come to.
    pub(super) units: Value,
    /// What that rate stands on.
    pub(super) units_base: Value,
    pub(super) coverage: Value,
    /// How far the two lie apart.
    pub(super) gap: Value,
    /// How far they may.
    pub(super) tolerance: Value,
    /// Whether they agree, and how good that is.
    pub(super) verdict: Agreed,
    pub(super) official: Value,
    /// Why it is that, or what is to be done.
    pub(super) why: Value,
    /// Where the figure stands.
    pub(super) source: Value,
    /// Whether it is put together from the lines above it.
    pub(super) total: bool,
}

impl Line {
    /// A line about a row of a form.
    pub(super) fn about(row: &Row<'_>) -> Self {
        Self {
            form: row.form.sheet.as_str().into(),
            number: row.indicator.number.as_str().into(),
            indicator: shortened(&row.indicator.title(), LONGEST_LABEL).into(),
            ..Self::default()
        }
    }

    fn tone(&self) -> Tone {
        if self.total { Tone::Total } else { Tone::Plain }
    }

    /// Writes the line; gives the row under it.
    pub(super) fn write(
        &self,
        cx: &BookContext<'_>,
        columns: &Columns<Self, LineColumn>,
        row: u32,
        sheet: &mut Worksheet,
    ) -> Result<u32, XlsxError> {
        let palette = &cx.styles.list;
        let mut height = Height::new(palette.size);
        // What is put together is bold.
        let bold = if self.total { BOLD } else { 0 };
        let verdict = columns.index(&LineColumn::Verdict);
        for (index, column) in columns.iter() {
            let value = column.value(cx, self);
            let is_toned = index == verdict && !self.total;
            let tone = if is_toned { self.verdict.tone } else { self.tone() };
            height.text(value.wording(), column.width - bold);
            palette.put(sheet, (row, index), &value, column.kind.toned(tone))?;
        }
        height.set(sheet, row)?;
        Ok(row + 1)
    }
}

/// A column that has a tone of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineColumn {
    Verdict,
}

pub(super) fn columns(cx: &BookContext<'_>) -> Columns<Line, LineColumn> {
    type Column = list::Column<Line, LineColumn>;
    let words = cx.words;
    let area = cx.consolidation.campaign.area_short.as_str();
    let columns: Vec<Column> = vec![
        Column::short(t!(words, "book-column-form"), 8, |_, line| line.form.clone()),
        Column::short(t!(words, "book-column-number"), 7, |_, line| line.number.clone()),
        Column::text(t!(words, "book-column-indicator"), 30, |_, line| line.indicator.clone()),
        Column::text(t!(words, "reconcile-column-who"), 23, |_, line| line.who.clone()),
        Column::short(t!(words, "reconcile-column-reported", area = area), 12, |_, line| {
            line.reported.clone()
        }),
        Column::short(t!(words, "reconcile-column-reported-base"), 16, |_, line| {
            line.reported_base.clone()
        }),
        Column::short(t!(words, "reconcile-column-units"), 12, |_, line| line.units.clone()),
        Column::short(t!(words, "reconcile-column-units-base"), 16, |_, line| {
            line.units_base.clone()
        }),
        Column::short(t!(words, "reconcile-column-coverage"), 10, |_, line| line.coverage.clone()),
        Column::short(t!(words, "reconcile-column-gap"), 13, |_, line| line.gap.clone()),
        Column::short(t!(words, "reconcile-column-tolerance"), 9, |_, line| line.tolerance.clone()),
        Column::short(t!(words, "reconcile-column-verdict"), 19, |_, line| {
            Value::text(Some(line.verdict.words.as_str()).filter(|words| !words.is_empty()))
        })
        .keyed(LineColumn::Verdict),
        Column::short(t!(words, "reconcile-column-official"), 12, |_, line| line.official.clone()),
        Column::text(t!(words, "reconcile-column-why"), 31, |_, line| line.why.clone()),
        Column::text(t!(words, "reconcile-column-source"), 28, |_, line| line.source.clone()),
    ];
    columns.into()
}
