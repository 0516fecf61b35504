//! Where the figure comes from that the report of the whole area prints.

/// Where the official figure comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficialSource {
    Reported,
    /// It is what the units come to.
    Rollup,
    /// Several lead agencies report the row, and the officer has not chosen.
    Undecided,
}

impl OfficialSource {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Rollup => "rollup",
            Self::Undecided => "undecided",
        }
    }

    /// Reads the word back.
    pub fn read(word: &str) -> Option<Self> {
        [Self::Reported, Self::Rollup, Self::Undecided].into_iter().find(|s| s.as_str() == word)
    }
}
