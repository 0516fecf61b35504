//! What a person should be asked about the targets of a campaign, line by line. None of it makes the
//! definition unusable.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::row_readings;
use crate::campaign::{Campaign, Form, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::target::{Better, Bound, Comparison, Level, Target};
use crate::values::quantity::text::fold;
use crate::wording::names::{row_number, shortened};

/// How much of a title is told.
const TITLE: usize = 80;

/// The questions, in the order of the rows.
pub fn lines(campaign: &Campaign, words: &Words) -> Vec<String> {
    let rows = campaign.forms.iter().flat_map(|form| {
        form.indicators.iter().filter_map(move |row| {
            let target = unsaid(row)?;
            let line = line(form, row, target, words);
            Some(t!(words, "campaign-warning", text = line))
        })
    });
    let unsaid = rows.collect::<Vec<String>>().into_iter();
    let titles = titles(campaign, words).into_iter();
    titles.chain(doubts(campaign, words)).chain(unsaid).collect()
}

/// Targets that were read, and may not have been meant so. Every year is looked at.
fn doubts(campaign: &Campaign, words: &Words) -> Vec<String> {
    let rows = campaign.forms.iter().flat_map(|form| {
        form.indicators.iter().flat_map(move |row| {
            row.targets.values().map(move |target| TargetOfRow { form, row, target })
        })
    });
    rows.filter_map(|of_row| of_row.doubt(words)).collect()
}

/// A target, and where it stands.
struct TargetOfRow<'c> {
    form: &'c Form,
    row: &'c Indicator,
    target: &'c Target,
}

impl TargetOfRow<'_> {
    fn doubt(&self, words: &Words) -> Option<String> {
        let Bound { comparison, level } = self.target.bound();
        let (form, row) = (self.form.sheet.as_str(), row_number(self.row));
        let (target, bound) =
            (self.target.notation(), row_readings::bound(self.row, self.target, words));
        let is_always = match (comparison, level) {
            (Comparison::AtMost, Level::Percent(points)) => points == Decimal::ONE_HUNDRED,
            (Comparison::AtLeast, Level::Percent(number) | Level::Quantity(number)) => {
                number.is_zero()
            }
            _ => false,
        };
        let is_rank = self.target.is_of_ranks();
        let line = match self.row.better {
            _ if is_always => t!(
                words,
                "campaign-doubt-always",
                form = form,
                row = row,
                target = target,
                bound = bound
            ),
            Some(Better::Less) if !comparison.is_upper() => t!(
                words,
                "campaign-doubt-lower",
                form = form,
                row = row,
                target = target,
                bound = bound
            ),
            Some(Better::More) if comparison.is_upper() && !is_rank => t!(
                words,
                "campaign-doubt-upper",
                form = form,
                row = row,
                target = target,
                bound = bound
            ),
            Some(Better::Less | Better::More) | None => return None,
        };
        Some(t!(words, "campaign-warning", text = line))
    }
}

/// Titles in which something of a sample is left, or a gap.
fn titles(campaign: &Campaign, words: &Words) -> Vec<String> {
    let mut titles = vec![
        (t!(words, "campaign-doubt-of-campaign"), campaign.title.as_str()),
        (t!(words, "campaign-doubt-of-authority"), campaign.authority.as_str()),
    ];
    for period in &campaign.periods {
        let what = t!(words, "campaign-doubt-of-period", id = period.id.to_string());
        titles.push((what, period.title.as_str()));
    }
    for form in &campaign.forms {
        let what = t!(words, "campaign-doubt-of-form", id = form.id.to_string());
        titles.push((what, form.title.as_str()));
        titles.push((t!(words, "campaign-doubt-of-source"), form.source.as_str()));
    }
    let mut seen = BTreeSet::new();
    titles.retain(|(_, text)| is_unfinished(text) && seen.insert(*text));
    let line = |(what, text): (String, &str)| {
        let text = shortened(&text.replace('\n', " "), TITLE);
        let line = t!(words, "campaign-doubt-title", what = what, text = text);
        t!(words, "campaign-warning", text = line)
    };
    titles.into_iter().map(line).collect()
}

/// `(mẫu)`, `Quyết định số …`
fn is_unfinished(title: &str) -> bool {
    fold(title).contains("(mẫu)") || title.contains('…') || title.contains("...")
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
