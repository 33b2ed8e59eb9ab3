//! How much more often words stand together than chance would have it.

use super::NONE;

/// A matrix of few entries: a row a word.
pub(super) struct Sparse {
    pub(super) rows: Vec<Vec<(u32, f32)>>,
    pub(super) columns: usize,
}

/// Contexts count by their frequency to this power, which keeps rare ones from being overrated (Levy, Goldberg, Dagan
/// 2015).
const SMOOTHING: f64 = 0.75;

/// The positive pointwise mutual information of each of `words` words with the first `contexts` of them that stand any
/// of `offsets` words after it. Linear in the text for each offset.
pub(super) fn matrix(text: &[u32], words: usize, contexts: usize, offsets: &[isize]) -> Sparse {
    let mut counts = vec![0_u32; words * contexts];
    for &by in offsets {
        let (early, late) = (&text[..text.len() - by.unsigned_abs()], &text[by.unsigned_abs()..]);
        let (from, to) = if by > 0 { (early, late) } else { (late, early) };
        for (&word, &context) in from.iter().zip(to) {
            if word != NONE && (context as usize) < contexts {
                counts[word as usize * contexts + context as usize] += 1;
            }
        }
    }
    let mut of_context = vec![0_u64; contexts];
    for row in counts.chunks_exact(contexts) {
        of_context.iter_mut().zip(row).for_each(|(sum, &n)| *sum += u64::from(n));
    }
    let smoothed: Vec<f64> = of_context.iter().map(|&n| (n as f64).powf(SMOOTHING)).collect();
    let all: f64 = smoothed.iter().sum();
    let rows = counts.chunks_exact(contexts).map(|row| {
        let total: f64 = row.iter().map(|&n| f64::from(n)).sum();
        let entry = |(context, &n): (usize, &u32)| {
            let information = (f64::from(n) * all / (total * smoothed[context])).ln();
            (n > 0 && information > 0.0).then_some((context as u32, information as f32))
        };
        row.iter().enumerate().filter_map(entry).collect()
    });
    Sparse { rows: rows.collect(), columns: contexts }
}
