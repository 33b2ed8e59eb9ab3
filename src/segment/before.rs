//! What stands before a mark.

use super::after::prefix;
use super::marks::{is_bullet, is_closer, is_direction, is_opener};

/// The word before a mark, and the text of the sentence before it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Before<'t> {
    /// What is joined to the mark without white space, quotes and brackets left out: `Mr`, `U.S`, `2.5`. Empty if it
    /// is longer than any abbreviation.
    pub(super) word: &'t str,
    /// The sentence up to the word.
    pub(super) head: &'t str,
}

/// Longest word that is looked at, in bytes.
const WORD: usize = 24;

impl<'t> Before<'t> {
    /// What stands at the end of `sentence`, which ends where the mark begins. Reads a bounded number of characters.
    pub(super) fn at_end_of(sentence: &'t str) -> Self {
        // Nearly all sentences have none of these marks.
        let seen = if sentence.ends_with(is_direction) { sentence.trim_end_matches(is_direction) } else { sentence };
        let (head, word) = last_word(seen);
        Self { word, head }
    }

    /// The word before the word.
    pub(super) fn previous(&self) -> &'t str {
        let head = suffix(self.head, char::is_whitespace);
        last_word(&self.head[..self.head.len() - head.len()]).1
    }

    /// The first word of the sentence, if it stands so near that all up to the mark may be a phrase of time or place.
    pub(super) fn near_start(&self) -> Option<&'t str> {
        let sentence = self.head.trim_start();
        (sentence.len() <= WORD).then(|| prefix(sentence, char::is_alphabetic))
    }

    /// Whether the word opens the sentence.
    pub(super) fn is_first(&self) -> bool {
        self.head.len() <= WORD && self.head.chars().all(|c| is_opener(c) || is_bullet(c) || c.is_whitespace())
    }

    /// Whether the word is a single capital: `A` in `A. Petrov` or, after other initials, `S` in `J.S`.
    pub(super) fn is_initial(&self) -> bool {
        if self.word.bytes().next_back().is_none_or(|b| b.is_ascii_lowercase()) {
            return false;
        }
        let mut chars = self.word.rsplit(['-', '–']).next().unwrap_or_default().chars();
        matches!((chars.next(), chars.next()), (Some(c), None) if c.is_alphabetic() && !c.is_lowercase())
    }

    /// Whether the word is made of short pieces between full stops: `U.S`, `a.m`, `Ph.D`.
    pub(super) fn is_dotted(&self) -> bool {
        self.word.bytes().any(|b| b == b'.')
            && self.word.split('.').all(|piece| {
                let mut chars = piece.chars();
                chars.next().is_some_and(char::is_alphabetic)
                    && chars.next().is_none_or(char::is_alphabetic)
                    && chars.next().is_none()
            })
    }

    /// Whether nothing but marks stands before: an ellipsis that opens the sentence.
    pub(super) fn is_all_marks(&self) -> bool {
        let letter = |text: &str| text.contains(char::is_alphanumeric);
        self.head.len() <= WORD && !letter(self.word) && !letter(self.head)
    }

    /// The number that the word is, if it is digits only.
    pub(super) fn number(&self) -> Option<u16> {
        let digits = !self.word.is_empty() && self.word.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| self.word.parse().ok()).flatten()
    }

    /// Whether a clause ends before the word, as before the letter of the next item.
    pub(super) fn follows_clause(&self) -> bool {
        matches!(self.last_of_head(), Some(';' | ':'))
    }

    /// The last character before the word that is not white space.
    pub(super) fn last_of_head(&self) -> Option<char> {
        let space = suffix(self.head, char::is_whitespace);
        self.head[..self.head.len() - space.len()].chars().next_back()
    }
}

/// `text` split before its last word, which is empty if there is none or it is too long.
fn last_word(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    while at > 0 && bytes.len() - at < WORD && bytes[at - 1].is_ascii() {
        if is_ascii_border(bytes[at - 1]) {
            return text.split_at(at);
        }
        at -= 1;
    }
    if at == 0 { ("", text) } else { last_word_of_any_script(text) }
}

/// What ends a word, among ASCII characters: white space, quotes, brackets and inner marks.
const fn is_ascii_border(b: u8) -> bool {
    b.is_ascii_whitespace()
        || matches!(b, 0x0B | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' | b'`' | b',' | b';' | b':' | b'/')
}

fn last_word_of_any_script(text: &str) -> (&str, &str) {
    let word = suffix(text, |c| {
        !c.is_whitespace()
            && !is_opener(c)
            && !is_closer(c)
            && !is_bullet(c)
            && !matches!(c, ',' | ';' | ':' | '/' | '—')
    });
    let at = text.len() - word.len();
    if word.len() >= WORD { (text, "") } else { text.split_at(at) }
}

/// The longest suffix of `text` of characters that `belong`, up to a bound.
pub(super) fn suffix(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    let start = text
        .char_indices()
        .rev()
        .find(|&(at, c)| text.len() - at >= WORD + 4 || !belongs(c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    &text[start..]
}
