//! What is wrong with a definition is named with its file and line.

use crate::definition;
use crate::run::Folder;

/// A copy of the definition with one change, and the place that the message must name.
#[test]
fn a_broken_definition_is_named_with_file_and_line() {
    let line_of = |file: &str, text: &str| {
        let content = std::fs::read_to_string(definition::folder().join(file)).unwrap();
        let at = content.find(text).unwrap_or_else(|| panic!("{file} has no {text}"));
        content[..at].matches('\n').count() + 1
    };
    let first = "id = \"1\"\n";
    let second = "id = \"2\"\n";
    // file, text, what replaces it, how many lines below its beginning the fault is, a word
    let cases: &[(&str, &str, &str, usize, &str)] = &[
        (
            "bieu1.toml",
            "time = \"stock\"\n[indicator.targets]\n2025 = \"95%\"",
            "tmie = \"stock\"\n[indicator.targets]\n2025 = \"95%\"",
            0,
            "tmie",
        ),
        ("bieu1.toml", "2025 = \"95%\"", "2025 = \"85 phần\"", 0, "85 phần"),
        ("bieu1.toml", second, first, 0, "1"),
        ("bieu1.toml", "measure = \"rank\"", "measure = \"rang\"", 0, "rang"),
        (
            "bieu1.toml",
            "city = [\"Sở Khoa học và Công nghệ\"]",
            "city = [\"Sở Khoa học\"]",
            0,
            "Sở Khoa học",
        ),
        (
            "bieu1.toml",
            "expression = \"bieu1_3_own_denominator <= unit_population\"",
            "expression = \"bieu1_99_own_denominator <= unit_population\"",
            0,
            "bieu1_99_own_denominator",
        ),
        (
            "bieu2.toml",
            "expression = \"bieu2_17_own_value >= bieu2_16_own_value\"",
            "expression = \"bieu2_17_own_value >= \"",
            0,
            "bieu2_17_own_value",
        ),
        ("campaign.toml", "units = [\"@commune\"]", "units = [\"@communes\"]", 0, "communes"),
        ("campaign.toml", "units = [\"SO-GDDT\"]", "units = [\"SO-GDTT\"]", 0, "SO-GDTT"),
        (
            "campaign.toml",
            "default-period = \"2025-9t\"",
            "default-period = \"2025-9\"",
            0,
            "2025-9",
        ),
        (
            "campaign.toml",
            "id = \"2025-9t\"\ntitle = \"9 tháng đầu năm 2025\"\ntarget-year = 2025\nsince = \"2025-",
            "id = \"2025-9t\"\ntitle = \"9 tháng đầu năm 2025\"\ntarget-year = 2025\nsince = \"2026-",
            4,
            "",
        ),
        (
            "campaign.toml",
            "schema = \"bdhvs.campaign/1\"",
            "schema = \"bdhvs.campaign/9\"",
            0,
            "bdhvs.campaign/9",
        ),
        (
            "units.csv",
            "00004,Phường Ba Đình,phường,commune;",
            "00004,Phường Ba Đình,phường,comune;",
            0,
            "comune",
        ),
        ("units.csv", "00008,", "00004,", 0, "00004"),
        (
            "units.csv",
            "Phường Ba Đình,phường,commune;state-agency,65023",
            "Phường Ba Đình,phường,commune;state-agency,65.023",
            0,
            "65.023",
        ),
    ];
    for (file, from, to, below, word) in cases {
        let folder = Folder::new();
        copy_definition(&folder, "c");
        let content = String::from_utf8(folder.read(&format!("c/{file}"))).unwrap();
        folder.write(&format!("c/{file}"), content.replacen(from, to, 1));
        let place = format!("{file}:{}", line_of(file, from) + below);
        for language in ["vi", "en"] {
            folder
                .run(["template", "-c", "c", "-o", "out", "--lang", language])
                .status(2)
                .stdout("")
                .stderr_has(&place)
                .stderr_has(word)
                .writes(&[])
                .check();
        }
    }
}

/// A file that is not there, and one that is not UTF-8, are named.
#[test]
fn a_missing_or_unreadable_definition_file_is_named() {
    // The message names the file that is not there, also where another one asks for it.
    let folder = Folder::new();
    copy_definition(&folder, "c");
    let content = String::from_utf8(folder.read("c/campaign.toml")).unwrap();
    folder
        .write("c/campaign.toml", content.replace("\"bieu1\", \"bieu2\"", "\"bieu1\", \"bieu3\""));
    folder
        .run(["template", "-c", "c", "-o", "out"])
        .status(2)
        .stderr_has("c/bieu3.toml")
        .writes(&[])
        .check();
    for file in ["campaign.toml", "bieu2.toml", "units.csv"] {
        let folder = Folder::new();
        copy_definition(&folder, "c");
        std::fs::remove_file(folder.path(&format!("c/{file}"))).unwrap();
        folder
            .run(["template", "-c", "c", "-o", "out"])
            .status(2)
            .stderr_has(file)
            .writes(&[])
            .check();
        folder.write(&format!("c/{file}"), b"code,name\n1,\xC3\xCF\xFF\n");
        folder
            .run(["template", "-c", "c", "-o", "out"])
            .status(2)
            .stderr_has(file)
            .stderr_has("UTF-8")
            .writes(&[])
            .check();
    }
}

/// In a broken definition every place is named, not the first only (docs/definitions.md: strict).
#[test]
fn several_faults_of_a_definition_are_told_at_once() {
    let folder = Folder::new();
    copy_definition(&folder, "c");
    let content = String::from_utf8(folder.read("c/bieu1.toml")).unwrap();
    let content = content.replacen("2025 = \"95%\"", "2025 = \"nhiều\"", 1);
    folder.write("c/bieu1.toml", content.replacen("2025 = \"> 85%\"", "2025 = \"cao\"", 1));
    folder
        .run(["template", "-c", "c", "-o", "out"])
        .status(2)
        .stderr_has("“nhiều”")
        .stderr_has("“cao”")
        .writes(&[])
        .check();
}

fn copy_definition(folder: &Folder, name: &str) {
    for entry in std::fs::read_dir(definition::folder()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let file = path.file_name().unwrap().to_string_lossy().into_owned();
            folder.write(&format!("{name}/{file}"), std::fs::read(&path).unwrap());
        }
    }
}

/// A folder of definition is a campaign like the built-in one: the same bytes.
#[test]
fn a_definition_in_a_folder_is_the_built_in_one() {
    let folder = Folder::new();
    copy_definition(&folder, "c");
    for (campaign, output) in [("c", "one"), ("hanoi-2025", "two")] {
        folder.run(["template", "-c", campaign, "--unit", "SO-NV", "-o", output]).check();
    }
    let tree = folder.tree();
    let of = |name: &str| -> Vec<_> {
        tree.iter().filter(|(path, _)| path.starts_with(name)).map(|(_, bytes)| bytes).collect()
    };
    assert_eq!(of("one/").len(), 3);
    assert!(of("one/") == of("two/"));
}
