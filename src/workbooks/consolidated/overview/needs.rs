//! What needs the officer before anything is signed, with a link to where it stands.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::{Line, Titles};
use crate::campaign::{Form, FormKind};
use crate::consolidate::intake::corrections::{Settled, settled};
use crate::consolidate::intake::{FileStatus, Received};
use crate::consolidate::merge::{ConsolidatedRow, Consolidation, OfficialSource};
use crate::ledger::{SectionRow, TaskRow};
use crate::rules::find;
use crate::rules::finding::{Finding, Severity};
use crate::submission::correction::Fate;
use crate::t;
use crate::values::quantity::format::format_count_vi;
use crate::values::quantity::measure::Measure;
use crate::wording::names::{row_number, shortened};
use crate::workbooks::consolidated::BookContext;
use crate::workbooks::consolidated::explanations;
use crate::workbooks::consolidated::style::Tone;

struct Need {
    what: String,
    count: usize,
    which: String,
    sheet: String,
}

/// About how many characters of names a line shows.
const NAMED: usize = 90;

/// Writes the part; gives the row under it.
pub(super) fn write(
    titles: &mut Titles<'_, '_>,
    row: u32,
    sheet: &mut Worksheet,
) -> Result<u32, XlsxError> {
    let cx = titles.cx;
    titles.next(row, &t!(cx.words, "book-section-needs"), sheet)?;
    Line::captions(cx, row + 1, t!(cx.words, "book-need-what"), sheet)?;
    let mut row = row + 2;
    for need in gather(cx) {
        let tone = if need.count == 0 { Tone::Plain } else { Tone::Doubtful };
        let line = Line {
            what: (&need.what, Tone::Plain),
            count: (need.count, tone),
            which: &need.which,
            tab: &need.sheet,
            margin: 0,
        };
        line.write(cx, row, sheet)?;
        row += 1;
    }
    Ok(row)
}

impl Need {
    /// Things that are named, on a sheet that says more of them.
    fn named(what: String, names: &[String], sheet: String) -> Self {
        Self { what, count: names.len(), which: shortened(&names.join("; "), NAMED), sheet }
    }
}

fn gather(cx: &BookContext<'_>) -> Vec<Need> {
    let words = cx.words;
    let consolidation = cx.consolidation;
    let rejected = files(cx, |file| file.status == FileStatus::Rejected);
    let aside = files(cx, |f| matches!(f.status, FileStatus::Superseded | FileStatus::Excluded));
    let missing: Vec<String> =
        consolidation.returns.missing.iter().map(|unit| unit.name.clone()).collect();
    let findings = t!(words, "book-sheet-findings");
    let mut needs = vec![
        Need::named(t!(words, "book-need-missing"), &missing, t!(words, "book-sheet-returns")),
        Need::named(t!(words, "book-need-rejected"), &rejected, findings),
    ];
    needs.extend(figures(cx));
    needs.extend(to_check(cx));
    needs.extend(corrections(cx));
    needs.extend(warnings(cx));
    needs.extend(open_answers(cx));
    let sources = t!(words, "book-sheet-sources");
    needs.push(Need::named(t!(words, "book-need-aside"), &aside, sources));
    needs
}

/// Rows of figures that lack some, or that are to be decided.
fn figures(cx: &BookContext<'_>) -> Vec<Need> {
    let words = cx.words;
    let all = &cx.consolidation.rows;
    let mut needs = Vec::new();
    if all.is_empty() {
        return needs;
    }
    let excluded = rows(cx, |row| row.row.left_out().faulty > 0);
    let blank = rows(cx, |row| row.row.left_out().missing > 0);
    let (findings, detail) = (t!(words, "book-sheet-findings"), t!(words, "book-sheet-detail"));
    needs.extend([
        Need {
            count: all.iter().map(|row| row.row.left_out().faulty).sum(),
            ..Need::named(t!(words, "book-need-excluded"), &excluded, findings)
        },
        Need {
            count: all.iter().map(|row| row.row.left_out().missing).sum(),
            ..Need::named(t!(words, "book-need-blank"), &blank, detail.clone())
        },
    ]);
    if all.iter().any(|row| !row.row.indicator.city.is_empty()) {
        let undecided = rows(cx, |row| row.official.source == OfficialSource::Undecided);
        let differ = rows(cx, ConsolidatedRow::differs);
        let (sheet, other) = (form_sheet(cx, &undecided), form_sheet(cx, &differ));
        needs.extend([
            Need::named(t!(words, "book-need-undecided"), &undecided, sheet),
            Need::named(t!(words, "book-need-differ"), &differ, other),
        ]);
    }
    if all.iter().any(|row| row.row.indicator.measure == Measure::Percent) {
        let without_base = rows(cx, |row| row.row.rollup.without_base > 0);
        needs.push(Need {
            count: all.iter().map(|row| row.row.rollup.without_base).sum(),
            ..Need::named(t!(words, "book-need-without-base"), &without_base, detail)
        });
    }
    needs
}

