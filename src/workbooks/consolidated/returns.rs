//! Who has sent and who has not: every expected unit once.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{Workbook, XlsxError};

use super::BookContext;
use super::formula;
use super::list::{Columns, List, ListRow, Print};
use super::style::Tone;
use super::value::Value;
use crate::campaign::{Assignment, OrgUnit};
use crate::consolidate::intake::{FileStatus, Received};
use crate::consolidate::merge::{Consolidation, Late};
use crate::consolidate::names::{self, status_words};
use crate::i18n::Words;
use crate::rules::finding::Severity;
use crate::t;
use crate::values::key::UnitCode;

const HEAD_LINES: usize = 3;

pub(super) fn write(cx: &BookContext<'_>, workbook: &mut Workbook) -> Result<(), XlsxError> {
    let returns = &cx.consolidation.returns;
    let summary = names::returns(returns, cx.words);
    let known = Known::new(cx);
    let list = List {
        name: t!(cx.words, "book-sheet-returns"),
        head: vec![t!(cx.words, "book-returns-title"), cx.period(), summary],
        columns: columns(cx.words, has_agencies(cx)),
        table: None,
        print: Print::OnePageWide,
        none: t!(cx.words, "book-none-returns"),
    };
    let lines = (1..).zip(&returns.expected).map(|(number, unit)| {
        let files = known.files.get(&unit.code).map(Vec::as_slice).unwrap_or_default();
        Line { number, unit, files, known: &known }
    });
    list.write(cx, lines.map(|line| ListRow { tone: line.sent(cx).tone, line }), workbook)
}

/// A column that the first page counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReturnsColumn {
    UnitCode,
    UnitKind,
    Sent,
    /// Whether in time.
    Timeliness,
    /// Whether it must be sent again.
    ToCorrect,
}

/// Whether the list of units has agency codes, for which there is a column at the end then.
fn has_agencies(cx: &BookContext<'_>) -> bool {
    cx.consolidation.campaign.units.iter().any(|unit| unit.agency_code.is_some())
}

fn columns<'a>(words: &Words, agencies: bool) -> Columns<Line<'a>, ReturnsColumn> {
    type Column<'a> = super::list::Column<Line<'a>, ReturnsColumn>;
    let mut columns: Vec<Column<'a>> = vec![
        Column::short(t!(words, "book-column-serial"), 6, |_, line| Value::Whole(line.number)),
        Column::short(t!(words, "book-column-code"), 14, |_, line| line.unit.code.as_str().into())
            .keyed(ReturnsColumn::UnitCode),
        Column::text(t!(words, "book-column-unit"), 38, |_, line| line.unit.name.as_str().into()),
        Column::text(t!(words, "book-column-kind"), 22, |cx, line| {
            cx.consolidation.campaign.kind_caption(line.unit).into()
        })
        .keyed(ReturnsColumn::UnitKind),
        Column::short(t!(words, "book-column-sent"), 14, |cx, line| line.sent(cx).words.into())
            .keyed(ReturnsColumn::Sent),
        Column::short(t!(words, "book-column-received"), 11, |cx, line| {
            Value::text(line.received(cx))
        }),
        Column::short(t!(words, "book-column-timeliness"), 13, |cx, line| {
            Value::text(line.timeliness(cx))
        })
        .keyed(ReturnsColumn::Timeliness),
        Column::short(t!(words, "book-column-to-correct"), 11, |cx, line| {
            let must_correct = line.known.to_correct.contains(&line.unit.code);
            Value::text(must_correct.then(|| t!(cx.words, "book-to-correct")))
        })
        .keyed(ReturnsColumn::ToCorrect),
        Column::text(t!(words, "book-column-file"), 38, |_, line| {
            let paths = line.files.iter().map(|file| file.path.as_str());
            paths.collect::<Vec<_>>().join("\n").into()
        }),
        Column::text(t!(words, "book-column-state"), 24, |cx, line| {
            let states = line.files.iter().map(|file| status_words(file, cx.words));
            states.collect::<Vec<_>>().join("\n").into()
        }),
        Column::short(t!(words, "book-column-errors"), 8, |_, line| line.found(Severity::Error)),
        Column::short(t!(words, "book-column-warnings"), 9, |_, line| {
            line.found(Severity::Warning)
        }),
        Column::short(t!(words, "book-column-answered"), 10, |cx, line| answered(cx, line.unit)),
        Column::short(t!(words, "book-column-asked"), 10, |cx, line| {
            let Consolidation { campaign, period, .. } = cx.consolidation;
            Value::tally(Assignment::new(campaign, period, line.unit).asked())
        }),
        Column::text(t!(words, "book-column-contact"), 24, |_, line| {
            let contact = line.unit.phone.iter().chain(&line.unit.email);
            contact.map(String::as_str).collect::<Vec<_>>().join("\n").into()
        }),
        Column::text(t!(words, "book-column-foot"), 26, |cx, line| {
            Value::text(cx.index.foot(line.unit))
        }),
    ];
    if agencies {
        columns.push(Column::short(t!(words, "register-agency-code"), 18, |_, line| {
            Value::text(line.unit.agency_code.clone())
        }));
    }
    columns.into()
}

