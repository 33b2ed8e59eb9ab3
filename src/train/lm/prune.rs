//! Keeping the n-grams that matter, and the weights that make the rest sum to one.

use super::estimate::{Bigram, Estimate, Trigram, find};
use crate::lm::WordId;

/// A back-off model of a manageable size.
#[derive(Debug)]
pub(super) struct Pruned {
    /// Probability and back-off weight of each word.
    pub unigrams: Vec<(f64, f64)>,
    /// Bigrams in order, with their back-off weights.
    pub bigrams: Vec<Bigram>,
    /// Trigrams in order.
    pub trigrams: Vec<Trigram>,
}

/// Keeps about `bigrams` and `trigrams` of an estimate.
pub(super) fn prune(estimate: &Estimate, bigrams: usize, trigrams: usize) -> Pruned {
    let trigrams = best(&estimate.trigrams, trigrams, |t| {
        let [first, second, third] = t.words;
        let weight = find(&estimate.bigrams, [first, second]).map_or(1.0, |at| estimate.bigrams[at].weight);
        let lower = find(&estimate.bigrams, [second, third]).map_or(1.0, |at| estimate.bigrams[at].p);
        f64::from(t.count) * (t.p / (weight * lower)).ln()
    });
    let mut leads: Vec<[WordId; 2]> = trigrams.iter().map(|t| [t.words[0], t.words[1]]).collect();
    leads.dedup();
    let mut bigrams = best(&estimate.bigrams, bigrams, |b| {
        if leads.binary_search(&b.words).is_ok() {
            return f64::INFINITY;
        }
        let [first, second] = b.words.map(usize::from);
        f64::from(b.count) * (b.p / (estimate.unigram_weight[first] * estimate.unigrams[second])).ln()
    });

    let mut unigrams: Vec<(f64, f64)> = estimate.unigrams.iter().map(|&p| (p, 1.0)).collect();
    for row in bigrams.chunk_by(|a, b| a.words[0] == b.words[0]) {
        let kept = row.iter().map(|b| b.p);
        let lower = row.iter().map(|b| estimate.unigrams[usize::from(b.words[1])]);
        unigrams[usize::from(row[0].words[0])].1 = weight(kept, lower);
    }
    for bigram in &mut bigrams {
        bigram.weight = 1.0;
    }
    for row in trigrams.chunk_by(|a, b| a.words[..2] == b.words[..2]) {
        let [first, second, _] = row[0].words;
        let lower = row.iter().map(|t| {
            let third = t.words[2];
            find(&bigrams, [second, third]).map_or_else(
                || unigrams[usize::from(second)].1 * estimate.unigrams[usize::from(third)],
                |at| bigrams[at].p,
            )
        });
        let weight = weight(row.iter().map(|t| t.p), lower);
        if let Some(at) = find(&bigrams, [first, second]) {
            bigrams[at].weight = weight;
        }
    }
    Pruned { unigrams, bigrams, trigrams }
}

/// The share that the n-grams kept leave, over the share that the lower order gives to all others.
fn weight(kept: impl Iterator<Item = f64>, lower: impl Iterator<Item = f64>) -> f64 {
    ((1.0 - kept.sum::<f64>()).max(1e-4) / (1.0 - lower.sum::<f64>()).max(1e-4)).min(4.0)
}

/// The `limit` entries of greatest worth, in their order; all those of infinite worth.
fn best<T: Copy>(all: &[T], limit: usize, worth: impl Fn(&T) -> f64) -> Vec<T> {
    let mut order: Vec<(f64, usize)> = all.iter().map(worth).zip(0..).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut kept: Vec<usize> = order
        .iter()
        .enumerate()
        .filter(|(rank, (worth, _))| *rank < limit || worth.is_infinite())
        .map(|(_, &(_, at))| at)
        .collect();
    kept.sort_unstable();
    kept.into_iter().map(|at| all[at]).collect()
}
