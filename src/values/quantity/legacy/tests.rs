use super::*;

#[test]
fn text_in_an_old_encoding_is_converted() {
    for (written, meant) in [
        ("Kh«ng ph¸t sinh", "Không phát sinh"),
        ("Khoâng phaùt sinh", "Không phát sinh"),
        ("Ch\u{AD}a cã sè liÖu", "Chưa có số liệu"),
        ("Chöa coù soá lieäu", "Chưa có số liệu"),
        ("B¸o c¸o sè 15/BC-UBND ngµy 01/9/2025", "Báo cáo số 15/BC-UBND ngày 01/9/2025"),
        ("QuyÕt ®Þnh sè 12/Q§-UBND\nKÕ ho¹ch", "Quyết định số 12/QĐ-UBND\nKế hoạch"),
        ("UBND PH¦êNG HOµN KIÕM", "UBND PHƯỜNG HOÀN KIẾM"),
        ("UÛy ban nhaân daân", "Ủy ban nhân dân"),
        ("Aùp duïng thöôøng xuyeân", "Áp dụng thường xuyên"),
        ("Kh«ng", "Không"),
    ] {
        assert_eq!(decode(written, None).as_deref(), Some(meant), "{written}");
    }
}

/// The text is Vietnamese as it stands, or foreign, or may be read in two ways.
#[test]
fn unicode_and_ambiguous_text_stays_as_it_is() {
    for text in [
        "Cộng hòa",
        "Có",
        "hoà bình, toà nhà, khoá học",
        "Cã 12 líp",
        "Kh«ng có số liệu",
        "café, Müller & Söhne, São Paulo",
        "où",
        "5 µm × 3 ÷ 2, 20 °C ± 1, 12 m²",
        "© 2025 · § 4 «Có» 3 × 4",
        "1.250,5",
        "350 ngư\u{1EDD}i",
        "",
    ] {
        assert_eq!(decode(text, None), None, "{text}");
    }
}

/// Where few texts are possible, one word is enough; what is already right is none of this module's.
#[test]
fn one_word_is_enough_where_few_texts_are_possible() {
    let one = |text: &str| ["Có", "Không", "Đã bố trí"].contains(&text);
    for (written, meant) in [
        ("Coù", Some("Có")),
        ("Kh«ng", Some("Không")),
        ("§· bè trÝ", Some("Đã bố trí")),
        ("Ñaõ boá trí", Some("Đã bố trí")),
        // `Cã` may be a slip as well.
        ("Cã", None),
        ("Có", None),
        ("Không", None),
        ("Kh«ng cã", None),
    ] {
        assert_eq!(decode_one_of(written, None, one).as_deref(), meant, "{written}");
    }
}

/// The font settles what the letters leave open, and turns nothing that is right.
#[test]
fn one_word_is_enough_beside_the_font_of_an_encoding() {
    let one = |text: &str| ["Có", "Không"].contains(&text);
    let tcvn3 = Encoding::of_font(".VnTimeH");
    assert_eq!(tcvn3, Some(Encoding::Tcvn3));
    assert_eq!(decode_one_of("Cã", tcvn3, one).as_deref(), Some("Có"));
    assert_eq!(decode_one_of("Có", tcvn3, one), None);
    assert_eq!(decode("hiÖn nay", None), None);
    assert_eq!(decode("hiÖn nay", tcvn3).as_deref(), Some("hiện nay"));
    assert_eq!(decode("hiÖn nay", Encoding::of_font("VNI-Times")), None);
    for text in ["Cộng hòa", "Có báo cáo", "lớp học", "Có"] {
        assert_eq!(decode(text, tcvn3), None, "{text}");
    }
    assert_eq!(Encoding::of_font("Times New Roman"), None);
}
