//! What leads from one part of an Office package to others.

use quick_xml::events::Event;

use super::failure::OpenFailure;
use super::xml::{Walk, unescaped};
use super::zip_guard::Package;

/// One line of a part of relationships.
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last piece of its type: `worksheet`.
    pub(super) kind: String,
    /// The part that it leads to, as a name in the package.
    pub(super) path: String,
}

/// The relationships of a part; those of the package for an empty name. `None` where the part of
/// them is not there.
pub(super) fn relationships(
    package: &mut Package<'_>,
    part: &str,
) -> Result<Option<Vec<Relationship>>, OpenFailure> {
    let related = relationships_part(part);
    let Some(bytes) = package.part(&related)? else { return Ok(None) };
    let folder = folder_of(part);
    let mut walk = Walk::new(&related, &bytes);
    let mut all = vec![];
    loop {
        match walk.next()? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let [id, kind, target] = ["Id", "Type", "Target"]
                    .map(|name| unescaped(&element, name).unwrap_or_default());
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                all.push(Relationship { id, kind, path: resolved(folder, &target) });
            }
            Event::Eof => return Ok(Some(all)),
            _ => {}
        }
    }
}

/// The part that holds the relationships of a part.
pub(super) fn relationships_part(part: &str) -> String {
    let folder = folder_of(part);
    format!("{folder}_rels/{}.rels", &part[folder.len()..])
}

/// The folder of a part, with the `/` at its end.
pub(super) fn folder_of(part: &str) -> &str {
    &part[..part.rfind('/').map_or(0, |slash| slash + 1)]
}

/// The part that a target in a folder stands for: a URI, in which `.` and `..` may stand anywhere.
fn resolved(folder: &str, target: &str) -> String {
    let (folder, target) = match target.strip_prefix('/') {
        Some(inside) => ("", inside),
        None => (folder, target),
    };
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split_inclusive('/').chain(target.split_inclusive('/')) {
        match segment.trim_end_matches('/') {
            "." => {}
            ".." => {
                segments.pop();
            }
            _ => segments.push(segment),
        }
    }
    segments.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_in_the_package() {
        for (folder, target, whole) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/sheet1.xml", "xl/sheet1.xml"),
            ("xl/", "../data/sheet1.xml", "data/sheet1.xml"),
            ("xl/worksheets/", "../drawings/drawing1.xml", "xl/drawings/drawing1.xml"),
            ("xl/", "./sheet1.xml", "xl/sheet1.xml"),
            ("xl/", "worksheets/./sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/charts/../worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("", "../../sheet1.xml", "sheet1.xml"),
        ] {
            assert_eq!(resolved(folder, target), whole);
        }
    }
}
