//! How settled a figure is: an estimate, preliminary, or official.
//!
//! The words are contract: the same in definitions, on forms and in outputs of every language
//! (docs/contract/figures.md).

use super::text;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureStatus {
    /// `ước tính`
    Estimated,
    /// `sơ bộ`
    Preliminary,
    /// `chính thức`
    Official,
}

/// What stands for the status of a figure that has none.
pub const UNSTATED: &str = "chưa ghi";

impl FigureStatus {
    /// Every status, the least settled first.
    pub const ALL: [Self; 3] = [Self::Estimated, Self::Preliminary, Self::Official];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Estimated => "ước tính",
            Self::Preliminary => "sơ bộ",
            Self::Official => "chính thức",
        }
    }

    /// Recognises a status, whatever its case and spacing, also behind "số liệu" and the like.
    pub fn read(written: &str) -> Option<Self> {
        let folded = text::fold(written);
        Self::ALL.into_iter().find(|status| folded == text::fold(status.as_str()))
    }

    /// Whether a figure of this status may still change.
    pub const fn is_provisional(self) -> bool {
        match self {
            Self::Estimated | Self::Preliminary => true,
            Self::Official => false,
        }
    }
}

/// What a row says of the status of its figures.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum StatusRule {
    /// Nothing.
    #[default]
    Unsaid,
    /// All of them have it.
    Fixed(FigureStatus),
    /// The unit chooses it on its form.
    Chosen,
}

/// How a definition says that the unit chooses.
pub const CHOSEN: &str = "đơn vị chọn";

impl StatusRule {
    /// The words of a definition.
    pub const WORDS: &'static [&'static str] = &["ước tính", "sơ bộ", "chính thức", CHOSEN];

    pub fn read(written: &str) -> Option<Self> {
        if text::fold(written) == text::fold(CHOSEN) {
            return Some(Self::Chosen);
        }
        FigureStatus::read(written).map(Self::Fixed)
    }
}

/// How many figures have each status.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct StatusCounts {
    pub estimated: usize,
    pub preliminary: usize,
    pub official: usize,
    pub unstated: usize,
}

impl StatusCounts {
    pub fn of(statuses: impl Iterator<Item = Option<FigureStatus>>) -> Self {
        let mut counts = Self::default();
        for status in statuses {
            let count = match status {
                Some(FigureStatus::Estimated) => &mut counts.estimated,
                Some(FigureStatus::Preliminary) => &mut counts.preliminary,
                Some(FigureStatus::Official) => &mut counts.official,
                None => &mut counts.unstated,
            };
            *count += 1;
        }
        counts
    }

    /// The status of what the figures come to: that of the least settled of them. One without a status is
    /// never taken as official.
    pub const fn total(self) -> Option<FigureStatus> {
        match self {
            Self { estimated: 1.., .. } => Some(FigureStatus::Estimated),
            Self { preliminary: 1.., .. } => Some(FigureStatus::Preliminary),
            Self { unstated: 0, official: 1.., .. } => Some(FigureStatus::Official),
            Self { .. } => None,
        }
    }

    /// Whether what the figures come to may still change for the status of one of them.
    pub fn is_provisional(self) -> bool {
        self.total().is_some_and(FigureStatus::is_provisional)
    }

    /// Whether any of them has a status.
    pub const fn is_stated(self) -> bool {
        self.estimated + self.preliminary + self.official > 0
    }

    /// Each status that occurs, in words, with how many figures have it.
    pub fn named(self) -> impl Iterator<Item = (&'static str, usize)> {
        let counts = [self.estimated, self.preliminary, self.official, self.unstated];
        let words = FigureStatus::ALL.map(FigureStatus::as_str).into_iter().chain([UNSTATED]);
        words.zip(counts).filter(|(_, count)| *count > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// "A total with one figure that is ước tính or sơ bộ is itself so"; none is official for want of one.
    #[test]
    fn a_total_is_as_settled_as_the_least_settled_of_its_figures() {
        use FigureStatus::{Estimated, Official, Preliminary};
        let total =
            |statuses: &[Option<FigureStatus>]| StatusCounts::of(statuses.iter().copied()).total();
        assert_eq!(total(&[Some(Official), Some(Estimated), None]), Some(Estimated));
        assert_eq!(total(&[Some(Official), Some(Preliminary)]), Some(Preliminary));
        assert_eq!(total(&[Some(Official), Some(Official)]), Some(Official));
        assert_eq!(total(&[Some(Official), None]), None);
        assert_eq!(total(&[]), None);
    }
}