/// The figures for the whole area that count more people than live there; nothing where there is none.
fn to_check(cx: &BookContext<'_>) -> Option<Need> {
    let (mut names, mut sheet) = (Vec::new(), None);
    for (row, above) in cx.consolidation.to_check() {
        let numbers = [above.people, above.population].map(format_count_vi).join(" > ");
        names.push(format!("{} – {}: {numbers}", row.form.sheet, row_number(row.indicator)));
        sheet = sheet.or_else(|| Some(cx.sheet_names.of(row.form).to_owned()));
    }
    let what = t!(cx.words, "book-need-above-population");
    sheet.map(|sheet| Need::named(what, &names, sheet))
}

/// The names of the rows of which something holds.
fn rows<'c>(cx: &BookContext<'c>, keep: impl Fn(&ConsolidatedRow<'c>) -> bool) -> Vec<String> {
    let kept = cx.consolidation.rows.iter().filter(|row| keep(row)).map(|row| &row.row);
    kept.map(|row| format!("{} – {}", row.form.sheet, row_number(row.indicator))).collect()
}

/// The names of the files of which something holds.
fn files(cx: &BookContext<'_>, keep: impl Fn(&Received<'_>) -> bool) -> Vec<String> {
    cx.consolidation.files.iter().filter(|file| keep(file)).map(|file| name(&file.path)).collect()
}

/// The sheet of the form that the first of some rows stands on, or of the first form of figures.
fn form_sheet(cx: &BookContext<'_>, rows: &[String]) -> String {
    let forms = &cx.consolidation.campaign.forms;
    let first = forms.iter().find(|form| {
        rows.first().is_some_and(|row| row.starts_with(&format!("{} – ", form.sheet)))
    });
    let form = first.or_else(|| forms.iter().find(|form| form.kind == FormKind::Indicators));
    form.map_or_else(String::new, |form| cx.sheet_names.of(form).to_owned())
}

/// Figures that the officer has corrected: those that no document confirms, with how many results are
/// provisional for them; all that apply; and what has lapsed.
fn corrections(cx: &BookContext<'_>) -> Vec<Need> {
    let Consolidation { decisions, files, rows, .. } = cx.consolidation;
    let words = cx.words;
    let all = settled(&decisions.corrections, files);
    if all.is_empty() {
        return Vec::new();
    }
    let (applied, lapsed): (Vec<_>, Vec<_>) = all.iter().partition(|one| one.fate == Fate::Applied);
    let pending: Vec<String> = applied
        .iter()
        .filter(|one| !one.by.is_confirmed())
        .map(|one| corrected_row(cx, one))
        .collect();
    let [applied, lapsed] = [applied, lapsed]
        .map(|all| all.into_iter().map(|one| corrected_row(cx, one)).collect::<Vec<_>>());
    let provisional = rows.iter().filter(|row| row.pending > 0).count();
    let results = t!(words, "book-need-pending-which", count = provisional);
    let sheet = t!(words, "book-sheet-sources");
    let mut first = Need::named(t!(words, "book-need-pending"), &pending, sheet.clone());
    if !pending.is_empty() {
        first.which = format!("{results}: {}", first.which);
    }
    vec![
        first,
        Need::named(t!(words, "book-need-corrected"), &applied, sheet.clone()),
        Need::named(t!(words, "book-need-lapsed"), &lapsed, sheet),
    ]
}

