//! The communes of the country with their official codes, as `data/communes.csv` has them, for a list
//! of units to start from.

use jiff::civil::date;

use super::definition::schema::UNIT;
use super::definition::{Cell, Item, Place, Record, Value};
use super::problem::nearest;
use crate::values::quantity::text;

const LIST: &str = include_str!("../../data/communes.csv");
/// The provinces whose names are gone since 2025, with the code of today's and the act that says so.
const FORMER: &str = include_str!("../../data/former-provinces.csv");
/// The most provinces that are named where a place may be meant in each.
const MOST_NAMED: usize = 3;
/// What may stand before the name of a place.
const KINDS: [&str; 10] =
    ["tỉnh", "thành phố", "tp.", "tp", "quận", "huyện", "thị xã", "xã", "phường", "thị trấn"];
/// The day on which the communes came into being (Quyết định 19/2025/QĐ-TTg).
const SINCE: jiff::civil::Date = date(2025, 7, 1);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// The official code: `01`.
    pub code: String,
    /// The name without its kind: `Hà Nội`.
    pub name: String,
    /// `tỉnh` or `thành phố`.
    pub kind: String,
    /// The former province by which it was asked for.
    pub asked_as: Option<Former>,
}

/// A province that there is no longer.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize)]
pub struct Former {
    #[serde(rename = "former")]
    pub name: String,
    /// The code of the province that it is part of.
    code: String,
    /// The resolution by which.
    pub act: String,
}

impl Province {
    /// The name with its kind, as documents write it: `tỉnh Cà Mau`, `Thành phố Hồ Chí Minh`.
    pub fn full_name(&self) -> String {
        match self.code.as_str() {
            // The word is part of the city's name.
            "79" => format!("Thành phố {}", self.name),
            _ => format!("{} {}", self.kind, self.name),
        }
    }
}

/// Why a name leads to no province.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoProvince {
    /// There is none, with the one that may be meant.
    Unknown(Option<String>),
    /// There are places of that name in these provinces.
    Within(Vec<String>),
}

/// One line of the list: province, its name, its kind, code, name, kind, full name.
type Line = [String; 7];

fn lines() -> impl Iterator<Item = Line> {
    let reader = csv::Reader::from_reader(LIST.as_bytes());
    reader.into_deserialize().filter_map(Result::ok)
}

/// The provinces in the order of their codes.
pub fn provinces() -> Vec<Province> {
    let mut provinces: Vec<Province> = Vec::new();
    for [code, name, kind, ..] in lines() {
        if provinces.last().is_none_or(|last| last.code != code) {
            provinces.push(Province { code, name, kind, asked_as: None });
        }
    }
    provinces
}

/// A province by code or name, also by the name of a former one.
///
/// # Errors
/// When there is none, with what may be meant.
pub fn province(asked: &str) -> Result<Province, NoProvince> {
    let provinces = provinces();
    let name = bare(asked);
    let found = provinces.iter().find(|p| p.code == asked.trim() || bare(&p.name) == name);
    if let Some(found) = found {
        return Ok(found.clone());
    }
    if let Some(former) = former().find(|former| bare(&former.name) == name)
        && let Some(found) = provinces.iter().find(|p| p.code == former.code)
    {
        return Ok(Province { asked_as: Some(former), ..found.clone() });
    }
    let within = provinces_of_place(&name);
    if !within.is_empty() && within.len() <= MOST_NAMED {
        return Err(NoProvince::Within(within));
    }
    let plain: Vec<String> = provinces.iter().map(|p| text::plain(&p.name)).collect();
    let near = nearest(&text::plain(asked), plain.iter().map(String::as_str));
    let near = near.and_then(|near| plain.iter().position(|name| *name == near));
    Err(NoProvince::Unknown(near.and_then(|index| provinces.get(index)).map(|p| p.name.clone())))
}

