//! `bdhvs explain [CODE]`: a rule in full, or the list of all.

use anyhow::{Result, bail};

use crate::cli::Status;
use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::consolidate::names;
use crate::rules::{self, RULES};
use crate::t;

pub(super) fn run(code: Option<&str>, ui: &Ui) -> Result<Status> {
    let words = ui.words();
    let Some(code) = code else {
        for rule in RULES {
            let severity = names::severity(rule.severity, words);
            let title = rule.title(words.language());
            ui.print(&format!("{}  {severity:<9}  {title}\n", rule.code));
        }
        ui.say(&format!("\n{}", t!(words, "explain-next")));
        return Ok(Status::Clean);
    };
    match rules::find(code) {
        Some(rule) => ui.print(&rule.page(words.language())),
        None => bail!(Failure::UnknownRule { asked: code.to_owned() }),
    }
    Ok(Status::Clean)
}
