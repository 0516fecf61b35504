//! What became of a file.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// Its figures count.
    Accepted,
    /// Nothing of it counts; a finding says why.
    Rejected,
    /// Another file of the unit counts in its place.
    Superseded,
    /// The officer left it out.
    Excluded,
    /// It is not a return.
    Ignored,
}

impl FileStatus {
    /// As the results of `merge` say it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "merged",
            Self::Rejected => "rejected",
            Self::Superseded => "superseded",
            Self::Excluded => "excluded",
            Self::Ignored => "ignored",
        }
    }
}
