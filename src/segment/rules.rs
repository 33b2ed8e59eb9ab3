//! Whether a sentence ends at a mark. Each question looks at a bounded number of characters on each side.

use super::Language;
use super::after::{After, First, Gap};
use super::before::Before;
use super::lexicon::{Abbreviation, Cue, abbreviation, has_cue};
use super::marks::{Mark, Run};

/// A sentence under way.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context<'t> {
    pub(super) text: &'t str,
    /// First byte of the sentence.
    pub(super) start: usize,
    pub(super) language: Language,
    /// Number of the last item of an enumeration in the running line, 0 if there is none.
    pub(super) item: u16,
}

/// What was decided at a run of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Decision {
    /// A sentence ends before this byte.
    End(usize),
    /// It goes on.
    GoOn,
    /// It goes on: the full stop belongs to the number of an item of a running enumeration.
    Item(u16),
}

impl Decision {
    pub(super) fn end_if(end: bool, at: usize) -> Self {
        if end { Self::End(at) } else { Self::GoOn }
    }
}

impl<'t> Context<'t> {
    /// Whether the sentence ends at `run`.
    pub(super) fn decide(&self, run: Run) -> Decision {
        let after = After::at(self.text, run.end);
        match after.gap {
            Gap::End => Decision::End(run.end),
            Gap::Glued => self.glued(run, after),
            Gap::Space => self.spaced(run, after),
        }
    }

    /// Whether a sentence ends at the semicolon at byte `at`: the next clause of a resolution has its number.
    pub(super) fn decide_semicolon(&self, at: usize) -> Decision {
        let end = at + 1;
        let rest = self.text[end..].trim_start();
        let conjunction = ["and", "or"].into_iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let end = if conjunction.len() == rest.len() { end } else { self.text.len() - conjunction.len() };
        let after = After::at(self.text, end);
        Decision::end_if(after.gap == Gap::Space && after.is_clause_number(), end)
    }

    pub(super) fn before(&self, run: Run) -> Before<'t> {
        Before::at_end_of(&self.text[self.start..run.start])
    }

    fn spaced(&self, run: Run, after: After<'t>) -> Decision {
        if after.first == First::Mark {
            // Marks with spaces between them are one ellipsis; in brackets they stand for what was left out next.
            return Decision::end_if(after.opened, run.end);
        }
        if run.closed && self.text[..run.start].ends_with(['(', '[']) {
            return Decision::GoOn;
        }
        if run.mark == Mark::Stop && !run.closed {
            let before = self.before(run);
            if let Some(number) = self.marker(&before, &after) {
                return number;
            }
            return Decision::end_if(self.ends_at_stop(&before, &after), run.end);
        }
        let ends = match after.first {
            First::Upper | First::Caseless | First::Digit | First::Bullet => true,
            // A reporting clause goes on in small letters: “We will be back!” he said.
            First::Lower if run.closed => false,
            First::Lower => match run.mark {
                Mark::Full => true,
                // Scanned text is full of `?` for a letter, so small letters need evidence of their own.
                Mark::Strong => self.language == Language::English && self.is_all_small(&after),
                Mark::Stop | Mark::Ellipsis => false,
            },
            First::Dash => !run.closed && run.mark != Mark::Ellipsis,
            First::Mark | First::Other => run.mark == Mark::Full,
        };
        Decision::end_if(ends, run.end)
    }

    /// The number of a paragraph or an item, whose full stop ends nothing.
    fn marker(&self, before: &Before<'t>, after: &After<'t>) -> Option<Decision> {
        if before.is_first() && (before.number().is_some_and(|n| n < 1000) || is_letter_marker(before.word)) {
            return Some(Decision::GoOn);
        }
        if before.follows_clause() && is_letter_marker(before.word) {
            return Some(Decision::GoOn);
        }
        let number = before.number()?;
        let opens = number == 1 && before.last_of_head() == Some(':');
        let continues = self.item > 0 && number.checked_sub(1) == Some(self.item) && after.first == First::Upper;
        (opens || continues).then_some(Decision::Item(number))
    }

    fn ends_at_stop(&self, before: &Before<'t>, after: &After<'t>) -> bool {
        match after.first {
            First::Lower => {
                self.language == Language::English && is_common_word(before.word) && self.is_all_small(after)
            }
            First::Other | First::Mark => false,
            First::Bullet => true,
            First::Upper | First::Caseless | First::Digit | First::Dash => match self.language {
                Language::English => ends_in_english(before, after),
                Language::Undetermined => ends_in_any_language(before, after),
            },
        }
    }

    /// Whether the text is written without capitals: the sentence opens in a small letter, or the next one does with
    /// a pronoun.
    fn is_all_small(&self, after: &After<'t>) -> bool {
        let pronoun = matches!(after.word(), "i" | "you" | "he" | "she" | "it" | "we" | "they");
        pronoun || After::at(self.text, self.start).first == First::Lower
    }
}

/// Whether a stop before a capital or a digit ends a sentence by the rules of English.
fn ends_in_english(before: &Before<'_>, after: &After<'_>) -> bool {
    let opener = || has_cue(after.word(), Cue::Opener);
    if before.is_initial() {
        return !matches!(after.first, First::Upper | First::Dash)
            || opener()
            || has_cue(before.previous(), Cue::Lettered);
    }
    match abbreviation(before.word).or_else(|| last_piece(before.word).and_then(abbreviation)) {
        Some(Abbreviation::Never) => false,
        Some(Abbreviation::Number) => !after.is_number(),
        Some(Abbreviation::Opener) => opener(),
        Some(Abbreviation::Capital) => {
            let fronted = before.near_start().is_some_and(|word| has_cue(word, Cue::Fronting));
            matches!(after.first, First::Upper | First::Caseless) && !fronted && !has_cue(after.word(), Cue::Clock)
        }
        None if before.is_dotted() => opener(),
        None => true,
    }
}

/// Whether a stop before a capital, a letter or a digit ends a sentence in any language: initials, and short words
/// before a number, do not.
fn ends_in_any_language(before: &Before<'_>, after: &After<'_>) -> bool {
    let short = before.word.chars().count() <= 4 && before.word.chars().all(char::is_alphabetic);
    match after.first {
        First::Digit => !short || before.word.is_empty(),
        _ => !before.is_initial() && !before.is_dotted(),
    }
}

/// Whether a word in small letters is no abbreviation.
fn is_common_word(word: &str) -> bool {
    word.len() > 2 && word.bytes().all(|b| b.is_ascii_lowercase()) && abbreviation(word).is_none()
}

/// The part of a word after its last hyphen, if it has one.
fn last_piece(word: &str) -> Option<&str> {
    word.rsplit_once(['-', '–']).map(|(_, piece)| piece)
}

/// A single letter or a small Roman numeral, as it numbers an item.
fn is_letter_marker(word: &str) -> bool {
    let roman =
        (1..=5).contains(&word.len()) && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    roman || word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}
