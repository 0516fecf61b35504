//! What is no workbook, or one that cannot be opened: told by its content, each kind with its own
//! message and its own cure ("mở bằng Excel, chọn Lưu thành .xlsx"). And the limits of a file, which
//! the help and the documentation give as the program has them.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use bdhvs::i18n::{Language, Words};
use bdhvs::naming::amount;
use bdhvs::reader::bounds::{LIMITS, PROPERTIES};
use bdhvs::reader::failure::Bound;
use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use crate::issued::clean;
use crate::parts::packed;
use crate::run::Folder;

fn ole(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// A file, its name, the rule, what its message must say and what its hint must say.
type Case = (&'static str, Vec<u8>, &'static str, &'static str, &'static str);

fn cases() -> Vec<Case> {
    let xlsx = clean("00004").bytes();
    let cut = xlsx[..xlsx.len() / 2].to_vec();
    let word: &[u8] = b"wordprocessingml.document.main+xml";
    let mimetype: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    let manifest: &[u8] = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let spreadsheet = "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n\
         <Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"></Workbook>";
    // BOF, then FILEPASS: a workbook of Excel 97 with a password.
    let pass: &[u8] = &[9, 8, 4, 0, 0, 6, 5, 0, 0x2F, 0, 6, 0, 0, 0, 1, 2, 3, 4, 10, 0, 0, 0];
    let page: &[u8] = b"<html><table><tr><td>1</td></tr></table></html>";
    let csv = "STT,Chỉ tiêu,Kết quả\n1,Số lớp,12\n";
    let document = packed(&[("[Content_Types].xml", word), ("word/document.xml", b"<a/>")]);
    let text: &[u8] = b"application/vnd.oasis.opendocument.text";
    let protected = packed(&[("mimetype", mimetype), ("META-INF/manifest.xml", manifest)]);
    let sealed = ole(&[("/EncryptionInfo", &[4; 8]), ("/EncryptedPackage", &[4; 8])]);
    vec![
        ("a.pdf", b"%PDF-1.7\n".to_vec(), "BD103", "PDF", "bản quét"),
        // Renamed: the content decides.
        ("b.xlsx", b"%PDF-1.7\n".to_vec(), "BD103", "PDF", "bản quét"),
        ("c.jpg", b"\xFF\xD8\xFF\xE0\0\x10JFIF\0".to_vec(), "BD103", "ảnh", "ảnh chụp"),
        ("d.docx", document, "BD103", "Word", "Chép số liệu"),
        ("e.doc", ole(&[("/WordDocument", &[0; 9])]), "BD103", "Word", "Chép số liệu"),
        ("f.odt", packed(&[("mimetype", text)]), "BD103", "OpenDocument", "Chép số liệu"),
        ("g.zip", packed(&[("a.xlsx", &xlsx)]), "BD103", "tệp nén", "Giải nén"),
        ("h.rar", b"Rar!\x1A\x07\0".to_vec(), "BD103", "tệp nén", "Giải nén"),
        ("i.xls", page.to_vec(), "BD103", "HTML", "Lưu thành"),
        ("j.csv", csv.as_bytes().to_vec(), "BD103", "CSV", "Chép số liệu"),
        ("k.xml", spreadsheet.as_bytes().to_vec(), "BD103", "XML của Excel 2003", "Lưu thành"),
        ("l.xls", ole(&[("/Book", &[9, 8, 8, 0, 0, 5])]), "BD103", "Excel 95", "Lưu thành"),
        ("m.xlsx", Vec::new(), "BD103", "rỗng", "không có nội dung"),
        ("n.numbers", packed(&[("Index/Document.iwa", b"x")]), "BD103", "Numbers", "xuất sang"),
        ("o.dat", vec![1, 2, 3, 4], "BD103", "không rõ loại", "Gửi lại đúng tệp"),
        ("p.xlsx", sealed, "BD102", "mật khẩu", "bỏ mật khẩu"),
        ("q.xls", ole(&[("/Workbook", pass)]), "BD102", "mật khẩu", "bỏ mật khẩu"),
        ("r.ods", protected, "BD102", "mật khẩu", "bỏ mật khẩu"),
        ("s.xlsx", cut, "BD101", "hỏng", "Lưu thành"),
    ]
}

/// Each kind by its content, with the cure that belongs to it; nobody is told to convert a picture,
/// or to look for a form in an empty file.
#[test]
fn each_kind_has_its_own_message_and_cure() {
    let folder = Folder::new();
    let cases = cases();
    for (name, bytes, ..) in &cases {
        folder.write(&format!("in/{name}"), bytes);
    }
    let run = folder.run(["validate", "in", "-c", "hanoi-2025", "--format", "json"]);
    let report = run.status(1).check().json();
    let files = report["files"].as_array().unwrap();
    assert_eq!(files.len(), cases.len());
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    for (file, (name, _, code, what, cure)) in files.iter().zip(&cases) {
        assert_eq!(file["path"], format!("in/{name}"));
        assert_eq!(file["status"], "rejected", "{file:#}");
        let findings: &Vec<Value> = file["findings"].as_array().unwrap();
        assert_eq!(findings.len(), 1, "{file:#}");
        let text = |key: &str| findings[0][key].as_str().unwrap().to_owned();
        assert_eq!(text("code"), *code, "{file:#}");
        assert!(text("message").contains(what), "{what}: {file:#}");
        assert!(text("hint").contains(cure), "{cure}: {file:#}");
        // What is a spreadsheet to its sender is not said to be none.
        let is_format = ["HTML", "XML", "Excel 95", "Numbers"].iter().any(|f| what.contains(f));
        let is_denied = text("message").contains("không phải biểu báo cáo");
        assert!(!(is_format && is_denied), "{file:#}");
        let before = said.insert(text("message"), what.to_string());
        assert!(before.is_none_or(|before| before == *what), "one message for two kinds: {file:#}");
    }
    let ran = folder.run(["validate", "in", "-c", "hanoi-2025"]).status(1).check();
    assert!(ran.stdout.lines().all(|line| line.width() <= 80), "{}", ran.stdout);
    let english = folder.run(["validate", "in", "-c", "hanoi-2025", "--lang", "en"]).status(1);
    english.stdout_has("Save As").stdout_has("Numbers").stdout_has("Unpack it").check();
}

/// What a program leaves beside an open file is no return, and no fault of anybody.
#[test]
fn a_lock_file_is_passed_over_with_the_reason() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder.write("in/~$a.xlsx", [0x55; 165]);
    folder.write("in/.~lock.a.xlsx#", ",user,host,");
    let report = folder.run(["validate", "in", "--format", "json"]).check().json();
    let files = report["files"].as_array().unwrap();
    for file in files.iter().filter(|file| file["path"] != "in/a.xlsx") {
        assert_eq!(file["status"], "ignored");
        assert!(file["reason"].as_str().unwrap().contains("tệp tạm"), "{file:#}");
    }
}

