//! Which form, of which campaign, period and unit, a workbook is.
//!
//! Ordinary handling destroys any one carrier, so the identity is carried four times: custom
//! document properties and keywords, a hidden sheet, defined names, and a line printed on every
//! form sheet. This module is the only place that knows how each is spelled; `template` writes
//! them and `submission` reads them back.

mod consolidation;
mod document;
mod hash;
mod own_texts;
mod wordings;

use std::fmt;
use std::sync::LazyLock;

pub use consolidation::{ROWS_NAME, UNITS_NAME, detail_name, result_name};
pub use document::{CSV_STARTS, Document, MESSAGE_STARTS};
pub use own_texts::{OWN_TEXTS, OwnTexts};
pub use wordings::{IssuedWordings, wording_mark};

use crate::i18n::Words;
use crate::t;
use crate::values::key::{CampaignId, FormId, PeriodId, UnitCode};
use crate::values::quantity::text::fold;

/// The identity of an issued workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    pub campaign: CampaignId,
    pub period: PeriodId,
    /// The unit that it was issued to; a blank form is nobody's, and states no unit anywhere.
    pub unit: Option<UnitCode>,
    /// The agency code of the unit, as the list of units gives it. Only the hidden sheet states it.
    pub agency_code: Option<String>,
    pub version: u32,
}

pub const HIDDEN_SHEET: &str = "_bdhvs";
/// What a custom property is called: `bdhvs.unit`.
pub const PROPERTY_PREFIX: &str = "bdhvs.";
/// What a defined name of the identity is called: `bdhvs_id_unit`.
pub const NAME_PREFIX: &str = "bdhvs_id_";
/// The property that says what kind of document this is.
pub const SCHEMA: &str = "schema";
/// The key of the agency code on the hidden sheet.
pub const AGENCY_CODE: &str = "agency-code";
/// The key of the fingerprint of the file that a corrected copy corrects.
pub const CORRECTS: &str = "corrects";
/// The most files that a corrected copy states that it corrects: each answers a form of its own.
const MOST_CORRECTED: usize = 64;
/// The key of the campaign one level up to which a consolidation is a return.
pub const REPORTS_TO: &str = "reports-to";
/// What a corrected copy prints above its list of what is to be mended, which is no form.
pub const LIST_LINE: &str = "bdhvs · danh sách việc cần sửa";
/// What the sheets before the form of a lead agency print at their head, which are no forms either.
pub const LEAD_LINE: &str = "bdhvs · số liệu của các đơn vị";
/// The key of the property of a workbook that was made for a lead agency.
pub const LEAD: &str = "lead";
/// How a note of a proposed cell starts that has no remedy of its own, in each language.
pub const NOTE_STARTS: [&str; 2] = ["SỐ ĐỀ XUẤT", "PROPOSED"];
/// The columns of the hidden sheet that list each input cell's name, sheet and address at issue.
pub const ADDRESS_COLUMNS: [u16; 3] = [3, 4, 5];
/// The column beside them in which a corrected copy marks the cells that it asks to be corrected.
pub const ASKED_COLUMN: u16 = 6;
/// The column beside the first cell of each row in which a form keeps what its wording was.
pub const WORDING_COLUMN: u16 = 7;

/// How what a form prints over rows and columns starts, in every language, folded. Forms were issued in
/// whatever language the officer had.
#[derive(Debug, Default)]
pub struct PrintedStarts {
    /// Of the line over a unit's own figures.
    pub own: Vec<String>,
    /// Of the line over the figures of the whole area.
    pub city: Vec<String>,
    /// Of the caption of the column that repeats what the unit reported in the earlier period.
    pub previous: Vec<String>,
    /// Of the captions of the cells at the head of a form.
    pub head: Vec<String>,
}

