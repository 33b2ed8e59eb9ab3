//! Holder, addressee and action: the stretch of words that scores best.
//!
//! A stretch scores what its first word, all its words and its last word score, and what it is as a whole: what stands
//! before and behind it, how long it is, how many clauses it spans. That there is none competes with all stretches: a
//! semi-Markov random field with one segment (Sarawagi, Cohen 2004).

use super::features::Reading;
use super::heads::{PAIR_HEADS, Role};
use super::stretch::{LONGEST, Surroundings, of_none};
use super::weights::Weights;
use super::word_features::each_word;
use crate::span::Span;

/// Words at which a stretch of a role may start, and words at which it may end: all that is likely enough to be looked at.
const LIKELY: usize = 10;

/// First and last word of a stretch.
type Stretch = (usize, usize);

/// Who and what of a sentence, in bytes of it. Who is decided first, for it is told more surely; what has no word of it.
pub(super) fn who_and_what(
    weights: &Weights,
    reading: &Reading,
    who: Role,
    what: Role,
) -> (Option<Span>, Option<Span>) {
    let finder = Finder::new(weights, reading, who.pair());
    let holder = finder.best(who, None);
    let action = finder.best(what, holder);
    (holder.and_then(|s| finder.span(s)), action.and_then(|s| finder.span(s)))
}

/// What looks for the spans of one sentence for a pair of roles.
struct Finder<'r> {
    reading: &'r Reading,
    weights: &'r Weights,
    surroundings: Surroundings,
    words: Vec<[f32; PAIR_HEADS]>,
}

impl<'r> Finder<'r> {
    /// Scores every word of the sentence for both roles.
    fn new(weights: &'r Weights, reading: &'r Reading, pair: usize) -> Self {
        let mut words = Vec::with_capacity(reading.own_words().len());
        each_word(reading, |features| words.push(weights.word(features, pair)));
        Self { reading, weights, surroundings: Surroundings::new(reading), words }
    }

    /// The stretch of `role` that shares most words with what the field expects; none if that is likelier than not. Linear
    /// in the length of the sentence, for no stretch is longer than [`LONGEST`].
    fn best(&self, role: Role, taken: Option<Stretch>) -> Option<Stretch> {
        Some(most_shared(&self.chances(role, taken)?))
    }

    fn span(&self, (from, to): Stretch) -> Option<Span> {
        let words = self.reading.own_words();
        Some(Span::new(words[from].span?.start(), words[to].span?.end()))
    }

    /// The chance of each word to be in the stretch, if there is one.
    fn chances(&self, role: Role, taken: Option<Stretch>) -> Option<Vec<f32>> {
        let free = |from: usize, to: usize| taken.is_none_or(|(first, last)| to < first || from > last);
        let mut scores: Vec<(usize, usize, f32)> = self.scores(role);
        scores.retain(|&(from, to, _)| free(from, to));
        let none = self.weights.stretch(&of_none(self.reading), role);
        let most = scores.iter().map(|s| s.2).fold(none, f32::max);
        let mut borders = vec![0.0; self.words.len() + 1];
        let mut some = 0.0;
        for (from, to, score) in scores {
            let chance = (score - most).exp();
            some += chance;
            borders[from] += chance;
            borders[to + 1] -= chance;
        }
        if some <= (none - most).exp() {
            return None;
        }
        let mut inside = 0.0;
        let chances = borders[..self.words.len()].iter().map(|border| {
            inside += border;
            inside / some
        });
        Some(chances.collect())
    }

    /// The stretches between likely first and likely last words, with their scores.
    fn scores(&self, role: Role) -> Vec<(usize, usize, f32)> {
        let [first, any, last] = role.heads();
        let (starts, ends) = (self.likely(first), self.likely(last));
        let mut scores = Vec::with_capacity(LIKELY * LIKELY);
        for &from in &starts {
            let mut sum = self.words[from][first];
            let mut so_far = from;
            for &to in ends.iter().filter(|&&to| (from..from + LONGEST).contains(&to)) {
                sum += self.words[so_far..=to].iter().map(|w| w[any]).sum::<f32>();
                so_far = to + 1;
                let whole = self.weights.stretch(&self.surroundings.features(from, to), role);
                scores.push((from, to, sum + self.words[to][last] + whole));
            }
        }
        scores
    }

    /// The places of the words with the greatest scores, from left to right.
    fn likely(&self, head: usize) -> Vec<usize> {
        let mut places: Vec<(f32, usize)> = self.words.iter().map(|word| word[head]).zip(0..).collect();
        if places.len() > LIKELY {
            places.select_nth_unstable_by(LIKELY, |a, b| b.0.total_cmp(&a.0));
            places.truncate(LIKELY);
            places.sort_unstable_by_key(|&(_, place)| place);
        }
        places.into_iter().map(|(_, place)| place).collect()
    }
}

/// First and last place of the stretch with the greatest expected F1, by the chance of each word to be in the right one:
/// twice what is shared by the sum of both lengths.
///
/// A stretch gains from the loss of a first or last word whose chance is less than its share, so none that is better than
/// the best so far starts or ends with such a word. The margin is wider than what rounding adds up to.
fn most_shared(inside: &[f32]) -> Stretch {
    const MARGIN: f32 = 0.99;
    let expected: f32 = inside.iter().sum();
    let mut best = (0, 0);
    let mut best_share = 0.0;
    for from in 0..inside.len() {
        if inside[from] < MARGIN * best_share {
            continue;
        }
        let mut shared = 0.0;
        for (len, &chance) in inside[from..].iter().take(LONGEST).enumerate() {
            shared += chance;
            if chance < MARGIN * best_share {
                continue;
            }
            let to = from + len;
            let share = shared / (expected + (len + 1) as f32);
            if share > best_share {
                (best, best_share) = ((from, to), share);
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::{Stretch, most_shared};
    use proptest::prelude::*;

    /// The same without leaving any stretch out.
    fn by_all(inside: &[f32]) -> Stretch {
        let expected: f32 = inside.iter().sum();
        let mut best = ((0, 0), 0.0);
        for from in 0..inside.len() {
            let mut shared = 0.0;
            for (to, chance) in inside.iter().enumerate().skip(from) {
                shared += chance;
                let share = shared / (expected + (to - from + 1) as f32);
                if share > best.1 {
                    best = ((from, to), share);
                }
            }
        }
        best.0
    }

    proptest! {
        #[test]
        fn no_stretch_that_shares_most_is_left_out(inside in prop::collection::vec(0.0_f32..1.0, 1..60)) {
            prop_assert_eq!(most_shared(&inside), by_all(&inside));
        }
    }
}
