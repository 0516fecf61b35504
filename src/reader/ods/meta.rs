//! The document properties of an .ods, which carry a form's identity.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use crate::reader::bounds::PROPERTIES;
use crate::reader::failure::OpenFailure;
use crate::reader::xml::{Walk, unescaped};

#[derive(Debug, Default)]
pub(super) struct Properties {
    pub(super) custom: BTreeMap<String, String>,
    /// The keywords, with commas between them.
    pub(super) keywords: Option<String>,
}

pub(super) fn read(part: &[u8]) -> Result<Properties, OpenFailure> {
    let mut walk = Walk::new("meta.xml", part);
    let mut custom = BTreeMap::new();
    let mut keywords = Vec::new();
    loop {
        match walk.next()? {
            Event::Start(element) => match element.name().as_ref() {
                "meta:user-defined" => {
                    let value = walk.content()?;
                    custom.extend(unescaped(&element, "name").map(|name| (name, value)));
                }
                "meta:keyword" => keywords.push(walk.content()?),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    if custom.len() > PROPERTIES {
        custom.clear();
    }
    let keywords = Some(keywords.join(", ")).filter(|keywords| !keywords.is_empty());
    Ok(Properties { custom, keywords })
}
