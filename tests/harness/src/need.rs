//! What a test may need beside the program, and whether it is there.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

/// A program, a library or a setting that a test names by `#[needs(…)]`. Each is looked for once in a
/// run, when the first test that needs it is to start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    LibreOffice,
    /// Its API, which only the system's Python knows.
    LibreOfficeApi,
    /// A font of the widths of Times New Roman, in which the workbooks are written.
    Times,
    Pdftotext,
    /// Python 3.11 or later, which reads TOML; every Python library needs it too.
    Python,
    Openpyxl,
    OpenxmlAudit,
    Xlrd,
    Pyxlsb,
    Xlwt,
    Frictionless,
    Duckdb,
    Pandas,
    Exceljs,
    Sheetjs,
    XlsxPopulate,
    /// A user who is refused what is closed to him: any but root, or setpriv to become one.
    PlainUser,
    /// A folder of files of other projects, named by `BDHVS_CORPUS`.
    Corpus,
}

/// Where the system keeps the Python that LibreOffice's API is installed for.
pub(crate) const SYSTEM_PYTHON: &str = "/usr/bin/python3";

impl Need {
    /// The folder of the libraries of Node: that of this repository's `tests/office/js`.
    pub(crate) fn node_folder() -> PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../office/js")
    }

    /// Why a test that needs it cannot run; nothing where it is there.
    pub(crate) fn missing(self) -> Option<&'static str> {
        static OFFICE: LazyLock<bool> = LazyLock::new(|| office().is_some());
        static API: LazyLock<bool> =
            LazyLock::new(|| *OFFICE && succeeds(SYSTEM_PYTHON, &["-c", "import uno"]));
        static TIMES: LazyLock<bool> = LazyLock::new(has_times);
        static PDFTOTEXT: LazyLock<bool> = LazyLock::new(|| succeeds("pdftotext", &["-v"]));
        static NODE: LazyLock<bool> = LazyLock::new(|| succeeds("node", &["--version"]));
        static PLAIN_USER: LazyLock<bool> = LazyLock::new(|| {
            let id = Command::new("id").arg("-u").output();
            id.is_ok_and(|output| output.stdout.trim_ascii() != b"0")
                || succeeds("setpriv", &["--version"])
        });
        let is_there = match self {
            Self::LibreOffice => *OFFICE,
            Self::LibreOfficeApi => *API,
            Self::Times => *TIMES,
            Self::Pdftotext => *PDFTOTEXT,
            Self::PlainUser => *PLAIN_USER,
            Self::Corpus => corpus().is_some_and(|folder| Path::new(&folder).is_dir()),
            _ => match (self.module(), self.package()) {
                (Some(module), _) => PYTHON.contains(module),
                (_, Some(package)) => {
                    *NODE && Self::node_folder().join("node_modules").join(package).is_dir()
                }
                (None, None) => false,
            },
        };
        (!is_there).then_some(self.reason())
    }

    fn reason(self) -> &'static str {
        match self {
            Self::LibreOffice => "LibreOffice is not installed",
            Self::LibreOfficeApi => "LibreOffice's API (python3-uno) is not installed",
            Self::Times => "a font of Times New Roman's width is not installed",
            Self::Pdftotext => "pdftotext (poppler-utils) is not installed",
            Self::Python => "python3 (3.11 or later) is not installed",
            Self::Openpyxl => "openpyxl is not installed",
            Self::OpenxmlAudit => "openxml-audit is not installed",
            Self::Xlrd => "xlrd is not installed",
            Self::Pyxlsb => "pyxlsb is not installed",
            Self::Xlwt => "xlwt is not installed",
            Self::Frictionless => "frictionless is not installed",
            Self::Duckdb => "duckdb is not installed",
            Self::Pandas => "pandas is not installed",
            Self::Exceljs => "exceljs is not installed",
            Self::Sheetjs => "SheetJS is not installed",
            Self::XlsxPopulate => "xlsx-populate is not installed",
            Self::PlainUser => "root cannot run a command as somebody else (setpriv)",
            Self::Corpus => "BDHVS_CORPUS names no folder of files",
        }
    }

    /// Whether it must be there where `CI` is set.
    pub(crate) fn is_demanded(self) -> bool {
        self != Self::Corpus
    }

    /// Whether a test that names this one may use another.
    pub(crate) fn includes(self, other: Self) -> bool {
        self == other
            || (self == Self::LibreOfficeApi && other == Self::LibreOffice)
            || (other == Self::Python && self.module().is_some())
    }

    /// What a library of Python is imported as.
    fn module(self) -> Option<&'static str> {
        Some(match self {
            Self::Python => "tomllib",
            Self::Openpyxl => "openpyxl",
            Self::OpenxmlAudit => "openxml_audit",
            Self::Xlrd => "xlrd",
            Self::Pyxlsb => "pyxlsb",
            Self::Xlwt => "xlwt",
            Self::Frictionless => "frictionless",
            Self::Duckdb => "duckdb",
            Self::Pandas => "pandas",
            Self::LibreOffice
            | Self::LibreOfficeApi
            | Self::Times
            | Self::Pdftotext
            | Self::Exceljs
            | Self::Sheetjs
            | Self::XlsxPopulate
            | Self::PlainUser
            | Self::Corpus => return None,
        })
    }

    /// The package of a library of Node.
    fn package(self) -> Option<&'static str> {
        match self {
            Self::Exceljs => Some("exceljs"),
            Self::Sheetjs => Some("xlsx"),
            Self::XlsxPopulate => Some("xlsx-populate"),
            _ => None,
        }
    }
}

