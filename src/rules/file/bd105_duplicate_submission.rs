//! BD105 duplicate-submission: two different files of one unit.

use crate::i18n::Words;
use crate::rules::rule::{Alike, Check, Message, PartFile, Remedy, Rule, Twin, TwinContext, rule};
use crate::submission::difference::Difference;
use crate::t;
use crate::wording::difference_text;
use crate::wording::names::typed;

pub(in crate::rules) const RULE: Rule = rule!("BD105", "duplicate-submission", Error, Check::Twin(check), firm: true, remedy: Remedy::ChooseFile);

/// How many of the cells that differ a message names.
const NAMED: usize = 3;
/// How much of what each says.
const LONGEST: usize = 40;

fn check(context: &TwinContext<'_>, words: &Words) -> Option<Message> {
    match context.alike {
        Alike::Bytes => None,
        Alike::Answers => Some(Message {
            text: t!(words, "bd105-message-same", others = context.paths()),
            hint: t!(words, "bd105-hint-same"),
        }),
        Alike::Completing(files) => Some(completing(context.this, files, words)),
        Alike::No => {
            let mut others: Vec<String> =
                context.others.iter().map(|twin| beside(twin, words)).collect();
            if context.more > 0 {
                others.push(t!(words, "bd105-more-files", count = context.more));
            }
            Some(Message {
                text: t!(words, "bd105-message", others = others.join(" ")),
                hint: t!(words, "bd105-hint"),
            })
        }
    }
}

/// Files that complete each other: what each has, what one alone would lose, and what to type to use
/// all of them.
fn completing(this: &str, files: &[PartFile<'_>], words: &Words) -> Message {
    let parts: Vec<String> = files
        .iter()
        .map(|file: &PartFile<'_>| {
            let sheets = file.sheets.join(", ");
            if file.path == this {
                t!(words, "bd105-part-this", sheets = sheets)
            } else {
                t!(words, "bd105-part-other", other = file.path, sheets = sheets)
            }
        })
        .collect();
    let others = files.iter().filter(|file| file.path != this);
    let lost: Vec<&str> = others.flat_map(|file| file.sheets).map(String::as_str).collect();
    let options: Vec<String> =
        files.iter().map(|file| format!("--use {}", typed(file.path))).collect();
    Message {
        text: t!(words, "bd105-message-parts", parts = parts.join(" "), lost = lost.join(", ")),
        hint: t!(words, "bd105-hint-parts", options = options.join(" ")),
    }
}

/// One of the other files, and how it differs.
fn beside(twin: &Twin<'_>, words: &Words) -> String {
    let other = twin.path;
    match twin.differences {
        None => t!(words, "bd105-other", other = other),
        Some([]) => t!(words, "bd105-other-same", other = other),
        Some(differences) => {
            let count = differences.len();
            let mut cells: Vec<String> =
                differences.iter().take(NAMED).map(|d| cell(d, twin.is_theirs, words)).collect();
            let rest = count.saturating_sub(NAMED);
            if rest > 0 {
                cells.push(t!(words, "bd105-more", count = rest));
            }
            let cells = cells.join("; ");
            t!(words, "bd105-other-differs", other = other, count = count, cells = cells)
        }
    }
}

fn cell(difference: &Difference<'_>, is_theirs: bool, words: &Words) -> String {
    let (this, other) = if is_theirs {
        (&difference.other, &difference.this)
    } else {
        (&difference.this, &difference.other)
    };
    let texts = difference_text::sides(this, other, LONGEST, words);
    let (at, elsewhere) = (difference_text::cells(this), difference_text::cells(other));
    let otherwise =
        if at == elsewhere { texts.other } else { side(texts.other, &elsewhere, words) };
    t!(
        words,
        "bd105-cell",
        row = difference_text::row(difference, words),
        this = side(texts.this, &at, words),
        other = otherwise
    )
}

/// What a file says, with the cell where there is one.
fn side(message: String, cell: &str, words: &Words) -> String {
    match cell {
        "" => message,
        cell => t!(words, "bd105-side", said = message, cell = cell),
    }
}
