//! What the workbook was made from and with what, so that the run can be repeated: every input path
//! once, with its hash, what became of it and what the officer decided.

use rust_xlsxwriter::{Workbook, XlsxError};

use super::list::{Columns, List, ListRow, Print};
use super::reconciliation::choice_words;
use super::style::Tone;
use super::value::Value;
use super::{BookContext, difference_words};
use crate::campaign::SameRow;
use crate::consolidate::intake::corrections::{Settled, settled};
use crate::consolidate::intake::{Decision, FileStatus, Received};
use crate::consolidate::merge::Consolidation;
use crate::consolidate::names::{self, decision};
use crate::files::workspace::SETTINGS_FILE;
use crate::i18n::Words;
use crate::ledger::Tolerances;
use crate::rules::{RULES, find};
use crate::t;
use crate::values::key::UnitCode;
use crate::values::quantity::measure::Measure;

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let Consolidation { campaign, period, files, .. } = cx.consolidation;
    let made = t!(
        cx.words,
        "book-sources-made",
        program = env!("CARGO_PKG_NAME"),
        version = env!("CARGO_PKG_VERSION"),
        campaign = campaign.id.as_str(),
        forms = campaign.version,
        period = period.id.as_str()
    );
    let list = List {
        name: t!(cx.words, "book-sheet-sources"),
        head: vec![t!(cx.words, "book-sources-title"), cx.period(), made, rules(cx)],
        columns: columns(cx.words),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-sources"),
    };
    let decided = decisions(cx).map(|line| ListRow { tone: Tone::Doubtful, line });
    let numbered = (1_i128..).zip(files.iter().map(|file| returned(cx, file)).chain(decided));
    let numbered = numbered.map(|(number, ListRow { tone, line })| {
        let line = Line { number: Value::Whole(number), ..line };
        ListRow { tone, line }
    });
    let beside = previous_file(cx).chain(definition(cx)).map(ListRow::plain);
    list.write(cx, numbered.chain(beside), workbook)
}

/// The earlier consolidation that figures were held against.
fn previous_file(cx: &BookContext<'_>) -> impl Iterator<Item = Line> {
    cx.consolidation.previous.into_iter().map(|previous| {
        let period = previous.period.title.as_str();
        let what = t!(cx.words, "book-outcome-previous", period = period);
        beside(previous.path, what, previous.sha256)
    })
}

/// The files that say who is asked what.
fn definition(cx: &BookContext<'_>) -> impl Iterator<Item = Line> {
    let files = cx.consolidation.definition.iter();
    files.map(|file| beside(&file.path, t!(cx.words, "book-outcome-definition"), &file.sha256))
}

/// What a line says of a file, or of something that the officer decided.
#[derive(Debug, Default)]
struct Line {
    number: Value,
    /// The path, or the line of a file that a decision stands in.
    file: Value,
    unit_code: Value,
    unit_name: Value,
    outcome: Value,
    decision: Value,
    reason: Value,
    sha256: Value,
}

/// A file that is no return.
fn beside(path: &str, what: String, sha256: &str) -> Line {
    Line { file: path.into(), outcome: what.into(), sha256: sha256.into(), ..Line::default() }
}

/// Which rules looked: they come with the program, so that its version is theirs.
fn rules(cx: &BookContext<'_>) -> String {
    let [first, last] = [RULES.first(), RULES.last()].map(|rule| rule.map_or("", |rule| rule.code));
    t!(
        cx.words,
        "book-sources-rules",
        count = RULES.len(),
        first = first,
        last = last,
        program = env!("CARGO_PKG_NAME"),
        version = env!("CARGO_PKG_VERSION")
    )
}

