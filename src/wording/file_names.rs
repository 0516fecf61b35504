//! File names that survive every mail program: ASCII, short, still readable.

use unicode_normalization::UnicodeNormalization;

use crate::campaign::OrgUnit;

const LONGEST: usize = 40;

/// The workbook of a unit: `<code>_<name in plain letters>.xlsx`.
pub fn file_name(unit: &OrgUnit) -> String {
    format!("{}_{}.xlsx", unit.code, slug(&unit.name))
}

/// How the names of the workbooks end that a unit is sent after its first one, behind its code: the
/// corrected copy, and the form of a lead agency.
const SENT_LATER: [&str; 2] = ["-sua", "-dau-moi"];

/// Whether a file is named as the workbooks are that are sent to a unit, whatever a mail program has
/// put behind (`00070_phuong-hoan-kiem (1).xlsx`).
pub fn is_named_for(file_name: &str, unit: &OrgUnit) -> bool {
    // The code is compared first: that costs hardly anything, and says no to nearly every unit.
    let Some(rest) = without(file_name, unit.code.as_str()) else { return false };
    let issued = rest.strip_prefix('_').and_then(|rest| without(rest, &slug(&unit.name)));
    let later = SENT_LATER.iter().find_map(|ending| without(rest, ending));
    [issued, later].into_iter().flatten().any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// What follows a beginning, whatever the case of its letters.
fn without<'t>(text: &'t str, start: &str) -> Option<&'t str> {
    let begins = text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start));
    text.get(start.len()..).filter(|_| begins)
}

/// The name in ASCII letters, digits and hyphens, at most 40 characters, cut between words.
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
    use super::{is_named_for, slug};
    use crate::campaign::OrgUnit;

    #[test]
    fn a_file_is_named_for_one_unit() {
        let mut unit = OrgUnit::nobody("Phường Mẫu Một".to_owned());
        unit.code = "99001".parse().unwrap();
        for (name, is_it) in [
            ("99001_phuong-mau-mot.xlsx", true),
            ("99001_PHUONG-MAU-MOT (1).xls", true),
            ("99001_phuong-mau-mot", true),
            ("99001-sua.ods", true),
            ("99001-dau-moi_2.xlsx", true),
            ("99001_phuong-mau-motel.xlsx", false),
            ("99001-sua2.xlsx", false),
            ("99001_phuong-mau.xlsx", false),
            ("99001.xlsx", false),
            ("199001_phuong-mau-mot.xlsx", false),
            ("", false),
        ] {
            assert_eq!(is_named_for(name, &unit), is_it, "{name}");
        }
    }

    /// docs/contract/forms.md: file slugs are ASCII, at most 40 characters.
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
