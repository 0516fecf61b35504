//! What a person should be asked about the targets of a campaign, line by line. None of it makes the
//! definition unusable.

use crate::campaign::{Campaign, Form, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::target::Target;
use crate::wording::names::row_number;

/// The questions, in the order of the rows.
pub fn lines(campaign: &Campaign, words: &Words) -> Vec<String> {
    let rows = campaign.forms.iter().flat_map(|form| {
        form.indicators.iter().filter_map(move |row| {
            let target = unsaid(row)?;
            let line = line(form, row, target, words);
            Some(t!(words, "campaign-warning", text = line))
        })
    });
    rows.collect()
}

/// The target of a count of which the definition does not say whether it is each unit's or that of all.
fn unsaid(row: &Indicator) -> Option<&Target> {
    let is_open = row.measure.is_count() && !row.is_judged_said && !row.own.is_empty();
    row.targets.values().next().filter(|_| is_open)
}

fn line(form: &Form, row: &Indicator, target: &Target, words: &Words) -> String {
    let (form, row) = (form.sheet.as_str(), row_number(row));
    t!(words, "campaign-judged-unsaid", form = form, row = row, target = target.notation())
}
