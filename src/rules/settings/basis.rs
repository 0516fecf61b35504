//! What a correction rests on: a document, or a call by telephone, said so that it can be found again.

use super::problem::{CorrectionProblem, Problem};
use super::waiver::read_date;
use crate::values::quantity::text::fold;

/// A document by number, symbol and date: “Công văn số 125/UBND-VX ngày 03/10/2025”.
pub(super) fn read_document(written: &str) -> Result<Option<String>, Problem> {
    if written.is_empty() {
        return Ok(None);
    }
    let has_symbol = written.split_whitespace().any(|word| {
        word.starts_with(|c: char| c.is_ascii_digit())
            && word.contains(['/', '-'])
            && word.chars().any(char::is_alphabetic)
    });
    if has_symbol && has_day(written) {
        return Ok(Some(written.to_owned()));
    }
    Err(Problem::Correction(CorrectionProblem::NotADocument { asked: written.to_owned() }))
}

/// Whether a word is a day in figures, whatever stands around them.
fn is_day(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    read_date(word).is_ok() || read_date(&word.replace('-', "/")).is_ok()
}

/// Whether a text names a day: `3/10/2025`, `2025-10-03`, `ngày 3 tháng 10 năm 2025`.
fn has_day(text: &str) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let spelled = words.windows(5).any(|five| match five {
        [day, month, number, year, of] => {
            *month == fold("tháng")
                && *year == fold("năm")
                && is_day(&format!("{day}/{number}/{of}").replace(',', ""))
        }
        _ => false,
    });
    spelled || text.split_whitespace().any(is_day)
}

/// Who telephoned, by name, post and hour: “Nguyễn Văn An, Phó Chánh Văn phòng, 14 giờ 30”.
pub(super) fn read_call(written: &str) -> Result<Option<String>, Problem> {
    if written.is_empty() {
        return Ok(None);
    }
    let parts: Vec<&str> = written.split([',', ';']).map(str::trim).collect();
    let people = parts.iter().filter(|part| !is_hour(part));
    let named =
        people.filter(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 1).count();
    if named >= 2 && parts.iter().any(|part| has_hour(part)) {
        return Ok(Some(written.to_owned()));
    }
    Err(Problem::Correction(CorrectionProblem::NotACall { asked: written.to_owned() }))
}

/// Whether a part of a text is an hour and says nothing else.
fn is_hour(part: &str) -> bool {
    let letters: String = fold(part).chars().filter(|c| c.is_alphabetic()).collect();
    has_hour(part) && ["", "h", "g", "giờ", "gio", "lúc", "lúcgiờ", "lúch"].contains(&&*letters)
}

/// Whether a text says an hour: `14:30`, `14h30`, `14 giờ 30`.
fn has_hour(text: &str) -> bool {
    let folded = fold(text);
    let letters: Vec<char> = folded.chars().collect();
    (0..letters.len()).any(|at| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let count = letters.iter().skip(at).take_while(|c| c.is_ascii_digit()).count();
        let number: String = letters.iter().skip(at).take(count).collect();
        let is_start = before.is_none_or(|c| !c.is_ascii_digit() && *c != '/' && *c != '-');
        let is_hour = is_start && number.parse::<u8>().is_ok_and(|hour| hour < 24);
        let rest: String = letters.iter().skip(at + count).collect();
        let rest = rest.trim_start();
        let clock =
            rest.strip_prefix(':').is_some_and(|r| r.starts_with(|c: char| c.is_ascii_digit()));
        let unit = ["h", "g", fold("giờ").as_str()].into_iter().any(|word| {
            rest.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        is_hour && (clock || unit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_has_a_number_a_symbol_and_a_date() {
        for text in [
            "Công văn số 125/UBND-VX ngày 03/10/2025",
            "125/UBND-VX ngày 3/10/2025",
            "Công văn số 45-CV/ĐU ngày 03-10-2025.",
            "Báo cáo số 12/BC-UBND ngày 3 tháng 10 năm 2025 của UBND phường",
            "12/BC-UBND, 2025-10-03",
        ] {
            assert_eq!(read_document(text), Ok(Some(text.to_owned())), "{text}");
        }
        assert_eq!(read_document(""), Ok(None));
        for text in [
            "Công văn của phường",
            "Công văn số 125/UBND-VX",
            "ngày 03/10/2025",
            "Công văn số 125 ngày 03/10/2025",
            "125/UBND-VX ngày 32/13/2025",
        ] {
            assert!(read_document(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_call_has_a_name_a_post_and_an_hour() {
        for text in [
            "Nguyễn Văn An, Phó Chánh Văn phòng, 14:30",
            "Nguyễn Văn An, Phó Chánh Văn phòng, 14 giờ 30",
            "Bà Lê Thị Bình; Chủ tịch UBND phường; 9h05 ngày 2/10/2025",
            "Nguyễn Văn An, Phó Chánh Văn phòng, lúc 8 giờ",
        ] {
            assert_eq!(read_call(text), Ok(Some(text.to_owned())), "{text}");
        }
        for text in [
            "Nguyễn Văn An",
            "Nguyễn Văn An, 14:30",
            "Nguyễn Văn An, Phó Chánh Văn phòng",
            "Nguyễn Văn An, Phó Chánh Văn phòng, 2/10/2025",
            "Nguyễn Văn An, Phó Chánh Văn phòng, 25:30",
        ] {
            assert!(read_call(text).is_err(), "{text}");
        }
    }
}
