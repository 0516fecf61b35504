//! What an input cell accepts, and the prompt that a clerk sees on entering it.

mod words;

pub(super) use words::since;

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, Formula, XlsxError};

use super::formula::quoted;
use crate::campaign::{Indicator, Period};
use crate::i18n::Words;
use crate::t;
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::words::{ARRANGED, Status, Word, YES_NO};

/// Excel's limits, in UTF-16 units.
const LONGEST_TITLE: usize = 32;
const LONGEST_MESSAGE: usize = 255;

pub(super) struct Asked<'a> {
    pub indicator: &'a Indicator,
    pub field: Field,
    pub caption: &'a str,
    pub cell: &'a str,
    pub period: &'a Period,
    /// A formula that is true where another row says that this one is not asked.
    pub unless: Option<&'a str>,
}

impl Asked<'_> {
    /// The guard of the cell.
    ///
    /// # Errors
    /// When a text is beyond Excel's limits, which cutting excludes.
    pub(super) fn validation(&self, words: &Words) -> Result<DataValidation, XlsxError> {
        let guarded = match self.accepted() {
            // Where anything is accepted there is nothing to refuse.
            Accepted::Anything => {
                return self.prompted(DataValidation::new().allow_any_value(), words);
            }
            Accepted::Formula(formula) => {
                let formula = self.while_asked(self.bounded(formula));
                DataValidation::new().allow_custom(Formula::new(formula))
            }
            Accepted::OneOf(choices) => DataValidation::new().allow_list_strings(&choices)?,
        };
        self.prompted(guarded, words)?
            .set_error_title(cut(&t!(words, "form-error-title"), LONGEST_TITLE))?
            .set_error_message(cut(&self.refusal(words), LONGEST_MESSAGE))
            .map(|validation| validation.set_error_style(DataValidationErrorStyle::Stop))
    }

    /// What the cell accepts, up to the most that it can hold.
    fn bounded(&self, formula: String) -> String {
        let is_figure = matches!(self.field, Field::Value | Field::Baseline);
        let Some(max) = self.indicator.max.filter(|_| is_figure) else { return formula };
        let (cell, formula) = (self.cell, formula.trim_start_matches('='));
        format!("=AND({formula},OR(NOT(ISNUMBER({cell})),{cell}<={max}))")
    }

    /// What the cell accepts, and while the row is not asked, nothing but that it does not concern the unit.
    fn while_asked(&self, formula: String) -> String {
        let Some(unless) = self.unless else { return formula };
        let word = quoted(Word::NotApplicable.as_str());
        let cell = self.cell;
        format!("=IF({unless},TRIM({cell})={word},{})", formula.trim_start_matches('='))
    }

    /// A formula that is true where the cell holds something that its guard refuses; nothing where it
    /// refuses nothing.
    pub(in crate::workbooks::template) fn refused(&self) -> Option<String> {
        let accepted = match self.accepted() {
            Accepted::Anything => return None,
            Accepted::Formula(formula) => self.bounded(formula).trim_start_matches('=').to_owned(),
            Accepted::OneOf(choices) => {
                let same = choices.iter().map(|c| format!("TRIM({})={}", self.cell, quoted(c)));
                format!("OR({})", same.collect::<Vec<_>>().join(","))
            }
        };
        Some(format!("AND(LEN(TRIM({}))>0,NOT({accepted}))", self.cell))
    }

    /// The guard with what a clerk reads on entering the cell.
    fn prompted(
        &self,
        validation: DataValidation,
        words: &Words,
    ) -> Result<DataValidation, XlsxError> {
        validation
            .ignore_blank(true)
            .set_input_title(cut(&self.title(words), LONGEST_TITLE))?
            .set_input_message(cut(&self.prompt(words), LONGEST_MESSAGE))
    }

    fn accepted(&self) -> Accepted {
        match self.field {
            Field::Evidence
            | Field::Explanation
            | Field::Result
            | Field::Text
            | Field::Column(_) => Accepted::Anything,
            Field::Status => {
                Accepted::OneOf(Status::ALL.map(|status| status.as_str().to_owned()).to_vec())
            }
            Field::Numerator | Field::Denominator | Field::People => {
                let decimals = self.indicator.decimals(self.field).unwrap_or_default();
                Accepted::Formula(format!("={}", self.number(decimals)))
            }
            // What was before the movement concerns every unit that answers the row.
            Field::Baseline => self.figure(&[Word::NoData]),
            Field::Value => self.figure(&[Word::NotApplicable, Word::NoData]),
        }
    }

    /// A figure of the row's measure, or one of some words; what is counted can be nil too.
    fn figure(&self, words: &[Word]) -> Accepted {
        let counted = [&[Word::Nil], words].concat();
        match self.indicator.measure {
            Measure::Percent => {
                let cell = self.cell;
                let percent = format!("AND(ISNUMBER({cell}),{cell}>=0,{cell}<=100)");
                self.or_word(&percent, words)
            }
            Measure::Count | Measure::CountWithPeople | Measure::Documents => {
                self.or_word(&self.whole(0), &counted)
            }
            Measure::Quantity => {
                self.or_word(&self.number(self.indicator.measure_form.decimals), &counted)
            }
            Measure::Ratio => {
                let cell = self.cell;
                self.or_word(&format!("AND(ISNUMBER({cell}),{cell}>=0)"), words)
            }
            Measure::Choice => {
                let choices = self.indicator.measure_form.choices.as_slice().iter().cloned();
                let words = words.iter().map(|word| word.as_str().to_owned());
                self.one_of(choices.chain(words).collect())
            }
            Measure::Rank => self.or_word(&self.whole(1), words),
            Measure::YesNo => choices(YES_NO, words),
            Measure::Arranged => choices(ARRANGED, words),
            Measure::Text | Measure::Status | Measure::Section | Measure::Entry => {
                Accepted::Anything
            }
        }
    }

    /// A choice among texts; a list in a guard holds no comma and 255 letters at most.
    fn one_of(&self, choices: Vec<String>) -> Accepted {
        let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
        if length <= LONGEST_MESSAGE && !choices.iter().any(|choice| choice.contains(',')) {
            return Accepted::OneOf(choices);
        }
        let cell = self.cell;
        let same: Vec<String> =
            choices.iter().map(|choice| format!("TRIM({cell})={}", quoted(choice))).collect();
        Accepted::Formula(format!("=OR({})", same.join(",")))
    }

    /// A number from zero with no more decimals than are declared.
    fn number(&self, decimals: u32) -> String {
        if decimals == 0 {
            return self.whole(0);
        }
        let cell = self.cell;
        format!("AND(ISNUMBER({cell}),{cell}>=0,{cell}=ROUND({cell},{decimals}))")
    }

    fn whole(&self, least: u8) -> String {
        let cell = self.cell;
        format!("AND(ISNUMBER({cell}),{cell}>={least},{cell}=INT({cell}))")
    }

    fn or_word(&self, rule: &str, words: &[Word]) -> Accepted {
        let same: Vec<String> = words
            .iter()
            .map(|word| format!("TRIM({})={}", self.cell, quoted(word.as_str())))
            .collect();
        Accepted::Formula(format!("=OR({rule},{})", same.join(",")))
    }
}

enum Accepted {
    Anything,
    Formula(String),
    OneOf(Vec<String>),
}

fn choices(choices: [&'static str; 2], words: &[Word]) -> Accepted {
    let choices = choices.into_iter().chain(words.iter().map(|word| word.as_str()));
    Accepted::OneOf(choices.map(str::to_owned).collect())
}

/// Cuts a text to a number of UTF-16 units, between characters.
fn cut(text: &str, longest: usize) -> String {
    if text.encode_utf16().count() <= longest {
        return text.to_owned();
    }
    let mut room = longest - 1;
    let mut out: String = text
        .chars()
        .take_while(|c| {
            let fits = c.len_utf16() <= room;
            room = room.saturating_sub(c.len_utf16());
            fits
        })
        .collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}
