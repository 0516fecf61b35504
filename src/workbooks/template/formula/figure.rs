//! The check column of rows that ask for a figure, and the rate that the form works out itself.

use super::{RowCells, SILENT, complete, is_blank, is_word, quoted};
use crate::campaign::{EvidenceWhen, Indicator};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate_form::{Per, RateForm};
use crate::values::quantity::target::Target;
use crate::values::quantity::words::{ARRANGED, Word, YES_NO};

/// The rate in percent points or its own multiple, with the decimals of its form, never rounded across the
/// target.
pub(in crate::workbooks::template) fn rate(
    cells: &RowCells<'_>,
    indicator: &Indicator,
    target: Option<&Target>,
) -> String {
    let (n, d) = (cells.at(Field::Numerator), cells.at(Field::Denominator));
    let RateForm { per, decimals } = indicator.rate_form();
    let exact = format!("{n}*{}/{d}", per.factor());
    let rounded = format!("ROUND({exact},{decimals})");
    let shown = match target.and_then(Target::rate_bound) {
        Some((bound, false)) => {
            format!(
                "IF(AND({exact}<{bound},{rounded}>={bound}),ROUNDDOWN({exact},{decimals}),{rounded})"
            )
        }
        Some((bound, true)) => {
            format!(
                "IF(AND({exact}>{bound},{rounded}<={bound}),ROUNDUP({exact},{decimals}),{rounded})"
            )
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
        Measure::Percent | Measure::Ratio => percent(indicator, cells, words, &evidence),
        Measure::Quantity => {
            let number = Number { at: Field::Value, decimals: indicator.measure_form.decimals };
            counted(cells, number, words, &evidence.or(&above_zero, &ok), &blank)
        }
        Measure::Choice => own_choice(indicator, cells, words, &evidence.or("TRUE", &ok), &ok),
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

fn percent(
    indicator: &Indicator,
    cells: &RowCells<'_>,
    words: &Words,
    evidence: &Evidence<'_>,
) -> String {
    let ok = quoted(&complete(words));
    let (v, n, d) =
        (cells.at(Field::Value), cells.at(Field::Numerator), cells.at(Field::Denominator));
    let is_ratio = indicator.measure == Measure::Ratio;
    let per = indicator.rate_form().per;
    let range = if is_ratio {
        format!("AND(ISNUMBER({v}),{v}<0)")
    } else {
        format!("AND(ISNUMBER({v}),OR({v}<0,{v}>100))")
    };
    // A fraction typed for percent points is settled by the two figures, and only by them.
    let mismatch = if per == Per::Hundred {
        format!("AND(ISNUMBER({v}),ABS({v}-{n}*100/{d})>=1,OR({v}>1,ABS({v}*100-{n}*100/{d})>=1))")
    } else {
        format!("AND(ISNUMBER({v}),ABS({v}-{n}*{}/{d})>=1)", per.factor())
    };
    let [of_n, of_d] = [Field::Numerator, Field::Denominator]
        .map(|field| indicator.decimals(field).unwrap_or_default());
    let whole = format!("OR({n}<0,{d}<0,{},{})", more_decimals(&n, of_n), more_decimals(&d, of_d));
    let not_whole = not_declared(of_n.max(of_d), words);
    let exceeds = if is_ratio { "FALSE".to_owned() } else { format!("{n}>{d}") };
    let both = format!(
        "IF(NOT(AND(ISNUMBER({n}),ISNUMBER({d}))),{},IF({whole},{},IF({d}=0,{},IF({exceeds},{},IF({range},{},IF({mismatch},{},{}))))))",
        quoted(&t!(words, "form-check-not-number")),
        quoted(&not_whole),
        quoted(&t!(words, "form-check-zero-base")),
        quoted(&t!(words, "form-check-exceeds")),
        quoted(&t!(words, "form-check-range")),
        quoted(&t!(words, "form-check-mismatch")),
        evidence.of_rate(&format!("{n}>0"), &format!("{n}<{d}"), &ok),
    );
    let no_base = quoted(&t!(words, "form-check-no-base"));
    let fraction =
        if per == Per::Hundred { format!("AND({v}>0,{v}<=1)") } else { "FALSE".to_owned() };
    let value_only = format!(
        "IF(ISNUMBER({v}),IF({range},{},IF({fraction},{},{})),IF({},{},{}))",
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

/// A number of a row, and the decimals that it may have.
#[derive(Clone, Copy)]
struct Number {
    at: Field,
    decimals: u32,
}

/// Whether a cell has more decimals than are declared.
fn more_decimals(cell: &str, decimals: u32) -> String {
    if decimals == 0 {
        format!("{cell}<>INT({cell})")
    } else {
        format!("{cell}<>ROUND({cell},{decimals})")
    }
}

fn not_declared(decimals: u32, words: &Words) -> String {
    match decimals {
        0 => t!(words, "form-check-not-whole"),
        decimals => t!(words, "form-check-decimals", decimals = decimals),
    }
}

fn count(cells: &RowCells<'_>, field: Field, words: &Words, done: &str, blank: &str) -> String {
    counted(cells, Number { at: field, decimals: 0 }, words, done, blank)
}

fn counted(cells: &RowCells<'_>, number: Number, words: &Words, done: &str, blank: &str) -> String {
    let v = cells.at(number.at);
    format!(
        "IF({},{},IF(ISNUMBER({v}),IF(OR({v}<0,{}),{},{done}),IF({},{},{})))",
        is_blank(&v),
        quoted(blank),
        more_decimals(&v, number.decimals),
        quoted(&not_declared(number.decimals, words)),
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

/// A choice among the row's own; evidence is asked for the first of them.
fn own_choice(
    indicator: &Indicator,
    cells: &RowCells<'_>,
    words: &Words,
    first: &str,
    other: &str,
) -> String {
    let v = cells.at(Field::Value);
    let mut choices = indicator.measure_form.choices.as_slice().iter();
    let is = |choice: &String| format!("TRIM({v})={}", quoted(choice));
    let reached = choices.next().map_or_else(|| "FALSE".to_owned(), is);
    let others: Vec<String> = choices.map(is).chain([is_word(&v, &SILENT)]).collect();
    format!(
        "IF({},{},IF({reached},{first},IF(OR({}),{other},{})))",
        is_blank(&v),
        quoted(&t!(words, "form-check-blank")),
        others.join(","),
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
