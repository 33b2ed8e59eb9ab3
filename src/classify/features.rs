//! What the linear model sees: a sentence as a set of hashed features, and a word of it as another.

use super::clause::{Clause, Predicate};
use super::cues::{self, Cue};
use super::phrases::Match;
use super::themes;
use super::window::{Window, Word, mix};
use crate::words::TokenClass;
use std::ops::Range;

/// Words after a predicate that are read together with it.
const PREDICATE_REACH: usize = 10;

/// A sentence with all that features are made of.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(super) window: Window,
    pub(super) cues: Vec<Match<Cue>>,
    themes: Vec<Match<u64>>,
    pub(super) predicates: Vec<Predicate>,
    /// The cue that covers each word.
    pub(super) cue_at: Vec<Option<Cue>>,
}

impl Reading {
    /// Reads `sentence` after `lead_in`. Constant time and memory: only a window of it is looked at.
    pub(crate) fn new(sentence: &str, lead_in: Option<&str>) -> Self {
        let window = Window::new(sentence, lead_in);
        let cues = cues::find(&window);
        let themes = themes::find(&window);
        let predicates = super::clause::predicates(&window, &cues);
        let mut cue_at = vec![None; window.words.len()];
        for m in &cues {
            cue_at[m.start..m.end].fill(Some(m.cue));
        }
        Self { window, cues, themes, predicates, cue_at }
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
        self.features.push(feature(group, value));
    }
}

/// The feature `value` of a group of features.
pub(super) const fn feature(group: u64, value: u64) -> u32 {
    (mix(mix(group.wrapping_mul(0x51_7cc1_b727_2202), value), 0x5bd1_e995) >> 17) as u32
}

/// The features of a sentence, each once.
#[derive(Debug)]
pub(crate) struct Features {
    /// Its words, which tell its kinds.
    pub(crate) words: Vec<u32>,
    /// All else that tells its kinds.
    pub(crate) kinds: Vec<u32>,
    /// Those that tell its attributes, for which there are fewer examples: no word sequences.
    pub(crate) attributes: Vec<u32>,
    /// Those that, with its words, tell its topics and UN norm.
    pub(crate) subjects: Vec<u32>,
}

/// The feature of a word, by its hash.
pub(crate) const fn of_word(hash: u64) -> u32 {
    (hash >> 17) as u32
}

/// The features of a sentence.
pub(crate) fn sentence(reading: &Reading) -> Features {
    let mut all = Collector { features: Vec::with_capacity(512) };
    stems(&mut all, reading);
    let stems = all.features.len();
    endings(&mut all, reading);
    predicates(&mut all, reading);
    let shared = all.features.len();
    sequences(&mut all, reading);
    place(&mut all, reading);
    around_predicate(&mut all, reading);
    form(&mut all, reading);
    let kinds = all.features.len();
    whole_words(&mut all, reading);
    let whole_words = all.features.len();
    themes(&mut all, reading);
    let of = |range: Range<usize>| &all.features[range];
    let words: Vec<u32> = reading.window.words.iter().map(|word| of_word(word.hash)).collect();

    let mut seen = Seen::new(all.features.len() + words.len());
    let mut subject_features = Vec::with_capacity(stems + all.features.len() - whole_words);
    seen.distinct(of(0..stems), Seen::SUBJECTS, &mut subject_features);
    let mut kind_features = Vec::with_capacity(kinds);
    seen.distinct(of(0..shared), Seen::KINDS | Seen::ATTRIBUTES, &mut kind_features);
    let mut attributes = Vec::with_capacity(kind_features.len() + all.features.len() - kinds);
    attributes.extend_from_slice(&kind_features);
    seen.distinct(of(shared..kinds), Seen::KINDS, &mut kind_features);
    seen.distinct(of(kinds..all.features.len()), Seen::ATTRIBUTES, &mut attributes);
    seen.distinct(of(whole_words..all.features.len()), Seen::SUBJECTS, &mut subject_features);
    let mut distinct_words = Vec::with_capacity(words.len());
    seen.distinct(&words, Seen::WORDS, &mut distinct_words);
    Features { words: distinct_words, kinds: kind_features, attributes, subjects: subject_features }
}

