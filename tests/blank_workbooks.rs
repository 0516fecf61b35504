//! The blank workbook beside each built-in definition is what the program makes of it today.
//!
//! After a change of a definition or of the forms, write them anew:
//! `BDHVS_UPDATE=1 cargo test --test blank_workbooks`.

use std::path::Path;

use bdhvs::testing::campaign::{Store, load};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::workbooks::template::write_blank;

/// Issue: "templates-xlsx/<campaign>/" holds the definition and the blank workbook that it produces.
#[test]
fn the_blank_workbooks_are_of_today() {
    let words = Words::load(Language::VI).unwrap();
    let names = Store::builtin_names();
    assert!(!names.is_empty());
    let mut stale = Vec::new();
    for name in names {
        let campaign = load(&Store::builtin(&name)).unwrap();
        let period = campaign.period(&campaign.default_period).unwrap();
        let made = write_blank(&campaign, period, &words).unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates-xlsx").join(&name);
        let path = folder.join(format!("{name}.xlsx"));
        if std::env::var_os("BDHVS_UPDATE").is_some() {
            std::fs::write(&path, &made).unwrap();
        }
        if std::fs::read(&path).ok().as_deref() != Some(made.as_slice()) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "{stale:?}: run BDHVS_UPDATE=1 cargo test --test blank_workbooks");
}
