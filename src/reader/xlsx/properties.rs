//! The properties of the document: one of the four carriers of a form's identity. A part of
//! them that is damaged counts as empty: three other carriers are left.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::reader::bounds::PROPERTIES;
use crate::reader::failure::OpenFailure;
use crate::reader::xml::{Walk, unescaped};
use crate::reader::zip_guard::Package;

/// The properties that matter; none where their part is damaged.
#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) custom: BTreeMap<String, String>,
    pub(super) keywords: Option<String>,
}

impl Properties {
    pub(super) fn read(package: &mut Package<'_>) -> Self {
        let [custom, core] = ["docProps/custom.xml", "docProps/core.xml"]
            .map(|path| package.part(path).ok().flatten().unwrap_or_default());
        Self {
            custom: custom_properties(&custom).unwrap_or_default(),
            keywords: keywords(&core).ok().flatten(),
        }
    }
}

/// The custom properties of a document, from their part.
///
/// # Errors
/// Where the part is damaged.
pub(in crate::reader) fn custom_properties(
    part: &[u8],
) -> Result<BTreeMap<String, String>, OpenFailure> {
    let mut walk = Walk::new("custom.xml", part);
    let mut properties = BTreeMap::new();
    let mut name = None;
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "property" => {
                name = unescaped(&element, "name");
            }
            Event::Start(_) => {
                if let Some(name) = name.take() {
                    properties.insert(name, walk.content()?);
                }
            }
            Event::Eof => return Ok(properties),
            _ => {}
        }
        if properties.len() > PROPERTIES {
            return Ok(BTreeMap::new());
        }
    }
}

fn keywords(part: &[u8]) -> Result<Option<String>, OpenFailure> {
    let mut walk = Walk::new("core.xml", part);
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "keywords" => {
                let keywords = walk.content()?;
                return Ok(Some(keywords).filter(|keywords| !keywords.is_empty()));
            }
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_are_read_and_a_damaged_part_costs_only_itself() {
        let part = "<Properties><property name=\"bdhvs.unit\"><vt:lpwstr>00070</vt:lpwstr></property>\
                    <property name=\"n\"><vt:i4>3</vt:i4></property><property name=\"e\"/></Properties>";
        let read = custom_properties(part.as_bytes()).unwrap();
        let pairs: Vec<(&str, &str)> = read.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        assert_eq!(pairs, [("bdhvs.unit", "00070"), ("n", "3")]);
        assert!(custom_properties(b"<Properties><property").is_err());
        let core = "<cp:coreProperties><cp:keywords>a &amp; b</cp:keywords></cp:coreProperties>";
        assert_eq!(keywords(core.as_bytes()).unwrap().as_deref(), Some("a & b"));
        assert_eq!(keywords(b"<a><keywords/></a>").unwrap(), None);
    }
}
