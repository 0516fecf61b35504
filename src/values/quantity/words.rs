//! The words that a cell may hold in place of a figure, and the choices of a list.
//!
//! They are contract, not messages: the clerk chooses them from a list in the workbook and the
//! reader compares against them, so they are the same in every language (docs/contract/forms.md).

use std::sync::LazyLock;

use crate::values::quantity::text;

/// A word in place of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Word {
    /// `Không phát sinh`: a reported zero, for counts and documents.
    Nil,
    /// `Không áp dụng`: the row does not concern the unit; it leaves the m of n/m.
    NotApplicable,
    /// `Chưa có số liệu`: stays in m, unanswered.
    NoData,
}

impl Word {
    /// Every word, in the order of the list in the workbook.
    pub const ALL: [Self; 3] = [Self::Nil, Self::NotApplicable, Self::NoData];

    /// The word as printed in the workbook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Nil => "Không phát sinh",
            Self::NotApplicable => "Không áp dụng",
            Self::NoData => "Chưa có số liệu",
        }
    }

    /// Recognises a word, whatever its case, spacing or way of composing accents.
    pub fn read(written: &str) -> Option<Self> {
        static FOLDED: LazyLock<[String; 3]> =
            LazyLock::new(|| Word::ALL.map(|word| text::fold(word.as_str())));
        let folded = text::fold(written);
        Self::ALL.into_iter().zip(&*FOLDED).find(|(_, word)| **word == folded).map(|(word, _)| word)
    }
}

/// The choices of a `yes-no` cell, yes first.
pub const YES_NO: [&str; 2] = ["Có", "Không"];

/// The choices of an `arranged` cell ("Chưa/ đã bố trí"), yes first.
pub const ARRANGED: [&str; 2] = ["Đã bố trí", "Chưa bố trí"];

/// Whether a text is a word or a choice that any cell may hold.
pub fn is_agreed(written: &str) -> bool {
    let folded = text::fold(written);
    Word::read(written).is_some()
        || Status::read(written).is_some()
        || YES_NO.iter().chain(&ARRANGED).any(|choice| text::fold(choice) == folded)
}

/// How far a task is (docs/contract/wording.md).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    NotStarted,
    Underway,
    /// `Thực hiện thường xuyên`: has no end, and is being done.
    Ongoing,
    Done,
    /// `Không được giao`: leaves the m of n/m.
    NotAssigned,
}

impl Status {
    /// Every status, in the order of the list in the workbook.
    pub const ALL: [Self; 5] =
        [Self::NotStarted, Self::Underway, Self::Ongoing, Self::Done, Self::NotAssigned];

    /// The words as printed in the workbook.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotStarted => "Chưa thực hiện",
            Self::Underway => "Đang thực hiện",
            Self::Ongoing => "Thực hiện thường xuyên",
            Self::Done => "Hoàn thành",
            Self::NotAssigned => "Không được giao",
        }
    }

    pub const fn key(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Underway => "underway",
            Self::Ongoing => "ongoing",
            Self::Done => "done",
            Self::NotAssigned => "not-assigned",
        }
    }

    /// Recognises a status, whatever its case, spacing or way of composing accents.
    pub fn read(written: &str) -> Option<Self> {
        static FOLDED: LazyLock<[String; 5]> =
            LazyLock::new(|| Status::ALL.map(|status| text::fold(status.as_str())));
        let folded = text::fold(written);
        let mut all = Self::ALL.into_iter().zip(&*FOLDED);
        all.find(|(_, status)| **status == folded).map(|(status, _)| status)
    }
}
