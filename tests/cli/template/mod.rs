//! `template`: what a clerk gets (docs/contract/forms.md), read out of the XML of the package.

mod register;
mod sheets;

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest as _, Sha256};

use crate::definition::{Form, definition};
use crate::fill::Package;
use crate::issued::{blank, issued};

fn files() -> BTreeMap<String, Vec<u8>> {
    let tree = issued().tree();
    tree.into_iter()
        .map(|(name, bytes)| (name.trim_start_matches("out/").to_owned(), bytes))
        .collect()
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// "writes 149 workbooks and a register"; names match `<unit code>_<unit slug>.xlsx`, ASCII, the slug
/// at most 40 characters.
#[test]
fn there_is_one_workbook_for_each_unit_and_a_register() {
    let files = files();
    assert_eq!(files.len(), 149 + 2);
    let mut units = BTreeSet::new();
    for name in files.keys().filter(|name| !name.starts_with("so-phat-hanh.")) {
        let (code, slug) = name.strip_suffix(".xlsx").unwrap().split_once('_').unwrap();
        let is_code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-';
        assert!(code.chars().all(is_code), "{name}");
        let is_slug = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(slug.chars().all(is_slug) && (1..=40).contains(&slug.len()), "{name}");
        assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{name}");
        units.insert(code.to_owned());
    }
    assert_eq!(units, definition().units.iter().map(|(code, _)| code.clone()).collect());
}

/// "each holding only its unit's rows, the lead agencies their `city` rows too", by an independent
/// reading of the definition; every input cell has its name.
#[test]
fn every_workbook_asks_its_unit_and_nothing_else() {
    for (unit, _) in &definition().units {
        let workbook = blank(unit);
        let expected = definition().input_names(unit);
        let forms: Vec<&Form> = definition()
            .forms
            .iter()
            .filter(|form| expected.contains(&format!("bdhvs_{}_meta_date", form.id)))
            .collect();
        let found: BTreeSet<String> = workbook
            .names()
            .keys()
            .filter(|name| !name.starts_with("bdhvs_id_"))
            .cloned()
            .collect();
        assert_eq!(found, expected, "{unit}");
        // Every name leads to a cell of its own, on the sheet of its form.
        let spots: BTreeSet<_> = found.iter().map(|name| &workbook.names()[name]).collect();
        assert_eq!(spots.len(), found.len(), "{unit}: two names for one cell");
        for name in &found {
            let form = name.split('_').nth(1).unwrap();
            let form = forms.iter().find(|other| other.id == form).unwrap();
            assert_eq!(workbook.names()[name].sheet, form.sheet, "{unit} {name}");
        }
        let sheets = workbook.sheets();
        assert_eq!(sheets.last().map(String::as_str), Some("_bdhvs"), "{unit}");
        assert_eq!(sheets.len(), forms.len() + 2, "{unit}");
    }
}

/// docs/contract/identity.md: identity is carried four times.
#[test]
fn all_carriers_of_the_identity_are_there() {
    for unit in ["00004", "SO-NV", "BQL-KCNC-KCN", "CD-CNC"] {
        let workbook = blank(unit);
        let custom = workbook.part("docProps/custom.xml");
        for (key, value) in [
            ("campaign", "hanoi-2025"),
            ("period", "2025-9t"),
            ("unit", unit),
            ("version", "1"),
            ("schema", "bdhvs.form/1"),
        ] {
            let at = custom.find(&format!("name=\"bdhvs.{key}\"")).unwrap();
            let property = &custom[at..at + custom[at..].find("</property>").unwrap()];
            // A string, because other programs turn 00004 into 4.
            assert!(property.contains(&format!("<vt:lpwstr>{value}</vt:lpwstr>")), "{property}");
        }
        let core = workbook.part("docProps/core.xml");
        let keywords =
            format!("bdhvs; campaign=hanoi-2025; period=2025-9t; unit={unit}; version=1");
        assert!(core.contains(&format!("<cp:keywords>{keywords}</cp:keywords>")), "{core}");
        let book = workbook.part("xl/workbook.xml");
        assert!(book.contains("name=\"_bdhvs\"") && book.contains("state=\"hidden\""), "{book}");
        assert!(!book.contains("veryHidden"));
        for part in ["schema", "campaign", "period", "unit", "version"] {
            assert!(workbook.names().contains_key(&format!("bdhvs_id_{part}")), "{part}");
        }
        let strings = workbook.part("xl/sharedStrings.xml");
        assert!(strings.contains(&format!("đơn vị {unit} –")), "printed on the sheets");
    }
}

/// The sheets with a form to fill in, in tab order.
fn sheets_with_forms(workbook: &Package) -> Vec<String> {
    let names = workbook.names().iter().filter(|(name, _)| name.ends_with("_meta_date"));
    let forms: BTreeSet<&String> = names.map(|(_, spot)| &spot.sheet).collect();
    let mut sheets = workbook.sheets();
    sheets.retain(|sheet| forms.contains(sheet));
    assert_eq!(sheets.len(), forms.len());
    sheets
}

/// The text between two marks, every time.
fn between<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}
