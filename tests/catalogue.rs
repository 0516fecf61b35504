//! The catalogue of messages: the two languages say the same things with the same arguments, nothing
//! in it is unused, and its Vietnamese is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bdhvs::testing::campaign::definition::schema::{Shape, TABLES};
use bdhvs::testing::i18n::{Language, Words};
use bdhvs::testing::rules::RULES;
use bdhvs::testing::values::quantity::text::fold;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

fn read(language: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join(format!("i18n/{language}/bdhvs.ftl"))).unwrap()
}

/// Every message with its arguments and its text.
fn messages(source: &str) -> BTreeMap<String, (BTreeSet<String>, String)> {
    let resource = fluent_syntax::parser::parse(source).expect("the catalogue is sound");
    let mut messages = BTreeMap::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        assert!(message.attributes.is_empty(), "{}", message.id.name);
        let (mut arguments, mut text) = (BTreeSet::new(), String::new());
        gather(&message.value.expect("a message has a text"), &mut arguments, &mut text);
        let twice = messages.insert(message.id.name.to_owned(), (arguments, text));
        assert!(twice.is_none(), "{} is there twice", message.id.name);
    }
    messages
}

fn gather(pattern: &Pattern<&str>, arguments: &mut BTreeSet<String>, text: &mut String) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => inline_argument(inline, arguments),
                Expression::Select { selector, variants } => {
                    inline_argument(selector, arguments);
                    for variant in variants {
                        gather(&variant.value, arguments, text);
                    }
                }
            },
        }
    }
}

fn inline_argument(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("the catalogue uses {other:?}: teach this test to read it"),
    }
}

/// Issue: "Messages for both languages in one catalogue … checked … by a test for missing keys."
#[test]
fn every_language_says_the_same_with_the_same_arguments() {
    let reference = messages(&read("vi"));
    for language in Language::all().filter(|language| *language != Language::VI) {
        let own = messages(&read(language.as_str()));
        let missing: Vec<_> = reference.keys().filter(|key| !own.contains_key(*key)).collect();
        let unknown: Vec<_> = own.keys().filter(|key| !reference.contains_key(*key)).collect();
        assert!(missing.is_empty(), "{language} lacks {missing:?}");
        assert!(unknown.is_empty(), "only {language} has {unknown:?}");
        for (key, (arguments, _)) in &reference {
            assert_eq!(*arguments, own[key].0, "the arguments of {key} in {language}");
        }
    }
}

/// A language brings its pages and the files of the working folder too.
#[test]
fn every_language_has_every_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("i18n");
    for language in Language::all() {
        let pages = RULES.iter().map(|rule| format!("rules/{}.md", rule.code));
        let files = ["working-folder/bdhvs.toml", "working-folder/official.toml"];
        for file in pages.chain(files.map(str::to_owned)) {
            assert!(root.join(language.as_str()).join(&file).is_file(), "{language} lacks {file}");
        }
    }
}

/// A message that nothing says is a message that nobody keeps right.
#[test]
fn no_message_is_unused() {
    let mut source = String::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut source);
    let unused: Vec<String> = messages(&read("vi"))
        .into_keys()
        .filter(|key| !source.contains(&format!("\"{key}\"")) && !schema_keys().contains(key))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// The keys that the schema of definitions asks for while the program runs.
fn schema_keys() -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for table in TABLES {
        keys.insert(format!("def-sheet-{}", table.key));
        keys.insert(format!("def-sheet-{}-help", table.key));
        for column in table.columns {
            keys.insert(format!("def-{}-{}", table.key, column.key));
            keys.insert(format!("def-{}-{}-help", table.key, column.key));
            if let Shape::Choice(words) = column.shape {
                keys.extend(words.iter().map(|word| format!("def-choice-{}-{word}", column.key)));
            }
        }
    }
    keys
}

/// Every table, column and word of choice of a definition has a caption, and what is written in
/// sheets has an explanation, in both languages.
#[test]
fn the_schema_of_definitions_is_explained() {
    for language in Language::all() {
        let words = Words::load(language).unwrap();
        let of = messages(&read(language.as_str()));
        for key in schema_keys() {
            assert!(of.contains_key(&key), "{language}: {key}");
            let text = words.lookup(&key).unwrap_or_else(|| panic!("{language}: {key}"));
            assert!(!text.trim().is_empty(), "{language}: {key}");
        }
        assert_eq!(words.lookup("def-no-such-key"), None);
    }
}

/// A caption means one column of a sheet, whichever language it is in, and no key of another.
#[test]
fn a_caption_means_one_thing() {
    let languages = Words::all().unwrap();
    let names = |key: &str, own: &str| -> BTreeSet<String> {
        let captions = languages.iter().map(|words| words.lookup(key).unwrap());
        captions.chain([own.to_owned()]).map(|name| fold(&name)).collect()
    };
    let unlike = |of: &str, all: Vec<(String, BTreeSet<String>)>| {
        for (index, (key, names)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(index + 1) {
                assert!(names.is_disjoint(others), "{of}: {key} and {other}: {names:?} {others:?}");
            }
        }
    };
    let sheets = TABLES.iter().map(|table| (table.key, format!("def-sheet-{}", table.key)));
    let mut sheets: Vec<_> = sheets.map(|(own, key)| (key.clone(), names(&key, own))).collect();
    sheets.push(("guide".to_owned(), names("def-guide-sheet", "guide")));
    unlike("sheets", sheets);
    for table in TABLES {
        let key = |column: &str| format!("def-{}-{column}", table.key);
        let columns = table.columns.iter();
        let mut all: Vec<_> =
            columns.map(|c| (c.key.to_owned(), names(&key(c.key), c.key))).collect();
        if table.names_its_form() {
            all.push(("form".to_owned(), names("def-form-of", "form")));
        }
        if table.column("note").is_none() {
            all.push(("note".to_owned(), names("def-note", "note")));
        }
        unlike(table.key, all);
        for column in table.columns {
            let Shape::Choice(words) = column.shape else { continue };
            let key = |word: &str| format!("def-choice-{}-{word}", column.key);
            let all = words.iter().map(|word| ((*word).to_owned(), names(&key(word), word)));
            unlike(column.key, all.collect());
        }
    }
}

