//! Words divided at the end of a line: joined, or left with the hyphen that they always have.

use super::cues::entries;
use crate::words::{TokenClass, plain_len, tokens};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What becomes of a hyphen at a line's end.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Division {
    /// It only divided the word: `Govern-ments`.
    Join(f32),
    /// It belongs to the word: `multi-stakeholder`.
    Keep(f32),
    /// It stands for a second half to come: `short- and long-term`.
    Suspended,
}

/// Parts of words that decide: first parts that keep the hyphen, last parts that do, first parts that never do.
struct Parts {
    first: HashSet<&'static str>,
    last: HashSet<&'static str>,
    closed: HashSet<&'static str>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let all = || entries(include_str!("../data/layout/hyphens.txt"));
    Parts {
        first: all().filter_map(|e| e.strip_suffix('-')).collect(),
        last: all().filter_map(|e| e.strip_prefix('-')).collect(),
        closed: all().filter_map(|e| e.strip_suffix('+')).collect(),
    }
});

/// Shortest word that can be half of a compound by the document's own evidence, in bytes.
const SHORTEST_HALF: usize = 4;

/// How often the words that decide occur in the document, the halves at the lines' ends themselves left out.
#[derive(Debug, Default)]
pub(super) struct Evidence {
    seen: HashMap<String, i32>,
}

/// The two halves of a word divided at a line's end: `text` before the hyphen and after the break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Halves<'t> {
    pub first: &'t str,
    pub last: &'t str,
}

impl<'t> Halves<'t> {
    /// The halves at a break between `before`, without its hyphen, and `after`.
    pub(super) fn new(before: &'t str, after: &'t str) -> Self {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '’');
        let first = before.rsplit(|c| !is_part(c)).next().unwrap_or(before);
        let last = after.split(|c: char| !c.is_alphanumeric()).next().unwrap_or(after);
        Self { first, last }
    }

    fn joined(&self) -> String {
        format!("{}{}", self.first, self.last).to_lowercase()
    }

    fn hyphenated(&self) -> String {
        format!("{}-{}", self.first, self.last).to_lowercase()
    }
}

impl Evidence {
    /// Counts the forms that the `divided` words could have, in one pass over the document.
    pub(super) fn new(text: &str, divided: &[Halves]) -> Self {
        if divided.is_empty() {
            return Self::default();
        }
        let mut seen = HashMap::new();
        for halves in divided {
            seen.entry(halves.joined()).or_insert(0);
            seen.entry(halves.hyphenated()).or_insert(0);
            *seen.entry(halves.first.to_lowercase()).or_insert(0) -= 1;
            *seen.entry(halves.last.to_lowercase()).or_insert(0) -= 1;
        }
        let lengths = Lengths::new(seen.keys());
        each_word(text, &lengths, |word| {
            if let Some(n) = seen.get_mut(word.to_lowercase().as_str()) {
                *n += 1;
            }
        });
        Self { seen }
    }

    /// What to do with one divided word.
    pub(super) fn decide(&self, halves: &Halves) -> Division {
        let Halves { first, last } = *halves;
        if matches!(last, "and" | "or" | "to" | "nor" | "und" | "et") {
            return Division::Suspended;
        }
        // Only small letters are divided: `COVID-19`, `Asia-Pacific`, `state-of-the-art`.
        if !last.starts_with(char::is_lowercase) || first.contains('-') || first.chars().any(|c| c.is_ascii_digit()) {
            return Division::Keep(0.98);
        }
        let times = |form: String| self.seen.get(&form).copied().unwrap_or(0);
        let (joined, hyphenated) = (times(halves.joined()), times(halves.hyphenated()));
        // A hyphen inside a line may be an old line's end: seen once, it counts for a last half that is a word.
        let half = times(last.to_lowercase()) > 0 || PARTS.last.contains(last.to_lowercase().as_str());
        if joined > hyphenated {
            Division::Join(0.99)
        } else if hyphenated > joined && (hyphenated > 1 || half) {
            Division::Keep(0.97)
        } else {
            self.decide_by_parts(first, last)
        }
    }

