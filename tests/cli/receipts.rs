//! The register of receipts, `so-tiep-nhan.csv` (docs/contract/status.md): read however a person or a
//! spreadsheet wrote it, added to and never changed.

use crate::folder::made;
use crate::issued::clean;
use crate::run::Folder;
use crate::status::{status, touch, unit};

const REGISTER: &str = "2-tiep-nhan/so-tiep-nhan.csv";

fn two() -> Folder {
    let folder = made("hanoi-2025");
    folder.write("2-tiep-nhan/a.xlsx", clean("00004").bytes());
    folder.write("2-tiep-nhan/Zalo/b.xlsx", clean("00008").bytes());
    touch(&folder, "2-tiep-nhan/a.xlsx", 1_758_000_000);
    touch(&folder, "2-tiep-nhan/Zalo/b.xlsx", 1_758_000_000);
    folder
}

/// Semicolons, tabs, a mark, captions in Vietnamese, columns in another order, both ways of writing a
/// day; zeros that Excel took from a code come back, with a note.
#[test]
fn it_is_read_however_it_was_saved() {
    let folder = two();
    for register in [
        "\u{FEFF}file;unit;received_at;channel\r\na.xlsx;4;3/9/2025;Zalo\r\nb.xlsx;00008;03/09/2025 08:30;\r\n",
        "file\tunit\treceived_at\tchannel\na.xlsx\t4\t2025-09-03\t\nZalo/b.xlsx\t8\t2025-09-03T08:30:00\t\n",
        "Ngày nhận,Ghi chú,Tệp,Mã đơn vị\n3/9/2025,,a.xlsx,4\n8h30 3/9/2025,\"x, y\",Zalo\\b.xlsx,00008 Phường Ngọc Hà\n",
    ] {
        folder.write(REGISTER, register);
        let report = status(&folder, 0, &[]);
        assert_eq!(unit(&report, "00004")["received_at"], "2025-09-03T00:00:00", "{register}");
        assert_eq!(unit(&report, "00008")["received_at"], "2025-09-03T08:30:00", "{register}");
        let notes = report["notes"].as_array().unwrap();
        let first = notes[0].as_str().unwrap();
        assert!(first.starts_with("2-tiep-nhan/so-tiep-nhan.csv:2: ") && first.contains("00004"));
        // The register is no return.
        let files = report["files"].as_array().unwrap();
        let own = files.iter().find(|file| file["path"] == REGISTER).unwrap();
        assert_eq!(own["status"], "ignored");
    }
}

/// A line that leads nowhere is named, and counts for nobody.
#[test]
fn lines_that_lead_nowhere_are_named() {
    let folder = two();
    folder.write("2-tiep-nhan/Zalo/a.xlsx", clean("00025").bytes());
    folder.write("2-tiep-nhan/hong.xlsx", "PK\u{3}\u{4}");
    folder.write(
        REGISTER,
        "file,unit,received_at,channel\nkhông có.xlsx,00070,3/9/2025,\na.xlsx,00008,3/9/2025,\n\
         b.xlsx,99999,3/9/2025,\nhong.xlsx,00082,3/9/2025,\n",
    );
    let report = status(&folder, 1, &[]);
    let notes: Vec<&str> =
        report["notes"].as_array().unwrap().iter().map(|note| note.as_str().unwrap()).collect();
    assert_eq!(notes.len(), 3, "{notes:?}");
    for (note, words) in
        notes.iter().zip([[":2: ", "không có.xlsx"], [":3: ", "00004"], [":4: ", "99999"]])
    {
        assert!(words.iter().all(|word| note.contains(word)), "{notes:?}");
    }
    assert_eq!(unit(&report, "00070")["standing"], "missing");
    // The path from the register wins over the same name in another folder.
    assert_eq!(unit(&report, "00004")["received_from"], "register");
    assert_eq!(unit(&report, "00025")["received_from"], "file-time");
    // Whose an unreadable file is, only the register can say.
    assert_eq!(unit(&report, "00082")["standing"], "resend");
    // Elsewhere a bare name may be two files.
    folder.write("elsewhere.csv", "file,unit,received_at,channel\na.xlsx,,3/9/2025,\n");
    let report = status(&folder, 1, &["--register", "elsewhere.csv"]);
    assert!(report["notes"][0].as_str().unwrap().contains("elsewhere.csv:2: "));
}