/// The starts, from the catalogues.
pub static PRINTED_STARTS: LazyLock<PrintedStarts> = LazyLock::new(|| {
    let languages = Words::all().unwrap_or_default();
    PrintedStarts {
        own: languages.iter().map(|words| fold(&t!(words, "form-section-own-start"))).collect(),
        city: languages.iter().map(|words| fold(&t!(words, "form-section-city-start"))).collect(),
        previous: languages
            .iter()
            .map(|words| fold(&t!(words, "form-caption-previous-start")))
            .collect(),
        head: languages
            .iter()
            .flat_map(|words| {
                [t!(words, "form-head-not-applicable"), t!(words, "form-head-status")]
            })
            .map(|caption| fold(&caption))
            .collect(),
    }
});

const SEPARATOR: &str = " · ";
const PRINTED_START: &str = "bdhvs";

/// The keys of the fingerprints of the files that a corrected copy corrects, one after the other:
/// `corrects`, `corrects-2`… A property of a document holds no more than three of them.
pub fn corrects_keys() -> impl Iterator<Item = String> {
    (1..=MOST_CORRECTED).map(|number| match number {
        1 => CORRECTS.to_owned(),
        _ => format!("{CORRECTS}-{number}"),
    })
}

/// One part of an identity: the keys used by every carrier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Campaign,
    Period,
    Unit,
    Version,
}

impl Part {
    /// Every part, in the order in which the carriers state them.
    pub const ALL: [Self; 4] = [Self::Campaign, Self::Period, Self::Unit, Self::Version];

    /// The key: `campaign`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Campaign => "campaign",
            Self::Period => "period",
            Self::Unit => "unit",
            Self::Version => "version",
        }
    }

    /// The word before the part in the printed line.
    fn printed(self) -> &'static str {
        match self {
            Self::Campaign => "đợt ",
            Self::Period => "kỳ ",
            Self::Unit => "đơn vị ",
            Self::Version => "bản ",
        }
    }
}

impl Identity {
    /// One part as text; `None` for the unit of a blank form.
    pub fn part(&self, part: Part) -> Option<String> {
        Some(match part {
            Part::Campaign => self.campaign.to_string(),
            Part::Period => self.period.to_string(),
            Part::Unit => self.unit.as_ref()?.to_string(),
            Part::Version => self.version.to_string(),
        })
    }

    /// The parts that it states, with their texts.
    pub fn parts(&self) -> impl Iterator<Item = (Part, String)> {
        Part::ALL.into_iter().filter_map(|part| Some((part, self.part(part)?)))
    }

    /// The document's keywords: `bdhvs; campaign=…; period=…; unit=…; version=…`.
    pub fn keywords(&self) -> String {
        let parts: Vec<String> =
            self.parts().map(|(part, text)| format!("{}={text}", part.key())).collect();
        format!("{PRINTED_START}; {}", parts.join("; "))
    }

    /// The line printed on a form sheet.
    pub fn printed(&self, form: &FormId, unit_name: &str) -> String {
        let parts: Vec<String> = [Part::Version, Part::Campaign, Part::Period, Part::Unit]
            .into_iter()
            .filter_map(|part| Some(format!("{}{}", part.printed(), self.part(part)?)))
            .collect();
        format!(
            "{PRINTED_START}{SEPARATOR}biểu {form}{SEPARATOR}{} – {unit_name}",
            parts.join(SEPARATOR)
        )
    }
}

/// Reads one part out of the document's keywords.
pub fn from_keywords(keywords: &str, part: Part) -> Option<String> {
    let mut items = keywords.split([';', ',']).map(str::trim);
    items.next().filter(|first| *first == PRINTED_START)?;
    items.find_map(|item| item.strip_prefix(part.key())?.strip_prefix('=')).map(str::to_owned)
}

/// Whether a cell's text is the printed line.
pub fn is_printed_line(text: &str) -> bool {
    let clean = crate::values::quantity::text::clean(text);
    clean.split(SEPARATOR).next() == Some(PRINTED_START)
}

