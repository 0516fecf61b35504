//! What a clerk reads on entering a cell, and when it refuses what was typed.

use super::Asked;
use crate::campaign::list_figure::LINE;
use crate::campaign::{Detail, EvidenceWhen, Period, Since, TimeKind};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::measure::Measure;
use crate::wording::names;

impl Asked<'_> {
    pub(super) fn title(&self, words: &Words) -> String {
        let row = names::row_name(self.indicator, words);
        match self.field {
            Field::Evidence => t!(words, "form-title-evidence", row = row),
            Field::Explanation => t!(words, "form-title-explanation", row = row),
            Field::Baseline => t!(words, "form-title-baseline", row = row),
            Field::Status => t!(words, "form-title-status", row = row),
            Field::Result => t!(words, "form-title-result", row = row),
            _ => row,
        }
    }

    pub(super) fn prompt(&self, words: &Words) -> String {
        let mut prompt = self.plain_prompt(words);
        if let Some(max) = self.max(words) {
            prompt = format!("{max} {prompt}");
        }
        match self.indicator.asked_when.as_deref().filter(|_| !self.field.is_text()) {
            Some(condition) => {
                let when = names::asked_when(condition, words);
                format!("{} {prompt}", t!(words, "form-prompt-asked-when", when = when))
            }
            None => prompt,
        }
    }

    /// The most that the cell can hold, in words.
    fn max(&self, words: &Words) -> Option<String> {
        let is_figure = matches!(self.field, Field::Value | Field::Baseline);
        let max = self.indicator.max.filter(|_| is_figure)?;
        Some(t!(words, "form-prompt-max", max = format_count_vi(i128::from(max))))
    }

    fn plain_prompt(&self, words: &Words) -> String {
        let indicator = self.indicator;
        match self.field {
            Field::Numerator => figure(indicator.numerator.as_deref(), words),
            Field::Denominator => figure(indicator.denominator.as_deref(), words),
            Field::People => figure(indicator.people.as_deref(), words),
            Field::Baseline => self.baseline_prompt(words),
            Field::Explanation => match indicator.detail {
                Detail::Task(_) => t!(words, "form-prompt-explanation-task"),
                _ => t!(words, "form-prompt-explanation"),
            },
            Field::Evidence => self.evidence_prompt(words),
            Field::Status => t!(words, "form-prompt-status"),
            Field::Result => t!(words, "form-prompt-result"),
            Field::Text => match indicator.detail {
                Detail::Section { length: Some(length) } => {
                    let length =
                        i128::try_from(length).map_or_else(|_| String::new(), format_count_vi);
                    t!(words, "form-prompt-section-length", length = length)
                }
                _ => t!(words, "form-prompt-section"),
            },
            Field::Column(_) => t!(words, "form-prompt-entry", caption = self.caption),
            Field::Value => self.value_prompt(words),
        }
    }

    fn value_prompt(&self, words: &Words) -> String {
        match self.indicator.measure {
            Measure::Percent => t!(words, "form-prompt-percent"),
            Measure::Rank => t!(words, "form-prompt-rank"),
            Measure::YesNo | Measure::Arranged | Measure::Choice => {
                t!(words, "form-prompt-choice")
            }
            Measure::Quantity => {
                let covers = self.covers(words);
                let decimals = self.indicator.measure_form.decimals;
                let noun = self.noun();
                t!(words, "form-prompt-quantity", noun = noun, covers = covers, decimals = decimals)
            }
            Measure::Ratio => t!(words, "form-prompt-ratio", noun = self.noun()),
            Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                t!(words, "form-prompt-text")
            }
            Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                let covers = self.covers(words);
                t!(words, "form-prompt-count", noun = self.noun(), covers = covers)
            }
        }
    }

    fn baseline_prompt(&self, words: &Words) -> String {
        match self.indicator.measure {
            Measure::Percent => t!(words, "form-prompt-baseline"),
            Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                t!(words, "form-prompt-baseline-count", noun = self.noun())
            }
            Measure::Quantity => {
                t!(words, "form-prompt-baseline-quantity", noun = self.noun())
            }
            Measure::YesNo
            | Measure::Ratio
            | Measure::Choice
            | Measure::Rank
            | Measure::Arranged
            | Measure::Text
            | Measure::Status
            | Measure::Section
            | Measure::Entry => t!(words, "form-prompt-baseline-other"),
        }
    }

    fn evidence_prompt(&self, words: &Words) -> String {
        let demand = self.indicator.evidence.as_ref().filter(|d| d.field == Field::Evidence);
        match demand {
            Some(demand) => {
                let text = demand.in_line();
                match demand.when {
                    EvidenceWhen::AboveZero => t!(words, "form-prompt-evidence", demand = text),
                    EvidenceWhen::BelowFull => {
                        t!(words, "form-prompt-evidence-below", demand = text)
                    }
                }
            }
            None => t!(words, "form-prompt-evidence-optional"),
        }
    }

    /// What the check column says of a cell that the guard refuses.
    pub(in crate::workbooks::template) fn wrong(&self, words: &Words) -> String {
        if !self.indicator.choices().is_empty() {
            return t!(words, "form-check-not-choice");
        }
        if self.indicator.measure.is_whole_number() {
            t!(words, "form-check-not-whole")
        } else {
            t!(words, "form-check-not-number")
        }
    }

    fn noun(&self) -> String {
        let indicator = self.indicator;
        if indicator.measure == Measure::Quantity || indicator.measure == Measure::Ratio {
            return indicator.unit.clone().unwrap_or_default();
        }
        let is_line = indicator.id.row() == LINE;
        let noun = indicator.nouns.first().cloned();
        noun.or_else(|| is_line.then(|| indicator.label.clone())).unwrap_or_default()
    }

    fn covers(&self, words: &Words) -> String {
        let until = words.date(self.period.until);
        match self.indicator.time {
            TimeKind::Stock => t!(words, "form-covers-stock", until = until),
            TimeKind::Cumulative | TimeKind::Period => {
                let since = since(self.indicator.since, self.period, words);
                t!(words, "form-covers-flow", since = since, until = until)
            }
        }
    }

    pub(super) fn refusal(&self, words: &Words) -> String {
        let mut refusal = self.plain_refusal(words);
        if let Some(max) = self.max(words) {
            refusal = format!("{max} {refusal}");
        }
        match self.indicator.asked_when.as_deref().filter(|_| self.unless.is_some()) {
            Some(condition) => {
                let when = names::asked_when(condition, words);
                format!("{} {refusal}", t!(words, "form-prompt-asked-when", when = when))
            }
            None => refusal,
        }
    }

    fn plain_refusal(&self, words: &Words) -> String {
        match (self.field, self.indicator.measure) {
            (Field::Status, _)
            | (
                Field::Value | Field::Baseline,
                Measure::YesNo | Measure::Arranged | Measure::Choice,
            ) => {
                t!(words, "form-refusal-choice")
            }
            (Field::Value, Measure::Percent) => t!(words, "form-refusal-percent"),
            (Field::Value, Measure::Quantity) => {
                let decimals = self.indicator.measure_form.decimals;
                t!(words, "form-refusal-quantity", decimals = decimals)
            }
            (Field::Value, Measure::Ratio) => t!(words, "form-refusal-ratio"),
            (Field::Baseline, Measure::Quantity | Measure::Ratio) => {
                t!(words, "form-refusal-baseline-number")
            }
            (Field::Numerator | Field::Denominator, _)
                if self.indicator.decimals(self.field).is_some() =>
            {
                let decimals = self.indicator.decimals(self.field).unwrap_or_default();
                t!(words, "form-refusal-decimals", decimals = decimals)
            }
            (Field::Value, Measure::Rank) => t!(words, "form-refusal-rank"),
            (
                Field::Value,
                Measure::Count
                | Measure::CountWithPeople
                | Measure::Documents
                | Measure::Text
                | Measure::Status
                | Measure::Section
                | Measure::Entry,
            ) => t!(words, "form-refusal-count"),
            (Field::Baseline, Measure::Percent) => t!(words, "form-refusal-baseline"),
            (Field::Baseline, Measure::Rank) => t!(words, "form-refusal-baseline-rank"),
            (
                Field::Baseline,
                Measure::Count
                | Measure::CountWithPeople
                | Measure::Documents
                | Measure::Text
                | Measure::Status
                | Measure::Section
                | Measure::Entry,
            ) => t!(words, "form-refusal-baseline-count"),
            (
                Field::Numerator
                | Field::Denominator
                | Field::People
                | Field::Evidence
                | Field::Explanation
                | Field::Result
                | Field::Text
                | Field::Column(_),
                _,
            ) => t!(words, "form-refusal-whole"),
        }
    }
}

fn figure(what: Option<&str>, words: &Words) -> String {
    t!(words, "form-prompt-figure", what = what.unwrap_or_default())
}

/// The first day that a figure covers, as it stands after "từ".
pub(in crate::workbooks::template) fn since(
    since: Since,
    period: &Period,
    words: &Words,
) -> String {
    match since {
        Since::Period => words.date(period.since),
        Since::Day(day) => words.date(day),
        Since::Start => t!(words, "form-since-start"),
    }
}
