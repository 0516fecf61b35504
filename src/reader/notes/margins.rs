//! What a header or a footer of the printed page says, without the codes for fonts, page numbers and the
//! like in it.

/// The parts of a header or footer (left, middle, right) that say something. `code` is as Excel stores
/// it: `&L&"Times New Roman,Regular"&9Phường Ba Đình&RTrang &P/&N`.
pub(in crate::reader) fn margin_texts(code: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut rest = code.chars().peekable();
    while let Some(c) = rest.next() {
        let part = parts.last_mut();
        if c != '&' {
            if let Some(part) = part {
                part.push(c);
            }
            continue;
        }
        match rest.next() {
            Some('&') => part.into_iter().for_each(|part| part.push('&')),
            Some('L' | 'C' | 'R' | 'l' | 'c' | 'r') => parts.push(String::new()),
            // A font, in quotes.
            Some('"') => while rest.next().is_some_and(|c| c != '"') {},
            // A colour: six digits, or a colour of the theme with its tint.
            Some('K' | 'k') => {
                for _ in 0..6 {
                    rest.next_if(|c| c.is_ascii_hexdigit() || matches!(c, '+' | '-'));
                }
            }
            // A size.
            Some(digit) if digit.is_ascii_digit() => {
                while rest.next_if(char::is_ascii_digit).is_some() {}
            }
            // A page, a date, the name of the sheet, a picture, bold.
            Some(_) | None => {}
        }
    }
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_left_out_of_headers_and_footers() {
        for (code, said) in [
            (
                "&L&\"Times New Roman,Regular\"&9Phường Ba Đình&R&\"Times New Roman,Regular\"&9Trang &P/&N",
                &["Phường Ba Đình", "Trang /"][..],
            ),
            ("&CDỰ THẢO", &["DỰ THẢO"]),
            ("tạm tính", &["tạm tính"]),
            ("&C&A&R&D &T", &[]),
            ("&L&KFF0000&BA && B", &["A & B"]),
            ("&K01+000Mật", &["Mật"]),
            ("&C&G", &[]),
            ("", &[]),
            ("&", &[]),
        ] {
            assert_eq!(margin_texts(code), said, "{code}");
        }
    }
}