/// What is no date stops the command, every line of it named, and nothing is written: neither by
/// `status` nor by `merge`.
#[test]
fn what_is_no_date_is_named_with_its_line() {
    let folder = two();
    let cases: &[(&[u8], &[&str])] = &[
        (
            b"file,unit,received_at,channel\na.xlsx,,30/02/2025,\nb.xlsx,,3/9/2025,\nc.xlsx,,9/25/2025,\n",
            &[":2: ", "30/02/2025", ":4: ", "9/25/2025"],
        ),
        (b"file,unit,channel\na.xlsx,,Zalo\n", &[":1: ", "received_at"]),
        (b"tep;ngay\na.xlsx;3/9/2025\n", &[":1: ", "file", "received_at"]),
        (b"file,unit,received_at,channel\n\xC3\xCF.xlsx,,3/9/2025,\n", &["UTF-8"]),
    ];
    for (register, named) in cases {
        folder.write(REGISTER, register);
        for command in [
            &["status"][..],
            &["merge"],
            &["status", "--register", REGISTER],
            &["status", "--reminders", "3-tra-lai/nhac"],
        ] {
            for language in ["vi", "en"] {
                let run = folder.run(command).arg("--lang").arg(language).status(2).stdout("");
                let run = run.stderr_has(REGISTER).writes(&[]);
                named.iter().fold(run, |run, word| run.stderr_has(word)).check();
            }
        }
    }
}

/// `--register` adds what is new, with the file's time, and leaves every byte that is there.
#[test]
fn it_is_added_to_and_never_changed() {
    let folder = two();
    folder.run(["status", "--register", REGISTER]).stdout_has("2 tệp").writes(&[REGISTER]).check();
    let made = String::from_utf8(folder.read(REGISTER)).unwrap();
    let lines: Vec<&str> = made.lines().collect();
    assert_eq!(lines[0], "\u{FEFF}file,unit,received_at,channel");
    assert!(lines[1].starts_with("Zalo/b.xlsx,00008,2025-09-16 12:20:00,"), "{made}");
    assert!(lines[2].starts_with("a.xlsx,00004,2025-09-16 12:20:00,"), "{made}");
    folder.run(["status", "--register", REGISTER]).writes(&[]).check();
    // From inside the folder it is the same register with the same paths.
    let inner = folder.run(["status", "--register", "so-tiep-nhan.csv"]).within("2-tiep-nhan");
    inner.writes(&[]).check();
    // A person's register: other separators and columns, no line feed at its end, a wish to keep it.
    let own = "kênh;tệp;ngày nhận;ghi chú;đơn vị\r\nZalo;a.xlsx;3/9/2025;gọi lại \"chị Hoa\";4";
    folder.write(REGISTER, own);
    folder.run(["status", "--register", REGISTER]).writes(&[REGISTER]).check();
    let kept = String::from_utf8(folder.read(REGISTER)).unwrap();
    assert!(kept.starts_with(own), "{kept}");
    assert_eq!(kept.lines().count(), 3, "{kept}");
    assert!(kept.ends_with(";Zalo/b.xlsx;2025-09-16 12:20:00;;00008\r\n"), "{kept}");
    folder.run(["status", "--register", REGISTER]).writes(&[]).check();
    // A return is never taken for a register.
    let run = folder.run(["status", "--register", "2-tiep-nhan/a.xlsx"]).status(2).stdout("");
    run.stderr_has("a.xlsx").writes(&[]).check();
}

/// Two registers cannot both be right: one among what came back, one in the working folder itself, one
/// that a spreadsheet saved beside the other.
#[test]
fn two_registers_are_refused() {
    let register = "file,unit,received_at,channel\n";
    for other in ["so-tiep-nhan.csv", "2-tiep-nhan/so-tiep-nhan.xlsx"] {
        let folder = two();
        folder.write(REGISTER, register).write(other, register);
        for command in [&["status"][..], &["merge"], &["extract", "--unit", "SO-NV"]] {
            let run = folder.run(command).status(2).stdout("").writes(&[]);
            run.stderr_has(REGISTER).stderr_has(other).check();
        }
        status(&folder, 0, &["--register", REGISTER]);
    }
}

/// The one in the working folder itself is still read.
#[test]
fn the_register_may_stand_in_the_working_folder_itself() {
    let folder = two();
    let lines = "file,unit,received_at,channel\n2-tiep-nhan/a.xlsx,,3/9/2025,\n";
    folder.write("so-tiep-nhan.csv", lines);
    let report = status(&folder, 0, &[]);
    assert_eq!(unit(&report, "00004")["received_at"], "2025-09-03T00:00:00");
    assert_eq!(unit(&report, "00008")["received_from"], "file-time");
}

