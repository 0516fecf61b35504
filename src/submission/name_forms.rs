//! The ways in which people write the name of one unit: with and without its office before it, with its
//! kind cut short, in capitals, without accents.

use std::collections::BTreeSet;

use crate::values::quantity::text::{fold, plain};

/// What may stand before a name: the body that speaks for the unit.
const OFFICES: [&[&str]; 9] = [
    &["ủy", "ban", "nhân", "dân"],
    &["ubnd"],
    &["đảng", "ủy"],
    &["đảng", "bộ"],
    &["hội", "đồng", "nhân", "dân"],
    &["hđnd"],
    &["đu"],
    &["tên"],
    &["đơn", "vị"],
];
/// Kinds of unit, and how they are cut short.
const KINDS: [(&str, &[&str]); 9] = [
    ("p", &["phường"]),
    ("x", &["xã"]),
    ("đk", &["đặc", "khu"]),
    ("tt", &["thị", "trấn"]),
    ("tx", &["thị", "xã"]),
    ("tp", &["thành", "phố"]),
    ("q", &["quận"]),
    ("h", &["huyện"]),
    ("t", &["tỉnh"]),
];
/// Signs between a name and what else stands in its cell.
const SEPARATORS: [&str; 9] = ["\n", "\r", " - ", " – ", " — ", ",", "(", ")", ":"];
/// Words that join others and are left out when a name is cut to its first letters.
const JOINING: [&str; 2] = ["và", "va"];

/// The parts of a text that may be a name, each in words: the whole, and what stands between
/// separators. None where nothing but an office is named.
pub(super) fn pieces(text: &str) -> Vec<String> {
    let mut parts = vec![text];
    for separator in SEPARATORS {
        parts.extend(parts.clone().into_iter().flat_map(|part| part.split(separator)));
    }
    let parts: BTreeSet<String> =
        parts.into_iter().map(words).filter(|words| !words.is_empty()).collect();
    parts.into_iter().collect()
}

/// The names of one unit, as they are compared.
#[derive(Debug)]
pub(super) struct Spelled {
    names: Vec<Spelling>,
}

#[derive(Debug)]
struct Spelling {
    words: String,
    plain: String,
    /// Without its kind, where it has one of [`KINDS`].
    core: Option<String>,
    plain_core: Option<String>,
    letters: String,
}

impl Spelled {
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        Self { names: names.map(Spelling::new).collect() }
    }

    /// Whether a piece is one of the names, letter for letter; its kind may be missing.
    pub(super) fn is_exactly(&self, pieces: &[String]) -> bool {
        self.names.iter().any(|name| {
            pieces.iter().any(|piece| *piece == name.words || Some(piece) == name.core.as_ref())
        })
    }

    /// Whether a piece is one of the names but for accents.
    pub(super) fn is_without_accents(&self, pieces: &[String]) -> bool {
        pieces.iter().map(|piece| plain(piece)).any(|piece| {
            self.names
                .iter()
                .any(|name| piece == name.plain || Some(&piece) == name.plain_core.as_ref())
        })
    }

    /// Whether a piece names the unit in any way: without accents, cut to first letters, at the end
    /// of the name of one of its offices, before the name of a larger area.
    pub(super) fn is_nearly(&self, pieces: &[String]) -> bool {
        self.is_without_accents(pieces)
            || pieces.iter().any(|piece| {
                let (plain, letters) = (plain(piece), short(piece));
                self.names.iter().any(|name| {
                    let is_short = name.letters.chars().count() > 2 && letters == name.letters;
                    is_short || is_part(&plain, &name.plain)
                })
            })
    }
}

impl Spelling {
    fn new(name: &str) -> Self {
        let words = words(name);
        let core = core(&words);
        Self {
            plain: plain(&words),
            plain_core: core.as_deref().map(plain),
            letters: first_letters(&words),
            core,
            words,
        }
    }
}

/// Whether a name of two words or more ends a text, or begins one in which a larger area is named.
fn is_part(text: &str, name: &str) -> bool {
    const LARGER: [&str; 7] =
        ["thanh pho ", "tp ", "tinh ", "quan ", "huyen ", "thi xa ", "viet nam"];
    if !name.contains(' ') {
        return false;
    }
    let ends = text.strip_suffix(name).is_some_and(|before| before.ends_with(' '));
    let follows = text.strip_prefix(name).and_then(|rest| rest.strip_prefix(' '));
    ends || follows.is_some_and(|rest| LARGER.iter().any(|larger| rest.starts_with(larger)))
}

