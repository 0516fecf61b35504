//! Whether a wording is the one of a row, though letters of it were changed.
//!
//! Compared are the letters and digits alone, folded. At most 5 % of them may differ, at least 2 and at
//! most 6, and no other wording of the form may be as near.

use std::collections::BTreeMap;

use crate::campaign::identity::wording_mark;
use crate::values::quantity::legacy;
use crate::values::quantity::text::letters;

/// How long a text is that some programs have cut when they saved an .xls, in UTF-16 units.
const CUT: usize = 255;

/// The wordings of a form, each with the things that it is the wording of.
#[derive(Debug, Default)]
pub(super) struct Wordings {
    /// The things by the letters of their wordings.
    known: BTreeMap<String, Vec<usize>>,
    /// By mark, of what was issued with other words than the definition has now.
    issued: BTreeMap<String, Vec<usize>>,
}

/// What a text is the wording of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant<'w> {
    /// The text has no letter.
    Nothing,
    /// Of nothing in the form, or of one thing as nearly as of another.
    Other,
    /// It is the wording of these, which share it.
    Things(&'w [usize]),
}

impl Wordings {
    /// Adds a wording of a thing; one without letters is none.
    pub(super) fn add(&mut self, thing: usize, wording: &str) {
        let letters = letters(wording);
        if !letters.is_empty() {
            self.known.entry(letters).or_default().push(thing);
        }
    }

    /// Adds a thing that was issued with the wording of a mark.
    pub(super) fn add_mark(&mut self, thing: usize, mark: &str) {
        self.issued.entry(mark.to_owned()).or_default().push(thing);
    }

    /// What a text is the wording of, letter for letter.
    pub(super) fn exactly(&self, text: &str) -> Option<&[usize]> {
        // A mark is dear to make, and nearly every form was issued with the words that it has now.
        let mark = if self.issued.is_empty() { None } else { wording_mark(text) };
        let marked = mark.and_then(|mark| self.issued.get(&mark));
        marked.or_else(|| self.known.get(&letters(text))).map(Vec::as_slice)
    }

    /// What a text is the wording of. `may_be_cut` says that its file may hold only its first letters.
    pub(super) fn meant(&self, text: &str, may_be_cut: bool) -> Meant<'_> {
        if let Some(things) = self.exactly(text) {
            return Meant::Things(things);
        }
        let own = letters(text);
        if own.is_empty() {
            return Meant::Nothing;
        }
        if let Some(meant) = legacy::decode(text, None)
            && let Meant::Things(things) = self.meant_by(&letters(&meant))
        {
            return Meant::Things(things);
        }
        if may_be_cut && text.encode_utf16().count() == CUT {
            let mut whole = self.known.iter().filter(|(known, _)| known.starts_with(&own));
            if let (Some((_, things)), None) = (whole.next(), whole.next()) {
                return Meant::Things(things);
            }
        }
        self.meant_by(&own)
    }

    /// The nearest wording, where it is near enough and the only one so near.
    fn meant_by(&self, letters: &str) -> Meant<'_> {
        let found: Vec<char> = letters.chars().collect();
        let mut nearest: Option<(usize, &[usize])> = None;
        let mut is_alone = true;
        for (known, things) in &self.known {
            let known: Vec<char> = known.chars().collect();
            let Some(far) = differing(&known, &found) else { continue };
            match nearest {
                Some((least, _)) if far > least => {}
                Some((least, _)) if far == least => is_alone = false,
                _ => (nearest, is_alone) = (Some((far, things.as_slice())), true),
            }
        }
        match nearest {
            Some((_, things)) if is_alone => Meant::Things(things),
            _ => Meant::Other,
        }
    }
}

/// How many letters of a wording may differ.
fn allowed(letters: usize) -> usize {
    (letters * 5 / 100).clamp(2, 6)
}

