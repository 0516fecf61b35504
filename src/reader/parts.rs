//! Which part of an .xlsx package holds which sheet. calamine knows and does not tell, and the
//! sheets' own XML is needed for what calamine leaves out. The paths are put together exactly as
//! calamine does it, so that both read the same part.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::bounds::unreadable;
use super::xml::{Walk, attribute};
use super::zip_guard::Package;
use crate::reader::failure::OpenFailure;

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
    let relationships = relationships(package, &format!("{folder}_rels/{name}.rels"))?;
    check_fixed(package, folder, &relationships)?;
    let targets: HashMap<String, Relationship> =
        relationships.into_iter().map(|found| (found.id.clone(), found)).collect();
    sheet_ids(package, main)?
        .into_iter()
        .map(|id| {
            let relationship = targets.get(&id).ok_or_else(|| unreadable("a sheet has no part"))?;
            Ok(relationship
                .kind
                .ends_with("/worksheet")
                .then(|| path(folder, &relationship.target)))
        })
        .collect()
}

/// calamine looks for texts and formats in one place only and goes on without: texts would be
/// lost, and dates would turn into numbers.
fn check_fixed(
    package: &mut Package<'_>,
    folder: &str,
    relationships: &[Relationship],
) -> Result<(), OpenFailure> {
    for part in ["sharedStrings", "styles"] {
        let expected = format!("{folder}{part}.xml");
        let kind = format!("/{part}");
        for relationship in relationships.iter().filter(|found| found.kind.ends_with(&kind)) {
            let found = path(folder, &relationship.target);
            if !found.eq_ignore_ascii_case(&expected) || !package.has(&expected) {
                return Err(unreadable(format_args!("{found} is missing or not {expected}")));
            }
        }
    }
    Ok(())
}

/// The part that a target in a folder stands for.
fn path(folder: &str, target: &str) -> String {
    target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_owned)
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
