//! Tables of phrases, and where their phrases stand.

use super::window::Window;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Flags of the sieve; a first word sets one.
const FLAGS: usize = 1 << 13;

/// Phrases with what they stand for, by the hash of their first word, longest first.
#[derive(Debug)]
pub(super) struct Phrases<C> {
    /// Spares most words that start no phrase the look-up.
    sieve: Vec<bool>,
    by_first: HashMap<u64, Vec<Phrase<C>>, BuildHasherDefault<AsItIs>>,
}

/// The hashes of the words of a phrase but the first, and what it stands for.
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
    /// The table of these phrases.
    pub(super) fn new<S: AsRef<str>>(entries: impl Iterator<Item = (C, S)>) -> Self {
        let mut by_first: HashMap<_, Vec<_>, _> = HashMap::default();
        for (cue, phrase) in entries {
            let hashes: Vec<u64> = Window::new(phrase.as_ref(), None).words.iter().map(|w| w.hash).collect();
            if let Some((first, tail)) = hashes.split_first() {
                by_first.entry(*first).or_default().push((tail.to_vec(), cue));
            }
        }
        for phrases in by_first.values_mut() {
            phrases.sort_by_key(|(tail, _)| std::cmp::Reverse(tail.len()));
        }
        let mut sieve = vec![false; FLAGS];
        for &first in by_first.keys() {
            sieve[flag(first)] = true;
        }
        Self { sieve, by_first }
    }

    /// All phrases of the window from left to right, none overlapping; of those that start at a word, the longest.
    pub(super) fn find(&self, window: &Window) -> Vec<Match<C>> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(word) = window.words.get(at) {
            let rest = &window.words[at + 1..];
            let fits = |tail: &[u64]| tail.len() <= rest.len() && tail.iter().zip(rest).all(|(h, w)| *h == w.hash);
            let by_first = if self.sieve[flag(word.hash)] { self.by_first.get(&word.hash) } else { None };
            let longest = by_first.and_then(|phrases| phrases.iter().find(|(tail, _)| fits(tail)));
            let len = longest.map_or(1, |(tail, _)| tail.len() + 1);
            found.extend(longest.map(|&(_, cue)| Match { cue, start: at, end: at + len }));
            at += len;
        }
        found
    }
}

/// The flag of a first word.
const fn flag(first: u64) -> usize {
    first as usize & (FLAGS - 1)
}

/// The entries of a table file: lines `class<TAB>phrase`, those that start with `#` are comments.
pub(super) fn entries(file: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once('\t').expect("a line of a cue table has two fields"))
}
