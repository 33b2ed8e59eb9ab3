//! The file.

use super::prune::Pruned;
use super::vocabulary::Vocabulary;
use crate::lm::format::{self, Counts, Layout, quantise_backoff, quantise_price};
use crate::lm::{Case, FIRST_WORD, UNKNOWN};

/// Bits of the filter for each rare word: with five probes one false answer in fifty.
const FILTER_BITS_PER_WORD: usize = 9;

/// A model as [`crate::lm::format`] describes it.
pub(super) fn write(vocabulary: &Vocabulary, model: &Pruned) -> Vec<u8> {
    let words: Vec<&str> = std::iter::repeat_n("", usize::from(FIRST_WORD))
        .chain(vocabulary.words.iter().map(|(w, _)| w.as_str()))
        .collect();
    let slots = hash_slots(&words);
    let filter = rare_filter(&vocabulary.rare);
    let mut out = Layout::header(Counts {
        slots: slots.len() as u32,
        words: words.len() as u32,
        text: words.iter().map(|w| w.len()).sum::<usize>() as u32,
        bigrams: model.bigrams.len() as u32,
        trigrams: model.trigrams.len() as u32,
        filter: filter.len() as u32,
    });
    out.extend(slots.iter().flat_map(|slot| slot.to_le_bytes()));
    let lengths = words.iter().map(|w| w.len() as u32);
    out.extend(starts(lengths).flat_map(u32::to_le_bytes));
    out.extend(words.iter().flat_map(|word| word.bytes()));

    for (i, &(p, weight)) in model.unigrams.iter().enumerate() {
        let case = i.checked_sub(usize::from(FIRST_WORD)).map_or(Case::Lower, |at| vocabulary.words[at].1);
        out.extend_from_slice(&[quantise_price(-p.ln()), quantise_backoff(-weight.ln()), case as u8]);
    }
    let mut row = vec![0; words.len()];
    model.bigrams.iter().for_each(|b| row[usize::from(b.words[0])] += 1);
    starts(row.into_iter()).for_each(|start| out.extend_from_slice(&start.to_le_bytes()));

    model.bigrams.iter().for_each(|b| out.extend_from_slice(&b.words[1].to_le_bytes()));
    for b in &model.bigrams {
        out.extend_from_slice(&[quantise_price(-b.p.ln()), quantise_backoff(-b.weight.ln())]);
    }
    let mut row = vec![0; model.bigrams.len()];
    let mut at = 0;
    for trigram in &model.trigrams {
        while model.bigrams[at].words != trigram.words[..2] {
            at += 1;
        }
        row[at] += 1;
    }
    starts(row.into_iter()).for_each(|start| out.extend_from_slice(&start.to_le_bytes()[..3]));
    model.trigrams.iter().for_each(|t| out.extend_from_slice(&t.words[2].to_le_bytes()));
    out.extend(model.trigrams.iter().map(|t| quantise_price(-t.p.ln())));
    out.extend_from_slice(&filter);
    out
}

/// An open-addressing table, at most half full.
fn hash_slots(words: &[&str]) -> Vec<u16> {
    let size = (words.len() * 2).next_power_of_two();
    let mut slots = vec![UNKNOWN; size];
    for (id, word) in words.iter().enumerate().skip(usize::from(FIRST_WORD)) {
        let mut slot = format::hash(word) as usize & (size - 1);
        while slots[slot] != UNKNOWN {
            slot = (slot + 1) & (size - 1);
        }
        slots[slot] = id as u16;
    }
    slots
}

/// A Bloom filter.
fn rare_filter(words: &[String]) -> Vec<u8> {
    let mut filter = vec![0_u8; (words.len() * FILTER_BITS_PER_WORD).div_ceil(8)];
    let bits = filter.len() as u64 * 8;
    for bit in words.iter().flat_map(|word| format::filter_bits(word, bits)) {
        filter[(bit / 8) as usize] |= 1 << (bit % 8);
    }
    filter
}

/// Start of each row and the end of the last, from the lengths of the rows.
fn starts(lengths: impl Iterator<Item = u32>) -> impl Iterator<Item = u32> {
    std::iter::once(0).chain(lengths.scan(0, |sum, length| {
        *sum += length;
        Some(*sum)
    }))
}
