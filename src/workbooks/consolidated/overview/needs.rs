//! What needs the officer before anything is signed, with a link to where it stands.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::{Line, Titles};
use crate::campaign::{Form, FormKind};
use crate::consolidate::intake::corrections::{Settled, settled};
use crate::consolidate::intake::{Received, Standing};
use crate::consolidate::merge::{ConsolidatedRow, Consolidation, OfficialSource};
use crate::ledger::{SectionRow, TaskRow};
use crate::rules::find;
use crate::rules::finding::{Finding, Severity};
use crate::submission::correction::Fate;
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::wording::names::{row_number, shortened};
use crate::workbooks::consolidated::Context;
use crate::workbooks::consolidated::explanations;
use crate::workbooks::consolidated::style::Tone;

struct Need {
    what: String,
    count: usize,
    which: String,
    sheet: String,
}

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

fn gather(cx: &Context<'_>) -> Vec<Need> {
    let words = cx.words;
    let consolidation = cx.consolidation;
    let rows = |keep: &dyn Fn(&ConsolidatedRow<'_>) -> bool| -> Vec<String> {
        let kept = consolidation.rows.iter().filter(|row| keep(row)).map(|row| &row.row);
        kept.map(|row| format!("{} – {}", row.form.sheet, row_number(row.indicator))).collect()
    };
    let files = |keep: &dyn Fn(&Received<'_>) -> bool| -> Vec<String> {
        consolidation.files.iter().filter(|file| keep(file)).map(|f| name(&f.path)).collect()
    };
    let sum = |count: &dyn Fn(&ConsolidatedRow<'_>) -> usize| {
        consolidation.rows.iter().map(count).sum::<usize>()
    };
    // Where the first of the rows stands.
    let form = |list: &[String]| {
        let forms = &consolidation.campaign.forms;
        let first = forms.iter().find(|form| {
            list.first().is_some_and(|row| row.starts_with(&format!("{} – ", form.sheet)))
        });
        let form = first.or_else(|| forms.iter().find(|form| form.kind == FormKind::Indicators));
        form.map_or_else(String::new, |form| cx.sheet_names.of(form).to_owned())
    };
    let need = |what, list: &[String], sheet| Need {
        what,
        count: list.len(),
        which: shortened(&list.join("; "), 90),
        sheet,
    };
    let undecided = rows(&|row| row.official.source == OfficialSource::Undecided);
    let differ = rows(&|row| row.differs());
    let excluded = rows(&|row| row.row.left_out().0 > 0);
    let blank = rows(&|row| row.row.left_out().1 > 0);
    let without_base = rows(&|row| row.row.rollup.without_base > 0);
    let rejected = files(&|file| file.standing == Standing::Rejected);
    let aside = files(&|f| matches!(f.standing, Standing::Superseded | Standing::Excluded));
    let missing: Vec<String> =
        consolidation.returns.missing.iter().map(|unit| unit.name.clone()).collect();
    let findings = t!(words, "book-sheet-findings");
    let detail = t!(words, "book-sheet-detail");
    let sources = t!(words, "book-sheet-sources");
    let mut needs = vec![
        need(t!(words, "book-need-missing"), &missing, t!(words, "book-sheet-returns")),
        need(t!(words, "book-need-rejected"), &rejected, findings.clone()),
    ];
    if !consolidation.rows.is_empty() {
        needs.extend([
            Need {
                count: sum(&|row| row.row.left_out().0),
                ..need(t!(words, "book-need-excluded"), &excluded, findings)
            },
            Need {
                count: sum(&|row| row.row.left_out().1),
                ..need(t!(words, "book-need-blank"), &blank, detail.clone())
            },
        ]);
    }
    if consolidation.rows.iter().any(|row| !row.row.indicator.city.is_empty()) {
        needs.extend([
            need(t!(words, "book-need-undecided"), &undecided, form(&undecided)),
            need(t!(words, "book-need-differ"), &differ, form(&differ)),
        ]);
    }
    if consolidation.rows.iter().any(|row| row.row.indicator.measure == Measure::Percent) {
        needs.push(Need {
            count: sum(&|row| row.row.rollup.without_base),
            ..need(t!(words, "book-need-without-base"), &without_base, detail)
        });
    }
    needs.extend(corrections(cx));
    needs.extend(warnings(cx));
    needs.extend(open_answers(cx));
    needs.push(need(t!(words, "book-need-aside"), &aside, sources));
    needs
}

