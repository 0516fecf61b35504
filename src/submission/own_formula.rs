//! Whether the formula in the cell of a rate is the one that the form was issued with. Other programs
//! drop its result or store 0, so that its two figures count and never what is cached; a formula of
//! the unit's own is an answer with its result.

use super::model::answer::{Answer, FieldReading};
use crate::values::key::{Field, Position};
use crate::values::quantity::rate::Rate;
use crate::values::quantity::raw::{LOST, RawCell, RawValue};
use crate::values::quantity::reading::{Fault, Reading};

/// The functions of the formula of a rate.
const FUNCTIONS: [&str; 6] = ["AND", "IF", "ISNUMBER", "ROUND", "ROUNDDOWN", "ROUNDUP"];
/// The numbers that stand in it besides those that it compares with.
const NUMBERS: [&str; 3] = ["0", "2", "100"];

/// Reads the cell of a rate as blank where the form's own formula stands in it. What a formula of the
/// unit's own came to is from here on an answer like one that was typed.
pub(super) fn settle(answer: &mut Answer<'_>) {
    let Some(cell) = answer.cells.get(&Field::Value).filter(|cell| cell.raw.formula) else {
        return;
    };
    if matches!(
        cell.reading,
        FieldReading::Percent(Reading::Fault(Fault::StruckOrRaised | Fault::Picture))
    ) {
        return;
    }
    let figures = [Field::Numerator, Field::Denominator].map(|field| {
        let figure = answer.cells.get(&field)?;
        (figure.place.sheet == cell.place.sheet).then_some(figure.place.position)
    });
    let formula = cell.raw.appearance.as_ref().and_then(|seen| seen.formula.as_deref());
    let is_own = match (formula, figures) {
        (Some(formula), [Some(numerator), Some(denominator)]) => {
            // openpyxl moves cells and leaves what their formulas name.
            is_issued(formula, &cell.place.sheet, numerator, denominator)
                || (is_of_another_row(formula, &cell.place.sheet)
                    && has_own_result(&cell.raw, &cell.reading, answer.rate()))
        }
        // A figure was deleted, and the formula with it means nothing.
        (Some(formula), _) => formula.to_ascii_uppercase().contains("#REF!"),
        (None, _) => has_own_result(&cell.raw, &cell.reading, answer.rate()),
    };
    let Some(cell) = answer.cells.get_mut(&Field::Value) else { return };
    if is_own {
        cell.reading = FieldReading::Percent(Reading::Blank);
    } else if cell.raw.value != RawValue::Empty {
        cell.raw.formula = false;
    }
}

/// Whether a formula that is not known in words came to what the form's own comes to.
fn has_own_result(raw: &RawCell, reading: &FieldReading, rate: Option<Rate>) -> bool {
    match &raw.value {
        value if value.is_blank() => true,
        RawValue::Number(number) if number.is_zero() => true,
        // The reader of .xlsb does not know what it came to.
        RawValue::Error(error) => error == LOST,
        _ => match (reading, rate) {
            (FieldReading::Percent(Reading::Value { value, .. }), Some(rate)) => {
                rate.agrees_with(*value)
            }
            (FieldReading::Percent(Reading::Fault(Fault::Ambiguous(one, other))), Some(rate)) => {
                rate.agrees_with(*one) || rate.agrees_with(*other)
            }
            _ => false,
        },
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Cell(Position),
    Function(String),
    Number(String),
    Sign(char),
    /// An empty text in quotation marks.
    Nothing,
}

/// Whether a formula is over two cells of its sheet and no others, divides the first by the second, and
/// has no function and no number that the form's own has not. How it is spelt does not matter.
fn is_issued(formula: &str, sheet: &str, numerator: Position, denominator: Position) -> bool {
    let Some(tokens) = tokens(formula, sheet) else { return false };
    let needed = [Token::Cell(numerator), Token::Cell(denominator), Token::Sign('/')];
    needed.iter().all(|token| tokens.contains(token))
        && tokens.iter().enumerate().all(|(at, token)| match token {
            Token::Cell(position) => *position == numerator || *position == denominator,
            Token::Function(name) => FUNCTIONS.contains(&name.as_str()),
            Token::Number(number) => {
                let before = at.checked_sub(1).and_then(|before| tokens.get(before));
                NUMBERS.contains(&number.as_str())
                    || matches!(before, Some(Token::Sign('<' | '>' | '=')))
            }
            Token::Sign('/') => {
                let mut behind = tokens.iter().skip(at + 1);
                behind.find(|next| **next != Token::Sign('(')) == Some(&Token::Cell(denominator))
            }
            Token::Sign(sign) => !matches!(sign, '+' | '-' | '&' | '^' | '%'),
            Token::Nothing => true,
        })
}

/// Whether a formula is the form's own over the two figures of some other row.
fn is_of_another_row(formula: &str, sheet: &str) -> bool {
    let mut cells: Vec<Position> = tokens(formula, sheet)
        .iter()
        .flatten()
        .filter_map(|token| match token {
            Token::Cell(position) => Some(*position),
            Token::Function(_) | Token::Number(_) | Token::Sign(_) | Token::Nothing => None,
        })
        .collect();
    cells.sort_unstable();
    cells.dedup();
    match cells.as_slice() {
        [one, other] if one.row == other.row => {
            is_issued(formula, sheet, *one, *other) || is_issued(formula, sheet, *other, *one)
        }
        _ => false,
    }
}

/// The pieces of a formula in the syntax of Excel or of OpenDocument; `None` where there is a piece that
/// the form's own formula cannot have: a name, a range, words, another sheet.
fn tokens(formula: &str, sheet: &str) -> Option<Vec<Token>> {
    let formula = formula.trim();
    let formula = ["of:", "msoxl:", "oooc:"]
        .iter()
        .find_map(|prefix| formula.strip_prefix(prefix))
        .unwrap_or(formula);
    let mut rest = formula.strip_prefix('=').unwrap_or(formula);
    let mut tokens = Vec::new();
    while let Some(first) = rest.chars().next() {
        match first {
            _ if first.is_whitespace() => rest = rest.get(first.len_utf8()..)?,
            // OpenDocument puts references in brackets and a point before them.
            '[' | ']' | '.' => rest = rest.get(1..)?,
            '"' => {
                rest = rest.strip_prefix("\"\"")?;
                tokens.push(Token::Nothing);
            }
            '\'' => {
                let (name, behind) = quoted(rest.get(1..)?)?;
                rest = behind.strip_prefix(['!', '.'])?;
                if name != sheet {
                    return None;
                }
            }
            '0'..='9' => {
                let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.');
                let (number, behind) = rest.split_at(end.unwrap_or(rest.len()));
                tokens.push(Token::Number(number.to_owned()));
                rest = behind;
            }
            '$' | '_' => rest = word(rest, sheet, &mut tokens)?,
            _ if first.is_alphabetic() => rest = word(rest, sheet, &mut tokens)?,
            '(' | ')' | ',' | ';' | '*' | '/' | '+' | '-' | '&' | '^' | '%' | '<' | '>' | '=' => {
                tokens.push(Token::Sign(first));
                rest = rest.get(1..)?;
            }
            _ => return None,
        }
    }
    Some(tokens)
}

/// A name in quotes, and what is behind it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = text;
    loop {
        let (piece, behind) = rest.split_once('\'')?;
        name.push_str(piece);
        match behind.strip_prefix('\'') {
            Some(more) => {
                name.push('\'');
                rest = more;
            }
            None => return Some((name, behind)),
        }
    }
}

