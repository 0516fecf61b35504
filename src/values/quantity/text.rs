//! Comparing Vietnamese text that has been through many programs (docs/contract/numbers.md).

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text as it should have been stored: NFC, no zero-width characters, NBSP and runs of white
/// space as one space, trimmed. Letters and their case stay as they are.
pub fn clean(text: &str) -> String {
    // Nearly all text is clean already, or at least composed: composing it again is most of the work.
    if is_clean(text) {
        text.to_owned()
    } else if is_composed(text) {
        collapse(text.chars(), text.len())
    } else {
        collapse(text.nfc(), text.len())
    }
}

/// Whether nothing is left of a text once it is cleaned.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_zero_width(c))
}

/// Whether a text is certainly as [`clean`] would leave it.
fn is_clean(text: &str) -> bool {
    let mut before = ' ';
    text.chars().all(|c| {
        let is_spaced = c == ' ' && before != ' ';
        before = c;
        is_spaced || matches!(c, '!'..='~' | '\u{A1}'..FIRST_COMBINING_MARK) || is_vietnamese(c)
    }) && (before != ' ' || text.is_empty())
}

/// Whether a text is certainly in NFC.
fn is_composed(text: &str) -> bool {
    // What Vietnamese is written in is composed whatever stands beside it; only other letters are
    // worth a look into the tables of Unicode.
    text.chars().all(|c| c < FIRST_COMBINING_MARK || is_vietnamese(c))
        || is_nfc_quick(text.chars()) == IsNormalized::Yes
}

const FIRST_COMBINING_MARK: char = '\u{300}';

/// The composed letters that only Vietnamese has.
pub(super) fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{1EA0}'..='\u{1EF9}')
}

fn collapse(letters: impl Iterator<Item = char>, length: usize) -> String {
    let visible = letters.filter(|c| !is_zero_width(*c));
    let mut out = String::with_capacity(length);
    let mut pending_space = false;
    for c in visible {
        if c.is_whitespace() {
            pending_space = !out.is_empty();
        } else {
            if pending_space {
                out.push(' ');
                pending_space = false;
            }
            out.push(c);
        }
    }
    out
}

/// [`clean`], line by line: line breaks (and tabs, which a paste leaves where a cell ended) stay as
/// `\n`, because what they keep apart must not run together. Blank lines at either end go.
pub fn clean_lines(text: &str) -> String {
    if !text.contains(is_line_break) {
        return clean(text);
    }
    let text = text.replace("\r\n", "\n");
    let lines: Vec<String> = text.split(is_line_break).map(clean).collect();
    lines.join("\n").trim_matches('\n').to_owned()
}

