//! A row that can have no more than a maximum, such as a score (docs/definitions.md, `max`): BD420.

use super::lists::{at, campaign, form, issued, validated};
use crate::fill::Put;
use crate::run::Folder;

#[test]
fn more_than_the_maximum_is_an_error() {
    let folder = issued();
    let mut form = form(&folder, "25195");
    form.put("tiepnhan_1_own_linhvuc", Put::Text("Không phát sinh"));
    for (score, found) in [
        ("100", Vec::new()),
        ("100.1", vec![at("BD420", "4.1", "value")]),
        ("950", vec![at("BD420", "4.1", "value")]),
        ("0", Vec::new()),
    ] {
        form.put("pl1_4_1_own_value", Put::Number(score));
        assert_eq!(validated(&folder, &form, i32::from(!found.is_empty())), found, "{score}");
    }
    // What was not a number of the row at all is told so, and not twice.
    form.put("pl1_4_1_own_value", Put::Text("950 điểm"));
    assert!(validated(&folder, &form, 1).contains(&at("BD420", "4.1", "value")));
    let sheet = form.part(&form.sheet_part("Phụ lục 1"));
    assert!(sheet.contains("Lớn hơn mức tối đa (100)"), "no check of the maximum");
    assert!(sheet.contains("&lt;=100"), "no guard of the maximum");
}

/// The column of a list has a maximum of its own; what adds up to nothing has none.
#[test]
fn columns_have_maxima_and_choices_have_not() {
    let folder = issued();
    let mut form = form(&folder, "25195");
    form.put("tiepnhan_1_own_linhvuc", Put::Text("Đất đai"));
    for column in ["tructuyen", "tructiep", "giaiquyet"] {
        form.put(&format!("tiepnhan_1_own_{column}"), Put::Number("1"));
    }
    form.put("tiepnhan_1_own_phi", Put::Number("1000.5"));
    assert_eq!(validated(&folder, &form, 1), [at("BD420", "1", "phi")]);
    let folder = Folder::new();
    for name in ["campaign.toml", "units.csv", "pl1.toml", "tiepnhan.toml"] {
        folder.write(&format!("c/{name}"), std::fs::read(campaign().join(name)).unwrap());
    }
    let plain = String::from_utf8(folder.read("c/pl1.toml")).unwrap();
    let yes_no = "measure = \"yes-no\"";
    folder.write("c/pl1.toml", plain.replacen(yes_no, &format!("{yes_no}\nmax = 2"), 1));
    folder.run(["campaign", "check", "c"]).status(2).stderr_has("max").check();
}
