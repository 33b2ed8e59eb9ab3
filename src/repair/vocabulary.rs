//! The distinct words of a text, and of texts read before it.

use super::word::Word;
use crate::lm::{LanguageModel, WordHash};
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
    recent: Box<[u32]>,
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

    /// The number of a word, for [`get`](Self::get).
    pub(super) fn intern(&mut self, text: &str, lm: &LanguageModel) -> u32 {
        if text.as_bytes()[0].is_ascii_digit() {
            return FIRST_NUMBER + self.numbers.intern(text, lm, self.are_lone);
        }
        if self.recent.is_empty() {
            self.recent = vec![0; RECENT].into();
        }
        let recent = &mut self.recent[WordHash::of(text).mixed() as usize % RECENT];
        if self.all.words.get(*recent as usize).is_some_and(|word| *word.text == *text) {
            return *recent;
        }
        *recent = self.all.intern(text, lm, self.are_lone);
        *recent
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
        }
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
