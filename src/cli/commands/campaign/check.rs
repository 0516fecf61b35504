//! `bdhvs campaign check`: every mistake of a definition, or who will be asked what, so that a person
//! can approve it.

use anyhow::Result;

use crate::cli::Status;
use crate::cli::args::Common;
use crate::cli::ui::Ui;
use crate::cli::work;
use crate::export::report::{campaign_table, period_notices, row_readings, target_notices};
use crate::t;

pub(super) fn run(common: &Common, name: Option<&str>, ui: &Ui) -> Result<Status> {
    let campaign = work::load_named(name, common)?;
    let period = work::period(&campaign, common.period.as_deref())?;
    let (words, look) = (ui.words(), ui.look());
    ui.say(&campaign_table::head(&campaign, words));
    ui.say(&format!("\n{}", t!(words, "campaign-asked-in", period = period.title.as_str())));
    for form in &campaign.forms {
        ui.say(&format!("\n{}", campaign_table::form(&campaign, &period, form, look, words)));
    }
    ui.say(&format!("\n{}", t!(words, "campaign-read-head")));
    ui.say_whole(&row_readings::lines(&campaign, &period, words).join("\n"));
    ui.say(&format!("\n{}", campaign_table::parties(&campaign, look, words)));
    ui.say(&format!("\n{}", campaign_table::periods(&campaign, look, words)));
    let mut notices = period_notices::lines(&campaign, words);
    notices.extend(target_notices::lines(&campaign, words));
    if !notices.is_empty() {
        ui.say(&format!("\n{}", notices.join("\n")));
    }
    ui.say(&format!("\n{}", t!(words, "campaign-sound")));
    ui.say(&t!(words, "next-after-campaign-check"));
    Ok(Status::Clean)
}
