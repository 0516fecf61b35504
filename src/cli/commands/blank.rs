//! `bdhvs template --blank`: every form and row in one workbook that is nobody's, for reading and
//! approval.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{refuse_other_content, require_xlsx};
use crate::cli::Status;
use crate::cli::args::Common;
use crate::cli::ui::Ui;
use crate::cli::work::Work;
use crate::t;
use crate::workbooks::template::write_blank;

pub(super) fn run(common: &Common, output: Option<&Path>, ui: &Ui) -> Result<Status> {
    let work = Work::from_flags(common)?;
    let output =
        output.map_or_else(|| PathBuf::from(format!("{}.xlsx", work.campaign.id)), Path::to_owned);
    require_xlsx(&output)?;
    let workbook = write_blank(&work.campaign, &work.period, ui.words())?;
    refuse_other_content(&output, &workbook)?;
    ui.write(&output, &workbook)?;
    ui.say(&t!(ui.words(), "summary-blank", path = output.display().to_string()));
    ui.say(&t!(ui.words(), "next-after-blank"));
    Ok(Status::Clean)
}
