//! Clauses of resolutions: preambular ("Recalling ...,") and operative ("1. Decides ...;").

use super::cues::{BODIES, CLAUSE_ADVERBS, OPERATIVE, PREAMBULAR};
use super::shape::{End, SHORT, end, word_count, words};
use crate::span::floor_boundary;

/// Most words of the line that names who resolves.
const LONGEST_ENACTING: usize = 12;

/// Whether `text` opens as a preambular clause does.
pub(super) fn opens_preambular(text: &str) -> bool {
    cue_word(text).is_some_and(|word| PREAMBULAR.has(word))
}

/// Whether `text`, without its number, opens as an operative clause does.
pub(super) fn opens_operative(text: &str) -> bool {
    cue_word(text).is_some_and(|word| OPERATIVE.has(word))
}

/// The first word that is no adverb, if the first of all is written with a capital.
fn cue_word(text: &str) -> Option<&str> {
    let mut words = words(&text[..floor_boundary(text, SHORT)]).take(4);
    let first = words.next().filter(|word| word.starts_with(char::is_uppercase))?;
    if CLAUSE_ADVERBS.has(first) { words.find(|word| !CLAUSE_ADVERBS.has(word) && *word != "and") } else { Some(first) }
}

/// Whether `text` is a whole preambular clause: it opens and ends like one. Any participle will do, as a body may be
/// of any mind.
pub(super) fn is_preambular(text: &str) -> bool {
    end(text) == End::Comma
        && cue_word(text).is_some_and(|word| PREAMBULAR.has(word) || word.ends_with("ing") || word.ends_with("ed"))
}

/// Whether `text` names who resolves: `The General Assembly,`.
pub(super) fn is_enacting(text: &str) -> bool {
    text.starts_with("The ")
        && end(text) == End::Comma
        && word_count(text) <= LONGEST_ENACTING
        && (words(text).any(|word| BODIES.has(word))
            || words(text).any(|word| matches!(word, "Parties" | "States" | "Nations")))
}
