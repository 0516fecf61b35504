//! Digits as people here write them: `.` between thousands, `,` before decimals.

use rust_decimal::Decimal;

/// A number with a decimal comma and no grouping, for text in which it may be a year or a code:
/// `2025`, `12,5`.
pub fn format_decimal_vi(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// Turns plain digits (`-1234.5`) into vi-VN ones (`-1.234,5`).
pub(super) fn group(plain: &str) -> String {
    let (integer, decimals) =
        plain.split_once('.').map_or((plain, None), |(integer, rest)| (integer, Some(rest)));
    let (sign, digits) = integer.strip_prefix('-').map_or(("", integer), |digits| ("-", digits));
    let mut out = String::from(sign);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    if let Some(decimals) = decimals {
        out.push(',');
        out.push_str(decimals);
    }
    out
}
