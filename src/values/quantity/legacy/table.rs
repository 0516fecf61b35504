//! The letters of TCVN3 (ABC, the `.VnTime` fonts) and of VNI-Windows as a workbook shows them, each
//! followed by the letter that is meant. `data/legacy-encodings.csv` says where they come from.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::Encoding;

/// `ư` is the soft hyphen. The capitals with a tone share the byte of the small letter: a font of
/// capitals (`.VnTimeH`) shows them, so that the small letter stands for both.
const TCVN3: &str = "\
    ¸á µà ¶ả ·ã ¹ạ ¢Â ©â Êấ Çầ Èẩ Éẫ Ëậ ¡Ă ¨ă ¾ắ »ằ ¼ẳ ½ẵ Æặ §Đ ®đ Ðé Ìè Îẻ Ïẽ Ñẹ £Ê ªê \
    Õế Òề Óể Ôễ Öệ Ýí ×ì Øỉ Üĩ Þị ãó ßò áỏ âõ äọ ¤Ô «ô èố åồ æổ çỗ éộ ¥Ơ ¬ơ íớ êờ ëở ìỡ \
    îợ óú ïù ñủ òũ ôụ ¦Ư \u{AD}ư øứ õừ öử ÷ữ ùự ýý úỳ ûỷ üỹ þỵ";
/// A letter with the mark that follows it, or a letter alone.
const VNI: &str = "\
    AÙÁ aùá AØÀ aøà AÛẢ aûả AÕÃ aõã AÏẠ aïạ AÂÂ aââ AÁẤ aáấ AÀẦ aàầ AÅẨ aåẩ AÃẪ aãẫ AÄẬ \
    aäậ AÊĂ aêă AÉẮ aéắ AÈẰ aèằ AÚẲ aúẳ AÜẴ aüẵ AËẶ aëặ ÑĐ ñđ EÙÉ eùé EØÈ eøè EÛẺ eûẻ \
    EÕẼ eõẽ EÏẸ eïẹ EÂÊ eâê EÁẾ eáế EÀỀ eàề EÅỂ eåể EÃỄ eãễ EÄỆ eäệ ÍÍ íí ÌÌ ìì ÆỈ æỉ ÓĨ \
    óĩ ÒỊ òị OÙÓ oùó OØÒ oøò OÛỎ oûỏ OÕÕ oõõ OÏỌ oïọ OÂÔ oâô OÁỐ oáố OÀỒ oàồ OÅỔ oåổ OÃỖ \
    oãỗ OÄỘ oäộ ÔƠ ôơ ÔÙỚ ôùớ ÔØỜ ôøờ ÔÛỞ ôûở ÔÕỠ ôõỡ ÔÏỢ ôïợ UÙÚ uùú UØÙ uøù UÛỦ uûủ \
    UÕŨ uõũ UÏỤ uïụ ÖƯ öư ÖÙỨ öùứ ÖØỪ öøừ ÖÛỬ öûử ÖÕỮ öõữ ÖÏỰ öïự YÙÝ yùý YØỲ yøỳ YÛỶ \
    yûỷ YÕỸ yõỹ ÎỴ îỵ";

/// A legacy letter: one character, or a letter with its mark.
pub(super) type Spelling = (char, Option<char>);

static TABLES: LazyLock<[BTreeMap<Spelling, char>; 2]> = LazyLock::new(|| {
    [TCVN3, VNI].map(|table| table.split_whitespace().filter_map(entry).collect())
});

fn entry(item: &str) -> Option<(Spelling, char)> {
    let mut letters = item.chars();
    let (first, second) = (letters.next()?, letters.next()?);
    Some(match letters.next() {
        None => ((first, None), second),
        Some(third) => ((first, Some(second)), third),
    })
}

impl Encoding {
    pub(super) fn letter(self, spelling: Spelling) -> Option<char> {
        let [tcvn3, vni] = &*TABLES;
        let table = if self == Self::Tcvn3 { tcvn3 } else { vni };
        table.get(&spelling).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every line of the list is in the tables, and nothing else is.
    #[test]
    fn the_tables_are_those_of_the_list() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/data/legacy-encodings.csv");
        let mut lines = csv::Reader::from_path(path).unwrap();
        let mut listed: [BTreeMap<Spelling, char>; 2] = [BTreeMap::new(), BTreeMap::new()];
        for line in lines.records().map(Result::unwrap) {
            let letter = line[0].chars().next().unwrap();
            let spelling = |text: &str| {
                let mut letters = text.chars();
                (letters.next().unwrap(), letters.next())
            };
            if line[4].is_empty() {
                listed[0].insert(spelling(&line[3]), letter);
            }
            listed[1].insert(spelling(&line[6]), letter);
        }
        assert_eq!(listed[1].len(), 134);
        assert_eq!(*TABLES, listed);
    }
}
