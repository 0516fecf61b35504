//! Formulas of a form: the rate worked out from its two figures, and the check column in words.
//!
//! Only functions of Excel 2010 and LibreOffice 7. The rules decide what counts; a formula says
//! beforehand what it can see in its own row.

use crate::campaign::Indicator;
use crate::i18n::Words;
use crate::key::Field;
use crate::quantity::measure::Measure;
use crate::quantity::target::Target;
use crate::quantity::words::{ARRANGED, Word, YES_NO};
use crate::t;

/// The words that any figure takes; only counts take `Word::Nil` too.
const SILENT: [Word; 2] = [Word::NotApplicable, Word::NoData];

/// The addresses of a row's input cells.
pub(super) struct RowCells<'a> {
    address: &'a dyn Fn(Field) -> Option<String>,
}

impl<'a> RowCells<'a> {
    pub(super) fn new(address: &'a dyn Fn(Field) -> Option<String>) -> Self {
        Self { address }
    }

    fn at(&self, field: Field) -> String {
        (self.address)(field).unwrap_or_else(|| "\"\"".to_owned())
    }
}

/// The rate in percent points, two decimals, never rounded across the target.
pub(super) fn rate(cells: &RowCells<'_>, target: Option<&Target>) -> String {
    let (n, d) = (cells.at(Field::Numerator), cells.at(Field::Denominator));
    let exact = format!("{n}*100/{d}");
    let rounded = format!("ROUND({exact},2)");
    let shown = match target.and_then(Target::percent_bound) {
        Some((bound, false)) => {
            format!("IF(AND({exact}<{bound},{rounded}>={bound}),ROUNDDOWN({exact},2),{rounded})")
        }
        Some((bound, true)) => {
            format!("IF(AND({exact}>{bound},{rounded}<={bound}),ROUNDUP({exact},2),{rounded})")
        }
        None => rounded,
    };
    format!("=IF(AND(ISNUMBER({n}),ISNUMBER({d})),IF({d}>0,{shown},\"\"),\"\")")
}

/// What the check column says of a complete row; texts that start with it count as complete.
pub(super) fn complete(words: &Words) -> String {
    t!(words, "form-check-complete")
}

/// The check column's formula and its result on a blank form.
pub(super) fn check(
    indicator: &Indicator,
    cells: &RowCells<'_>,
    words: &Words,
) -> (String, String) {
    let ok = quoted(&complete(words));
    let blank = t!(words, "form-check-blank");
    let formula = match indicator.measure {
        Measure::Percent => percent(cells, words, &ok),
        Measure::Count | Measure::Documents => {
            let done = with_evidence(indicator, cells, words, &ok);
            count(cells, Field::Value, words, &done, &blank)
        }
        Measure::CountWithPeople => {
            let people = count(
                cells,
                Field::People,
                words,
                &with_evidence(indicator, cells, words, &ok),
                &t!(words, "form-check-people-blank"),
            );
            count(cells, Field::Value, words, &people, &blank)
        }
        Measure::Rank => rank(cells, words, &with_evidence(indicator, cells, words, &ok)),
        Measure::YesNo => choice(cells, words, YES_NO, &ok, &ok),
        Measure::Arranged => arranged(cells, words, &ok),
        Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
            let v = cells.at(Field::Value);
            format!("IF({},{},{ok})", is_blank(&v), quoted(&blank))
        }
    };
    // A formula error in the row's own cells must not blank the one column that explains.
    let error = quoted(&t!(words, "form-check-error"));
    (format!("=IFERROR({formula},{error})"), blank)
}

