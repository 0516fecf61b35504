//! Text in the encodings from before Unicode: TCVN3 (ABC, the `.VnTime` fonts) and VNI-Windows.
//!
//! In a workbook such text is Unicode like any other, of odd letters that only an old font shows as
//! Vietnamese: `Kh«ng ph¸t sinh`, `Khoâng phaùt sinh`. A decoder run on text that is Unicode already
//! corrupts it (`Cộng hòa` becomes `Cộng hịa`), so text is converted only when it is certain: it
//! makes no sense as it stands and is Vietnamese, word by word, in one of the two encodings alone.

mod syllable;
mod table;

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN 5712, which people call ABC.
    Tcvn3,
    Vni,
}

const ENCODINGS: [Encoding; 2] = [Encoding::Tcvn3, Encoding::Vni];

/// The longest abbreviation: letters in capitals that make no syllable (`H§ND`).
const ABBREVIATION: usize = 6;

/// The text that is meant, when it is certain that a text is in one of the old encodings.
///
/// Certain is: two different words, or one with a sign inside it that no word has, which are
/// Vietnamese in one encoding and not as they stand; and hardly any word (a slip, a forgotten
/// space) that is not.
///
/// A font of one encoding leaves only that one, and one word is enough. It is no proof alone: Unicode
/// is typed in such cells too.
pub fn decode(text: &str, font: Option<Encoding>) -> Option<String> {
    only(text, font, |evidence| {
        let least = usize::from(font.is_none());
        let enough = evidence.telling.len() > least || evidence.has_sign;
        enough && evidence.against * 10 <= evidence.words
    })
}

/// The text that is meant in a cell that asks for one of a few texts: when it is one of them, a
/// single word that makes no sense as it stands is enough, and beside the font none is needed.
/// Nothing for a text that is one of them as it stands.
pub fn decode_one_of(
    text: &str,
    font: Option<Encoding>,
    is_one: impl Fn(&str) -> bool,
) -> Option<String> {
    only(text, font, |evidence| {
        evidence.against == 0 && (font.is_some() || !evidence.telling.is_empty())
    })
    .filter(|meant| is_one(meant) && !is_one(text))
}

/// The text in the only encoding for which the evidence is enough.
fn only(
    text: &str,
    font: Option<Encoding>,
    is_enough: impl Fn(&Evidence) -> bool,
) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    // The quickest look first: nearly every text has a letter of Unicode that no composing takes away.
    if text.chars().any(text::is_vietnamese) {
        return None;
    }
    let text: String = text.nfc().collect();
    // A letter that neither encoding can show: the text, or part of it, is Unicode.
    if text.chars().any(|c| c > '\u{FF}' && (c.is_alphabetic() || is_combining_mark(c))) {
        return None;
    }
    let found = ENCODINGS.into_iter().filter(|encoding| font.is_none_or(|font| font == *encoding));
    let mut found = found.filter_map(|encoding| {
        let decoded = Decoded::new(&text, encoding);
        is_enough(&decoded.evidence).then_some(decoded.meant)
    });
    found.next().filter(|_| found.next().is_none())
}

/// A text as it reads in one encoding.
#[derive(Debug, Default)]
struct Decoded {
    meant: String,
    evidence: Evidence,
}

/// What speaks for an encoding, and what against it.
#[derive(Debug, Default)]
struct Evidence {
    /// How many words are Vietnamese in the encoding and not as they stand.
    words: usize,
    telling: BTreeSet<String>,
    /// Whether one of them has a sign in it that no word has (`Kh«ng`).
    has_sign: bool,
    /// How many words are not Vietnamese in the encoding.
    against: usize,
}

/// A letter as it reads in an encoding.
#[derive(Debug, Clone, Copy)]
struct Letter {
    letter: char,
    /// Whether it may stand for its capital.
    may_be_capital: bool,
}

impl Decoded {
    fn new(text: &str, encoding: Encoding) -> Self {
        let mut read = Self::default();
        let pieces: Vec<(&str, Option<Vec<Letter>>)> = words(text, encoding)
            .map(|piece| (piece, is_marked(piece).then(|| encoding.read(piece)).flatten()))
            .collect();
        let certain: Vec<char> =
            pieces.iter().flat_map(|(piece, letters)| certain(piece, letters.as_deref())).collect();
        let in_capitals = !certain.iter().any(|c| c.is_lowercase())
            && certain.iter().filter(|c| c.is_uppercase()).count() > 2;
        for (piece, letters) in &pieces {
            let Some(letters) = letters else {
                read.evidence.against += usize::from(is_word(piece));
                read.meant.push_str(piece);
                continue;
            };
            let meant = in_case(letters, in_capitals);
            read.evidence.add(piece, &meant);
            read.meant.push_str(&meant);
        }
        read
    }
}

