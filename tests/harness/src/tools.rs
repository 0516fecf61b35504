//! The other programs, for tests that have named them by `#[needs(…)]`.

use std::ffi::OsString;
use std::process::Command;

use crate::need::{self, Need};
use crate::{go_without, running};

impl Need {
    /// Holds that the running test has named it. A test that uses what it does not name would fail
    /// where it is not installed, or pass without it.
    #[track_caller]
    pub fn used(self) {
        let Some(test) = running() else {
            panic!("{self} is used where no test of the harness runs");
        };
        let is_named = test.needs.iter().any(|need| need.includes(self));
        assert!(is_named, "{} lacks #[needs({self:?})] below its #[test]", test.name());
    }
}

/// Python with the libraries that a script imports.
#[track_caller]
pub fn python(libraries: &[Need]) -> Command {
    Need::Python.used();
    for library in libraries {
        library.used();
    }
    bare_python()
}

/// Python for a check that stands beside what many tests are about. Without the libraries it is left out,
/// and the summary says of how many tests; where `CI` is set the test fails.
#[track_caller]
pub fn python_beside(libraries: &[Need]) -> Option<Command> {
    let missing: Vec<Need> =
        libraries.iter().copied().filter(|need| need.missing().is_some()).collect();
    if missing.is_empty() {
        return Some(bare_python());
    }
    go_without(&missing);
    None
}

/// The Python that drives LibreOffice.
#[track_caller]
pub fn office_python() -> Command {
    Need::LibreOfficeApi.used();
    let mut command = Command::new(need::SYSTEM_PYTHON);
    command.arg("-B");
    command
}

#[track_caller]
pub fn libreoffice() -> Command {
    Need::LibreOffice.used();
    Command::new(need::office().expect("a test starts where its needs are met"))
}

#[track_caller]
pub fn pdftotext() -> Command {
    Need::Pdftotext.used();
    Command::new("pdftotext")
}

/// Node with a script of `tests/office/js` and the library that it is to use.
#[track_caller]
pub fn node(script: &str, library: Need) -> Command {
    library.used();
    let mut command = Command::new("node");
    command.arg(Need::node_folder().join(script));
    command
}

/// The folder of files of other projects.
#[track_caller]
pub fn corpus() -> OsString {
    Need::Corpus.used();
    need::corpus().expect("a test starts where its needs are met")
}

fn bare_python() -> Command {
    let mut command = Command::new("python3");
    command.arg("-B");
    command
}
