//! Identifiers as checked newtypes over shared strings.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::ColumnKey;

/// A text that is not a well-formed identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a valid {kind}: {rule}")]
pub struct InvalidKey {
    /// What the text was meant to be, in English (`unit code`, `form id`, …).
    pub kind: &'static str,
    pub text: String,
    /// The rule that it breaks, in words.
    pub rule: &'static str,
}

/// How long an identifier may be, in bytes: it is a part of file names, which end at 255 bytes, and of cell
/// names, which Excel ends at 255 characters.
const LONGEST: usize = 60;

/// File names that Windows keeps for devices, whatever their case and whatever follows a dot.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Whether Windows keeps a name for a device.
fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    let is_port = port.is_some_and(|number| matches!(number.as_bytes(), [b'0'..=b'9']));
    is_port || DEVICES.contains(&&*name)
}

macro_rules! key {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $rule:literal, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidKey;

            fn from_str(text: &str) -> Result<Self, InvalidKey> {
                let well_formed: fn(&str) -> bool = $check;
                if text.len() <= LONGEST && well_formed(text) {
                    Ok(Self(Arc::from(text)))
                } else {
                    Err(InvalidKey { kind: $kind, text: text.to_owned(), rule: $rule })
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = String::deserialize(from)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

key!(
    /// A campaign (đợt báo cáo), which is also the name of its folder.
    CampaignId,
    "campaign id",
    "at most 60 lower-case letters, digits and single hyphens, and no name of a device",
    is_slug
);
key!(
    /// A reporting period (kỳ báo cáo): `2025-9t`, `2026-q1`.
    PeriodId,
    "period id",
    "at most 60 lower-case letters, digits and single hyphens, and no name of a device",
    is_slug
);
key!(
    /// A form (biểu, phụ lục). Letters and digits only, since it is a part of cell names.
    FormId,
    "form id",
    "at most 60 lower-case letters and digits, starting with a letter, and no name of a device",
    |text| !is_device(text)
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
);
key!(
    /// A row of a form: `3`, `2.4`, `3.3.1`, `II.3`; or one of several figures in a row: `1:nu`.
    IndicatorId,
    "indicator id",
    "groups of letters and digits joined by dots, at most 60 characters",
    |text| {
        let (row, figure) = text.split_once(':').unzip();
        row.unwrap_or(text)
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric()))
            && figure.is_none_or(|figure| ColumnKey::new(figure).is_some())
    }
);
key!(
    /// The code of a reporting unit: five digits for communes, letters for
    /// the campaign's own.
    UnitCode,
    "unit code",
    "at most 60 capital letters, digits and hyphens, and no name of a device",
    |text| !text.is_empty()
        && !is_device(text)
        && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
);

fn is_slug(text: &str) -> bool {
    !is_device(text)
        && text.split('-').all(|part| {
            !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
        })
}

impl UnitCode {
    /// The code of no unit: no text parses to it, so no list of units has it.
    pub fn nobody() -> Self {
        Self(Arc::from(""))
    }
}

impl IndicatorId {
    /// The row, without the figure in it.
    pub fn row(&self) -> &str {
        self.0.split_once(':').map_or(&self.0, |(row, _)| row)
    }

    /// Which of several figures in the row it is.
    pub fn figure(&self) -> Option<ColumnKey> {
        self.0.split_once(':').and_then(|(_, figure)| ColumnKey::new(figure))
    }

    /// The row itself.
    pub fn of_row(&self) -> Self {
        if self.figure().is_some() { Self(Arc::from(self.row())) } else { self.clone() }
    }

    /// One figure of the row; `None` where the two together are too long.
    pub fn with_figure(&self, figure: ColumnKey) -> Option<Self> {
        format!("{}:{}", self.row(), figure.as_str()).parse().ok()
    }
}

impl FormId {
    /// A row of the form as people and decisions write it: `bieu1.3`.
    pub fn row_name(&self, row: &IndicatorId) -> String {
        format!("{self}.{row}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// docs/contract/forms.md: ids match `[0-9A-Za-z]+(\.[0-9A-Za-z]+)*`, unit codes `[0-9A-Z-]+`.
    #[test]
    fn keys_accept_only_their_own_shape() {
        for good in ["3", "2.4", "3.3.1", "II.3", "i", "1.2:nu"] {
            assert!(good.parse::<IndicatorId>().is_ok(), "{good}");
        }
        for bad in ["", ".", "2.", ".2", "2..4", "2_4", "2-4", "3 ", "Đ", "1:", ":nu", "1:Nu"] {
            assert!(bad.parse::<IndicatorId>().is_err(), "{bad}");
        }
        assert!("99001".parse::<UnitCode>().is_ok());
        assert!("CQ-A".parse::<UnitCode>().is_ok());
        for bad in ["", "so-nv", "SO NV", "SỞ"] {
            assert!(bad.parse::<UnitCode>().is_err(), "{bad}");
        }
        for bad in ["", "Bieu1", "1bieu", "bieu_1", "biểu1"] {
            assert!(bad.parse::<FormId>().is_err(), "{bad}");
        }
        for bad in ["", "-", "a--b", "2025-", "2025_9t", "Q1"] {
            assert!(bad.parse::<PeriodId>().is_err(), "{bad}");
        }
    }

    /// An identifier names files, also on Windows.
    #[test]
    fn keys_are_names_of_files_on_every_system() {
        for bad in ["con", "nul", "com1", "lpt9"] {
            assert!(bad.parse::<FormId>().is_err(), "{bad}");
            assert!(bad.parse::<CampaignId>().is_err(), "{bad}");
            assert!(bad.to_uppercase().parse::<UnitCode>().is_err(), "{bad}");
        }
        for good in ["cong", "com", "com10", "auxi"] {
            assert!(good.parse::<FormId>().is_ok(), "{good}");
            assert!(good.to_uppercase().parse::<UnitCode>().is_ok(), "{good}");
        }
        assert!("A".repeat(60).parse::<UnitCode>().is_ok());
        assert!("A".repeat(61).parse::<UnitCode>().is_err());
        assert!("1".repeat(61).parse::<IndicatorId>().is_err());
    }
}
