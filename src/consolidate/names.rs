//! What files, findings and figures are called (docs/contract/wording.md): the same words on the
//! terminal and in the consolidated workbook.

use std::borrow::Cow;
use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::consolidate::intake::{FileStatus, Received};
use crate::consolidate::merge::{ConsolidatedRow, Growth, OfficialSource, Returns, Verdict};
use crate::consolidate::verdict_parts::{self, OpenCount};
use crate::i18n::Words;
use crate::ledger::{Row, StoredAnswer};
use crate::rules::finding::{Finding, Settlement, Severity};
use crate::submission::correction::{Corrected, Correction, Fate};
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::digits::format_decimal_vi;
use crate::values::quantity::exact::Exact;
use crate::values::quantity::figure_status::FigureStatus;
use crate::values::quantity::format::format_percent_vi;

/// The status of a file in words: the four of a returned file, and why another does not count.
pub fn status_words(file: &Received<'_>, words: &Words) -> String {
    match file.status {
        // A correction of the officer's makes no return whole.
        FileStatus::Accepted if !file.is_whole() || file.count(Severity::Error) > 0 => {
            t!(words, "status-to-correct")
        }
        FileStatus::Accepted if file.count(Severity::Warning) > 0 => t!(words, "status-to-explain"),
        FileStatus::Accepted => t!(words, "status-clean"),
        FileStatus::Rejected if is_unreadable(file) => t!(words, "status-unreadable"),
        FileStatus::Rejected => t!(words, "status-to-correct"),
        FileStatus::Superseded => t!(words, "status-superseded"),
        FileStatus::Excluded => t!(words, "status-excluded"),
        FileStatus::Ignored => t!(words, "status-ignored"),
    }
}

/// How many units have sent what, in a sentence.
pub fn returns(returns: &Returns<'_>, words: &Words) -> String {
    t!(
        words,
        "book-returns-summary",
        expected = returns.expected.len(),
        submitted = returns.submitted.len(),
        merged = returns.merged.len(),
        missing = returns.missing.len()
    )
}

fn is_unreadable(file: &Received<'_>) -> bool {
    file.findings.iter().any(|f| f.rule().unreadable)
}

pub fn severity(severity: Severity, words: &Words) -> String {
    match severity {
        Severity::Error => t!(words, "severity-error"),
        Severity::Warning => t!(words, "severity-warning"),
        Severity::Info => t!(words, "severity-info"),
    }
}

/// How serious a finding is, in words, and whether it is settled or its rule only tried.
pub fn weight(finding: &Finding, words: &Words) -> String {
    let plain = severity(finding.severity, words);
    match &finding.settled {
        _ if finding.trial => t!(words, "weight-trial"),
        None => plain,
        Some(Settlement::Explained { .. }) => t!(words, "weight-explained", severity = plain),
        Some(Settlement::Waived { .. }) => t!(words, "weight-waived", severity = plain),
    }
}

/// What settles a finding, or else what to do about it.
pub fn remedy(finding: &Finding, words: &Words) -> String {
    match &finding.settled {
        None => finding.hint.clone(),
        Some(Settlement::Explained { text }) => {
            t!(words, "settled-explained", text = text.as_str())
        }
        Some(Settlement::Waived { who, why, on }) => decision(who, *on, why, words),
    }
}

pub fn decision(who: &str, on: Option<Date>, why: &str, words: &Words) -> String {
    match on {
        Some(day) => {
            t!(words, "settled-waived-on", who = who, day = words.date(day), why = why)
        }
        None => t!(words, "settled-waived", who = who, why = why),
    }
}

/// The line of the list that a correction stands in: “bdhvs.toml, dòng 12”, with what it puts in the place
/// of what, and what it rests on. `field` is what the cell is called.
pub fn correction(by: &Correction, was: &str, field: &str, words: &Words) -> String {
    let (list, line) = (&*by.line.file, by.line.line.to_string());
    let (value, basis) = (by.value.as_str(), basis(by, words));
    if was.is_empty() {
        return t!(
            words,
            "correction-said-blank",
            list = list,
            line = line,
            field = field,
            value = value,
            basis = basis
        );
    }
    t!(
        words,
        "correction-said",
        list = list,
        line = line,
        field = field,
        value = value,
        was = was,
        basis = basis
    )
}

pub fn basis(by: &Correction, words: &Words) -> String {
    match (&by.basis.document, &by.basis.phone) {
        (Some(document), _) => t!(words, "correction-basis-document", document = document.as_str()),
        (None, phone) => {
            t!(words, "correction-basis-phone", phone = phone.as_deref().unwrap_or_default())
        }
    }
}

/// The corrections that stand in the cells of an answer, one a line.
pub fn corrections(answer: &StoredAnswer<'_>, year: u16, words: &Words) -> String {
    answer
        .corrections()
        .iter()
        .map(|(field, corrected): &(Field, Arc<Corrected>)| {
            let caption = answer.form.field_caption(*field, year).replace('\n', " ");
            correction(&corrected.by, &corrected.was(), &caption, words)
        })
        .collect::<Vec<_>>()
        .join("\n")
}

pub fn fate(fate: Fate, words: &Words) -> String {
    match fate {
        Fate::Applied => t!(words, "correction-fate-applied"),
        Fate::Fulfilled => t!(words, "correction-fate-fulfilled"),
        Fate::FileChanged => t!(words, "correction-fate-file-changed"),
        Fate::ValueChanged => t!(words, "correction-fate-value-changed"),
        Fate::Disputed => t!(words, "correction-fate-disputed"),
        Fate::Unnamed => t!(words, "correction-fate-unnamed"),
        Fate::NoCell => t!(words, "correction-fate-no-cell"),
        Fate::Beside => t!(words, "correction-fate-beside"),
        Fate::NoReturn => t!(words, "correction-fate-no-return"),
    }
}