/// What the officer decided in the working folder, behind the files: what words mean, which figure is
/// official, how far figures may lie apart, how serious rules are taken, and what is let stand.
fn decisions(cx: &BookContext<'_>) -> impl Iterator<Item = Line> {
    let Consolidation { campaign, decisions, .. } = cx.consolidation;
    let severities = decisions.severities.iter().map(move |(code, setting)| {
        let (code, rule, setting) = ((*code).to_owned(), rule_title(cx, code), setting.as_str());
        t!(cx.words, "book-decision-severity", code = code, rule = rule, setting = setting)
    });
    let lines = about_figures(cx).into_iter().chain(severities).map(|words| Line {
        file: SETTINGS_FILE.into(),
        decision: words.into(),
        ..Line::default()
    });
    let waivers = decisions.waivers.iter().map(move |waiver| {
        let (code, rule) = (waiver.code.to_owned(), rule_title(cx, waiver.code));
        let words = match &waiver.row {
            Some(row) => {
                let row = row.to_string();
                t!(cx.words, "book-decision-waiver-row", code = code, rule = rule, row = row)
            }
            None => t!(cx.words, "book-decision-waiver", code = code, rule = rule),
        };
        let unit = campaign.unit(&waiver.unit);
        Line {
            file: waiver.place.as_str().into(),
            unit_code: waiver.unit.as_str().into(),
            unit_name: Value::text(unit.map(|unit| unit.name.as_str())),
            decision: words.into(),
            reason: decision(&waiver.who, waiver.on, &waiver.why, cx.words).into(),
            ..Line::default()
        }
    });
    lines.chain(waivers).chain(corrections(cx))
}

fn rule_title(cx: &BookContext<'_>, code: &'static str) -> String {
    find(code).map_or_else(|| code.to_owned(), |rule| rule.title(cx.words.language()))
}

/// What the officer put in the place of what units wrote, and what became of it.
fn corrections(cx: &BookContext<'_>) -> Vec<Line> {
    let Consolidation { decisions, files, .. } = cx.consolidation;
    let settled = settled(&decisions.corrections, files);
    settled.iter().map(|settled| correction(cx, settled)).collect()
}

fn correction(cx: &BookContext<'_>, settled: &Settled<'_, '_>) -> Line {
    let Consolidation { campaign, period, .. } = cx.consolidation;
    let by = settled.by;
    let form = campaign.form(&by.key.form);
    let caption = form.map(|form| form.field_caption(by.field, period.target_year));
    let caption = caption.unwrap_or_default().replace('\n', " ");
    let row = by.key.form.row_name(&by.key.indicator);
    let sent = settled.treated.and_then(|treated| treated.sent.as_ref()).zip(settled.file);
    let sent = sent.map_or_else(String::new, |((_, at), file)| {
        let (sheet, cell) = (at.sheet.as_ref(), at.position.to_string());
        t!(cx.words, "book-pointer", file = file.path.as_str(), sheet = sheet, cell = cell)
    });
    let what = t!(
        cx.words,
        "book-decision-correction",
        row = row,
        field = caption,
        value = by.value.as_str(),
        was =
            if by.was.is_empty() { t!(cx.words, "correction-blank-cell") } else { by.was.clone() },
        place = sent,
        fate = names::fate(settled.fate, cx.words)
    );
    let signed = t!(
        cx.words,
        "book-decision-signed",
        who = by.who.as_str(),
        day = cx.words.date(by.on),
        why = by.why.as_str(),
        basis = names::basis(by, cx.words)
    );
    let unit = campaign.unit(&by.unit);
    Line {
        file: by.line.to_string().into(),
        unit_code: by.unit.as_str().into(),
        unit_name: Value::text(unit.map(|unit| unit.name.as_str())),
        decision: what.into(),
        reason: signed.into(),
        sha256: (&*by.line.sha256).into(),
        ..Line::default()
    }
}