/// Its name in a list of what is missing.
impl fmt::Display for Need {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = self.reason();
        f.write_str(match self {
            Self::PlainUser => "setpriv",
            Self::Corpus => "a folder in BDHVS_CORPUS",
            _ => reason.strip_suffix(" is not installed").unwrap_or(reason),
        })
    }
}

/// The modules that Python finds, of those that tests ask for.
static PYTHON: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    const PROBE: &str = "import importlib.util, sys
for name in sys.argv[1:]:
    if importlib.util.find_spec(name): print(name)";
    let modules = [
        Need::Python,
        Need::Openpyxl,
        Need::OpenxmlAudit,
        Need::Xlrd,
        Need::Pyxlsb,
        Need::Xlwt,
        Need::Frictionless,
        Need::Duckdb,
        Need::Pandas,
    ];
    let names = modules.into_iter().filter_map(Need::module);
    let output = Command::new("python3").args(["-c", PROBE]).args(names).output();
    let found = output.map(|output| output.stdout).unwrap_or_default();
    let found: BTreeSet<String> =
        String::from_utf8_lossy(&found).lines().map(str::to_owned).collect();
    // A Python that is too old for the scripts has none of them.
    if found.contains("tomllib") { found } else { BTreeSet::new() }
});

/// What LibreOffice is called here.
pub(crate) fn office() -> Option<&'static str> {
    static FOUND: LazyLock<Option<&'static str>> = LazyLock::new(|| {
        ["soffice", "libreoffice"].into_iter().find(|program| succeeds(program, &["--version"]))
    });
    *FOUND
}

pub(crate) fn corpus() -> Option<OsString> {
    std::env::var_os("BDHVS_CORPUS")
}

fn has_times() -> bool {
    let output = Command::new("fc-match").args(["-f", "%{family}", "Times New Roman"]).output();
    output.is_ok_and(|output| {
        let family = String::from_utf8_lossy(&output.stdout).into_owned();
        ["Times New Roman", "Liberation Serif", "Tinos"].iter().any(|name| family.contains(name))
    })
}

fn succeeds(program: &str, arguments: &[&str]) -> bool {
    let output = Command::new(program).args(arguments).output();
    output.is_ok_and(|output| output.status.success())
}
