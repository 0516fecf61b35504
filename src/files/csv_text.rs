//! What a table of text must not be read with: a quote that is opened and never closed swallows every line
//! after it.

/// The line, from one, on which a quote is opened that nothing closes.
pub fn unclosed_quote(text: &str, separator: u8) -> Option<u64> {
    let (mut line, mut opened) = (1, None);
    let mut at_start = true;
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if opened.is_some() => {
                if bytes.peek() == Some(&b'"') {
                    bytes.next();
                } else {
                    opened = None;
                }
            }
            b'"' if at_start => opened = Some(line),
            b'\n' => line += 1,
            _ => {}
        }
        at_start = opened.is_none() && (byte == separator || matches!(byte, b'\n' | b'\r'));
    }
    opened
}

#[cfg(test)]
mod tests {
    use super::unclosed_quote;

    #[test]
    fn only_what_is_never_closed_is_found() {
        assert_eq!(unclosed_quote("a,b\n\"x\ny\",\"1\"\"2\"\n5\",z\n", b','), None);
        assert_eq!(unclosed_quote("a,b\nx,\"y\nz,w\n", b','), Some(2));
        assert_eq!(unclosed_quote("a;b\n\"x;y\"\"\n", b';'), Some(2));
        assert_eq!(unclosed_quote("a,b\n\"\",\"", b','), Some(2));
    }
}