/// A size is told in a unit that a person knows, and what is beyond a limit never reads as the limit.
#[test]
fn an_amount_is_told_as_people_tell_it() {
    let words = Words::load(Language::Vi).unwrap();
    let bytes = |amount_of| amount(Bound::FileBytes, amount_of, &words);
    assert_eq!(bytes(100 << 20), "100 MB");
    assert_eq!(bytes((100 << 20) + 1), "100,1 MB");
    assert_eq!(bytes(u64::MAX), "17.592.186.044.416 MB");
    assert_eq!(amount(Bound::Cells, 2_000_001, &words), "2.000.001");
    let words = Words::load(Language::En).unwrap();
    assert_eq!(amount(Bound::FileBytes, (1 << 20) * 1500 + 1, &words), "1,500.1 MB");
}

/// "Bounds … are constants in one place, in `--help` and in the docs."
#[test]
fn the_help_and_the_documentation_give_the_limits_as_they_are() {
    let folder = Folder::new();
    for (language, tag) in [(Language::Vi, "vi"), (Language::En, "en")] {
        let words = Words::load(language).unwrap();
        for command in ["validate", "merge"] {
            let ran = folder.run([command, "--help", "--lang", tag]).check();
            let told = [Bound::FileBytes, Bound::UnpackedBytes, Bound::Sheets, Bound::Cells];
            for what in told {
                let (_, most) = LIMITS.iter().find(|(bound, _)| *bound == what).unwrap();
                let most = amount(what, *most, &words);
                assert!(ran.stdout.contains(&most), "no {most} in\n{}", ran.stdout);
            }
        }
    }
    let words = Words::load(Language::En).unwrap();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/reading.md");
    let page = std::fs::read_to_string(page).unwrap();
    let (_, section) = page.split_once("## Limits").expect("a section on limits");
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")).skip(1);
    let told: Vec<&str> =
        rows.map(|row| row.trim_end_matches(" |").rsplit(" | ").next().unwrap()).collect();
    let expected: Vec<String> =
        LIMITS.iter().map(|(bound, most)| amount(*bound, *most, &words)).collect();
    assert_eq!(told, expected);
    let properties = amount(Bound::Parts, PROPERTIES.try_into().unwrap(), &words);
    assert!(page.contains(&format!("more than {properties} custom properties")));
    // A limit that is added to the program is added to the list.
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/src/reader/bounds.rs");
    let source = std::fs::read_to_string(source).unwrap();
    // Those of consolidations, which this program writes itself, are told in words.
    let is_limit = |line: &&str| {
        line.starts_with("pub const ") && line.contains(": u64 =") && !line.contains(" LARGE_")
    };
    assert_eq!(source.lines().filter(is_limit).count(), LIMITS.len());
}

