//! What is wrong with the shape of a TOML or CSV file, in words. The readers of both say it in English only;
//! what of that is known is said here, and all of it with `--verbose`.

use crate::i18n::Words;
use crate::t;

/// What the reader of a file says of a mistake, in the words of the catalogue.
pub(super) fn shape(detail: &str, words: &Words) -> String {
    let quoted: Vec<&str> = detail.split('`').skip(1).step_by(2).collect();
    let name = quoted.first().copied().unwrap_or_default();
    let known = quoted.get(1..).unwrap_or_default().join(", ");
    let begins = |start: &str| detail.starts_with(start);
    if begins("unknown field") {
        t!(words, "shape-unknown-key", name = name, known = known)
    } else if begins("unknown variant") {
        t!(words, "shape-unknown-word", name = name, known = known)
    } else if begins("missing field") {
        t!(words, "shape-missing-key", name = name)
    } else if begins("duplicate") {
        t!(words, "shape-duplicate-key")
    } else if begins("invalid type") || begins("invalid value") || begins("invalid length") {
        t!(words, "shape-wrong-type")
    } else if begins("CSV error") && detail.contains("fields") {
        t!(words, "shape-columns")
    } else if begins("CSV") {
        t!(words, "shape-csv")
    } else {
        t!(words, "shape-syntax")
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::i18n::Language;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[allow(dead_code, reason = "only read")]
    struct Table {
        name: String,
        kind: Option<Kind>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "lowercase")]
    enum Kind {
        Own,
        City,
    }

    /// What the reader says today is what is known here.
    #[test]
    fn the_mistakes_of_a_table_are_said_in_words() {
        let words = Words::load(Language::EN).unwrap();
        for (text, said) in [
            ("name = 'a'\nnam = 1", "no key “nam”"),
            ("kind = 'own'", "“name” is missing"),
            ("name = 1", "wrong type"),
            ("name = 'a'\nkind = 'x'", "“x”"),
            ("name = 'a'\nname = 'b'", "twice"),
            ("name = ", "syntax"),
        ] {
            let error = toml::from_str::<Table>(text).unwrap_err();
            let shown = shape(error.message(), &words);
            assert!(shown.contains(said), "{text:?}: {} is {shown:?}", error.message());
        }
    }
}
