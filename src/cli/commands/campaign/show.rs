//! `bdhvs campaign show`: one campaign on a screen.

use anyhow::Result;

use crate::cli::Status;
use crate::cli::args::Common;
use crate::cli::ui::Ui;
use crate::cli::work;
use crate::export::report::campaign_table;
use crate::t;

pub(super) fn run(common: &Common, name: Option<&str>, ui: &Ui) -> Result<Status> {
    let campaign = work::load_named(name, common)?;
    let (words, look) = (ui.words(), ui.look());
    ui.say(&campaign_table::head(&campaign, words));
    for table in [
        campaign_table::periods(&campaign, look, words),
        campaign_table::forms(&campaign, look, words),
        campaign_table::groups(&campaign, look, words),
        campaign_table::parties(&campaign, look, words),
    ] {
        ui.say(&format!("\n{table}"));
    }
    ui.say(&format!("\n{}", t!(words, "next-after-campaign-show")));
    Ok(Status::Clean)
}