/// The help of every command, in both languages, on a terminal of 80 columns.
#[test]
fn every_help_fits_in_eighty_columns() {
    let folder = Folder::new();
    let root = folder.run(["--help", "--lang", "en"]).check().stdout;
    let mut commands: Vec<Vec<String>> = vec![Vec::new()];
    commands.extend(listed(&root).into_iter().map(|name| vec![name]));
    let campaign = folder.run(["campaign", "--help", "--lang", "en"]).check().stdout;
    commands.extend(listed(&campaign).into_iter().map(|name| vec!["campaign".to_owned(), name]));
    assert!(commands.len() > 6, "{commands:?}");
    let mut wide = Vec::new();
    for command in &commands {
        for language in ["vi", "en"] {
            let run = folder.run(command.iter().map(String::as_str));
            let ran = run.arg("--help").arg("--lang").arg(language).check();
            // What every command takes comes after what is its own, and help last.
            let flags: Vec<&str> = ran.stdout.lines().filter_map(flag).collect();
            assert_eq!(flags.last(), Some(&"--help"), "{command:?}\n{}", ran.stdout);
            let common = flags.iter().position(|flag| *flag == "--campaign").unwrap();
            let after = ["--period", "--units", "--lang", "--color", "--quiet", "--jobs", "--date"];
            assert_eq!(flags[common + 1..=common + after.len()], after, "{}", ran.stdout);
            let long = ran.stdout.lines().filter(|line| line.width() > 80);
            wide.extend(long.map(|line| format!("{command:?} {language}: {line}")));
        }
    }
    assert!(wide.is_empty(), "{wide:#?}");
    let merge = folder.run(["merge", "--help"]).stdout_has("--use TỆP");
    merge.stdout_has("[--exclude TỆP]").check();
    folder.run(["template", "--help"]).stdout_has("[-o THƯ MỤC|TỆP]").check();
}

/// The long name of the option that a line of a help begins.
fn flag(line: &str) -> Option<&str> {
    let is_option = line.starts_with("  -") || line.starts_with("      --");
    line.split_whitespace().find(|word| word.starts_with("--")).filter(|_| is_option)
}

/// The commands that a help lists.
fn listed(help: &str) -> Vec<String> {
    let (_, list) = help.split_once("Commands\n").or(help.split_once("Commands:\n")).unwrap();
    let lines = list.lines().take_while(|line| line.starts_with("  "));
    // The rest of a description stands further in.
    let named = lines.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    named.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