/// Reads one part out of a cell's text, when it is the printed line.
pub fn from_printed(text: &str, part: Part) -> Option<String> {
    let clean = crate::values::quantity::text::clean(text);
    let mut items = clean.split(SEPARATOR);
    items.next().filter(|first| *first == PRINTED_START)?;
    let value = items.find_map(|item| item.strip_prefix(part.printed()))?;
    value.split_whitespace().next().map(str::to_owned)
}

/// Reads the form's code out of the printed line.
pub fn form_from_printed(text: &str) -> Option<FormId> {
    let clean = crate::values::quantity::text::clean(text);
    let mut items = clean.split(SEPARATOR);
    items.next().filter(|first| *first == PRINTED_START)?;
    items.next()?.strip_prefix("biểu ")?.parse().ok()
}

/// Reads the name of the unit out of the printed line: what follows its code.
pub fn name_from_printed(text: &str) -> Option<String> {
    let clean = crate::values::quantity::text::clean(text);
    let mut items = clean.split(SEPARATOR);
    items.next().filter(|first| *first == PRINTED_START)?;
    let (_, unit) = clean.split_once(&format!("{SEPARATOR}{}", Part::Unit.printed()))?;
    // The dash may have been typed again.
    let (_, name) = unit.split_once(' ')?;
    let name = name.trim_start_matches(['–', '—', '-', ' ']).trim();
    (!name.is_empty()).then(|| name.to_owned())
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = self.unit.as_ref().map_or("", UnitCode::as_str);
        write!(f, "{}/{}/{unit}/{}", self.campaign, self.period, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn identity() -> Identity {
        Identity {
            campaign: "mau-2025".parse().unwrap(),
            period: "2025-9t".parse().unwrap(),
            unit: Some("99001".parse().unwrap()),
            agency_code: None,
            version: 3,
        }
    }

    #[test]
    fn keywords_and_printed_line_give_every_part_back() {
        let identity = identity();
        let printed = identity.printed(&"bieu9".parse().unwrap(), "Phường Mẫu");
        for part in Part::ALL {
            let expected = identity.part(part);
            assert!(expected.is_some());
            assert_eq!(from_keywords(&identity.keywords(), part), expected);
            assert_eq!(from_printed(&printed, part), expected, "{printed}");
        }
        assert_eq!(form_from_printed(&printed).unwrap().as_str(), "bieu9");
        assert_eq!(name_from_printed(&printed).as_deref(), Some("Phường Mẫu"));
        assert_eq!(from_printed("đơn vị 99001", Part::Unit), None);
        assert_eq!(from_keywords("unit=99001", Part::Unit), None);
    }

    /// The lines over the two kinds of rows start as the catalogues print them.
    #[test]
    fn the_lines_over_rows_start_as_they_are_printed() {
        for words in Words::all().unwrap() {
            let own = t!(words, "form-section-own");
            let city = t!(words, "form-section-city", area = "X");
            let previous = t!(words, "form-caption-previous", period = "X");
            assert!(own.starts_with(&t!(words, "form-section-own-start")), "{own}");
            assert!(city.starts_with(&t!(words, "form-section-city-start")), "{city}");
            assert!(previous.starts_with(&t!(words, "form-caption-previous-start")), "{previous}");
        }
    }

    /// What is printed where a blank form leaves room for the unit's name is never a code.
    #[test]
    fn a_blank_form_states_no_unit() {
        let blank = Identity { unit: None, ..identity() };
        let printed = blank.printed(&"bieu9".parse().unwrap(), "(Tên đơn vị)");
        assert_eq!(from_printed(&printed, Part::Unit), None, "{printed}");
        assert_eq!(name_from_printed(&printed), None, "{printed}");
        assert_eq!(from_printed(&printed, Part::Period), blank.part(Part::Period));
        assert_eq!(from_keywords(&blank.keywords(), Part::Unit), None);
        assert_eq!(from_keywords(&blank.keywords(), Part::Version), Some("3".to_owned()));
    }
}
