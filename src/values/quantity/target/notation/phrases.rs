//! The words and signs around the number of a target, and what they say.

use super::super::bound::Comparison::{self, Above, AtLeast, AtMost, Below};
use crate::values::quantity::text;

/// What stands before a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing: the row says which way.
    Bare,
    Says(Comparison),
    /// `từ`, which `trở xuống` turns.
    From,
    /// `giảm còn`
    ReducedTo,
    /// `trong khoảng`, which wants two numbers.
    Within,
}

/// Words that official documents put before a target and that do not change it.
const LEADS: [&str; 24] = [
    "phấn đấu",
    "bảo đảm",
    "đảm bảo",
    "đạt được",
    "đạt",
    "duy trì",
    "giữ vững",
    "giữ",
    "hoàn thành",
    "thực hiện",
    "mục tiêu",
    "chỉ tiêu",
    "tỷ lệ",
    "tỉ lệ",
    "ở mức",
    "mức",
    "nâng lên",
    "nâng",
    "có",
    "là",
    "được",
    "số lượng",
    "chiếm",
    "để",
];

/// Words that may stand between a comparison and its number.
const FILLERS: [&str; 7] = ["là", "đạt", "ở mức", "mức", "có", "được", ":"];

/// Each phrase as a whole: `không dưới` is one, and not a `dưới` with something before it.
const COMPARISONS: [(&str, Comparison); 77] = [
    ("≥", AtLeast),
    ("⩾", AtLeast),
    ("≧", AtLeast),
    (">=", AtLeast),
    ("> =", AtLeast),
    ("=>", AtLeast),
    ("tối thiểu", AtLeast),
    ("tối thiểu từ", AtLeast),
    ("ít nhất", AtLeast),
    ("ít nhất từ", AtLeast),
    ("thấp nhất", AtLeast),
    ("không dưới", AtLeast),
    ("không được dưới", AtLeast),
    ("không thấp hơn", AtLeast),
    ("không được thấp hơn", AtLeast),
    ("không ít hơn", AtLeast),
    ("không được ít hơn", AtLeast),
    ("không nhỏ hơn", AtLeast),
    ("không bé hơn", AtLeast),
    ("không kém", AtLeast),
    ("không kém hơn", AtLeast),
    ("bằng hoặc cao hơn", AtLeast),
    ("cao hơn hoặc bằng", AtLeast),
    ("bằng hoặc lớn hơn", AtLeast),
    ("lớn hơn hoặc bằng", AtLeast),
    ("bằng hoặc nhiều hơn", AtLeast),
    ("nhiều hơn hoặc bằng", AtLeast),
    ("bằng hoặc hơn", AtLeast),
    ("bằng hoặc trên", AtLeast),
    ("trên hoặc bằng", AtLeast),
    (">", Above),
    ("trên", Above),
    ("từ trên", Above),
    ("hơn", Above),
    ("lớn hơn", Above),
    ("cao hơn", Above),
    ("nhiều hơn", Above),
    ("vượt", Above),
    ("vượt trên", Above),
    ("vượt quá", Above),
    ("≤", AtMost),
    ("⩽", AtMost),
    ("≦", AtMost),
    ("<=", AtMost),
    ("< =", AtMost),
    ("=<", AtMost),
    ("tối đa", AtMost),
    ("nhiều nhất", AtMost),
    ("cao nhất", AtMost),
    ("không quá", AtMost),
    ("không được quá", AtMost),
    ("không vượt", AtMost),
    ("không vượt quá", AtMost),
    ("không được vượt", AtMost),
    ("không được vượt quá", AtMost),
    ("không cao hơn", AtMost),
    ("không được cao hơn", AtMost),
    ("không lớn hơn", AtMost),
    ("không nhiều hơn", AtMost),
    ("không hơn", AtMost),
    ("không trên", AtMost),
    ("bằng hoặc thấp hơn", AtMost),
    ("thấp hơn hoặc bằng", AtMost),
    ("bằng hoặc nhỏ hơn", AtMost),
    ("nhỏ hơn hoặc bằng", AtMost),
    ("bằng hoặc ít hơn", AtMost),
    ("ít hơn hoặc bằng", AtMost),
    ("bằng hoặc dưới", AtMost),
    ("dưới hoặc bằng", AtMost),
    ("<", Below),
    ("dưới", Below),
    ("thấp hơn", Below),
    ("nhỏ hơn", Below),
    ("ít hơn", Below),
    ("bé hơn", Below),
    ("chưa đến", Below),
    ("chưa tới", Below),
];