/// The unit and the row of a correction.
fn corrected_row(cx: &BookContext<'_>, settled: &Settled<'_, '_>) -> String {
    let campaign = cx.consolidation.campaign;
    let by = settled.by;
    let unit = campaign.unit(&by.unit).map_or(by.unit.as_str(), |unit| unit.name.as_str());
    let form = campaign.form(&by.key.form);
    let row = form.and_then(|form| form.indicator(&by.key.indicator)).map(row_number);
    let sheet = form.map_or("", |form| form.sheet.as_str());
    format!("{unit}: {sheet} – {}", row.unwrap_or_default())
}

/// Warnings that wait for a reason of the unit, and those that have one.
fn warnings(cx: &BookContext<'_>) -> Vec<Need> {
    let files = cx.consolidation.files;
    let open = files
        .iter()
        .flat_map(|file| file.findings.iter().filter(|finding| waits(finding)).map(move |_| file));
    let words = cx.words;
    let mut needs =
        vec![by_file(t!(words, "book-need-unexplained"), open, t!(words, "book-sheet-findings"))];
    let explained = explanations::of(cx).map(|explained| explained.file);
    let sheet = t!(words, "book-sheet-explanations");
    let explained = by_file(t!(words, "book-need-explained"), explained, sheet);
    needs.extend(Some(explained).filter(|need| need.count > 0));
    needs
}

/// Whether a reason of the unit would settle a finding, and there is none.
fn waits(finding: &Finding) -> bool {
    let takes_one = find(finding.code).is_some_and(|rule| rule.explainable);
    takes_one && finding.is_open() && finding.severity == Severity::Warning
}

/// Findings counted, with the files that they are in.
fn by_file<'f>(what: String, files: impl Iterator<Item = &'f Received<'f>>, sheet: String) -> Need {
    let mut names: Vec<String> = files.map(|file| name(&file.path)).collect();
    let count = names.len();
    names.dedup();
    Need { count, ..Need::named(what, &names, sheet) }
}

/// Tasks that are late or not reported on, and sections that some units have not written.
fn open_answers(cx: &BookContext<'_>) -> Vec<Need> {
    let mut needs = Vec::new();
    for form in &cx.consolidation.campaign.forms {
        let sheet = cx.sheet_names.of(form).to_owned();
        match form.kind {
            FormKind::Tasks => {
                let overdue = tasks(cx, form, TaskRow::is_overdue);
                let open = tasks(cx, form, |task| task.answered() < task.expected());
                needs.extend([
                    Need::named(t!(cx.words, "book-need-overdue"), &overdue, sheet.clone()),
                    Need::named(t!(cx.words, "book-need-tasks"), &open, sheet),
                ]);
            }
            FormKind::Outline => needs.push(open_sections(cx, form)),
            FormKind::Indicators | FormKind::List => {}
        }
    }
    needs
}

/// The numbers of the tasks of which something holds.
fn tasks<'c>(
    cx: &BookContext<'c>,
    form: &Form,
    keep: impl Fn(&TaskRow<'c>) -> bool,
) -> Vec<String> {
    let kept = cx.consolidation.tasks_of(&form.id).filter(|task| keep(task));
    kept.map(|task| row_number(task.indicator)).collect()
}

/// The numbers of sections repeat ("-"), so how much is there is said instead of which.
fn open_sections(cx: &BookContext<'_>, form: &Form) -> Need {
    let sections: Vec<&SectionRow<'_>> = cx.consolidation.sections_of(&form.id).collect();
    let answered: usize = sections.iter().map(|section| section.answered()).sum();
    let expected: usize = sections.iter().map(|section| section.expected()).sum();
    Need {
        what: t!(cx.words, "book-need-sections"),
        count: sections.iter().filter(|section| section.answered() < section.expected()).count(),
        which: t!(cx.words, "book-need-sections-which", answered = answered, expected = expected),
        sheet: cx.sheet_names.of(form).to_owned(),
    }
}

/// The last part of a path.
fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
