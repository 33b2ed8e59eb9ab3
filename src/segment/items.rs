//! Lists whose line breaks were lost: `1) Scope 2) Means`, `• Scope • Means`.
//!
//! An enumeration inside a sentence is no such list: there the first marker does not open the sentence.

use super::after::{After, First, Gap, prefix};
use super::lexicon::{Cue, Lexicon};
use super::marks::is_bullet;
use crate::span::{ceil_boundary, floor_boundary};
use memchr::memmem;

/// Longest item whose end is looked for, in bytes.
const ITEM: usize = 320;
/// Fewest bytes of an item and what opens the next: `a) A b) B`.
const SHORTEST: usize = 9;
/// How far back the words before a number are read, in bytes.
const NEAR: usize = 48;
/// Longest marker, in bytes.
const MARKER: usize = 12;

/// What opens an item.
struct Marker {
    /// Bytes.
    len: usize,
    /// The marker of the next item.
    next: String,
    /// That of an item that starts the counting anew: the numbers then belong to a list inside.
    first: Option<String>,
}

/// Where the next item begins, if the sentence at byte `start` opens an item whose successor stands in the same
/// paragraph without a mark or a line break to tell it. Looks at a bounded number of characters.
pub(super) fn next_item(text: &str, start: usize, lexicon: &Lexicon) -> Option<usize> {
    let rest = &text[start..];
    if rest.len() < SHORTEST {
        return None;
    }
    let marker = marker(rest)?;
    if !opens_item(rest, marker.len) {
        return None;
    }
    let body = &rest[marker.len..];
    let body = &body[..floor_boundary(body, ITEM)];
    let at = find_apart(body, &marker.next)?;
    if memmem::find(&body.as_bytes()[..at], b"\n\n").is_some() {
        return None;
    }
    let before = body[..at].trim_end();
    let next = start + marker.len + at + marker.next.len();
    let inner = marker.first.is_some_and(|first| find_apart(before, &first).is_some());
    (opens_item(text, next) && !is_tied(before, lexicon) && !inner).then_some(start + marker.len + before.len())
}

/// Where `marker` stands in `text` after white space.
fn find_apart(text: &str, marker: &str) -> Option<usize> {
    memmem::find_iter(text.as_bytes(), marker).find(|&at| text[..at].ends_with(char::is_whitespace))
}

/// Whether a number behind `before` belongs to it: `paragraph 2`, `and 2`. In `the next paragraph 2` it does not.
fn is_tied(before: &str, lexicon: &Lexicon) -> bool {
    let near = &before[ceil_boundary(before, before.len().saturating_sub(NEAR))..];
    let mut words = near.rsplit(char::is_whitespace);
    let last = words.next().unwrap_or_default();
    let named = || words.take(2).any(|word| lexicon.has(word, Cue::Determiner));
    before.ends_with([',', ';', ':', '('])
        || lexicon.has(last, Cue::Opener)
        || lexicon.has(last, Cue::Lettered) && !named()
}

/// Whether at byte `at`, after white space, stands what may open the text of an item.
fn opens_item(text: &str, at: usize) -> bool {
    let after = After::at(text, at);
    let apart = after.gap == Gap::Space || text[..at].ends_with(is_bullet);
    apart && matches!(after.first, First::Upper | First::Caseless | First::Digit)
}

/// The marker that opens `text`: a bullet with or without a number, `1.`, `1)`, `1.)`, `a.`, `a)`.
fn marker(text: &str) -> Option<Marker> {
    let bullet = text.chars().next().filter(|&c| is_bullet(c));
    if let Some(bullet) = bullet {
        return Some(Marker { len: bullet.len_utf8(), next: bullet.to_string(), first: None });
    }
    let head = &text.as_bytes()[..text.len().min(MARKER)];
    let digits = head.iter().take_while(|b| b.is_ascii_digit()).count();
    let label = if digits > 0 { digits } else { usize::from(head.first().is_some_and(u8::is_ascii_lowercase)) };
    let closing = prefix(&text[label..], |c| matches!(c, '.' | ')'));
    if !(1..=3).contains(&label) || !matches!(closing, "." | ")" | ".)") {
        return None;
    }
    let (next, first) = if digits > 0 {
        let number: u32 = text[..label].parse().ok()?;
        ((number + 1).to_string(), "1".to_owned())
    } else {
        let letter = head[0].checked_add(1).filter(u8::is_ascii_lowercase)?;
        (char::from(letter).to_string(), "a".to_owned())
    };
    Some(Marker {
        len: label + closing.len(),
        next: format!("{next}{closing}"),
        first: Some(format!("{first}{closing}")),
    })
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::*;

    fn split(text: &str) -> Option<&str> {
        next_item(text, 0, Lexicon::of(Language::English)).map(|at| text[at..].trim_start())
    }

    #[test]
    fn the_next_item_counts_on() {
        assert_eq!(split("1) Scope of the plan 2) Means"), Some("2) Means"));
        assert_eq!(split("9.) Scope 10.) Means"), Some("10.) Means"));
        assert_eq!(split("• Scope • Means"), Some("• Means"));
        assert_eq!(split("b. Scope c. Means"), Some("c. Means"));
    }

    #[test]
    fn numbers_in_a_sentence_are_no_items() {
        for text in [
            "4. The Board adopted paragraph 5. The Chair spoke.",
            "1. The aims are: 1. Law 2. Trust",
            "1. The vote was 3 to 2. Nobody objected.",
            "1. See (1) and 2) below",
            "I saw a 2. The rest",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }
}