fn percent(cells: &RowCells<'_>, words: &Words, ok: &str) -> String {
    let (v, n, d) =
        (cells.at(Field::Value), cells.at(Field::Numerator), cells.at(Field::Denominator));
    let said = |key: String| quoted(&key);
    let range = format!("AND(ISNUMBER({v}),OR({v}<0,{v}>100))");
    // A fraction typed for percent points is settled by the two figures, and only by them.
    let mismatch =
        format!("AND(ISNUMBER({v}),ABS({v}-{n}*100/{d})>=1,OR({v}>1,ABS({v}*100-{n}*100/{d})>=1))");
    let whole = format!("OR({n}<0,{d}<0,{n}<>INT({n}),{d}<>INT({d}))");
    let both = format!(
        "IF(NOT(AND(ISNUMBER({n}),ISNUMBER({d}))),{},IF({whole},{},IF({d}=0,{},IF({n}>{d},{},IF({range},{},IF({mismatch},{},{ok}))))))",
        said(t!(words, "form-check-not-number")),
        said(t!(words, "form-check-not-whole")),
        said(t!(words, "form-check-zero-base")),
        said(t!(words, "form-check-exceeds")),
        said(t!(words, "form-check-range")),
        said(t!(words, "form-check-mismatch")),
    );
    let value_only = format!(
        "IF(ISNUMBER({v}),IF({range},{},IF(AND({v}>0,{v}<=1),{},{})),IF({},{},{}))",
        said(t!(words, "form-check-range")),
        said(t!(words, "form-check-fraction")),
        said(t!(words, "form-check-no-base")),
        is_blank(&v),
        said(t!(words, "form-check-blank")),
        said(t!(words, "form-check-not-number")),
    );
    format!(
        "IF({},{ok},IF(AND({},{}),{value_only},IF(OR({},{}),{},{both})))",
        is_word(&v, &SILENT),
        is_blank(&n),
        is_blank(&d),
        is_blank(&n),
        is_blank(&d),
        said(t!(words, "form-check-half-base")),
    )
}

fn count(cells: &RowCells<'_>, field: Field, words: &Words, done: &str, blank: &str) -> String {
    let v = cells.at(field);
    format!(
        "IF({},{},IF(ISNUMBER({v}),IF(OR({v}<0,{v}<>INT({v})),{},{done}),IF({},{},{})))",
        is_blank(&v),
        quoted(blank),
        quoted(&t!(words, "form-check-not-whole")),
        is_word(&v, &Word::ALL),
        quoted(&complete(words)),
        quoted(&t!(words, "form-check-not-number")),
    )
}

fn rank(cells: &RowCells<'_>, words: &Words, done: &str) -> String {
    let v = cells.at(Field::Value);
    format!(
        "IF({},{},IF(ISNUMBER({v}),IF(OR({v}<1,{v}<>INT({v})),{},{done}),IF({},{},{})))",
        is_blank(&v),
        quoted(&t!(words, "form-check-blank")),
        quoted(&t!(words, "form-check-not-rank")),
        is_word(&v, &SILENT),
        quoted(&complete(words)),
        quoted(&t!(words, "form-check-not-rank")),
    )
}

fn choice(cells: &RowCells<'_>, words: &Words, choices: [&str; 2], yes: &str, no: &str) -> String {
    let v = cells.at(Field::Value);
    format!(
        "IF({},{},IF({v}={},{yes},IF(OR({v}={},{}),{no},{})))",
        is_blank(&v),
        quoted(&t!(words, "form-check-blank")),
        quoted(choices[0]),
        quoted(choices[1]),
        is_word(&v, &SILENT),
        quoted(&t!(words, "form-check-not-choice")),
    )
}

/// Staff are arranged exactly where there are any.
fn arranged(cells: &RowCells<'_>, words: &Words, ok: &str) -> String {
    let people = cells.at(Field::People);
    let contradiction = quoted(&t!(words, "form-check-contradiction"));
    let some = format!("IF({people}=0,{contradiction},{ok})");
    let yes = count(cells, Field::People, words, &some, &t!(words, "form-check-people-blank"));
    let no = format!("IF(AND(ISNUMBER({people}),{people}>0),{contradiction},{ok})");
    choice(cells, words, ARRANGED, &yes, &no)
}

/// Complete, unless the form demands evidence for a figure above zero and there is none.
fn with_evidence(indicator: &Indicator, cells: &RowCells<'_>, words: &Words, ok: &str) -> String {
    let demanded = indicator.evidence.as_ref().is_some_and(|e| e.field == Field::Evidence);
    if !demanded {
        return ok.to_owned();
    }
    let (v, e) = (cells.at(Field::Value), cells.at(Field::Evidence));
    let missing = quoted(&t!(words, "form-check-no-evidence"));
    format!("IF(AND({v}>0,{}),{missing},{ok})", is_blank(&e))
}

fn is_blank(cell: &str) -> String {
    format!("LEN(TRIM({cell}))=0")
}

fn is_word(cell: &str, words: &[Word]) -> String {
    let same: Vec<String> =
        words.iter().map(|word| format!("TRIM({cell})={}", quoted(word.as_str()))).collect();
    format!("OR({})", same.join(","))
}

/// A text as a formula writes it.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
