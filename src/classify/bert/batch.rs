//! Sentences of like length side by side.

use super::tokens::Encoded;
use std::ops::Range;
use tch::{Device, Kind, Tensor};

/// Word pieces of a batch, padding included: enough to keep the processor busy, and little memory.
const PIECES: usize = 2048;

/// Sentences as one tensor, the shorter ones padded at their ends.
#[derive(Debug)]
pub(crate) struct Batch {
    /// Numbers of the pieces, `[sentences, pieces]`.
    pub(super) ids: Tensor,
    /// 1 for a piece, 0 for padding, of the same shape.
    pub(super) mask: Tensor,
}

impl Batch {
    /// A batch of some sentences, of which there is at least one.
    pub(crate) fn new(sentences: &[&Encoded], device: Device) -> Self {
        let longest = sentences.iter().map(|s| s.ids.len()).max().unwrap_or(0);
        let mut ids = Vec::with_capacity(sentences.len() * longest);
        let mut mask = Vec::with_capacity(sentences.len() * longest);
        for sentence in sentences {
            let end = ids.len() + longest;
            ids.extend(&sentence.ids);
            mask.resize(ids.len(), 1_i64);
            ids.resize(end, 0);
            mask.resize(end, 0);
        }
        let shape = [sentences.len() as i64, longest as i64];
        let tensor = |numbers: &[i64]| Tensor::from_slice(numbers).reshape(shape).to_device(device);
        Self { ids: tensor(&ids), mask: tensor(&mask).to_kind(Kind::Int64) }
    }
}

/// Cuts sentences that are sorted by falling length into batches.
pub(super) fn cut(lengths: &[usize]) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let mut start = 0;
    while let Some(&longest) = lengths.get(start) {
        let end = lengths.len().min(start + (PIECES / longest.max(1)).max(1));
        batches.push(start..end);
        start = end;
    }
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn batches_are_bounded_by_their_longest_sentence() {
        assert_eq!(cut(&[1000, 1000, 1000, 10]), [0..2, 2..4]);
        assert_eq!(cut(&[5000, 1]), [0..1, 1..2]);
        assert!(cut(&[]).is_empty());
    }
}
