//! What the linear model sees: a sentence as a set of numbered features, and a word of it as another.

use super::clause::Predicate;
use super::cues::{Cue, Match, find};
use super::window::{Window, Word, mix};
use crate::words::TokenClass;

/// Numbers that features may have. Features that share a number add up; the training sees the same sums.
pub(crate) const BUCKETS: usize = 1 << 15;

/// A sentence with all that features are made of.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(super) window: Window,
    pub(super) cues: Vec<Match>,
    pub(super) predicates: Vec<Predicate>,
    /// The cue that covers each word.
    pub(super) cue_at: Vec<Option<Cue>>,
}

impl Reading {
    /// Reads `sentence` after `lead_in`. Constant time and memory: only a window of it is looked at.
    pub(crate) fn new(sentence: &str, lead_in: Option<&str>) -> Self {
        let window = Window::new(sentence, lead_in);
        let cues = find(&window);
        let predicates = super::clause::predicates(&window, &cues);
        let mut cue_at = vec![None; window.words.len()];
        for m in &cues {
            cue_at[m.start..m.end].fill(Some(m.cue));
        }
        Self { window, cues, predicates, cue_at }
    }

    /// Words of the sentence, those of the lead-in not counted.
    pub(crate) fn own_words(&self) -> &[Word] {
        &self.window.words[self.window.first..]
    }
}

/// Collects features of one kind after the other.
pub(super) struct Collector {
    pub(super) features: Vec<u32>,
}

impl Collector {
    pub(super) fn add(&mut self, group: u64, value: u64) {
        let hash = mix(mix(group.wrapping_mul(0x51_7cc1_b727_2202), value), 0x5bd1_e995);
        self.features.push((hash >> 17) as u32 % BUCKETS as u32);
    }
}

/// The features of a sentence, sorted, each once.
pub(crate) fn sentence(reading: &Reading) -> Vec<u32> {
    let mut out = Collector { features: Vec::with_capacity(512) };
    words(&mut out, reading);
    place(&mut out, reading);
    predicates(&mut out, reading);
    form(&mut out, reading);
    out.features.sort_unstable();
    out.features.dedup();
    out.features
}

/// Words alone, in pairs and in threes; stems and endings, which survive damage.
fn words(out: &mut Collector, reading: &Reading) {
    let window = &reading.window;
    for (i, word) in window.words.iter().enumerate() {
        out.add(1, word.hash);
        let next = window.words.get(i + 1).map_or(0, |w| w.hash);
        out.add(2, mix(word.hash, next));
        if let Some(third) = window.words.get(i + 2) {
            out.add(3, mix(mix(word.hash, next), third.hash));
        }
        if word.class == TokenClass::Word {
            let lower = window.lower(word);
            if let Some((at, _)) = lower.char_indices().nth(5) {
                out.add(4, super::window::hash(&lower[..at]));
            }
            if let Some((at, _)) = lower.char_indices().rev().nth(2) {
                out.add(5, super::window::hash(&lower[at..]));
            }
        }
    }
}

/// What stands first and last.
fn place(out: &mut Collector, reading: &Reading) {
    let words = &reading.window.words;
    for (i, word) in words.iter().take(4).enumerate() {
        out.add(10 + i as u64, word.hash);
    }
    if let [first, second, ..] = words.as_slice() {
        out.add(15, mix(first.hash, second.hash));
    }
    for (i, word) in words.iter().rev().take(2).enumerate() {
        out.add(16 + i as u64, word.hash);
    }
    for (i, m) in reading.cues.iter().take(3).enumerate() {
        out.add(20 + i as u64, m.cue as u64 * 2 + u64::from(m.start == 0));
    }
}

/// Cues, and predicates with their subjects.
fn predicates(out: &mut Collector, reading: &Reading) {
    for m in &reading.cues {
        out.add(30, m.cue as u64);
    }
    for (i, p) in reading.predicates.iter().enumerate() {
        let subject = p.subject.map_or(99, |s| s as u64);
        let core = mix(p.cue as u64, u64::from(p.negated));
        out.add(31, mix(core, subject));
        out.add(32, mix(mix(core, subject), p.clause as u64));
        out.add(33, mix(core, p.clause as u64));
        if i < 2 {
            out.add(34 + i as u64, mix(core, subject));
        }
        if let Some(verb) = reading.window.words.get(p.end) {
            out.add(36, mix(mix(p.cue as u64, subject), verb.hash));
        }
    }
    for pair in reading.cues.windows(2) {
        out.add(38, mix(pair[0].cue as u64, pair[1].cue as u64));
    }
    for triple in reading.cues.windows(3) {
        out.add(39, mix(mix(triple[0].cue as u64, triple[1].cue as u64), triple[2].cue as u64));
    }
}

/// Length, capitals, numbers, the last mark, and whether there is a verb that we know.
fn form(out: &mut Collector, reading: &Reading) {
    let words = &reading.window.words;
    let count = |test: &dyn Fn(&Word) -> bool| words.iter().filter(|w| test(w)).count();
    let all = words.len().max(1);
    let capitals = count(&|w| w.capital) * 8 / all;
    let marks = count(&|w| w.class == TokenClass::Mark) * 8 / all;
    let numbers = count(&|w| w.class == TokenClass::Number) * 8 / all;
    let verb = reading.cues.iter().any(|m| m.cue == Cue::Auxiliary || m.cue.is_predicate());
    let length = all.ilog2() as u64;
    out.add(50, length);
    out.add(51, capitals as u64);
    out.add(52, marks as u64);
    out.add(53, numbers as u64);
    out.add(54, u64::from(verb));
    out.add(55, mix(length, u64::from(verb) * 8 + capitals as u64));
    let first_capital = reading.own_words().first().is_some_and(|w| w.capital);
    let last_mark = words.last().is_some_and(|w| w.class == TokenClass::Mark);
    out.add(56, mix(u64::from(first_capital), u64::from(last_mark) * 2 + u64::from(verb)));
}