/// The official figure in words, or a dash.
pub fn result(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    match (&row.official.figure, row.official.source) {
        (Some(figure), _) => row.row.display(figure),
        (None, OfficialSource::Undecided) => t!(words, "result-undecided"),
        (None, _) => "–".to_owned(),
    }
}

/// On how many units the roll-up stands; for a figure that a lead agency reported, its name.
pub fn coverage(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let rollup = &row.row.rollup;
    match (row.official.source, row.row.reported.as_slice()) {
        (OfficialSource::Reported, [lead]) => lead.unit.name.clone(),
        (_, []) if row.row.indicator.own.is_empty() => t!(words, "coverage-lead-missing"),
        (OfficialSource::Rollup, _) if row.row.is_apart_only() => t!(words, "coverage-apart"),
        _ => t!(words, "coverage", answered = rollup.answered, expected = rollup.expected),
    }
}

/// What is demanded, as the document writes it; where units have levels of their own, that they do.
pub fn target<'r>(row: &'r Row<'_>, words: &Words) -> Cow<'r, str> {
    match row.target {
        _ if row.has_own_levels() => Cow::Owned(t!(words, "target-by-unit")),
        Some(target) => Cow::Borrowed(target.notation()),
        None => Cow::Borrowed(""),
    }
}

/// The verdict in words; a provisional one says so and on how many units it rests.
pub fn verdict(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let settled = settled_verdict(row, words);
    match verdict_status(row) {
        Some(status) => status_verdict(status, &settled, words),
        None => settled,
    }
}

/// The status for which a verdict may still change, where the figures behind it have such a one.
pub fn verdict_status(row: &ConsolidatedRow<'_>) -> Option<FigureStatus> {
    let judged = row.verdict != Verdict::None;
    row.statuses.total().filter(|status| judged && status.is_provisional())
}

/// A verdict on figures that are not official yet.
pub fn status_verdict(status: FigureStatus, verdict: &str, words: &Words) -> String {
    t!(words, "verdict-by-status", status = status.as_str(), verdict = verdict)
}

/// The verdict, whatever the status of the figures.
fn settled_verdict(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let rollup = &row.row.rollup;
    if row.row.has_levels() {
        return verdict_parts::reached(rollup.reached(), words);
    }
    if let Some((sum, level)) = row.open_count() {
        return OpenCount::new(rollup, sum, level).words(level.more, words);
    }
    let plain = plain_verdict(row.verdict, words);
    let plain = match row.growth {
        Some(growth) => with_growth(&plain, growth, words),
        None => plain,
    };
    let plain = match progress(row) {
        Some(share) => verdict_with_progress(&plain, &format_percent_vi(share), words),
        None => plain,
    };
    let judged = matches!(row.verdict, Verdict::Met | Verdict::Missed);
    let units = [rollup.answered, rollup.expected].map(|units| units.to_string());
    if judged && row.pending > 0 {
        let by_units = row.official.source == OfficialSource::Rollup;
        pending_verdict(&plain, by_units.then_some(&units), row.pending, words)
    } else if judged && row.provisional {
        provisional_verdict(&plain, &units, words)
    } else {
        plain
    }
}

/// A verdict on a change since the earlier period, with the figures of both times or why there is none.
fn with_growth(verdict: &str, growth: Growth, words: &Words) -> String {
    match growth {
        Growth::NoPrevious => t!(words, "verdict-growth-no-previous", verdict = verdict),
        Growth::NoFigure => t!(words, "verdict-growth-no-figure", verdict = verdict),
        Growth::Moved { then, now } => {
            let [then, now] = [then, now].map(format_decimal_vi);
            t!(words, "verdict-growth", verdict = verdict, then = then, now = now)
        }
    }
}

/// A verdict that rests on corrections that no document confirms: how many, and of how many units it is
/// where it is theirs.
pub fn pending_verdict(
    verdict: &str,
    units: Option<&[String; 2]>,
    count: usize,
    words: &Words,
) -> String {
    match units {
        Some([answered, expected]) => {
            let (answered, expected) = (answered.as_str(), expected.as_str());
            t!(
                words,
                "verdict-pending",
                answered = answered,
                expected = expected,
                count = count,
                verdict = verdict
            )
        }
        None => t!(words, "verdict-pending-lead", count = count, verdict = verdict),
    }
}

/// A verdict in words, whatever it rests on.
pub fn plain_verdict(verdict: Verdict, words: &Words) -> String {
    match verdict {
        Verdict::Met => t!(words, "verdict-met"),
        Verdict::Missed => t!(words, "verdict-missed"),
        Verdict::Insufficient => t!(words, "verdict-insufficient"),
        Verdict::None => t!(words, "verdict-none"),
    }
}

/// A verdict with how much of the target is reached.
pub fn verdict_with_progress(verdict: &str, share: &str, words: &Words) -> String {
    t!(words, "verdict-progress", verdict = verdict, share = share)
}

/// A verdict that rests on some of the units only: how many, of how many.
pub fn provisional_verdict(
    verdict: &str,
    [answered, expected]: &[String; 2],
    words: &Words,
) -> String {
    let (answered, expected) = (answered.as_str(), expected.as_str());
    t!(words, "verdict-provisional", answered = answered, expected = expected, verdict = verdict)
}

/// How much of a count that must be reached is reached, in percent points. Rounded down: what
/// misses the target never reads 100 %.
pub(crate) fn progress(row: &ConsolidatedRow<'_>) -> Option<Decimal> {
    let target = row.row.target.filter(|_| row.verdict != Verdict::None)?;
    let level = target.least_count()?;
    let number = row.official.figure.as_ref()?.number()?;
    Some(Exact::percent_of(number, level)?.floor(2))
}
