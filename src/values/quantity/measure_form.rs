//! What a measure needs to know of its row beside its name: decimals, what a rate is per, the choices.

use crate::values::quantity::choices::Choices;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::rate_form::{Per, RateForm};

/// The most decimals that a definition may declare.
pub const MOST_DECIMALS: u32 = 6;
/// The decimals of a quantity or a ratio that declares none.
const DECIMALS: u32 = 2;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeasureForm {
    /// Of a quantity as it is reported, of a ratio as it is shown.
    pub decimals: u32,
    pub per: Per,
    pub numerator_decimals: u32,
    pub denominator_decimals: u32,
    pub choices: Choices,
}

impl Default for MeasureForm {
    fn default() -> Self {
        Self {
            decimals: DECIMALS,
            per: Per::Hundred,
            numerator_decimals: 0,
            denominator_decimals: 0,
            choices: Choices::default(),
        }
    }
}

/// Between the parts of the code, but for the choices, which are a list of JSON behind the rest.
const BETWEEN: char = ' ';

impl MeasureForm {
    /// How a rate of the row is put into a number.
    pub fn rate(&self, measure: Measure) -> RateForm {
        if measure == Measure::Ratio {
            RateForm { per: self.per, decimals: self.decimals }
        } else {
            RateForm::PERCENT
        }
    }

    /// As a consolidation carries it; nothing where the measure says it all.
    pub fn code(&self, measure: Measure) -> Option<String> {
        let [n, d] = [self.numerator_decimals, self.denominator_decimals];
        match measure {
            Measure::Quantity => Some(self.decimals.to_string()),
            Measure::Ratio => Some(format!("{} {} {n} {d}", self.decimals, self.per.factor())),
            Measure::Percent if n + d > 0 => Some(format!("{} 100 {n} {d}", self.decimals)),
            Measure::Choice => serde_json::to_string(self.choices.as_slice()).ok(),
            Measure::Percent
            | Measure::Count
            | Measure::CountWithPeople
            | Measure::YesNo
            | Measure::Rank
            | Measure::Documents
            | Measure::Arranged
            | Measure::Text
            | Measure::Status
            | Measure::Section
            | Measure::Entry => None,
        }
    }

    /// Reads what [`code`](Self::code) writes.
    pub fn read(code: &str) -> Option<Self> {
        if code.starts_with('[') {
            let choices: Vec<String> = serde_json::from_str(code).ok()?;
            return Some(Self { choices: Choices::new(choices), ..Self::default() });
        }
        let mut parts = code.split(BETWEEN).map(|part| part.parse::<u32>().ok());
        let mut form = Self { decimals: decimals(parts.next()?)?, ..Self::default() };
        if let Some(per) = parts.next() {
            form.per = Per::read(i64::from(per?))?;
            form.numerator_decimals = decimals(parts.next()?)?;
            form.denominator_decimals = decimals(parts.next()?)?;
        }
        parts.next().is_none().then_some(form)
    }
}

fn decimals(read: Option<u32>) -> Option<u32> {
    read.filter(|decimals| *decimals <= MOST_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_back_as_it_was() {
        let choices = Choices::new(["Đạt", "Chưa đạt"].map(str::to_owned));
        let forms = [
            (Measure::Quantity, MeasureForm { decimals: 3, ..MeasureForm::default() }),
            (
                Measure::Ratio,
                MeasureForm {
                    decimals: 1,
                    per: Per::Thousand,
                    numerator_decimals: 2,
                    ..MeasureForm::default()
                },
            ),
            (Measure::Choice, MeasureForm { choices, ..MeasureForm::default() }),
        ];
        for (measure, form) in forms {
            assert_eq!(MeasureForm::read(&form.code(measure).unwrap()), Some(form));
        }
        assert_eq!(MeasureForm::default().code(Measure::Count), None);
        for code in ["", "7", "2 10 0 0", "2 100 0", "x"] {
            assert_eq!(MeasureForm::read(code), None, "{code}");
        }
    }
}
