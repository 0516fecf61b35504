//! The readers of figures: what they read, printed and read again, is the same.
#![no_main]

use bdhvs::testing::values::quantity::format::{format_count_vi, format_percent_fixed_vi, format_percent_vi};
use bdhvs::testing::values::quantity::measure::Measure;
use bdhvs::testing::values::quantity::parse::{self, CountOptions};
use bdhvs::testing::values::quantity::raw::{NumberFormat, RawCell, RawValue};
use bdhvs::testing::values::quantity::reading::{Fault, Reading};
use bdhvs::testing::values::quantity::target::Target;
use bdhvs::testing::values::quantity::timeframe::Timeframe;
use bdhvs::testing::values::quantity::words::{ARRANGED, YES_NO};
use bdhvs_fuzz::must;
use libfuzzer_sys::fuzz_target;
use rust_decimal::Decimal;

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |input: &str| {
    // The last letter chooses what else a file may say of the cell.
    let last = input.chars().next_back().map_or(0, |c| u32::from(c) % 6);
    let format = [NumberFormat::Percent, NumberFormat::Other, NumberFormat::Unknown];
    let format = format[(last % 3) as usize];
    for value in values(input) {
        let cell = RawCell { value, format, formula: last > 2, ..RawCell::default() };
        let nouns = ["người".to_owned(), "lượt người".to_owned()];
        let options = CountOptions { nouns: &nouns, ..CountOptions::default() };
        count(parse::count(&cell, &options), &options);
        percent(&parse::percent(&cell));
        rank(&parse::rank(&cell));
        let _ = parse::choice(&cell, YES_NO);
        let _ = parse::choice(&cell, ARRANGED);
        let _ = parse::status(&cell);
        words(&cell);
    }
    target(input);
    let _ = Timeframe::parse(input);
});

/// The input as text, and as the number that it may be.
fn values(input: &str) -> impl Iterator<Item = RawValue> {
    let number = input.trim().parse::<Decimal>().ok().map(RawValue::Number);
    [RawValue::Text(input.to_owned())].into_iter().chain(number)
}

fn text(text: &str) -> RawCell {
    RawCell { value: RawValue::Text(text.to_owned()), ..RawCell::default() }
}

fn count(reading: Reading<i64>, options: &CountOptions<'_>) {
    let Reading::Value { value, .. } = reading else { return };
    must((0..=parse::LARGEST).contains(&value), || format!("a count of {value}"));
    for printed in
        [format_count_vi(value.into()), format!("{} người", format_count_vi(value.into()))]
    {
        let again = parse::count(&text(&printed), options);
        let same = again == Reading::Value { value, as_text: true };
        must(same, || format!("{value} is printed as {printed} and read as {again:?}"));
    }
    let stored = RawCell { value: RawValue::Number(value.into()), ..RawCell::default() };
    must(parse::count(&stored, options).value() == Some(&value), || format!("{value} stored"));
}

fn percent(reading: &Reading<Decimal>) {
    if let Reading::Fault(Fault::Ambiguous(one, other)) = reading {
        must(one != other, || format!("{one} or {other}"));
    }
    let Reading::Value { value, .. } = reading else { return };
    let value = *value;
    let inside = (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&value);
    must(inside, || format!("a percentage of {value}"));
    for printed in [format_percent_vi(value), format_percent_fixed_vi(value)] {
        let printed = format!("{printed}%");
        let again = parse::percent(&text(&printed));
        must(again.value() == Some(&value), || {
            format!("{value} is printed as {printed} and read as {again:?}")
        });
    }
}

fn rank(reading: &Reading<i64>) {
    let Reading::Value { value, .. } = reading else { return };
    must(*value >= 1, || format!("a rank of {value}"));
    let again = parse::rank(&text(&value.to_string()));
    must(again.value() == Some(value), || format!("rank {value} is read as {again:?}"));
}

/// Text that was read is read as itself.
fn words(cell: &RawCell) {
    let Reading::Value { value, .. } = parse::words(cell) else { return };
    must(!value.trim().is_empty(), || "words without words".to_owned());
    let again = parse::words(&text(&value));
    let same = again.value() == Some(&value);
    // Text in an old encoding may look like another one once it is converted, which is not looked at
    // again.
    must(same || cell_is_converted(cell, &value), || format!("{value:?} is read as {again:?}"));
}

fn cell_is_converted(cell: &RawCell, value: &str) -> bool {
    cell.value.text().is_some_and(|text| bdhvs::testing::values::quantity::text::clean_lines(text) != value)
}

fn target(input: &str) {
    let Ok(target) = input.parse::<Target>() else { return };
    must(!target.notation().is_empty(), || format!("{input:?} became nothing"));
    let again = target.notation().parse::<Target>();
    must(again.is_ok_and(|again| again == target), || format!("{input:?} is read otherwise again"));
    let _ = Measure::ALL.map(|measure| measure.as_str().parse::<Measure>());
}