/// A file of that name that a unit sent says nothing about other files, and is no register.
#[test]
fn a_register_that_a_unit_sent_is_a_file_like_any_other() {
    let folder = two();
    let forged = "file,unit,received_at,channel\na.xlsx,,1/9/2025,\nb.xlsx,,1/9/2025,\n";
    let sent = "2-tiep-nhan/Zalo/so-tiep-nhan.csv";
    folder.write(sent, forged);
    let check = |folder: &Folder, of_a: &str| {
        let report = status(folder, 1, &[]);
        assert_eq!(unit(&report, "00004")["received_from"], of_a);
        assert_eq!(unit(&report, "00008")["received_from"], "file-time");
        let files = report["files"].as_array().unwrap();
        let own = files.iter().find(|file| file["path"] == sent).unwrap();
        assert_eq!(own["status"], "rejected", "{own:#}");
        assert!(own["reason"].as_str().unwrap().starts_with("BD103"), "{own:#}");
    };
    check(&folder, "file-time");
    let own = "file,unit,received_at,channel\na.xlsx,,3/9/2025,\n";
    folder.write(REGISTER, own);
    check(&folder, "register");
    // Nor is it one where there is no working folder: only what is named is read.
    let elsewhere = Folder::new();
    elsewhere.write("in/a.xlsx", clean("00004").bytes()).write("in/so-tiep-nhan.csv", own);
    let arguments = ["status", "in", "--format", "json", "-c", "hanoi-2025"];
    let report = elsewhere.run(arguments).status(1).check().json();
    assert_eq!(unit(&report, "00004")["received_from"], "file-time");
    let named = ["--register", "in/so-tiep-nhan.csv"];
    let report = elsewhere.run(arguments.iter().chain(&named)).check().json();
    assert_eq!(unit(&report, "00004")["received_from"], "register");
}

/// `merge` and `extract` are given the register as `status` is, and only read it.
#[test]
fn merge_and_extract_are_given_a_register() {
    let folder = Folder::new();
    folder.write("in/a.xlsx", clean("00004").bytes());
    folder.write("bdhvs.toml", "campaign = \"hanoi-2025\"\ndue = \"2025-09-10\"\n");
    let register = "file,unit,received_at,channel\na.xlsx,,12/9/2025,\n";
    folder.write("books/r.csv", register);
    let merge = ["merge", "in", "-o", "m.xlsx", "--json", "m.json"];
    folder.run(merge).check();
    assert_eq!(folder.json("m.json")["units"]["late"], serde_json::json!([]));
    let named = ["--register", "books/r.csv"];
    let run = folder.run(merge.iter().chain(&named)).writes(&["m.json", "m.xlsx"]);
    run.check();
    assert_eq!(folder.json("m.json")["units"]["late"], serde_json::json!(["00004"]));
    let extract = ["extract", "--unit", "SO-NV", "in", "-o", "e.xlsx"];
    folder.run(extract.iter().chain(&named)).writes(&["e.xlsx"]).check();
    // One that is not there, one that is none, and one that a result would take the place of.
    for command in [&merge[..], &extract] {
        for (name, said) in [("books/none.csv", "none.csv"), ("in/a.xlsx", "a.xlsx")] {
            let run = folder.run(command.iter().chain(&["--register", name])).status(2);
            run.stderr_has(said).writes(&[]).check();
        }
    }
    std::fs::copy(folder.path("m.xlsx"), folder.path("r.xlsx")).unwrap();
    let over = ["merge", "in", "-o", "r.xlsx", "--register", "r.xlsx"];
    folder.run(over).status(2).stderr_has("r.xlsx").writes(&[]).check();
}

/// A register that a spreadsheet keeps as a workbook is read; nothing is added to it.
#[test]
fn a_register_in_a_workbook_is_read() {
    let folder = two();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet();
    let day = rust_xlsxwriter::Format::new().set_num_format("dd/mm/yyyy hh:mm");
    for (column, caption) in (0..).zip(["Tệp", "Mã đơn vị", "Ngày nhận", "Kênh"]) {
        sheet.write_string(0, column, caption).unwrap();
    }
    sheet.write_string(1, 0, "a.xlsx").unwrap();
    sheet.write_number(1, 1, 4).unwrap();
    let at = rust_xlsxwriter::ExcelDateTime::parse_from_str("2025-09-03T08:30:00").unwrap();
    sheet.write_datetime_with_format(1, 2, &at, &day).unwrap();
    sheet.write_string(2, 0, "b.xlsx").unwrap();
    sheet.write_string(2, 2, "3/9/2025").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let path = "2-tiep-nhan/so-tiep-nhan.xlsx";
    folder.write(path, &bytes);
    let report = status(&folder, 0, &[]);
    assert_eq!(unit(&report, "00004")["received_at"], "2025-09-03T08:30:00", "{report:#}");
    assert_eq!(unit(&report, "00008")["received_at"], "2025-09-03T00:00:00");
    let files = report["files"].as_array().unwrap();
    let own = files.iter().find(|file| file["path"] == path).unwrap();
    assert_eq!(own["status"], "ignored");
    folder.write("2-tiep-nhan/c.xlsx", clean("00025").bytes());
    let run = folder.run(["status", "--register", path]).writes(&[]);
    run.stdout_has("so-tiep-nhan.xlsx").check();
}
