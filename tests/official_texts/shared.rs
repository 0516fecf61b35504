//! What holds of each of the three definitions.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use unicode_normalization::is_nfc;

use super::definition::{
    ALL, DONG_NAI, Definition, HAI_PHONG, NINH_BINH, collapse, flag, optional, root, rows, select,
    strings, tables, text, units_of,
};

/// Every table that says who answers it.
fn asking(definition: Definition) -> Vec<toml::Table> {
    let mut asking = Vec::new();
    for form in definition.forms() {
        if text(&form, "kind") == "list" {
            asking.push(form);
        } else {
            asking.extend(rows(&form).into_iter().cloned());
        }
    }
    asking
}

#[test]
fn everything_is_nfc() {
    let folders = ALL.iter().map(|definition| definition.folder());
    let seeds = root().join("tests/seeds");
    let example = root().join("examples/hai-phong-2025");
    let mut read = 0;
    for folder in folders.chain([seeds, example]) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            // Blank workbooks may stand beside a definition, filled ones beside an example.
            let kind = path.extension().and_then(|ext| ext.to_str()).unwrap_or_default();
            if ["toml", "csv", "txt", "md"].contains(&kind) {
                assert!(is_nfc(&fs::read_to_string(&path).unwrap()), "{}", path.display());
                read += 1;
            }
        }
    }
    assert!(read > 20, "{read} files read");
}

#[test]
fn folders_and_forms_go_by_their_ids() {
    for definition in ALL {
        let campaign = definition.campaign();
        assert_eq!(text(&campaign, "id"), definition.0);
        let sources: BTreeSet<&str> =
            tables(&campaign, "source").into_iter().map(|source| text(source, "id")).collect();
        for id in strings(&campaign, "forms") {
            let form = definition.form(id);
            assert_eq!(text(&form, "id"), id);
            assert!(sources.contains(text(&form, "source")), "{id}");
        }
    }
}

#[test]
fn ids_are_unique_in_a_form_whatever_their_case() {
    for definition in ALL {
        for form in definition.forms() {
            let mut ids = BTreeSet::new();
            for table in tables(&form, "heading").into_iter().chain(rows(&form)) {
                let id = text(table, "id");
                assert!(ids.insert(id.to_lowercase()), "{} {id}", text(&form, "id"));
                let part = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric());
                assert!(id.split('.').all(|p| !p.is_empty() && part(p)), "{id}");
            }
        }
    }
}

#[test]
fn every_phrase_is_a_party_and_every_party_is_used() {
    for definition in ALL {
        let asking = asking(definition);
        let used: BTreeSet<&str> = asking.iter().flat_map(|table| strings(table, "own")).collect();
        let parties = definition.parties();
        assert_eq!(used, parties.keys().map(String::as_str).collect(), "{}", definition.0);
        for table in &asking {
            assert!(!strings(table, "own").is_empty(), "{table:?}");
        }
    }
}

#[test]
fn every_selector_matches_somebody_or_names_an_open_group() {
    for definition in ALL {
        let (campaign, units) = (definition.campaign(), definition.units());
        let open: Vec<String> = tables(&campaign, "group")
            .into_iter()
            .filter(|group| flag(group, "open"))
            .map(|group| format!("@{}", text(group, "id")))
            .collect();
        let expected = tables(&campaign, "period").into_iter().flat_map(|p| strings(p, "expected"));
        let parties = definition.parties();
        for selector in parties.values().flatten().map(String::as_str).chain(expected) {
            let matched = !select(&units, selector).is_empty();
            assert!(matched || open.iter().any(|group| group == selector), "{selector}");
        }
    }
}

#[test]
fn every_group_is_declared_and_only_open_ones_are_empty() {
    for definition in ALL {
        let (campaign, units) = (definition.campaign(), definition.units());
        let used: BTreeSet<&str> = units.iter().flat_map(|u| u["groups"].split(';')).collect();
        let groups = tables(&campaign, "group");
        let declared: BTreeSet<&str> = groups.iter().map(|group| text(group, "id")).collect();
        assert!(used.is_subset(&declared), "{used:?}");
        for group in groups {
            let empty = !used.contains(text(group, "id"));
            assert!(!empty || flag(group, "open"), "{}", text(group, "id"));
        }
    }
}

#[test]
fn no_two_units_answer_to_one_name_or_code() {
    for definition in ALL {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        let mut codes = BTreeSet::new();
        for unit in definition.units() {
            assert!(codes.insert(unit["code"].clone()), "{}", unit["code"]);
            let aliases = unit["aliases"].split(';').filter(|alias| !alias.is_empty());
            for name in aliases.chain([unit["name"].as_str()]) {
                assert_eq!(name, collapse(name));
                let other = names.insert(name.to_lowercase(), unit["code"].clone());
                assert_eq!(other, None, "{name} stands twice");
            }
        }
    }
}