/// The letters of a piece that are of one case for certain.
fn certain(piece: &str, letters: Option<&[Letter]>) -> Vec<char> {
    match letters {
        Some(letters) => {
            letters.iter().filter(|letter| !letter.may_be_capital).map(|c| c.letter).collect()
        }
        None => piece.chars().collect(),
    }
}

/// The word with its small letters as capitals, where all that is certain of it are capitals.
fn in_case(letters: &[Letter], in_capitals: bool) -> String {
    let certain = certain("", Some(letters));
    let capitals = certain.iter().filter(|c| c.is_uppercase()).count();
    let raise = !certain.iter().any(|c| c.is_lowercase()) && (in_capitals || capitals > 1);
    letters
        .iter()
        .map(|Letter { letter, may_be_capital }| {
            let raised = letter.to_uppercase().next().filter(|_| raise && *may_be_capital);
            raised.unwrap_or(*letter)
        })
        .collect()
}

impl Evidence {
    fn add(&mut self, piece: &str, meant: &str) {
        let count = meant.chars().count();
        if !syllable::is_spelled_right(meant) {
            // `Q§`, `®/c`: short forms are Vietnamese in any encoding and speak for none.
            let short = count == 1 || count <= ABBREVIATION && is_all_capitals(meant);
            self.against += usize::from(!short);
            return;
        }
        if count == 1 || syllable::may_be_meant(piece) && is_cased_as_one_word(piece) {
            return;
        }
        self.words += 1;
        self.has_sign |= count > 2 && piece.chars().any(|c| !c.is_ascii() && !is_latin(c));
        self.telling.insert(piece.to_lowercase());
    }
}

impl Encoding {
    /// The encoding that a font shows as Vietnamese: `.VnTime`, `VNI-Times`.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        match (name.starts_with(".vn"), name.starts_with("vni-")) {
            (true, _) => Some(Self::Tcvn3),
            (_, true) => Some(Self::Vni),
            _ => None,
        }
    }

    /// The letters of a word; `None` where one of them is not in the encoding.
    fn read(self, word: &str) -> Option<Vec<Letter>> {
        let mut letters = Vec::new();
        let mut rest = word.chars().peekable();
        while let Some(first) = rest.next() {
            if let Some(letter) = rest.peek().and_then(|mark| self.marked(first, *mark)) {
                rest.next();
                letters.push(Letter { letter, may_be_capital: false });
            } else if let Some(letter) = self.letter((first, None)) {
                let may_be_capital = self == Self::Tcvn3 && has_tone(letter);
                letters.push(Letter { letter, may_be_capital });
            } else if first.is_ascii() {
                letters.push(Letter { letter: first, may_be_capital: false });
            } else {
                return None;
            }
        }
        Some(letters)
    }

    /// A letter with its mark; `Aù` is as often typed as `AÙ`.
    fn marked(self, letter: char, mark: char) -> Option<char> {
        std::iter::once(mark)
            .chain(mark.to_uppercase().next())
            .find_map(|mark| self.letter((letter, Some(mark))))
    }

    /// Whether a character is part of a word.
    fn is_in_word(self, c: char) -> bool {
        c.is_ascii_alphabetic() || is_latin(c) || self.letter((c, None)).is_some()
    }
}

/// Words, and what stands between them.
fn words(text: &str, encoding: Encoding) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let inside = encoding.is_in_word(rest.chars().next()?);
        let end = rest.find(|c| encoding.is_in_word(c) != inside).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A letter of Western Europe, which is what most legacy letters look like.
fn is_latin(c: char) -> bool {
    matches!(c, 'À'..='ÿ') && !matches!(c, '×' | '÷')
}

/// Whether a piece is a word that could not be read.
fn is_word(piece: &str) -> bool {
    piece.chars().any(is_latin)
}

fn is_marked(piece: &str) -> bool {
    !piece.is_ascii()
}

fn is_all_capitals(word: &str) -> bool {
    word.chars().all(char::is_uppercase)
}

/// Whether only the first letter is a capital, or none, or all: `trÝ` is no word as it stands.
fn is_cased_as_one_word(word: &str) -> bool {
    is_all_capitals(word) || !word.chars().skip(1).any(char::is_uppercase)
}

fn has_tone(letter: char) -> bool {
    std::iter::once(letter)
        .nfd()
        .any(|part| matches!(part, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'))
}

#[cfg(test)]
mod tests;
