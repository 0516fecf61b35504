//! Tables for the terminal: the findings of a file, the verdicts of a city. Text, no colour codes
//! unless the caller asks for them.

use comfy_table::{
    Attribute, Cell, CellAlignment, Color, ContentArrangement, LineStyle, Table, TableStyle,
};

use crate::campaign::{Campaign, FormKind};
use crate::i18n::Words;
use crate::intake::{Received, Standing};
use crate::key::UnitCode;
use crate::ledger::{Row, SectionRow};
use crate::merge::{ConsolidatedRow, Consolidation, TaskTally, Verdict};
use crate::naming::shortened;
use crate::previous::Moved;
use crate::quantity::measure::Measure;
use crate::rules::finding::{Finding, Severity};
use crate::rules::group::{Group, groups};
use crate::t;
use crate::wording::{coverage, remedy, result, status_words, verdict, weight};

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether colour codes are written.
    pub colour: bool,
    /// The width to fit in.
    pub width: u16,
}

/// Lines above, below and under the header.
const DENSE: TableStyle = TableStyle::new()
    .top_border(LineStyle::none().fill('─').junction('─'))
    .header_separator(LineStyle::none().fill('═').junction('═'))
    .bottom_border(LineStyle::none().fill('─').junction('─'));

impl Look {
    pub(super) fn table(self) -> Table {
        let mut table = Table::new();
        table
            .load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY)
            .set_content_arrangement(ContentArrangement::Dynamic)
            .set_width(self.width);
        if self.colour {
            table.enforce_styling();
        } else {
            table.force_no_tty();
        }
        table
    }

    /// A long list: a line between header and rows, none between the rows.
    pub(super) fn dense(self) -> Table {
        let mut table = self.table();
        table.load_style(DENSE);
        table
    }

    pub(super) fn coloured(self, text: impl ToString, colour: Color) -> Cell {
        let cell = Cell::new(text);
        if self.colour { cell.fg(colour) } else { cell }
    }

    pub(super) fn header(self, captions: Vec<String>) -> Vec<Cell> {
        captions
            .into_iter()
            .map(|caption| {
                let cell = Cell::new(caption);
                if self.colour { cell.add_attribute(Attribute::Bold) } else { cell }
            })
            .collect()
    }
}

/// A file's findings under a line that names it, what is one mistake in one row; one line when there
/// are none.
#[must_use]
pub fn file(file: &Received<'_>, campaign: &Campaign, look: Look, words: &Words) -> String {
    let status = status_words(file, words);
    let mut head = format!("{}\n  ", file.path);
    if let Some(unit) = file.unit.as_ref().and_then(|code| campaign.unit(code)) {
        head.push_str(&unit.name);
        head.push_str(": ");
    }
    head.push_str(&status);
    if let Some(reason) = file.reason.as_ref().filter(|_| file.findings.is_empty()) {
        head.push_str(" – ");
        head.push_str(reason);
    }
    if file.findings.is_empty() {
        return head;
    }
    let table = findings(file.findings.iter(), campaign, look, words);
    format!("{head}\n{table}")
}

/// What was found over all files together and stands in none of them; `None` where nothing was.
#[must_use]
pub fn together(
    found: &[(Option<UnitCode>, Finding)],
    campaign: &Campaign,
    look: Look,
    words: &Words,
) -> Option<String> {
    if found.is_empty() {
        return None;
    }
    let table = findings(found.iter().map(|(_, finding)| finding), campaign, look, words);
    Some(format!("{}\n{table}", t!(words, "table-together")))
}

fn findings<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    campaign: &Campaign,
    look: Look,
    words: &Words,
) -> Table {
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-rule"),
        t!(words, "table-place"),
        t!(words, "table-finding"),
    ]));
    for group in groups(findings) {
        let colour = match group.severity() {
            Severity::Error if group.is_open() => Color::Red,
            Severity::Warning if group.is_open() => Color::Yellow,
            _ => Color::Cyan,
        };
        let code = format!(
            "{}
{}",
            group.code(),
            group_weight(&group, words)
        );
        let what = format!(
            "{}
{}",
            group.what(words),
            cure(&group, words)
        );
        let place = [group.sheet(campaign), group.places(campaign, words)];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let place = if place.is_empty() {
            t!(words, "place-file")
        } else {
            place.join(
                "
",
            )
        };
        table.add_row(vec![look.coloured(code, colour), Cell::new(place), Cell::new(what)]);
    }
    table
}

