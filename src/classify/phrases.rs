//! Tables of phrases, and where their phrases stand.

use super::window::{Window, Word, mix};
use crate::data::lines;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Flags of the sieve; a first word sets one.
const FLAGS: usize = 1 << 13;

/// Phrases with what they stand for.
#[derive(Debug)]
pub(super) struct Phrases<C> {
    /// Spares most words that start no phrase the look-up.
    sieve: Vec<bool>,
    /// Those of one word, by its hash.
    words: HashMap<u64, C, BuildHasherDefault<AsItIs>>,
    /// All others by the hash of their first two words, for many start with the same one; longest first.
    longer: HashMap<u64, Vec<Phrase<C>>, BuildHasherDefault<AsItIs>>,
}

/// The hashes of the words of a phrase but the first two, and what it stands for.
type Phrase<C> = (Vec<u64>, C);

/// The keys are hashes already.
#[derive(Debug, Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }

    fn write(&mut self, _: &[u8]) {
        unreachable!("keys are numbers of 64 bits");
    }
}

/// A phrase that was found, as numbers of words.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<C> {
    pub(super) cue: C,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<C: Copy> Phrases<C> {
    /// The table of these phrases. Of two that are the same, the first counts.
    pub(super) fn new<S: AsRef<str>>(entries: impl Iterator<Item = (C, S)>) -> Self {
        let mut table = Self { sieve: vec![false; FLAGS], words: HashMap::default(), longer: HashMap::default() };
        for (cue, phrase) in entries {
            let hashes: Vec<u64> = Window::new(phrase.as_ref(), None).words.iter().map(|w| w.hash).collect();
            if let Some(&first) = hashes.first() {
                table.sieve[flag(first)] = true;
            }
            match hashes.as_slice() {
                [] => {}
                [word] => _ = table.words.entry(*word).or_insert(cue),
                [first, second, tail @ ..] => {
                    table.longer.entry(mix(*first, *second)).or_default().push((tail.to_vec(), cue));
                }
            }
        }
        for phrases in table.longer.values_mut() {
            phrases.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
        }
        table
    }

    /// All phrases of the window from left to right, none overlapping; of those that start at a word, the longest.
    pub(super) fn find(&self, window: &Window) -> Vec<Match<C>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < window.words.len() {
            let longest = self.longest(&window.words[at..]);
            let len = longest.map_or(1, |(_, len)| len);
            found.extend(longest.map(|(cue, len)| Match { cue, start: at, end: at + len }));
            at += len;
        }
        found
    }

    /// What the longest phrase at the beginning of `words` stands for, and how many words it has.
    fn longest(&self, words: &[Word]) -> Option<(C, usize)> {
        if !self.sieve[flag(words[0].hash)] {
            return None;
        }
        let fits =
            |rest: &[Word], tail: &[u64]| tail.len() <= rest.len() && tail.iter().zip(rest).all(|(h, w)| *h == w.hash);
        let longer = match words {
            [first, second, rest @ ..] => {
                let phrases = self.longer.get(&mix(first.hash, second.hash));
                phrases.and_then(|phrases| phrases.iter().find(|(tail, _)| fits(rest, tail)))
            }
            _ => None,
        };
        let one = || self.words.get(&words[0].hash).map(|&cue| (cue, 1));
        longer.map(|(tail, cue)| (*cue, tail.len() + 2)).or_else(one)
    }
}

/// The flag of a first word.
const fn flag(first: u64) -> usize {
    first as usize & (FLAGS - 1)
}

/// The entries of a table file: lines `class<TAB>phrase`, those that start with `#` are comments.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).map(|line| line.split_once('\t').expect("a line of a cue table has two fields"))
}
