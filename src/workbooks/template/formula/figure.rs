//! The check column of rows that ask for a figure, and the rate that the form works out itself.

use super::{RowCells, SILENT, complete, is_blank, is_word, quoted};
use crate::campaign::{EvidenceWhen, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::target::Target;
use crate::values::quantity::words::{ARRANGED, Word, YES_NO};

/// The rate in percent points, two decimals, never rounded across the target.
pub(in crate::workbooks::template) fn rate(
    cells: &RowCells<'_>,
    target: Option<&Target>,
) -> String {
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

/// The formula, and what it says of a blank row.
pub(super) fn check(
    indicator: &Indicator,
    cells: &RowCells<'_>,
    words: &Words,
) -> (String, String) {
    let ok = quoted(&complete(words));
    let blank = t!(words, "form-check-blank");
    let evidence = Evidence { indicator, cells, words };
    let value = cells.at(Field::Value);
    let above_zero = format!("{value}>0");
    let formula = match indicator.measure {
        Measure::Percent => percent(cells, words, &evidence),
        Measure::Count | Measure::Documents => {
            count(cells, Field::Value, words, &evidence.or(&above_zero, &ok), &blank)
        }
        Measure::CountWithPeople => {
            let people = t!(words, "form-check-people-blank");
            let done = evidence.or(&above_zero, &ok);
            let people = count(cells, Field::People, words, &done, &people);
            count(cells, Field::Value, words, &people, &blank)
        }
        Measure::Rank => rank(cells, words, &evidence.or(&above_zero, &ok)),
        Measure::YesNo => choice(cells, words, YES_NO, &evidence.or("TRUE", &ok), &ok),
        Measure::Arranged => arranged(cells, words, &evidence.or("TRUE", &ok)),
        Measure::Text | Measure::Status | Measure::Section | Measure::Entry => format!(
            "IF({},{},IF({},{ok},{}))",
            is_blank(&value),
            quoted(&blank),
            is_word(&value, &SILENT),
            evidence.or("TRUE", &ok)
        ),
    };
    (formula, blank)
}

/// The form's demand for evidence, where it is text that it demands.
struct Evidence<'a> {
    indicator: &'a Indicator,
    cells: &'a RowCells<'a>,
    words: &'a Words,
}

impl Evidence<'_> {
    /// When it holds, if there is any.
    fn when(&self) -> Option<EvidenceWhen> {
        let demand = self.indicator.evidence.as_ref()?;
        (demand.field == Field::Evidence).then_some(demand.when)
    }

    /// That evidence is missing, where a condition holds and there is none; otherwise what else there
    /// is to say.
    fn or(&self, condition: &str, done: &str) -> String {
        if self.when().is_none() {
            return done.to_owned();
        }
        let none = is_blank(&self.cells.at(Field::Evidence));
        let missing = quoted(&t!(self.words, "form-check-no-evidence"));
        format!("IF(AND({condition},{none}),{missing},{done})")
    }

    /// The same for a rate: the condition for a figure above zero, and for one below 100 %.
    fn of_rate(&self, above_zero: &str, below_full: &str, done: &str) -> String {
        match self.when() {
            Some(EvidenceWhen::BelowFull) => self.or(below_full, done),
            Some(EvidenceWhen::AboveZero) | None => self.or(above_zero, done),
        }
    }
}

fn percent(cells: &RowCells<'_>, words: &Words, evidence: &Evidence<'_>) -> String {
    let ok = quoted(&complete(words));
    let (v, n, d) =
        (cells.at(Field::Value), cells.at(Field::Numerator), cells.at(Field::Denominator));
    let range = format!("AND(ISNUMBER({v}),OR({v}<0,{v}>100))");
    // A fraction typed for percent points is settled by the two figures, and only by them.
    let mismatch =
        format!("AND(ISNUMBER({v}),ABS({v}-{n}*100/{d})>=1,OR({v}>1,ABS({v}*100-{n}*100/{d})>=1))");
    let whole = format!("OR({n}<0,{d}<0,{n}<>INT({n}),{d}<>INT({d}))");
    let both = format!(
        "IF(NOT(AND(ISNUMBER({n}),ISNUMBER({d}))),{},IF({whole},{},IF({d}=0,{},IF({n}>{d},{},IF({range},{},IF({mismatch},{},{}))))))",
        quoted(&t!(words, "form-check-not-number")),
        quoted(&t!(words, "form-check-not-whole")),
        quoted(&t!(words, "form-check-zero-base")),
        quoted(&t!(words, "form-check-exceeds")),
        quoted(&t!(words, "form-check-range")),
        quoted(&t!(words, "form-check-mismatch")),
        evidence.of_rate(&format!("{n}>0"), &format!("{n}<{d}"), &ok),
    );
    let no_base = quoted(&t!(words, "form-check-no-base"));
    let value_only = format!(
        "IF(ISNUMBER({v}),IF({range},{},IF(AND({v}>0,{v}<=1),{},{})),IF({},{},{}))",
        quoted(&t!(words, "form-check-range")),
        quoted(&t!(words, "form-check-fraction")),
        evidence.of_rate(&format!("{v}>0"), &format!("{v}<100"), &no_base),
        is_blank(&v),
        quoted(&t!(words, "form-check-blank")),
        quoted(&t!(words, "form-check-not-number")),
    );
    format!(
        "IF({},{ok},IF(AND({},{}),{value_only},IF(OR({},{}),{},{both})))",
        is_word(&v, &SILENT),
        is_blank(&n),
        is_blank(&d),
        is_blank(&n),
        is_blank(&d),
        quoted(&t!(words, "form-check-half-base")),
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
fn arranged(cells: &RowCells<'_>, words: &Words, done: &str) -> String {
    let people = cells.at(Field::People);
    let ok = quoted(&complete(words));
    let contradiction = quoted(&t!(words, "form-check-contradiction"));
    let some = format!("IF({people}=0,{contradiction},{done})");
    let yes = count(cells, Field::People, words, &some, &t!(words, "form-check-people-blank"));
    let no = format!("IF(AND(ISNUMBER({people}),{people}>0),{contradiction},{ok})");
    choice(cells, words, ARRANGED, &yes, &no)
}
