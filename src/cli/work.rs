//! What is worked on: campaign, period and settings, from flags, the working folder or the files.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use jiff::civil::Date;

use super::args::Common;
use super::failure::Failure;
use crate::campaign::{Campaign, Period, Store, load};
use crate::intake::{Found, Received, Statement, probe};
use crate::key::{CampaignId, PeriodId, Scope};
use crate::settings::{OfficialChoice, Settings};

/// What is worked on.
#[derive(Debug)]
pub(super) struct Work {
    pub campaign: Campaign,
    pub period: Period,
    pub settings: Settings,
    /// Whether the campaign and the period were said, and not taken from the files.
    said: (bool, bool),
}

impl Work {
    /// For a command that has no files to learn from.
    pub fn from_flags(common: &Common) -> Result<Self> {
        Self::new(common, &Statement::default())
    }

    /// For a command over returned files: what neither flag nor folder says is what they state.
    pub fn from_files(common: &Common, files: &[Found]) -> Result<Self> {
        let settings = Settings::load(Path::new("."))?.unwrap_or_default();
        let known = common.campaign.is_some() || settings.campaign.is_some();
        let period_known = common.period.is_some() || settings.period.is_some();
        let stated = if known && period_known {
            Statement::default()
        } else {
            files
                .iter()
                .map(|found| probe(&found.path))
                .find(|statement| statement.campaign.is_some() && statement.period.is_some())
                .unwrap_or_default()
        };
        Self::new(common, &stated)
    }

    fn new(common: &Common, stated: &Statement) -> Result<Self> {
        // A day that is none is refused by every command, not only by the one that prints it.
        today(common)?;
        let settings = Settings::load(Path::new("."))?.unwrap_or_default();
        let said = common.campaign.clone().or_else(|| settings.campaign.clone());
        let name = said.clone().or_else(|| stated.campaign.as_ref().map(ToString::to_string));
        let Some(name) = name else {
            bail!(Failure::NoCampaign { known: Store::builtin_names() });
        };
        let mut store = store(&name)?;
        if let Some(units) = &common.units {
            store = store.with_units(units.clone());
        }
        let campaign = load(&store)?;
        let period_said = match (&common.period, &settings.period) {
            (Some(text), _) => Some(text.clone()),
            (None, Some(id)) => Some(id.to_string()),
            (None, None) => None,
        };
        let same_campaign = stated.campaign.as_ref() == Some(&campaign.id);
        let id = period_said
            .clone()
            .or_else(|| stated.period.as_ref().filter(|_| same_campaign).map(ToString::to_string))
            .unwrap_or_else(|| campaign.default_period.to_string());
        let period = id.parse::<PeriodId>().ok().and_then(|id| campaign.period(&id)).cloned();
        let Some(period) = period else {
            let known = campaign.periods.iter().map(|period| period.id.to_string()).collect();
            bail!(Failure::NoPeriod { asked: id, known });
        };
        check_choices(&settings, &campaign, &period)?;
        let said = (said.is_some(), period_said.is_some());
        Ok(Self { campaign, period, settings, said })
    }

    /// Where nothing was said, the files must agree on the campaign and the period.
    pub fn files_agree(&self, files: &[Received<'_>]) -> Result<()> {
        let campaign_of = |file: &Received<'_>| file.statement.campaign.clone();
        if !self.said.0 {
            disagreement(files, campaign_of, &self.campaign.id)?;
        }
        if !self.said.1 {
            let period_of = |file: &Received<'_>| {
                let ours = file.statement.campaign.as_ref() == Some(&self.campaign.id);
                file.statement.period.clone().filter(|_| ours)
            };
            disagreement(files, period_of, &self.period.id)?;
        }
        Ok(())
    }
}

/// A choice of the officer that names no row, or nobody who reports it, would go unheeded: the
/// figure would stay undecided without a word about why.
fn check_choices(settings: &Settings, campaign: &Campaign, period: &Period) -> Result<()> {
    for (key, choice) in &settings.official {
        let row = campaign
            .forms
            .iter()
            .flat_map(|form| form.indicators.iter().map(move |indicator| (form, indicator)))
            .find(|(form, indicator)| format!("{}.{}", form.id, indicator.id) == *key);
        let Some((_, indicator)) = row else { bail!(Failure::ChoiceRow { key: key.clone() }) };
        let OfficialChoice::Unit(unit) = choice else { continue };
        let leads = campaign.asked(period, indicator, Scope::City);
        let known: Vec<String> = leads.map(|unit| unit.code.to_string()).collect();
        if !known.contains(unit) {
            bail!(Failure::Choice { key: key.clone(), choice: unit.clone(), known });
        }
    }
    Ok(())
}

fn disagreement<T: PartialEq + ToString>(
    files: &[Received<'_>],
    stated: impl Fn(&Received<'_>) -> Option<T>,
    expected: &T,
) -> Result<()> {
    let pairs = || files.iter().filter_map(|file| Some((file, stated(file)?)));
    let other = pairs().find(|(_, value)| value != expected);
    let Some((other, value)) = other else { return Ok(()) };
    let same = pairs().find(|(_, value)| value == expected);
    bail!(Failure::FilesDisagree {
        first: same.map(|(file, _)| file.path.clone()).unwrap_or_default(),
        first_states: expected.to_string(),
        second: other.path.clone(),
        second_states: value.to_string(),
    })
}

/// A built-in campaign by id, or a folder.
fn store(name: &str) -> Result<Store> {
    let known = Store::builtin_names();
    if name.parse::<CampaignId>().is_ok() && known.iter().any(|known| known == name) {
        return Ok(Store::builtin(name));
    }
    let path = PathBuf::from(name);
    if path.is_dir() {
        return Ok(Store::folder(path));
    }
    bail!(Failure::UnknownCampaign { asked: name.to_owned(), known })
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
