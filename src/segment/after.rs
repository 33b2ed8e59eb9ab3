//! What stands after a mark.

use super::lexicon::{Cue, Lexicon};
use super::marks::{is_bullet, is_direction, is_opener, mark};

/// The gap between a mark and what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// None: the next character stands right behind.
    Glued,
    /// White space, at most one line break.
    Space,
    /// A blank line, or the end of the text.
    End,
}

/// What the next sentence or the rest of this one begins with, quotes and brackets left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Lower,
    Upper,
    /// A letter of a script without capitals.
    Caseless,
    /// A digit, or a symbol that may open a sentence: `$5`, `§ 2`, `@norland`, an emoji, `(a) The`.
    Digit,
    /// A dash, and a capital or a letter without case behind it.
    Dash,
    Bullet,
    /// Another mark that may end a sentence.
    Mark,
    /// A dash, a comma, a symbol.
    Other,
}

/// What stands after a mark.
#[derive(Debug, Clone, Copy)]
pub(super) struct After<'t> {
    pub(super) gap: Gap,
    pub(super) first: First,
    /// Whether a quote or bracket opens before it.
    pub(super) opened: bool,
    /// The text from there on.
    pub(super) rest: &'t str,
}

/// Stands for a blank line.
pub(super) const PARAGRAPH_SEPARATOR: char = '\u{2029}';
/// Most quotes and brackets that are looked through.
const OPENERS: usize = 8;
/// Longest word that stands before an apostrophe: `lorsqu'`.
const ELIDED: usize = 8;
/// Longest word that is looked at, in bytes.
const WORD: usize = 24;

impl<'t> After<'t> {
    /// What stands at byte `at` and on. Reads the white space there and a bounded number of characters more.
    pub(super) fn at(text: &'t str, at: usize) -> Self {
        // Most marks are followed by one space and a letter.
        if let [b' ' | b'\n', letter, ..] = text.as_bytes()[at..]
            && letter.is_ascii_alphabetic()
        {
            let first = if letter.is_ascii_lowercase() { First::Lower } else { First::Upper };
            return Self { gap: Gap::Space, first, opened: false, rest: &text[at + 1..] };
        }
        if let [letter, ..] = text.as_bytes()[at..]
            && letter.is_ascii_alphabetic()
        {
            let first = if letter.is_ascii_lowercase() { First::Lower } else { First::Upper };
            return Self { gap: Gap::Glued, first, opened: false, rest: &text[at..] };
        }
        let rest = &text[at..];
        let mut trimmed = rest.trim_start();
        if trimmed.starts_with(is_direction) {
            trimmed = trimmed.trim_start_matches(|c: char| c.is_whitespace() || is_direction(c));
        }
        let gap = match &rest[..rest.len() - trimmed.len()] {
            _ if trimmed.is_empty() => Gap::End,
            "" => Gap::Glued,
            space if is_blank_line(space) => Gap::End,
            _ => Gap::Space,
        };
        // French sets a space behind the opening quote.
        let inner =
            trimmed.char_indices().take(OPENERS + 1).find(|&(at, c)| !opens(c, &trimmed[at..]) && !c.is_whitespace());
        let (len, first) = inner.map_or((0, First::Other), |(len, c)| (len, class(c, &trimmed[len..])));
        let first = if first == First::Lower && is_bracketed_item(trimmed) { First::Digit } else { first };
        Self { gap, first, opened: len > 0, rest: &trimmed[len..] }
    }

