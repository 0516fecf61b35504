//! The unit of measure written beside a number: the one that is counted, another, or neither.

use crate::values::quantity::text;

/// What the forms of such campaigns count, and what else is often written after a number. A number
/// with one of these is a number of something else (BD409) where it is not the declared noun; any
/// other word leaves it unknown what was counted (BD402).
pub const KNOWN_NOUNS: [&str; 52] = [
    "bài",
    "báo cáo",
    "buổi",
    "ca",
    "cán bộ",
    "cơ quan",
    "cơ sở",
    "cuộc",
    "chương trình",
    "doanh nghiệp",
    "dịch vụ",
    "điểm",
    "đoàn viên",
    "đơn vị",
    "giờ",
    "giảng viên",
    "giáo viên",
    "gia đình",
    "học sinh",
    "học viên",
    "hộ",
    "hội viên",
    "hội nghị",
    "kế hoạch",
    "khóa",
    "lần",
    "lớp",
    "lượt",
    "mô hình",
    "ngày",
    "nền tảng",
    "người",
    "nhóm",
    "phường",
    "quyết định",
    "sản phẩm",
    "sinh viên",
    "tài khoản",
    "tài liệu",
    "tháng",
    "thành viên",
    "thôn",
    "thủ tục",
    "tin",
    "tổ",
    "trường",
    "tuần",
    "văn bản",
    "video",
    "xã",
    "xóm",
    "ý kiến",
];

/// The unit beside a number, seen from what is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unit {
    /// No unit, or the noun that is declared.
    Fits,
    /// A unit of something else, as written.
    Other(String),
    /// A word that is no known unit.
    Unknown,
}

impl Unit {
    /// Judges a written unit against the nouns that are declared for the figure.
    pub(super) fn of<S: AsRef<str>>(written: Option<&str>, declared: &[S]) -> Self {
        let Some(written) = written else { return Self::Fits };
        if written.starts_with(['%', '‰']) || is_percent_sign(written) {
            return Self::Other(written.to_owned());
        }
        let folded = text::fold(written);
        let declared: Vec<&str> = declared.iter().map(AsRef::as_ref).collect();
        if declared.iter().any(|noun| folded == text::fold(noun)) {
            return Self::Fits;
        }
        let others: Vec<&str> = KNOWN_NOUNS
            .into_iter()
            .filter(|noun| declared.iter().all(|own| text::fold(own) != text::fold(noun)))
            .collect();
        if declared.iter().any(|noun| is_noun(&folded, noun)) {
            // Without accents two nouns can look the same (`to`: tổ, tờ): then nobody can tell.
            let is_alone = !others.iter().any(|noun| is_noun(&folded, noun));
            return if is_alone { Self::Fits } else { Self::Unknown };
        }
        // `người đạt` where `người` are counted is a narrower count, not another measure.
        if longest(&folded, &others) > longest(&folded, &declared) {
            Self::Other(written.to_owned())
        } else {
            Self::Unknown
        }
    }
}

/// How much of folded text the longest of the nouns takes up that it begins with.
fn longest(folded: &str, nouns: &[&str]) -> Option<usize> {
    nouns.iter().filter_map(|noun| prefix(folded, noun)).max()
}

/// Whether a written unit means percent.
pub(crate) fn is_percent_sign(written: &str) -> bool {
    written == "%" || is_noun(&text::fold(written), "phần trăm")
}

/// Whether folded text is the noun, or the noun typed without accents.
pub(crate) fn is_noun(folded: &str, noun: &str) -> bool {
    text::spellings(noun, folded).any(|noun| noun == folded)
}

/// How much of folded text the noun takes up, where the text begins with it as whole words.
fn prefix(folded: &str, noun: &str) -> Option<usize> {
    text::spellings(noun, folded).find_map(|noun| {
        let rest = folded.strip_prefix(noun.as_str())?;
        (!rest.starts_with(char::is_alphanumeric)).then(|| noun.chars().count())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_unit_is_the_declared_one_another_or_unknown() {
        let other = |unit: &str| Unit::Other(unit.to_owned());
        let table = [
            ("người", Unit::Fits),
            ("NGƯỜI", Unit::Fits),
            ("nguoi", Unit::Fits),
            ("lớp", other("lớp")),
            ("Lớp học", other("Lớp học")),
            ("lop", other("lop")),
            ("lượt người", other("lượt người")),
            ("%", other("%")),
            ("phần trăm", other("phần trăm")),
            ("người đạt", Unit::Unknown),
            ("abc", Unit::Unknown),
            ("tổng", Unit::Unknown),
            ("xã hội", other("xã hội")),
        ];
        for (written, expected) in table {
            assert_eq!(Unit::of(Some(written), &["người"]), expected, "{written}");
        }
        assert_eq!(Unit::of(None, &["người"]), Unit::Fits);
    }

    #[test]
    fn a_longer_declared_noun_wins() {
        assert_eq!(Unit::of(Some("lượt người"), &["lượt người"]), Unit::Fits);
        assert_eq!(Unit::of(Some("lượt người học"), &["lượt người"]), Unit::Unknown);
        let other = Unit::Other("người".to_owned());
        assert_eq!(Unit::of(Some("người"), &["học viên"]), other);
    }

    #[test]
    fn a_unit_without_accents_that_could_be_two_is_unknown() {
        assert_eq!(Unit::of(Some("bai"), &["bãi"]), Unit::Unknown);
        assert_eq!(Unit::of(Some("bai"), &["bài"]), Unit::Fits);
    }
}
