//! Which features of a trained layer are worth a place in the model.

use super::logistic::Logistic;
use super::part::Layer;
use crate::classify::heads::Rows;
use crate::classify::kept::{SLOTS, bucket, print};
use ndarray::Array2;
use std::collections::HashMap;

/// How many sentences have each feature, and each word.
#[derive(Debug, Default)]
pub(super) struct Counts {
    features: HashMap<u32, u32>,
    words: HashMap<u32, u32>,
}

impl Counts {
    /// Counts a sentence.
    pub(super) fn add(&mut self, features: &[u32], words: &[u32]) {
        for &feature in features {
            *self.features.entry(feature).or_default() += 1;
        }
        self.add_words(words.iter().copied());
    }

    /// Counts words that no sentence need have.
    pub(super) fn add_words(&mut self, words: impl Iterator<Item = u32>) {
        for word in words {
            *self.words.entry(word).or_default() += 1;
        }
    }

    /// Every feature with its row, and how many sentences have it.
    fn rows(&self, rows: Rows) -> impl Iterator<Item = (u32, usize, u32)> {
        let features = self.features.iter().map(move |(&feature, &count)| (feature, rows.of(feature), count));
        features.chain(self.words.iter().map(move |(&word, &count)| (word, rows.of_word(word), count)))
    }
}

/// A layer of the features that move most scores farthest: by the number of sentences that have them and the sum of the
/// squares of their weights. In each of the `buckets` the best are kept.
pub(super) fn keep(layer: &Logistic, rows: Rows, counts: &Counts, buckets: usize) -> Layer {
    let worth = |row: usize, count: u32| count as f32 * layer.weights.row(row).iter().map(|w| w * w).sum::<f32>();
    let mut ranked: Vec<_> = counts.rows(rows).map(|(feature, row, count)| (worth(row, count), feature, row)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let heads = layer.weights.ncols();
    let mut prints = vec![0_u16; buckets * SLOTS];
    let mut weights = Array2::zeros((buckets * SLOTS, heads));
    for (_, feature, row) in ranked {
        let start = bucket(feature, buckets) * SLOTS;
        let slots = &mut prints[start..start + SLOTS];
        let free = slots.iter().position(|&p| p == 0).filter(|_| !slots.contains(&print(feature)));
        if let Some(slot) = free {
            slots[slot] = print(feature);
            weights.row_mut(start + slot).assign(&layer.weights.row(row));
        }
    }
    Layer::of_slots(prints, &Logistic { weights, bias: layer.bias.clone() })
}
