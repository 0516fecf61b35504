//! A second witness for every consolidation that a test makes: readers that are none of ours open each
//! file that a figure, a task or a passage leads back to, and the row of its cell must print the wording
//! of that row of the form. `tests/oracle/witness.py` does it, one process for the whole run.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::{Mutex, OnceLock};

use harness::Need;
use serde_json::{Value, json};

use crate::definition::campaign_folder;

/// The process, with both ends of it.
struct Witness {
    _process: Child,
    asked: ChildStdin,
    answers: BufReader<ChildStdout>,
}

/// The one witness of the run. Where Python lacks a reader there is none: the summary of the tests says
/// so, and where `CI` is set the test fails.
#[track_caller]
fn witness() -> Option<&'static Mutex<Witness>> {
    static WITNESS: OnceLock<Mutex<Witness>> = OnceLock::new();
    let python = harness::python_beside(&[Need::Xlrd, Need::Pyxlsb])?;
    Some(WITNESS.get_or_init(|| Mutex::new(start(python))))
}

fn start(mut python: Command) -> Witness {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/witness.py");
    python.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut process = python.spawn().unwrap();
    let (asked, answers) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
    Witness { _process: process, asked, answers: BufReader::new(answers) }
}

/// Holds a consolidation of a run in `folder`, whose definition `chosen` names where an option did.
#[track_caller]
pub fn holds(folder: &Path, consolidation: &Value, chosen: Option<&str>) {
    let campaign = consolidation["campaign"].as_str().unwrap();
    let Some(definition) = definition(folder, campaign, chosen) else { return };
    let Some(witness) = witness() else { return };
    let job = json!({"folder": folder, "definition": definition, "consolidation": consolidation});
    let mut line = String::new();
    {
        // A test that failed while it held the lock has read its answer, or never asked.
        let mut witness = witness.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        writeln!(witness.asked, "{job}").unwrap();
        witness.asked.flush().unwrap();
        witness.answers.read_line(&mut line).unwrap();
    }
    let answer: Value = serde_json::from_str(&line).unwrap();
    let wrong = answer["wrong"].as_array().unwrap();
    assert!(wrong.is_empty(), "rows that print another wording: {answer:#}");
}

/// The folder of the definition that a run used: the one that an option names, the one that the working
/// folder holds, or a built-in one.
fn definition(folder: &Path, campaign: &str, chosen: Option<&str>) -> Option<PathBuf> {
    let named = chosen.map(|path| folder.join(path));
    let own = folder.ancestors().take(3).map(|folder| folder.join("dinh-nghia"));
    let mut places = named.into_iter().chain(own).chain([campaign_folder(campaign)]);
    places.find(|place| {
        let text = std::fs::read_to_string(place.join("campaign.toml"));
        text.is_ok_and(|text| text.contains(&format!("id = \"{campaign}\"")))
    })
}
