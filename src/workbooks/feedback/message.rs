//! The message that goes with the files: short enough for Zalo, polite, and complete without them.

use super::{NAMED, ReplyContext};
use crate::rules::rule::Remedy;
use crate::t;

/// The message, with line ends that every program shows. `result` is the name of the sheet that has the
/// full list.
pub(super) fn write(cx: &ReplyContext<'_>, result: &str) -> String {
    let words = cx.shared.words;
    let (office, period) = (&cx.shared.campaign.focal_point, &cx.shared.period.title);
    let (office, period) = (office.as_str(), period.as_str());
    let files = cx.case.file_names().join("; ");
    let whose = cx.unit.map_or(files.as_str(), |unit| unit.name.as_str());
    let greeting = match cx.unit {
        Some(unit) => t!(words, "message-greeting", unit = unit.name.as_str()),
        None => t!(words, "message-greeting-unknown"),
    };
    let mut lines = vec![
        t!(words, "message-subject", unit = whose, period = period),
        String::new(),
        greeting,
        String::new(),
        t!(
            words,
            "message-received",
            office = office,
            file = files.as_str(),
            period = period,
            verdict = cx.verdict.as_str()
        ),
        String::new(),
    ];
    let todo = cx.todo();
    if todo.is_empty() {
        lines.push(t!(words, "message-clean"));
    } else {
        lines.push(t!(words, "message-todo"));
        lines.extend((1..).zip(todo.iter().take(NAMED)).map(|(n, line)| format!("{n}. {line}")));
        if let Some(more) = todo.len().checked_sub(NAMED).filter(|more| *more > 0) {
            lines.push(t!(words, "message-more", more = more, file = result));
        }
        let due = cx.due().unwrap_or_else(|| t!(words, "feedback-due-soon"));
        lines.push(String::new());
        lines.push(match &cx.copy {
            Some(file) => t!(words, "message-copy", file = file.as_str(), due = due),
            None if cx.has(|remedy| remedy == Remedy::ConsolidateAgain) => {
                t!(words, "message-level", due = due)
            }
            None if cx.has(Remedy::is_between_files) => {
                t!(words, "message-several", due = due)
            }
            None => t!(words, "message-issued", due = due),
        });
    }
    if !cx.noted.is_empty() {
        lines.extend([String::new(), t!(words, "message-noted")]);
        lines.extend(cx.noted.iter().map(|noted| format!("- {}", noted.line)));
    }
    lines.extend([String::new(), t!(words, "message-thanks"), office.to_owned(), String::new()]);
    // What a unit wrote may have lines of its own.
    lines.iter().map(|line| line.replace('\n', " ")).collect::<Vec<_>>().join("\r\n")
}
