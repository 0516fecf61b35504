//! Rows that count people, and how many people there are: what nobody can be more than.

use std::collections::BTreeSet;

use super::{Campaign, Indicator, OrgUnit, Period};
use crate::values::key::Field;
use crate::values::quantity::measure::Measure;
use crate::values::quantity::scale::ScaledUnit;
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
        let (caption, nouns, each) = match (field, self.measure) {
            (Field::Value, Measure::Count) => (&self.unit, &self.nouns, self.scale.factor()),
            (Field::Value, Measure::CountWithPeople) => (&None, &self.nouns, 1),
            (Field::People, Measure::CountWithPeople | Measure::Arranged) => {
                (&self.people, &self.people_nouns, 1)
            }
            _ => return None,
        };
        counts_people(caption.as_deref(), nouns).then_some(each)
    }
}

/// Whether a figure counts people, each of them once, as what is printed of it and its nouns say.
fn counts_people(caption: Option<&str>, nouns: &[String]) -> bool {
    let texts = nouns.iter().map(String::as_str).chain(caption);
    let texts: Vec<String> = texts.map(fold).collect();
    if texts.iter().any(|text| text.split_whitespace().any(|word| word == TIMES)) {
        return false;
    }
    texts.iter().any(|text| is_people(ScaledUnit::printed(text).noun))
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
    use super::counts_people;

    fn people(caption: &str, nouns: &[&str]) -> bool {
        let nouns: Vec<String> = nouns.iter().map(|noun| (*noun).to_owned()).collect();
        counts_people(Some(caption), &nouns)
    }

    #[test]
    fn people_are_told_from_visits_and_things() {
        for (caption, nouns) in [
            ("Số người", ["người"].as_slice()),
            ("Số lượng", &["học sinh, sinh viên"]),
            ("Số nghìn người", &[]),
            ("", &["nghìn người"]),
            ("Số lượng", &["người khuyết tật"]),
        ] {
            assert!(people(caption, nouns), "{caption} {nouns:?}");
        }
        for (caption, nouns) in [
            ("Số lượt", ["lượt", "lượt người"].as_slice()),
            ("Lượt người", &["người"]),
            ("Số lớp (Số người)", &["lớp"]),
            ("Triệu đồng/người", &["triệu đồng"]),
            ("Số bài", &["bài"]),
            ("", &[]),
        ] {
            assert!(!people(caption, nouns), "{caption} {nouns:?}");
        }
    }
}
