//! What a cell shows besides its content, put together by the readers of all formats.

use crate::values::quantity::raw::{
    Appearance, RawCell, RawValue, TextEffect, TextRun, is_picture_formula,
};
use crate::values::quantity::text::is_blank;

/// The longest formula that is kept: that of a rate is shorter, however it is spelt.
pub(super) const FORMULA_BYTES: usize = 600;

/// Where a part of a text begins, and what is done to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    /// The byte at which it begins.
    pub(super) start: usize,
    /// What is done to it; `None` where the font of the cell says.
    pub(super) effect: Option<TextEffect>,
}

/// The parts of a text that look the same; none where nothing is done to any of them. A part of
/// nothing but spaces looks like the part before it, or else the one behind.
fn runs(text: &str, pieces: &[Piece], cell: TextEffect) -> Vec<TextRun> {
    let first = pieces.first().map_or(text.len(), |piece| piece.start);
    let before = (first > 0).then_some(Piece { start: 0, effect: None });
    let pieces: Vec<Piece> = before.into_iter().chain(pieces.iter().copied()).collect();
    let mut runs: Vec<TextRun> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let end = pieces.get(at + 1).map_or(text.len(), |next| next.start);
        let Some(part) = text.get(piece.start..end).filter(|part| !part.is_empty()) else {
            continue;
        };
        let effect = piece.effect.unwrap_or(cell);
        match runs.last_mut() {
            Some(last) if last.effect == effect || is_blank(part) => last.text.push_str(part),
            Some(last) if is_blank(&last.text) => {
                last.text.push_str(part);
                last.effect = effect;
            }
            _ => runs.push(TextRun { text: part.to_owned(), effect }),
        }
    }
    if runs.iter().all(|run| run.effect == TextEffect::Plain || is_blank(&run.text)) {
        runs.clear();
    }
    runs
}

/// Gives a cell the parts of its content that look the same, where something is done to any of them.
/// `effect` is what the font of the cell does.
pub(super) fn give_runs(cell: &mut RawCell, pieces: &[Piece], effect: TextEffect) {
    // Nearly every cell passes this test.
    if effect == TextEffect::Plain && pieces.is_empty() {
        return;
    }
    let runs = runs(&cell.value.as_written(), pieces, effect);
    if !runs.is_empty() {
        appearance(cell).runs = runs;
    }
}

/// Gives a cell what it shows in the place of its content, and marks it where its letters cannot be seen.
pub(super) fn give_shown(cell: &mut RawCell, shown: Option<String>, is_faint: bool) {
    if shown.is_some() {
        appearance(cell).shown = shown;
    }
    if is_faint && !cell.value.is_blank() {
        appearance(cell).faint = true;
    }
}

/// Keeps the formula of a cell where it can matter: it came to a number, an error or nothing, or it
/// stands for a picture.
pub(super) fn keep_formula(cell: &mut RawCell, formula: &str) {
    // What WPS stores for a picture is its formula again; any other text is what the formula came to.
    let is_words =
        matches!(&cell.value, RawValue::Text(text) if !text.is_empty() && !text.starts_with('='));
    let formula = formula.trim();
    if is_words || formula.is_empty() {
        return;
    }
    if is_picture_formula(formula) {
        appearance(cell).picture = true;
    }
    if formula.len() <= FORMULA_BYTES {
        appearance(cell).formula = Some(formula.to_owned());
    }
}

/// The appearance of a cell, made where there is none.
pub(super) fn appearance(cell: &mut RawCell) -> &mut Appearance {
    cell.appearance.get_or_insert_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use TextEffect::{Plain, Raised, Struck};

    fn parts(
        text: &str,
        pieces: &[(usize, Option<TextEffect>)],
        cell: TextEffect,
    ) -> Vec<(String, TextEffect)> {
        let pieces: Vec<Piece> =
            pieces.iter().map(|(start, effect)| Piece { start: *start, effect: *effect }).collect();
        runs(text, &pieces, cell).into_iter().map(|run| (run.text, run.effect)).collect()
    }

    #[test]
    fn neighbouring_parts_of_one_effect_are_joined() {
        let of = |text: &str, effect| (text.to_owned(), effect);
        assert_eq!(
            parts("12001250", &[(0, Some(Struck)), (4, Some(Plain))], Plain),
            [of("1200", Struck), of("1250", Plain)]
        );
        assert_eq!(
            parts("1250 1", &[(4, Some(Raised)), (5, Some(Raised))], Plain),
            [of("1250 ", Plain), of("1", Raised)]
        );
        assert_eq!(parts("1250", &[], Struck), [of("1250", Struck)]);
        // A part that says nothing has the font of the cell; one that says something has not.
        assert_eq!(
            parts("12", &[(0, None), (1, Some(Plain))], Struck),
            [of("1", Struck), of("2", Plain)]
        );
        assert_eq!(parts("12", &[(0, Some(Plain))], Struck), []);
        assert_eq!(parts(" \u{a0}", &[], Struck), []);
        assert_eq!(parts("12 ", &[(0, Some(Plain)), (2, Some(Struck))], Plain), []);
        assert_eq!(
            parts(" 12", &[(0, Some(Plain)), (1, Some(Struck))], Plain),
            [of(" 12", Struck)]
        );
        assert_eq!(parts("", &[(0, Some(Struck))], Struck), []);
    }
}
