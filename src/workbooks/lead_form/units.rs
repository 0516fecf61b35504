//! The second sheet: the units behind each row, those too that have not answered or whose answer an error
//! keeps out, with the file and the cell of each figure.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::page::Page;
use super::{LeadContext, fitting, number};
use crate::campaign::OrgUnit;
use crate::consolidate::answer_use::Used;
use crate::consolidate::index::{Return, State};
use crate::consolidate::names;
use crate::ledger::{Row, StoredAnswer, Total};
use crate::rules::finding::Finding;
use crate::submission::answer::Figure;
use crate::t;
use crate::values::key::{AnswerKey, Field, Scope};
use crate::wording::names::{row_number, shortened};
use crate::workbooks::paper::letter::{SIZE, TITLE_SIZE};
use crate::workbooks::paper::{self, Height, Printed};

/// The widths of the columns, in characters.
const WIDTHS: [u16; 15] = [8, 7, 10, 24, 19, 12, 10, 10, 9, 30, 22, 24, 9, 7, 11];
const LAST: u16 = 14;
const HEADER: u32 = 6;
/// How much of what a unit wrote is shown; the whole of it is in its file.
const EXCERPT: usize = 240;

/// What a line shows: a text or a number.
enum Shown {
    Text(String),
    Whole(i64),
    Nothing,
}

pub(super) fn write(cx: &LeadContext<'_>) -> Result<Worksheet, XlsxError> {
    let (words, styles) = (cx.words, &cx.styles.letter);
    let page = Page {
        name: t!(words, "lead-sheet-units"),
        widths: WIDTHS,
        head: [
            (cx.unit.name.to_uppercase(), &styles.office, SIZE),
            (t!(words, "lead-units-title"), &styles.title, TITLE_SIZE),
            (cx.consolidation.period.title.clone(), &styles.subtitle, SIZE),
            (t!(words, "lead-units-about"), &styles.line, SIZE),
        ],
        captions: captions(cx),
        header: (HEADER, 32),
    };
    let mut sheet = page.begin(cx)?;
    let mut end = HEADER;
    for led in &cx.rows {
        for asked in &led.row().asked {
            end += 1;
            line(cx, &mut sheet, end, led.row(), asked.unit)?;
        }
    }
    let printed = Printed { header: HEADER, end, last: LAST, frozen: 0 };
    paper::table(&mut sheet, &cx.unit.name, cx.words, printed)?.autofilter(HEADER, 0, end, LAST)?;
    Ok(sheet)
}

fn captions(cx: &LeadContext<'_>) -> [String; 15] {
    let words = cx.words;
    [
        t!(words, "book-column-form"),
        t!(words, "book-column-number"),
        t!(words, "book-column-code"),
        t!(words, "book-column-unit"),
        t!(words, "book-column-status"),
        t!(words, "book-column-value"),
        t!(words, "book-column-numerator"),
        t!(words, "book-column-denominator"),
        t!(words, "book-column-people"),
        t!(words, "book-column-evidence"),
        t!(words, "book-column-explanation"),
        t!(words, "book-column-file"),
        t!(words, "book-column-sheet"),
        t!(words, "book-column-cell"),
        t!(words, "lead-column-codes"),
    ]
}

fn line(
    cx: &LeadContext<'_>,
    sheet: &mut Worksheet,
    at: u32,
    row: &Row<'_>,
    unit: &OrgUnit,
) -> Result<(), XlsxError> {
    let head = [
        Shown::Text(row.form.sheet.clone()),
        Shown::Text(row_number(row.indicator)),
        Shown::Text(unit.code.to_string()),
        Shown::Text(unit.name.clone()),
    ];
    let rest = match cx.index.answer(unit, row, Scope::Own) {
        Some((sent, answer)) => answer_cells(cx, row, unit, sent, answer),
        None => silent(cx, unit),
    };
    let mut height = Height::new(SIZE);
    for ((column, width), shown) in (0_u16..).zip(WIDTHS).zip(head.into_iter().chain(rest)) {
        let styles = &cx.styles.letter;
        let centred = matches!(column, 0..=2 | 5 | 12..);
        let format = if centred { &styles.centred } else { &styles.text };
        match shown {
            Shown::Nothing => {
                sheet.write_blank(at, column, format)?;
            }
            Shown::Whole(whole) => match number(i128::from(whole)) {
                Some(number) => {
                    sheet.write_number_with_format(at, column, number, &cx.styles.whole)?;
                }
                None => {
                    sheet.write_string_with_format(at, column, whole.to_string(), format)?;
                }
            },
            Shown::Text(text) => {
                let text = fitting(&text);
                sheet.write_string_with_format(at, column, &text, format)?;
                height.text(&text, width);
            }
        }
    }
    height.set(sheet, at)
}

