//! Tables for the terminal: the findings of a file, the verdicts of a city. Text, no colour codes
//! unless the caller asks for them.

use comfy_table::{Attribute, Cell, CellAlignment, Color, ContentArrangement, Table};

use crate::campaign::Campaign;
use crate::i18n::Words;
use crate::intake::{Received, Standing};
use crate::merge::{ConsolidatedRow, Consolidation, OfficialSource, Verdict};
use crate::rules::finding::{Finding, Severity};
use crate::t;

/// How a table is drawn.
#[derive(Debug, Clone, Copy)]
pub struct Look {
    /// Whether colour codes are written.
    pub colour: bool,
    /// The width to fit in.
    pub width: u16,
}

impl Look {
    fn table(self) -> Table {
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

    fn coloured(self, text: impl ToString, colour: Color) -> Cell {
        let cell = Cell::new(text);
        if self.colour { cell.fg(colour) } else { cell }
    }

    fn header(self, captions: Vec<String>) -> Vec<Cell> {
        captions
            .into_iter()
            .map(|caption| {
                let cell = Cell::new(caption);
                if self.colour { cell.add_attribute(Attribute::Bold) } else { cell }
            })
            .collect()
    }
}

/// The status of a file in words: the four of a returned file, and why another does not count.
#[must_use]
pub fn status_words(file: &Received<'_>, words: &Words) -> String {
    match file.standing {
        Standing::Accepted if file.count(Severity::Error) > 0 => t!(words, "status-to-correct"),
        Standing::Accepted if file.count(Severity::Warning) > 0 => t!(words, "status-to-explain"),
        Standing::Accepted => t!(words, "status-clean"),
        Standing::Rejected if is_unreadable(file) => t!(words, "status-unreadable"),
        Standing::Rejected => t!(words, "status-to-correct"),
        Standing::Superseded => t!(words, "status-superseded"),
        Standing::Excluded => t!(words, "status-excluded"),
        Standing::Ignored => t!(words, "status-ignored"),
    }
}

fn is_unreadable(file: &Received<'_>) -> bool {
    file.findings.iter().any(|f| ["BD101", "BD102", "BD103", "BD104"].contains(&f.code))
}

/// A file's findings under a line that names it; one line when there are none.
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
    let mut table = look.table();
    table.set_header(look.header(vec![
        t!(words, "table-rule"),
        t!(words, "table-place"),
        t!(words, "table-finding"),
    ]));
    for finding in &file.findings {
        let colour = match finding.severity {
            Severity::Error => Color::Red,
            Severity::Warning => Color::Yellow,
            Severity::Info => Color::Cyan,
        };
        let code = format!("{}\n{}", finding.code, severity(finding.severity, words));
        let what = format!("{}\n→ {}", finding.message, finding.hint);
        table.add_row(vec![
            look.coloured(code, colour),
            Cell::new(place(finding, campaign, words)),
            Cell::new(what),
        ]);
    }
    format!("{head}\n{table}")
}

/// A severity in words.
#[must_use]
pub fn severity(severity: Severity, words: &Words) -> String {
    match severity {
        Severity::Error => t!(words, "severity-error"),
        Severity::Warning => t!(words, "severity-warning"),
        Severity::Info => t!(words, "severity-info"),
    }
}

/// Where a finding is: sheet and cell, else the row or the form, else the file.
#[must_use]
pub fn place(finding: &Finding, campaign: &Campaign, words: &Words) -> String {
    let at = &finding.location;
    let form = at.form.as_ref().and_then(|id| campaign.form(id));
    let row = form.zip(at.indicator.as_ref());
    let row = row.and_then(|(form, id)| Some((form, form.indicator(id)?)));
    match (&at.sheet, &at.cell, row, form) {
        (Some(sheet), Some(cell), _, _) => format!("{sheet}\n{cell}"),
        (_, _, Some((form, row)), _) => {
            t!(words, "place-row", form = form.sheet.as_str(), row = row.number.as_str())
        }
        (_, _, None, Some(form)) => form.sheet.clone(),
        (_, _, None, None) => t!(words, "place-file"),
    }
}

/// The rows that have a target, with result, verdict and how many units stand behind it.
#[must_use]
pub fn verdicts(consolidation: &Consolidation<'_>, look: Look, words: &Words) -> String {
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
    table.to_string()
}

/// The official figure in words, or a dash.
#[must_use]
pub fn result(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    match (&row.official.figure, row.official.source) {
        (Some(figure), _) => row.row.display(figure),
        (None, OfficialSource::Undecided) => t!(words, "result-undecided"),
        (None, _) => "–".to_owned(),
    }
}

/// On how many units the roll-up stands; for a figure that a lead agency reported, its name.
#[must_use]
pub fn coverage(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let rollup = &row.row.rollup;
    match (row.official.source, row.row.reported.as_slice()) {
        (OfficialSource::Reported, [lead]) => lead.unit.name.clone(),
        (_, []) if row.row.indicator.own.is_empty() => t!(words, "coverage-lead-missing"),
        _ => t!(words, "coverage", answered = rollup.answered, expected = rollup.expected),
    }
}

/// The verdict in words; a provisional one says so and on how many units it rests.
#[must_use]
pub fn verdict(row: &ConsolidatedRow<'_>, words: &Words) -> String {
    let rollup = &row.row.rollup;
    let plain = match row.verdict {
        Verdict::Met => t!(words, "verdict-met"),
        Verdict::Missed => t!(words, "verdict-missed"),
        Verdict::Insufficient => t!(words, "verdict-insufficient"),
        Verdict::None => t!(words, "verdict-none"),
    };
    if row.provisional {
        t!(
            words,
            "verdict-provisional",
            answered = rollup.answered,
            expected = rollup.expected,
            verdict = plain
        )
    } else {
        plain
    }
}

/// The files of which nothing counts, with the reason; `None` when there are none.
#[must_use]
pub fn left_out(files: &[Received<'_>], look: Look, words: &Words) -> Option<String> {
    let mut table = look.table();
    table.set_header(look.header(vec![t!(words, "table-left-out"), t!(words, "table-reason")]));
    let rejected = files.iter().filter(|file| file.standing == Standing::Rejected);
    for file in rejected {
        table.add_row(vec![&file.path, file.reason.as_deref().unwrap_or_default()]);
    }
    (table.row_count() > 0).then(|| table.to_string())
}

/// The first words of a text, marked when there is more.
#[must_use]
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let head: String = text.chars().take(longest).collect();
    let end = head.rfind(' ').unwrap_or(head.len());
    format!("{}…", head.get(..end).unwrap_or(&head))
}
