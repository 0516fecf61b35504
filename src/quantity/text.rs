//! Comparing Vietnamese text that has been through many programs (design.md §5).

use unicode_normalization::UnicodeNormalization;

/// The text as it should have been stored: NFC, no zero-width characters, NBSP and runs of white
/// space as one space, trimmed. Letters and their case stay as they are.
#[must_use]
pub fn clean(text: &str) -> String {
    let visible = text.nfc().filter(|c| !is_zero_width(*c));
    let mut out = String::with_capacity(text.len());
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

/// The text for comparing: [`clean`], lower case, and the two ways of placing a tone mark on
/// `oa`, `oe`, `uy` (hoà, hòa) made one. `đ` stays apart from `d`.
#[must_use]
pub fn fold(text: &str) -> String {
    let lower = clean(text).to_lowercase();
    // Old style marks the first vowel (hòa, thủy), new style the second (hoà, thuỷ): fold to old.
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
    // Folding is the same on both sides of a comparison, so folding `quý` to `qúy` does no harm.
    NEW_TO_OLD.iter().fold(
        lower,
        |text, (new, old)| {
            if text.contains(new) { text.replace(new, old) } else { text }
        },
    )
}

fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_word_in_many_encodings_folds_to_one() {
        let composed = "Phường Yên Hòa";
        let decomposed: String = composed.nfd().collect();
        for other in
            [&decomposed, "Phường  Yên\u{A0}Hoà ", "PHƯỜNG YÊN HÒA", "Phường Yên\u{200B} Hòa"]
        {
            assert_eq!(fold(composed), fold(other), "{other:?}");
        }
    }

    #[test]
    fn different_words_stay_different() {
        assert_ne!(fold("Đông"), fold("Dông"));
        assert_ne!(fold("Hoa Lư"), fold("Nam Hoa Lư"));
        assert_ne!(fold("Ba Tơ"), fold("Ba Tô"));
    }
}