/// What the officer decided about figures: the words for zero, the official figures, the tolerances.
fn about_figures(cx: &BookContext<'_>) -> Vec<String> {
    let Consolidation { decisions, rows, .. } = cx.consolidation;
    let mut lines = Vec::new();
    if !decisions.zero_words.is_empty() {
        let zero = decisions.zero_words.join("; ");
        lines.push(t!(cx.words, "book-decision-zero-words", zero = zero));
    }
    let chosen = rows.iter().filter_map(|row| Some((&row.row, row.choice.as_ref()?)));
    lines.extend(chosen.map(|(row, choice)| {
        let name = row.form.id.row_name(&row.indicator.id);
        let choice = choice_words(cx, choice);
        t!(cx.words, "book-decision-official", row = name, choice = choice)
    }));
    let same = cx.consolidation.campaign.same_rows.iter().chain(&decisions.same_rows);
    lines.extend(same.map(|same: &SameRow| {
        t!(
            cx.words,
            "book-decision-same-row",
            row = same.form.row_name(&same.indicator),
            theirs = same.theirs.as_str(),
            who = same.who.as_str(),
            why = same.why.as_str()
        )
    }));
    let Tolerances { percent, count, rows: of_rows } = &decisions.tolerances;
    if !percent.is_zero() {
        let most = difference_words::tolerance(cx, *percent, Measure::Percent);
        lines.push(t!(cx.words, "book-decision-tolerance-percent", most = most));
    }
    if !count.is_zero() {
        let most = difference_words::tolerance(cx, *count, Measure::Count);
        lines.push(t!(cx.words, "book-decision-tolerance-count", most = most));
    }
    lines.extend(of_rows.iter().map(|((form, row), most)| {
        let name = format!("{form}.{row}");
        let indicator = cx.consolidation.campaign.form(form).and_then(|form| form.indicator(row));
        let measure = indicator.map_or(Measure::Count, |row| row.measure);
        let most = difference_words::tolerance(cx, *most, measure);
        t!(cx.words, "book-decision-tolerance-row", row = name, most = most)
    }));
    lines
}

fn columns(words: &Words) -> Columns<Line> {
    type Column = super::list::Column<Line>;
    let columns: Vec<Column> = vec![
        Column::short(t!(words, "book-column-serial"), 6, |_, line| line.number.clone()),
        Column::text(t!(words, "book-column-file"), 46, |_, line| line.file.clone()),
        Column::short(t!(words, "book-column-code"), 14, |_, line| line.unit_code.clone()),
        Column::text(t!(words, "book-column-unit"), 34, |_, line| line.unit_name.clone()),
        Column::text(t!(words, "book-column-outcome"), 26, |_, line| line.outcome.clone()),
        Column::text(t!(words, "book-column-decision"), 20, |_, line| line.decision.clone()),
        Column::text(t!(words, "book-column-reason"), 50, |_, line| line.reason.clone()),
        Column::code(t!(words, "book-column-sha256"), 62, |_, line| line.sha256.clone()),
    ];
    columns.into()
}

fn returned(cx: &BookContext<'_>, file: &Received<'_>) -> ListRow<Line> {
    let unit = file.unit.as_ref().and_then(|code| cx.consolidation.campaign.unit(code));
    let (words, tone) = match file.status {
        FileStatus::Accepted => (t!(cx.words, "book-outcome-merged"), Tone::Plain),
        FileStatus::Rejected => (t!(cx.words, "book-outcome-rejected"), Tone::Bad),
        FileStatus::Superseded => (t!(cx.words, "status-superseded"), Tone::Plain),
        FileStatus::Excluded => (t!(cx.words, "status-excluded"), Tone::Doubtful),
        FileStatus::Ignored => (t!(cx.words, "status-ignored"), Tone::Plain),
    };
    let decision = file.decision.map(|decision| match decision {
        Decision::Use => t!(cx.words, "book-decision-use"),
        Decision::Exclude => t!(cx.words, "book-decision-exclude"),
    });
    let line = Line {
        file: file.path.as_str().into(),
        unit_code: Value::text(file.unit.as_ref().map(UnitCode::as_str)),
        unit_name: Value::text(unit.map(|unit| unit.name.as_str())),
        outcome: words.into(),
        decision: Value::text(decision),
        reason: Value::text(file.reason.as_deref()),
        sha256: file.sha256.as_str().into(),
        ..Line::default()
    };
    ListRow { tone, line }
}
