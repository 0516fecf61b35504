//! What is chosen at the head of a form, over all its rows.
//!
//! Like the words of a cell they are contract: the same in every language (docs/contract/forms.md).

use super::text;
use super::words::Word;

/// The choice that the whole form does not concern the unit.
pub const NOT_CONCERNED: &str = "Không thuộc đối tượng báo cáo";

/// Whether a text says that the form does not concern the unit; `None` where it says neither that nor its
/// contrary.
pub fn is_not_concerned(written: &str) -> Option<bool> {
    let folded = text::fold(written);
    let says = |phrase: &str| folded == text::fold(phrase);
    let longer = |phrase: &str| folded.contains(&text::fold(phrase));
    if longer("không thuộc đối tượng") || Word::read(written) == Some(Word::NotApplicable)
    {
        return Some(true);
    }
    if says("x") || says("có") || says("đúng") {
        return Some(true);
    }
    (says("không") || says("thuộc đối tượng báo cáo")).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_choice_is_told_from_its_contrary() {
        for said in [NOT_CONCERNED, "KHÔNG THUỘC ĐỐI TƯỢNG BÁO CÁO ", "Không áp dụng", "x"]
        {
            assert_eq!(is_not_concerned(said), Some(true), "{said}");
        }
        assert_eq!(is_not_concerned("Không"), Some(false));
        assert_eq!(is_not_concerned("Thuộc đối tượng báo cáo"), Some(false));
        assert_eq!(is_not_concerned("12"), None);
    }
}