/// A function, a reference or the name of a sheet before one; gives what is behind it.
fn word<'f>(text: &'f str, sheet: &str, tokens: &mut Vec<Token>) -> Option<&'f str> {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '$' | '_' | '.'));
    let (word, behind) = text.split_at(end.unwrap_or(text.len()));
    if word == "$" && behind.starts_with('\'') {
        return Some(behind);
    }
    if behind.trim_start().starts_with('(') {
        let name = word.to_ascii_uppercase();
        let name = name.strip_prefix("_XLFN.").unwrap_or(&name);
        tokens.push(Token::Function(name.to_owned()));
        return Some(behind);
    }
    if let Some(behind) = behind.strip_prefix('!') {
        return (word.trim_start_matches('$') == sheet).then_some(behind);
    }
    let (before, address) = word.rsplit_once('.').unwrap_or(("", word));
    if !before.is_empty() && before.trim_start_matches('$') != sheet {
        return None;
    }
    tokens.push(Token::Cell(Position::parse(address)?));
    // A range is no single cell.
    (!behind.starts_with(':')).then_some(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_own(formula: &str) -> bool {
        let [numerator, denominator] =
            ["G7", "H7"].map(|address| Position::parse(address).unwrap());
        is_issued(formula, "Biểu 1", numerator, denominator)
    }

    #[test]
    fn the_issued_formula_is_known_in_any_spelling() {
        let issued = "IF(AND(ISNUMBER(G7),ISNUMBER(H7)),IF(H7>0,IF(AND(G7*100/H7<95,ROUND(G7*100/H7,2)>=95),\
                      ROUNDDOWN(G7*100/H7,2),ROUND(G7*100/H7,2)),\"\"),\"\")";
        let spelt = [
            issued.to_owned(),
            format!("={}", issued.replace(',', ";")),
            issued.replace("G7", "$G$7").replace("H7", "$H7").to_lowercase(),
            format!(
                "of:={}",
                issued.replace("G7", "[.G7]").replace("H7", "[.$H$7]").replace(',', ";")
            ),
            issued.replace("G7", "'Biểu 1'!G7").replace("ROUND(", "_xlfn.ROUND( "),
            format!("of:={}", issued.replace("G7", "[$'Biểu 1'.G7]").replace("H7", "[.H7]")),
            "G7*100/H7".to_owned(),
            "ROUND((G7/H7)*100,2)".to_owned(),
        ];
        for formula in spelt {
            assert!(is_own(&formula), "{formula}");
        }
    }

    #[test]
    fn any_other_formula_is_the_units_own() {
        for formula in [
            "97*1",
            "G7*100/H8",
            "H7*100/G7",
            "G7/H7*97",
            "G7*100/H7+2",
            "G7*100/H7-0",
            "SUM(G7,H7)*100/H7",
            "SUM(G7:H7)",
            "G7*100/(G7+H7)",
            "IF(G7>0,97,G7*100/H7)",
            "'Biểu 2'!G7*100/H7",
            "Biểu1!G7*100/H7",
            "IF(G7*100/H7>0,\"97\",\"\")",
            "tỉ_lệ",
            "ROUND(G7,2)",
            "IF(1=1,G7*100/H7,\"",
            "đ",
            "",
        ] {
            assert!(!is_own(formula), "{formula}");
        }
    }

    #[test]
    fn the_formula_of_another_row_is_known_for_one() {
        assert!(is_of_another_row("ROUND(G12*100/H12,2)", "Biểu 1"));
        assert!(!is_of_another_row("ROUND(G12*100/H13,2)", "Biểu 1"));
        assert!(!is_of_another_row("97*1", "Biểu 1"));
    }

    proptest::proptest! {
        #[test]
        fn any_formula_is_taken_apart(formula in "[=GH7$.'\"!\\[\\](),;*/A-Fđ ]{0,30}") {
            let _ = is_own(&formula);
        }
    }
}