/// The words of a text in lower case: without the offices before the name, with its kind in full.
fn words(text: &str) -> String {
    let folded = fold(text).replace('&', " và ");
    let mut words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    while let Some(office) = OFFICES.iter().find(|office| starts_with(&words, office)) {
        words.drain(..office.len());
    }
    let mut full: Vec<&str> = Vec::with_capacity(words.len() + 1);
    if let (Some(first), true) = (words.first().copied(), words.len() > 1) {
        let kind = KINDS.iter().find(|(short, _)| plain(short) == plain(first));
        full.extend(kind.map_or(&[first][..], |(_, kind)| *kind));
        full.extend(words.iter().skip(1));
    } else {
        full = words;
    }
    full.join(" ")
}

fn starts_with(words: &[&str], office: &[&str]) -> bool {
    words.len() >= office.len()
        && words.iter().zip(office).all(|(word, known)| word == known || *word == plain(known))
}

/// A name without the kind of unit before it; `None` where it has none.
fn core(words: &str) -> Option<String> {
    KINDS
        .iter()
        .map(|(_, kind)| kind.join(" "))
        .find_map(|kind| words.strip_prefix(&kind)?.strip_prefix(' ').map(str::to_owned))
}

/// The first letters of the words of a name: `skhcn` of Sở Khoa học và Công nghệ.
fn first_letters(words: &str) -> String {
    let words = words.split(' ').filter(|word| !JOINING.contains(word));
    plain(&words.filter_map(|word| word.chars().next()).collect::<String>())
}

/// What a text that is cut to first letters comes to: `skhcn` of "Sở KH&CN", of "SKHCN".
fn short(words: &str) -> String {
    let mut parts = words.split(' ').filter(|word| !JOINING.contains(word));
    let first = parts.next().unwrap_or_default();
    let rest: String = parts.collect();
    if rest.is_empty() {
        return plain(first);
    }
    plain(&first.chars().take(1).chain(rest.chars()).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spelled(name: &str) -> Spelled {
        Spelled::new(std::iter::once(name))
    }

    #[test]
    fn a_name_is_known_however_it_is_written() {
        for (name, written) in [
            ("Phường Ba Đình", "PHƯỜNG BA ĐÌNH"),
            ("Phường Ba Đình", "UBND phường Ba Đình"),
            ("Phường Ba Đình", "ỦY BAN NHÂN DÂN\nP. BA ĐÌNH"),
            ("Phường Ba Đình", "Uỷ ban nhân dân P.Ba Đình"),
            ("Phường Ba Đình", "Ba Đình"),
            ("Phường Ba Đình", "Đơn vị: Phường Ba Đình - TP Hà Nội"),
            ("Đảng ủy xã Ý Yên", "XÃ Ý YÊN"),
            ("Sở Khoa học và Công nghệ", "SỞ KHOA HỌC & CÔNG NGHỆ"),
        ] {
            assert!(spelled(name).is_exactly(&pieces(written)), "{written}");
        }
        for (name, written) in [
            ("Phường Ba Đình", "PHUONG BA DINH"),
            ("Phường Ba Đình", "HĐND và UBND phường Ba Đình"),
            ("Phường Ba Đình", "Phường Ba Đình thành phố Hà Nội"),
            ("Sở Khoa học và Công nghệ", "Sở KH&CN"),
            ("Sở Khoa học và Công nghệ", "SKHCN"),
            ("Sở Khoa học và Công nghệ", "SỞ KHCN HÀ NỘI, SỞ KHCN"),
        ] {
            assert!(!spelled(name).is_exactly(&pieces(written)), "{written}");
            assert!(spelled(name).is_nearly(&pieces(written)), "{written}");
        }
        for (name, written) in [
            ("Phường Hoa Lư", "Phường Nam Hoa Lư"),
            ("Phường Ba Đình", "Phường Hoàn Kiếm"),
            ("Xã Ba Đình", "Phường Ba Đình mới"),
            ("Sở Nội vụ", "Sở Ngoại vụ"),
            ("Xã Đông", "Xã Đông Thanh"),
            ("Xã Đông", "Xã Đông Quan"),
        ] {
            let pieces = pieces(written);
            assert!(!spelled(name).is_exactly(&pieces), "{written}");
            assert!(!spelled(name).is_nearly(&pieces), "{written}");
        }
        assert!(pieces("UBND").is_empty() && pieces(" – ").is_empty());
    }
}