    fn decide_by_parts(&self, first: &str, last: &str) -> Division {
        let (low_first, low_last) = (first.to_lowercase(), last.to_lowercase());
        // `ICT-enabled`: capitals are never the first half of a divided word.
        let acronym = first.chars().count() > 1 && first.chars().all(char::is_uppercase);
        if PARTS.closed.contains(low_first.as_str()) {
            return Division::Join(0.9);
        }
        if acronym || PARTS.first.contains(low_first.as_str()) || PARTS.last.contains(low_last.as_str()) {
            return Division::Keep(0.9);
        }
        let is_word = |part: &str| part.len() >= SHORTEST_HALF && self.seen.get(part).is_some_and(|&n| n > 0);
        if is_word(&low_first) && is_word(&low_last) { Division::Keep(0.75) } else { Division::Join(0.9) }
    }
}

/// Most words of a hyphenated word that is counted as a whole.
const LONGEST_CHAIN: usize = 4;

/// Which lengths the forms have that open with a letter, one bit a length: most words need no look-up.
struct Lengths([u64; 256]);

impl Lengths {
    fn new<'f>(forms: impl Iterator<Item = &'f String>) -> Self {
        let mut lengths = [0; 256];
        for form in forms.filter(|form| !form.is_empty()) {
            let first = form.as_bytes()[0];
            lengths[usize::from(first)] |= 1 << form.len().min(63);
            lengths[usize::from(first.to_ascii_uppercase())] |= 1 << form.len().min(63);
        }
        Self(lengths)
    }

    /// Whether a word of ASCII letters with this first one may be a form.
    fn have(&self, first: u8, len: usize) -> bool {
        self.0[usize::from(first)] >> len.min(63) & 1 == 1
    }
}

/// Calls `count` with every word of `text` that may be one of the forms; a hyphenated word is one word. One pass.
fn each_word(text: &str, forms: &Lengths, mut count: impl FnMut(&str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        let plain = plain_len(&bytes[at..]);
        // Most words are plain, with white space or a mark behind them.
        if plain > 0 && is_border(&bytes[at + plain..]) {
            if forms.have(first, plain) {
                count(&text[at..at + plain]);
            }
            at += plain;
        } else if first.is_ascii() && plain == 0 {
            at += 1;
        } else {
            let end = end_of_chain(text, at);
            if end > at {
                count(&text[at..end]);
            }
            at = end.max(at + text[at..].chars().next().map_or(1, char::len_utf8));
        }
    }
}

/// Whether neither a word nor a hyphenated word goes on at the start of `bytes`.
fn is_border(bytes: &[u8]) -> bool {
    match bytes {
        [] => true,
        [b'.' | b',', next, ..] => next.is_ascii() && !next.is_ascii_digit(),
        [b, ..] => b.is_ascii() && !matches!(b, b'-' | b'\'' | b'.' | b','),
    }
}

/// One past the hyphenated word that opens at byte `at`; `at` itself if a mark stands there.
fn end_of_chain(text: &str, at: usize) -> usize {
    let mut end = at;
    for token in tokens(&text[at..]).filter(|token| token.class != TokenClass::Mark).take(LONGEST_CHAIN) {
        let span = token.span.shift(at);
        let glue = if end == at { "" } else { "-" };
        if text[end..span.start()] != *glue {
            break;
        }
        end = span.end();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decide(text: &str, first: &str, last: &str) -> Division {
        let halves = Halves { first, last };
        Evidence::new(text, &[halves]).decide(&halves)
    }

    #[test]
    fn the_document_decides_first() {
        assert!(matches!(
            decide("a multi-stakeholder, stakeholder model, a multi-\nstakeholder", "multi", "stakeholder"),
            Division::Keep(_)
        ));
        assert!(matches!(decide("an automo-bile", "automo", "bile"), Division::Join(_)));
        assert!(matches!(decide("the multistakeholder model", "multi", "stakeholder"), Division::Join(_)));
    }

    #[test]
    fn then_the_parts() {
        assert!(matches!(decide("", "Govern", "ments"), Division::Join(_)));
        assert!(matches!(decide("", "self", "defence"), Division::Keep(_)));
        assert!(matches!(decide("", "evidence", "based"), Division::Keep(_)));
        assert!(matches!(decide("capa-\ncity", "capa", "city"), Division::Join(_)));
        let text = "capacity for building: capacity-\nbuilding";
        assert!(matches!(decide(text, "capacity", "building"), Division::Keep(_)));
        assert!(matches!(decide("", "COVID", "19"), Division::Keep(_)));
        assert_eq!(decide("", "short", "and"), Division::Suspended);
    }
}