/// A name for comparing: its letters, without the kind of place before it.
fn bare(name: &str) -> String {
    let folded = text::fold(name);
    let rest = KINDS.iter().find_map(|kind| {
        let rest = folded.strip_prefix(text::fold(kind).as_str())?;
        (rest.starts_with(' ') || kind.ends_with('.')).then_some(rest)
    });
    text::letters(rest.unwrap_or(&folded))
}

fn former() -> impl Iterator<Item = Former> {
    csv::Reader::from_reader(FORMER.as_bytes()).into_deserialize().filter_map(Result::ok)
}

/// The provinces in which a commune has that name. Many former districts left theirs to one.
fn provinces_of_place(name: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for [_, province, _, _, commune, ..] in lines() {
        if bare(&commune) == name && !found.contains(&province) {
            found.push(province);
        }
    }
    found
}

/// The communes of a province as records of a list of units, each in the groups given.
pub fn units(province: &Province, groups: &[String]) -> Vec<Record> {
    let place = Place::whole(&"".into());
    let groups: Vec<Item> =
        groups.iter().map(|text| Item { text: text.clone(), place: place.clone() }).collect();
    lines()
        .filter(|[code, ..]| *code == province.code)
        .map(|[_, _, _, code, _, kind, full_name]| {
            let mut record = Record::new(&UNIT, "", place.clone());
            for (key, value) in [
                ("code", Value::Text(code)),
                ("name", Value::Text(full_name)),
                ("kind", Value::Text(kind)),
                ("groups", Value::List(groups.clone())),
                ("valid-from", Value::Day(SINCE)),
            ] {
                record.cells.insert(key, Cell { value, place: place.clone() });
            }
            record
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Requirement: 3,321 communes of 34 provinces.
    #[test]
    fn the_list_is_whole() {
        assert_eq!((provinces().len(), lines().count()), (34, 3321));
        assert_eq!(LIST.lines().count(), 3322, "no line is unreadable");
        let codes: std::collections::BTreeSet<String> =
            lines().map(|[_, _, _, code, ..]| code).collect();
        assert_eq!(codes.len(), 3321);
        assert!(codes.iter().all(|code| code.len() == 5));
    }

    /// Nghị quyết 202/2025/QH15: 63 provinces became 34, and 29 names are gone; one was renamed.
    #[test]
    fn a_former_province_leads_to_today_s() {
        let codes: Vec<String> = former().map(|former| former.code).collect();
        assert_eq!(codes.len(), 29 + 1);
        assert!(codes.iter().all(|code| provinces().iter().any(|p| p.code == *code)));
        let found = province("Bình Dương").unwrap();
        assert_eq!(found.name, "Hồ Chí Minh");
        assert_eq!(found.asked_as.as_ref().unwrap().name, "Bình Dương");
        assert_eq!(found.full_name(), "Thành phố Hồ Chí Minh");
        assert_eq!(province("tỉnh Bà Rịa-Vũng Tàu").unwrap().code, "79");
        let Err(NoProvince::Within(within)) = province("huyện Gia Lâm") else {
            panic!("no place")
        };
        assert!(within.contains(&"Hà Nội".to_owned()), "{within:?}");
        assert!(provinces().iter().all(|p| province(&p.name).unwrap().asked_as.is_none()));
    }

    #[test]
    fn a_province_is_found_by_code_and_name() {
        assert_eq!(province("01").unwrap().name, "Hà Nội");
        assert_eq!(province("hà nội").unwrap().code, "01");
        assert_eq!(province("TP. Hồ Chí Minh").unwrap().code, "79");
        assert_eq!(province("tỉnh Khánh Hòa").unwrap().code, "56");
        let near = NoProvince::Unknown(Some("Hà Nội".to_owned()));
        assert_eq!(province("Ha Noi"), Err(near));
        assert_eq!(province("99"), Err(NoProvince::Unknown(None)));
        assert_eq!(units(&province("01").unwrap(), &["commune".to_owned()]).len(), 126);
    }
}
