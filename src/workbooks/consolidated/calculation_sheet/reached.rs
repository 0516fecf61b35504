//! The verdicts that say more than met or missed, as formulas: how many units reach the level that is set
//! for each, and what a sum lacks that too few units have given.

use super::cell::{Cell, Line};
use super::kind::Sums;
use crate::consolidate::verdict_parts::{self, OpenCount};
use crate::i18n::Words;
use crate::t;
use crate::values::quantity::target::{CountLevel, Target};
use crate::workbooks::consolidated::detail::DetailColumn;
use crate::workbooks::consolidated::formula::{self, quoted, spliced};
use crate::workbooks::consolidated::value::Value;

/// How many units reach the level. "Chi tiết" shows no percentage on the other side of it than the exact
/// one, so that the column can be counted. None where units are counted that stand on no line there.
pub(super) fn reached(sums: &Sums<'_, '_>, level: &Target, line: &Line) -> Option<String> {
    let is_rate = sums.row.indicator.measure.is_rate();
    let is_live = line.get(&Cell::Answered).is_some_and(Value::is_live);
    // A percentage alone is on a line that does not say whether its unit stands apart.
    let can_count = !is_rate || sums.row.apart.is_empty();
    let met_by_units = sums.rollup.reached().is_some();
    (is_live && can_count && met_by_units).then_some(())?;
    let words = sums.cx.words;
    let detail = &sums.cx.detail;
    let reaches = (DetailColumn::Value, formula::meeting(level, sums.row.indicator));
    let with = |mut criteria: Vec<_>| {
        criteria.push(reaches.clone());
        detail.count(&criteria)
    };
    let counted = sums.counted(&[]);
    let [answered, expected] = [Cell::Answered, Cell::Expected].map(|cell| cell.at(sums.at));
    let (mut met, mut silent) = (with(counted), format!("{expected}-{answered}"));
    if is_rate {
        let status = quoted(&t!(words, "book-status-without-base"));
        let alone = vec![sums.key(), (DetailColumn::Status, status)];
        silent = format!("{silent}-{}", detail.count(&alone));
        met = format!("({met}+{})", with(alone));
    }
    let all = verdict_parts::all_given(["①", "②"], words);
    let some = verdict_parts::some_silent(["①", "②", "③"], words);
    let parts = [('①', met.as_str()), ('②', &expected), ('③', &format!("({silent})"))];
    let [all, some] = [all, some].map(|said| spliced(&said, &parts));
    Some(format!("IF({silent}<=0,{all},{some})"))
}

/// The words of a sum that cannot be judged yet, from the cells of a line.
pub(super) fn open(at: u32, sum: &str, level: CountLevel, words: &Words) -> String {
    let [answered, expected] = [Cell::Answered, Cell::Expected].map(|cell| cell.at(at));
    let mark = str::to_owned;
    let marks = OpenCount {
        answered: mark("①"),
        expected: mark("②"),
        silent: mark("③"),
        sum: mark("④"),
        gap: mark("⑤"),
    };
    let silent = format!("({expected}-{answered})");
    let gap = formula::count(&format!("MAX({}-{sum},0)", level.count));
    let sum = formula::count(sum);
    let parts =
        [('①', answered.as_str()), ('②', &expected), ('③', &silent), ('④', &sum), ('⑤', &gap)];
    spliced(&marks.words(level.more, words), &parts)
}
