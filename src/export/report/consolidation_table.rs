//! The verdicts of a city on the terminal, and what else `merge` says.

use comfy_table::{CellAlignment, Color};

use super::table_style::{Look, plain};
use crate::campaign::FormKind;
use crate::consolidate::intake::{FileStatus, Received};
use crate::consolidate::merge::{ConsolidatedRow, Consolidation, TaskTally, Verdict};
use crate::consolidate::names::{self, coverage, result, verdict};
use crate::i18n::Words;
use crate::ledger::SectionRow;
use crate::ledger::prior::Direction;
use crate::rules::rule::Trend;
use crate::t;
use crate::values::quantity::target::Better;
use crate::wording::names::{row_number, shortened};
use crate::wording::plausibility;

/// The rows that have a target, with result, verdict and how many units stand behind it; `None`
/// where no row has one.
pub fn verdicts(consolidation: &Consolidation<'_>, look: Look, words: &Words) -> Option<String> {
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-indicator"),
        t!(words, "table-target"),
        t!(words, "table-result"),
        t!(words, "table-coverage"),
        t!(words, "table-verdict"),
    ]));
    for row in consolidation.rows.iter().filter(|row| row.row.has_target()) {
        let colour = match row.verdict {
            Verdict::Met => Color::Green,
            Verdict::Missed => Color::Red,
            Verdict::Insufficient | Verdict::None => Color::Yellow,
        };
        let indicator = row.row.indicator;
        table.add_row(vec![
            plain(format!("{}. {}", indicator.number, shortened(&indicator.title(), 60))),
            plain(names::target(&row.row, words)).set_alignment(CellAlignment::Right),
            plain(result(row, words)).set_alignment(CellAlignment::Right),
            plain(stands_on(row, words)).set_alignment(CellAlignment::Right),
            look.coloured(verdict(row, words), colour),
        ]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}

/// On how many units a figure stands, or whose it is; and how many figures the officer has corrected.
fn stands_on(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let coverage = coverage(row, words);
    match row.row.corrected().all {
        0 => coverage,
        count => format!("{coverage}\n{}", t!(words, "table-corrected", count = count)),
    }
}

/// A line for each figure for the whole area that counts more people than live there.
pub fn to_check(consolidation: &Consolidation<'_>, words: &Words) -> Vec<String> {
    let found = consolidation.to_check().map(|(row, above)| {
        let said = plausibility::area(&above, consolidation.campaign, words);
        format!("{} – {}. {said}", row.form.sheet, row_number(row.indicator))
    });
    found.collect()
}

/// One line for each form of another kind, and one for all rows of figures where none has a target.
pub fn forms(consolidation: &Consolidation<'_>, words: &Words) -> Vec<String> {
    let rows = &consolidation.rows;
    let mut lines = Vec::new();
    if !rows.is_empty() && rows.iter().all(|row| !row.row.has_target()) {
        let answered = rows.iter().map(|row| &row.row);
        let answered = answered
            .filter(|row| !row.contributions.is_empty() || !row.reported.is_empty())
            .count();
        lines.push(t!(words, "summary-figures", answered = answered, rows = rows.len()));
    }
    lines.extend(consolidation.campaign.forms.iter().filter_map(|form| {
        let name = form.sheet.as_str();
        match form.kind {
            FormKind::Indicators => None,
            FormKind::Tasks => {
                let tally = TaskTally::new(consolidation.tasks_of(&form.id));
                Some(t!(
                    words,
                    "summary-tasks",
                    form = name,
                    done = tally.done,
                    assigned = tally.assigned,
                    overdue = tally.overdue,
                    unanswered = tally.unanswered
                ))
            }
            FormKind::Outline => {
                let sections = || consolidation.sections_of(&form.id);
                let answered: usize = sections().map(SectionRow::answered).sum();
                let expected: usize = sections().map(SectionRow::expected).sum();
                Some(t!(
                    words,
                    "summary-outline",
                    form = name,
                    answered = answered,
                    expected = expected
                ))
            }
            FormKind::List => {
                let list = consolidation.lists.iter().find(|list| list.form.id == form.id)?;
                Some(t!(
                    words,
                    "summary-list",
                    form = name,
                    entries = list.listed(),
                    answered = list.answered(),
                    expected = list.expected
                ))
            }
        }
    }));
    lines
}

/// What has become of the figures since the earlier period; `None` without an earlier consolidation.
pub fn since(consolidation: &Consolidation<'_>, words: &Words) -> Option<String> {
    let previous = consolidation.previous?;
    let [up, down, same] =
        [Direction::Up, Direction::Down, Direction::Not].map(|way| moved(consolidation, way));
    Some(t!(
        words,
        "summary-previous",
        period = previous.period.title.as_str(),
        up = up,
        down = down,
        same = same,
        fallen = of_trend(consolidation, Trend::Fallen),
        unchanged = of_trend(consolidation, Trend::Unchanged)
    ))
}

/// How many rows have moved this way, like held with like, as they are better or worse for it.
fn moved(consolidation: &Consolidation<'_>, way: Direction) -> usize {
    let rows = consolidation.rows.iter();
    let changes = rows.filter_map(|row| Some((row, consolidation.trend(row)?.moved()?)));
    changes.filter(|(row, moved)| better(row, *moved) == way).count()
}

/// How many findings speak of a trend; those on trial do not count.
fn of_trend(consolidation: &Consolidation<'_>, trend: Trend) -> usize {
    let findings = consolidation.files.iter().flat_map(|file| &file.findings);
    findings.filter(|f| f.rule().trend == Some(trend) && !f.trial).count()
}

/// The files that are returns and of which nothing counts, with the reason; `None` when there are none. Of
/// more than `most` the rest is counted.
pub fn left_out(files: &[Received<'_>], most: usize, look: Look, words: &Words) -> Option<String> {
    let mut table = look.table();
    table.set_header(look.header(vec![t!(words, "table-left-out"), t!(words, "table-reason")]));
    let left_out = files.iter().filter(|file: &&Received<'_>| {
        matches!(file.status, FileStatus::Rejected | FileStatus::Superseded | FileStatus::Excluded)
    });
    let rest = left_out.clone().skip(most).count();
    for file in left_out.take(most) {
        table.add_row(vec![plain(&file.path), plain(file.reason.as_deref().unwrap_or_default())]);
    }
    if rest > 0 {
        table.add_row(vec![plain(t!(words, "table-more", count = rest)), plain("")]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}

/// Which way a row has gone: up is for the better.
fn better(row: &ConsolidatedRow<'_>, moved: Direction) -> Direction {
    match (row.row.indicator.gets_better(), moved) {
        (Better::More, moved) => moved,
        (Better::Less, Direction::Up) => Direction::Down,
        (Better::Less, Direction::Down) => Direction::Up,
        (Better::Less, Direction::Not) => Direction::Not,
    }
}
