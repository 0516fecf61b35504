//! The officer's corrections on the terminal: how many apply, and each with what became of it.

use std::sync::Arc;

use crate::campaign::{Campaign, Period};
use crate::consolidate::intake::Received;
use crate::consolidate::intake::corrections::{Settled, settled};
use crate::consolidate::names::{correction, fate};
use crate::i18n::Words;
use crate::submission::correction::{Correction, Fate};
use crate::t;
use crate::wording::names::row_number;

pub fn lines(
    corrections: &[Arc<Correction>],
    files: &[Received<'_>],
    campaign: &Campaign,
    period: &Period,
    words: &Words,
) -> Vec<String> {
    if corrections.is_empty() {
        return Vec::new();
    }
    let all = settled(corrections, files);
    let applied = all.iter().filter(|one| one.fate == Fate::Applied);
    let pending = applied.clone().filter(|one| !one.by.is_confirmed()).count();
    let applied = applied.count();
    let lapsed = all.len() - applied;
    let summary =
        t!(words, "summary-corrections", applied = applied, pending = pending, lapsed = lapsed);
    let one = |settled: &Settled<'_, '_>| {
        let by = settled.by;
        let unit = campaign.unit(&by.unit).map_or(by.unit.as_str(), |unit| unit.name.as_str());
        let form = campaign.form(&by.key.form);
        let row = form.and_then(|form| Some((form, form.indicator(&by.key.indicator)?)));
        let (row, caption) = row.map_or_else(Default::default, |(form, row)| {
            let caption = form.field_caption(by.field, period.target_year).replace('\n', " ");
            (format!("{} – {}", form.sheet, row_number(row)), caption)
        });
        let what = correction(by, &by.was, &caption, words);
        let fate = fate(settled.fate, words);
        t!(words, "correction-line", unit = unit, row = row, what = what, fate = fate)
    };
    std::iter::once(summary)
        .chain(all.iter().map(|settled| format!("- {}", one(settled))))
        .collect()
}
