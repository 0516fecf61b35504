//! How each row of a campaign was understood, a sentence each: who, what, the target, the time, how the
//! figures of units come together.

use super::campaign_table::asked;
use crate::campaign::list_figure::ListFigures;
use crate::campaign::{
    Aggregation, Campaign, Detail, Form, FormKind, Indicator, Judged, Period, Since, TimeKind,
};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::digits::format_decimal_vi;
use crate::values::quantity::format::{format_count_vi, format_percent_vi};
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::{Better, Comparison, Level, Target};
use crate::wording::names::{asked_when, row_number};

/// The sentences, in the order of the rows. The lines of a list are all alike.
pub fn lines(campaign: &Campaign, period: &Period, words: &Words) -> Vec<String> {
    let forms = campaign.forms.iter().flat_map(|form| {
        let shown = if form.kind == FormKind::List { 1 } else { form.indicators.len() };
        form.indicators.iter().take(shown).map(move |row| (form, row))
    });
    forms
        .map(|(form, row): (&Form, &Indicator)| {
            let who = asked(campaign, period, row, words).join("; ");
            let mut parts = vec![who.replace('\n', ", ")];
            parts.extend(reading(period, row, words));
            let (sheet, number) = (form.sheet.as_str(), number(form, row, words));
            t!(words, "campaign-read", form = sheet, row = number, reading = parts.join("; "))
        })
        .collect()
}

fn number(form: &Form, row: &Indicator, words: &Words) -> String {
    if form.kind == FormKind::List {
        return t!(words, "campaign-lines", count = form.indicators.len());
    }
    row_number(row)
}

fn reading(period: &Period, row: &Indicator, words: &Words) -> Vec<String> {
    match &row.detail {
        Detail::Figure => {}
        Detail::Task(task) => {
            let time = task.time_text.as_deref();
            return vec![match time {
                Some(time) => t!(words, "campaign-read-task-time", time = time.replace('\n', " ")),
                None => t!(words, "campaign-read-task"),
            }];
        }
        Detail::Section { .. } => return vec![t!(words, "campaign-read-section")],
        Detail::Entry { figures, .. } => return list(figures, words),
    }
    let mut parts = vec![what(row, words)];
    if let Some(formula) = &row.formula {
        parts.push(t!(words, "campaign-read-computed", formula = formula.written.as_str()));
    }
    match row.targets.get(&period.target_year) {
        Some(read) => parts.extend(target(row, read, words)),
        None => parts.push(t!(words, "campaign-read-no-target")),
    }
    if !row.levels.is_empty() {
        parts.push(t!(words, "campaign-read-levels", count = row.levels.len()));
    }
    if let Some(condition) = row.asked_when.as_deref() {
        parts.push(t!(words, "campaign-read-asked-when", when = asked_when(condition, words)));
    }
    if row.measure.adds_up() || row.measure.is_rate() {
        parts.push(time(period, row, words));
    }
    parts.push(together(row, words));
    parts
}

/// What a list asks, and which of its columns are worked out and added up.
fn list(figures: &ListFigures, words: &Words) -> Vec<String> {
    let mut parts = vec![t!(words, "campaign-read-list")];
    for figure in figures.values() {
        if let Some(formula) = &figure.row.formula {
            let (column, formula) = (figure.row.label.as_str(), formula.written.as_str());
            parts.push(t!(words, "campaign-read-formula", column = column, formula = formula));
        }
    }
    let totalled = figures.values().filter(|figure| figure.is_totalled);
    let totalled: Vec<&str> = totalled.map(|figure| figure.row.label.as_str()).collect();
    if !totalled.is_empty() {
        parts.push(t!(words, "campaign-read-totals", columns = totalled.join(", ")));
    }
    parts
}

fn what(row: &Indicator, words: &Words) -> String {
    let unit = row.unit.as_deref().or(row.nouns.first().map(String::as_str)).unwrap_or_default();
    let named = row.numerator.as_deref().zip(row.denominator.as_deref());
    match (row.measure, named) {
        (Measure::Percent, Some((numerator, denominator))) => {
            t!(words, "campaign-read-rate", numerator = numerator, denominator = denominator)
        }
        (Measure::Ratio, Some((numerator, denominator))) => t!(
            words,
            "campaign-read-ratio",
            numerator = numerator,
            denominator = denominator,
            per = format_count_vi(row.measure_form.per.factor().into())
        ),
        (Measure::Quantity, _) => {
            let decimals = row.measure_form.decimals;
            t!(words, "campaign-read-quantity", unit = unit, decimals = decimals)
        }
        (Measure::Choice, _) => {
            t!(words, "campaign-read-choices", choices = row.choices().join("; "))
        }
        (measure, _) if measure.is_count() && !unit.is_empty() => {
            t!(words, "campaign-read-count", unit = unit)
        }
        (measure, _) => words
            .lookup(&format!("def-choice-measure-{}", measure.as_str()))
            .unwrap_or_else(|| measure.as_str().to_owned()),
    }
}

