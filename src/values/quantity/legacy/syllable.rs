//! Whether a word can be a Vietnamese syllable: the evidence that tells an encoding from another.

use unicode_normalization::UnicodeNormalization as _;

/// Initial consonants; `qu` and `gi` hold a vowel letter that is none.
const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh",
    "nh", "p", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// The rhymes of syllables, without their tone.
const RHYMES: &str = "\
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu \
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay \
    oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt \
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uơ \
    uy uya uych uynh uyp uyt uyu uyên uyêt uôc uôi uôm uôn uông uôt \
    ư ưa ưc ưi ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu";

/// Rhymes that are spelled so after `qu` only.
const AFTER_QU: &str = "ych yn ynh yt yên yêt";

/// A word without its tone: the letters, and the tone with the letter that carries it.
struct Toneless {
    letters: String,
    tone: Option<(usize, char)>,
}

const SHARP: char = '\u{301}';
const HEAVY: char = '\u{323}';

/// Takes the tone off a word; `None` for a word with two tones or a letter that is not Vietnamese.
fn toneless(word: &str) -> Option<Toneless> {
    let mut letters = String::new();
    let mut tone = None;
    for (at, letter) in word.to_lowercase().nfc().enumerate() {
        let mut base = String::new();
        for part in std::iter::once(letter).nfd() {
            match part {
                '\u{300}' | SHARP | '\u{303}' | '\u{309}' | HEAVY => {
                    if tone.replace((at, part)).is_some() {
                        return None;
                    }
                }
                '\u{302}' | '\u{306}' | '\u{31B}' | 'đ' | 'a'..='z' => base.push(part),
                _ => return None,
            }
        }
        letters.extend(base.nfc());
    }
    Some(Toneless { letters, tone })
}

/// Onset and rhyme, however they can be told apart.
fn splits(letters: &str) -> impl Iterator<Item = (&'static str, &str)> {
    ONSETS.into_iter().filter_map(move |onset| {
        let rhyme = letters.strip_prefix(onset)?;
        let listed = RHYMES.split_whitespace().any(|known| known == rhyme)
            || onset == "qu" && AFTER_QU.split_whitespace().any(|known| known == rhyme);
        listed.then_some((onset, rhyme))
    })
}

/// Whether a word may be meant as a syllable: a tone that is forgotten or stands on another letter
/// is a slip of the typist's, and no sign of another encoding.
pub(super) fn may_be_meant(word: &str) -> bool {
    toneless(word).is_some_and(|word| splits(&word.letters).next().is_some())
}

/// Whether a word is a syllable, spelled as it must be.
pub(super) fn is_spelled_right(word: &str) -> bool {
    let Some(word) = toneless(word) else { return false };
    splits(&word.letters).any(|(onset, rhyme)| {
        let start = onset.chars().count();
        let stopped = ["c", "ch", "p", "t"].iter().any(|coda| rhyme.ends_with(coda));
        match word.tone {
            None => !stopped,
            Some((at, tone)) => {
                let on_vowel = at.checked_sub(start).is_some_and(|at| carries(rhyme, at));
                on_vowel && (!stopped || matches!(tone, SHARP | HEAVY))
            }
        }
    })
}

/// Whether the tone of a rhyme stands on the letter at `at`; of `oa`, `oe` and `uy` on either.
fn carries(rhyme: &str, at: usize) -> bool {
    let letters: Vec<char> = rhyme.chars().collect();
    let marked = letters.iter().rposition(|c| matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ'));
    let vowels = letters.iter().take_while(|c| !matches!(c, 'c' | 'm' | 'n' | 'p' | 't')).count();
    match (marked, vowels) {
        (Some(marked), _) => at == marked,
        (None, 1) => at == 0,
        (None, 2) if vowels < letters.len() => at == 1,
        (None, 2) => at == 0 || at == 1 && matches!(rhyme, "oa" | "oe" | "uy"),
        _ => at == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in [
            "Hoà", "hòa", "nghiệp", "QUYẾT", "giếng", "gì", "quốc", "thuỷ", "quý", "khuyến", "yêu",
            "Đã", "của", "cửa", "người", "được", "oái", "khuỷu", "ngoèo", "quỳnh", "già", "ướt",
        ] {
            assert!(is_spelled_right(word) && may_be_meant(word), "{word}");
        }
        for word in ["bỏo", "Cafộ", "Khụngtin", "où", "àng9", "Müller", "làà", "", "đ", "QĐ", "ằ"]
        {
            assert!(!is_spelled_right(word), "{word}");
        }
    }

    #[test]
    fn a_word_with_its_tone_on_the_wrong_letter_may_be_meant() {
        for word in ["bôt", "cuà", "hoc", "tòan", "quí"] {
            assert!(may_be_meant(word), "{word}");
        }
        assert!(!is_spelled_right("bôt") && !is_spelled_right("cuà"));
        assert!(!may_be_meant("baùo") && !may_be_meant("où") && !may_be_meant("Kh«ng"));
    }
}