/// Tells which features a set has already: a hash table at most half full. Features are hashes already.
struct Seen(Vec<u64>);

impl Seen {
    /// The sets, as bits of an entry above those of its feature.
    const KINDS: u64 = 1 << 32;
    const ATTRIBUTES: u64 = 1 << 33;
    const WORDS: u64 = 1 << 34;
    const SUBJECTS: u64 = 1 << 35;

    /// A table for so many features.
    fn new(features: usize) -> Self {
        Self(vec![0; (2 * features).next_power_of_two()])
    }

    /// Puts features into sets, and those that were in none of them at the end of a list.
    fn distinct(&mut self, features: &[u32], sets: u64, list: &mut Vec<u32>) {
        let mask = self.0.len() - 1;
        let mut count = list.len();
        list.resize(count + features.len(), 0);
        for &feature in features {
            let mut place = feature as usize & mask;
            while self.0[place] != 0 && self.0[place] as u32 != feature {
                place = (place + 1) & mask;
            }
            // No jump on whether it is new, which is hard to foresee.
            list[count] = feature;
            count += usize::from(self.0[place] & sets == 0);
            self.0[place] |= u64::from(feature) | sets;
        }
        list.truncate(count);
    }
}

/// Words as they are.
fn whole_words(out: &mut Collector, reading: &Reading) {
    reading.window.words.iter().for_each(|word| out.add(1, word.hash));
}

/// Stems, which survive damage.
fn stems(out: &mut Collector, reading: &Reading) {
    for word in reading.window.words.iter().filter(|word| word.class == TokenClass::Word && word.stem != word.hash) {
        out.add(1, word.stem);
    }
}

/// Endings, which tell tense and part of speech.
fn endings(out: &mut Collector, reading: &Reading) {
    for word in reading.window.words.iter().filter(|word| word.class == TokenClass::Word) {
        if let Some(ending) = word.ending {
            out.add(5, ending);
        }
    }
}

/// Words in pairs and in threes.
fn sequences(out: &mut Collector, reading: &Reading) {
    for pair in reading.window.words.windows(2) {
        out.add(2, mix(pair[0].hash, pair[1].hash));
    }
    for three in reading.window.words.windows(3) {
        out.add(3, mix(mix(three[0].hash, three[1].hash), three[2].hash));
    }
}

/// Themes, alone and two together.
fn themes(out: &mut Collector, reading: &Reading) {
    let mut themes: Vec<u64> = reading.themes.iter().map(|m| m.cue).collect();
    themes.sort_unstable();
    for again in themes.windows(2).filter(|pair| pair[0] == pair[1]) {
        out.add(60, again[0]);
    }
    themes.dedup();
    for (i, &theme) in themes.iter().enumerate() {
        out.add(61, theme);
        for &other in &themes[i + 1..] {
            out.add(62, mix(theme, other));
        }
    }
}

/// Words before the first predicate that is not subordinate, and words after it with what it is.
fn around_predicate(out: &mut Collector, reading: &Reading) {
    let window = &reading.window;
    let Some(main) = reading.predicates.iter().find(|p| p.clause != Clause::Subordinate) else { return };
    for word in &window.words[..main.start] {
        out.add(70, word.stem);
    }
    for word in window.words[main.start..].iter().take(PREDICATE_REACH) {
        out.add(71, mix(word.stem, main.cue as u64));
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
    for word in words.iter().take(6) {
        out.add(18, word.stem);
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
    let own = reading.cues.iter().any(|m| m.cue == Cue::Own);
    for m in &reading.cues {
        out.add(30, m.cue as u64);
        out.add(37, mix(m.cue as u64, u64::from(own)));
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
    // What a subject does, whatever its name: "my delegation welcomes" is "we welcome".
    for m in reading.cues.iter().filter(|m| m.cue.is_subject()) {
        for (i, word) in reading.window.words[m.end..].iter().take(2).enumerate() {
            out.add(40 + i as u64, mix(m.cue as u64, word.stem));
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
    let length = u64::from(all.ilog2());
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
