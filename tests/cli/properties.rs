//! What holds for all returns (docs/contract/commands.md, figures.md): the order of the files and the
//! number of threads say nothing, a unit's figures are its own, and what is missing is never zero.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::FileFailurePersistence;
use serde_json::Value;

use crate::fill::{Package, Put};
use crate::issued::blank;
use crate::run::Folder;

const UNITS: [&str; 6] = ["00004", "00008", "00025", "SO-NV", "SO-GDDT", "THANHDOAN"];

/// Rows that some of the units report, with the cell that makes the figure.
const COUNTS: [&str; 6] = [
    "bieu2_4_own_value",
    "bieu2_6_own_value",
    "bieu2_13_own_value",
    "bieu2_10_own_value",
    "bieu2_9_city_value",
    "bieu2_7_city_value",
];
const RATE: &str = "bieu1_1_own";

/// What one unit writes into each of the rows that it is asked.
#[derive(Debug, Clone)]
struct Given {
    counts: Vec<Option<u32>>,
    rate: Option<(u32, u32)>,
}

fn given() -> impl Strategy<Value = Given> {
    let counts = prop::collection::vec(prop::option::weighted(0.8, 0_u32..5000), COUNTS.len());
    let rate = prop::option::weighted(0.8, (1_u32..5000).prop_flat_map(|d| (0..=d, Just(d))));
    (counts, rate).prop_map(|(counts, rate)| Given { counts, rate })
}

fn workbook(unit: &str, given: &Given) -> Package {
    let mut workbook = blank(unit);
    let mut put = |cell: &str, number: u32| {
        if workbook.names().contains_key(&format!("bdhvs_{cell}")) {
            workbook.put(cell, Put::Number(&number.to_string()));
        }
    };
    for (cell, count) in COUNTS.iter().zip(&given.counts) {
        if let Some(count) = count {
            put(cell, *count);
        }
    }
    if let Some((numerator, denominator)) = given.rate {
        put(&format!("{RATE}_numerator"), numerator);
        put(&format!("{RATE}_denominator"), denominator);
    }
    // A form without any answer would not be a return.
    put("bieu2_5_own_value", 1);
    workbook
}

/// The city's rows, and the bytes of both outputs.
fn merge(folder: &Folder, paths: &[String], more: &[&str]) -> (Vec<Value>, Vec<Vec<u8>>) {
    let run = folder.run(["merge", "-q", "-o", "c.xlsx", "--json", "c.json"].iter().chain(more));
    paths.iter().fold(run, |run, path| run.arg(path)).status(1).stdout("").check();
    let rows = folder.json("c.json")["indicators"].as_array().unwrap().clone();
    (rows, vec![folder.read("c.json"), folder.read("c.xlsx")])
}

fn returns(all: &[Given]) -> (Folder, Vec<String>) {
    let folder = Folder::new();
    for (unit, given) in UNITS.iter().zip(all) {
        folder.write(&format!("{unit}.xlsx"), workbook(unit, given).bytes());
    }
    (folder, UNITS.iter().map(|unit| format!("{unit}.xlsx")).collect())
}

fn row<'r>(rows: &'r [Value], form: &str, indicator: &str) -> &'r Value {
    rows.iter().find(|row| row["form"] == form && row["indicator"] == indicator).unwrap()
}

fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 6,
        max_shrink_iters: 20,
        failure_persistence: Some(Box::new(FileFailurePersistence::Off)),
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    /// The order of the files, and the number of threads, change no figure and no byte of the order
    /// given.
    #[test]
    fn order_and_threads_say_nothing(
        all in prop::collection::vec(given(), UNITS.len()),
        order in Just((0..UNITS.len()).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let (folder, paths) = returns(&all);
        let (rows, bytes) = merge(&folder, &paths, &["--jobs", "1"]);
        prop_assert!(merge(&folder, &paths, &["--jobs", "4"]).1 == bytes);
        let shuffled: Vec<String> = order.iter().map(|at| paths[*at].clone()).collect();
        prop_assert_eq!(merge(&folder, &shuffled, &[]).0, rows);
    }

    /// Without one unit's file exactly its contributions are missing, and what is reported by others
    /// is as it was.
    #[test]
    fn a_unit_left_out_takes_exactly_its_own_figures(
        all in prop::collection::vec(given(), UNITS.len()),
        which in any::<Index>(),
    ) {
        let (folder, mut paths) = returns(&all);
        let (before, _) = merge(&folder, &paths, &[]);
        let at = which.index(UNITS.len());
        paths.remove(at);
        let (after, _) = merge(&folder, &paths, &[]);
        for (before, after) in before.iter().zip(&after) {
            for list in ["contributions", "reported", "excluded"] {
                let mut expected = before[list].as_array().unwrap().clone();
                expected.retain(|figure| figure["unit"] != UNITS[at]);
                prop_assert_eq!(&Value::Array(expected), &after[list]);
            }
            prop_assert_eq!(&before["rollup"]["expected"], &after["rollup"]["expected"]);
        }
    }

    /// An answer taken away lowers `answered` by one and the total by exactly its figure; where it
    /// was the only one there is no total, and not zero.
    #[test]
    fn an_answer_taken_away_is_missing_and_not_zero(
        mut all in prop::collection::vec(given(), UNITS.len()),
        which in any::<Index>(),
        count in 1_u32..5000,
    ) {
        let at = which.index(UNITS.len());
        all[at].counts[0] = Some(count);
        all[at].rate = Some((1, 2));
        let (folder, paths) = returns(&all);
        let (before, _) = merge(&folder, &paths, &[]);
        all[at].counts[0] = None;
        all[at].rate = None;
        folder.write(&paths[at], workbook(UNITS[at], &all[at]).bytes());
        let (after, _) = merge(&folder, &paths, &[]);
        let rollup = |rows: &[Value], form, indicator| row(rows, form, indicator)["rollup"].clone();
        let (was, is) = (rollup(&before, "bieu2", "4"), rollup(&after, "bieu2", "4"));
        let answered = was["answered"].as_u64().unwrap() - 1;
        prop_assert_eq!(&is["answered"], answered);
        prop_assert_eq!(&is["expected"], &was["expected"]);
        if answered == 0 {
            prop_assert_eq!(&is["value"], &Value::Null);
        } else {
            let rest = was["value"].as_u64().unwrap() - u64::from(count);
            prop_assert_eq!(&is["value"], rest);
        }
        // THANHDOAN is not asked for the rate.
        let (was, is) = (rollup(&before, "bieu1", "1"), rollup(&after, "bieu1", "1"));
        let asked = u64::from(UNITS[at] != "THANHDOAN");
        prop_assert_eq!(&is["answered"], was["answered"].as_u64().unwrap() - asked);
        if is["answered"] == 0 {
            prop_assert_eq!(&is["value"], &Value::Null);
            prop_assert_eq!(&is["denominator"], &Value::Null);
        } else {
            prop_assert_eq!(
                is["denominator"].as_u64().unwrap() + 2 * asked,
                was["denominator"].as_u64().unwrap()
            );
        }
    }
}
