//! A linear layer over the features that were worth keeping.
//!
//! A hash table of buckets of four slots. A feature has one bucket; its slot is told by a print of 16 bits. A feature that
//! is not kept has no slot, so it neither counts nor disturbs those that are; one in some 16,000 is taken for another.

use super::tensors::TensorFile;
use super::weights::{feature_value, sums};
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
        let sums = sums::<HEADS>(&self.weights, &self.slots(features, words), |slot| slot as usize * HEADS);
        let value = feature_value(features.len());
        std::array::from_fn(|h| sums[h] as f32 * self.scale[h] * value + self.bias[h])
    }

    /// The slots of those that are kept. Whether one is kept is a toss-up, so nothing here jumps on it.
    fn slots(&self, features: &[u32], words: &[u32]) -> Vec<u32> {
        let (buckets, _) = self.prints.as_chunks::<{ SLOTS * 2 }>();
        let mut slots = vec![0; features.len() + words.len()];
        let mut count = 0;
        for &feature in features.iter().chain(words) {
            let bucket = bucket(feature, self.buckets);
            let slot = place(u64::from_le_bytes(buckets[bucket]), print(feature));
            slots[count] = (bucket * SLOTS + slot) as u32;
            count += usize::from(slot < SLOTS);
        }
        slots.truncate(count);
        slots
    }
}

/// The first of four prints that is this one; four if none is. All are compared at once.
const fn place(prints: u64, print: u16) -> usize {
    const ONES: u64 = 0x0001_0001_0001_0001;
    // Sixteen zero bits where they are equal. Subtracting one sets the upper bit of the first such sixteen, and of none
    // before it, unless that was set.
    let differences = prints ^ (ONES * print as u64);
    let equal = differences.wrapping_sub(ONES) & !differences & (ONES << 15);
    equal.trailing_zeros() as usize / 16
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn the_first_equal_print_counts_and_likeness_does_not() {
        let prints = [7, 0x8007, 8, 8];
        let packed = prints.iter().rev().fold(0, |packed, &print| packed << 16 | u64::from(print));
        for print in [1, 6, 7, 8, 9, 0x8006, 0x8007, 0x8008, u16::MAX] {
            let expected = prints.iter().position(|&p| p == print).unwrap_or(prints.len());
            assert_eq!(place(packed, print), expected, "{print}");
        }
    }
}
