//! Modified Kneser-Ney estimates of all n-grams of a text, before any is pruned.

use crate::lm::WordId;

/// The interpolated model.
#[derive(Debug)]
pub(super) struct Estimate {
    /// Probability of each word by itself.
    pub unigrams: Vec<f64>,
    /// Weight of the unigrams after each word.
    pub unigram_weight: Vec<f64>,
    /// Bigrams in order.
    pub bigrams: Vec<Bigram>,
    /// Trigrams that occur more than once, in order.
    pub trigrams: Vec<Trigram>,
}

/// A bigram with its interpolated probability.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bigram {
    pub words: [WordId; 2],
    pub count: u32,
    pub p: f64,
    /// Weight of the bigrams after these two words.
    pub weight: f64,
}

/// A trigram with its interpolated probability.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trigram {
    pub words: [WordId; 3],
    pub count: u32,
    pub p: f64,
}

/// What is taken off counts of one, two, and more.
#[derive(Debug, Clone, Copy)]
struct Discounts([f64; 3]);

impl Discounts {
    /// From the numbers of n-grams that occur once to four times; none if one of them is nought.
    fn new(counts: impl Iterator<Item = u32>) -> Option<Self> {
        let mut n = [0.0; 5];
        counts.filter(|&c| c <= 4).for_each(|c| n[c as usize] += 1.0);
        if n[1..].contains(&0.0) {
            return None;
        }
        let y = n[1] / (n[1] + 2.0 * n[2]);
        let discount = |k: usize| (k as f64 - (k as f64 + 1.0) * y * n[k + 1] / n[k]).clamp(0.05, k as f64);
        Some(Self([discount(1), discount(2), discount(3)]))
    }

    fn of(self, count: u32) -> f64 {
        self.0[(count.clamp(1, 3) - 1) as usize]
    }
}

/// Estimates a model of `words` words from a text; none if the text is too short for discounts.
pub(super) fn estimate(ids: &[WordId], words: usize) -> Option<Estimate> {
    let trigrams = counted(ids.windows(3).map(|w| pack(&[w[0], w[1], w[2]])).collect());
    let seen = counted(ids.windows(2).map(|w| pack(&[w[0], w[1]])).collect());
    // Lower orders count the different words before an n-gram, not its occurrences.
    let continued = counted(trigrams.iter().map(|&(key, _)| key & 0xFFFF_FFFF).collect());

    let (unigrams, unigram_weight, bigrams) = lower_orders(&continued, &seen, words)?;
    let mut estimate = Estimate { unigrams, unigram_weight, bigrams, trigrams: Vec::new() };
    third_order(&mut estimate, &trigrams)?;
    Some(estimate)
}

type Lower = (Vec<f64>, Vec<f64>, Vec<Bigram>);

fn lower_orders(continued: &[(u64, u32)], seen: &[(u64, u32)], words: usize) -> Option<Lower> {
    let mut before = vec![0_u32; words];
    for &(key, _) in continued {
        before[usize::from(key as u16)] += 1;
    }
    let total: f64 = before.iter().map(|&n| f64::from(n)).sum();
    let discounts = Discounts::new(before.iter().copied().filter(|&n| n > 0))?;
    let freed: f64 = before.iter().filter(|&&n| n > 0).map(|&n| discounts.of(n)).sum();
    let uniform = freed / total / words as f64;
    let unigrams: Vec<f64> =
        before.iter().map(|&n| uniform + if n > 0 { (f64::from(n) - discounts.of(n)) / total } else { 0.0 }).collect();

    let discounts = Discounts::new(continued.iter().map(|&(_, n)| n))?;
    let mut weights = vec![1.0; words];
    let mut bigrams = Vec::with_capacity(continued.len());
    for row in continued.chunk_by(|a, b| a.0 >> 16 == b.0 >> 16) {
        let total: f64 = row.iter().map(|&(_, n)| f64::from(n)).sum();
        let weight = row.iter().map(|&(_, n)| discounts.of(n)).sum::<f64>() / total;
        weights[(row[0].0 >> 16) as usize] = weight;
        for &(key, n) in row {
            let [first, second] = [(key >> 16) as WordId, key as WordId];
            let p = (f64::from(n) - discounts.of(n)) / total + weight * unigrams[usize::from(second)];
            let at = seen.partition_point(|&(k, _)| k < key);
            bigrams.push(Bigram { words: [first, second], count: seen[at].1, p, weight: 1.0 });
        }
    }
    Some((unigrams, weights, bigrams))
}

fn third_order(estimate: &mut Estimate, trigrams: &[(u64, u32)]) -> Option<()> {
    let discounts = Discounts::new(trigrams.iter().map(|&(_, n)| n))?;
    for row in trigrams.chunk_by(|a, b| a.0 >> 16 == b.0 >> 16) {
        let total: f64 = row.iter().map(|&(_, n)| f64::from(n)).sum();
        let weight = row.iter().map(|&(_, n)| discounts.of(n)).sum::<f64>() / total;
        let [first, second] = [(row[0].0 >> 32) as WordId, (row[0].0 >> 16) as WordId];
        if let Some(at) = find(&estimate.bigrams, [first, second]) {
            estimate.bigrams[at].weight = weight;
        }
        for &(key, count) in row.iter().filter(|&&(_, n)| n > 1) {
            let third = key as WordId;
            let lower = find(&estimate.bigrams, [second, third]).map_or(0.0, |at| estimate.bigrams[at].p);
            let p = (f64::from(count) - discounts.of(count)) / total + weight * lower;
            estimate.trigrams.push(Trigram { words: [first, second, third], count, p });
        }
    }
    Some(())
}

/// Place of a bigram among all, which are sorted.
pub(super) fn find(bigrams: &[Bigram], words: [WordId; 2]) -> Option<usize> {
    bigrams.binary_search_by(|b| b.words.cmp(&words)).ok()
}

fn pack(words: &[WordId]) -> u64 {
    words.iter().fold(0, |key, &word| key << 16 | u64::from(word))
}

/// Distinct keys in order, each with its number of occurrences.
fn counted(mut keys: Vec<u64>) -> Vec<(u64, u32)> {
    keys.sort_unstable();
    keys.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)).collect()
}