/// Codes are official: each belongs to the one commune of the province that has the unit's name.
#[test]
fn communes_have_the_codes_of_the_official_list() {
    let listed = units_of(&root().join("tests/seeds/communes-of-three-provinces.csv"));
    let provinces = [(NINH_BINH, "Ninh Bình"), (DONG_NAI, "Đồng Nai"), (HAI_PHONG, "Hải Phòng")];
    for (definition, province) in provinces {
        let listed: Vec<_> =
            listed.iter().filter(|commune| commune["province"] == province).collect();
        let units = definition.units();
        let communes: Vec<_> = units
            .iter()
            .filter(|unit| unit["code"].starts_with(|c: char| c.is_ascii_digit()))
            .collect();
        for unit in &communes {
            // Ninh Bình's units are the communes' party committees.
            let name = unit["name"].replace("Đảng ủy ", "").to_lowercase();
            let named: Vec<_> =
                listed.iter().filter(|commune| commune["name"].to_lowercase() == name).collect();
            let [commune] = named[..] else { panic!("{name}: {named:?}") };
            assert_eq!(unit["code"], commune["code"], "{name}");
            assert_eq!(unit["kind"], commune["kind"], "{name}");
        }
        // Two of the three ask every commune there is.
        let expected = if definition == NINH_BINH { 9 } else { listed.len() };
        assert_eq!(communes.len(), expected, "{province}");
    }
}

#[test]
fn rates_ask_for_their_two_figures_and_counts_have_nouns() {
    for definition in ALL {
        for form in definition.forms() {
            for row in tables(&form, "indicator") {
                let measure = text(row, "measure");
                for field in ["numerator", "denominator"] {
                    let words = optional(row, field);
                    assert_eq!(!words.is_empty(), measure == "percent", "{}", text(row, "id"));
                    assert!(!words.contains("tử số") && !words.contains("mẫu số"));
                }
                let people = measure == "count-with-people";
                assert_eq!(!optional(row, "people").is_empty(), people, "{}", text(row, "id"));
                assert_eq!(!strings(row, "people-nouns").is_empty(), people);
                let counted = people || measure == "count" || measure == "percent";
                assert_eq!(!strings(row, "nouns").is_empty(), counted, "{}", text(row, "id"));
            }
        }
    }
}

#[test]
fn checks_name_answers_that_the_form_asks_for() {
    let separator = |c: char| !c.is_ascii_alphanumeric() && c != '_';
    let mut checked = 0;
    for definition in ALL {
        for form in definition.forms() {
            let mut names = BTreeSet::new();
            for row in tables(&form, "indicator") {
                let stem = format!("{}_{}_own", text(&form, "id"), text(row, "id"));
                let stem = stem.replace('.', "_");
                let fields: &[&str] = match text(row, "measure") {
                    "percent" => &["numerator", "denominator"],
                    "count-with-people" => &["value", "people"],
                    "count" => &["value"],
                    _ => &[],
                };
                names.extend(fields.iter().map(|field| format!("{stem}_{field}")));
            }
            for check in tables(&form, "check") {
                let expression = text(check, "expression");
                assert!(!expression.contains(['/', '.']), "integers only: {expression}");
                for word in expression.split(separator).filter(|word| word.contains('_')) {
                    assert!(names.contains(word), "{word}");
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 10, "{checked} names checked");
}

/// docs/definitions.md: a comment belongs to the table that it stands before, or to the file.
#[test]
fn comments_stand_above_a_table_or_at_the_top_of_a_file() {
    for definition in ALL {
        let campaign = definition.campaign();
        let forms = strings(&campaign, "forms");
        for name in ["campaign"].iter().chain(&forms) {
            let path = definition.folder().join(format!("{name}.toml"));
            let file = fs::read_to_string(path).unwrap();
            let lines: Vec<&str> = file.lines().collect();
            let comment = |line: &str| line.trim_start().starts_with('#');
            let top = lines.iter().take_while(|line| comment(line)).count();
            assert!(top > 0 && lines[top].is_empty(), "{} {name}", definition.0);
            for (number, pair) in lines.windows(2).enumerate().skip(top) {
                let ends = comment(pair[0]) && !comment(pair[1]);
                assert!(!ends || pair[1].starts_with("[["), "{name}.toml:{}", number + 1);
            }
        }
    }
}
