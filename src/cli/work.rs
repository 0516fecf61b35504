//! What is worked on: campaign, period and settings, from flags, the working folder or the files.

use std::path::PathBuf;

use anyhow::{Result, bail};
use jiff::civil::Date;

use super::args::Common;
use super::definition;
use super::failure::Failure;
use crate::campaign::{Campaign, Deadline, Period, ReportsTo, Store, load};
use crate::consolidate::intake::{
    DeclaredScope, FileStatus, Found, Intake, Received, is_named, probe, walk,
};
use crate::files::workspace::{SETTINGS_FILE, Workspace};
use crate::i18n::Words;
use crate::rules::decisions::Decisions;
use crate::rules::rule::ExplicitScope;
use crate::rules::settings::{OfficialChoice, Padded, Settings};
use crate::values::key::PeriodId;

#[derive(Debug)]
pub(super) struct Work {
    pub campaign: Campaign,
    pub period: Period,
    pub settings: Settings,
    /// What the officer decides about findings.
    pub decisions: Decisions,
    /// The codes in them that had lost their zeros.
    pub padded: Vec<Padded>,
    /// Where the campaign is kept.
    pub store: Store,
    /// Whether the campaign and the period were said, and not taken from the files.
    pub given: ExplicitScope,
    /// The working folder, inside one.
    pub workspace: Option<Workspace>,
    /// The registers of receipts, which are no returns.
    pub registers: Vec<PathBuf>,
}

impl Work {
    /// For a command that has no files to learn from.
    pub fn from_flags(common: &Common) -> Result<Self> {
        Self::new(common, settings()?, &DeclaredScope::default())
    }

    /// For a command over returned files: what neither flag nor folder says is what they state.
    /// Files that the officer leaves out have no say.
    pub fn from_files(common: &Common, files: &[Found], left_out: &[PathBuf]) -> Result<Self> {
        let settings = settings()?;
        let known = common.campaign.is_some() || settings.campaign.is_some();
        let period_known = common.period.is_some() || settings.period.is_some();
        let mut stated = DeclaredScope::default();
        if !(known && period_known) {
            let counted = files
                .iter()
                .filter(|found| !left_out.iter().any(|p| is_named(p, &found.path, &found.shown)));
            for found in counted {
                let statement = probe(&found.path);
                if let Some(campaign) = statement.campaign.as_ref().filter(|_| !known) {
                    // What a file says never chooses a folder of definitions on this machine.
                    if !Store::builtin_names().iter().any(|name| name == campaign.as_str()) {
                        bail!(Failure::CampaignOfFile {
                            path: found.shown.clone(),
                            stated: campaign.to_string(),
                        });
                    }
                }
                let whole = statement.campaign.is_some() && statement.period.is_some();
                if whole || stated.campaign.is_none() {
                    stated = statement;
                }
                if whole {
                    break;
                }
            }
        }
        Self::new(common, settings, &stated)
    }

