use super::*;

fn unit(code: &str, name: &str, aliases: &[&str]) -> OrgUnit {
    OrgUnit {
        code: code.parse().unwrap(),
        aliases: aliases.iter().map(|alias| (*alias).to_owned()).collect(),
        ..OrgUnit::nobody(name.to_owned())
    }
}

fn units() -> Vec<OrgUnit> {
    vec![
        unit("14329", "Đảng ủy phường Hoa Lư", &["Phường Hoa Lư"]),
        unit("14330", "Phường Nam Hoa Lư", &[]),
        unit("SO-NV", "Sở Nội vụ", &[]),
    ]
}

fn codes(units: &[&OrgUnit]) -> Vec<String> {
    units.iter().map(|unit| unit.code.to_string()).collect()
}

fn exactly(units: &[OrgUnit], names: &[&str]) -> Vec<String> {
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let units: Vec<&OrgUnit> = units.iter().collect();
    codes(&exact(&names, &units).iter().map(|(unit, _)| *unit).collect::<Vec<_>>())
}

fn nearly(units: &[OrgUnit], name: &str) -> (bool, Vec<String>) {
    let units: Vec<&OrgUnit> = units.iter().collect();
    match alike(&[name.to_owned()], &units) {
        Found::Near { units, .. } => (true, codes(&units)),
        Found::Nothing(units) => (false, codes(&units)),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_a_whole_name_is_a_name() {
    let units = units();
    assert_eq!(exactly(&units, &["PHƯỜNG HOA LƯ"]), ["14329"]);
    assert_eq!(exactly(&units, &["Uỷ ban nhân dân  phường Nam Hoa Lư"]), ["14330"]);
    assert_eq!(exactly(&units, &["UBND Phường Hoa Lư", "Sở Nội vụ"]), ["14329", "SO-NV"]);
    for other in ["Hoa Lư", "Phuong Hoa Lu", "Phường Hoa Lư mới", "Phường Tây Hoa Lư"] {
        assert!(exactly(&units, &[other]).is_empty(), "{other}");
    }
}

#[test]
fn near_names_are_named_and_far_ones_are_not() {
    let units = units();
    assert_eq!(nearly(&units, "Phuong Hoa Lu"), (true, vec!["14329".to_owned()]));
    assert_eq!(nearly(&units[1..], "Phường Hoa Lư"), (true, vec!["14330".to_owned()]));
    let (near, named) = nearly(&units, "Báo cáo của phường Hoa Lư năm 2025");
    assert!(near && named == ["14329"], "{named:?}");
    assert_eq!(
        nearly(&units, "P. Nam Hoa Lư"),
        (false, vec!["14330".to_owned(), "14329".to_owned()])
    );
    assert_eq!(nearly(&units, "Tổ công tác số 4"), (false, vec![]));
}

#[test]
fn a_file_name_points_at_one_unit_or_none() {
    let units = units();
    let units: Vec<&OrgUnit> = units.iter().collect();
    let code = |name: &str| by_file_name(name, &units).map(|unit| unit.code.to_string());
    for name in ["14330_phuong-nam-hoa-lu.xlsx", "14330 (1).xls", "Phường Nam Hoa Lư.xlsx"] {
        assert_eq!(code(name).as_deref(), Some("14330"), "{name}");
    }
    assert_eq!(code("so-nv_bao-cao.xlsx").as_deref(), Some("SO-NV"));
    for name in ["143301.xlsx", "bao-cao.xlsx", "Hoa Lư.xlsx", "SO-NV-2.xlsx", ""] {
        assert_eq!(code(name), None, "{name}");
    }
}