/// How serious the findings of a line are, and what settles them, each once.
fn group_weight(group: &Group<'_>, words: &Words) -> String {
    let mut weights: Vec<String> = group.findings().map(|f| weight(f, words)).collect();
    weights.dedup();
    weights.join("\n")
}

/// How to mend them, or what settles each of them.
fn cure(group: &Group<'_>, words: &Words) -> String {
    if group.findings().all(|finding| finding.settled.is_none()) {
        return format!("→ {}", group.how(words));
    }
    let mut said: Vec<String> =
        group.findings().map(|finding| format!("✓ {}", remedy(finding, words))).collect();
    said.dedup();
    said.join("\n")
}

/// The rows that have a target, with result, verdict and how many units stand behind it; `None`
/// where no row has one.
#[must_use]
pub fn verdicts(consolidation: &Consolidation<'_>, look: Look, words: &Words) -> Option<String> {
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-indicator"),
        t!(words, "table-target"),
        t!(words, "table-result"),
        t!(words, "table-coverage"),
        t!(words, "table-verdict"),
    ]));
    for row in consolidation.rows.iter().filter(|row| row.row.target.is_some()) {
        let colour = match row.verdict {
            Verdict::Met => Color::Green,
            Verdict::Missed => Color::Red,
            Verdict::Insufficient | Verdict::None => Color::Yellow,
        };
        let indicator = row.row.indicator;
        table.add_row(vec![
            Cell::new(format!("{}. {}", indicator.number, shortened(&indicator.label, 60))),
            Cell::new(row.row.target.map_or("", crate::quantity::target::Target::notation))
                .set_alignment(CellAlignment::Right),
            Cell::new(result(row, words)).set_alignment(CellAlignment::Right),
            Cell::new(coverage(row, words)).set_alignment(CellAlignment::Right),
            look.coloured(verdict(row, words), colour),
        ]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}

/// One line for each form of another kind, and one for all rows of figures where none has a target.
#[must_use]
pub fn forms(consolidation: &Consolidation<'_>, words: &Words) -> Vec<String> {
    let rows = &consolidation.rows;
    let mut lines = Vec::new();
    if !rows.is_empty() && rows.iter().all(|row| row.row.target.is_none()) {
        let given = |row: &Row<'_>| !row.contributions.is_empty() || !row.reported.is_empty();
        let answered = rows.iter().filter(|row| given(&row.row)).count();
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
#[must_use]
pub fn since(consolidation: &Consolidation<'_>, words: &Words) -> Option<String> {
    let previous = consolidation.previous?;
    // Of ranks the smaller is the better one.
    let better = |row: &ConsolidatedRow<'_>, moved| match (row.row.indicator.measure, moved) {
        (Measure::Rank, Moved::Up) => Moved::Down,
        (Measure::Rank, Moved::Down) => Moved::Up,
        (_, moved) => moved,
    };
    let moved = |way| {
        let rows = consolidation.rows.iter();
        let changes = rows.filter_map(|row| Some((row, consolidation.since(row)?.change?)));
        changes.filter(|(row, change)| better(row, change.moved()) == way).count()
    };
    let findings = |code: &str| {
        let files = consolidation.files.iter();
        files.flat_map(|file| &file.findings).filter(|f| f.code == code && !f.trial).count()
    };
    let (up, down, same) = (moved(Moved::Up), moved(Moved::Down), moved(Moved::Not));
    Some(t!(
        words,
        "summary-previous",
        period = previous.period.title.as_str(),
        up = up,
        down = down,
        same = same,
        fallen = findings("BD702"),
        unchanged = findings("BD709")
    ))
}

/// The files that are returns and of which nothing counts, with the reason; `None` when there are none.
#[must_use]
pub fn left_out(files: &[Received<'_>], look: Look, words: &Words) -> Option<String> {
    let mut table = look.table();
    table.set_header(look.header(vec![t!(words, "table-left-out"), t!(words, "table-reason")]));
    let is_left_out = |file: &&Received<'_>| {
        matches!(file.standing, Standing::Rejected | Standing::Superseded | Standing::Excluded)
    };
    for file in files.iter().filter(is_left_out) {
        table.add_row(vec![&file.path, file.reason.as_deref().unwrap_or_default()]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}
