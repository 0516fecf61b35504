//! What stands in the columns of "Đối chiếu".

use crate::ledger::Row;
use crate::wording::names::shortened;
use crate::workbooks::consolidated::style::{Kind, Tone};
use crate::workbooks::consolidated::value::Value;

/// How much of the wording of a row is shown.
const LONGEST_LABEL: usize = 120;

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
    pub(super) verdict: (Value, Tone),
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
            indicator: shortened(&row.indicator.label, LONGEST_LABEL).into(),
            ..Self::default()
        }
    }

    /// What stands in the columns, from left to right.
    pub(super) fn cells(self) -> [(Value, Kind, Tone); 15] {
        let tone = if self.total { Tone::Total } else { Tone::Plain };
        let (verdict, verdict_tone) = self.verdict;
        let text = |value| (value, Kind::Text, tone);
        let centred = |value| (value, Kind::Centred, tone);
        [
            centred(self.form),
            centred(self.number),
            text(self.indicator),
            text(self.who),
            centred(self.reported),
            centred(self.reported_base),
            centred(self.units),
            centred(self.units_base),
            centred(self.coverage),
            centred(self.gap),
            centred(self.tolerance),
            (verdict, Kind::Centred, if self.total { tone } else { verdict_tone }),
            centred(self.official),
            text(self.why),
            text(self.source),
        ]
    }
}
