//! Who has sent what, for the terminal: the kinds of unit, then the units of whom something is needed.

use comfy_table::{Cell, CellAlignment, Color};

use crate::campaign::Period;
use crate::consolidate::intake::ReceiptSource;
use crate::export::report::table_style::{Look, plain};
use crate::follow_up::tracking::{ReceiptSources, ReportingStatus, Tally, Tracking, UnitStatus};
use crate::i18n::Words;
use crate::rules::rule::Trend;
use crate::t;
use crate::wording::deadlines::deadline;

/// The lines above the tables: what this is, the deadline, from where the days of receipt are known.
pub fn head(tracking: &Tracking<'_>, register: Option<&str>, words: &Words) -> Vec<String> {
    let period = tracking.period;
    let due = match period.due {
        _ if !period.sessions.is_empty() => t!(words, "status-due-sessions"),
        Some(due) => t!(words, "status-due", due = deadline(due, words)),
        None => t!(words, "status-due-none"),
    };
    let mut lines = vec![
        t!(
            words,
            "status-head",
            campaign = tracking.campaign.id.to_string(),
            period = period.title.as_str(),
            day = words.date(tracking.as_of)
        ),
        due,
    ];
    let ReceiptSources { register: registered, file_time: own } = tracking.receipt_sources();
    if registered + own > 0 {
        lines.push(match register {
            Some(name) => {
                t!(words, "status-sources", register = name, registered = registered, own = own)
            }
            None => t!(words, "status-sources-own", own = own),
        });
    }
    lines
}

/// The kinds of unit with their counts and the total; `None` where there is one kind only.
pub fn kinds(tracking: &Tracking<'_>, look: Look, words: &Words) -> Option<String> {
    let kinds = tracking.kinds();
    let mut table = look.dense();
    table.set_header(look.header(vec![
        t!(words, "status-kind"),
        t!(words, "status-expected"),
        t!(words, "status-sent"),
        t!(words, "status-late"),
        t!(words, "status-resend"),
        t!(words, "status-missing"),
        t!(words, "status-answers"),
    ]));
    for (caption, tally) in &kinds {
        table.add_row(tally_row(caption, tally));
    }
    table.add_row(tally_row(&t!(words, "status-total"), &tracking.tally()));
    (kinds.len() > 1).then(|| table.to_string())
}

fn tally_row(caption: &str, tally: &Tally) -> Vec<Cell> {
    let answers = format!("{}/{}", tally.answered, tally.asked);
    vec![
        plain(caption),
        number(tally.expected),
        number(tally.sent),
        number(tally.late),
        number(tally.resend),
        number(tally.missing),
        plain(answers).set_alignment(CellAlignment::Right),
    ]
}

fn number(number: usize) -> Cell {
    plain(number).set_alignment(CellAlignment::Right)
}

/// Every unit: those of whom something is needed first.
pub fn units(tracking: &Tracking<'_>, look: Look, words: &Words) -> String {
    let mut table = look.dense();
    table.set_header(look.header(vec![
        t!(words, "status-unit"),
        t!(words, "status-standing"),
        t!(words, "status-received"),
        t!(words, "status-answers"),
    ]));
    for unit in &tracking.units {
        let colour = match unit.status {
            ReportingStatus::Resend => Color::Red,
            ReportingStatus::Missing => Color::Yellow,
            ReportingStatus::Sent if unit.late => Color::Yellow,
            ReportingStatus::Sent => Color::Green,
        };
        table.add_row(vec![
            plain(format!("{} {}", unit.unit.code, unit.unit.name)),
            look.coloured(status_words(tracking, unit, words), colour),
            plain(received(unit, words)),
            plain(format!("{}/{}", unit.answered, unit.asked)).set_alignment(CellAlignment::Right),
        ]);
    }
    table.to_string()
}

/// How a unit stands, in the words of the contract; its own deadline where it has one.
pub fn status_words(tracking: &Tracking<'_>, unit: &UnitStatus<'_>, words: &Words) -> String {
    let mut lines = vec![match (unit.status, unit.days_overdue(tracking.as_of)) {
        (ReportingStatus::Resend, _) => t!(words, "status-to-correct"),
        (ReportingStatus::Missing, Some(days)) => t!(words, "status-overdue", days = days),
        (ReportingStatus::Missing, None) => t!(words, "status-not-sent"),
        (ReportingStatus::Sent, _) => t!(words, "status-has-sent"),
    }];
    if unit.late {
        lines.push(t!(words, "status-was-late"));
    }
    if let Some(due) = unit.deadline.filter(|_| tracking.period.session(&unit.unit.code).is_some())
    {
        lines.push(deadline(due, words));
    }
    if unit.status == ReportingStatus::Missing
        && let Some(reason) = unit.files.iter().find_map(|file| file.reason.as_deref())
    {
        lines.push(reason.to_owned());
    }
    let of_unit = |trend| tracking.found(trend, Some(&unit.unit.code));
    let (fallen, unchanged) = (of_unit(Trend::Fallen), of_unit(Trend::Unchanged));
    if fallen > 0 {
        lines.push(t!(words, "status-fallen", count = fallen));
    }
    if unchanged > 0 {
        lines.push(t!(words, "status-unchanged", count = unchanged));
    }
    if tracking.has_register && unit.issued.is_none() {
        lines.push(t!(words, "status-not-issued"));
    }
    lines.join("\n")
}

/// The day, marked where it is the file's own.
fn received(unit: &UnitStatus<'_>, words: &Words) -> String {
    match unit.receipt {
        None => String::new(),
        Some(receipt) => {
            let mark = if receipt.source == ReceiptSource::FileTime { "*" } else { "" };
            format!("{}{mark}", words.date(receipt.at.date()))
        }
    }
}

/// The files of which nobody can tell whose they are; `None` when there are none. Of more than `most` the
/// rest is counted.
pub fn unattributed(
    tracking: &Tracking<'_>,
    most: usize,
    look: Look,
    words: &Words,
) -> Option<String> {
    let mut table = look.table();
    table
        .set_header(look.header(vec![t!(words, "status-unattributed"), t!(words, "table-reason")]));
    let rest = tracking.unattributed().skip(most).count();
    for file in tracking.unattributed().take(most) {
        table.add_row(vec![plain(&file.path), plain(file.reason.as_deref().unwrap_or_default())]);
    }
    if rest > 0 {
        table.add_row(vec![plain(t!(words, "table-more", count = rest)), plain("")]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}

/// The counts in a sentence.
pub fn summary(tracking: &Tracking<'_>, words: &Words) -> String {
    let tally = tracking.tally();
    t!(
        words,
        "summary-status",
        expected = tally.expected,
        sent = tally.sent,
        late = tally.late,
        resend = tally.resend,
        missing = tally.missing,
        answered = tally.answered,
        asked = tally.asked
    )
}

/// How many figures have fallen or not moved since an earlier period.
pub fn since(tracking: &Tracking<'_>, earlier: &Period, words: &Words) -> String {
    t!(
        words,
        "summary-since",
        period = earlier.title.as_str(),
        fallen = tracking.found(Trend::Fallen, None),
        unchanged = tracking.found(Trend::Unchanged, None)
    )
}