/// Figures that the officer has corrected: those that no document confirms, with how many results are
/// provisional for them; all that apply; and what has lapsed.
fn corrections(cx: &Context<'_>) -> Vec<Need> {
    let Consolidation { campaign, decisions, files, rows, .. } = cx.consolidation;
    let words = cx.words;
    let all = settled(&decisions.corrections, files);
    if all.is_empty() {
        return Vec::new();
    }
    let name = |one: &&Settled<'_, '_>| {
        let by = one.by;
        let unit = campaign.unit(&by.unit).map_or(by.unit.as_str(), |unit| unit.name.as_str());
        let form = campaign.form(&by.key.form);
        let row = form.and_then(|form| form.indicator(&by.key.indicator)).map(row_number);
        let sheet = form.map_or("", |form| form.sheet.as_str());
        format!("{unit}: {sheet} – {}", row.unwrap_or_default())
    };
    let named = |keep: &dyn Fn(&&Settled<'_, '_>) -> bool| -> Vec<String> {
        all.iter().filter(keep).map(|one| name(&one)).collect()
    };
    let applied = named(&|one| one.fate == Fate::Applied);
    let pending = named(&|one| one.fate == Fate::Applied && !one.by.is_confirmed());
    let lapsed = named(&|one| one.fate != Fate::Applied);
    let provisional = rows.iter().filter(|row| row.pending > 0).count();
    let which = |names: &[String]| shortened(&names.join("; "), 90);
    let results = t!(words, "book-need-pending-which", count = provisional);
    let need = |what, names: &[String], which| Need {
        what,
        count: names.len(),
        which,
        sheet: t!(words, "book-sheet-sources"),
    };
    let pending_which =
        if pending.is_empty() { String::new() } else { format!("{results}: {}", which(&pending)) };
    vec![
        need(t!(words, "book-need-pending"), &pending, pending_which),
        need(t!(words, "book-need-corrected"), &applied, which(&applied)),
        need(t!(words, "book-need-lapsed"), &lapsed, which(&lapsed)),
    ]
}

/// Warnings that wait for a reason of the unit, and those that have one.
fn warnings(cx: &Context<'_>) -> Vec<Need> {
    let units = |files: &mut dyn Iterator<Item = &Received<'_>>| {
        let mut names: Vec<String> = files.map(|file| name(&file.path)).collect();
        let count = names.len();
        names.dedup();
        (count, shortened(&names.join("; "), 90))
    };
    let files = cx.consolidation.files;
    let waits = |finding: &&Finding| {
        let takes_one = find(finding.code).is_some_and(|rule| rule.explainable);
        takes_one && finding.is_open() && finding.severity == Severity::Warning
    };
    let mut open =
        files.iter().flat_map(|file| file.findings.iter().filter(waits).map(move |_| file));
    let need = |what, (count, which), sheet| Need { what, count, which, sheet };
    let mut needs = vec![need(
        t!(cx.words, "book-need-unexplained"),
        units(&mut open),
        t!(cx.words, "book-sheet-findings"),
    )];
    let explained = units(&mut explanations::of(cx).map(|explained| explained.file));
    if explained.0 > 0 {
        let sheet = t!(cx.words, "book-sheet-explanations");
        needs.push(need(t!(cx.words, "book-need-explained"), explained, sheet));
    }
    needs
}

/// Tasks that are late or not reported on, and sections that some units have not written.
fn open_answers(cx: &Context<'_>) -> Vec<Need> {
    let consolidation = cx.consolidation;
    let mut needs = Vec::new();
    for form in &consolidation.campaign.forms {
        let sheet = cx.sheet_names.of(form).to_owned();
        let need = |what, numbers: Vec<String>| Need {
            what,
            count: numbers.len(),
            which: shortened(&numbers.join("; "), 90),
            sheet: sheet.clone(),
        };
        let tasks = |keep: &dyn Fn(&TaskRow<'_>) -> bool| -> Vec<String> {
            let kept = consolidation.tasks_of(&form.id).filter(|task| keep(task));
            kept.map(|task| row_number(task.indicator)).collect()
        };
        match form.kind {
            FormKind::Tasks => needs.extend([
                need(t!(cx.words, "book-need-overdue"), tasks(&|task| task.is_overdue())),
                need(
                    t!(cx.words, "book-need-tasks"),
                    tasks(&|task| task.answered() < task.expected()),
                ),
            ]),
            FormKind::Outline => needs.push(open_sections(cx, form)),
            FormKind::Indicators | FormKind::List => {}
        }
    }
    needs
}

/// The numbers of sections repeat ("-"), so how much is there is said instead of which.
fn open_sections(cx: &Context<'_>, form: &Form) -> Need {
    let sections = || cx.consolidation.sections_of(&form.id);
    let answered: usize = sections().map(SectionRow::answered).sum();
    let expected: usize = sections().map(SectionRow::expected).sum();
    Need {
        what: t!(cx.words, "book-need-sections"),
        count: sections().filter(|section| section.answered() < section.expected()).count(),
        which: t!(cx.words, "book-need-sections-which", answered = answered, expected = expected),
        sheet: cx.sheet_names.of(form).to_owned(),
    }
}

/// The last part of a path.
fn name(path: &str) -> String {
    path.rsplit('/').next().unwrap_or(path).to_owned()
}
