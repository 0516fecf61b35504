//! The working folder that `bdhvs init` makes: what stands where in it, and how a command finds it.
//! The only place that knows these names.

use std::path::{Path, PathBuf};

/// What the officer decides.
pub const SETTINGS_FILE: &str = "bdhvs.toml";
/// When returns came, and who sent them: as the program writes it.
pub const RECEIPTS_FILE: &str = "so-tiep-nhan.csv";
/// The same, saved by a spreadsheet.
const RECEIPTS_ENDINGS: [&str; 6] = ["csv", "xlsx", "xlsm", "xlsb", "xls", "ods"];
/// The issued workbooks and the issue register.
pub const ISSUED: &str = "1-phat-hanh";
/// What comes back.
pub const RECEIVED: &str = "2-tiep-nhan";
/// What is sent back to the units.
pub const RETURNED: &str = "3-tra-lai";
pub const CONSOLIDATED: &str = "4-tong-hop";
/// The sub-folders in their order.
pub const FOLDERS: [&str; 4] = [ISSUED, RECEIVED, RETURNED, CONSOLIDATED];

/// The list of units that the commands use.
pub const UNITS_BOOK: &str = "units.xlsx";
/// The same list as it was when the folder was made, for other programs.
pub const UNITS_CSV: &str = "units.csv";
/// Where a copied definition is kept: a folder, and with this ending a workbook.
pub const DEFINITION: &str = "dinh-nghia";

/// A working folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workspace {
    /// The way to it, relative to the folder that the command runs in.
    root: PathBuf,
}

impl Workspace {
    /// The nearest folder with a `bdhvs.toml`: the one that the command runs in, else the one above
    /// it, and so on, as far up as `levels`.
    pub fn find(levels: usize) -> Option<Self> {
        let mut root = PathBuf::new();
        for _ in 0..levels {
            if root.join(SETTINGS_FILE).is_file() {
                return Some(Self { root });
            }
            root.push("..");
        }
        None
    }

    /// Whether the command runs in the folder itself, and not below it.
    pub fn is_here(&self) -> bool {
        self.root.as_os_str().is_empty()
    }

    /// The way to the folder.
    pub fn root(&self) -> &Path {
        if self.is_here() { Path::new(".") } else { &self.root }
    }

    /// The way to something in it. A path that is absolute stays as it is.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// A path as it is called in the folder, wherever the command runs, with `/`: what is written
    /// into results must not depend on that.
    pub fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).to_string_lossy().replace('\\', "/")
    }

    /// Where the workbooks are issued to.
    pub fn issued(&self) -> PathBuf {
        self.path(ISSUED)
    }

    /// Where returns are put.
    pub fn received(&self) -> PathBuf {
        self.path(RECEIVED)
    }

    /// The registers of receipts that are there: among what comes back, and in the folder itself.
    /// One is as many as there should be. What lies in a folder of a unit is none, whatever its name.
    pub fn receipts(&self) -> Vec<PathBuf> {
        let stem = Path::new(RECEIPTS_FILE).file_stem().unwrap_or_default();
        let places = [self.received(), self.root.clone()];
        let names = places.iter().flat_map(|place| {
            RECEIPTS_ENDINGS.iter().map(move |ending| place.join(stem).with_extension(ending))
        });
        names.filter(|path| path.is_file()).collect()
    }

    /// Where what is sent back to the units is put.
    pub fn returned(&self) -> PathBuf {
        self.path(RETURNED)
    }

    pub fn consolidated(&self) -> PathBuf {
        self.path(CONSOLIDATED).join("tong-hop.xlsx")
    }

    /// The same for programs.
    pub fn consolidated_json(&self) -> PathBuf {
        self.path(CONSOLIDATED).join("tong-hop.json")
    }
}