    fn new(common: &Common, settings: Settings, stated: &DeclaredScope) -> Result<Self> {
        // A day that is none is refused by every command, not only by the one that prints it.
        today(common)?;
        let said = common.campaign.clone().or_else(|| settings.campaign.clone());
        let name = said.clone().or_else(|| stated.campaign.as_ref().map(ToString::to_string));
        let Some(name) = name else {
            bail!(Failure::NoCampaign { known: Store::builtin_names() });
        };
        let workspace = workspace();
        let from_flag = common.campaign.is_some();
        let inside = workspace.as_ref().filter(|_| !from_flag && settings.campaign.is_some());
        let mut store = definition::store(&name, inside)?;
        if let Some(units) = definition::units(common, &settings, workspace.as_ref()) {
            store = definition::with_units(store, units)?;
        }
        let mut campaign = load(&store)?;
        // The area of the folder is that of its own campaign.
        let own = common.campaign.is_none() || common.campaign == settings.campaign;
        if let (true, Some(above), Some(unit)) = (own, &settings.reports_to, &settings.reports_as) {
            let (campaign_above, unit) = (above.clone(), unit.clone());
            campaign.reports_to = Some(ReportsTo { campaign: campaign_above, unit });
        }
        if let Some(calendar) = settings.calendar.filter(|_| own) {
            campaign.follow(calendar);
        }
        let period_said = match (&common.period, &settings.period) {
            (Some(text), _) => Some(text.clone()),
            (None, Some(id)) => Some(id.to_string()),
            (None, None) => None,
        };
        let same_campaign = stated.campaign.as_ref() == Some(&campaign.id);
        let id = period_said
            .clone()
            .or_else(|| stated.period.as_ref().filter(|_| same_campaign).map(ToString::to_string));
        let mut period = period(&campaign, id.as_deref())?;
        // The deadline is that of the folder's own period.
        let same_campaign = common.campaign.is_none() || common.campaign == settings.campaign;
        let same_period = match &settings.period {
            Some(own) => *own == period.id,
            None => common.period.is_none(),
        };
        if same_campaign && same_period {
            let set = settings.due.or(settings.due_before.map(Deadline::Before));
            period.due = set.or(period.due);
            period.resend_due = settings.resend_due.or(period.resend_due);
        }
        for (row, choice) in &settings.official {
            if !is_choice(&campaign, row, choice) {
                bail!(Failure::OfficialChoice { file: SETTINGS_FILE, row: row.clone() });
            }
        }
        let (decisions, padded) = settings.decide(&campaign)?;
        let given = ExplicitScope { campaign: said.is_some(), period: period_said.is_some() };
        let registers = workspace.as_ref().map(Workspace::receipts).unwrap_or_default();
        Ok(Self {
            campaign,
            period,
            settings,
            decisions,
            padded,
            store,
            given,
            workspace,
            registers,
        })
    }

    /// How the returned files are taken in; `chosen` and `left_out` are the officer's.
    pub fn intake<'w>(
        &'w self,
        chosen: &'w [PathBuf],
        left_out: &'w [PathBuf],
        words: &'w Words,
    ) -> Intake<'w> {
        Intake {
            campaign: &self.campaign,
            period: &self.period,
            given: self.given,
            zero_words: &self.settings.zero_words,
            decisions: &self.decisions,
            registers: &self.registers,
            corrections: &self.decisions.corrections,
            chosen,
            left_out,
            words,
        }
    }

    /// Where nothing was said, the files must agree on the campaign and the period.
    pub fn files_agree(&self, files: &[Received<'_>]) -> Result<()> {
        if !self.given.campaign {
            disagreement(
                files,
                |file: &Received<'_>| file.claims.declared_scope.campaign.clone(),
                &self.campaign.id,
            )?;
        }
        if !self.given.period {
            disagreement(
                files,
                |file: &Received<'_>| {
                    let ours =
                        file.claims.declared_scope.campaign.as_ref() == Some(&self.campaign.id);
                    file.claims.declared_scope.period.clone().filter(|_| ours)
                },
                &self.period.id,
            )?;
        }
        Ok(())
    }
}

