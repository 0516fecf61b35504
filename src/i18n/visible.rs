//! What others wrote, where people read it: a character that would command a terminal, or turn the order
//! of a line round, becomes one that is seen.

use std::fmt::Write as _;

/// A text without characters that command: a control character as its picture (`␛`), any other by its
/// number (`⟨U+202E⟩`). Line feeds and tabs stay, and the line end of Windows is one line feed.
pub fn visible(text: impl Into<String>) -> String {
    let text = text.into();
    if !text.chars().any(|c| c == '\r' || is_hidden_command(c)) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.replace("\r\n", "\n").chars() {
        push(&mut out, c);
    }
    out
}

/// The same for what is printed in colour: the codes that set a colour stay.
pub fn visible_in_colour(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\u{1B}') {
        let (before, from) = rest.split_at(at);
        out.push_str(&visible(before));
        let length = colour_code(from).unwrap_or(1);
        let (code, after) = from.split_at(length);
        if length == 1 {
            push(&mut out, '\u{1B}');
        } else {
            out.push_str(code);
        }
        rest = after;
    }
    out.push_str(&visible(rest));
    out
}

/// Whether a character commands a terminal or the direction of writing, and shows nothing itself.
pub fn is_hidden_command(c: char) -> bool {
    let is_direction = matches!(
        c,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    );
    is_direction || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() && !is_layout(c)
}

/// What lays out a text of several lines.
fn is_layout(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

fn push(out: &mut String, c: char) {
    match c {
        '\n' | '\t' => out.push(c),
        '\0'..='\u{1F}' => {
            out.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{FFFD}'));
        }
        '\u{7F}' => out.push('␡'),
        _ if is_hidden_command(c) => {
            let _ = write!(out, "⟨U+{:04X}⟩", u32::from(c));
        }
        _ => out.push(c),
    }
}

/// The length of the code at the start of a text, if it sets a colour: `ESC [ 1 ; 31 m`.
fn colour_code(text: &str) -> Option<usize> {
    let inner = text.strip_prefix("\u{1B}[")?;
    let end = inner.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    inner.get(end..)?.starts_with('m').then_some("\u{1B}[".len() + end + 1)
}

#[cfg(test)]
mod tests {
    use super::{visible, visible_in_colour};

    #[test]
    fn commands_become_visible() {
        assert_eq!(visible("Xã Mẫu\n\t12"), "Xã Mẫu\n\t12");
        assert_eq!(visible("\u{1B}]0;t\u{7}\r"), "␛]0;t␇␍");
        assert_eq!(visible("a\r\nb\u{7F}\u{9B}\u{202E}"), "a\nb␡⟨U+009B⟩⟨U+202E⟩");
    }

    #[test]
    fn only_colours_reach_a_coloured_terminal() {
        let red = "\u{1B}[1;31mđỏ\u{1B}[0m";
        assert_eq!(visible_in_colour(red), red);
        assert_eq!(visible_in_colour("\u{1B}[2J\u{1B}"), "␛[2J␛");
    }
}
