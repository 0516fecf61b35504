//! `bdhvs campaign new`: a folder to start from.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Result, bail};

use super::{province_texts, refuse_filled, write_folder};
use crate::campaign::communes::{self, NoProvince, Province};
use crate::campaign::definition::{Cell, Definition, Record, Value, schema};
use crate::campaign::{Store, load_with_definition};
use crate::cli::args::Common;
use crate::cli::failure::Failure;
use crate::cli::ui::Ui;
use crate::cli::{Status, definition, work};
use crate::t;
use crate::values::key::CampaignId;
use crate::wording::file_names::slug;

/// How `--units` names the communes of a province.
const PROVINCE: &str = "province:";
/// The group whose members the communes of a province replace.
const COMMUNES: &str = "commune";

pub(super) fn run(common: &Common, folder: &Path, from: Option<&str>, ui: &Ui) -> Result<Status> {
    refuse_filled(folder)?;
    let id = id(folder)?;
    let asked = common.units.as_deref().and_then(Path::to_str);
    let province = asked.and_then(|text| text.strip_prefix(PROVINCE)).map(province).transpose()?;
    let plain =
        Common { units: common.units.clone().filter(|_| province.is_none()), ..common.clone() };
    let store = match from {
        Some(name) => work::named(Some(name), &plain)?,
        None => match plain.units {
            Some(units) => definition::with_units(Store::skeleton(), units)?,
            None => Store::skeleton(),
        },
    };
    let (_, mut definition) = load_with_definition(&store)?;
    for record in definition.records.iter_mut().filter(|r| r.table.is(&schema::CAMPAIGN)) {
        let value = Value::Text(id.to_string());
        record.cells.insert("id", Cell { value, place: record.place.clone() });
    }
    let dropped = match &province {
        Some(province) => {
            province_texts::fill(&mut definition, province);
            replace_communes(&mut definition, province)?
        }
        None => 0,
    };
    let names = write_folder(&definition, folder)?;
    let words = ui.words();
    let shown = folder.display().to_string();
    let files = names.join(", ");
    ui.say(&t!(words, "summary-campaign-folder", folder = shown.as_str(), files = files));
    if let Some(province) = &province {
        if let Some(former) = &province.asked_as {
            let (name, act) = (former.name.as_str(), former.act.as_str());
            let today = province.full_name();
            ui.say(&t!(words, "summary-campaign-former", former = name, today = today, act = act));
        }
        let count = definition.of(&schema::UNIT).count();
        ui.say(&t!(words, "summary-campaign-units", name = province.name.as_str(), count = count));
    }
    if dropped > 0 {
        ui.say(&t!(words, "summary-campaign-sessions", count = dropped));
    }
    ui.say(&t!(words, "next-after-campaign-new", folder = shown.as_str()));
    Ok(Status::Clean)
}

/// The id of the new campaign is the folder's name. One that is built in is refused: a return that
/// states it would be held against the built-in forms.
fn id(folder: &Path) -> Result<CampaignId> {
    let path = std::path::absolute(folder)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let Ok(id) = slug(&name).parse::<CampaignId>() else {
        bail!(Failure::NoName { path: folder.display().to_string() });
    };
    if Store::builtin_names().iter().any(|known| known == id.as_str()) {
        bail!(Failure::TakenName { name: id.to_string() });
    }
    Ok(id)
}

fn province(asked: &str) -> Result<Province> {
    let asked_for = asked.to_owned();
    communes::province(asked).map_err(|no| {
        match no {
            NoProvince::Unknown(hint) => Failure::UnknownProvince { asked: asked_for, hint },
            NoProvince::Within(provinces) => {
                Failure::PlaceOfProvince { asked: asked_for, provinces }
            }
        }
        .into()
    })
}

/// The communes of the province in the place of the old ones; every other unit stays. They are in
/// the groups that all the old ones share. Appointments of units that are gone go with them; how
/// many, is the result.
fn replace_communes(definition: &mut Definition, province: &Province) -> Result<usize> {
    if !definition.of(&schema::GROUP).any(|group| group.text("id") == Some(COMMUNES)) {
        bail!(Failure::NoCommunes { group: COMMUNES });
    }
    let old: Vec<&Record> = definition.records.iter().filter(|r| is_commune(r)).collect();
    let shared: Vec<String> = match old.first() {
        Some(first) => first
            .texts("groups")
            .into_iter()
            .filter(|group| old.iter().all(|unit| unit.texts("groups").contains(group)))
            .collect(),
        None => vec![COMMUNES.to_owned()],
    };
    let of_old = definition.records.iter().position(is_commune);
    let at = of_old.or_else(|| definition.records.iter().position(is_unit));
    let at = at.unwrap_or(definition.records.len());
    definition.records.retain(|record| !is_commune(record));
    let at = at.min(definition.records.len());
    definition.records.splice(at..at, communes::units(province, &shared));
    let left: BTreeSet<String> = definition.of(&schema::UNIT).map(|u| u.required("code")).collect();
    let before = definition.records.len();
    definition.records.retain(|record| {
        !record.table.is(&schema::SESSION) || left.contains(&record.required("unit"))
    });
    Ok(before - definition.records.len())
}

fn is_unit(record: &Record) -> bool {
    record.table.is(&schema::UNIT)
}

fn is_commune(record: &Record) -> bool {
    is_unit(record) && record.list("groups").iter().any(|group| group.text == COMMUNES)
}
