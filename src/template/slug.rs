//! File names that survive every mail program: ASCII, short, still readable.

use unicode_normalization::UnicodeNormalization;

use crate::campaign::OrgUnit;

const LONGEST: usize = 40;

/// The workbook of a unit: `<code>_<name in plain letters>.xlsx`.
#[must_use]
pub fn file_name(unit: &OrgUnit) -> String {
    format!("{}_{}.xlsx", unit.code, slug(&unit.name))
}

/// The name in ASCII letters, digits and hyphens, at most 40 characters, cut between words.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .replace('đ', "d")
        .nfd()
        .filter(|c| !('\u{300}'..='\u{36F}').contains(c))
        .collect();
    let mut out = String::new();
    for word in plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()) {
        let room = LONGEST.saturating_sub(out.len() + usize::from(!out.is_empty()));
        if word.len() > room {
            if out.is_empty() {
                out.push_str(word.get(..room).unwrap_or_default());
            }
            break;
        }
        if !out.is_empty() {
            out.push('-');
        }
        out.push_str(word);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::slug;

    /// design.md §4: file slugs are ASCII, at most 40 characters.
    #[test]
    fn slugs_are_short_ascii() {
        assert_eq!(slug("Phường Đền Thờ - Quốc Học Mẫu"), "phuong-den-tho-quoc-hoc-mau");
        assert_eq!(slug("Cơ quan Thử nghiệm và Đo lường"), "co-quan-thu-nghiem-va-do-luong");
        assert_eq!(slug("Xã Đoài Mẫu"), "xa-doai-mau");
        let long = slug("Ban Quản lý các khu thử nghiệm công nghệ và khu công nghiệp mẫu");
        assert!(long.len() <= 40 && long.is_ascii() && !long.ends_with('-'), "{long}");
        assert_eq!(slug(&"a".repeat(60)).len(), 40);
    }
}
