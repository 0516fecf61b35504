//! What became of a file of a run, among all of them.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileStatus {
    /// Its figures are in the totals, but for answers with an error.
    Accepted,
    /// Nothing of it counts; a finding says why.
    Rejected,
    /// Another file of the unit counts in its place.
    Superseded,
    /// The officer left it out on the command line.
    Excluded,
    /// It is no return, or a form without any answer beside another file of its unit.
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
