//! Forms as clerks send them: issued by the program, then filled through their defined names.

mod parts;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use bdhvs::testing::campaign::{Campaign, Period, Store, load};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::values::key::UnitCode;
use bdhvs::testing::wording::file_names::file_name;
use bdhvs::testing::workbooks::template::write_workbook;
use calamine::Reader as _;
use parts::{packed, unpacked};

/// What is written in a cell.
#[derive(Debug, Clone, Copy)]
pub enum Put<'a> {
    /// A number.
    Number(i64),
    /// Words.
    Text(&'a str),
}

/// A built-in campaign in its default period.
pub struct Round {
    pub campaign: Campaign,
    pub period: Period,
    words: Words,
}

impl Round {
    pub fn new(campaign: &str) -> Self {
        let campaign = load(&Store::builtin(campaign)).unwrap();
        let period = campaign.period(&campaign.default_period).unwrap().clone();
        Self { campaign, period, words: Words::load(Language::VI).unwrap() }
    }

    /// Writes the return of a unit into a folder: the form issued to it, with cells filled by name.
    pub fn send(&self, unit: &str, cells: &[(&str, Put<'_>)], folder: &Path) -> PathBuf {
        let code: UnitCode = unit.parse().unwrap();
        let unit = self.campaign.unit(&code).unwrap();
        let form = write_workbook(&self.campaign, &self.period, unit, &self.words).unwrap();
        let path = folder.join(file_name(unit));
        std::fs::write(&path, fill(&form, cells)).unwrap();
        path
    }
}

/// Puts content into the cells that defined names lead to.
pub fn fill(form: &[u8], cells: &[(&str, Put<'_>)]) -> Vec<u8> {
    let workbook: calamine::Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(form)).unwrap();
    let sheets = workbook.sheet_names();
    let names: BTreeMap<&str, &str> =
        workbook.defined_names().iter().map(|(name, at)| (name.as_str(), at.as_str())).collect();
    let mut parts = unpacked(form);
    for (name, put) in cells {
        let target = names.get(name).unwrap_or_else(|| panic!("no cell is named {name}"));
        let (tab, address) = target.rsplit_once('!').unwrap();
        let tab = tab.trim_matches('\'');
        let number = sheets.iter().position(|sheet| sheet == tab).unwrap() + 1;
        let part = format!("xl/worksheets/sheet{number}.xml");
        let (_, xml) = parts.iter_mut().find(|(name, _)| *name == part).unwrap();
        let text = String::from_utf8(std::mem::take(xml)).unwrap();
        *xml = patched(&text, &address.replace('$', ""), *put).into_bytes();
    }
    packed(&parts)
}

/// The sheet with another content in one cell; the format of the cell stays.
fn patched(xml: &str, address: &str, put: Put<'_>) -> String {
    let start = xml.find(&format!("<c r=\"{address}\"")).unwrap();
    let head_end = start + xml[start..].find('>').unwrap();
    let empty = xml[..head_end].ends_with('/');
    let end =
        if empty { head_end + 1 } else { head_end + xml[head_end..].find("</c>").unwrap() + 4 };
    let style = xml[start..head_end]
        .split_once(" s=\"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .map_or(String::new(), |(style, _)| format!(" s=\"{style}\""));
    let mut cell = format!("<c r=\"{address}\"{style}");
    match put {
        Put::Number(number) => write!(cell, "><v>{number}</v></c>").unwrap(),
        Put::Text(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            write!(cell, " t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
                .unwrap();
        }
    }
    format!("{}{cell}{}", &xml[..start], &xml[end..])
}
