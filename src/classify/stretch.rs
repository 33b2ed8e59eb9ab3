//! What the model sees of a stretch of words as a whole.

use super::cues::Cue;
use super::features::{Reading, feature};
use super::window::{Word, hash, mix};
use crate::words::TokenClass;

/// Words that a stretch has at most.
pub(crate) const LONGEST: usize = 100;

/// Features of a stretch.
pub(crate) const STRETCH_FEATURES: usize = 9;

/// Letters of a word that is taken as it is when it stands at a border; longer ones are words of content.
const SHORT: usize = 5;

/// Counts are told apart up to this one.
const MOST: usize = 4;

/// Features of lengths and of counts alone, made once.
const OF_LENGTH: [u32; 13] = {
    let mut features = [0; 13];
    let mut length = 0;
    while length < features.len() {
        features[length] = feature(4, length as u64);
        length += 1;
    }
    features
};
const OF_COUNTS: [[[[u32; 2]; MOST + 1]; MOST + 1]; MOST + 1] = {
    let mut features = [[[[0; 2]; MOST + 1]; MOST + 1]; MOST + 1];
    let mut at = 0;
    while at < (MOST + 1) * (MOST + 1) * (MOST + 1) {
        let (b, p, s) = (at / (MOST + 1) / (MOST + 1), at / (MOST + 1) % (MOST + 1), at % (MOST + 1));
        let (breaks, predicates, subordinates) = (b as u64, p as u64, s as u64);
        features[b][p][s] =
            [feature(6, mix(predicates, subordinates)), feature(8, mix(mix(breaks, predicates), subordinates))];
        at += 1;
    }
    features
};

/// What stands at each place of a sentence: before it, at each word, and behind it.
pub(crate) struct Surroundings(Vec<Place>);

struct Place {
    /// What stands here, in a few classes.
    class: u64,
    /// How many words up to here end a clause, open a subordinate one, and start a predicate.
    breaks: usize,
    subordinates: usize,
    predicates: usize,
}

impl Surroundings {
    /// Of all words of the sentence; those of the lead-in are none of it.
    pub(crate) fn new(reading: &Reading) -> Self {
        let first = reading.window.first;
        let words = reading.own_words();
        let mut places = Vec::with_capacity(words.len() + 2);
        let (mut breaks, mut subordinates, mut predicates) = (0, 0, 0);
        places.push(Place { class: if first == 0 { 1 } else { 2 }, breaks, subordinates, predicates });
        let mut coming = reading.predicates.iter().map(|p| p.start).skip_while(|&start| start < first).peekable();
        for (at, word) in (first..).zip(words) {
            let cue = reading.cue_at[at];
            breaks += usize::from(cue == Some(Cue::Break));
            subordinates += usize::from(matches!(cue, Some(Cue::Subordinate | Cue::That)));
            predicates += usize::from(coming.next_if_eq(&at).is_some());
            places.push(Place { class: class(reading, word, at), breaks, subordinates, predicates });
        }
        places.push(Place { class: 3, breaks, subordinates, predicates });
        Self(places)
    }

    /// The features of the stretch from word `from` to word `to`, both in it.
    pub(crate) fn features(&self, from: usize, to: usize) -> [u32; STRETCH_FEATURES] {
        let [[before, first], [last, after]] =
            [from, to + 1].map(|at| self.0[at..].first_chunk().expect("a place stands behind each word"));
        let breaks = (last.breaks - before.breaks).min(MOST);
        let subordinates = (last.subordinates - before.subordinates).min(MOST);
        let predicates = (last.predicates - before.predicates).min(MOST);
        let [before, first, last, after] = [before, first, last, after].map(|place| place.class);
        let [of_few, of_all] = OF_COUNTS[breaks][predicates][subordinates];
        let (breaks, predicates) = (breaks as u64, predicates as u64);
        let length = length(to - from + 1);
        let of_length = OF_LENGTH[length as usize];
        [
            feature(1, mix(before, after)),
            feature(2, mix(first, after)),
            feature(3, mix(first, last)),
            of_length,
            feature(5, mix(breaks, after)),
            of_few,
            feature(7, mix(length, after)),
            of_all,
            feature(9, mix(before, mix(length, predicates))),
        ]
    }
}

/// The features of there being no stretch: they come from the predicate that it would belong to.
pub(crate) fn of_none(reading: &Reading) -> [u32; STRETCH_FEATURES] {
    let main = reading.predicates.first();
    let cue = main.map_or(99, |p| p.cue as u64);
    let subject = main.map_or(99, |p| p.subject.map_or(98, |s| s as u64));
    let followed = main.and_then(|p| reading.window.words.get(p.end)).map_or(0, |w| w.hash);
    let count = reading.predicates.len().min(4) as u64;
    let starts = reading.own_words().first().map_or(0, |w| w.hash);
    let lead_in = u64::from(reading.window.first > 0);
    let subjects = u64::from(reading.cues.iter().any(|m| m.cue.is_subject()));
    [
        feature(20, 0),
        feature(21, cue),
        feature(22, mix(cue, subject)),
        feature(23, mix(cue, followed)),
        feature(24, count),
        feature(25, mix(subjects, count)),
        feature(26, starts),
        feature(27, lead_in),
        feature(28, mix(cue, lead_in)),
    ]
}

/// What a word is at the border of a stretch: its cue, a short word as it is, or else how it is written and how it ends.
fn class(reading: &Reading, word: &Word, at: usize) -> u64 {
    let lower = reading.window.lower(word);
    let cue = reading.cue_at[at].map_or(0, |cue| cue as u64 + 1);
    if word.class != TokenClass::Word || lower.len() <= SHORT {
        return mix(word.hash, cue);
    }
    let ending = lower.char_indices().rev().nth(1).map_or(lower, |(at, _)| &lower[at..]);
    mix(mix(hash(ending), u64::from(word.capital)), cue)
}

/// Lengths, finer when short.
fn length(words: usize) -> u64 {
    match words {
        0..=6 => words as u64,
        7..=8 => 7,
        9..=11 => 8,
        12..=16 => 9,
        17..=24 => 10,
        25..=40 => 11,
        _ => 12,
    }
}
