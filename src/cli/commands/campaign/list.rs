//! `bdhvs campaign list`: the campaigns that come with the program.

use anyhow::Result;

use crate::campaign::{Campaign, Store, load};
use crate::cli::Status;
use crate::cli::ui::Ui;
use crate::export::report::campaign_table;
use crate::t;

pub(super) fn run(ui: &Ui) -> Result<Status> {
    let campaigns: Vec<Campaign> = Store::builtin_names()
        .iter()
        .map(|name| load(&Store::builtin(name)))
        .collect::<Result<_, _>>()?;
    ui.say(&campaign_table::list(&campaigns, ui.look(), ui.words()));
    ui.say(&t!(ui.words(), "next-after-campaign-list"));
    Ok(Status::Clean)
}
