//! Rows that count people, and how many people there are: what nobody can be more than.

use std::collections::BTreeSet;

use super::{Campaign, Indicator, OrgUnit, Period};
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::text::fold;

/// Who is counted once, however often they come. One who comes is "lượt".
const PEOPLE: [&str; 27] = [
    "người",
    "công dân",
    "cán bộ",
    "công chức",
    "viên chức",
    "nhân viên",
    "nhân sự",
    "nhân khẩu",
    "lao động",
    "công nhân",
    "giáo viên",
    "học sinh",
    "sinh viên",
    "học viên",
    "em",
    "trẻ",
    "trẻ em",
    "thành viên",
    "hội viên",
    "đoàn viên",
    "đảng viên",
    "đại biểu",
    "tình nguyện viên",
    "bệnh nhân",
    "nạn nhân",
    "phụ nữ",
    "thanh niên",
];
/// One of the times that somebody comes: the same people may be counted many times.
const TIMES: &str = "lượt";
/// Before what is counted: "Số người", "Nghìn người".
const BEFORE: [&str; 3] = ["tổng", "số", "lượng"];
const SCALES: [(&str, i64); 5] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
];
/// The kinds of unit in which people live, as lists name them.
const PLACES: [&str; 11] = [
    "xã",
    "phường",
    "đặc khu",
    "thị trấn",
    "huyện",
    "quận",
    "thị xã",
    "tỉnh",
    "thành phố",
    "thôn",
    "tổ dân phố",
];

impl Indicator {
    /// How many people one of a figure's count stands for: 1, or 1,000 in a row of thousands. `None` where
    /// it does not count people, or may count the same ones many times.
    pub fn people_each(&self, field: Field) -> Option<i64> {
        match (field, self.measure) {
            (Field::Value, Measure::Count) => people_each(self.unit.as_deref(), &self.nouns),
            (Field::Value, Measure::CountWithPeople) => people_each(None, &self.nouns),
            (Field::People, Measure::CountWithPeople | Measure::Arranged) => {
                people_each(self.people.as_deref(), &self.people_nouns)
            }
            _ => None,
        }
    }
}

fn people_each(caption: Option<&str>, nouns: &[String]) -> Option<i64> {
    let caption = caption.map(fold);
    let nouns: Vec<String> = nouns.iter().map(|noun| fold(noun)).collect();
    let mut all = nouns.iter().chain(&caption);
    if all.any(|text| text.split_whitespace().any(|word| word == TIMES)) {
        return None;
    }
    let mut scale = 1;
    let mut counted = caption.as_deref().unwrap_or_default();
    while let Some((word, rest)) = counted.split_once(' ') {
        if let Some((_, times)) = SCALES.iter().find(|(known, _)| *known == word) {
            scale = *times;
        } else if !BEFORE.contains(&word) {
            break;
        }
        counted = rest.trim_start();
    }
    let said = is_people(counted) || nouns.iter().any(|noun| is_people(noun));
    said.then_some(scale)
}

/// Whether words name people: one of the known nouns, several of them, or people of some sort.
fn is_people(text: &str) -> bool {
    let mut parts = text.split(',').map(str::trim);
    parts.all(|part| PEOPLE.iter().any(|known| fold(known) == part) || part.starts_with("người "))
}

impl Campaign {
    /// How many people live in the area: the sum over the units in which people live. `None` where that
    /// of one of them is not known.
    pub fn population(&self, period: &Period) -> Option<i128> {
        let there = || {
            let units = self.units.iter().filter(|unit| self.is_counted(unit));
            units.filter(|unit| unit.exists_on(period.until))
        };
        let told: BTreeSet<&str> = there()
            .filter(|unit| unit.population.is_some())
            .map(|unit| unit.kind.as_str())
            .collect();
        let is_place = |unit: &OrgUnit| {
            told.contains(unit.kind.as_str()) || PLACES.contains(&fold(&unit.kind).as_str())
        };
        let places = there().filter(|unit| is_place(unit));
        let people: Option<Vec<i64>> = places.map(|unit| unit.population).collect();
        let people = people.filter(|people| !people.is_empty())?;
        Some(people.into_iter().map(i128::from).sum())
    }
}

#[cfg(test)]
mod tests {
    use super::people_each;

    fn each(caption: &str, nouns: &[&str]) -> Option<i64> {
        let nouns: Vec<String> = nouns.iter().map(|noun| (*noun).to_owned()).collect();
        people_each(Some(caption), &nouns)
    }

    #[test]
    fn people_are_told_from_visits_and_things() {
        assert_eq!(each("Số người", &["người"]), Some(1));
        assert_eq!(each("Số lượng", &["học sinh, sinh viên"]), Some(1));
        assert_eq!(each("Nghìn người", &[]), Some(1_000));
        assert_eq!(each("Số lượng", &["người khuyết tật"]), Some(1));
        assert_eq!(each("Số lượt", &["lượt", "lượt người"]), None);
        assert_eq!(each("Lượt người", &["người"]), None);
        assert_eq!(each("Số lớp (Số người)", &["lớp"]), None);
        assert_eq!(each("Triệu đồng/người", &["triệu đồng"]), None);
        assert_eq!(each("Số bài", &["bài"]), None);
        assert_eq!(each("", &[]), None);
    }
}
