//! Whether a sentence ends at a mark. Each question looks at a bounded number of characters on each side.

use super::Language;
use super::after::{After, First, Gap, prefix};
use super::before::{Before, suffix};
use super::lexicon::{Abbreviation, Cue, abbreviation, has_cue};
use super::marks::{Mark, Run, is_closer};

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
    fn end_if(end: bool, at: usize) -> Self {
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

    fn before(&self, run: Run) -> Before<'t> {
        Before::at_end_of(&self.text[self.start..run.start])
    }

    fn spaced(&self, run: Run, after: After<'t>) -> Decision {
        if after.first == First::Mark {
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
                Mark::Question => self.language == Language::English,
                Mark::Strong => self.language == Language::English && self.is_all_small(&after),
                Mark::Stop | Mark::Ellipsis => false,
            },
            First::Mark | First::Other => run.mark == Mark::Full,
        };
        Decision::end_if(ends, run.end)
    }

    /// The number of a paragraph or an item, whose full stop ends nothing.
    fn marker(&self, before: &Before<'t>, after: &After<'t>) -> Option<Decision> {
        if before.is_first() && (before.number().is_some_and(|n| n < 1000) || is_letter_marker(before.word)) {
            return Some(Decision::GoOn);
        }
        let number = before.number()?;
        let opens = number == 1 && before.last_of_head() == Some(':');
        let continues = self.item > 0 && number == self.item + 1 && after.first == First::Upper;
        (opens || continues).then_some(Decision::Item(number))
    }

    fn ends_at_stop(&self, before: &Before<'t>, after: &After<'t>) -> bool {
        match after.first {
            First::Lower => {
                self.language == Language::English && is_common_word(before.word) && self.is_all_small(after)
            }
            First::Other | First::Mark => false,
            First::Bullet => true,
            First::Upper | First::Caseless | First::Digit => match self.language {
                Language::English => ends_in_english(before, after, self.start_of(before)),
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

    /// The first word of the sentence, if the mark stands so near that it may be the end of a fronted phrase.
    fn start_of(&self, before: &Before<'t>) -> Option<&'t str> {
        const FRONTED: usize = 24;
        let sentence = before.head.trim_start();
        (sentence.len() <= FRONTED).then(|| prefix(sentence, char::is_alphabetic))
    }

    /// No white space stands after the mark.
    fn glued(&self, run: Run, after: After<'t>) -> Decision {
        if run.mark == Mark::Full {
            return Decision::End(run.end);
        }
        if run.mark == Mark::Stop
            && let Some(end) = self.footnote(run)
        {
            return Decision::End(end);
        }
        let next = prefix(after.rest, char::is_alphabetic);
        let opens = after.first == First::Upper
            && (next.chars().nth(1).is_some_and(char::is_lowercase) || matches!(next, "I" | "A"));
        if !opens {
            return Decision::GoOn;
        }
        let token = suffix(&self.text[self.start..run.start], |c| !c.is_whitespace());
        let tail = prefix(after.rest, |c| !c.is_whitespace());
        let ends = ends_word(token) && !is_address(token) && !is_address(tail) && !is_dotted_name(token, tail);
        let before = self.before(run);
        let abbreviated = self.language == Language::English && abbreviation(before.word).is_some();
        Decision::end_if(ends && !abbreviated, run.end)
    }

    /// One past the number or sign of a footnote that is glued to the stop.
    fn footnote(&self, run: Run) -> Option<usize> {
        let rest = &self.text[run.end..];
        let word = |c: char| c.is_alphabetic() || is_closer(c);
        if !self.text[self.start..run.start].ends_with(word) && !run.closed {
            return None;
        }
        let mark = prefix(rest, |c| c.is_numeric() || matches!(c, ',' | '–' | '*' | '†' | '‡' | '[' | ']'));
        let mark = mark.trim_end_matches([',', '–']);
        let digits = mark.chars().filter(char::is_ascii_digit).count();
        if mark.is_empty() || digits > 3 && !mark.contains([',', '–', '[']) {
            return None;
        }
        let end = run.end + mark.len();
        let end = end + usize::from(self.text[end..].starts_with(')'));
        let after = After::at(self.text, end);
        let before = self.before(run);
        let token = suffix(&self.text[self.start..run.start], |c| !c.is_whitespace());
        let word = token.ends_with(|c: char| c.is_lowercase() || c.is_alphabetic() && token.len() > 2 || is_closer(c));
        let opens =
            after.gap == Gap::End || after.gap == Gap::Space && matches!(after.first, First::Upper | First::Digit);
        let symbol = token.contains('/') || self.language == Language::English && abbreviation(before.word).is_some();
        (opens && word && !symbol).then_some(end)
    }
}

/// Whether a stop before a capital or a digit ends a sentence by the rules of English.
fn ends_in_english(before: &Before<'_>, after: &After<'_>, start: Option<&str>) -> bool {
    let opener = || has_cue(after.word(), Cue::Opener);
    if before.is_initial() {
        return after.first != First::Upper || opener() || has_cue(before.previous(), Cue::Lettered);
    }
    match abbreviation(before.word).or_else(|| abbreviation(last_piece(before.word))) {
        Some(Abbreviation::Never) => false,
        Some(Abbreviation::Number) => !after.is_number(),
        Some(Abbreviation::Opener) => opener(),
        Some(Abbreviation::Capital) => {
            let fronted = start.is_some_and(|word| has_cue(word, Cue::Fronting));
            after.first != First::Digit && !fronted && !has_cue(after.word(), Cue::Clock)
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

/// The part of a word after its last hyphen.
fn last_piece(word: &str) -> &str {
    word.rsplit(['-', '–']).next().unwrap_or(word)
}

/// A single letter or a small Roman numeral, as it numbers an item.
fn is_letter_marker(word: &str) -> bool {
    let roman =
        (1..=5).contains(&word.len()) && word.bytes().all(|b| matches!(b.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    roman || word.len() == 1 && word.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Whether what stands before a mark ends as a word, a number or a quotation does.
fn ends_word(token: &str) -> bool {
    token.ends_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || is_closer(c))
}

/// Whether a piece of text is a part of an address or a file path.
fn is_address(token: &str) -> bool {
    token.contains("://") || token.contains(['@', '_', '\\', '=']) || token.starts_with("www.")
}

/// Whether `token.tail` is a name with full stops in it: `java.util.List`.
fn is_dotted_name(token: &str, tail: &str) -> bool {
    let inner = |text: &str| text.trim_end_matches(|c: char| !c.is_alphanumeric()).contains('.');
    let piece = token.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    piece.contains('.') && piece.bytes().any(|b| b.is_ascii_alphabetic()) || inner(tail) && tail.contains("()")
}
