//! Reads the content of an input cell by the measure of its row.

use super::model::answer::{Answer, FieldReading};
use crate::campaign::Indicator;
use crate::campaign::list_figure::ReadAs;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::parse::{self, CountOptions, DecimalOptions};
use crate::values::quantity::raw::RawCell;
use crate::values::quantity::reading::{Fault, Reading};
use crate::values::quantity::words::{ARRANGED, Word, YES_NO};

/// How the content of cells is read.
pub(super) struct Values<'a> {
    /// Words that the officer has declared to mean zero.
    pub(super) zero_words: &'a [String],
}

impl Values<'_> {
    /// What is typed in a list in the place of a cell. It is text there, which is no fault.
    pub(super) fn typed(&self, indicator: &Indicator, field: Field, raw: &RawCell) -> FieldReading {
        let read = self.read(indicator, field, raw);
        without_misplaced_words(read, indicator.read_as(field).row.measure).stored_as_number()
    }

    fn count(&self, indicator: &Indicator, field: Field, raw: &RawCell) -> FieldReading {
        let options = CountOptions {
            nouns: indicator.nouns_of(field),
            scale: indicator.scale_of(field),
            zero_words: self.zero_words,
        };
        FieldReading::Integer(parse::count(raw, &options))
    }

    fn decimal(
        &self,
        indicator: &Indicator,
        field: Field,
        decimals: u32,
        raw: &RawCell,
    ) -> FieldReading {
        let of = CountOptions {
            nouns: &indicator.quantity_nouns(),
            scale: indicator.scale_of(field),
            zero_words: self.zero_words,
        };
        FieldReading::Decimal(parse::decimal(raw, &DecimalOptions { decimals, of }))
    }

    pub(super) fn read(&self, indicator: &Indicator, field: Field, raw: &RawCell) -> FieldReading {
        let ReadAs { row: indicator, field } = indicator.read_as(field);
        match field {
            Field::Evidence | Field::Explanation | Field::Result | Field::Column(_) => {
                FieldReading::Text(parse::words(raw))
            }
            Field::Text => prose(raw),
            Field::Status => FieldReading::Status(parse::status(raw)),
            Field::Numerator | Field::Denominator | Field::People => {
                match indicator.decimals(field) {
                    Some(decimals) => self.decimal(indicator, field, decimals, raw),
                    None => self.count(indicator, field, raw),
                }
            }
            // What was before the movement is measured like what is now.
            Field::Value | Field::Baseline => match indicator.measure {
                Measure::Percent => FieldReading::Percent(parse::percent(raw)),
                Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                    self.count(indicator, field, raw)
                }
                Measure::Rank => FieldReading::Integer(parse::rank(raw)),
                Measure::YesNo => FieldReading::Choice(parse::choice(raw, YES_NO)),
                Measure::Arranged => FieldReading::Choice(parse::choice(raw, ARRANGED)),
                Measure::Quantity => {
                    self.decimal(indicator, field, indicator.measure_form.decimals, raw)
                }
                Measure::Ratio => {
                    let form = indicator.rate_form();
                    let of = CountOptions {
                        nouns: &indicator.quantity_nouns(),
                        scale: indicator.scale_of(field),
                        zero_words: self.zero_words,
                    };
                    let options = DecimalOptions { decimals: form.decimals, of };
                    FieldReading::Decimal(parse::ratio(raw, form.per, &options))
                }
                Measure::Choice => {
                    FieldReading::Chosen(parse::choice_of(raw, &indicator.measure_form.choices))
                }
                Measure::Text | Measure::Status | Measure::Section | Measure::Entry => prose(raw),
            },
        }
    }
}

/// Prose, in whose place two of the agreed words may stand. The third is an answer in words: that no
/// difficulty arose is what a section on difficulties says.
fn prose(raw: &RawCell) -> FieldReading {
    FieldReading::Text(match parse::words(raw) {
        Reading::Value { value, as_text } => match Word::read(&value) {
            Some(word @ (Word::NotApplicable | Word::NoData)) => Reading::Word(word),
            Some(Word::Nil) | None => Reading::Value { value, as_text },
        },
        other => other,
    })
}

/// `Không phát sinh` is a zero for what is counted and for nothing else: taken as an answer, it would
/// be a rank of 0, which every `Tốp` target admits, or a rate that no total holds and no rule names.
pub(super) fn without_misplaced_words(reading: FieldReading, measure: Measure) -> FieldReading {
    match reading {
        FieldReading::Percent(Reading::Word(Word::Nil)) => {
            FieldReading::Percent(Reading::Fault(Fault::NotANumber))
        }
        FieldReading::Decimal(Reading::Word(Word::Nil)) if measure == Measure::Ratio => {
            FieldReading::Decimal(Reading::Fault(Fault::NotANumber))
        }
        FieldReading::Choice(Reading::Word(Word::Nil)) => {
            FieldReading::Choice(Reading::Fault(Fault::NotAChoice))
        }
        FieldReading::Chosen(Reading::Word(Word::Nil)) => {
            FieldReading::Chosen(Reading::Fault(Fault::NotAChoice))
        }
        // A task has statuses of its own, one of them for what does not concern the unit.
        FieldReading::Status(Reading::Word(_)) => {
            FieldReading::Status(Reading::Fault(Fault::NotAChoice))
        }
        FieldReading::Integer(Reading::Word(Word::Nil)) if measure == Measure::Rank => {
            FieldReading::Integer(Reading::Fault(Fault::InvalidRank))
        }
        other => other,
    }
}

/// An ambiguous percentage (0.855: points, or a fraction?) is settled by the two figures beside it
/// when they agree with exactly one of its readings.
pub(super) fn settle(answer: &mut Answer<'_>) {
    let Some(rate) = answer.rate() else { return };
    let Some(cell) = answer.cells.get_mut(&Field::Value) else { return };
    let (FieldReading::Percent(reading) | FieldReading::Decimal(reading)) = &mut cell.reading
    else {
        return;
    };
    let Reading::Fault(Fault::Ambiguous(first, second)) = reading else { return };
    if let Some(value) = rate.settle(*first, *second) {
        *reading = Reading::Value { value, as_text: false };
    }
}
