//! The table of docs/contract/numbers.md and its neighbours: how a figure is spelled, and what is read.
//!
//! Requirements, each cited by the tests below:
//!
//! 1. docs/contract/numbers.md: the two columns of the table, spelling by spelling;
//! 2. docs/contract/numbers.md: "a value, an ambiguous finding or an invalid one, never a guess";
//! 3. docs/contract/numbers.md: "Spaces, NBSP and the declared noun or `%` may surround a number";
//! 4. docs/contract/numbers.md: "A percentage keeps its digits as written";
//! 5. docs/contract/forms.md: the agreed words, and formulas without a result;
//! 6. docs/contract/numbers.md: 407 mentions the thousands, `%` in a count is 409;
//! 7. docs/choices.md: errors and dates that come as text are told as errors and dates.

use bdhvs::testing::values::quantity::parse::{self, CountOptions};
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use bdhvs::testing::values::quantity::reading::{Fault, Reading};
use bdhvs::testing::values::quantity::words::{ARRANGED, Word, YES_NO};
use rust_decimal::Decimal;

/// What a spelling is read as, in a form that reads like the table.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    /// The value, stored as a number.
    Stored(&'static str),
    /// The value, as text: 403.
    AsText(&'static str),
    /// An agreed word.
    Agreed(Word),
    Blank,
    /// 402
    NotANumber,
    /// 404
    Ambiguous(&'static str, &'static str),
    /// 405
    Approximate,
    /// 406
    Negative(&'static str),
    /// 407, with the thousands that it mentions
    Fraction(&'static str, Option<i64>),
    /// 408
    OutOfRange(&'static str),
    /// 409
    Wrong(&'static str),
    /// 410
    FormulaError(&'static str),
    /// 411
    Date(&'static str),
    /// 413
    InvalidRank,
}

use Outcome::{
    Agreed, Ambiguous, Approximate, AsText, Blank, Fraction, InvalidRank, Negative, NotANumber,
    OutOfRange, Stored, Wrong,
};

fn decimal(text: &str) -> Decimal {
    text.parse().expect("a decimal in the table")
}

impl Outcome {
    /// The reading that the outcome stands for, as text: decimals are compared digit by digit.
    fn reading(self) -> Reading<String> {
        let fault = match self {
            Stored(value) => return Reading::Value { value: value.to_owned(), as_text: false },
            AsText(value) => return Reading::Value { value: value.to_owned(), as_text: true },
            Agreed(word) => return Reading::Word(word),
            Blank => return Reading::Blank,
            NotANumber => Fault::NotANumber,
            Ambiguous(first, second) => Fault::Ambiguous(decimal(first), decimal(second)),
            Approximate => Fault::Approximate,
            Negative(value) => Fault::Negative(decimal(value)),
            Fraction(value, thousands) => Fault::Fractional { written: decimal(value), thousands },
            OutOfRange(value) => Fault::PercentOutOfRange(decimal(value)),
            Wrong(unit) => Fault::WrongMeasure { written: unit.to_owned() },
            Outcome::FormulaError(error) => Fault::FormulaError(error.to_owned()),
            Outcome::Date(iso) => Fault::Date { iso: iso.to_owned(), serial: None },
            InvalidRank => Fault::InvalidRank,
        };
        Reading::Fault(fault)
    }
}

fn text(written: &str) -> RawCell {
    RawCell { value: RawValue::Text(written.to_owned()), ..RawCell::default() }
}

fn stored(number: &str, format: NumberFormat) -> RawCell {
    RawCell { value: RawValue::Number(decimal(number)), format, ..RawCell::default() }
}

fn people(cell: &RawCell) -> Reading<String> {
    let nouns = ["người".to_owned()];
    let options = CountOptions { nouns: &nouns, ..CountOptions::default() };
    parse::count(cell, &options).map(|count| count.to_string())
}

fn percent(cell: &RawCell) -> Reading<String> {
    parse::percent(cell).map(|points| points.to_string())
}

fn check(
    read: impl Fn(&RawCell) -> Reading<String>,
    cell: impl Fn(&str) -> RawCell,
    table: &[(&str, Outcome)],
) {
    for (spelling, outcome) in table {
        assert_eq!(read(&cell(spelling)), outcome.reading(), "{spelling:?} is {outcome:?}");
    }
}

/// Text in a count of people. Rows marked § are the contract's own.
const COUNT_TEXT: &[(&str, Outcome)] = &[
    // values
    ("350", AsText("350")),          // §
    ("350 người", AsText("350")),    // §
    ("1.250", AsText("1250")),       // §
    ("1.250 người", AsText("1250")), // §
    ("12 345", AsText("12345")),     // §
    ("12\u{A0}345", AsText("12345")),
    ("12\u{2009}345", AsText("12345")),
    ("12\u{202F}345", AsText("12345")),
    (" 350\u{A0}", AsText("350")),
    ("\u{A0}350\u{A0}người ", AsText("350")),
    ("350người", AsText("350")),
    ("350 NGƯỜI", AsText("350")),
    ("350 nguời", NotANumber), // a letter less is another word
    ("350 ngu\u{31B}o\u{31B}\u{300}i", AsText("350")), // decomposed
    ("350 nguoi", AsText("350")),
    ("350 (người)", AsText("350")),
    ("350 người.", AsText("350")),
    ("người 350", AsText("350")),
    ("350\nngười", AsText("350")),
    ("\u{200B}350\u{FEFF}", AsText("350")),
    ("３５０", AsText("350")),
    ("１．２５０", AsText("1250")),
    ("1 250", AsText("1250")),
    ("1.234.567", AsText("1234567")),
    ("1,234,567", AsText("1234567")),
    ("1 234 567", AsText("1234567")),
    ("1.250,0", AsText("1250")),
    ("12,0", AsText("12")),
    ("+5", AsText("5")),
    ("0", AsText("0")),
    ("05", AsText("5")),
    ("-0", AsText("0")),
    ("1.000.000.000.000.000", AsText("1000000000000000")),
    // ambiguous
    ("1,234", Ambiguous("1.234", "1234")), // §
    ("1,250 người", Ambiguous("1.250", "1250")),
    ("1.250,000", Ambiguous("1250.000", "1250000")),
    ("1,250.000", Ambiguous("1250.000", "1250000")),
    ("(3)", Ambiguous("-3", "3")),
    // fractions
    ("12,5", Fraction("12.5", None)), // §
    ("12.5", Fraction("12.5", Some(12_500))),
    ("1.25", Fraction("1.25", Some(1_250))),
    ("1.2345", Fraction("1.2345", None)),
    ("1234.567", Fraction("1234.567", None)),
    ("0.855", Fraction("0.855", None)),
    ("0,5 người", Fraction("0.5", None)),
    ("1,250.5", Fraction("1250.5", None)),
    ("1.250,5", Fraction("1250.5", None)),
    // approximate
    ("hơn 200", Approximate),      // §
    ("trên 150", Approximate),     // §
    ("khoảng 1.000", Approximate), // §
    ("~150", Approximate),         // §
    ("5-7", Approximate),          // §
    ("200+", Approximate),         // §
    ("Hơn 200 người", Approximate),
    ("hon 200", Approximate),
    ("5 - 7", Approximate),
    ("5–7 người", Approximate),
    ("từ 5 đến 7", Approximate),
    ("5 hoặc 7", Approximate),
    ("5 người - 7 người", Approximate),
    ("gần 300", Approximate),
    ("dưới 50", Approximate),
    (">200", Approximate),
    ("> 200", Approximate),
    ("≥ 200", Approximate),
    ("<= 200", Approximate),
    ("tối thiểu 20", Approximate),
    ("không dưới 20", Approximate),
    ("ước 500", Approximate),
    ("ước đạt 500", Approximate),
    ("500 trở lên", Approximate),
    ("500 người trở lên", Approximate),
    ("200 + người", Approximate),
    // negative
    ("-3", Negative("-3")),
    ("−3", Negative("-3")),
    ("-1.250", Negative("-1250")),
    ("- 3 người", Negative("-3")),
    ("-1,5", Negative("-1.5")),
    // another measure
    ("12 lớp", Wrong("lớp")), // §
    ("12 Lớp học", Wrong("Lớp học")),
    ("12 lop", Wrong("lop")),
    ("12%", Wrong("%")), // §
    ("12,5 %", Wrong("%")),
    ("-3 lớp", Wrong("lớp")),
    ("12 học viên", Wrong("học viên")),
    // not a number
    ("nhiều", NotANumber),         // §
    ("đang tổng hợp", NotANumber), // §
    ("không", NotANumber),         // §
    ("-", NotANumber),             // §
    ("không có", NotANumber),      // §
    ("đạt", NotANumber),
    ("x", NotANumber),
    ("350 abc", NotANumber),
    ("350 người đạt", NotANumber),
    ("350.", NotANumber),
    (".5", NotANumber),
    ("1e3", NotANumber),
    ("35O", NotANumber),
    ("ba trăm", NotANumber),
    ("12 34", NotANumber),
    ("12\n345", NotANumber),
    ("12\t345", NotANumber),
    ("1,23,456", NotANumber),
    ("1.2.3", NotANumber),
    ("0912345678", NotANumber),
    ("00070", NotANumber),
    ("5/7", NotANumber),
    ("150+200", NotANumber),
    ("12 lớp (350 người)", NotANumber),
    ("=350", NotANumber),
    ("1.000.000.000.000.001", NotANumber),
    ("99999999999999999999999999999999999999999", NotANumber),
    // other digits, signs, spaces and marks
    ("０", AsText("0")),
    ("1\u{2007}250", AsText("1250")),
    ("1\u{205F}250", AsText("1250")),
    ("1\u{3000}250", AsText("1250")),
    ("１，２３４", Ambiguous("1.234", "1234")),
    ("1 250,5", Fraction("1250.5", None)),
    ("－3", Negative("-3")),
    ("‐3", Negative("-3")),
    ("﹣3", Negative("-3")),
    ("12 ％", Wrong("%")),
    ("1.250 000", NotANumber),
    ("3 5 0", NotANumber),
    ("1'250", NotANumber),
    ("1’250", NotANumber),
    ("1E3", NotANumber),
    ("1,5e3", NotANumber),
    ("٣٥٠", NotANumber),
    ("35٠", NotANumber),
    ("१२", NotANumber),
    ("³", NotANumber),
    ("350²", NotANumber),
    ("½", NotANumber),
    ("1½", NotANumber),
    ("①", NotANumber),
    ("Ⅻ", NotANumber),
    // words, blanks, stand-ins
    ("Không phát sinh", Agreed(Word::Nil)), // §
    ("  không PHÁT sinh ", Agreed(Word::Nil)),
    ("Chưa có số liệu", Agreed(Word::NoData)),      // §
    ("Không áp dụng", Agreed(Word::NotApplicable)), // §
    ("", Blank),
    (" \u{A0}\n\u{200B}", Blank),
    ("#REF!", Outcome::FormulaError("#REF!")),
    ("2025-06-15", Outcome::Date("2025-06-15")),
    ("15/6/2025", Outcome::Date("2025-06-15")),
];

/// Text in a percentage.
const PERCENT_TEXT: &[(&str, Outcome)] = &[
    ("85,5", AsText("85.5")),   // §
    ("85,5%", AsText("85.5")),  // §
    ("85.5 %", AsText("85.5")), // §
    ("85,50", AsText("85.50")), // digits as written
    ("85\u{A0}%", AsText("85")),
    ("85 phần trăm", AsText("85")),
    ("８５％", AsText("85")),
    ("85,125", AsText("85.125")),
    ("66,6667", AsText("66.6667")),
    ("100", AsText("100")),
    ("100%", AsText("100")),
    ("0", AsText("0")),
    ("0%", AsText("0")),
    ("1%", AsText("1")),
    ("0,855%", AsText("0.855")),
    ("0.5 %", AsText("0.5")),
    ("1,5", AsText("1.5")),
    ("85.125", Ambiguous("85.125", "85125")), // §
    ("85.125%", Ambiguous("85.125", "85125")),
    ("0,855", Ambiguous("0.855", "85.5")),
    ("0.855", Ambiguous("0.855", "85.5")),
    ("1", Ambiguous("1", "100")),
    ("(5)", Ambiguous("-5", "5")),
    ("101", OutOfRange("101")),
    ("100,01%", OutOfRange("100.01")),
    ("101.125", OutOfRange("101.125")),
    ("1.234.567", OutOfRange("1234567")),
    ("-1", Negative("-1")),
    ("−0,5%", Negative("-0.5")),
    ("－1％", Negative("-1")),
    ("８５，５", AsText("85.5")),
    ("85,5\u{202F}％", AsText("85.5")),
    ("%85", AsText("85")),
    ("+85%", AsText("85")),
    ("8,55e1", NotANumber),
    ("٨٥%", NotANumber),
    ("đạt", NotANumber), // §
    ("cao", NotANumber), // §
    ("không", NotANumber),
    ("đạt 85%", NotANumber),
    ("85%%", NotANumber),
    ("85/100", NotANumber),
    ("85% số người", NotANumber),
    ("trên 85%", Approximate),
    ("đạt trên 85%", Approximate),
    ("80-90%", Approximate),
    ("80% - 90%", Approximate),
    ("~ 85", Approximate),
    ("85 người", Wrong("người")),
    ("85‰", Wrong("‰")),
    ("Không phát sinh", Agreed(Word::Nil)),
    ("Không áp dụng", Agreed(Word::NotApplicable)),
    ("#DIV/0!", Outcome::FormulaError("#DIV/0!")),
    ("", Blank),
];

#[test]
fn text_in_a_count_of_people() {
    // requirements 1, 2, 3, 5, 6, 7
    check(people, text, COUNT_TEXT);
}

#[test]
fn text_in_a_percentage() {
    // requirements 1, 2, 3, 4, 5, 7
    check(percent, text, PERCENT_TEXT);
}

#[test]
fn the_table_has_the_breadth_it_promises() {
    assert!(COUNT_TEXT.len() + PERCENT_TEXT.len() >= 80);
}

#[test]
fn numbers_stored_in_a_count() {
    // requirements 1, 6
    let table: &[(&str, Outcome)] = &[
        ("350", Stored("350")),   // §
        ("1250", Stored("1250")), // §
        ("350.000", Stored("350")),
        ("0", Stored("0")),
        ("1000000000000000", Stored("1000000000000000")),
        ("1.234", Ambiguous("1.234", "1234")), // §
        ("123.456", Ambiguous("123.456", "123456")),
        ("12.5", Fraction("12.5", Some(12_500))), // §
        ("1.25", Fraction("1.25", Some(1_250))),  // §
        ("0.855", Fraction("0.855", None)),
        ("1234.567", Fraction("1234.567", None)),
        ("1.2345", Fraction("1.2345", None)),
        ("-1", Negative("-1")), // §
        ("-1.234", Negative("-1.234")),
        ("1000000000000001", NotANumber),
        ("79228162514264337593543950335", NotANumber),
    ];
    for format in [NumberFormat::Other, NumberFormat::Unknown] {
        check(people, |number| stored(number, format), table);
    }
    let percent_format: &[(&str, Outcome)] =
        &[("1234", Wrong("%")), ("0.12", Wrong("%")), ("0", Wrong("%"))];
    check(people, |number| stored(number, NumberFormat::Percent), percent_format);
}

#[test]
fn numbers_stored_in_a_percentage() {
    // requirements 1, 2
    let other: &[(&str, Outcome)] = &[
        ("85.5", Stored("85.5")), // §
        ("85.50", Stored("85.5")),
        ("100", Stored("100")),
        ("0", Stored("0")),
        ("85.125", Stored("85.125")),
        ("1.5", Stored("1.5")),
        ("0.855", Ambiguous("0.855", "85.5")), // §
        ("1", Ambiguous("1", "100")),          // §
        ("101", OutOfRange("101")),            // §
        ("-1", Negative("-1")),                // §
        ("8550", OutOfRange("8550")),
        ("79228162514264337593543950335", NotANumber),
    ];
    for format in [NumberFormat::Other, NumberFormat::Unknown] {
        check(percent, |number| stored(number, format), other);
    }
    let as_percent: &[(&str, Outcome)] = &[
        ("0.855", Stored("85.5")), // §
        ("1", Stored("100")),
        ("0", Stored("0")),
        ("0.9", Stored("90")),
        ("0.005", Stored("0.5")),
        ("0.666666666666667", Stored("66.6666666666667")),
        ("85.5", OutOfRange("8550")),
        ("1.01", OutOfRange("101")),
        ("-0.01", Negative("-1")),
    ];
    check(percent, |number| stored(number, NumberFormat::Percent), as_percent);
}

#[test]
fn ranks() {
    // requirement 2; docs/rules/README.md: 413 is "not a rank"
    let rank = |cell: &RawCell| parse::rank(cell).map(|rank| rank.to_string());
    let written: &[(&str, Outcome)] = &[
        ("5", AsText("5")),
        ("05", AsText("5")),
        ("hạng 5", AsText("5")),
        ("Thứ 5", AsText("5")),
        ("thứ hạng 5", AsText("5")),
        ("tốp 5", Approximate),
        ("5-7", Approximate),
        ("0", InvalidRank),
        ("-1", InvalidRank),
        ("1,5", InvalidRank),
        ("1,234", InvalidRank),
        ("5%", Wrong("%")),
        ("5 người", Wrong("người")),
        ("5/34", NotANumber),
        ("nhất", NotANumber),
        ("Chưa có số liệu", Agreed(Word::NoData)),
    ];
    check(rank, text, written);
    let numbers: &[(&str, Outcome)] =
        &[("5", Stored("5")), ("0", InvalidRank), ("-1", InvalidRank), ("1.5", InvalidRank)];
    check(rank, |number| stored(number, NumberFormat::Other), numbers);
}

#[test]
fn cells_that_are_no_number_for_any_figure() {
    // requirements 5, 7
    let date = RawValue::Date { iso: "2025-06-15".to_owned(), serial: Some(decimal("45823")) };
    let date_fault = Fault::Date { iso: "2025-06-15".to_owned(), serial: Some(decimal("45823")) };
    let error = "#DIV/0!".to_owned();
    let cells = [
        (RawValue::Bool(true), false, Fault::NotANumber),
        (RawValue::Unrepresentable("1E+300".to_owned()), false, Fault::NotANumber),
        (date, false, date_fault),
        (RawValue::Error(error.clone()), true, Fault::FormulaError(error)),
        (RawValue::Empty, true, Fault::Uncalculated),
    ];
    for (value, formula, fault) in cells {
        let cell = RawCell { value, formula, format: NumberFormat::Other, ..RawCell::default() };
        let rank = parse::rank(&cell).map(|rank| rank.to_string());
        for reading in [people(&cell), percent(&cell), rank] {
            assert_eq!(reading.fault(), Some(&fault), "{cell:?}");
        }
    }
    // A formula that answers with an empty text has been calculated.
    let answered = RawCell { formula: true, ..text("") };
    assert_eq!(people(&answered), Reading::Blank);
}

#[test]
fn words_for_zero_are_a_setting() {
    // docs/contract/numbers.md: invalid, 402, unless `zero_words` in `bdhvs.toml` says that it means 0
    let zero_words = ["-".to_owned(), "Không có".to_owned()];
    let options = CountOptions { zero_words: &zero_words, ..CountOptions::default() };
    for spelling in ["-", " – ", "không có", "KHÔNG  CÓ"] {
        let zero = Reading::Value { value: 0, as_text: true };
        assert_eq!(parse::count(&text(spelling), &options), zero, "{spelling}");
    }
    let other = parse::count(&text("không"), &options);
    assert_eq!(other, Reading::Fault(Fault::NotANumber));
}

#[test]
fn choices_are_exactly_those_of_the_list() {
    // docs/contract/forms.md: choices are exactly `Đã bố trí`/`Chưa bố trí` and `Có`/`Không`.
    let chosen = |value| Reading::Value { value, as_text: false };
    let refused = Reading::Fault(Fault::NotAChoice);
    let table = [
        (text("Có"), YES_NO, chosen(true)),
        (text(" có\u{A0}"), YES_NO, chosen(true)),
        (text("KHÔNG"), YES_NO, chosen(false)),
        (text("Đã bố trí"), ARRANGED, chosen(true)),
        (text("chưa  bố trí"), ARRANGED, chosen(false)),
        (text("Không áp dụng"), YES_NO, Reading::Word(Word::NotApplicable)),
        (text("Co"), YES_NO, refused.clone()),
        (text("x"), YES_NO, refused.clone()),
        (text("Có"), ARRANGED, refused.clone()),
        (stored("1", NumberFormat::Other), YES_NO, refused.clone()),
        (RawCell { value: RawValue::Bool(true), ..RawCell::default() }, YES_NO, refused),
        (text("#N/A"), YES_NO, Reading::Fault(Fault::FormulaError("#N/A".to_owned()))),
        (text("  "), YES_NO, Reading::Blank),
        (
            RawCell { formula: true, ..RawCell::default() },
            YES_NO,
            Reading::Fault(Fault::Uncalculated),
        ),
    ];
    for (cell, choices, expected) in table {
        assert_eq!(parse::choice(&cell, choices), expected, "{cell:?}");
    }
}

#[test]
fn free_text_keeps_its_lines() {
    // docs/contract/numbers.md: NFC, with NBSP and zero-width characters removed
    let written = |value: &str| Reading::Value { value: value.to_owned(), as_text: false };
    let date = RawValue::Date { iso: "2025-06-15".to_owned(), serial: None };
    let table = [
        (
            text(" Kế hoạch số 12/KH-UBND\u{A0}\r\nngày\u{200B} 15/6/2025 \n"),
            written("Kế hoạch số 12/KH-UBND\nngày 15/6/2025"),
        ),
        (text("ke\u{302}\u{301} hoa\u{323}ch"), written("kế hoạch")),
        (stored("2025", NumberFormat::Other), written("2025")),
        (stored("12.50", NumberFormat::Unknown), written("12,5")),
        (stored("0.855", NumberFormat::Percent), written("85,5%")),
        (RawCell { value: date, ..RawCell::default() }, written("2025-06-15")),
        (text("Không áp dụng"), written("Không áp dụng")),
        (text("15/6/2025"), written("15/6/2025")),
        (text("\n \t"), Reading::Blank),
        (text("#REF!"), Reading::Fault(Fault::FormulaError("#REF!".to_owned()))),
    ];
    for (cell, expected) in table {
        assert_eq!(parse::words(&cell), expected, "{cell:?}");
    }
}
