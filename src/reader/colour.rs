//! The colours of letters and of the ground behind them, as far as they tell whether a cell can be
//! read at all.

/// A colour as a format names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Colour {
    Rgb([u8; 3]),
    /// A colour of the theme by its number, lighter or darker by so many thousandths.
    Theme(usize, i32),
    /// A colour of the palette by its number.
    Indexed(usize),
}

/// The colours of the theme: white, black and those of Office where the file has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Theme(pub(super) Vec<[u8; 3]>);

pub(super) const WHITE: [u8; 3] = [0xFF; 3];
pub(super) const BLACK: [u8; 3] = [0; 3];

/// How far the parts of two colours may differ that look the same on paper.
const ALIKE: u8 = 16;

/// The first eight colours of the palette, which the next eight repeat, and the rest.
const PALETTE: [[u8; 3]; 56] = [
    BLACK,
    WHITE,
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [255, 255, 0],
    [255, 0, 255],
    [0, 255, 255],
    [128, 0, 0],
    [0, 128, 0],
    [0, 0, 128],
    [128, 128, 0],
    [128, 0, 128],
    [0, 128, 128],
    [192; 3],
    [128; 3],
    [153, 153, 255],
    [153, 51, 102],
    [255, 255, 204],
    [204, 255, 255],
    [102, 0, 102],
    [255, 128, 128],
    [0, 102, 204],
    [204, 204, 255],
    [0, 0, 128],
    [255, 0, 255],
    [255, 255, 0],
    [0, 255, 255],
    [128, 0, 128],
    [128, 0, 0],
    [0, 128, 128],
    [0, 0, 255],
    [0, 204, 255],
    [204, 255, 255],
    [204, 255, 204],
    [255, 255, 153],
    [153, 204, 255],
    [255, 153, 204],
    [204, 153, 255],
    [255, 204, 153],
    [51, 102, 255],
    [51, 204, 204],
    [153, 204, 0],
    [255, 204, 0],
    [255, 153, 0],
    [255, 102, 0],
    [102, 102, 153],
    [150; 3],
    [0, 51, 102],
    [51, 153, 102],
    [0, 51, 0],
    [51, 51, 0],
    [153, 51, 0],
    [153, 51, 102],
    [51, 51, 153],
    [51; 3],
];

impl Default for Theme {
    fn default() -> Self {
        Self(vec![
            WHITE,
            BLACK,
            [0xEE, 0xEC, 0xE1],
            [0x1F, 0x49, 0x7D],
            [0x4F, 0x81, 0xBD],
            [0xC0, 0x50, 0x4D],
            [0x9B, 0xBB, 0x59],
            [0x80, 0x64, 0xA2],
            [0x4B, 0xAC, 0xC6],
            [0xF7, 0x96, 0x46],
        ])
    }
}

impl Colour {
    /// Six or eight hexadecimal digits, of which the last six count.
    pub(super) fn hexadecimal(text: &str) -> Option<Self> {
        let digits = text.get(text.len().checked_sub(6)?..)?;
        let rgb = u32::from_str_radix(digits, 16).ok()?;
        let [_, red, green, blue] = rgb.to_be_bytes();
        Some(Self::Rgb([red, green, blue]))
    }

    /// Red, green and blue; `None` for what the system or the file decides elsewhere.
    pub(super) fn rgb(self, theme: &Theme) -> Option<[u8; 3]> {
        match self {
            Self::Rgb(rgb) => Some(rgb),
            Self::Theme(index, tint) => Some(theme.0.get(index)?.map(|part| tinted(part, tint))),
            Self::Indexed(index @ 0..=7) => PALETTE.get(index).copied(),
            Self::Indexed(64) => Some(BLACK),
            Self::Indexed(65) => Some(WHITE),
            Self::Indexed(index) => PALETTE.get(index.checked_sub(8)?).copied(),
        }
    }
}

/// A part of a colour made lighter or darker by so many thousandths.
fn tinted(part: u8, tint: i32) -> u8 {
    let tint = tint.clamp(-1000, 1000);
    let part = i32::from(part);
    let moved =
        if tint < 0 { part * (1000 + tint) / 1000 } else { part + (255 - part) * tint / 1000 };
    u8::try_from(moved).unwrap_or(u8::MAX)
}

/// Whether letters of one colour cannot be told from a ground of the other. A colour that is not known
/// hides nothing.
pub(super) fn are_alike(letters: Option<[u8; 3]>, ground: Option<[u8; 3]>) -> bool {
    letters.zip(ground).is_some_and(|(letters, ground)| {
        letters.iter().zip(ground).all(|(one, other)| one.abs_diff(other) <= ALIKE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_compared_as_they_are_seen() {
        let theme = Theme::default();
        let rgb = |colour: Colour| colour.rgb(&theme);
        assert_eq!(Colour::hexadecimal("FFFFF8DC").and_then(rgb), Some([0xFF, 0xF8, 0xDC]));
        assert_eq!(Colour::hexadecimal("FFF8D"), None);
        assert_eq!(Colour::hexadecimal("đđđ"), None);
        assert_eq!(rgb(Colour::Theme(0, 0)), Some(WHITE));
        assert_eq!(rgb(Colour::Theme(0, -50)), Some([242; 3]));
        assert_eq!(rgb(Colour::Theme(1, 500)), Some([127; 3]));
        assert_eq!(rgb(Colour::Theme(99, 0)), None);
        assert_eq!(rgb(Colour::Indexed(9)), Some(WHITE));
        assert_eq!(rgb(Colour::Indexed(63)), Some([51; 3]));
        assert_eq!(rgb(Colour::Indexed(66)), None);
        assert!(are_alike(Some([242; 3]), Some(WHITE)));
        assert!(!are_alike(Some([200; 3]), Some(WHITE)) && !are_alike(None, Some(WHITE)));
    }
}
