//! The units of a definition: agency codes, former provinces (docs/definitions.md).

use crate::fill::Package;
use crate::run::Folder;

const CODE: &str = "000.01.15.H26";

/// Requirement: optional, unique, as given; in the identity, the registers, the JSON and the package.
#[test]
fn an_agency_code_is_carried_as_it_is_given() {
    let folder = Folder::new();
    folder.run(["campaign", "new", "moi"]).check();
    let units = |second: &str| {
        format!(
            "code,name,kind,groups,agency-code\nMAU-1,Xã Mẫu Một,xã,commune,{CODE}\nMAU-2,Phường Mẫu Hai,phường,commune,{second}\n"
        )
    };
    folder.write("moi/units.csv", units(CODE));
    folder.run(["campaign", "check", "moi"]).status(2).stderr_has("mã định danh điện tử").check();
    folder.write("moi/units.csv", units(""));
    folder.run(["campaign", "export", "moi", "-o", "moi.xlsx"]).check();
    folder.run(["campaign", "import", "moi.xlsx", "-o", "lai"]).check();
    assert!(String::from_utf8(folder.read("lai/units.csv")).unwrap().contains(CODE));
    folder.run(["template", "-c", "moi", "-o", "out", "-q"]).check();
    let workbook = Package::open(&folder.path("out/MAU-1_xa-mau-mot.xlsx"));
    assert!(workbook.part("xl/sharedStrings.xml").contains(CODE), "the hidden sheet");
    let register = String::from_utf8(folder.read("out/so-phat-hanh.csv")).unwrap();
    assert!(register.contains("agency_code") && register.contains(CODE), "{register}");
    folder
        .run(["merge", "out", "-c", "moi", "-o", "t.xlsx", "--json", "t.json", "--csv", "p"])
        .status(1)
        .check();
    let json = folder.json("t.json");
    assert_eq!(json["units"]["list"][0]["agency_code"], CODE);
    assert_eq!(json["units"]["list"][1]["agency_code"], serde_json::Value::Null);
    let package = String::from_utf8(folder.read("p/units.csv")).unwrap();
    assert!(package.contains("agency_code") && package.contains(CODE), "{package}");
}

/// `province:"Bình Dương"` leads to Thành phố Hồ Chí Minh, with a word about it.
#[test]
fn a_former_province_leads_to_today_s() {
    let folder = Folder::new();
    folder
        .run(["campaign", "new", "moi", "--units", "province:Bình Dương"])
        .stdout_has("Thành phố Hồ Chí Minh")
        .check();
    let head = String::from_utf8(folder.read("moi/campaign.toml")).unwrap();
    assert!(head.contains("authority = \"UBND Thành phố Hồ Chí Minh\""), "{head}");
    assert!(
        head.contains("trên địa bàn Thành phố Hồ Chí Minh") && !head.contains("(mẫu)"),
        "{head}"
    );
    let from = ["campaign", "new", "cm", "--from", "hanoi-2025", "--units", "province:Bạc Liêu"];
    folder.run(from).stdout_has("tỉnh Cà Mau").check();
    let head = String::from_utf8(folder.read("cm/campaign.toml")).unwrap();
    assert!(head.contains("authority = \"UBND tỉnh Cà Mau\""), "{head}");
    let district = ["campaign", "new", "dh", "--units", "province:huyện Đông Anh"];
    folder.run(district).status(2).stderr_has("Hà Nội").check();
}
