//! The definition of a campaign: mistakes have places, and what loads can be issued and read.
#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use bdhvs::testing::campaign::{Campaign, LoadError, Store, load};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::reader::open;
use bdhvs::testing::workbooks::template::write_workbook;
use bdhvs_fuzz::{must, split};
use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;

const OTHERS: [(&str, &[u8]); 6] = [
    ("campaign.toml", include_bytes!("../../data/skeleton/campaign.toml")),
    ("chitieu.toml", include_bytes!("../../data/skeleton/chitieu.toml")),
    ("danhsach.toml", include_bytes!("../../data/skeleton/danhsach.toml")),
    ("decuong.toml", include_bytes!("../../data/skeleton/decuong.toml")),
    ("nhiemvu.toml", include_bytes!("../../data/skeleton/nhiemvu.toml")),
    ("units.csv", include_bytes!("../../data/skeleton/units.csv")),
];

static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::load(Language::VI).expect("the catalogue loads"));
static FOLDER: LazyLock<TempDir> = LazyLock::new(|| {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
});

fuzz_target!(init: bdhvs_fuzz::only_others_may_panic(), |input: &[u8]| {
    let parts = split(input, &OTHERS);
    // Only the files that every definition here has: another one would stay for the next input.
    for (name, _) in OTHERS {
        let written = std::fs::write(FOLDER.path().join(name), parts[name]);
        written.expect("the temporary folder can be written to");
    }
    match load(&Store::folder(FOLDER.path().to_owned())) {
        Ok(campaign) => issue(&campaign),
        Err(LoadError::Io(error)) => must(false, || error.to_string()),
        Err(LoadError::Definition(error)) => {
            must(!error.problems.is_empty(), || "no campaign and no problem".to_owned());
            for problem in &error.problems {
                let known = OTHERS.iter().any(|(name, _)| problem.place.file.ends_with(name));
                // A form that is listed and not there is told at its own file.
                let missing = problem.place.file.ends_with(".toml");
                must(known || missing, || format!("{problem:?}"));
            }
        }
    }
});

/// The forms of the first unit that is asked, written and read back.
fn issue(campaign: &Campaign) {
    let Some(period) = campaign.period(&campaign.default_period) else {
        return must(false, || "no default period".to_owned());
    };
    let Some(unit) = campaign.expected_units(period).next() else { return };
    let bytes = match write_workbook(campaign, period, unit, &WORDS) {
        Ok(bytes) => bytes,
        Err(error) => {
            return must(false, || format!("a definition that cannot be issued: {error:?}"));
        }
    };
    let read = open(&bytes, "a.xlsx");
    must(read.is_ok(), || format!("a form that cannot be read: {read:?}"));
}
