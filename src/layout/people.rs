//! Persons in a line: who is addressed, who is listed, who speaks.

use super::cues::{DOCUMENT_WORDS, FUNCTION_WORDS, HONORIFICS, SALUTATIONS};
use super::shape::{End, SHORT, Start, end, is_title_case, start, word_count, words};
use crate::span::Span;
use memchr::memchr_iter;

/// Most words of a salutation.
const LONGEST_SALUTATION: usize = 20;
/// Fewest States that make a list of States.
const FEWEST_STATES: usize = 4;
/// Most words in one item of such a list.
const LONGEST_NAME: usize = 14;

/// Whether the line `text` can be an address to the audience: it opens like one, holds nothing but names, and ends in a
/// comma or an exclamation mark.
pub(super) fn is_salutation(text: &str) -> bool {
    if text.len() > SHORT || !text.ends_with([',', '!', ':']) || start(text) != Start::Upper {
        return false;
    }
    let mut rest = words(text);
    rest.next().is_some_and(|first| SALUTATIONS.has(first))
        && words(text).nth(1).is_none_or(|second| !text.ends_with(':') || SALUTATIONS.has(second))
        && rest.by_ref().take(LONGEST_SALUTATION).all(belongs_to_address)
        && rest.next().is_none()
}

fn belongs_to_address(word: &str) -> bool {
    !word.starts_with(char::is_lowercase) || FUNCTION_WORDS.has(word) || SALUTATIONS.has(word)
}

/// Whether `text` opens with a title: `Ms. Ana Ruiz`, `H.E. Mr. Bo Lind`.
pub(super) fn opens_with_honorific(text: &str) -> bool {
    text.split_whitespace().next().is_some_and(is_honorific)
}

/// Whether a word, marks included, is a title: `Dr`, `H.E.`, `Ambassador`.
fn is_honorific(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && HONORIFICS.has(word.trim_end_matches(['.', ',']))
}

/// Whether `text` can be an entry of a list of persons: a title, a name, and a comma before what the person is.
pub(super) fn is_person_entry(text: &str) -> bool {
    text.len() <= SHORT
        && opens_with_honorific(text)
        && text.contains(',')
        && is_title_case(text)
        && !matches!(end(text), End::Colon | End::Unfinished | End::Hyphen)
}

/// Whether `text` is a list of States or other names and nothing else: `Norland, Morovia, Velia and Toren`.
pub(super) fn is_list_of_names(text: &str) -> bool {
    memchr_iter(b',', text.as_bytes()).nth(FEWEST_STATES - 2).is_some()
        && words(text).all(|word| !word.starts_with(char::is_lowercase) || FUNCTION_WORDS.has(word))
        && end(text) != End::Colon
        && text.split(',').all(|name| is_name(name.trim()))
}

/// One name, or the last two with `and` between.
fn is_name(text: &str) -> bool {
    (start(text) == Start::Upper || text.starts_with("and ") || text.starts_with("the "))
        && word_count(text) <= LONGEST_NAME
}

/// Whether `text` says what kind of document it is: `Statement`, `Remarks`.
pub(super) fn names_document(text: &str) -> bool {
    text.len() <= SHORT && words(text).any(|word| DOCUMENT_WORDS.has(word))
}

/// The person named at the start of `text`: titles, then a name in capitals, with its particles and initials.
pub(super) fn person(text: &str) -> Option<Span> {
    let mut end = 0;
    let (mut titles, mut names) = (0, 0);
    for (at, word) in word_indices(text).take(12) {
        let bare = word.trim_end_matches([',', ';', ')', ':', '.']);
        let initial = bare.chars().count() == 1 && word.ends_with('.');
        if names == 0 && (is_honorific(word) || (titles > 0 && bare.eq_ignore_ascii_case("the"))) {
            titles += 1;
        } else if bare.starts_with(char::is_uppercase) {
            names += 1;
            end = at + if initial { bare.len() + 1 } else { bare.len() };
        } else if !(names > 0 && is_particle(bare)) {
            break;
        }
        // What follows a comma is no part of the name.
        if names > 0 && word.len() > bare.len() && !initial {
            break;
        }
    }
    (titles > 0 && names > 0).then(|| Span::new(0, end))
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "di"
            | "do"
            | "dos"
            | "del"
            | "der"
            | "den"
            | "van"
            | "von"
            | "bin"
            | "bint"
            | "ibn"
            | "al"
            | "el"
            | "la"
            | "le"
            | "ter"
    )
}

/// Words, marks included, with their first byte.
pub(super) fn word_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn salutations() {
        for text in [
            "Mr. President,",
            "Ladies and gentlemen,",
            "Dear friends!",
            "Distinguished members of the Council,",
            "Your Excellency, Bo Lind, Minister of Science,",
            "Dr Toko A. Pellu, Secretary-General of the Union,",
        ] {
            assert!(is_salutation(text), "{text}");
        }
        for text in [
            "Mr. President, I thank you,",
            "The General Assembly,",
            "Members of the Group then met,",
            "Chair: thank you:",
        ] {
            assert!(!is_salutation(text), "{text}");
        }
    }

    #[test]
    fn persons() {
        let read = |text: &'static str| person(text).map(|span| &text[span]);
        assert_eq!(read("H.E. Ms. Ana Ruiz, Minister"), Some("H.E. Ms. Ana Ruiz"));
        assert_eq!(read("Dr Bo I. Lind on behalf"), Some("Dr Bo I. Lind"));
        assert_eq!(read("Mr. Jan van der Berg"), Some("Mr. Jan van der Berg"));
        assert_eq!(read("the delegation"), None);
    }

    #[test]
    fn lists_of_names() {
        assert!(is_list_of_names("Norland, Morovia, Velia, the Republic of Toren and Ostia"));
        assert!(!is_list_of_names("Norland, Morovia, Velia and Toren have joined, too"));
    }
}
