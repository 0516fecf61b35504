//! What must hold of any bytes that come back as a return.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use bdhvs::testing::campaign::{Campaign, Period, Store, load};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::consolidate::intake::{FileStatus, Found, Intake, Received};
use bdhvs::testing::ledger::Ledger;
use bdhvs::testing::reader::bounds::{CELLS, COLUMNS, ROWS, SHEETS};
use bdhvs::testing::reader::open;
use bdhvs::testing::reader::workbook::{NameTarget, Workbook};
use bdhvs::testing::rules::decisions::Decisions;
use bdhvs::testing::rules::rule::ExplicitScope;

use crate::must;

/// The campaign of the seeds: the one that a new campaign starts from.
static CAMPAIGN: LazyLock<Campaign> =
    LazyLock::new(|| load(&Store::skeleton()).expect("the skeleton loads"));
static DECISIONS: LazyLock<Decisions> = LazyLock::new(Decisions::default);
static WORDS: LazyLock<Words> =
    LazyLock::new(|| Words::load(Language::VI).expect("the catalogue loads"));
static FOLDER: LazyLock<tempfile::TempDir> = LazyLock::new(|| {
    // In memory where there is such a place: each input is written once.
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
    made.expect("a temporary folder")
});

/// Opens bytes, and takes them in as a return.
pub fn check(bytes: &[u8], file_name: &str) {
    let Ok(workbook) = open(bytes, file_name) else { return };
    within_bounds(&workbook);
    take(bytes, file_name, &workbook);
}

fn within_bounds(workbook: &Workbook) {
    let count = |cells: usize| cells as u64;
    must(count(workbook.sheets.len()) <= SHEETS, || "too many sheets".to_owned());
    let cells = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    must(count(cells) <= CELLS, || format!("{cells} cells"));
    let inside = |row: u32, column: u32| u64::from(row) < ROWS && u64::from(column) < COLUMNS;
    for sheet in &workbook.sheets {
        for at in sheet.cells.keys() {
            must(inside(at.row, at.column), || format!("a cell at {at:?}"));
        }
    }
    for name in &workbook.names {
        if let NameTarget::Cell(at) = &name.target {
            must(at.sheet < workbook.sheets.len(), || format!("{name:?}"));
            must(inside(at.position.row, at.position.column), || format!("{name:?}"));
        }
    }
}

fn take(bytes: &[u8], file_name: &str, workbook: &Workbook) {
    let path = FOLDER.path().join(file_name);
    std::fs::write(&path, bytes).expect("the temporary folder can be written to");
    let period = CAMPAIGN.period(&CAMPAIGN.default_period).expect("a default period");
    let intake = Intake {
        campaign: &CAMPAIGN,
        period,
        given: ExplicitScope { campaign: true, period: true },
        zero_words: &[],
        decisions: &DECISIONS,
        registers: &[],
        corrections: &[],
        chosen: &[],
        left_out: &[],
        words: &WORDS,
    };
    let found = [Found { path, shown: file_name.to_owned() }];
    let received = intake.take(&found, &|| {});
    must(received.len() == 1, || format!("{} files came back", received.len()));
    for file in &received {
        has_a_reason(file);
        cells_add_up(file, workbook);
    }
    ledger_adds_up(&CAMPAIGN, period, &received);
}

fn has_a_reason(file: &Received<'_>) {
    let counts = file.status == FileStatus::Accepted;
    must(counts || file.reason.is_some(), || format!("{:?} without a reason", file.status));
    let rejected = file.status == FileStatus::Rejected;
    must(!rejected || !file.findings.is_empty(), || "rejected without a finding".to_owned());
}

/// Used, rejected and ignored are together all cells of some of the sheets: those that answers were looked
/// for on.
fn cells_add_up(file: &Received<'_>, workbook: &Workbook) {
    let mut sums = BTreeSet::from([0]);
    for sheet in &workbook.sheets {
        let with: Vec<usize> = sums.iter().map(|sum| sum + sheet.cells.len()).collect();
        sums.extend(with);
    }
    let cells = file.cells();
    let counted = cells.used + cells.rejected + cells.ignored;
    must(sums.contains(&counted), || format!("{cells:?} are no sheets of {sums:?}"));
}

/// What is put together is what the return has, once.
fn ledger_adds_up(campaign: &Campaign, period: &Period, received: &[Received<'_>]) {
    let sources: Vec<_> = received.iter().filter_map(Received::source).collect();
    let ledger = Ledger::new(campaign, period, &sources);
    for row in &ledger.rows {
        let rollup = &row.rollup;
        must(rollup.answered <= rollup.expected, || format!("{rollup:?}"));
        must(rollup.answered <= sources.len(), || format!("{rollup:?}"));
        must(row.contributions.len() <= sources.len(), || format!("{:?}", row.indicator.id));
        for excluded in &row.excluded {
            let counted = row.contributions.iter().any(|c| c.answer.key() == excluded.answer.key());
            must(!counted, || format!("{:?} counts and does not", excluded.answer.key()));
        }
    }
}
