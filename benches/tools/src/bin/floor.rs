//! The floor: what any reader of these workbooks has to do, and nothing else.
//!
//! Every part of each package is inflated to its end, which checks its CRC, and each part that a
//! reader of values needs is tokenised. No model is built and nothing is looked at; one thread.
//! With `--inflate` the tokenising is left out.

use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

fn main() -> Result<()> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let tokenise = arguments.first().is_none_or(|first| first != "--inflate");
    if !tokenise {
        arguments.remove(0);
    }
    let [folder] = arguments.as_slice() else { bail!("usage: floor [--inflate] FOLDER") };
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .with_context(|| folder.clone())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
    paths.sort();
    let mut part = Vec::new();
    let (mut bytes, mut events) = (0, 0);
    for path in &paths {
        let (read, seen) = package(path, &mut part, tokenise)?;
        bytes += read;
        events += seen;
    }
    println!("{} files, {bytes} bytes of parts, {events} events", paths.len());
    Ok(())
}

/// How many bytes the parts of a package have, and of how many events those read consist.
fn package(path: &Path, part: &mut Vec<u8>, tokenise: bool) -> Result<(usize, usize)> {
    let file = std::fs::read(path).with_context(|| path.display().to_string())?;
    let mut archive = ZipArchive::new(Cursor::new(file.as_slice()))?;
    let (mut bytes, mut events) = (0, 0);
    for index in 0..archive.len() {
        let mut entry = archive.by_index(index)?;
        let name = entry.name()?.into_owned();
        part.clear();
        entry.read_to_end(part)?;
        bytes += part.len();
        // Colours of a theme say nothing of a value.
        let is_read =
            (name.ends_with(".xml") || name.ends_with(".rels")) && !name.contains("/theme/");
        if tokenise && is_read {
            events += tokens(part)?;
        }
    }
    Ok((bytes, events))
}

fn tokens(part: &[u8]) -> Result<usize> {
    let mut reader = Reader::from_reader(part);
    let mut events = 0;
    while !matches!(reader.read_event()?, Event::Eof) {
        events += 1;
    }
    Ok(events)
}