/// The text without accents and with `đ` as `d`, folded: for finding near names only, never for
/// deciding that two names are the same.
pub fn plain(text: &str) -> String {
    fold(text)
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// How words may stand in folded text: folded, and without accents where the text has none.
pub(super) fn spellings(words: &str, folded: &str) -> impl Iterator<Item = String> {
    let unaccented = std::iter::once_with(|| plain(words));
    std::iter::once_with(|| fold(words)).chain(unaccented.take(usize::from(folded.is_ascii())))
}

/// Whether a text is digits and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Old style marks the first vowel (hòa, thủy), new style the second (hoà, thuỷ): [`fold`] folds to old.
const NEW_TO_OLD: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

/// The text for comparing: [`clean`], lower case, and the two ways of placing a tone mark on
/// `oa`, `oe`, `uy` (hoà, hòa) made one. `đ` stays apart from `d`, and the two letters of other languages
/// whose capitals look like `Đ` are made one with it.
pub fn fold(text: &str) -> String {
    let mut lower = clean(text).to_lowercase();
    if lower.contains(LIKE_D) {
        lower = lower.replace(LIKE_D, "đ");
    }
    if !has_new_style(&lower) {
        return lower;
    }
    // Folding is the same on both sides of a comparison, so folding `quý` to `qúy` does no harm.
    NEW_TO_OLD.iter().fold(
        lower,
        |text, (new, old)| {
            if text.contains(new) { text.replace(new, old) } else { text }
        },
    )
}

/// The small letters of Icelandic `Ð` and African `Ɖ`.
const LIKE_D: [char; 2] = ['\u{F0}', '\u{256}'];

/// The letters and digits of a text, folded: all that is compared of a wording, however it is spaced and
/// punctuated.
pub fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether one of the pairs of [`NEW_TO_OLD`] may be in a text: `o` or `u` before a letter with a mark.
fn has_new_style(lower: &str) -> bool {
    let bytes = lower.as_bytes();
    bytes.windows(2).any(|pair| matches!(pair, [b'o' | b'u', next] if !next.is_ascii()))
}

/// Characters that take no room: joiners, byte order marks, marks of writing direction. The soft
/// hyphen is not among them: in TCVN3 text it is a letter (`ư`), and the evidence of the encoding.
fn is_zero_width(c: char) -> bool {
    matches!(
        c,
        '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'
            | '\u{2066}'..='\u{2069}'
            | '\u{FEFF}'
    )
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_in_many_encodings_folds_to_one() {
        let composed = "Phường Tân Hòa";
        let decomposed: String = composed.nfd().collect();
        for other in
            [&decomposed, "Phường  Tân\u{A0}Hoà ", "PHƯỜNG TÂN HÒA", "Phường Tân\u{200B} Hòa"]
        {
            assert_eq!(fold(composed), fold(other), "{other:?}");
        }
    }

    proptest::proptest! {
        /// The quick looks at a text change nothing of what comes out.
        #[test]
        fn cleaning_by_short_cuts_gives_the_same_text(
            text in "([a-zàoạảòyỳýđĐƯ]|[ \t\n]|\\PC|[\u{300}\u{323}\u{AD}\u{A0}\u{85}\u{200B}\u{2028}]){0,12}"
        ) {
            let slowly = collapse(text.nfc(), 0);
            proptest::prop_assert_eq!(&clean(&text), &slowly);
            proptest::prop_assert_eq!(is_blank(&text), slowly.is_empty());
            let lower = slowly.to_lowercase().replace(['\u{F0}', '\u{256}'], "đ");
            let folded = NEW_TO_OLD.iter().fold(lower, |text, (new, old)| text.replace(new, old));
            proptest::prop_assert_eq!(fold(&text), folded);
            let lines: Vec<String> = text.replace("\r\n", "\n").split(is_line_break).map(clean).collect();
            let lines = lines.join("\n");
            proptest::prop_assert_eq!(clean_lines(&text), lines.trim_matches('\n'));
        }
    }

    #[test]
    fn letters_that_look_the_same_are_the_same() {
        for other in ["\u{D0}ã bố trí", "\u{189}ã bố trí", "\u{F0}ã bố trí"] {
            assert_eq!(fold(other), fold("Đã bố trí"));
        }
        assert_eq!(plain("\u{D0}ồng Nai"), "dong nai");
    }

    #[test]
    fn different_words_stay_different() {
        assert_ne!(fold("Đông"), fold("Dông"));
        assert_ne!(fold("Hoa Lư"), fold("Nam Hoa Lư"));
        assert_ne!(fold("Ba Tơ"), fold("Ba Tô"));
    }

    #[test]
    fn lines_stay_apart() {
        assert_eq!(
            clean_lines("\r\n Số 12 \r\nngày\u{A0}1/6\u{2028}\u{FEFF}x\n\n"),
            "Số 12\nngày 1/6\nx"
        );
        assert_eq!(clean_lines(" \t\n"), "");
    }

    #[test]
    fn near_names_lose_their_accents() {
        assert_eq!(plain("Đồng Nai, hoà THUẬN"), "dong nai, hoa thuan");
    }
}
