//! Deadlines in words.

use crate::campaign::Deadline;
use crate::i18n::Words;
use crate::t;

/// Until when a return is on time, in words.
pub fn deadline(due: Deadline, words: &Words) -> String {
    match due {
        Deadline::Until(day) => t!(words, "deadline-until", day = words.date(day)),
        Deadline::Before(day) => t!(words, "deadline-before", day = words.date(day)),
        Deadline::At(moment) => t!(
            words,
            "deadline-at",
            day = words.date(moment.date()),
            time = words.time(moment.time())
        ),
    }
}
