//! The notes of cells (`comments1.xml`) and the threads of remarks that newer programs write
//! (`threadedComment1.xml`).

use quick_xml::events::{BytesStart, Event};

use super::note;
use crate::reader::rich_text::string_item;
use crate::reader::workbook::{Note, NoteKind, Position};
use crate::reader::xml::{Walk, attribute, number};

/// How the author of a note is called that only repeats a thread.
pub(super) const THREAD_AUTHOR: &str = "tc=";

/// A note as the part holds it.
pub(super) struct Comment {
    pub(super) note: Note,
    /// Whether it stands for a thread, for programs that know none.
    pub(super) is_placeholder: bool,
}

pub(super) fn comments(part: &[u8]) -> Vec<Comment> {
    let mut walk = Walk::new("comments", part);
    let mut comments = Vec::new();
    let mut authors: Vec<bool> = Vec::new();
    let (mut at, mut is_placeholder) = (None, false);
    while let Ok(event) = walk.next() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "author" => {
                    let Ok(author) = walk.content() else { break };
                    authors.push(author.starts_with(THREAD_AUTHOR));
                }
                "comment" => {
                    at = position(&element);
                    let author: Option<usize> = number(&element, "authorId");
                    let author = author.and_then(|author| authors.get(author).copied());
                    is_placeholder = author.unwrap_or_default();
                }
                "text" => {
                    let Ok(item) = string_item(&mut walk) else { break };
                    let note = note(NoteKind::Note, at, &item.text);
                    comments.extend(note.map(|note| Comment { note, is_placeholder }));
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    comments
}

/// The threads of a part: what was said of one cell is one note, a line for each remark.
pub(super) fn threads(part: &[u8]) -> Vec<Note> {
    let mut walk = Walk::new("threadedComments", part);
    let mut threads: Vec<Note> = Vec::new();
    let mut at = None;
    while let Ok(event) = walk.next() {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "threadedComment" => at = position(&element),
                "text" => {
                    let Ok(text) = walk.content() else { break };
                    let Some(remark) = note(NoteKind::Note, at, &text) else { continue };
                    match threads.iter_mut().find(|thread| thread.at == at) {
                        Some(thread) => {
                            thread.text.push('\n');
                            thread.text.push_str(&remark.text);
                        }
                        None => threads.push(remark),
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
    }
    threads
}

fn position(element: &BytesStart<'_>) -> Option<Position> {
    let address = attribute(element, "ref")?;
    Position::parse(address.split(':').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_have_their_cell_and_threads_are_one_note() {
        let part = "<comments><authors><author>An</author><author>tc={1}</author></authors><commentList>\
                    <comment ref=\"F9\" authorId=\"0\"><text><r><t>1250 </t></r><r><t>người</t></r></text></comment>\
                    <comment ref=\"F10\" authorId=\"1\"><text><t>[Threaded comment]</t></text></comment>\
                    <comment ref=\"F11\" authorId=\"0\"><text><t> </t></text></comment></commentList></comments>";
        let found = comments(part.as_bytes());
        let seen: Vec<(Option<Position>, &str, bool)> =
            found.iter().map(|c| (c.note.at, c.note.text.as_str(), c.is_placeholder)).collect();
        let at = Position::parse;
        assert_eq!(seen, [(at("F9"), "1250người", false), (at("F10"), "[Threaded comment]", true)]);
        let part = "<ThreadedComments><threadedComment ref=\"F9\" id=\"{1}\"><text>số tạm tính</text></threadedComment>\
                    <threadedComment ref=\"F9\" parentId=\"{1}\"><text>đã rõ</text></threadedComment></ThreadedComments>";
        let found = threads(part.as_bytes());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].text, "số tạm tính\nđã rõ");
        assert!(threads(b"no xml").is_empty());
    }
}
