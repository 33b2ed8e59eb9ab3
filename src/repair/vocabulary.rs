//! The distinct words of a text, and of texts read before it.

use super::word::{Facts, Word};
use crate::lm::LanguageModel;
use std::collections::HashMap;

/// More distinct words of a long text than this are not remembered at a time.
const CAPACITY: usize = 1 << 16;
/// So many of them may be words of texts read before: some eight megabytes.
const MOST_POOLED: usize = 1 << 15;
/// What begins with a digit is numbered from here.
const FIRST_NUMBER: u32 = 1 << 31;
/// Places for words that were met lately.
const RECENT: usize = 1 << 12;

/// The words of a text that were met so far.
#[derive(Debug, Default)]
pub(super) struct Words {
    all: Table,
    /// What begins with a digit: every text has others, so that they are not kept.
    numbers: Table,
    /// Words that were met lately, at a place that their letters give: a shorter way than the index. Empty until there are words.
    recent: Box<[(Key, u32, Facts)]>,
    are_lone: bool,
}

impl Words {
    /// For a text of words that stand by themselves.
    pub(super) fn lone() -> Self {
        Self { are_lone: true, ..Self::default() }
    }

    /// What to keep of them for the next text; none if they stand by themselves, or are too many.
    pub(super) fn pooled(mut self) -> Option<Self> {
        self.numbers.clear();
        (!self.are_lone && self.all.words.len() <= MOST_POOLED).then_some(self)
    }

    /// Whether there are so few words in the text that they stand by themselves.
    pub(super) const fn are_lone(&self) -> bool {
        self.are_lone
    }

    /// Whether a text of so many bytes may have more words than are remembered.
    pub(super) const fn may_forget(bytes: usize) -> bool {
        // A word and the space after it are two bytes or more.
        bytes / 2 > CAPACITY - MOST_POOLED
    }

    /// The number of a word, for [`get`](Self::get), and what is known of it.
    pub(super) fn intern(&mut self, text: &str, lm: &LanguageModel) -> (u32, Facts) {
        if text.as_bytes()[0].is_ascii_digit() {
            let at = self.numbers.intern(text, lm, self.are_lone);
            return (FIRST_NUMBER + at, self.numbers.words[at as usize].facts());
        }
        if let Some(key) = Key::of(text)
            && let Some(&(last, at, facts)) = self.recent.get(key.place())
            && last == key
        {
            return (at, facts);
        }
        let at = self.all.intern(text, lm, self.are_lone);
        let facts = self.all.words[at as usize].facts();
        if let Some(key) = Key::of(text).filter(|_| !self.are_lone) {
            if self.recent.is_empty() {
                self.recent = vec![(Key::NONE, at, facts); RECENT].into();
            }
            self.recent[key.place()] = (key, at, facts);
        }
        (at, facts)
    }

    pub(super) fn get(&self, at: u32) -> &Word {
        match at.checked_sub(FIRST_NUMBER) {
            Some(at) => &self.numbers.words[at as usize],
            None => &self.all.words[at as usize],
        }
    }

    /// Forgets all words if they have become too many; to be called between two runs, whose numbers end with them.
    pub(super) fn bound(&mut self) {
        if self.all.words.len() + self.numbers.words.len() > CAPACITY {
            self.all.clear();
            self.numbers.clear();
            self.recent = Box::default();
        }
    }
}

/// The letters of a word that is not too long: its first and last bytes, which may be the same, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Key(u64, u64, u32);

impl Key {
    /// The key of no word.
    const NONE: Self = Self(0, 0, 0);

    fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (first, last) = match bytes.len() {
            1..=3 => (u64::from(bytes[0]) << 8 | u64::from(bytes[bytes.len() / 2]), u64::from(bytes[bytes.len() - 1])),
            4..=7 => (
                u64::from(u32::from_le_bytes(*bytes.first_chunk()?)),
                u64::from(u32::from_le_bytes(*bytes.last_chunk()?)),
            ),
            8..=16 => (u64::from_le_bytes(*bytes.first_chunk()?), u64::from_le_bytes(*bytes.last_chunk()?)),
            _ => return None,
        };
        Some(Self(first, last, bytes.len() as u32))
    }

    /// Its place among the recent words.
    const fn place(self) -> usize {
        let folded = self.0 ^ self.1.rotate_left(29) ^ self.2 as u64;
        (folded.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as usize % RECENT
    }
}

/// Words, and the number of each by its letters.
#[derive(Debug, Default)]
struct Table {
    words: Vec<Word>,
    index: HashMap<Box<str>, u32>,
}

impl Table {
    /// The number of a word, which is added if it is new.
    fn intern(&mut self, text: &str, lm: &LanguageModel, is_lone: bool) -> u32 {
        if let Some(&at) = self.index.get(text) {
            return at;
        }
        let at = self.words.len() as u32;
        let mut word = Word::of(text, lm);
        word.is_lone = is_lone;
        self.words.push(word);
        self.index.insert(text.into(), at);
        at
    }

    fn clear(&mut self) {
        self.words.clear();
        self.index.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_words_apart() {
        for length in 1..=16 {
            let word = "a".repeat(length);
            let key = Key::of(&word).unwrap();
            assert!(key != Key::NONE && Some(key) != Key::of(&format!("{word}a")), "{word}");
            for at in 0..length {
                let mut other = word.clone();
                other.replace_range(at..=at, "b");
                assert_ne!(Key::of(&other), Some(key), "{other}");
            }
        }
        assert_eq!(Key::of(&"a".repeat(17)), None);
    }
}
