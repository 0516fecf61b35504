//! The communes of the country with their official codes, as `data/communes.csv` has them, for a list
//! of units to start from.

use jiff::civil::date;

use super::definition::schema::UNIT;
use super::definition::{Cell, Item, Place, Record, Value};
use super::problem::nearest;
use crate::values::quantity::text;

const LIST: &str = include_str!("../../data/communes.csv");
/// The day on which the communes came into being (Quyết định 19/2025/QĐ-TTg).
const SINCE: jiff::civil::Date = date(2025, 7, 1);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Province {
    /// The official code: `01`.
    pub code: String,
    /// The name without its kind: `Hà Nội`.
    pub name: String,
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
    for [code, name, ..] in lines() {
        if provinces.last().is_none_or(|last| last.code != code) {
            provinces.push(Province { code, name });
        }
    }
    provinces
}

/// A province by code or name.
///
/// # Errors
/// When there is none, with the one that may be meant.
pub fn province(asked: &str) -> Result<Province, Option<String>> {
    let provinces = provinces();
    let folded = text::fold(asked);
    let found = provinces.iter().find(|p| p.code == asked.trim() || text::fold(&p.name) == folded);
    if let Some(found) = found {
        return Ok(found.clone());
    }
    let plain: Vec<String> = provinces.iter().map(|p| text::plain(&p.name)).collect();
    let near = nearest(&text::plain(asked), plain.iter().map(String::as_str));
    let near = near.and_then(|near| plain.iter().position(|name| *name == near));
    Err(near.and_then(|index| provinces.get(index)).map(|p| p.name.clone()))
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

    #[test]
    fn a_province_is_found_by_code_and_name() {
        assert_eq!(province("01").unwrap().name, "Hà Nội");
        assert_eq!(province("hà nội").unwrap().code, "01");
        assert_eq!(province("Ha Noi"), Err(Some("Hà Nội".to_owned())));
        assert_eq!(province("99"), Err(None));
        assert_eq!(units(&province("01").unwrap(), &["commune".to_owned()]).len(), 126);
    }
}