fn disagreement<T: PartialEq + ToString>(
    files: &[Received<'_>],
    stated: impl Fn(&Received<'_>) -> Option<T>,
    expected: &T,
) -> Result<()> {
    let pairs: Vec<(&Received<'_>, T)> = files
        .iter()
        .filter(|file| file.status != FileStatus::Excluded)
        .filter_map(|file| Some((file, stated(file)?)))
        .collect();
    let other = pairs.iter().find(|(_, value)| value != expected);
    let Some((other, value)) = other else { return Ok(()) };
    let same = pairs.iter().find(|(_, value)| value == expected);
    bail!(Failure::FilesDisagree {
        first: same.map(|(file, _)| file.path.clone()).unwrap_or_default(),
        first_states: expected.to_string(),
        second: other.path.clone(),
        second_states: value.to_string(),
    })
}

/// The working folder that the command runs in, or in a folder of.
pub(super) fn workspace() -> Option<Workspace> {
    let levels = std::env::current_dir().map_or(1, |folder| folder.ancestors().count());
    Workspace::find(levels)
}

/// The decisions in the working folder.
pub(super) fn settings() -> Result<Settings> {
    let Some(workspace) = workspace() else { return Ok(Settings::default()) };
    Ok(Settings::load(workspace.root())?.unwrap_or_default())
}

/// The files that a command is given; without any, those of the working folder, called as they are
/// called in it.
pub(super) fn inputs(paths: &[PathBuf]) -> Result<Vec<Found>> {
    if !paths.is_empty() {
        return Ok(walk(paths)?);
    }
    let Some(workspace) = workspace() else {
        bail!(Failure::OutsideWorkspace { argument: "PATH" })
    };
    let mut files = walk(&[workspace.received()])?;
    for found in &mut files {
        found.shown = workspace.shown(&found.path);
    }
    Ok(files)
}

/// Whether a decision of the settings names a row of the campaign, and one of its lead agencies.
fn is_choice(campaign: &Campaign, row: &str, choice: &OfficialChoice) -> bool {
    let row = row.split_once('.').and_then(|(form, indicator)| {
        let form = campaign.form(&form.parse().ok()?)?;
        form.indicator(&indicator.parse().ok()?)
    });
    row.is_some_and(|row| match choice {
        OfficialChoice::Unit(code) => row.city.iter().any(|unit| unit.as_str() == code),
        OfficialChoice::Largest | OfficialChoice::Sum | OfficialChoice::Rollup => true,
    })
}

/// Where the campaign is kept that a command names, or else a flag, or else the working folder.
pub(super) fn named(name: Option<&str>, common: &Common) -> Result<Store> {
    let said = name.map(str::to_owned).or_else(|| common.campaign.clone());
    let (workspace, settings) = (workspace(), settings()?);
    let inside = workspace.as_ref().filter(|_| said.is_none());
    let Some(named) = said.clone().or_else(|| settings.campaign.clone()) else {
        bail!(Failure::NoCampaign { known: Store::builtin_names() });
    };
    let store = definition::store(&named, inside)?;
    let common = Common { campaign: said, ..common.clone() };
    match definition::units(&common, &settings, workspace.as_ref()) {
        Some(units) => definition::with_units(store, units),
        None => Ok(store),
    }
}

/// A campaign that a command names, with the calendar that the working folder chooses for its own.
pub(super) fn load_named(name: Option<&str>, common: &Common) -> Result<Campaign> {
    let mut campaign = load(&named(name, common)?)?;
    let settings = settings()?;
    let said = name.or(common.campaign.as_deref());
    let own = said.is_none() || said == settings.campaign.as_deref();
    if let Some(calendar) = settings.calendar.filter(|_| own) {
        campaign.follow(calendar);
    }
    Ok(campaign)
}

/// The period that a flag names, or else the campaign's own.
pub(super) fn period(campaign: &Campaign, said: Option<&str>) -> Result<Period> {
    let id = said.map_or_else(|| campaign.default_period.to_string(), str::to_owned);
    let period = id.parse::<PeriodId>().ok().and_then(|id| campaign.period(&id)).cloned();
    period.ok_or_else(|| {
        let known = campaign.periods.iter().map(|period| period.id.to_string()).collect();
        Failure::NoPeriod { asked: id, known }.into()
    })
}

/// The day of the run: `--date`, else `SOURCE_DATE_EPOCH`, else today.
pub(super) fn today(common: &Common) -> Result<Date> {
    if let Some(text) = &common.date {
        return text.parse().map_err(|_| Failure::Date { asked: text.clone() }.into());
    }
    if let Ok(epoch) = std::env::var("SOURCE_DATE_EPOCH") {
        let seconds = epoch.parse::<i64>().ok();
        let stamp = seconds.and_then(|seconds| jiff::Timestamp::from_second(seconds).ok());
        let Some(stamp) = stamp else { bail!(Failure::Date { asked: epoch }) };
        return Ok(stamp.to_zoned(jiff::tz::TimeZone::UTC).date());
    }
    Ok(jiff::Zoned::now().date())
}