fn collect(folder: &Path, source: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, source);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            source.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
}

/// The Vietnamese is NFC, without anything invisible, and each syllable bears at most one tone.
#[test]
fn the_vietnamese_is_whole() {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    const MARKS: [char; 3] = ['\u{302}', '\u{306}', '\u{31B}'];
    for language in ["vi", "en"] {
        let source = read(language);
        assert!(is_nfc(&source), "{language}");
        for (key, (_, text)) in messages(&source) {
            let hidden = text.chars().find(|c| {
                matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{FFFD}')
            });
            assert_eq!(hidden, None, "{key}: {text}");
            for syllable in text.split(|c: char| !c.is_alphabetic()) {
                let parts: Vec<char> = syllable.nfd().collect();
                let tones = parts.iter().filter(|c| TONES.contains(c)).count();
                assert!(tones <= 1, "{key}: {syllable}");
                for pair in parts.windows(2) {
                    if TONES.contains(&pair[1]) || MARKS.contains(&pair[1]) {
                        let base = pair[0].to_ascii_lowercase();
                        let vowel = "aeiouy".contains(base)
                            || TONES.contains(&base)
                            || MARKS.contains(&base);
                        assert!(vowel, "{key}: {syllable}");
                    }
                }
                // Letters that look Vietnamese and are not (ð, Ð for đ, Đ; ¨ and ¸ of old fonts).
                let foreign = syllable.nfc().find(|c| "ðÐäëïöüñçåæøß".contains(*c));
                assert_eq!(foreign, None, "{key}: {syllable}");
            }
        }
    }
}

/// What the English says is English: Vietnamese stands in it only as quoted from a form.
#[test]
fn the_english_is_english_but_for_what_a_form_prints() {
    let quoted = [
        "Bình dân học vụ số",
        "Không phát sinh",
        "Không áp dụng",
        "Chưa có số liệu",
        "Giải trình",
        "Không thuộc đối tượng báo cáo",
        "Không được giao",
        "Có",
        "Quý I năm 2026",
    ];
    for (key, (_, text)) in messages(&read("en")) {
        // The workbooks are in Vietnamese in both languages, and so is what stands in a definition, of which
        // its captions and problems give examples.
        let in_vietnamese = ["form-", "register-", "book-", "def-", "problem-", "formula-"];
        if in_vietnamese.iter().any(|start| key.starts_with(start)) {
            continue;
        }
        let plain = quoted.iter().fold(text.clone(), |text, word| text.replace(word, ""));
        let accented = plain.nfd().find(|c| ('\u{300}'..='\u{36F}').contains(c));
        assert_eq!(accented, None, "{key}: {text}");
    }
}

/// That every rule has a case as well, `tests/cli/rules` holds.
#[test]
fn every_rule_has_its_messages() {
    let words = messages(&read("vi"));
    for rule in RULES {
        let start = rule.code.to_lowercase();
        for part in ["message", "hint"] {
            // What a failed check of a definition says is in the definition.
            if (rule.code, part) == ("BD506", "message") {
                continue;
            }
            let start = format!("{start}-{part}");
            assert!(words.keys().any(|key| key.starts_with(&start)), "{start}");
        }
    }
}

/// The index of the pages is that of the registry; `BDHVS_UPDATE=1` writes it.
#[test]
fn the_index_of_the_rules_is_up_to_date() {
    let mut index = [
        "# The rules",
        "",
        "Written from the registry, `src/rules/mod.rs`, by",
        "`BDHVS_UPDATE=1 cargo test --test catalogue`.",
        "",
        "A rule's severity can be changed under `[severity]` in `bdhvs.toml`, except where the last column",
        "says that it is fixed: where such a rule finds something, it is not known what the figure is or",
        "whose. A written reason settles the warnings of the rules marked so.",
        "",
        "| code | name | what is wrong | điều sai | severity | explanation | |",
        "|---|---|---|---|---|---|---|",
        "",
    ]
    .join("\n");
    for rule in RULES {
        let mark = |marked: bool, word: &'static str| if marked { word } else { "" };
        let severity =
            if rule.code == "BD506" { "as the check says" } else { rule.severity.as_str() };
        index.push_str(&format!(
            "| [{code}](../../i18n/en/rules/{code}.md) | {} | {} | [{}](../../i18n/vi/rules/{code}.md) | {severity} | {} | {} |\n",
            rule.name,
            rule.title(Language::EN),
            rule.title(Language::VI),
            mark(rule.explainable, "settles it"),
            mark(rule.firm, "fixed"),
            code = rule.code,
        ));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules/README.md");
    if std::env::var_os("BDHVS_UPDATE").is_some() {
        std::fs::write(&path, &index).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), index);
}

/// What a page says of explanations is what the rule does.
#[test]
fn a_page_says_whether_an_explanation_settles_its_finding() {
    for rule in RULES {
        let head = |page: &str| page.split("## ").next().unwrap().replace('\n', " ");
        let en = head(&rule.page(Language::EN)).contains("settled by an explanation");
        let vi = head(&rule.page(Language::VI)).contains("được giải quyết bằng giải trình");
        assert_eq!((en, vi), (rule.explainable, rule.explainable), "{}", rule.code);
    }
}
