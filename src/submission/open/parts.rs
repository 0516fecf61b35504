//! Which part of an .xlsx package holds which sheet. calamine knows and does not tell, and the
//! sheets' own XML is needed for what calamine leaves out. The paths are put together exactly as
//! calamine does it, so that both read the same part.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::bounds::unreadable;
use super::xml::{Walk, attribute};
use super::zip_guard::Package;
use crate::submission::failure::OpenFailure;

/// A target of a relationship and its type.
struct Relationship {
    id: String,
    kind: String,
    target: String,
}

/// The part of each sheet in tab order; `None` for a chart or dialog sheet, which has no cells.
pub(super) fn of_sheets(package: &mut Package<'_>) -> Result<Vec<Option<String>>, OpenFailure> {
    let main = relationships(package, "_rels/.rels")?
        .into_iter()
        .rfind(|relationship| relationship.kind.ends_with("/relationships/officeDocument"))
        .ok_or_else(|| unreadable("no workbook in the package"))?
        .target;
    let main = main.strip_prefix('/').unwrap_or(&main);
    let (folder, name) = match main.rfind('/') {
        Some(slash) => main.split_at(slash + 1),
        None => ("", main),
    };
    let targets: HashMap<String, Relationship> =
        relationships(package, &format!("{folder}_rels/{name}.rels"))?
            .into_iter()
            .map(|relationship| (relationship.id.clone(), relationship))
            .collect();
    sheet_ids(package, main)?
        .into_iter()
        .map(|id| {
            let relationship = targets.get(&id).ok_or_else(|| unreadable("a sheet has no part"))?;
            Ok(relationship.kind.ends_with("/worksheet").then(|| {
                let target = &relationship.target;
                target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned)
            }))
        })
        .collect()
}

/// The relationship of each sheet, in tab order.
fn sheet_ids(package: &mut Package<'_>, main: &str) -> Result<Vec<String>, OpenFailure> {
    let bytes = required(package, main)?;
    let mut walk = Walk::new(main, &bytes);
    let mut ids = vec![];
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "sheet" => {
                ids.push(attribute(&element, "id").unwrap_or_default());
            }
            Event::Eof => return Ok(ids),
            _ => {}
        }
    }
}

fn relationships(package: &mut Package<'_>, part: &str) -> Result<Vec<Relationship>, OpenFailure> {
    let bytes = required(package, part)?;
    let mut walk = Walk::new(part, &bytes);
    let mut all = vec![];
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let of = |name| attribute(&element, name).unwrap_or_default();
                all.push(Relationship { id: of("Id"), kind: of("Type"), target: of("Target") });
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

fn required(package: &mut Package<'_>, part: &str) -> Result<Vec<u8>, OpenFailure> {
    package.part(part)?.ok_or_else(|| unreadable(format_args!("{part} is missing")))
}