/// The notation and what it was read as, which way is better, and whose figure it is for.
fn target(row: &Indicator, target: &Target, words: &Words) -> Vec<String> {
    let read = bound(row, target, words);
    let mut parts = vec![t!(
        words,
        "campaign-read-target",
        notation = target.notation().replace('\n', " "),
        bound = read
    )];
    if let Some(end) = target.other_end() {
        parts.push(t!(words, "campaign-read-other-end", level = format_decimal_vi(end)));
    }
    let is_less = match (row.better, target.bound().level) {
        (_, Level::Rank(_) | Level::Choice(_)) => None,
        (Some(better), _) => Some(better == Better::Less),
        (None, _) => Some(target.bound().comparison.is_upper()),
    };
    parts.extend(is_less.map(|is_less| {
        if is_less { t!(words, "campaign-read-less") } else { t!(words, "campaign-read-more") }
    }));
    parts.push(match row.judged {
        Judged::Each => t!(words, "campaign-read-each"),
        Judged::Common if row.own.is_empty() => t!(words, "campaign-read-total"),
        Judged::Common => t!(words, "campaign-read-common"),
        Judged::Total => t!(words, "campaign-read-total"),
    });
    parts
}

/// What a target was read as, in words.
pub(super) fn bound(row: &Indicator, target: &Target, words: &Words) -> String {
    let level = match target.bound().level {
        Level::Percent(points) => format!("{}%", format_percent_vi(points)),
        Level::Growth(percent) => {
            t!(words, "campaign-read-growth", percent = format_percent_vi(percent))
        }
        Level::Choice(at) => {
            let choice = row.measure_form.choices.as_slice().get(at);
            let choice = choice.map_or("", String::as_str);
            return t!(words, "campaign-read-choice", choice = choice);
        }
        Level::Rank(rank) => return t!(words, "campaign-read-rank", level = rank.to_string()),
        Level::Quantity(number) => {
            let sign = row.measure_form.per.sign();
            let sign = if row.measure == Measure::Ratio { sign } else { "" };
            let number = format!("{}{sign}", format_percent_vi(number));
            match row.scale.word() {
                Some(word) => format!("{number} {word}"),
                None if row.scale.factor() > 1 => {
                    format!("{number} × {}", format_count_vi(row.scale.factor().into()))
                }
                None => number,
            }
        }
    };
    comparison(target.bound().comparison, &level, words)
}

fn comparison(comparison: Comparison, level: &str, words: &Words) -> String {
    match comparison {
        Comparison::AtLeast => t!(words, "campaign-read-at-least", level = level),
        Comparison::Above => t!(words, "campaign-read-above", level = level),
        Comparison::AtMost => t!(words, "campaign-read-at-most", level = level),
        Comparison::Below => t!(words, "campaign-read-below", level = level),
    }
}

fn time(period: &Period, row: &Indicator, words: &Words) -> String {
    let until = words.date(period.until);
    let since = match row.since {
        Since::Period => words.date(period.since),
        Since::Day(day) => words.date(day),
        Since::Start => t!(words, "form-since-start"),
    };
    match row.time {
        TimeKind::Stock => t!(words, "campaign-read-stock", until = until),
        TimeKind::Cumulative => {
            t!(words, "campaign-read-cumulative", since = since, until = until)
        }
        TimeKind::Period => {
            t!(words, "campaign-read-period", since = words.date(period.since), until = until)
        }
    }
}

/// How the figures of units come together.
fn together(row: &Indicator, words: &Words) -> String {
    if row.own.is_empty() {
        return t!(words, "campaign-read-city");
    }
    match (row.aggregation, row.measure) {
        (Aggregation::Listed, _) => t!(words, "campaign-read-listed"),
        (Aggregation::Sum, measure) if measure.is_rate() => t!(words, "campaign-read-sum-rate"),
        (Aggregation::Sum, measure) if measure.adds_up() => t!(words, "campaign-read-sum"),
        (Aggregation::Sum, _) => t!(words, "campaign-read-counted"),
    }
}
