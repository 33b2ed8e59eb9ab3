//! A linear layer over the features that were worth keeping.
//!
//! A hash table of buckets of four slots. A feature has one bucket; its slot is told by a print of 16 bits. A feature that
//! is not kept has no slot, so it neither counts nor disturbs those that are; one in some 16,000 is taken for another.

use super::tensors::TensorFile;
use super::weights::feature_value;
use crate::bytes::Bytes;
use crate::error::Result;
use safetensors::tensor::Dtype;

/// Slots of a bucket.
pub(crate) const SLOTS: usize = 4;

/// The number of a feature's bucket.
pub(crate) const fn bucket(feature: u32, buckets: usize) -> usize {
    ((feature as u64 * buckets as u64) >> 32) as usize
}

/// What tells a feature from the others of its bucket. Zero stands for an empty slot.
pub(crate) const fn print(feature: u32) -> u16 {
    let print = feature as u16;
    if print == 0 { 1 } else { print }
}

/// The layer: a print and the weights of each slot, a scale and a bias for each head.
#[derive(Debug, Clone)]
pub(super) struct KeptLayer {
    buckets: usize,
    prints: Bytes,
    weights: Bytes,
    scale: Vec<f32>,
    bias: Vec<f32>,
}

impl KeptLayer {
    /// The layer `name` of a file.
    pub(super) fn open(file: &TensorFile, name: &str, buckets: usize, heads: usize) -> Result<Self> {
        Ok(Self {
            buckets,
            prints: file.tensor(&format!("{name}.prints"), Dtype::U16, &[buckets, SLOTS])?,
            weights: file.tensor(name, Dtype::I8, &[buckets * SLOTS, heads])?,
            scale: file.numbers(&format!("{name}.scale"), &[heads])?,
            bias: file.numbers(&format!("{name}.bias"), &[heads])?,
        })
    }

    /// The score of each head, given features and words; the features count as if all were kept.
    pub(super) fn scores<const HEADS: usize>(&self, features: &[u32], words: &[u32]) -> [f32; HEADS] {
        let mut sums = [0_i32; HEADS];
        for &feature in features.iter().chain(words) {
            if let Some(slot) = self.slot(feature) {
                let weights = &self.weights[slot * HEADS..(slot + 1) * HEADS];
                sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += i32::from(weight.cast_signed()));
            }
        }
        let value = feature_value(features.len());
        std::array::from_fn(|h| sums[h] as f32 * self.scale[h] * value + self.bias[h])
    }

    fn slot(&self, feature: u32) -> Option<usize> {
        let bucket = bucket(feature, self.buckets);
        let prints = self.prints[bucket * SLOTS * 2..(bucket + 1) * SLOTS * 2].as_chunks().0;
        let print = print(feature).to_le_bytes();
        prints.iter().position(|p| *p == print).map(|slot| bucket * SLOTS + slot)
    }
}
