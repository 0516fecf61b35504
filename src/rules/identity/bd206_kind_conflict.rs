//! BD206 kind-conflict: the file says of itself that it is more than one kind of document.

use crate::campaign::identity::Document;
use crate::i18n::Words;
use crate::rules::rule::{Check, FileContext, Message, Rule, rule};
use crate::t;

pub(in crate::rules) const RULE: Rule =
    rule!("BD206", "kind-conflict", Error, Check::File(check), firm: true);

fn check(context: &FileContext<'_>, words: &Words) -> Option<Message> {
    let kinds = &context.opened.ok()?.kinds;
    if kinds.len() < 2 {
        return None;
    }
    let named: Vec<String> = kinds.iter().map(|kind| name(*kind, words)).collect();
    Some(Message {
        text: t!(words, "bd206-message", kinds = named.join("; ")),
        hint: t!(words, "bd206-hint"),
    })
}

fn name(kind: Document, words: &Words) -> String {
    match kind {
        Document::Form => t!(words, "document-form"),
        Document::Consolidation => t!(words, "document-consolidation"),
        Document::Register => t!(words, "document-register"),
        Document::Definition => t!(words, "document-definition"),
        Document::Feedback => t!(words, "document-feedback"),
        Document::Reminders => t!(words, "document-reminders"),
    }
}