/// How many letters of a wording differ in a text: changed, left out or added. `None` where they are too
/// many, or where no letter need be left of so short a wording.
fn differing(wording: &[char], text: &[char]) -> Option<usize> {
    let most = allowed(wording.len());
    if wording.len().abs_diff(text.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = (0..=text.len()).collect();
    let mut now = before.clone();
    for (row, letter) in wording.iter().enumerate() {
        now[0] = row + 1;
        for (column, other) in text.iter().enumerate() {
            let changed = before[column] + usize::from(letter != other);
            now[column + 1] = changed.min(before[column + 1] + 1).min(now[column] + 1);
        }
        if now.iter().min().is_some_and(|least| *least > most) {
            return None;
        }
        std::mem::swap(&mut before, &mut now);
    }
    let far = *before.last()?;
    (far <= most && (far == 0 || far * 2 < wording.len())).then_some(far)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(wordings: &[&str]) -> Wordings {
        let mut all = Wordings::default();
        for (thing, wording) in wordings.iter().enumerate() {
            all.add(thing, wording);
        }
        all
    }

    /// A text of so many letters, the first of them changed.
    fn text(letters: usize, changed: usize) -> String {
        let own = (0..letters).map(|at| if at < changed { 'x' } else { 'a' });
        own.collect()
    }

    /// 5 % of the letters, at least 2 and at most 6, and not one more.
    #[test]
    fn so_many_letters_may_differ() {
        for (letters, most) in
            [(8, 2), (39, 2), (40, 2), (59, 2), (60, 3), (119, 5), (120, 6), (139, 6), (500, 6)]
        {
            let wordings = of(&[&text(letters, 0)]);
            for changed in 0..=most {
                let changed = text(letters, changed);
                assert_eq!(wordings.meant(&changed, false), Meant::Things(&[0]), "{letters}");
            }
            assert_eq!(wordings.meant(&text(letters, most + 1), false), Meant::Other, "{letters}");
        }
    }

    #[test]
    fn letters_left_out_and_added_count_like_letters_changed() {
        let wordings = of(&["Số người được tập huấn kỹ năng số"]);
        for near in [
            "Số người tập huấn kỹ năng số", // Four letters less.
            "Số người được tập huấn kỹ năng số 2025",
        ] {
            assert_eq!(wordings.meant(near, false), Meant::Other, "{near}");
        }
        for near in ["Số người đựoc tập huấn kỹ năng số", "Số người được tập huấn kỹ năng số 25"]
        {
            assert_ne!(wordings.meant(near, false), Meant::Other, "{near}");
        }
    }

    /// Spaces, punctuation, case and the place of a tone mark are no letters.
    #[test]
    fn what_is_no_letter_does_not_count() {
        let wordings = of(&["Hoà giải viên, số lượt (lần)"]);
        let other = "HÒA  GIẢI VIÊN\n– số lượt: lần";
        assert_eq!(wordings.exactly(other), Some(&[0][..]));
    }

    /// As near to two, it is of neither; nearer to one, it is of that one.
    #[test]
    fn another_wording_may_not_be_as_near() {
        let wordings = of(&["Số lớp của năm 2025", "Số lớp của năm 2026"]);
        assert_eq!(wordings.meant("Số lớp của năm 2027", false), Meant::Other);
        assert_eq!(wordings.meant("Số lóp của năm 2026", false), Meant::Things(&[1]));
        assert_eq!(wordings.meant("Số lớp của năm 2025", false), Meant::Things(&[0]));
        // Two rows with the same words share them.
        let wordings = of(&["Số lớp", "Số người", "Số lớp"]);
        assert_eq!(wordings.meant("số lớp.", false), Meant::Things(&[0, 2]));
    }

    /// Of a wording of three letters none need be left if two may differ.
    #[test]
    fn most_of_a_short_wording_is_left() {
        let wordings = of(&["Lớp"]);
        assert_eq!(wordings.meant("Lop", false), Meant::Things(&[0]));
        assert_eq!(wordings.meant("Tôp", false), Meant::Other);
        assert_eq!(
            (wordings.meant(" – ", false), wordings.meant("1", false)),
            (Meant::Nothing, Meant::Other)
        );
    }

    #[test]
    fn a_wording_cut_in_an_xls_agrees_as_a_prefix() {
        let long = "Số người dân được phổ cập kỹ năng số ".repeat(9);
        let wordings = of(&[&long, "Số người"]);
        let cut: String = long.chars().take(CUT).collect();
        let shorter: String = long.chars().take(CUT - 1).collect();
        assert_eq!(wordings.meant(&cut, true), Meant::Things(&[0]));
        assert_eq!(wordings.meant(&cut, false), Meant::Other);
        assert_eq!(wordings.meant(&shorter, true), Meant::Other);
    }

    /// What was issued with other words is known by their mark, and not by the words of today.
    #[test]
    fn the_words_of_the_issue_count() {
        let mut wordings = of(&["Số lớp"]);
        wordings.add_mark(1, &wording_mark("Số lớp đã mở trong năm").unwrap());
        assert_eq!(wordings.meant("SỐ LỚP ĐÃ MỞ TRONG NĂM", false), Meant::Things(&[1]));
        assert_eq!(wordings.meant("Số lớp đã mở trong tháng", false), Meant::Other);
    }

    #[test]
    fn an_old_encoding_is_read() {
        let wordings = of(&["Không phát sinh khó khăn"]);
        assert_eq!(wordings.meant("Kh«ng ph¸t sinh khã kh¨n", false), Meant::Things(&[0]));
    }

    /// The tone that a slip moves counts as a changed letter.
    #[test]
    fn a_slip_that_moves_a_tone_counts_twice() {
        let wordings = of(&["Số người cơ bản"]);
        assert_eq!(wordings.meant("Sổ người cơ oản", false), Meant::Other);
        assert_eq!(wordings.meant("Sổ người cơ xản", false), Meant::Things(&[0]));
    }

    proptest::proptest! {
        /// A few slips leave a wording what it is, and never make it another's. `o` and `u` are left out:
        /// before a vowel with a tone they take the tone over (`oả` is `ỏa`), which is one letter more.
        #[test]
        fn slips_never_lead_to_another_row(
            at in proptest::collection::vec(0_usize..40, 0..3), letter in "[a-np-tv-zđ0-9]", row in 0_usize..3
        ) {
            let rows = [
                "Số người dân được tập huấn kỹ năng số cơ bản trong kỳ báo cáo",
                "Số tổ công nghệ số cộng đồng được kiện toàn và hoạt động",
                "Số người dân được tập huấn kỹ năng số nâng cao trong kỳ báo cáo",
            ];
            let mut text: Vec<char> = letters(rows[row]).chars().collect();
            for place in &at {
                text[*place] = letter.chars().next().unwrap();
            }
            let text: String = text.into_iter().collect();
            let wordings = of(&rows);
            proptest::prop_assert_eq!(wordings.meant(&text, false), Meant::Things(&[row]));
        }
    }
}