/// What a unit answered, and what became of it.
fn answer_cells(
    cx: &LeadContext<'_>,
    row: &Row<'_>,
    unit: &OrgUnit,
    sent: &Return<'_>,
    answer: &StoredAnswer<'_>,
) -> Vec<Shown> {
    let state = State::of(answer);
    let used = Used::new(cx.consolidation.campaign, row, unit, Scope::Own, &state);
    let value = match &state {
        State::Figure(Figure::Count(count) | Figure::CountWithPeople { count, .. }) => {
            Shown::Whole(*count)
        }
        State::Figure(Figure::Arranged { yes, .. }) => {
            Shown::Text(row.display(&Figure::Arranged { yes: *yes, staff: None }))
        }
        State::Figure(figure) => {
            beneath(figure).unwrap_or_else(|| Shown::Text(row.display(figure)))
        }
        State::NotAsked | State::Stated(_) | State::Missing | State::Faulty => {
            text(answer.written(Field::Value).map(Cow::into_owned))
        }
    };
    // A corrected figure is that of the list of corrections, which has neither sheet nor cell.
    let is_corrected = answer.figure_corrections().next().is_some();
    let place = answer.first_place().filter(|_| !is_corrected);
    vec![
        Shown::Text(used.words(cx.words)),
        value,
        whole(answer, Field::Numerator),
        whole(answer, Field::Denominator),
        whole(answer, Field::People),
        excerpt(answer, Field::Evidence),
        excerpt(answer, Field::Explanation),
        Shown::Text(source(cx, sent, answer)),
        text(place.as_ref().map(|place| place.sheet.to_string())),
        text(place.as_ref().map(|place| place.position.to_string())),
        text(codes(sent.file.findings.iter(), Some(&answer.key()))),
    ]
}

/// The file that an answer is from; behind the lines of the corrections that stand in it, each with what it
/// puts in the place of what.
fn source(cx: &LeadContext<'_>, sent: &Return<'_>, answer: &StoredAnswer<'_>) -> String {
    let path = sent.file.path.as_str();
    let year = cx.consolidation.period.target_year;
    let corrections = names::corrections(answer, year, cx.words);
    match answer.first_place().filter(|_| !corrections.is_empty()) {
        None => path.to_owned(),
        Some(place) => {
            let (sheet, cell) = (place.sheet.as_ref(), place.position.to_string());
            let place = t!(cx.words, "book-pointer", file = path, sheet = sheet, cell = cell);
            format!("{corrections}\n{}", t!(cx.words, "correction-sent", place = place))
        }
    }
}

/// What the units beneath an area count; nothing for another figure.
fn beneath(figure: &Figure) -> Option<Shown> {
    match &figure.beneath()?.total {
        Total::Count { sum, .. } | Total::CountWithPeople { sum, .. } => {
            i64::try_from(*sum).ok().map(Shown::Whole)
        }
        Total::None
        | Total::Rate(_)
        | Total::YesNo { .. }
        | Total::Arranged { .. }
        | Total::Range { .. }
        | Total::Quantity(_)
        | Total::Choices(_) => None,
    }
}

/// A unit of which no return counts, or whose return lacks the row.
fn silent(cx: &LeadContext<'_>, unit: &OrgUnit) -> Vec<Shown> {
    let returns = &cx.consolidation.returns;
    let status = if has(&returns.merged, unit) {
        Used::Blank.words(cx.words)
    } else if has(&returns.submitted, unit) {
        t!(cx.words, "book-sent-not-merged")
    } else {
        t!(cx.words, "book-not-sent")
    };
    let files = cx.consolidation.files.iter().filter(|file| file.unit.as_ref() == Some(&unit.code));
    let paths: Vec<&str> = files.clone().map(|file| file.path.as_str()).collect();
    let found = codes(files.flat_map(|file| &file.findings), None);
    let mut cells = vec![Shown::Text(status)];
    cells.extend((0..6).map(|_| Shown::Nothing));
    cells.push(text(Some(paths.join("\n")).filter(|paths| !paths.is_empty())));
    cells.extend([Shown::Nothing, Shown::Nothing, text(found)]);
    cells
}

fn has(units: &[&OrgUnit], unit: &OrgUnit) -> bool {
    units.iter().any(|other| other.code == unit.code)
}

/// What a cell of an answer counts, or what is written in it.
fn whole(answer: &StoredAnswer<'_>, field: Field) -> Shown {
    match answer.integer(field) {
        Some(number) => Shown::Whole(number),
        None => text(answer.written(field).map(Cow::into_owned)),
    }
}

fn excerpt(answer: &StoredAnswer<'_>, field: Field) -> Shown {
    text(answer.written(field).map(|text| shortened(&text, EXCERPT)))
}

/// The codes of errors and warnings, of an answer or of everything.
fn codes<'f>(
    findings: impl Iterator<Item = &'f Finding>,
    answer: Option<&AnswerKey>,
) -> Option<String> {
    let open = findings
        .filter(|finding| finding.asks() && answer.is_none_or(|key| concerns(finding, key)));
    let codes: BTreeSet<&str> = open.map(|finding| finding.code).collect();
    (!codes.is_empty()).then(|| codes.into_iter().collect::<Vec<_>>().join(" "))
}

fn concerns(finding: &Finding, key: &AnswerKey) -> bool {
    let at = &finding.location;
    at.form.as_ref() == Some(&key.form)
        && at.indicator.as_ref() == Some(&key.indicator)
        && at.scope.is_none_or(|scope| scope == key.scope)
}

fn text(text: Option<String>) -> Shown {
    text.map_or(Shown::Nothing, Shown::Text)
}
