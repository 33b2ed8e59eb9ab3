//! The order in which sentences are learnt from.

use crate::train::random::Random;

/// Batches of which the lengths are sorted together: enough that the sentences of a batch are alike in length, and few
/// enough that every epoch has other batches.
const SORTED_TOGETHER: usize = 32;

/// The numbers of all sentences in batches of `size`, each of sentences of like length, in a random order.
pub(super) fn batches(lengths: &[usize], size: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    random.shuffle(&mut order);
    for together in order.chunks_mut(size * SORTED_TOGETHER) {
        together.sort_by_key(|&i| lengths[i]);
    }
    let mut batches: Vec<Vec<usize>> = order.chunks(size).map(<[usize]>::to_vec).collect();
    random.shuffle(&mut batches);
    batches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_in_one_batch_beside_sentences_of_like_length() {
        let lengths: Vec<usize> = (0..1000).map(|i| i * 7 % 50).collect();
        let batches = batches(&lengths, 8, &mut Random(1));
        let mut all: Vec<usize> = batches.concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..1000));
        let spread = |batch: &Vec<usize>| {
            let of_batch = || batch.iter().map(|&i| lengths[i]);
            of_batch().max().unwrap() - of_batch().min().unwrap()
        };
        assert!(batches.iter().all(|batch| batch.len() == 8 && spread(batch) <= 5));
    }
}
