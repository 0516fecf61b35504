//! Digits as people here write them: `.` between thousands, `,` before decimals.

use rust_decimal::Decimal;

/// A number with a decimal comma and no grouping, for text in which it may be a year or a code:
/// `2025`, `12,5`.
pub fn format_decimal_vi(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// A decimal number with points between its thousands, its digits as they are: `1.234,50`.
pub fn format_quantity_vi(number: Decimal) -> String {
    group(&number.to_string())
}

/// Plain digits with at least so many decimals; what has more keeps them.
pub(super) fn with_decimals(number: Decimal, decimals: u32) -> String {
    let number = number.normalize();
    let missing = decimals.saturating_sub(number.scale());
    let mark = if number.scale() == 0 && missing > 0 { "." } else { "" };
    format!("{number}{mark}{}", "0".repeat(usize::try_from(missing).unwrap_or_default()))
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
