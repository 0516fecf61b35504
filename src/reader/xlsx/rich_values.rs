//! Which of the values that Excel keeps outside of the cells are pictures. A cell that shows a picture
//! stores the error #VALUE! and a number; the number leads through four lists to the kind of the value.
//! An error with such a number need not be a picture: #SPILL! and the like are kept in the same way.

use quick_xml::events::Event;

use crate::reader::failure::OpenFailure;
use crate::reader::xml::{Walk, attribute, number};
use crate::reader::zip_guard::Package;

const METADATA: &str = "xl/metadata.xml";
const VALUES: &str = "xl/richData/rdrichvalue.xml";
const STRUCTURES: &str = "xl/richData/rdrichvaluestructure.xml";

/// Whether each of the metadata of values, from the first on, stands for a picture. A part that is
/// damaged leaves the error that the cells store.
pub(super) fn pictures(package: &mut Package<'_>) -> Vec<bool> {
    if !(package.has(METADATA) && package.has(VALUES)) {
        return Vec::new();
    }
    let [metadata, values, structures] = [METADATA, VALUES, STRUCTURES]
        .map(|path| package.part(path).ok().flatten().unwrap_or_default());
    read(&metadata, &values, &structures).unwrap_or_default()
}

fn read(metadata: &[u8], values: &[u8], structures: &[u8]) -> Result<Vec<bool>, OpenFailure> {
    let Metadata { values: numbers, rich } = Metadata::read(metadata)?;
    let structure_of = attributes(values, "rv", "s")?;
    let kinds = attributes(structures, "s", "t")?;
    Ok(numbers
        .into_iter()
        .map(|number| {
            let value = number.and_then(|number| rich.get(number).copied().flatten());
            let structure = value.and_then(|value| structure_of.get(value)?.parse::<usize>().ok());
            let kind = structure.and_then(|structure| kinds.get(structure));
            kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("image"))
        })
        .collect())
}

/// The two lists of the metadata: which future value each value is, and which rich value each of those.
#[derive(Default)]
struct Metadata {
    values: Vec<Option<usize>>,
    rich: Vec<Option<usize>>,
}

impl Metadata {
    fn read(part: &[u8]) -> Result<Self, OpenFailure> {
        let mut walk = Walk::new(METADATA, part);
        let mut metadata = Self::default();
        let mut in_values = false;
        let mut in_rich = false;
        loop {
            match walk.next()? {
                Event::Start(element) => match element.local_name().as_ref() {
                    "valueMetadata" => in_values = true,
                    "futureMetadata" => {
                        in_rich = attribute(&element, "name").as_deref() == Some("XLRICHVALUE");
                    }
                    "bk" if in_values => metadata.values.push(None),
                    "bk" if in_rich => metadata.rich.push(None),
                    "rc" if in_values => {
                        if let Some(value) = metadata.values.last_mut() {
                            *value = number(&element, "v");
                        }
                    }
                    "rvb" if in_rich => {
                        if let Some(value) = metadata.rich.last_mut() {
                            *value = number(&element, "i");
                        }
                    }
                    _ => {}
                },
                Event::End(element) => match element.local_name().as_ref() {
                    "valueMetadata" => in_values = false,
                    "futureMetadata" => in_rich = false,
                    _ => {}
                },
                Event::Eof => return Ok(metadata),
                _ => {}
            }
        }
    }
}

/// An attribute of each element of a name.
fn attributes(part: &[u8], element: &str, name: &str) -> Result<Vec<String>, OpenFailure> {
    let mut walk = Walk::new(VALUES, part);
    let mut all = Vec::new();
    loop {
        match walk.next()? {
            Event::Start(start) if start.local_name().as_ref() == element => {
                all.push(attribute(&start, name).unwrap_or_default());
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_to_the_kind_of_the_value() {
        let metadata = b"<metadata><futureMetadata name=\"XLDAPR\"><bk/></futureMetadata>\
            <futureMetadata name=\"XLRICHVALUE\"><bk><extLst><ext><x:rvb i=\"1\"/></ext></extLst></bk>\
            <bk><extLst><ext><x:rvb i=\"0\"/></ext></extLst></bk></futureMetadata>\
            <valueMetadata><bk><rc t=\"2\" v=\"0\"/></bk><bk><rc t=\"2\" v=\"1\"/></bk>\
            <bk><rc t=\"2\" v=\"7\"/></bk></valueMetadata></metadata>";
        let values = b"<rvData><rv s=\"0\"><v>9</v></rv><rv s=\"1\"><v>0</v></rv></rvData>";
        let structures = b"<rvStructures><s t=\"_error\"><k n=\"errorType\" t=\"i\"/></s>\
            <s t=\"_localImage\"><k n=\"_rvRel:LocalImageIdentifier\" t=\"i\"/></s></rvStructures>";
        assert_eq!(read(metadata, values, structures).unwrap(), [true, false, false]);
        assert!(read(metadata, values, b"").is_err());
    }
}
