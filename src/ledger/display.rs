//! A figure in words.

use crate::submission::answer::Figure;
use crate::values::quantity::format::{format_count_vi, format_quantity_vi, percent_display};
use crate::values::quantity::rollup::{Rollup, Total};
use crate::values::quantity::target::Target;

/// A figure in words; percentages with two decimals, never rounded across the target.
pub fn display(figure: &Figure, target: Option<&Target>) -> String {
    match figure {
        Figure::Rate(rate) => rate.form().with_sign(percent_display(*rate, target)),
        Figure::Bare(bare) => bare.form.with_sign(percent_display(*bare, target)),
        Figure::Quantity(number) => format_quantity_vi(*number),
        Figure::Choice(chosen) => chosen.as_str().to_owned(),
        Figure::Count(count)
        | Figure::Rank(count)
        | Figure::CountWithPeople { count, people: None } => format_count_vi(i128::from(*count)),
        Figure::CountWithPeople { count, people: Some(people) } => {
            format!(
                "{} ({})",
                format_count_vi(i128::from(*count)),
                format_count_vi(i128::from(*people))
            )
        }
        Figure::YesNo(yes) => choice(crate::values::quantity::words::YES_NO, *yes).to_owned(),
        Figure::Arranged { yes, staff } => {
            let chosen = choice(crate::values::quantity::words::ARRANGED, *yes);
            match staff {
                Some(staff) => format!("{chosen} ({})", format_count_vi(i128::from(*staff))),
                None => chosen.to_owned(),
            }
        }
        Figure::Text(text) => text.to_string(),
        Figure::Status(status) => status.as_str().to_owned(),
        Figure::Entry => String::new(),
        Figure::Beneath(area) => beneath(area, target),
    }
}

/// What the units beneath an area come to; where it is no number, how many of them.
fn beneath(area: &Rollup, target: Option<&Target>) -> String {
    let units = |yes: usize| format!("{yes}/{}", area.answered);
    match &area.total {
        Total::None => "–".to_owned(),
        Total::Rate(rate) => display(&Figure::Rate(*rate), target),
        Total::Count { sum, .. } => format_count_vi(*sum),
        Total::CountWithPeople { sum, people } => {
            format!("{} ({})", format_count_vi(*sum), format_count_vi(*people))
        }
        Total::YesNo { yes } => units(*yes),
        Total::Arranged { yes, staff } => format!("{} ({})", units(*yes), format_count_vi(*staff)),
        Total::Quantity(sum) => format_quantity_vi(*sum),
        Total::Choices(counts) => counts.in_words(),
        Total::Range { min, max } if min == max => format_quantity_vi(*min),
        Total::Range { min, max } => {
            format!("{}–{}", format_quantity_vi(*min), format_quantity_vi(*max))
        }
    }
}

fn choice(choices: [&'static str; 2], yes: bool) -> &'static str {
    if yes { choices[0] } else { choices[1] }
}