    /// The letters that come first.
    pub(super) fn word(&self) -> &'t str {
        prefix(self.rest, char::is_alphabetic)
    }

    /// Whether the first word has `cue`. Where an apostrophe follows, as in `l'article`, it belongs to the word.
    pub(super) fn has(&self, lexicon: &Lexicon, cue: Cue) -> bool {
        let word = self.word();
        lexicon.has(word, cue)
            || word.len() <= ELIDED
                && self.rest[word.len()..].chars().next().is_some_and(|c| {
                    matches!(c, '\'' | '’') && lexicon.has(&self.rest[..word.len() + c.len_utf8()], cue)
                })
    }

    /// Whether the first word opens a sentence, and is no abbreviation or initial itself, as in `No. 4` or `A. Orm`.
    pub(super) fn opens(&self, lexicon: &Lexicon) -> bool {
        let abbreviated = || {
            let word = self.word();
            let rest = &self.rest[word.len()..];
            rest.strip_prefix('.').is_some_and(|rest| !rest.starts_with(|c: char| !c.is_whitespace()))
                && lexicon.abbreviation(word).is_some()
        };
        self.has(lexicon, Cue::Opener) && !self.is_initial() && !abbreviated()
    }

    /// Whether an initial comes first: `J. Orm`.
    pub(super) fn is_initial(&self) -> bool {
        self.word().chars().count() == 1 && self.rest[self.word().len()..].starts_with('.')
    }

    /// Whether a number comes first: digits, a Roman numeral, or a letter in brackets or alone that is no word.
    pub(super) fn is_number(&self, lexicon: &Lexicon) -> bool {
        match self.first {
            First::Digit => true,
            First::Upper => {
                let word = self.word();
                word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L' | b'C')) && word != "I"
                    || word.chars().count() == 1 && !matches!(word, "A" | "I") && !lexicon.has(word, Cue::Opener)
            }
            _ => false,
        }
    }

    /// Whether a clause number opens it: up to three digits, a full stop, white space, a capital.
    pub(super) fn is_clause_number(&self) -> bool {
        let digits = prefix(self.rest, |c| c.is_ascii_digit());
        let Some(tail) = self.rest[digits.len()..].strip_prefix('.') else { return false };
        let Some(word) = tail.strip_prefix(char::is_whitespace) else { return false };
        (1..=3).contains(&digits.len()) && !self.opened && word.trim_start().starts_with(char::is_uppercase)
    }
}

/// Whether a letter or a small Roman numeral in brackets, and a capital behind it, open `text`: `(a) The`.
fn is_bracketed_item(text: &str) -> bool {
    let Some(inner) = text.strip_prefix('(') else { return false };
    let label = prefix(inner, |c| c.is_ascii_lowercase());
    let known = label.len() == 1 || label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let behind = inner[label.len()..].strip_prefix(')').and_then(|rest| rest.strip_prefix(char::is_whitespace));
    known && behind.is_some_and(|rest| rest.trim_start_matches(is_opener).starts_with(char::is_uppercase))
}

/// Whether `c`, which comes first in `rest`, opens a quotation or a bracket: German and Arabic may have »so«.
fn opens(c: char, rest: &str) -> bool {
    is_opener(c) || matches!(c, '»' | '”') && rest[c.len_utf8()..].starts_with(char::is_alphabetic)
}

/// The longest prefix of `text` of characters that `belong`, up to a bound.
pub(super) fn prefix(text: &str, belong: impl Fn(char) -> bool) -> &str {
    let end = text.char_indices().find(|&(at, c)| at >= WORD || !belong(c)).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// Whether white space holds a blank line.
pub(super) fn is_blank_line(space: &str) -> bool {
    space.matches('\n').nth(1).is_some() || space.contains(PARAGRAPH_SEPARATOR)
}

fn class(c: char, rest: &str) -> First {
    match c {
        _ if c.is_lowercase() => First::Lower,
        _ if c.is_uppercase() => First::Upper,
        _ if c.is_alphabetic() => First::Caseless,
        _ if c.is_numeric() => First::Digit,
        '$' | '€' | '£' | '¥' | '§' | '¶' | '#' | '@' | '*' | '+' | '=' | '>' | '~' => First::Digit,
        _ if is_picture(c) => First::Digit,
        '-' | '–' | '—' if opens_behind_dash(rest) => First::Dash,
        _ if is_bullet(c) => First::Bullet,
        _ if mark(c).is_some() => First::Mark,
        _ => First::Other,
    }
}

/// Dingbats and emoji.
const fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether a dash that opens `rest` is followed by a capital or a letter without case: behind white space, or glued to it as in a dialogue.
fn opens_behind_dash(rest: &str) -> bool {
    let dashes = prefix(rest, |c| matches!(c, '-' | '–' | '—'));
    let opens = |c: char| c.is_alphabetic() && !c.is_lowercase() || matches!(c, '¿' | '¡');
    rest[dashes.len()..].trim_start().starts_with(opens)
}