fn codes<'a>(units: &[&'a OrgUnit]) -> BTreeSet<&'a UnitCode> {
    units.iter().map(|unit| &unit.code).collect()
}

/// What is known of each unit, by its code.
struct Known<'a> {
    files: BTreeMap<&'a UnitCode, Vec<&'a Received<'a>>>,
    submitted: BTreeSet<&'a UnitCode>,
    late: BTreeMap<&'a UnitCode, &'a Late<'a>>,
    on_time: BTreeSet<&'a UnitCode>,
    to_correct: BTreeSet<&'a UnitCode>,
}

impl<'a> Known<'a> {
    fn new(cx: &BookContext<'a>) -> Self {
        let Consolidation { returns, files: given, .. } = cx.consolidation;
        let mut files: BTreeMap<&UnitCode, Vec<&Received<'_>>> = BTreeMap::new();
        for file in given.iter().filter(|file| file.status != FileStatus::Ignored) {
            if let Some(unit) = &file.unit {
                files.entry(unit).or_default().push(file);
            }
        }
        Self {
            files,
            submitted: codes(&returns.submitted),
            late: returns.late.iter().map(|late| (&late.unit.code, late)).collect(),
            on_time: codes(&returns.on_time),
            to_correct: codes(&returns.to_correct),
        }
    }
}

/// An expected unit with what it sent.
struct Line<'a> {
    number: i128,
    unit: &'a OrgUnit,
    files: &'a [&'a Received<'a>],
    known: &'a Known<'a>,
}

/// What a unit sent, in words that the first page counts.
struct Sent {
    words: String,
    tone: Tone,
}

impl Line<'_> {
    /// How many findings its files have; nothing where it sent none.
    fn found(&self, severity: Severity) -> Value {
        if self.files.is_empty() {
            return Value::Blank;
        }
        Value::tally(self.files.iter().map(|file| file.count(severity)).sum())
    }

    fn sent(&self, cx: &BookContext<'_>) -> Sent {
        let (code, known) = (&self.unit.code, self.known);
        let (words, tone) = if cx.index.has(self.unit) {
            let asks = known.late.contains_key(code) || known.to_correct.contains(code);
            (t!(cx.words, "book-sent"), if asks { Tone::Doubtful } else { Tone::Plain })
        } else if known.submitted.contains(code) {
            (t!(cx.words, "book-sent-not-merged"), Tone::Bad)
        } else if known.files.contains_key(code) {
            (t!(cx.words, "book-sent-blank"), Tone::Doubtful)
        } else {
            (t!(cx.words, "book-not-sent"), Tone::Doubtful)
        };
        Sent { words, tone }
    }

    /// When the first of the unit's files came, where the time of each is known.
    fn received(&self, cx: &BookContext<'_>) -> Option<String> {
        if let Some(late) = self.known.late.get(&self.unit.code) {
            return Some(cx.words.date(late.received.date()));
        }
        let times: Option<Vec<_>> = self.files.iter().map(|file| Some(file.receipt?.at)).collect();
        Some(cx.words.date(times?.into_iter().min()?.date()))
    }

    /// Whether a return came in time, in words that the first page counts; nothing where none came.
    fn timeliness(&self, cx: &BookContext<'_>) -> Option<String> {
        let (words, code, known) = (cx.words, &self.unit.code, self.known);
        known.submitted.contains(code).then(|| {
            if known.late.contains_key(code) {
                t!(words, "book-late")
            } else if known.on_time.contains(code) {
                t!(words, "book-on-time")
            } else if cx.consolidation.period.deadline(code).is_some() {
                t!(words, "book-time-unknown")
            } else {
                t!(words, "book-no-deadline")
            }
        })
    }
}

/// How many of its answers count; nothing where no return of the unit does.
fn answered(cx: &BookContext<'_>, unit: &OrgUnit) -> Value {
    let sent = cx.index.of(unit);
    if sent.is_empty() {
        return Value::Blank;
    }
    Value::tally(sent.iter().map(|sent| sent.file.answered()).sum())
}

/// A column of the list with all its rows, for formulas.
pub(super) fn range(cx: &BookContext<'_>, column: ReturnsColumn) -> String {
    let letter = columns(cx.words, false).letter(&column);
    let sheet = formula::sheet(&t!(cx.words, "book-sheet-returns"));
    let last = HEAD_LINES + 1 + cx.consolidation.returns.expected.len().max(1);
    format!("{sheet}${letter}${}:${letter}${last}", HEAD_LINES + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn the_first_page_counts_under_the_captions_that_it_means() {
        let words = Words::load(Language::VI).unwrap();
        let columns = columns(&words, false);
        for (key, caption) in [
            (ReturnsColumn::UnitCode, t!(words, "book-column-code")),
            (ReturnsColumn::UnitKind, t!(words, "book-column-kind")),
            (ReturnsColumn::Sent, t!(words, "book-column-sent")),
            (ReturnsColumn::Timeliness, t!(words, "book-column-timeliness")),
            (ReturnsColumn::ToCorrect, t!(words, "book-column-to-correct")),
        ] {
            assert_eq!(columns.caption_of(&columns.letter(&key)), caption, "{key:?}");
        }
    }
}
