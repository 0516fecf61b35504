//! BD412 not-a-choice: not one of the choices of the list.

use crate::i18n::Words;
use crate::rules::rule::{CellContext, Check, Message, Rule, rule};
use crate::t;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::reading::Fault;
use crate::values::quantity::words::{ARRANGED, Status, YES_NO};

pub(in crate::rules) const RULE: Rule =
    rule!("BD412", "not-a-choice", Error, Check::Cell(check), firm: true);

fn check(context: &CellContext<'_>, words: &Words) -> Option<Message> {
    match context.cell.reading.fault()? {
        Fault::NotAChoice => Some(Message {
            text: t!(
                words,
                "bd412-message",
                raw = context.cell.written(),
                choices = choices(context)
            ),
            hint: t!(words, "bd412-hint"),
        }),
        _ => None,
    }
}

fn choices(context: &CellContext<'_>) -> String {
    match context.answer.indicator.read_as(context.field).row.measure {
        Measure::Status => Status::ALL.map(Status::as_str).join("; "),
        Measure::Arranged => ARRANGED.join("; "),
        Measure::Choice => {
            let row = context.answer.indicator.read_as(context.field).row;
            row.measure_form.choices.as_slice().join("; ")
        }
        Measure::YesNo
        | Measure::Quantity
        | Measure::Ratio
        | Measure::Percent
        | Measure::Count
        | Measure::CountWithPeople
        | Measure::Rank
        | Measure::Documents
        | Measure::Text
        | Measure::Section
        | Measure::Entry => YES_NO.join("; "),
    }
}