const REDUCED_TO: [&str; 9] = [
    "giảm xuống còn",
    "giảm xuống",
    "giảm tỷ lệ xuống còn",
    "giảm còn",
    "kéo giảm còn",
    "kéo giảm xuống",
    "hạ xuống",
    "chỉ còn",
    "còn",
];

const APPROXIMATE: [&str; 10] =
    ["khoảng", "gần", "xấp xỉ", "chừng", "trên dưới", "ước", "ước đạt", "~", "≈", "cỡ"];

const GROWTH: [&str; 8] =
    ["tăng thêm", "tăng", "giảm", "gấp", "nâng thêm", "thêm", "vượt thêm", "tăng trưởng"];

const UP: [&str; 6] =
    ["trở lên", "hoặc cao hơn", "hoặc hơn", "hoặc nhiều hơn", "hoặc lớn hơn", "+"];

const DOWN: [&str; 5] = ["trở xuống", "hoặc thấp hơn", "hoặc ít hơn", "hoặc nhỏ hơn", "hoặc dưới"];

/// Why what stands before a number is no comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum NoComparison {
    Approximate(String),
    Growth(String),
    Unknown(String),
}

/// Reads folded text before a number. The words that change nothing go first, so that the rest is one
/// phrase, the longest there is.
pub(super) fn before(folded: &str) -> Result<Before, NoComparison> {
    let mut rest = folded.trim_end_matches([':', ' ']);
    loop {
        if let Some(read) = phrase(rest) {
            return Ok(read);
        }
        if let Some(word) = APPROXIMATE.iter().find(|word| is_last(rest, word)) {
            return Err(NoComparison::Approximate((*word).to_owned()));
        }
        if let Some(after) = LEADS.iter().find_map(|lead| strip_first(rest, lead)) {
            rest = after;
        } else if let Some(core) = FILLERS.iter().find_map(|filler| strip_last(rest, filler)) {
            rest = core;
        } else if GROWTH.iter().any(|word| strip_first(rest, word).is_some()) {
            return Err(NoComparison::Growth(rest.to_owned()));
        } else {
            return Err(NoComparison::Unknown(rest.to_owned()));
        }
    }
}

fn phrase(rest: &str) -> Option<Before> {
    if rest.is_empty() {
        return Some(Before::Bare);
    }
    let is = |phrase: &&str| text::fold(phrase) == rest;
    if is(&"từ") {
        return Some(Before::From);
    }
    if is(&"trong khoảng") || is(&"trong khoảng từ") {
        return Some(Before::Within);
    }
    if let Some((_, comparison)) = COMPARISONS.iter().find(|(phrase, _)| is(phrase)) {
        return Some(Before::Says(*comparison));
    }
    let after = REDUCED_TO.iter().find_map(|phrase| strip_first(rest, phrase))?;
    match phrase(after)? {
        Before::Bare | Before::ReducedTo => Some(Before::ReducedTo),
        // Reduced to more than something is no target.
        Before::Says(comparison) => comparison.is_upper().then_some(Before::Says(comparison)),
        Before::From | Before::Within => None,
    }
}

/// What stands behind a number and makes it a bound: the rest of the text, and whether it goes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Open<'t> {
    pub(super) rest: &'t str,
    pub(super) is_up: bool,
    pub(super) words: &'static str,
}

/// Takes `trở lên` and the like off folded text after a number.
pub(super) fn open_end(folded: &str) -> Option<Open<'_>> {
    let words = UP.iter().map(|words| (*words, true));
    let mut words = words.chain(DOWN.iter().map(|words| (*words, false)));
    words.find_map(|(words, is_up)| {
        let spelt = text::fold(words);
        let rest = folded.strip_suffix(spelt.as_str()).or_else(|| {
            // `100+ người`, `80% trở lên số xã` is not said of the number alone.
            (words == "+").then(|| folded.strip_prefix('+')).flatten()
        })?;
        let is_apart = words == "+" || !rest.ends_with(char::is_alphanumeric);
        is_apart.then_some(Open { rest: rest.trim(), is_up, words })
    })
}

/// Takes whole words off the front.
pub(super) fn strip_first<'t>(folded: &'t str, words: &str) -> Option<&'t str> {
    let rest = folded.strip_prefix(text::fold(words).as_str())?;
    (!rest.starts_with(char::is_alphanumeric)).then_some(rest.trim_start())
}

/// Takes whole words off the end.
fn strip_last<'t>(folded: &'t str, words: &str) -> Option<&'t str> {
    let rest = folded.strip_suffix(text::fold(words).as_str())?;
    (!rest.ends_with(char::is_alphanumeric) && !rest.is_empty()).then_some(rest.trim_end())
}

fn is_last(folded: &str, words: &str) -> bool {
    let words = text::fold(words);
    folded == words || strip_last(folded, &words).is_some()
}
