//! The colours of the theme, by the numbers that formats give them.

use quick_xml::events::Event;

use crate::reader::colour::{Colour, Theme};
use crate::reader::failure::OpenFailure;
use crate::reader::xml::{Walk, attribute};

/// Reads the colour scheme. Formats number light before dark, the part lists dark before light.
pub(super) fn read(part: &[u8]) -> Result<Theme, OpenFailure> {
    let mut walk = Walk::new("theme", part);
    let mut colours = Vec::new();
    let mut in_scheme = false;
    loop {
        match walk.next()? {
            Event::Start(element) => match element.local_name().as_ref() {
                "clrScheme" => in_scheme = true,
                name @ ("srgbClr" | "sysClr") if in_scheme => {
                    let value = if name == "srgbClr" { "val" } else { "lastClr" };
                    let value = attribute(&element, value).unwrap_or_default();
                    match Colour::hexadecimal(&value) {
                        Some(Colour::Rgb(rgb)) => colours.push(rgb),
                        _ => return Err(walk.fail("a colour of the theme is none")),
                    }
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "clrScheme" => {
                in_scheme = false;
            }
            Event::Eof => {
                for pair in [0, 2] {
                    if colours.len() > pair + 1 {
                        colours.swap(pair, pair + 1);
                    }
                }
                return Ok(Theme(colours));
            }
            _ => {}
        }
    }
}
